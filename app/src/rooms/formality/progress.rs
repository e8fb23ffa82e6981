//! How the check comes along, drawn: how long what waits has waited, which corrections are due when, what was
//! done each day.

use domain::formality::progress::{Day, ages, due};
use domain::journey::Stage;
use domain::views::formality::FormalityList;
use leptos::prelude::*;

use crate::locales::{Lang, statistics};
use crate::ui::bars::{Bar, bars};

/// Days that are drawn; the table shows them too.
const DRAWN: usize = 10;

/// The three pictures.
pub(super) fn progress(lang: Lang, v: &FormalityList) -> AnyView {
    let w = statistics::words(lang);
    view! {
        <details class="sheet pad" open=true>
            <summary><h2 class="inline">{w.progress}</h2></summary>
            <div class="charts">
                <section aria-labelledby="ages"><h3 id="ages">{w.ages}</h3>{waiting(lang, v)}</section>
                <section aria-labelledby="due"><h3 id="due">{w.due}</h3>{corrections(lang, v)}</section>
                <section aria-labelledby="done"><h3 id="done">{w.days}</h3>{done(lang, &v.days)}</section>
            </div>
        </details>
    }
    .into_any()
}

fn waiting(lang: Lang, v: &FormalityList) -> AnyView {
    let w = statistics::words(lang);
    let since = v.rows.iter().filter(|r| r.stage == Stage::Recommended).map(|r| r.since);
    let counts = ages(since, v.now);
    let all: usize = counts.iter().sum();
    if all == 0 {
        return view! { <p class="soft">{w.none_waiting}</p> }.into_any();
    }
    let lines: Vec<Bar> = counts
        .into_iter()
        .enumerate()
        .map(|(i, n)| Bar { label: statistics::age(lang, i), parts: vec![n] })
        .collect();
    bars((w.ages_said)(all), w.waiting_for, w.as_table, w.all, &[("now", w.number)], &lines)
}

fn corrections(lang: Lang, v: &FormalityList) -> AnyView {
    let w = statistics::words(lang);
    let by = due(v.rows.iter().filter_map(|r| r.due));
    let all: usize = by.iter().map(|d| d.1).sum();
    if by.is_empty() {
        return view! { <p class="soft">{w.none_due}</p> }.into_any();
    }
    let today = v.now.show_date();
    let over = |date: &String| *date < today;
    // What is over stands apart: nobody waits for an answer any more.
    let lines: Vec<Bar> = by
        .into_iter()
        .map(|(date, n)| Bar {
            parts: if over(&date) { vec![0, n] } else { vec![n, 0] },
            label: date,
        })
        .collect();
    let series = [("warn", w.correction), ("bad", w.over)];
    bars((w.due_said)(all), w.last_day, w.as_table, w.all, &series, &lines)
}

fn done(lang: Lang, days: &[Day]) -> AnyView {
    let w = statistics::words(lang);
    let latest = &days[days.len().saturating_sub(DRAWN)..];
    let all: usize = latest.iter().map(Day::all).sum();
    if all == 0 {
        return view! { <p class="soft">{w.none_done}</p> }.into_any();
    }
    let lines: Vec<Bar> = latest
        .iter()
        .map(|d| Bar { label: d.date.clone(), parts: vec![d.passed, d.asked, d.refused] })
        .collect();
    let series = [("ok", w.passed), ("warn", w.asked), ("bad", w.refused)];
    bars((w.days_said)(all, latest.len()), w.day, w.as_table, w.all, &series, &lines)
}
