//! The days of a notice, drawn: which counted, which were passed over, and why. The same stands below in words.

use std::collections::BTreeMap;

use domain::facts::workdays::SkipReason;
use domain::notice::picture::{Day, Mark, days};
use domain::views::notice::NoticeView;
use leptos::prelude::*;

use crate::locales::Lang;
use crate::locales::notice::words;

/// `7/6`.
fn short(day: &Day) -> String {
    format!("{}/{}", u8::from(day.date.month()), day.date.day())
}

/// The picture with its legend and its words.
pub(super) fn drawn(lang: Lang, v: &NoticeView) -> AnyView {
    let w = words(lang);
    let all = days(v.start, &v.period);
    let said = said(lang, &all);
    let label = said.join(lang.pick("；", "; "));
    let gap = all.first().map_or(0, |d| d.date.weekday().number_days_from_monday());
    let gaps = (0..gap).map(|_| view! { <i></i> }).collect_view();
    let heads = w.week.iter().map(|d| view! { <b>{*d}</b> }).collect_view();
    let end = all.len().saturating_sub(1);
    let today = v.now.date();
    let cells = all.iter().enumerate().map(|(i, d)| {
        let mut class = match &d.mark {
            Mark::Start => "start".to_owned(),
            Mark::Counted => "w".to_owned(),
            Mark::MakeUp => "w mk".to_owned(),
            Mark::Skipped(SkipReason::Weekend) => "o".to_owned(),
            Mark::Skipped(SkipReason::Holiday { .. }) => "o hol".to_owned(),
        };
        if i == end {
            class.push_str(" end");
        }
        if d.date == today {
            class.push_str(" today");
        }
        let first = i == 0 || d.date.day() == 1;
        let text = if first { short(d) } else { d.date.day().to_string() };
        view! { <i class=class>{text}</i> }
    });
    let cells = cells.collect_view();
    let lines = said.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="days">
            <h2 id="days">{w.days}</h2>
            <p>{(w.days_text)(v.days)}</p>
            <div class="cal" role="img" aria-label=label>{heads}{gaps}{cells}</div>
            <p class="cal-key">
                <span class="start">{w.start}</span>
                <span class="w">{w.counted}</span>
                <span class="mk">{w.make_up}</span>
                <span class="o">{w.weekend}</span>
                <span class="o hol">{w.holiday}</span>
                <span class="end">{w.last}</span>
            </p>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}

/// What the picture shows, a line for each reason.
fn said(lang: Lang, all: &[Day]) -> Vec<String> {
    let w = words(lang);
    let between = lang.pick("、", ", ");
    let of = |which: &dyn Fn(&Mark) -> bool| -> Vec<String> {
        all.iter().filter(|d| which(&d.mark)).map(short).collect()
    };
    let mut lines = Vec::new();
    let colon = lang.pick("：", ": ");
    let name = |head: &str, dates: &[String]| format!("{head}{colon}{}", dates.join(between));
    let start = of(&|m| *m == Mark::Start);
    if !start.is_empty() {
        lines.push(name(w.start, &start));
    }
    lines.push(name(w.counted, &of(&|m| matches!(m, Mark::Counted | Mark::MakeUp))));
    let worked = of(&|m| *m == Mark::MakeUp);
    if !worked.is_empty() {
        lines.push((w.worked)(&worked.join(between)));
    }
    let weekends = of(&|m| *m == Mark::Skipped(SkipReason::Weekend));
    if !weekends.is_empty() {
        lines.push(name(w.weekend, &weekends));
    }
    let mut holidays: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for day in all {
        if let Mark::Skipped(SkipReason::Holiday { zh, en }) = &day.mark {
            holidays.entry(lang.pick(zh, en)).or_default().push(short(day));
        }
    }
    lines.extend(holidays.into_iter().map(|(n, dates)| (w.skipped)(n, &dates.join(between))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::facts::workdays::{Calendar, Counting, iso_date};
    use domain::stamp::Stamp;

    #[test]
    fn art_21_every_day_passed_over_is_drawn_and_named() {
        let start = iso_date::parse("2026-09-20").unwrap();
        let period = Calendar::builtin().period(start, 10, Counting::NextDay).unwrap();
        let v = NoticeView {
            year: 2026,
            text: Default::default(),
            lines: Vec::new(),
            opened_at: Stamp(0),
            start,
            days: 10,
            ends_at: Stamp::end_of(period.last),
            period,
            extensions: Vec::new(),
            now: Stamp(0),
        };
        Owner::new().with(|| {
            let html = drawn(Lang::Zh, &v).to_html();
            assert!(html.contains("国庆节不计：10/1、10/2"), "{html}");
            assert!(html.contains("调休上班，计入：10/10") && html.contains("w mk end"), "{html}");
            assert!(html.contains("中秋节不计：9/25、9/26、9/27"), "{html}");
        });
    }
}
