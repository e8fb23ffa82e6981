//! Words of room *deliberation* (Art. 19, 20).

use domain::deliberation::agenda::Ground;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::lack::Lack;
use domain::deliberation::panel_round::PanelStage;

use super::Lang;

/// Where a panel's deliberation stands.
pub fn stage(lang: Lang, stage: PanelStage) -> &'static str {
    match stage {
        PanelStage::Open => lang.pick("合议中", "open"),
        PanelStage::SignedByLead => lang.pick("组长已签署", "signed by its lead"),
        PanelStage::ConfirmedByChair => lang.pick("主任委员已确认", "confirmed by the chair"),
        PanelStage::Released => lang.pick("已公布", "released"),
    }
}

/// What becomes of an application.
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Shortlisted => lang.pick("入围", "Shortlisted"),
        Verdict::Reserve => lang.pick("备选", "In reserve"),
        Verdict::NotShortlisted => lang.pick("未入围", "Not shortlisted"),
    }
}

/// Why an application needs talk.
pub fn ground(lang: Lang, ground: Ground) -> String {
    let points = |tenths: i32| f64::from(tenths) / 10.0;
    match (lang, ground) {
        (Lang::Zh, Ground::BelowMinimum { sealed, minimum }) => {
            format!("评审 {sealed} 份，少于最低 {minimum} 份")
        }
        (Lang::En, Ground::BelowMinimum { sealed, minimum }) => {
            format!("{sealed} of at least {minimum} reviews")
        }
        (Lang::Zh, Ground::TiedAtCut { tied, places }) => {
            format!("{tied} 项并列在入围线上，余 {places} 个名额")
        }
        (Lang::En, Ground::TiedAtCut { tied, places }) => {
            format!("{tied} tie at the cut line for the last {places}")
        }
        (Lang::Zh, Ground::Spread { tenths, threshold }) => {
            format!("分差 {} 分，超过 {} 分", points(tenths), points(threshold))
        }
        (Lang::En, Ground::Spread { tenths, threshold }) => {
            format!("spread {} points, over {}", points(tenths), points(threshold))
        }
        (Lang::Zh, Ground::Missing { sealed, due }) => format!("评审 {sealed}/{due} 份"),
        (Lang::En, Ground::Missing { sealed, due }) => format!("{sealed} of {due} reviews"),
        (Lang::Zh, Ground::Declined { times }) => format!("专家退回 {times} 次"),
        (Lang::En, Ground::Declined { times }) => match times {
            1 => "given back once".to_owned(),
            n => format!("given back {n} times"),
        },
        (Lang::Zh, Ground::NearCut { gap, .. }) => format!("距入围线 {gap:.1} 分"),
        (Lang::En, Ground::NearCut { gap, .. }) => format!("{gap:.1} points from the cut line"),
    }
}

/// What a conclusion lacks before it can be signed or confirmed.
pub fn lack(lang: Lang, lack: &Lack) -> String {
    let all = |references: &[String]| references.join(lang.pick("、", ", "));
    match (lang, lack) {
        (Lang::Zh, Lack::Result { references }) => {
            format!("{} 尚无合议结论，请逐项填写。", all(references))
        }
        (Lang::En, Lack::Result { references }) => {
            format!("{}: no agreed result yet; record it.", all(references))
        }
        (Lang::Zh, Lack::Foreign { references }) => {
            format!("{} 不属于本组，请移除。", all(references))
        }
        (Lang::En, Lack::Foreign { references }) => {
            format!("{}: not this panel's; remove it.", all(references))
        }
        (Lang::Zh, Lack::Unscored { references }) => {
            format!("{} 尚无任何已封存的评分，不能合议。", all(references))
        }
        (Lang::En, Lack::Unscored { references }) => {
            format!("{}: no sealed score, so it cannot be deliberated on.", all(references))
        }
        (Lang::Zh, Lack::Reviews { references }) => {
            format!("{} 评审份数不足，请补齐，或写明例外理由（10–500 字）。", all(references))
        }
        (Lang::En, Lack::Reviews { references }) => format!(
            "{}: reviews are missing; complete them or record an exception (10–500 characters).",
            all(references)
        ),
        (Lang::Zh, Lack::Moved { references }) => {
            format!("{} 合议后评分有变化，请重新核对。", all(references))
        }
        (Lang::En, Lack::Moved { references }) => {
            format!("{}: scores changed since; look again.", all(references))
        }
        (Lang::Zh, Lack::Order { references }) => {
            format!("{} 合议名次重复、缺号，或与结论不一致，请调整。", all(references))
        }
        (Lang::En, Lack::Order { references }) => format!(
            "{}: agreed ranks repeat, skip or contradict the verdicts; correct them.",
            all(references)
        ),
        (Lang::Zh, Lack::Places { places, found }) => {
            format!("入围 {found} 项，超过本组名额 {places} 项，请调整。")
        }
        (Lang::En, Lack::Places { places, found }) => {
            format!("{found} shortlisted for {places} places; correct it.")
        }
        (Lang::Zh, Lack::Reasons { references }) => {
            format!("{} 与评分排序不一致，请写明理由。", all(references))
        }
        (Lang::En, Lack::Reasons { references }) => {
            format!("{}: departs from the ranking; give a reason.", all(references))
        }
        (Lang::Zh, Lack::Present { references }) => {
            format!("{} 有应回避的成员未记为离席（第十五条），请重新生成结论。", all(references))
        }
        (Lang::En, Lack::Present { references }) => format!(
            "{}: a member in conflict is not recorded as absent (Art. 15); draw the conclusion up again.",
            all(references)
        ),
    }
}
