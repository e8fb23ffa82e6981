//! Words of correcting a title of an earlier season (Art. 23).

use domain::season::category::Category;
use domain::title::correction::{Change, Fact};

use super::{Lang, title};

/// Words of the page.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: fn(i32) -> String,
    pub refused: &'static str,
    pub number_hint: &'static str,
    pub year_hint: fn(i32) -> String,
    pub organisation_hint: &'static str,
    pub uscc_hint: &'static str,
    pub benchmark_hint: &'static str,
    pub direction_hint: &'static str,
    pub reason: &'static str,
    pub reason_hint: fn(usize, usize) -> String,
    pub act: &'static str,
    pub history: &'static str,
    pub by: &'static str,
    pub colon: &'static str,
    pub replaced: &'static str,
    pub replaced_text: fn(&str, &str) -> String,
    pub replaced_link: &'static str,
    pub no_reports: &'static str,
}

const ZH: Words = Words {
    title: "更正往年称号",
    lede: |since| {
        format!(
            "只有 {since} 年以前、由名单导入的称号可以更正；本系统公告授予的称号以公告为准，不能更正。更正不覆盖原来的记录：改了什么、什么时候、为什么，都在查验页上公开显示。"
        )
    },
    refused: "没有更正",
    number_hint: "10 位数字。改为标牌上实际的编号，或者保持不变；原编号仍可查验，并指向新编号，不再授予其他单位。",
    year_hint: |since| format!("{since} 年以前。改了年度而编号不变的，按该年度顺延一个新编号。"),
    organisation_hint: "与当年公告一致。",
    uscc_hint: "18 位；不知道的留空。填写后，该单位按此代码判断是否可以再次申报（第二十四条）。",
    benchmark_hint: "与当年公告一致。",
    direction_hint: "当年的重点方向，可以从列表中选择，也可以直接填写；不知道的留空。",
    reason: "更正理由",
    reason_hint: |min, max| format!("{min}–{max} 字，会公开显示，请不要写个人信息。"),
    act: "更正",
    history: "更正记录",
    by: "更正人：",
    colon: "：",
    replaced: "编号已更正",
    replaced_text: |old, at| format!("编号 {old} 已于 {at} 更正为："),
    replaced_link: "查验更正后的编号",
    no_reports: "本称号授予于本系统启用之前的年度，当时没有规定年度跟踪报告，不要求填报（第二十三条）。",
};

const EN: Words = Words {
    title: "Correct an earlier title",
    lede: |since| {
        format!(
            "Only titles from before {since} that were imported from a list can be corrected; one that was granted here says what was announced and stays as it is. A correction overwrites nothing: what was changed, when and why is shown to everybody where the number is checked."
        )
    },
    refused: "Nothing was corrected",
    number_hint: "Ten digits: the number that is on the plaque, or as it is. The former number can still be checked and leads to the new one; it is given to nobody else.",
    year_hint: |since| {
        format!(
            "Before {since}. Where the year is changed and the number is not, the title gets the next number of that year."
        )
    },
    organisation_hint: "As it was announced.",
    uscc_hint: "18 characters; blank where it is not known. By this code it is judged whether the organisation may apply again (Art. 24).",
    benchmark_hint: "As it was announced.",
    direction_hint: "A focus direction of that year: one of the list, or as it was called; blank where it is not known.",
    reason: "Reason",
    reason_hint: |min, max| {
        format!("{min} to {max} characters. Everybody reads it: please name no person.")
    },
    act: "Correct",
    history: "Corrections",
    by: "by ",
    colon: ": ",
    replaced: "The number was corrected",
    replaced_text: |old, at| format!("Number {old} was corrected on {at}; the title now has:"),
    replaced_link: "Check the new number",
    no_reports: "This title is from a year before this system, which provided for no yearly reports: none is owed (Art. 23).",
};

/// The words in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Name of a fact.
pub fn fact(lang: Lang, fact: Fact) -> &'static str {
    let w = title::words(lang);
    match fact {
        Fact::Number => w.number,
        Fact::Year => w.year,
        Fact::Organisation => w.organisation,
        Fact::Uscc => w.uscc,
        Fact::Benchmark => w.benchmark,
        Fact::Direction => w.direction,
        Fact::Category => w.category,
        Fact::Region => w.region,
    }
}

/// What a fact was and is, as readers take it.
pub fn change(lang: Lang, change: &Change) -> (String, String) {
    let shown = |value: &str| match change.fact {
        Fact::Category => title::category(lang, Category::from_code(value)).to_owned(),
        Fact::Region => title::region(lang, value),
        _ if value.is_empty() => title::words(lang).unknown.to_owned(),
        _ => value.to_owned(),
    };
    (shown(&change.from), shown(&change.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn facts_and_what_they_were_are_said_in_both_languages() {
        for f in Fact::ALL {
            assert_said(fact(Lang::Zh, f), fact(Lang::En, f));
        }
        let set = Change { fact: Fact::Category, from: String::new(), to: "sme".into() };
        let (zh, en) = (change(Lang::Zh, &set), change(Lang::En, &set));
        assert_said(&zh.0, &en.0);
        assert_said(&zh.1, &en.1);
        assert_said(&(ZH.lede)(2026), &(EN.lede)(2026));
        assert_said(&(ZH.year_hint)(2026), &(EN.year_hint)(2026));
    }
}
