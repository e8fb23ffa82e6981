//! A year of months, each day as what it is.

use domain::facts::workdays::{DayKind, SkipReason, YearData};
use leptos::prelude::*;

use crate::locales::Lang;
use crate::locales::calendar::words;

/// Twelve months. Each is a picture whose label says in words which days are off or made up.
pub(super) fn drawn(lang: Lang, data: &YearData) -> AnyView {
    let w = words(lang);
    let months = (1..=12).map(|m| month(lang, data, m)).collect_view();
    view! {
        <div class="year" role="group" aria-label=w.drawn>{months}</div>
        <p class="cal-key">
            <span class="hol">{w.off}</span>
            <span class="o">{w.weekend}</span>
            <span class="mk">{w.worked}</span>
        </p>
    }
    .into_any()
}

fn month(lang: Lang, data: &YearData, number: u8) -> AnyView {
    let w = words(lang);
    let name = (w.month)(number);
    let (gap, days) = data.month(number);
    let class = |day: &DayKind| match day {
        DayKind::Off(SkipReason::Holiday { .. }) => "hol",
        DayKind::Off(SkipReason::Weekend) => "o",
        DayKind::MakeUp => "mk",
        DayKind::Workday => "",
    };
    let list = |which: &str| {
        let these = (1..).zip(&days).filter(|d| class(d.1) == which);
        let these: Vec<String> = these.map(|d: (u32, _)| d.0.to_string()).collect();
        if these.is_empty() { w.none.to_owned() } else { these.join(" ") }
    };
    let label = (w.month_said)(&name, &list("hol"), &list("mk"));
    let gaps = (0..gap).map(|_| view! { <i></i> }).collect_view();
    let heads = w.days.iter().map(|d| view! { <b>{*d}</b> }).collect_view();
    let cells =
        (1..).zip(&days).map(|(n, d): (u32, _)| view! { <i class=class(d)>{n}</i> }).collect_view();
    view! {
        <div class="stack tight">
            <b aria-hidden="true">{name}</b>
            <div class="cal" role="img" aria-label=label>{heads}{gaps}{cells}</div>
        </div>
    }
    .into_any()
}
