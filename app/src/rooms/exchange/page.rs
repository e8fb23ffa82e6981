//! Page `/exchange`: the activities, for everybody; the Office announces one there.

use domain::exchange::activity::{TEXT_MAX, TITLE_MAX, TITLE_MIN};
use domain::stamp::Stamp;
use domain::views::exchange::{Activities, ActivityLine};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::error::Api;
use crate::locales::exchange::words;
use crate::locales::{Lang, common, lang, refusal};
use crate::ui::fields::Fields;
use crate::ui::form::{Typed, summary};
use crate::ui::once::once_again;
use crate::ui::{crumbs, loaded, title};

/// Where the page is.
pub const PATH: &str = "/exchange";

/// Page `/exchange`.
pub struct ExchangePage;

/// What the page is drawn from.
struct Begun {
    activities: Resource<Api<Activities>>,
}

impl Begun {
    fn new() -> Self {
        Self { activities: Resource::new(|| (), |()| api::activities()) }
    }
}

#[lazy_route]
impl LazyRoute for ExchangePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        loaded(this.activities, |v| draw(&v))
    }
}

fn draw(v: &Activities) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let typed = Typed::of(PATH);
    let slips =
        typed.slips.iter().map(|(field, r)| (field.clone(), refusal::refusal(lang, r))).collect();
    let list = if v.lines.is_empty() {
        view! { <p class="empty">{w.none}</p> }.into_any()
    } else {
        table(lang, v)
    };
    let office = v.announces.then(|| {
        view! { <p class="row no-print"><a href="/exchange/reports">{w.reports}</a></p> }
    });
    let announcing = v.announces.then(|| announcing(lang, v, &typed));
    view! {
        {title(w.title)}
        <div class="page stack">
            {crumbs(vec![(String::new(), w.title.to_owned())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}" "<small>{(common::words(lang).article)("23")}</small></p>
            {summary(w.refused, slips)}
            {office}
            {list}
            {announcing}
        </div>
    }
    .into_any()
}

fn table(lang: Lang, v: &Activities) -> AnyView {
    let w = words(lang);
    let rows = v.lines.iter().map(|l| row(lang, l, v.now)).collect_view();
    view! {
        <div class="sheet scroll" tabindex="0" role="region" aria-label=w.list>
            <table class="list">
                <caption class="sr">{w.list}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.activity}</th>
                        <th scope="col">{w.time}</th>
                        <th scope="col">{w.place}</th>
                        <th scope="col">{w.host}</th>
                        <th scope="col">{w.room}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, l: &ActivityLine, now: Stamp) -> AnyView {
    let w = words(lang);
    let (class, said) = state(lang, l, now);
    let href = format!("/exchange/{}", l.id);
    let place = if l.place.is_empty() { w.online.to_owned() } else { l.place.clone() };
    let marked = (!l.place.is_empty()).then_some("zh-CN");
    view! {
        <tr>
            <th scope="row" class="title" data-th=w.activity>
                <a href=href lang="zh-CN">{l.title.clone()}</a>" "<span class=class>{said}</span>
            </th>
            <td data-th=w.time>{span(l)}</td>
            <td data-th=w.place lang=marked>{place}</td>
            <td data-th=w.host lang="zh-CN">{l.host.clone()}</td>
            <td data-th=w.room>{(w.of_room)(l.expected, l.capacity)}</td>
        </tr>
    }
    .into_any()
}

/// Where an activity stands, with the class of its tag.
pub(super) fn state(lang: Lang, l: &ActivityLine, now: Stamp) -> (&'static str, &'static str) {
    let w = words(lang);
    if l.cancelled {
        ("tag bad", w.off)
    } else if now < l.starts {
        ("tag work", w.ahead)
    } else if now < l.ends {
        ("tag todo", w.running)
    } else {
        ("tag", w.over)
    }
}

/// From when to when.
pub(super) fn span(l: &ActivityLine) -> String {
    let (from, to) = (l.starts.show_minute(), l.ends.show_minute());
    match from.split_once(' ') {
        Some((day, _)) if to.starts_with(day) => {
            format!("{from}–{}", to.trim_start_matches(day).trim())
        }
        _ => format!("{from} – {to}"),
    }
}

fn announcing(lang: Lang, v: &Activities, typed: &Typed) -> AnyView {
    let w = words(lang);
    let f = Fields { lang, typed, act: "announce" };
    let mut hosts = vec![(String::new(), w.no_host.to_owned())];
    hosts.extend(
        v.winners
            .iter()
            .map(|h| (h.dossier.to_string(), format!("{}：{}", h.organisation, h.title))),
    );
    view! {
        <details class="more no-print" open=f.mine()>
            <summary>{w.announce}</summary>
            <p>{w.announce_text}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="announce"/>
                {once_again(typed)}
                {f.line("title", "text", w.name, (w.name_hint)(TITLE_MIN, TITLE_MAX), "", true)}
                {f.line("starts", "text", w.starts, w.time_hint.to_owned(), "", true)}
                {f.line("ends", "text", w.ends, w.time_hint.to_owned(), "", true)}
                {f.line("place", "text", w.place, w.place_hint.to_owned(), "", false)}
                {f.line("link", "url", w.link, w.link_hint.to_owned(), "", false)}
                {f.line("capacity", "text", w.capacity, w.capacity_hint.to_owned(), "", true)}
                {f.choice("host", w.host, w.host_hint.to_owned(), hosts, "")}
                {f.area("text", w.text, w.text_hint.to_owned(), "", TEXT_MAX)}
                <div class="actions"><button class="btn">{w.announce}</button></div>
            </form>
        </details>
    }
    .into_any()
}
