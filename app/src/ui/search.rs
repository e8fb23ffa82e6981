//! A list that the database searches and cuts into pages: what was asked for, the form, the table, the pages. Plain
//! links and a plain form, so that it needs no script.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::address::with_answers;
use crate::locales::{Lang, work};

/// What the address asks for, by the names of the form's fields.
pub fn asked<const N: usize>(keys: [&'static str; N]) -> impl Fn() -> [String; N] {
    let query = use_query_map();
    move || {
        let query = query.read();
        keys.map(|key| query.get(key).unwrap_or_default())
    }
}

/// Numbers of what was taken over just now, if the address has all of them.
pub fn taken_over<const N: usize>(keys: [&'static str; N]) -> Option<[String; N]> {
    let number = |text: &String| text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    use_query_map().with_untracked(|query| {
        let found: Option<Vec<String>> =
            keys.into_iter().map(|key| query.get(key).filter(number)).collect();
        found?.try_into().ok()
    })
}

/// The address of the list, or of a table of it: what is empty is left out.
pub fn address<const N: usize>(path: &str, pairs: [(&str, String); N]) -> String {
    let pairs: BTreeMap<String, String> =
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    with_answers(path, &pairs)
}

/// The field of the words that are looked for.
pub fn words(id: &'static str, label: &'static str, value: String) -> AnyView {
    view! {
        <div class="field-s">
            <label for=id>{label}</label>
            <input type="search" id=id name="q" maxlength="60" value=value/>
        </div>
    }
    .into_any()
}

/// A field to choose from: code and name of each, and what is called `any` of them.
pub fn choice(
    (id, name): (&'static str, &'static str),
    label: &'static str,
    any: &'static str,
    chosen: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> AnyView {
    let options = options.into_iter().map(|(code, name)| {
        let selected = code == chosen;
        view! { <option value=code selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    view! {
        <div>
            <label for=id>{label}</label>
            <select id=id name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The form with its fields; how many were found, by the identifiers of the fields.
pub fn form(
    lang: Lang,
    path: &'static str,
    fields: impl IntoView + 'static,
    found: Option<(&'static str, String)>,
) -> AnyView {
    let found = found.map(|(of, tally)| view! { <output class="tally" for=of>{tally}</output> });
    view! {
        <form class="filters" role="search" method="get" action=path>
            {fields}
            <button class="btn small quiet">{work::words(lang).apply}</button>
            {found}
        </form>
    }
    .into_any()
}

/// Numbered pages: the first, the last, and those near by.
pub fn pages(lang: Lang, all: u32, here: u32, address: impl Fn(u32) -> String) -> Option<AnyView> {
    if all < 2 {
        return None;
    }
    let w = work::words(lang);
    let items = (1..=all)
        .filter(|n| *n == 1 || *n == all || n.abs_diff(here) <= 2)
        .map(|n| {
            let current = (n == here).then_some("page");
            view! { <li><a href=address(n) aria-current=current>{n}</a></li> }
        })
        .collect_view();
    let step = |to: u32, name: &'static str| {
        (1..=all).contains(&to).then(|| view! { <a href=address(to)>{name}</a> })
    };
    let view = view! {
        <nav class="pager" aria-label=w.pages>
            {step(here.saturating_sub(1), w.previous)}
            <ol>{items}</ol>
            {step(here + 1, w.next)}
            <span class="soft">{(w.page)(here, all)}</span>
        </nav>
    };
    Some(view.into_any())
}

/// Pages of a list that grows at its head: back to the newest, and on to what is older.
pub fn onwards(
    label: &'static str,
    newest: Option<(String, &'static str)>,
    older: Option<(String, &'static str)>,
) -> Option<AnyView> {
    if newest.is_none() && older.is_none() {
        return None;
    }
    let link = |(href, name): (String, &'static str)| view! { <a href=href>{name}</a> };
    let view = view! {
        <nav class="pager" aria-label=label>{newest.map(link)}{older.map(link)}</nav>
    };
    Some(view.into_any())
}
