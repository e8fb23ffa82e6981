//! The public notice (Art. 21): for everybody, without an account and without script.

use domain::views::notice::{NoticeView, Noticed};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::calendar::drawn;
use crate::error::Api;
use crate::locales::notice::words;
use crate::locales::{Lang, common, lang, years};
use crate::ui::annex::document;
use crate::ui::years::years as others_of;
use crate::ui::{crumbs, loaded, title};

/// Pages `/notice` and `/notice/{year}`.
pub struct NoticePage;

/// What the page is drawn from.
struct Begun {
    notice: Resource<Api<Noticed>>,
}

/// The year an address names; a year there never was where it is none.
pub(super) fn year_of(text: Option<String>) -> Option<i32> {
    text.map(|text| text.parse().unwrap_or(0))
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let year = Memo::new(move |_| year_of(params.read().get("year")));
        Self { notice: Resource::new(move || year.get(), api::notice) }
    }
}

#[lazy_route]
impl LazyRoute for NoticePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.notice, |page| match &page.notice {
            Some(v) => draw(v, &page),
            None => nothing(&page),
        })
    }
}

fn nothing(page: &Noticed) -> AnyView {
    let lang = lang();
    let w = words(lang);
    view! {
        {title(w.title)}
        <div class="narrow stack">
            <h1>{w.none}</h1>
            <p>{w.none_text}" "<small>{(common::words(lang).article)("21")}</small></p>
            {others(page, None)}
            {feeds(lang)}
        </div>
    }
    .into_any()
}

/// The notices of other years, and all results.
fn others(page: &Noticed, shown: Option<i32>) -> AnyView {
    let w = years::words(lang());
    let results = page.announced.iter().map(|year| {
        view! { <a href=format!("/announcement/{year}")>{(w.year)(*year)}</a> }
    });
    let results = (!page.announced.is_empty()).then(|| {
        view! {
            <nav class="row no-print" aria-label=w.announcements>
                <span class="soft">{w.announcements}</span>
                {results.collect_view()}
            </nav>
        }
    });
    let notices = others_of(&page.years, shown.unwrap_or(0), |year| format!("/notice/{year}"));
    view! { {notices}{results} }.into_any()
}

fn feeds(lang: Lang) -> AnyView {
    let w = words(lang);
    view! {
        <p class="row no-print">
            <span class="soft">{w.feeds}</span>
            <a href="/notice/feed.atom" rel="external">"Atom"</a>
            <a href="/notice/feed.json" rel="external">"JSON"</a>
        </p>
    }
    .into_any()
}

fn draw(v: &NoticeView, page: &Noticed) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let heading = v.text.heading().to_owned();
    let state = if v.is_open() {
        view! { <p class="notice ok">{(w.open_until)(&v.ends_at.plus(-1).show_minute())}</p> }
            .into_any()
    } else {
        view! { <p class="notice">{(w.over)(&v.ends_at.plus(-1).show_minute())}</p> }.into_any()
    };
    let result = page.announced.contains(&v.year).then(|| {
        view! { <p class="notice ok"><a href=format!("/announcement/{}", v.year)>{w.announced}</a></p> }
    });
    view! {
        {title((w.link)(v.year))}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), (w.link)(v.year))])}
                <h1 lang="zh-CN">{heading}</h1>
                <p class="art">{(common::words(lang).article)("21")}</p>
                {state}
                {result}
                {extensions(lang, v)}
            </div>
            <div class="stack">{document(lang, &v.text, &v.lines, w.annex)}</div>
            {drawn(lang, v)}
            {objecting(lang, v)}
            <div class="stack tight no-print">
                <p class="row">
                    <a class="btn quiet" href=format!("/notice/{}/notice.pdf", v.year) rel="external">{w.pdf}</a>
                    <span class="soft">{w.print_hint}</span>
                </p>
                {others(page, Some(v.year))}
                {feeds(lang)}
            </div>
        </div>
    }
    .into_any()
}

fn extensions(lang: Lang, v: &NoticeView) -> Option<AnyView> {
    if v.extensions.is_empty() {
        return None;
    }
    let w = words(lang);
    let rows = v.extensions.iter().map(|e| {
        let end = e.before.plus(-1).show_date();
        view! { <li>{(w.extension)(&e.at.show_date(), e.days, &end, &e.reason)}</li> }
    });
    let rows = rows.collect_view();
    let view = view! {
        <section class="notice warn" aria-labelledby="extended">
            <h2 id="extended">{w.extended}</h2>
            <ul>{rows}</ul>
        </section>
    };
    Some(view.into_any())
}

fn objecting(lang: Lang, v: &NoticeView) -> AnyView {
    let w = words(lang);
    let body = if v.is_open() {
        view! {
            <p>{w.object_text}</p>
            <p><a class="btn" href=format!("/notice/{}/objection", v.year)>{w.object}</a></p>
        }
        .into_any()
    } else {
        view! { <p>{w.objecting_over}</p> }.into_any()
    };
    view! {
        <section class="stack tight no-print" aria-labelledby="object">
            <h2 id="object">{w.object}</h2>
            {body}
        </section>
    }
    .into_any()
}
