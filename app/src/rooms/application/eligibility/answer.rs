//! The answers of the rules: each condition, the scopes, the size class, the unit.

use domain::application::eligibility::{Condition, Eligibility, Met, judge};
use domain::facts::sme::{Row, Size, SmeError, Verdict};
use domain::facts::units::{Unit, UnitKind};
use leptos::prelude::*;

use super::Sheet;
use crate::locales::eligibility::{self as local, article, words};
use crate::locales::{Lang, dossier, season};
use crate::ui::address;

fn judged(sheet: Sheet) -> Eligibility {
    sheet.typed.with(|a| judge(a, sheet.year, sheet.method_years))
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
            <dl class="facts">{move || conditions(lang, &judged(sheet))}</dl>
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
    let open: Vec<&str> =
        found.conditions.iter().filter(|c| c.1 == Met::Unknown).map(|c| local::condition(lang, c.0)).collect();
    Some((words(lang).missing)(&open.join(lang.pick("、", ", "))))
}

fn conditions(lang: Lang, found: &Eligibility) -> AnyView {
    found.conditions.iter().map(|(condition, met)| line(lang, *condition, *met)).collect_view().into_any()
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
    view! { <div role="status">{move || judged(sheet).unit.map(|u| unit_verdict(lang, u))}</div> }.into_any()
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
    let w = words(lang);
    view! {
        <div>
            {move || match judged(sheet).size {
                None => view! { <p class="hint">{w.size_unknown}</p> }.into_any(),
                Some(Err(SmeError::Missing { metric })) => {
                    view! { <p class="hint">{(w.size_missing)(dossier::metric(lang, metric))}</p> }.into_any()
                }
                Some(Ok(verdict)) => size_verdict(lang, &verdict),
            }}
        </div>
    }
    .into_any()
}

fn size_verdict(lang: Lang, verdict: &Verdict) -> AnyView {
    let w = words(lang);
    let class = lang.pick(verdict.class_zh.clone(), verdict.class_en.clone());
    let caption = (w.size_table)(verdict.class_no, &class);
    let deciding: Vec<&str> =
        verdict.deciding.iter().filter_map(|i| verdict.rows.get(*i)).map(|r| dossier::metric(lang, r.metric)).collect();
    let heads = Size::ALL.map(|s| view! { <th scope="col" class="num">{dossier::rank(lang, s)}</th> }).collect_view();
    let rows = verdict
        .rows
        .iter()
        .enumerate()
        .map(|(i, row)| size_row(lang, row, verdict.deciding.contains(&i)))
        .collect_view();
    let sme = if verdict.size.is_sme() { w.sme } else { w.not_sme };
    view! {
        <section class="verdict" role="status">
            <b>{(w.size)(dossier::size(lang, verdict.size), &class)}</b>
            <p>{sme}" "<small>{article(lang, "10(4)")}</small></p>
            <div class="scroll" tabindex="0" role="region" aria-label=caption.clone()>
                <table>
                    <caption>{caption}</caption>
                    <thead><tr><th scope="col">{w.measure}</th><th scope="col" class="num">{w.yours}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <small>{(w.decided_by)(&deciding.join(lang.pick("、", ", ")))}</small>
            {(!verdict.listed).then(|| view! { <small>{w.unlisted}</small> })}
        </section>
    }
    .into_any()
}

fn size_row(lang: Lang, row: &Row, decides: bool) -> AnyView {
    let w = words(lang);
    let bound = |size: Size| match size {
        Size::Micro => (w.under)(row.small_min),
        Size::Small => (w.from)(row.small_min),
        Size::Medium => (w.from)(row.medium_min),
        Size::Large => (w.from)(row.large_min),
    };
    let cells = Size::ALL
        .map(|size| {
            let hit = decides && size == row.rank;
            view! {
                <td class=if hit { "num hit" } else { "num" }>
                    {bound(size)}
                    {hit.then(|| view! { <span class="sr">" "{w.decides}</span> })}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{dossier::metric(lang, row.metric)}</th>
            <td class="num">{row.value}</td>
            {cells}
        </tr>
    }
    .into_any()
}
