//! What lies behind the scores of one application (Art. 19, 20): sub-items by experts with the places where they
//! differ, and every sheet's comments.

use domain::review::matrix::{Line, Mark};
use domain::views::sheets::{Amended, Neighbour, SealedSheet, SheetsView};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::place::place;
use crate::error::Api;
use crate::locales::{Lang, board, common, defence, deliberation, lang, review};
use crate::ui::{crumbs, loaded, title};

/// Page `/deliberation/{panel}/{application}`.
pub struct SheetsPage;

#[lazy_route]
impl LazyRoute for SheetsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let at = place();
        let sheets: Resource<Api<SheetsView>> =
            Resource::new(move || at.get(), |(panel, id, asked)| api::sheets(panel, id, asked));
        loaded(sheets, |v| draw(&v))
    }
}

/// What an expert is called here: by name, or by number in a blind review.
fn called(lang: Lang, s: &SealedSheet) -> String {
    match s.name.as_str() {
        "" => (deliberation::words(lang).expert_number)(s.number),
        name => name.to_owned(),
    }
}

/// Tenths of a point as points.
fn points(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn draw(v: &SheetsView) -> AnyView {
    let lang = lang();
    let w = deliberation::words(lang);
    let (panel, number, zh, en) = &v.panel;
    let name = board::panel(lang, *number, zh, en);
    let list = v.which.at(&format!("/deliberation/{panel}"));
    let mut way = Vec::new();
    if v.at_table {
        way.push((v.which.at("/deliberation"), w.title.to_owned()));
        way.push((list.clone(), name));
    } else {
        way.push((v.which.at(&format!("/review/{}", v.dossier)), w.own_sheet.to_owned()));
    }
    way.push((String::new(), v.reference.clone()));
    let article = v.which.review.article().to_string();
    let named = (!v.organisation.is_empty())
        .then(|| view! { <p class="soft">{v.organisation.clone()}</p> });
    let missing =
        (v.missing > 0).then(|| view! { <p class="notice">{(w.sheets_missing)(v.missing)}</p> });
    let dossier = v.reads.then(|| {
        let to = v.which.at(&format!("/deliberation/{panel}/{}/dossier", v.dossier));
        // What was seen on the site is for the defence (Art. 20).
        let visit = (!v.which.review.is_written()).then(|| {
            let to = format!("/defence/visit/{}", v.dossier);
            view! { " "<a class="btn quiet" href=to>{defence::words(lang).visit_title}</a> }
        });
        view! { <p><a class="btn quiet" href=to>{w.read_dossier}</a>{visit}</p> }
    });
    let back = v.at_table.then(|| {
        let to = format!("{list}#a-{}", v.dossier);
        view! { <a href=to>{w.back_to_panel}</a> }
    });
    let body = if v.sheets.is_empty() {
        view! { <p class="empty">{w.sheets_none}</p> }.into_any()
    } else {
        view! {
            {matrix(lang, v)}
            <section class="stack" aria-labelledby="comments">
                <h2 id="comments">{w.comments}</h2>
                {v.sheets.iter().map(|s| comments(lang, v, s)).collect_view()}
            </section>
        }
        .into_any()
    };
    view! {
        {title(format!("{} · {}", v.reference, w.sheets_title))}
        <div class="page stack">
            {crumbs(way)}
            <h1>{v.title.clone()}</h1>
            <p class="row"><span class="code">{v.reference.clone()}</span>{back}</p>
            {named}
            <p class="lede">{w.sheets_lede}" "<small>{(common::words(lang).article)(&article)}</small></p>
            {dossier}
            {missing}
            {body}
            {around(lang, v)}
        </div>
    }
    .into_any()
}

/// Sub-items by experts. Where they differ by more than the season bears, the line says so, and its greatest and
/// least are marked by a sign beside the figure.
fn matrix(lang: Lang, v: &SheetsView) -> AnyView {
    let w = deliberation::words(lang);
    let heads = v
        .sheets
        .iter()
        .map(|s| view! { <th scope="col" class="num">{called(lang, s)}</th> })
        .collect_view();
    // On a telephone a line is a card whose figures stand below the names of the experts.
    let experts: Vec<String> = v.sheets.iter().map(|s| called(lang, s)).collect();
    let mut of = v.lines.iter();
    let mut rows = Vec::new();
    for c in &v.rubric.criteria {
        let columns = (v.sheets.len() + 2).to_string();
        rows.push(
            view! { <tr class="group"><th scope="rowgroup" colspan=columns>{review::criterion(lang, c)}</th></tr> }
                .into_any(),
        );
        for item in &c.items {
            let Some(line) = of.next() else { continue };
            let name = review::item(lang, item);
            rows.push(item_row(lang, (name, item.max), line, &experts));
        }
    }
    let totals = v
        .sheets
        .iter()
        .map(|s| view! { <td class="num" data-th=called(lang, s)><b>{points(s.total)}</b></td> })
        .collect_view();
    let differing = v.lines.iter().filter(|l| l.differs).count();
    view! {
        <section class="stack tight" aria-labelledby="matrix">
            <h2 id="matrix">{w.matrix}</h2>
            <p>{(w.differing)(differing)}" "{w.matrix_signs}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-label=w.matrix>
                <table class="list scores-matrix">
                    <caption class="sr">{w.matrix}</caption>
                    <thead>
                        <tr><th scope="col">{w.sub_item}</th>{heads}<th scope="col" class="num">{w.spread}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><th scope="row">{w.total}</th>{totals}<td></td></tr></tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn item_row(lang: Lang, (name, max): (String, u16), line: &Line, experts: &[String]) -> AnyView {
    let w = deliberation::words(lang);
    let cell = |((given, mark), expert): (&(Option<u16>, Mark), &String)| {
        let figure = given.map_or("—".to_owned(), |t| points(i64::from(t)));
        let sign = match mark {
            Mark::None => None,
            Mark::Highest => Some(("▲", w.highest)),
            Mark::Lowest => Some(("▼", w.lowest)),
        };
        let class = if sign.is_some() { "num apart" } else { "num" };
        let sign = sign.map(|(sign, said)| {
            view! { " "<span aria-hidden="true">{sign}</span><span class="sr">{said}</span> }
        });
        view! { <td class=class data-th=expert.clone()>{figure}{sign}</td> }
    };
    let cells = line.cells.iter().zip(experts).map(cell).collect_view();
    let differs = line.differs.then(|| view! { " "<span class="tag todo">{w.differs}</span> });
    view! {
        <tr>
            <th scope="row">{name}" "<small class="soft">{(w.of_max)(max)}</small>{differs}</th>
            {cells}
            <td class="num" data-th=w.spread>{points(i64::from(line.spread))}</td>
        </tr>
    }
    .into_any()
}

/// One sheet in words.
fn comments(lang: Lang, v: &SheetsView, s: &SealedSheet) -> AnyView {
    let w = deliberation::words(lang);
    let said = v
        .rubric
        .criteria
        .iter()
        .filter_map(|c| {
            let text = s.form.comments.get(&c.code).filter(|t| !t.trim().is_empty())?.clone();
            Some(view! {
                <dt>{review::criterion(lang, c)}</dt>
                <dd class="report-text">{text}</dd>
            })
        })
        .collect_view();
    let amended = |a: &Amended| {
        let informed = a.informed.then(|| {
            view! { " "<span class="tag todo">{review::words(lang).informed}</span> }
        });
        let said = (review::words(lang).amended_at)(&a.at.show_minute(), &a.reason);
        view! { <p class="notice">{said}{informed}</p> }
    };
    let amended = s.amended.iter().map(amended).collect_view();
    view! {
        <article class="sheet pad stack tight">
            <h3>{called(lang, s)}" "<small class="soft">{(w.sheet_total)(&points(s.total))}</small></h3>
            {amended}
            <dl class="said">
                <dt>{review::words(lang).overall}</dt>
                <dd class="report-text">{s.form.overall.clone()}</dd>
                {said}
            </dl>
        </article>
    }
    .into_any()
}

/// The neighbours on the panel's list.
fn around(lang: Lang, v: &SheetsView) -> Option<AnyView> {
    let w = deliberation::words(lang);
    let link = |to: &Option<Neighbour>, said: fn(&str) -> String| {
        let Neighbour { dossier, reference } = to.as_ref()?;
        let href = v.which.at(&format!("/deliberation/{}/{dossier}", v.panel.0));
        Some(view! { <a href=href>{said(reference)}</a> })
    };
    let (before, behind) = (link(&v.before, w.before), link(&v.behind, w.behind));
    if before.is_none() && behind.is_none() {
        return None;
    }
    let view = view! { <nav class="row no-print" aria-label=w.neighbours>{before}{behind}</nav> };
    Some(view.into_any())
}
