//! Versions and saved pages of a dossier, and what differs between any two. A plain form asks:
//! it works without script.

use domain::views::flow::{History, Past, State};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::flow as api;
use crate::error::Api;
use crate::locales::{Lang, application, flow, lang};
use crate::ui::changes::changes;
use crate::ui::{crumbs, loaded, title};

/// Page `/application/:id/history`.
pub struct HistoryPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    history: Resource<Api<History>>,
    asked: Memo<bool>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let query = use_query_map();
        let place = Memo::new(move |_| {
            let asked = |key: &str| query.read().get(key).unwrap_or_default();
            (params.read().get("id").unwrap_or_default(), asked("from"), asked("to"))
        });
        let history =
            Resource::new(move || place.get(), |(id, from, to)| api::history(id.into(), from, to));
        Self { history, asked: Memo::new(move |_| !place.get().1.is_empty()) }
    }
}

#[lazy_route]
impl LazyRoute for HistoryPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let asked = this.asked;
        loaded(this.history, move |h| drawn(&h, asked.get_untracked()))
    }
}

fn drawn(h: &History, asked: bool) -> AnyView {
    let lang = lang();
    let w = flow::words(lang);
    let home = format!("/application/{}", h.id);
    view! {
        {title(w.history)}
        <div class="page">
            {crumbs(vec![
                ("/application".into(), application::words(lang).mine.into()),
                (home, application::words(lang).dossier.into()),
                (String::new(), w.history.into()),
            ])}
            <div class="stack">
                <h1>{w.history}</h1>
                <p class="lede">{w.history_lede}</p>
                {difference(lang, h, asked)}
                {form(lang, h)}
            </div>
        </div>
    }
    .into_any()
}

fn difference(lang: Lang, h: &History, asked: bool) -> AnyView {
    let w = flow::words(lang);
    match &h.difference {
        Some(d) => {
            let (from, to) = (flow::state(lang, d.from), flow::state(lang, d.to));
            view! {
                <section class="sheet pad stack" id="difference" aria-labelledby="difference-h">
                    <h2 id="difference-h">{(w.difference)(&from, &to)}</h2>
                    {changes(lang, d, &h.season)}
                </section>
            }
            .into_any()
        }
        None if asked => {
            view! { <p class="notice warn" role="alert">{w.nothing_shared}</p> }.into_any()
        }
        None => ().into_any(),
    }
}

fn form(lang: Lang, h: &History) -> AnyView {
    let w = flow::words(lang);
    let chosen = h.difference.as_ref().map(|d| (d.from, d.to));
    let now = Past { state: State::Now, at: h.now, by: String::new(), sha256: None };
    let versions =
        std::iter::once(&now).chain(&h.versions).map(|p| line(lang, p, chosen)).collect_view();
    let revisions = h.revisions.iter().map(|p| line(lang, p, chosen)).collect_view();
    let older = (h.older > 0).then(|| view! { <p class="soft">{(w.older)(h.older)}</p> });
    view! {
        <form method="get" action=format!("/application/{}/history", h.id) class="stack">
            <p class="hint">{w.compare_hint}</p>
            {table(lang, w.versions, versions.into_any())}
            {(!h.revisions.is_empty()).then(|| table(lang, w.revisions, revisions.into_any()))}
            {older}
            <div class="actions stick"><button class="btn">{w.compare}</button></div>
        </form>
    }
    .into_any()
}

fn table(lang: Lang, caption: &'static str, rows: AnyView) -> AnyView {
    let w = flow::words(lang);
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=caption>
            <table class="list history">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.from}</th>
                        <th scope="col">{w.to}</th>
                        <th scope="col">{w.what}</th>
                        <th scope="col">{w.when}</th>
                        <th scope="col">{w.who}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(lang: Lang, p: &Past, chosen: Option<(State, State)>) -> AnyView {
    let w = flow::words(lang);
    let name = flow::state(lang, p.state);
    let code = p.state.code();
    let is = |s: fn((State, State)) -> State| chosen.map(s) == Some(p.state);
    let at = format!("{} {}", p.at.show_date(), p.at.show_time());
    let short = p.sha256.as_ref().map(|sha| {
        let short: String = sha.chars().take(12).collect();
        view! { " " <small title=sha.clone()><code>{short}</code></small> }
    });
    view! {
        <tr>
            <td data-th=w.from>
                <input type="radio" name="from" value=code.clone() checked=is(|c| c.0) aria-label=format!("{} {name}", w.from)/>
            </td>
            <td data-th=w.to>
                <input type="radio" name="to" value=code checked=is(|c| c.1) aria-label=format!("{} {name}", w.to)/>
            </td>
            <th scope="row" class="title" data-th=w.what>{name}{short}</th>
            <td data-th=w.when>{at}</td>
            <td data-th=w.who>{p.by.clone()}</td>
        </tr>
    }
    .into_any()
}
