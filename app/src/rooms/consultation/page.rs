//! Page `/consultation`: the package, what the ministry thinks, what the Office answers, what was decided. With script
//! what is said of an entry is entered around what is typed into the forms of others; without, and for all else, forms are
//! posted to its own address.

use domain::consultation::Stage;
use domain::notice::text::Filled;
use domain::views::consultation::{ConsultationView, Said};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::forms::{closing, giving, moving, opening};
use super::rows::table;
use crate::error::Api;
use crate::locales::consultation::{self, words};
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::act::accepted;
use crate::ui::downloads::downloads_asked;
use crate::ui::form::{Typed, summary};
use crate::ui::years::{asked, over, years};
use crate::ui::{crumbs, loaded, title};

/// Where the page is.
pub const PATH: &str = "/consultation";

/// Page `/consultation`; `?year=` asks for that of an earlier season, to be read.
pub struct ConsultationPage;

/// What the page is drawn from.
struct Begun {
    consultation: Resource<Api<ConsultationView>>,
    acts: Acts,
}

/// What can be said of entries.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) give: ServerAction<api::Give>,
    pub(super) rest: ServerAction<api::Rest>,
    pub(super) answer: ServerAction<api::Answer>,
    pub(super) propose: ServerAction<api::Propose>,
    pub(super) confirm: ServerAction<api::Confirm>,
    pub(super) give_back: ServerAction<api::GiveBack>,
    /// What the form was about that was sent last: what was refused stands beside it.
    pub(super) last: RwSignal<String>,
    /// Something was done on this page: what was refused before it was sent again is not shown any more.
    done: Memo<bool>,
}

/// The year an address asks for; 0, which there never was, where it asks for none that is one.
fn asked_year(text: Option<String>) -> Option<i32> {
    text.map(|year| year.parse().unwrap_or(0))
}

impl Begun {
    fn new() -> Self {
        let query = use_query_map();
        let year = Memo::new(move |_| asked_year(query.read().get("year")));
        let give = ServerAction::<api::Give>::new();
        let rest = ServerAction::<api::Rest>::new();
        let answer = ServerAction::<api::Answer>::new();
        let propose = ServerAction::<api::Propose>::new();
        let confirm = ServerAction::<api::Confirm>::new();
        let give_back = ServerAction::<api::GiveBack>::new();
        let taken = [
            accepted(give.value()),
            accepted(rest.value()),
            accepted(answer.value()),
            accepted(propose.value()),
            accepted(confirm.value()),
            accepted(give_back.value()),
        ];
        let all = Memo::new(move |_| taken.iter().map(|n| n.get()).sum::<u32>());
        let acts = Acts {
            give,
            rest,
            answer,
            propose,
            confirm,
            give_back,
            last: RwSignal::new(String::new()),
            done: Memo::new(move |_| all.get() > 0),
        };
        let from = move || (year.get(), all.get());
        let consultation = Resource::new(from, |(year, _)| api::consultation(year));
        Self { consultation, acts }
    }
}

#[lazy_route]
impl LazyRoute for ConsultationPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let acts = this.acts;
        loaded(this.consultation, move |v| draw(&v, acts))
    }
}

fn draw(v: &ConsultationView, acts: Acts) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let body = match (v.stage, v.rows.is_empty() && v.refused.is_none()) {
        (None, true) => view! { <p class="empty">{w.held}</p> }.into_any(),
        _ => shown(lang, v, acts),
    };
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{(w.heading)(v.year)}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("20")}</small></p>
            {over(v.earlier)}
            {body}
            {years(&v.years, v.year, |year| asked(PATH, &v.years, year))}
        </div>
    }
    .into_any()
}

fn shown(lang: Lang, v: &ConsultationView, acts: Acts) -> AnyView {
    let w = words(lang);
    let typed = match acts.done.get_untracked() {
        false => Typed::of(PATH),
        true => Typed::default(),
    };
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let refused = v.refused.as_ref().map(|r| {
        view! {
            <section class="notice warn" aria-labelledby="cannot">
                <h2 id="cannot">{w.cannot}</h2>
                <p>{refusal::refusal(lang, r)}</p>
            </section>
        }
    });
    let aside = v.rows.iter().any(|r| r.set_aside.is_some()).then(|| {
        view! {
            <section class="notice warn" aria-labelledby="aside">
                <h2 id="aside">{w.aside}</h2>
                <p>{w.aside_text}</p>
                <p><a href="/initial-list">{w.aside_list}</a></p>
            </section>
        }
    });
    let files = v.package.then(|| package(lang, v));
    let drafted = !v.package && !v.letter.before.is_empty();
    let draft = drafted.then(|| draft(lang, v));
    let open = v.acts.opens.then(|| opening(lang, v, &typed));
    let give = v.acts.gives.then(|| giving(lang, v, acts));
    let moves = v.acts.moves.then(|| moving(lang, v, &typed));
    let close = v.acts.closes.then(|| closing(lang, v, &typed));
    view! {
        {summary(w.refused, slips)}
        {state(lang, v)}
        {refused}
        {aside}
        {files}
        {draft}
        {open}
        {table(lang, v, (acts, &typed))}
        {give}
        {close}
        {moves}
    }
    .into_any()
}

