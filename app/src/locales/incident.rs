//! Words of room *incident* (Art. 24).

mod en;
mod letters;
mod words;
mod zh;

use domain::incident::Cause;
use domain::incident::case::{Outcome, Step};
use domain::season::Bar;

use super::Lang;

pub use letters::told;
pub use words::{Words, words};

/// A ground of the article.
pub fn cause(lang: Lang, cause: Cause) -> &'static str {
    match cause {
        Cause::Falsified => {
            lang.pick("申报材料弄虚作假以获得称号", "The title was obtained by false statements")
        }
        Cause::Quality => lang.pick("质量重大责任事故", "Major liability accident: quality"),
        Cause::Safety => lang.pick("安全重大责任事故", "Major liability accident: safety"),
        Cause::Environment => {
            lang.pick("环保重大责任事故", "Major liability accident: environment")
        }
        Cause::Reputation => lang.pick(
            "信誉重大责任事故（重大投诉等）",
            "Major breach of faith (such as grave complaints)",
        ),
    }
}

/// Where a case stands.
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Received => lang.pick("已收到", "received"),
        Step::Declined => lang.pick("不予受理", "not taken up"),
        Step::Investigated => lang.pick("调查核实中", "being investigated"),
        Step::Groundless => {
            lang.pick("拟按不属实办结，待确认", "held for groundless, to be confirmed")
        }
        Step::Dropped => lang.pick("经核查不属实，已办结", "found groundless, settled"),
        Step::Heard => lang.pick("听取被反映单位陈述", "the organisation is heard"),
        Step::Proposed => lang.pick("已提出决定，待确认", "decision proposed"),
        Step::Decided => lang.pick("已办结", "settled"),
    }
}

/// What became of it.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => lang.pick("不予撤销，保留称号", "The title stays"),
        Outcome::Revoked => lang.pick("撤销质量标杆称号", "The title is revoked"),
    }
}

/// Why an organisation does not apply in a season, and until when.
pub fn bar(lang: Lang, bar: &Bar) -> String {
    let Bar { year, until, .. } = bar;
    let next = until + 1;
    match bar.revoked {
        None => lang.pick(
            format!(
                "{year} 年已入选全国质量标杆，称号仍在动态管理期内，到 {until} 年度（含）不再申报，{next} 年度起可以申报（第二十四条）"
            ),
            format!(
                "chosen in {year} and still under follow-up, so it does not apply up to and including {until}; from {next} on it may again (Art. 24)"
            ),
        ),
        Some(revoked) => lang.pick(
            format!(
                "{year} 年的质量标杆称号已于 {revoked} 年撤销，到 {until} 年度（含）不再申报，{next} 年度起可以申报（第二十四条）"
            ),
            format!(
                "its title of {year} was revoked in {revoked}, so it does not apply up to and including {until}; from {next} on it may again (Art. 24)"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn art_24_grounds_steps_and_outcomes_are_said_in_both_languages() {
        for c in Cause::ALL {
            assert_said(cause(Lang::Zh, c), cause(Lang::En, c));
        }
        for s in Step::ALL {
            assert_said(step(Lang::Zh, s), step(Lang::En, s));
        }
        for o in Outcome::ALL {
            assert_said(outcome(Lang::Zh, o), outcome(Lang::En, o));
        }
    }

    #[test]
    fn art_24_a_bar_names_its_article_and_the_season_from_which_one_may_apply_again() {
        for revoked in [None, Some(2027)] {
            let of = Bar { year: 2026, revoked, until: 2029 };
            for (lang, article) in [(Lang::Zh, "第二十四条"), (Lang::En, "Art. 24")] {
                let text = bar(lang, &of);
                assert!(text.contains(article) && text.contains("2029") && text.contains("2030"));
            }
        }
    }
}
