//! The header of every page: the mark, the main navigation, and what is a person's own.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::arrival;
use super::navigation::{Entry, Part, current, entries, grouped, standing_in};
use super::{Carried, Reader, Unread};
use crate::drawn::kept::SIGN_OUT;
use crate::locales::{Lang, common, inbox, navigation};
use crate::ui::{address, draft};

#[component]
pub(super) fn Header() -> impl IntoView {
    let reader = use_context::<Reader>().unwrap_or_default();
    let lang = reader.lang;
    let w = common::words(lang);
    let location = use_location();
    let path = location.pathname;
    arrival::watch(path);
    let menus = grouped(reader.me.as_ref());
    let mut entries = entries(lang, reader.notice, reader.me.as_ref());
    if reader.stands_in {
        entries.push(standing_in(lang));
    }
    let hrefs: Vec<&'static str> = entries.iter().map(|e| e.href).collect();
    let here = Memo::new(move |_| current(&hrefs, &path.get()));
    let links = if menus {
        in_menus(lang, &entries, here)
    } else {
        entries.into_iter().map(|e| link(e, here)).collect_view().into_any()
    };
    let class = menus.then_some("grouped");
    let other = lang.pick("en", "zh");
    let (search, carried) = (location.search, use_context::<Carried>());
    let switch = move || {
        let typed = carried.and_then(|c| c.0.get());
        let to = typed.unwrap_or_else(|| address::with_query(&path.get(), &search.get()));
        format!("/lang/{other}?to={}", address::escape(&to))
    };
    view! {
        <header class="bar">
            <a class="mark" href="/" lang="zh-CN" aria-label=w.product>{w.mark}</a>
            <nav aria-label=w.nav class=class>{links}</nav>
            <span class="right">
                {match reader.me {
                    Some(me) => view! {
                        {inbox_link(lang)}
                        <a href="/account">{me.name}</a>
                        <form method="post" action=SIGN_OUT on:submit=move |ev| leave(lang, &ev)>
                            <button class="linkish">{w.sign_out}</button>
                        </form>
                    }
                    .into_any(),
                    None => view! { <a href="/sign-in" rel="external">{w.sign_in}</a> }.into_any(),
                }}
                <a href=switch rel="external" lang=lang.pick("en", "zh-CN")>{w.other_language}</a>
            </span>
        </header>
    }
}

/// Before a session ends: words the server does not have are told of, and go from the device with whoever
/// typed them.
fn leave(lang: Lang, ev: &SubmitEvent) {
    let unsent = draft::unsent();
    if unsent.is_empty() {
        return;
    }
    let said = (common::words(lang).leave_unsent)(unsent.len());
    if window().confirm_with_message(&said).unwrap_or(false) {
        unsent.iter().for_each(|key| draft::remove(key));
    } else {
        ev.prevent_default();
    }
}

/// An entry; the page one is on is marked.
fn link(e: Entry, here: Memo<&'static str>) -> AnyView {
    let marked = move || (here.get() == e.href).then_some("page");
    view! { <a href=e.href aria-current=marked>{e.name}</a> }.into_any()
}

fn list(entries: &[Entry], here: Memo<&'static str>) -> AnyView {
    let items = entries.iter().map(|e| view! { <li>{link(*e, here)}</li> });
    items.collect_view().into_any()
}

/// Menus side by side, and for a narrow screen all of it in one: the styles show one or the other. They open
/// without script; with it (`public/menu.js`) they also close as menus do.
fn in_menus(lang: Lang, entries: &[Entry], here: Memo<&'static str>) -> AnyView {
    let w = navigation::words(lang);
    let of =
        |part: Part| -> Vec<Entry> { entries.iter().filter(|e| e.part == part).copied().collect() };
    let parts: Vec<(Part, Vec<Entry>)> =
        Part::MENUS.into_iter().map(|p| (p, of(p))).filter(|p| !p.1.is_empty()).collect();
    let general = of(Part::General);
    let beside = parts.iter().map(|(part, own)| match own.as_slice() {
        [only] => link(*only, here),
        own => menu(part.name(lang), own, here),
    });
    let beside = beside.collect_view();
    let within = std::iter::once((Part::General, general.clone())).chain(parts.iter().cloned());
    let within = within.map(|(part, own)| {
        let name = part.name(lang);
        view! {
            <div>
                <p aria-hidden="true">{name}</p>
                <ul aria-label=name>{list(&own, here)}</ul>
            </div>
        }
    });
    let within = within.collect_view();
    let names: Vec<(&'static str, &'static str)> =
        entries.iter().map(|e| (e.href, e.name)).collect();
    let name = move || names.iter().find(|n| n.0 == here.get()).map(|n| n.1).unwrap_or_default();
    view! {
        {general.into_iter().map(|e| link(e, here)).collect_view()}
        {beside}
        <details class="menu all">
            <summary>{w.menu}" "<span class="here">{name}</span></summary>
            <div>{within}</div>
        </details>
    }
    .into_any()
}

/// A part of the year; it is marked while one is on a page of it. One of them is open at a time.
fn menu(name: &'static str, own: &[Entry], here: Memo<&'static str>) -> AnyView {
    let hrefs: Vec<&'static str> = own.iter().map(|e| e.href).collect();
    let marked = move || hrefs.contains(&here.get()).then_some("true");
    view! {
        <details class="menu" name="part">
            <summary aria-current=marked>{name}</summary>
            <ul>{list(own, here)}</ul>
        </details>
    }
    .into_any()
}

/// The way to the inbox, with the number of messages that were not read.
fn inbox_link(lang: Lang) -> AnyView {
    let w = inbox::words(lang);
    let unread = use_context::<Unread>().map(|u| u.0);
    let count = move || {
        let n = unread.map_or(0, |u| u.get());
        (n > 0).then(|| {
            let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
            view! { <span class="count" aria-hidden="true">{shown}</span><span class="sr">{(w.unread)(n)}</span> }
        })
    };
    view! { <a class="inbox-link" href="/inbox">{w.title}" "{count}</a> }.into_any()
}
