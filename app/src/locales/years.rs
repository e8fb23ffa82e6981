//! Words of pages that there are for more than one year.

use super::Lang;

/// Words of the pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub others: &'static str,
    pub year: fn(i32) -> String,
    pub over: &'static str,
    pub announcements: &'static str,
    pub announcement: fn(i32) -> String,
}

const ZH: Words = Words {
    others: "其他年度",
    year: |y| format!("{y} 年度"),
    over: "这一年度已经结束，只能查看。",
    announcements: "历年公告",
    announcement: |y| format!("{y} 年度公告"),
};

const EN: Words = Words {
    others: "Other years",
    year: |y| y.to_string(),
    over: "That season is over: it can only be read.",
    announcements: "Announcements by year",
    announcement: |y| format!("The announcement of {y}"),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::{assert_english, assert_said};

    #[test]
    fn every_word_is_said_in_both_languages() {
        let (z, e) = (words(Lang::Zh), words(Lang::En));
        for (zh, en) in [(z.others, e.others), (z.over, e.over), (z.announcements, e.announcements)]
        {
            assert_said(zh, en);
            assert_english(en);
        }
        assert_said(&(z.announcement)(2026), &(e.announcement)(2026));
    }
}
