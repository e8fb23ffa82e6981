//! Page `/system`: what runs, for the system administrator. It is read, not changed: settings are the operator's.

use domain::views::system::{Ended, SettingView, Shown, SystemView, TurnView};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::system::{self, words};
use crate::locales::{Lang, lang};
use crate::ui::{crumbs, loaded, title};

/// Page `/system`.
pub struct SystemPage;

/// What the page is drawn from.
struct Begun {
    system: Resource<Api<SystemView>>,
}

impl Begun {
    fn new() -> Self {
        Self { system: Resource::new(|| (), |()| api::system()) }
    }
}

#[lazy_route]
impl LazyRoute for SystemPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.system, |v| draw(&v))
    }
}

fn draw(v: &SystemView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let s = &v.schema;
    let behind = (s.number != s.known)
        .then(|| view! { <p class="notice warn">{(w.behind)(s.number, s.known)}</p> });
    let rehearsal = v.rehearsal.then(|| view! { <p class="notice warn">{w.rehearsal}</p> });
    let started = v.running.started.map(|at| at.show_minute()).unwrap_or_default();
    let fact = |name: &'static str, value: String| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    };
    view! {
        {title(w.title)}
        <div class="page stack loose">
            <div class="stack">
                {crumbs(vec![(String::new(), w.title.to_owned())])}
                <h1>{w.title}</h1>
                <p class="lede">{w.lede}</p>
                {rehearsal}
                {behind}
            </div>
            <dl class="facts">
                {fact(w.version, v.running.version.clone())}
                {fact(w.started, started)}
                {fact(w.engine, system::engine(&s.engine).to_owned())}
                {fact(w.schema, format!("{} ({})", s.number, s.name))}
                {fact(w.clock, v.now.show_minute())}
            </dl>
            {turns(lang, &v.running.turns)}
            {settings(lang, &v.running.settings)}
        </div>
    }
    .into_any()
}

fn turns(lang: Lang, turns: &[TurnView]) -> AnyView {
    let w = words(lang);
    let rows = turns.iter().map(|t| {
        let class = if t.ended == Ended::Done { "tag done" } else { "tag bad" };
        let done = t.done.map(|at| at.show_minute());
        view! {
            <tr>
                <th scope="row" class="title">{system::job(lang, &t.job)}</th>
                <td data-th=w.last>{t.at.show_minute()}</td>
                <td data-th=w.ended><span class=class>{system::ended(lang, t.ended)}</span></td>
                <td data-th=w.well>{done}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let body = if turns.is_empty() {
        view! { <p class="empty">{w.no_turns}</p> }.into_any()
    } else {
        view! {
            <div class="sheet scroll" tabindex="0" role="region" aria-label=w.jobs>
                <table class="list">
                    <caption class="sr">{w.jobs}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.job}</th>
                            <th scope="col">{w.last}</th>
                            <th scope="col">{w.ended}</th>
                            <th scope="col">{w.well}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="jobs">
            <h2 id="jobs">{w.jobs}</h2>
            <p class="soft">{w.jobs_text}</p>
            {body}
        </section>
    }
    .into_any()
}

fn settings(lang: Lang, settings: &[SettingView]) -> AnyView {
    let w = words(lang);
    let rows = settings.iter().map(|s| {
        let value = match &s.shown {
            Shown::Value { text } => view! { <code class="wrap">{text.clone()}</code> }.into_any(),
            Shown::Set => view! { <span class="tag done">{w.set}</span> }.into_any(),
            Shown::FromFile => view! { <span class="tag done">{w.from_file}</span> }.into_any(),
            Shown::NotSet => view! { <span class="tag">{w.not_set}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row" class="title"><code>{s.key.clone()}</code></th>
                <td data-th=w.value>{value}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack tight" aria-labelledby="settings">
            <h2 id="settings">{w.settings}</h2>
            <p class="soft">{w.settings_text}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-label=w.settings>
                <table class="list">
                    <caption class="sr">{w.settings}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.setting}</th>
                            <th scope="col">{w.value}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
