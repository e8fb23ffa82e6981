//! Titles that were revoked (Art. 24): for everybody, without an account and without script.

use domain::incident::Revocation;
use domain::views::incident::Revocations;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{api, form};
use crate::error::Api;
use crate::locales::incident::{self, words};
use crate::locales::{Lang, common, lang};
use crate::ui::{crumbs, loaded, title};

/// Page `/revocation`.
pub struct RevocationsPage;

/// What the page is drawn from.
struct Begun {
    list: Resource<Api<Revocations>>,
}

impl Begun {
    fn new() -> Self {
        Self { list: Resource::new(|| (), |()| api::revocations()) }
    }
}

#[lazy_route]
impl LazyRoute for RevocationsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.list, move |v| draw(&v))
    }
}

fn draw(v: &Revocations) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let list = if v.lines.is_empty() {
        view! { <p class="empty">{w.none_revoked}</p> }.into_any()
    } else {
        let rows = v.lines.iter().map(|r| row(lang, r)).collect_view();
        view! { <ol class="findings">{rows}</ol> }.into_any()
    };
    view! {
        {title(w.revoked)}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.revoked.to_owned())])}
                <h1>{w.revoked}</h1>
                <p class="lede">{w.revoked_lede}" "<small>{(common::words(lang).article)("24")}</small></p>
            </div>
            {list}
            <section class="stack tight no-print" aria-labelledby="report">
                <h2 id="report">{w.report_title}</h2>
                <p>{w.report_lede}</p>
                <p><a class="btn quiet" href=form::PATH>{w.report_link}</a></p>
            </section>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, r: &Revocation) -> AnyView {
    let w = words(lang);
    let article = (common::words(lang).article)("24");
    let id = format!("r-{}", r.title.number);
    let label = id.clone();
    view! {
        <li class="sheet pad stack tight" aria-labelledby=label>
            <h2 class="small" id=id><span lang="zh-CN">{r.title.organisation.clone()}</span>" "<span class="tag bad">{w.tag_revoked}</span></h2>
            <dl class="facts">
                <div><dt>{w.number}</dt><dd>{r.title.number.clone()}</dd></div>
                <div><dt>{w.benchmark}</dt><dd lang="zh-CN">{r.title.benchmark.clone()}</dd></div>
                <div><dt>{w.year}</dt><dd>{r.title.year}</dd></div>
                <div><dt>{w.cause}</dt><dd>{incident::cause(lang, r.cause)}" "<small>{article}</small></dd></div>
                <div><dt>{w.revoked_at}</dt><dd>{r.at.show_minute()}</dd></div>
                <div><dt>{w.reason}</dt><dd lang="zh-CN">{r.reason.clone()}</dd></div>
            </dl>
        </li>
    }
    .into_any()
}