/// Where it stands, its deadline, who did what.
fn state(lang: Lang, v: &ConsultationView) -> AnyView {
    let w = words(lang);
    let class = match v.stage {
        None => "tag",
        Some(Stage::Asking) => "tag work",
        Some(Stage::Answering) => "tag todo",
        Some(Stage::Closed) => "tag done",
    };
    let due = v.due.filter(|_| v.stage.is_some()).map(|d| {
        let said = (w.due)(&d.plus(-1).show_minute());
        view! { <b>{said}</b> }
    });
    let given = v.package.then(|| {
        let total = usize::try_from(v.given.saturating_add(v.lacking.opinions)).unwrap_or(0);
        view! { <span>{(w.given)(v.given, total)}</span> }
    });
    let opened = v.opened_at.map(|at| view! { <li>{(w.opened)(&at.show_minute())}</li> });
    let moved = v.moved.iter().map(|(at, before, why)| {
        let (at, before) = (at.show_minute(), before.plus(-1).show_minute());
        view! { <li>{(w.moved)(&at, &before, why)}</li> }
    });
    let moved = moved.collect_view();
    let handed = v.handed_in.as_ref().map(|d| view! { <li>{who(lang, d, w.handed_in)}</li> });
    let closed = v.closed.as_ref().map(|d| {
        let note =
            (!d.text.is_empty()).then(|| view! { <p><b>{w.silent}</b>" "{d.text.clone()}</p> });
        view! { <li>{who(lang, d, w.closed)}{note}</li> }
    });
    let lacks = (v.acts.closes && v.lacking.answers + v.lacking.decisions > 0).then(|| {
        let text = consultation::lacking(lang, &v.lacking);
        view! { <p class="notice warn"><b>{w.lacks}</b>" "{text}</p> }
    });
    let history = v.stage.map(|_| view! { <ul class="tight">{opened}{moved}{handed}{closed}</ul> });
    view! {
        <p class="row">
            <span class=class>{consultation::stage(lang, v.stage)}</span>
            {due}
            {given}
        </p>
        {history}
        {lacks}
    }
    .into_any()
}

fn who(lang: Lang, said: &Said, words_of: fn(&str, &str) -> String) -> String {
    let w = words(lang);
    let name = if said.name.is_empty() { w.gone } else { said.name.as_str() };
    words_of(name, &said.at.show_minute())
}

/// The letter, folded.
fn letter(text: &Filled) -> AnyView {
    let paragraph = |p: &str| view! { <p lang="zh-CN">{p.to_owned()}</p> };
    let lede = text.lede().map(paragraph).collect_view();
    let rest = text.rest().map(paragraph).collect_view();
    let heading = text.heading().to_owned();
    view! {
        <details class="more">
            <summary lang="zh-CN">{heading}</summary>
            <div class="stack tight">{lede}{rest}</div>
        </details>
    }
    .into_any()
}

/// What the letter would say, and where that is changed: for the Office, before it is sent.
fn draft(lang: Lang, v: &ConsultationView) -> AnyView {
    let w = words(lang);
    let templates = format!("/season/plan/{}/templates", v.year);
    view! {
        <section class="stack tight" aria-labelledby="letter">
            <h2 id="letter">{w.letter}</h2>
            <p class="soft">{w.letter_text}" "<a href=templates>{w.letter_edit}</a></p>
            {letter(&v.letter)}
        </section>
    }
    .into_any()
}

/// The letter, and the package as files.
fn package(lang: Lang, v: &ConsultationView) -> AnyView {
    let w = words(lang);
    let of = if v.earlier { format!("?year={}", v.year) } else { String::new() };
    let pdf = format!("{PATH}/package.pdf{of}");
    view! {
        <section class="stack tight" aria-labelledby="package">
            <h2 id="package">{w.package}</h2>
            <p class="soft">{w.package_text}</p>
            {letter(&v.letter)}
            <p class="row no-print">
                <a href=pdf rel="external">{w.pdf}</a>
            </p>
            {downloads_asked("consultation", &of)}
            <p class="soft">{w.digest}" "<code class="code wrap">{v.sha256.clone()}</code></p>
        </section>
    }
    .into_any()
}
