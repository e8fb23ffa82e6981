//! The letter the package goes with (征求意见函, 第二十条). It is Chinese, as documents of the Office are.

use crate::notice::text::{Filled, OFFICE, zh_date};
use crate::stamp::Stamp;

/// The letter around the list. `due` is the first moment at which an opinion is too late.
pub fn letter(year: i32, entries: usize, due: Stamp, opened: Stamp) -> Filled {
    let last = due.plus(-1);
    Filled {
        before: format!(
            "关于征求{year}年全国质量标杆初评名单意见的函\n\n工业和信息化部科技司：\n\n\
             根据《全国质量标杆遴选管理办法》第二十条，经自愿申报、择优推荐、形式审查、资料评审和答辩评审，\
             评审委员会形成{year}年全国质量标杆初评名单，共{entries}项（排名不分先后）。\
             现将名单报上，请逐项提出意见，并于{}前反馈：",
            last.show_minute()
        ),
        after: format!(
            "对每一项可以表示同意、提出建议或者提出异议；提出建议或异议的请说明理由。\
             名单在公示前不对外公布，请注意保密。\n\n{OFFICE}\n{}",
            zh_date(opened.date())
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_the_letter_names_the_year_the_number_and_the_last_minute() {
        let (due, opened) =
            (Stamp::read("2026-09-20 24:00").unwrap(), Stamp::read("2026-09-07 09:00").unwrap());
        let letter = letter(2026, 60, due, opened);
        assert_eq!(letter.heading(), "关于征求2026年全国质量标杆初评名单意见的函");
        let lede: Vec<&str> = letter.lede().collect();
        assert!(lede[1].contains("共60项") && lede[1].contains("2026-09-20 23:59"), "{lede:?}");
        assert_eq!(letter.rest().last(), Some("2026年9月7日"));
    }
}
