//! Words of how the formality check comes along, and of its statistics (Art. 18).

use domain::application::field::Field;
use domain::formality::progress::{AGES, By};
use domain::season::Season;

use super::work::many;
use super::{Lang, common, fields};

/// Words of progress and statistics.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub progress: &'static str,
    pub ages: &'static str,
    pub ages_said: fn(usize) -> String,
    pub due: &'static str,
    pub due_said: fn(usize) -> String,
    pub days: &'static str,
    pub days_said: fn(usize, usize) -> String,
    pub as_table: &'static str,
    pub waiting_for: &'static str,
    pub last_day: &'static str,
    pub day: &'static str,
    pub number: &'static str,
    pub passed: &'static str,
    pub asked: &'static str,
    pub refused: &'static str,
    pub all: &'static str,
    pub over: &'static str,
    pub none_due: &'static str,
    pub none_done: &'static str,
    pub none_waiting: &'static str,
    pub waiting: &'static str,
    pub correction: &'static str,
    pub total: &'static str,
    pub rate: &'static str,
    pub rate_text: &'static str,
    pub obstacles: &'static str,
    pub obstacles_text: &'static str,
    pub no_obstacles: &'static str,
    pub item: &'static str,
    pub article: &'static str,
    pub group: &'static str,
    pub grouped_by: &'static str,
    pub unanswered: &'static str,
    pub large: &'static str,
}

const ZH: Words = Words {
    title: "形式审查统计",
    lede: "已推荐的申报按推荐单位、地区、遴选范围、规模和方向的分布，以及没有通过的原因。",
    progress: "进度",
    ages: "待审查的已等待多久",
    ages_said: |n| format!("{n} 项待审查，按已等待的天数"),
    due: "补正到期日",
    due_said: |n| format!("{n} 项补正，按最后一天"),
    days: "每天办结",
    days_said: |n, days| format!("最近 {days} 天办结 {n} 项：通过、要求补正、不予通过"),
    as_table: "用表格看",
    waiting_for: "已等待",
    last_day: "最后一天",
    day: "日期",
    number: "项数",
    passed: "通过",
    asked: "要求补正",
    refused: "不予通过",
    all: "合计",
    over: "已逾期",
    none_due: "没有等待补正的申报。",
    none_done: "还没有办结的申报。",
    none_waiting: "没有待审查的申报。",
    waiting: "待审查",
    correction: "补正中",
    total: "全部",
    rate: "通过率",
    rate_text: "通过率 = 通过 ÷（通过 + 不予通过）；还没有结论的不计。",
    obstacles: "没有通过和要求补正的原因",
    obstacles_text: "一次补正可以涉及几条要求，分别计数。",
    no_obstacles: "还没有不予通过或要求补正的申报。",
    item: "要求",
    article: "条款",
    group: "分组",
    grouped_by: "统计口径",
    unanswered: "（未填写）",
    large: "大型企业",
};

const EN: Words = Words {
    title: "Statistics of the formality check",
    lede: "What was recommended by unit, region, scope, size and direction, and what stood in the way.",
    progress: "Progress",
    ages: "How long they have waited",
    ages_said: |n| format!("{} waiting, by days", many(n as i64, "application")),
    due: "Corrections due",
    due_said: |n| format!("{}, by the last day", many(n as i64, "correction")),
    days: "Done each day",
    days_said: |n, days| {
        format!(
            "{n} done in the last {}: passed, correction asked, refused",
            many(days as i64, "day")
        )
    },
    as_table: "As a table",
    waiting_for: "Waiting",
    last_day: "Last day",
    day: "Day",
    number: "Number",
    passed: "passed",
    asked: "correction asked",
    refused: "refused",
    all: "All",
    over: "overdue",
    none_due: "No correction is being waited for.",
    none_done: "Nothing has been decided yet.",
    none_waiting: "Nothing waits to be checked.",
    waiting: "waiting",
    correction: "in correction",
    total: "all",
    rate: "pass rate",
    rate_text: "The pass rate is passed ÷ (passed + refused); what is not decided does not count.",
    obstacles: "What stood in the way",
    obstacles_text: "One correction may ask about several requirements; each counts.",
    no_obstacles: "Nothing has been refused and no correction asked yet.",
    item: "Requirement",
    article: "Article",
    group: "Group",
    grouped_by: "Grouped by",
    unanswered: "(not answered)",
    large: "Large",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Days of the bar that begins at `AGES[i]`: `3–4 天`.
pub fn age(lang: Lang, i: usize) -> String {
    let from = AGES.get(i).copied().unwrap_or_default();
    let days = match AGES.get(i + 1) {
        Some(next) if next - from == 1 => from.to_string(),
        Some(next) => format!("{from}–{}", next - 1),
        None => lang.pick(format!("{from} 天以上"), format!("{from} or more days")),
    };
    match AGES.get(i + 1) {
        None => days,
        Some(_) => lang.pick(
            format!("{days} 天"),
            format!("{days} {}", if days == "1" { "day" } else { "days" }),
        ),
    }
}

/// By what is counted.
pub fn by(lang: Lang, by: By) -> &'static str {
    match by {
        By::Unit => lang.pick("按推荐单位", "By recommending unit"),
        By::Region => lang.pick("按地区", "By region"),
        By::Scope => lang.pick("按遴选范围", "By scope"),
        By::Size => lang.pick("按规模", "By size"),
        By::Direction => lang.pick("按年度重点方向", "By direction"),
    }
}

/// The name of a group.
pub fn group(lang: Lang, of: By, key: &str, season: &Season) -> String {
    let w = words(lang);
    let name = match of {
        _ if key.is_empty() => None,
        By::Unit | By::Region => Some(common::unit(lang, key)),
        By::Scope => fields::choice(lang, Field::Scope, key).map(str::to_owned),
        By::Size if key == "sme" => Some(common::words(lang).sme.to_owned()),
        By::Size => Some(w.large.to_owned()),
        By::Direction => {
            let found = season.directions.iter().find(|d| d.code == key);
            found.map(|d| lang.pick(d.zh.clone(), d.en.clone()))
        }
    };
    match name {
        Some(name) => name,
        None if key.is_empty() => w.unanswered.to_owned(),
        None => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::tests::assert_said;

    #[test]
    fn every_bar_says_its_days() {
        assert_eq!((age(Lang::Zh, 0), age(Lang::Zh, 3)), ("0 天".into(), "3–4 天".into()));
        assert_eq!(
            (age(Lang::En, 1), age(Lang::En, 7)),
            ("1 day".into(), "14 or more days".into())
        );
        for i in 0..AGES.len() {
            assert_said(&age(Lang::Zh, i), &age(Lang::En, i));
        }
        for of in By::ALL {
            assert_said(by(Lang::Zh, of), by(Lang::En, of));
        }
    }
}
