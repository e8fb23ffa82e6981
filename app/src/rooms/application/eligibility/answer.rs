//! The answers of the rules: each condition, the scopes, the size class, the unit.

use domain::application::eligibility::{Condition, Eligibility, Met, judge};
use domain::facts::units::{Unit, UnitKind};
use leptos::prelude::*;

use super::Sheet;
use crate::locales::eligibility::{self as local, article, words};
use crate::locales::{Lang, incident, season};
use crate::ui::{address, verdict};

fn judged(sheet: Sheet) -> Eligibility {
    let mut limits = sheet.limits.get_value();
    limits.past_winners = sheet.chosen.get();
    sheet.typed.with(|a| judge(a, sheet.year, &limits))
}

/// The panel beside the questions.
pub(super) fn panel(lang: Lang, sheet: Sheet) -> AnyView {
    let w = words(lang);
    let overall = Memo::new(move |_| judged(sheet).overall());
    let class = move || match overall.get() {
        Met::Yes => "verdict yes",
        Met::No => "verdict no",
        Met::Unknown => "verdict maybe",
    };
    let start = move || sheet.typed.with(|a| address::with_answers("/application/start", a));
    view! {
        <aside id="result" class="stack" aria-labelledby="result-h">
            <h2 id="result-h">{w.verdict}</h2>
            <div class=class role="status">
                <h3>{move || local::overall(lang, overall.get())}</h3>
                <p>{move || local::advice(lang, overall.get())}</p>
                {move || missing(lang, &judged(sheet)).map(|text| view! { <p>{text}</p> })}
            </div>
            <h3>{w.conditions}</h3>
            <dl class="facts">{move || conditions(lang, &judged(sheet))}{move || waits(lang, &judged(sheet))}</dl>
            <h3>{w.scopes}</h3>
            {move || scopes(lang, &judged(sheet))}
            <p>
                <a class="btn" href=start rel="external">
                    {move || if overall.get() == Met::No { w.start_anyway } else { w.start }}
                </a>
            </p>
            <p class="soft">{w.legal}" "{article(lang, "18")}</p>
        </aside>
    }
    .into_any()
}

/// What is still to be answered before anything can be said.
fn missing(lang: Lang, found: &Eligibility) -> Option<String> {
    if found.overall() != Met::Unknown {
        return None;
    }
    let open: Vec<&str> = found
        .conditions
        .iter()
        .filter(|c| c.1 == Met::Unknown)
        .map(|c| local::condition(lang, c.0))
        .collect();
    Some((words(lang).missing)(&open.join(lang.pick("、", ", "))))
}

fn conditions(lang: Lang, found: &Eligibility) -> AnyView {
    found
        .conditions
        .iter()
        .map(|(condition, met)| line(lang, *condition, *met))
        .collect_view()
        .into_any()
}

/// The organisation was chosen not long ago, or lost a title: until when it waits, and by which article.
fn waits(lang: Lang, found: &Eligibility) -> Option<AnyView> {
    let bar = found.bar?;
    let view = view! {
        <div>
            <dt><span class="tag bad">{local::met(lang, Met::No)}</span></dt>
            <dd>{incident::bar(lang, &bar)}</dd>
        </div>
    };
    Some(view.into_any())
}

fn line(lang: Lang, condition: Condition, met: Met) -> AnyView {
    let class = match met {
        Met::Yes => "tag done",
        Met::No => "tag bad",
        Met::Unknown => "tag todo",
    };
    let number = article(lang, &format!("9({})", condition.item()));
    view! {
        <div>
            <dt><span class=class>{local::met(lang, met)}</span></dt>
            <dd>{local::condition(lang, condition)}<small>" "{number}</small></dd>
        </div>
    }
    .into_any()
}

fn scopes(lang: Lang, found: &Eligibility) -> AnyView {
    if found.scopes.is_empty() {
        return view! { <p class="soft">{words(lang).scopes_none}</p> }.into_any();
    }
    let items = found
        .scopes
        .iter()
        .map(|code| {
            let number = article(lang, &format!("10({code})"));
            view! { <li>{season::scope(lang, code)}<small>" "{number}</small></li> }
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// The recommending unit, below the region.
pub(super) fn unit(lang: Lang, sheet: Sheet) -> AnyView {
    view! { <div role="status">{move || judged(sheet).unit.map(|u| unit_verdict(lang, u))}</div> }
        .into_any()
}

fn unit_verdict(lang: Lang, unit: &Unit) -> AnyView {
    let w = words(lang);
    let region = lang.pick(&unit.region_zh, &unit.region_en).clone().unwrap_or_default();
    let note = match unit.kind {
        UnitKind::SeparatePlanningCity => Some((w.separate_city)(&region)),
        UnitKind::Xpcc => Some(w.corps.to_owned()),
        _ => None,
    };
    view! {
        <div class="verdict">
            <b>{(w.unit)(lang.pick(&unit.zh, &unit.en))}</b>
            {note.map(|note| view! { <p>{note}</p> })}
            <small>{w.or_association}" "{article(lang, "7")}</small>
        </div>
    }
    .into_any()
}

/// The size class with the row that decided it, below the figures.
pub(super) fn size(lang: Lang, sheet: Sheet) -> AnyView {
    view! { <div>{move || verdict::verdict(lang, judged(sheet).size)}</div> }.into_any()
}
