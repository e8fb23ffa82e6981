//! The titles of one's own organisation (Art. 23): number, certificate, where anybody checks it, and what it obliges to.

use domain::views::title::{OwnTitle, OwnTitles};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use super::register::PATH as REGISTER;
use super::verify::{certificate_link, facts};
use crate::error::Api;
use crate::locales::title::words;
use crate::locales::{Lang, common, lang};
use crate::ui::hearings::hearings;
use crate::ui::{crumbs, loaded, title};

/// Path of the page.
pub const PATH: &str = "/title/own";

/// Page `/title/own`.
pub struct OwnTitlesPage;

/// What the page is drawn from.
struct Begun {
    titles: Resource<Api<OwnTitles>>,
}

impl Begun {
    fn new() -> Self {
        Self { titles: Resource::new(|| (), |()| api::own()) }
    }
}

#[lazy_route]
impl LazyRoute for OwnTitlesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.titles, move |v| draw(&v))
    }
}

fn draw(v: &OwnTitles) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let titles = if v.titles.is_empty() {
        view! { <div class="empty"><p>{w.own_none}</p></div> }.into_any()
    } else {
        v.titles.iter().map(|t| one(lang, t)).collect_view().into_any()
    };
    let means = w.means_list.map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        {title(w.own)}
        <div class="narrow stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.own.to_owned())])}
                <h1>{w.own}</h1>
                <p class="lede">{w.own_lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            </div>
            {hearings(lang, &v.hearings)}
            {titles}
            <section class="stack tight" aria-labelledby="means">
                <h2 id="means">{w.means}</h2>
                <ul>{means}</ul>
            </section>
            <p><a href=REGISTER>{w.register}</a></p>
        </div>
    }
    .into_any()
}

fn one(lang: Lang, t: &OwnTitle) -> AnyView {
    let w = words(lang);
    let certificate = t.line.revoked.is_none().then(|| certificate_link(lang, &t.line));
    let address = format!("{REGISTER}/{}", t.line.number);
    let heading = format!("title-{}", t.line.number);
    let labelled = heading.clone();
    view! {
        <section class="sheet pad stack" aria-labelledby=labelled>
            <h2 id=heading>{t.line.year()}" "<span lang="zh-CN">{t.line.benchmark.clone()}</span></h2>
            {facts(lang, &t.line)}
            {certificate}
            <p class="row">
                <a href=address>{w.address}</a>
                <a href=format!("/application/{}", t.dossier)>{w.dossier}</a>
            </p>
        </section>
    }
    .into_any()
}
