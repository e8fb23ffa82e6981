//! Page `/initial-list`: the candidates by panel with figures, verdict and decision, what is lacking, who
//! signed. With script it is brought up to what was done around what is typed into its other forms; without, they are
//! posted to its own address.

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
use crate::ui::act::{accepted, successes};
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
    acts: Acts,
}

/// What can be done here.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) decide: ServerAction<api::Decide>,
    pub(super) explain: ServerAction<api::Explain>,
    pub(super) sign: ServerAction<api::Sign>,
    pub(super) confirm: ServerAction<api::Confirm>,
    pub(super) give_back: ServerAction<api::GiveBack>,
    pub(super) reopen: ServerAction<api::Reopen>,
    /// What the form was about that was sent last: what was refused stands beside it.
    pub(super) last: RwSignal<String>,
    /// Something was done on this page: what was refused before it was sent again is not shown any more.
    done: Memo<bool>,
}

impl Begun {
    fn new() -> Self {
        let decide = ServerAction::<api::Decide>::new();
        let explain = ServerAction::<api::Explain>::new();
        let sign = ServerAction::<api::Sign>::new();
        let confirm = ServerAction::<api::Confirm>::new();
        let give_back = ServerAction::<api::GiveBack>::new();
        let reopen = ServerAction::<api::Reopen>::new();
        let taken = [
            accepted(decide.value()),
            accepted(explain.value()),
            accepted(sign.value()),
            accepted(confirm.value()),
            accepted(give_back.value()),
            accepted(reopen.value()),
        ];
        let acts = Acts {
            decide,
            explain,
            sign,
            confirm,
            give_back,
            reopen,
            last: RwSignal::new(String::new()),
            done: Memo::new(move |_| taken.iter().any(|n| n.get() > 0)),
        };
        let done = [
            successes(acts.decide.value()),
            successes(acts.explain.value()),
            successes(acts.sign.value()),
            successes(acts.confirm.value()),
            successes(acts.give_back.value()),
            successes(acts.reopen.value()),
        ];
        let list = Resource::new(move || done.map(|d| d.get()), |_| api::list());
        Self { list, acts }
    }
}

#[lazy_route]
impl LazyRoute for InitialListPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.list, move |v| draw(&v, acts))
    }
}

fn draw(v: &InitialListView, acts: Acts) -> AnyView {
    let lang = lang();
    let w = initial_list::words(lang);
    let body = if v.shown {
        shown(lang, v, acts)
    } else {
        view! { <p class="empty">{w.held}</p> }.into_any()
    };
    let lacking =
        v.lacking.then(|| view! { <p class="notice warn" id="two">{w.fewer_than_two}</p> });
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{(w.heading)(v.year)}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("20")}</small></p>
            {lacking}
            {body}
        </div>
    }
    .into_any()
}

fn shown(lang: Lang, v: &InitialListView, acts: Acts) -> AnyView {
    let w = initial_list::words(lang);
    let typed = match acts.done.get_untracked() {
        false => Typed::of(PATH),
        true => Typed::default(),
    };
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
        {categories(lang, v, (acts, &typed))}
        {panels(lang, v, (acts, &typed))}
        {downloads("initial-list")}
        {lacking(lang, v)}
        {signing(lang, v, (acts, &typed))}
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
