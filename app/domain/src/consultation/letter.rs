//! The letter the package goes with (征求意见函, 第二十条): a text of the season, as it was when the consultation was opened. It
//! is Chinese, as documents of the Office are.

use crate::notice::text::{Filled, OFFICE, filled, zh_date};
use crate::refusal::Refusal;
use crate::season::template::{Hole, Kind};
use crate::stamp::Stamp;

/// The letter around the list. `due` is the first moment at which an opinion is too late.
///
/// # Errors
/// [`Refusal::BadValue`] of a template that cannot be read.
pub fn letter(
    template: &str,
    year: i32,
    entries: usize,
    due: Stamp,
    opened: Stamp,
) -> Result<Filled, Refusal> {
    filled(Kind::Consultation, template, |hole| match hole {
        Hole::Year => year.to_string(),
        Hole::Number => entries.to_string(),
        Hole::Due => due.plus(-1).show_minute(),
        Hole::Date => zh_date(opened.date()),
        Hole::Office => OFFICE.to_owned(),
        _ => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::template::Templates;

    #[test]
    fn art_20_the_letter_names_the_year_the_number_and_the_last_minute() {
        let (due, opened) =
            (Stamp::read("2026-09-20 24:00").unwrap(), Stamp::read("2026-09-07 09:00").unwrap());
        let letter = letter(&Templates::default().consultation, 2026, 60, due, opened).unwrap();
        assert_eq!(letter.heading(), "关于征求2026年全国质量标杆初评名单意见的函");
        let lede: Vec<&str> = letter.lede().collect();
        assert!(lede[1].contains("共60项") && lede[1].contains("2026-09-20 23:59"), "{lede:?}");
        let rest: Vec<&str> = letter.rest().collect();
        assert!(rest[0].contains("请注意保密"), "{rest:?}");
        assert_eq!(rest[1..], [OFFICE, "2026年9月7日"]);
    }

    #[test]
    fn art_20_the_letter_says_what_the_season_says() {
        let (due, opened) = (Stamp(2), Stamp(1));
        let own =
            letter("征求意见函\n\n请于{反馈截止}前反馈。{{密}}", 2026, 1, due, opened).unwrap();
        assert!(own.before.ends_with("前反馈。{密}"), "{own:?}");
        let unknown = letter("{组织名称}", 2026, 1, due, opened);
        assert_eq!(unknown, Err(Refusal::BadValue { field: "template".into() }));
    }
}
