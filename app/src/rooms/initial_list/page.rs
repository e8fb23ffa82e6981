//! Page `/initial-list`: the candidates by panel with figures, verdict and decision, what is lacking, who
//! signed. Its forms are posted to its own address, so that it works the same without script.

use domain::defence::initial_list::round::ListStage;
use domain::views::initial_list::InitialListView;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::chart::chart;
use super::row::{categories, panels};
use super::signing::signing;
use crate::error::Api;
use crate::locales::{Lang, common, initial_list, lang, refusal};
use crate::ui::downloads::downloads;
use crate::ui::form::{Typed, summary};
use crate::ui::{crumbs, loaded, title};

/// Where the page is.
pub const PATH: &str = "/initial-list";

/// Page `/initial-list`.
pub struct InitialListPage;

/// What the page is drawn from.
struct Begun {
    list: Resource<Api<InitialListView>>,
}

impl Begun {
    fn new() -> Self {
        Self { list: Resource::new(|| (), |()| api::list()) }
    }
}

#[lazy_route]
impl LazyRoute for InitialListPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.list, |v| draw(&v))
    }
}

fn draw(v: &InitialListView) -> AnyView {
    let lang = lang();
    let w = initial_list::words(lang);
    let body =
        if v.shown { shown(lang, v) } else { view! { <p class="empty">{w.held}</p> }.into_any() };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{(w.heading)(v.year)}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("20")}</small></p>
            {body}
        </div>
    }
    .into_any()
}

fn shown(lang: Lang, v: &InitialListView) -> AnyView {
    let w = initial_list::words(lang);
    let typed = Typed::of(PATH);
    // What belongs to a field stands beside it and leads there; the rest stands on top alone.
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let class = match v.stage {
        ListStage::Open => "tag work",
        ListStage::Signed => "tag todo",
        ListStage::Confirmed => "tag done",
    };
    let returned = v.returned.as_ref().map(|(at, why)| {
        let said = (w.returned)(&at.show_minute(), why);
        view! { <p class="notice warn">{said}</p> }
    });
    let remedy = v.remedy.map(|remedy| {
        view! {
            <section class="notice warn" aria-labelledby="aside">
                <h2 id="aside">{w.aside}</h2>
                <p>{initial_list::remedy(lang, remedy)}</p>
            </section>
        }
    });
    let figures = v.rows.iter().any(|r| r.combined.is_some());
    view! {
        {summary(w.refused, slips)}
        <p class="tally row">
            <span class=class>{initial_list::stage(lang, v.stage)}</span>
            <b>{(w.counter)(v.listed, v.places)}</b>
        </p>
        {returned}
        {remedy}
        {figures.then(|| chart(lang, v))}
        {categories(lang, v, &typed)}
        {panels(lang, v, &typed)}
        {downloads("initial-list")}
        {lacking(lang, v)}
        {signing(lang, v, &typed)}
    }
    .into_any()
}

/// What is missing before it can be signed, or that nothing is.
fn lacking(lang: Lang, v: &InitialListView) -> AnyView {
    let w = initial_list::words(lang);
    if v.stage == ListStage::Confirmed {
        return ().into_any();
    }
    if v.lacks.is_empty() {
        return view! { <p class="notice ok">{w.complete}</p> }.into_any();
    }
    let items = v
        .lacks
        .iter()
        .map(|lack| view! { <li>{initial_list::lack(lang, lack)}</li> })
        .collect_view();
    view! {
        <section class="notice warn" aria-labelledby="lacks">
            <h2 id="lacks">{w.lacks}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}
