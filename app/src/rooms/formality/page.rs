//! The Office's work list: what waits, for how long, and what comes next.

use domain::formality::Item;
use domain::journey::Stage;
use domain::season::Phase;
use domain::stamp::{DAY, Stamp};
use domain::views::formality::{FormalityList, FormalityRow};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, progress};
use crate::error::ApiError;
use crate::locales::{Lang, blind, common, duplicates, formality, lang, statistics, work};
use crate::ui::downloads::named_downloads;
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::phase::phase_notice;
use crate::ui::table::{Column, Entry, Value, WorkList};
use crate::ui::tag::stage_class;
use crate::ui::{crumbs, title};

/// Page `/formality`.
pub struct FormalityPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    list: Resource<Result<FormalityList, ApiError>, InPage>,
}

impl Begun {
    fn new() -> Self {
        Self { list: in_page(|| (), |()| api::formality_list()) }
    }
}

#[lazy_route]
impl LazyRoute for FormalityPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded_in_page(this.list, draw)
    }
}

fn draw(mut v: FormalityList) -> AnyView {
    let lang = lang();
    let w = formality::words(lang);
    let article = (common::words(lang).article)("18");
    // What waits stands first, the longest wait on top.
    v.rows.sort_by(|a, b| {
        (a.stage, a.changed_at, &a.reference).cmp(&(b.stage, b.changed_at, &b.reference))
    });
    view! {
        {title(w.title)}
        <div class="wide stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{article}</small></p>
            {phase_notice(&v.season, Phase::Formality, v.now)}
            {figures(lang, &v)}
            <p class="row no-print">
                <a href="/formality/duplicates">{duplicates::words(lang).title}</a>
                <a href="/formality/statistics">{statistics::words(lang).title}</a>
                {v.season.review.blind.then(|| view! { <a href="/formality/blind">{blind::words(lang).list}</a> })}
            </p>
            {progress::progress(lang, &v)}
            <h2>{w.list}</h2>
            {list(lang, &v)}
            {named_downloads("formality", "list", &["xlsx", "csv", "pdf"])}
        </div>
    }
    .into_any()
}

fn waits(r: &&FormalityRow) -> bool {
    r.stage == Stage::Recommended
}

/// Whole days since the last change.
fn age(r: &FormalityRow, now: Stamp) -> i64 {
    now.0.saturating_sub(r.changed_at.0).max(0) / DAY
}

fn figures(lang: Lang, v: &FormalityList) -> AnyView {
    let w = formality::words(lang);
    let waiting = v.rows.iter().filter(waits).count();
    let begun = v.rows.iter().filter(waits).filter(|r| r.ticks > 0).count();
    let passed = v.rows.iter().filter(|r| r.stage.checked()).count();
    let refused = v.rows.iter().filter(|r| r.stage == Stage::FormalityRefused).count();
    let correcting = v.rows.iter().filter(|r| r.stage == Stage::Correction).count();
    let free = |r: &&FormalityRow| waits(r) && r.claimed.as_ref().is_none_or(|c| c.own);
    let next = v.rows.iter().find(free);
    let oldest = v.rows.iter().find(waits).map(|r| {
        let days = age(r, v.now);
        let class = if days >= 7 { "fig warn" } else { "fig" };
        view! { <p class=class><b>{work::days(lang, days)}</b><small>{w.oldest}</small></p> }
    });
    let next = next.map(|r| {
        let href = format!("/formality/{}", r.id);
        view! { <p><a class="btn" href=href>{(w.next)(&r.reference)}</a></p> }
    });
    view! {
        <div class="row between">
            <div class="figures">
                <p class="fig"><b>{waiting}</b><small>{w.waiting}</small></p>
                <p class="fig"><b>{begun}</b><small>{w.begun}</small></p>
                <p class="fig ok"><b>{passed}</b><small>{w.passed}</small></p>
                <p class="fig"><b>{correcting}</b><small>{w.in_correction}</small></p>
                <p class="fig"><b>{refused}</b><small>{w.refused}</small></p>
                {oldest}
            </div>
            {next}
        </div>
    }
    .into_any()
}

fn list(lang: Lang, v: &FormalityList) -> AnyView {
    let w = formality::words(lang);
    if v.rows.is_empty() {
        return view! { <div class="empty"><h3>{w.empty}</h3><p>{w.empty_text}</p></div> }
            .into_any();
    }
    let column = |name, number| Column { name, number };
    let columns = vec![
        column(w.reference, false),
        column(w.name, false),
        column(w.unit, false),
        column(w.stage, false),
        column(w.ticks, true),
        column(w.age, true),
        column(w.claim, false),
        column(w.changed, false),
    ];
    let groups = Stage::ALL
        .into_iter()
        .filter(|s| v.rows.iter().any(|r| r.stage == *s))
        .map(|s| (s.code(), common::stage(lang, s)))
        .collect();
    let entries = v.rows.iter().map(|r| entry(lang, r, v.now)).collect();
    view! { <WorkList caption=w.list columns entries groups/> }.into_any()
}

fn entry(lang: Lang, r: &FormalityRow, now: Stamp) -> Entry {
    let w = formality::words(lang);
    let text = if r.title.is_empty() { w.untitled.to_owned() } else { r.title.clone() };
    let unit = common::unit(lang, &r.unit);
    let waiting = r.stage == Stage::Recommended;
    let (n, waited) = if waiting {
        let days = age(r, now);
        (days, work::days(lang, days))
    } else {
        (-1, w.no_age.to_owned())
    };
    let taken = match &r.claimed {
        Some(c) => {
            let by = if c.own { w.me } else { c.by.as_str() };
            (w.taken_since)(by, &c.at.show_clock())
        }
        None => String::new(),
    };
    let class = match r.stage {
        _ if waiting => "tag todo",
        // The applicant's turn, not the Office's.
        Stage::Correction => "tag work",
        stage => stage_class(stage),
    };
    let place = Stage::ALL.iter().position(|s| *s == r.stage).unwrap_or(0);
    Entry {
        haystack: format!("{} {text} {} {unit}", r.reference, r.org_name).to_lowercase(),
        group: r.stage.code(),
        values: vec![
            Value::Code(r.reference.clone()),
            Value::Link { href: format!("/formality/{}", r.id), text, note: r.org_name.clone() },
            Value::Text(unit),
            Value::Tag {
                class,
                text: common::stage(lang, r.stage),
                n: i64::try_from(place).unwrap_or(0),
            },
            Value::Number { n: r.ticks, text: format!("{} / {}", r.ticks, Item::ALL.len()) },
            Value::Number { n, text: waited },
            Value::Text(taken),
            Value::Code(r.changed_at.show_minute()),
        ],
    }
}
