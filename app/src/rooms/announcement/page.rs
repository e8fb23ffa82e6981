//! The announcement of a year (Art. 22): for everybody, without an account and without script.

use domain::announcement::Statistics;
use domain::views::announcement::AnnouncementView;
use domain::views::notice::Line;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::announcement::{category, words};
use crate::locales::{Lang, common, incident, lang, title as titles};
use crate::ui::annex::marked;
use crate::ui::bars::{Bar, charts};
use crate::ui::years::years;
use crate::ui::{crumbs, loaded, title};

/// Page `/announcement/{year}`.
pub struct AnnouncementPage;

/// What the page is drawn from.
struct Begun {
    announcement: Resource<Api<AnnouncementView>>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        // An address that names no year names one there never was.
        let year = Memo::new(move |_| {
            params.read().get("year").and_then(|y| y.parse::<i32>().ok()).unwrap_or(0)
        });
        Self { announcement: Resource::new(move || year.get(), api::announcement) }
    }
}

#[lazy_route]
impl LazyRoute for AnnouncementPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.announcement, move |v| draw(&v))
    }
}

fn draw(v: &AnnouncementView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let at = v.released_at.map(|at| {
        view! { <p class="notice ok">{(w.announced)(&at.show_date())}</p> }
    });
    let since = (!v.revoked.is_empty()).then(|| {
        view! {
            <p class="notice warn">{(w.revoked_since)(v.revoked.len())}" "<small>{(common::words(lang).article)("24")}</small>" "<a href="/revocation">{incident::words(lang).revoked}</a></p>
        }
    });
    view! {
        {title((w.link)(v.year))}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), (w.link)(v.year))])}
                <h1 lang="zh-CN">{v.text.heading().to_owned()}</h1>
                <p class="art">{(common::words(lang).article)("22")}</p>
                {at}
            </div>
            {since}
            <div class="stack">{marked(lang, &v.text, &v.lines, w.list, |l| gone(lang, v, l))}</div>
            {statistics(lang, &v.statistics)}
            <p class="row no-print">
                <a class="btn quiet" href=format!("/announcement/{}/announcement.pdf", v.year) rel="external">{w.pdf}</a>
                <a href=format!("/title?year={}", v.year)>{titles::words(lang).register}</a>
                <a href="/exchange">{crate::locales::exchange::words(lang).title}</a>
                <a href="/notice/feed.atom" rel="external">"Atom"</a>
                <a href="/notice/feed.json" rel="external">"JSON"</a>
            </p>
            {years(&v.years, v.year, |year| format!("/announcement/{year}"))}
        </div>
    }
    .into_any()
}

/// That the title of a line was revoked since, and where that stands.
fn gone(lang: Lang, v: &AnnouncementView, line: &Line) -> Option<AnyView> {
    let w = words(lang);
    let gone = v.revoked.iter().find(|g| g.place == line.place)?;
    let href = format!("/title/{}", gone.number);
    let view = view! {
        <span class="tag bad">{w.revoked}</span>" "<a href=href>{(w.revoked_on)(&gone.at.show_date())}</a>
    };
    Some(view.into_any())
}

/// How many of what, drawn and as tables.
pub(super) fn statistics(lang: Lang, s: &Statistics) -> AnyView {
    let w = words(lang);
    let categories = s.categories.iter().map(|(c, n)| Bar::of(category(lang, *c), *n)).collect();
    let regions = s.regions.iter().map(|(code, n)| Bar::of(titles::region(lang, code), *n));
    let regions = regions.collect();
    let sizes = vec![Bar::of(w.large, s.sizes.0), Bar::of(w.small, s.sizes.1)];
    let groups = [
        ("by-category", w.by_category, categories),
        ("by-region", w.by_region, regions),
        ("by-size", w.by_size, sizes),
    ];
    view! {
        <section class="stack" aria-labelledby="statistics">
            <h2 id="statistics">{w.statistics}</h2>
            {charts((w.table, w.all, w.count), groups)}
        </section>
    }
    .into_any()
}
