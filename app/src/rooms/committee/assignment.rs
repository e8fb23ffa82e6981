//! The assignment of one panel as a matrix: applications by experts, with wishes and load limits.

use domain::ids::{DossierId, ExpertId, PanelId};
use domain::views::matrix::{Column, Line, Matrix};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::cell::{cell, legend};
use super::wish::{limits, wishes};
use crate::error::ApiError;
use crate::locales::{Lang, assignment, board, committee, common, lang};
use crate::ui::act::successes;
use crate::ui::markup::escape;
use crate::ui::page_data::{InPage, in_page, loaded_in_page};
use crate::ui::{crumbs, title};

/// Path of the page.
pub const PATH: &str = "/committee/assignment";

/// Page `/committee/assignment`. `?panel=…` names a panel, `&seed=…&reviews=…` draws a proposal in,
/// `&dossier=…&expert=…` asks for one pair.
pub struct AssignmentPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    matrix: Resource<Result<Matrix, ApiError>, InPage>,
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Wishes something for a pair.
    pub(super) wish: ServerAction<api::Wish>,
    /// Sets a load limit.
    pub(super) limit: ServerAction<api::Limit>,
}

impl Begun {
    fn new() -> Self {
        let acts = Acts { wish: ServerAction::new(), limit: ServerAction::new() };
        let (wished, limited) = (successes(acts.wish.value()), successes(acts.limit.value()));
        let query = use_query_map();
        let asked = move || {
            let q = query.read();
            let number = |key: &str| q.get(key).and_then(|s| s.trim().parse::<i64>().ok());
            let text = |key: &str| q.get(key).filter(|s: &String| !s.is_empty());
            let reviews = number("reviews").and_then(|n| u32::try_from(n).ok());
            (text("panel"), number("seed"), reviews, text("dossier"), text("expert"))
        };
        let matrix = in_page(
            move || (asked(), wished.get(), limited.get()),
            |((panel, seed, reviews, dossier, expert), ..)| {
                let (dossier, expert) = (dossier.map(DossierId::from), expert.map(ExpertId::from));
                api::matrix(panel.map(PanelId::from), seed, reviews, dossier, expert)
            },
        );
        Self { matrix, acts }
    }
}

#[lazy_route]
impl LazyRoute for AssignmentPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded_in_page(this.matrix, move |v| draw(v, acts))
    }
}

fn draw(v: Matrix, acts: Acts) -> AnyView {
    let lang = lang();
    let w = assignment::words(lang);
    let which = match v.seed {
        Some(seed) => (w.proposed)(seed),
        None => w.published.to_owned(),
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![
                ("/committee".to_owned(), committee::words(lang).title.to_owned()),
                (String::new(), w.title.to_owned()),
            ])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("12")}</small></p>
            {panels(lang, &v)}
            <p class="soft">{which}</p>
            {legend(lang)}
            {table(lang, &v)}
            {wishes(lang, &v, acts)}
            {limits(lang, &v, acts)}
        </div>
    }
    .into_any()
}

/// The address of the same proposal in a panel, with more behind it.
pub(super) fn address(v: &Matrix, panel: &str, more: &str) -> String {
    let seed = v.seed.map(|s| format!("&seed={s}&reviews={}", v.reviews)).unwrap_or_default();
    format!("{PATH}?panel={panel}{seed}{more}")
}

fn panels(lang: Lang, v: &Matrix) -> AnyView {
    let w = assignment::words(lang);
    let one = |(id, number, zh, en): &(PanelId, i64, String, String)| {
        let here = (*id == v.panel).then_some("page");
        let name = board::panel(lang, *number, zh, en);
        view! { <a href=address(v, id.as_str(), "") aria-current=here>{name}</a> }
    };
    view! { <nav class="tabs" aria-label=w.panels>{v.panels.iter().map(one).collect_view()}</nav> }
        .into_any()
}

fn table(lang: Lang, v: &Matrix) -> AnyView {
    let w = assignment::words(lang);
    if v.lines.is_empty() {
        return view! { <p class="empty">{w.empty}</p> }.into_any();
    }
    view! {
        <div class="sheet scroll tall" tabindex="0" role="region" aria-label=w.title>
            <table class="matrix">
                <caption class="sr">{w.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.application}</th>
                        {v.columns.iter().map(|c| head(lang, c)).collect_view()}
                        <th scope="col" class="num">{w.missing}</th>
                    </tr>
                </thead>
                <tbody>{v.lines.iter().map(|l| line(lang, v, l)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(lang: Lang, c: &Column) -> AnyView {
    let w = assignment::words(lang);
    let class = if c.load > c.limit { "over" } else { "" };
    let own = c.own_limit.then_some("*");
    let name = match c.stood_down {
        true => format!("{} · {}", c.name, w.stood_down),
        false => c.name.clone(),
    };
    view! {
        <th scope="col" class=class>
            <span class="name">{name}</span>
            <small>{(w.load)(c.load, c.limit)}{own}</small>
        </th>
    }
    .into_any()
}

/// A row; its cells are text, see [`cell`].
fn line(lang: Lang, v: &Matrix, l: &Line) -> AnyView {
    let w = assignment::words(lang);
    let mut row = String::with_capacity(400 * (l.cells.len() + 1));
    let whole = address(v, v.panel.as_str(), &format!("&dossier={}", l.dossier));
    row.push_str("<th scope=\"row\"><a class=\"code\" href=\"");
    escape(&mut row, &format!("{whole}#pair"));
    row.push_str("\">");
    escape(&mut row, &l.reference);
    row.push_str("</a> <span class=\"soft\">");
    escape(&mut row, &l.org_name);
    row.push_str("</span>");
    if l.guest {
        row.push_str("<span class=\"tag\">");
        row.push_str(w.guest);
        row.push_str("</span>");
    }
    row.push_str("</th>");
    for (c, column) in l.cells.iter().zip(&v.columns) {
        let pair = format!("{whole}&expert={}#pair", column.expert);
        cell(&mut row, lang, c, (&column.name, &l.reference), &pair);
    }
    match l.missing {
        0 => row.push_str("<td class=\"num\">0</td>"),
        n => row.push_str(&format!("<td class=\"num\"><span class=\"tag bad\">{n}</span></td>")),
    }
    view! { <tr inner_html=row></tr> }.into_any()
}
