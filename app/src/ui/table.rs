//! A work list: searched, filtered and sorted in the browser. Without JavaScript the same
//! form asks the server for the page with the same words in its address.

mod keys;
mod order;

pub use order::{Column, Entry, Key, Value};

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::locales::{lang, work};
use order::{Wish, arrange};

/// A work list. Entries come in the order that is most useful; the first column is the
/// reference number, the second the headline with its link.
#[component]
pub fn WorkList(
    /// What the table lists, for screen readers.
    caption: &'static str,
    /// Columns.
    columns: Vec<Column>,
    /// Rows, in their natural order.
    entries: Vec<Entry>,
    /// Groups to choose from: code and name.
    groups: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let w = work::words(lang());
    let wish = RwSignal::new(wished());
    let all = entries.len();
    let entries = Arc::new(entries);
    let columns = Arc::new(columns);
    let order = {
        let entries = entries.clone();
        Memo::new(move |_| wish.with(|wish| arrange(&entries, wish)))
    };
    keys::listen();
    let heads = {
        let columns = columns.clone();
        (0..columns.len()).map(|i| head(&columns[i], i, wish)).collect_view()
    };
    let nothing =
        move || order.with(Vec::is_empty).then(|| view! { <p class="empty">{w.nothing_fits}</p> });
    view! {
        {filters(wish, groups, order, all)}
        <div class="sheet scroll" tabindex="0" role="region" aria-label=caption>
            <table class="list">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>
                    <For each=move || order.get() key=|i| *i let:i>
                        {row(&columns, &entries[i])}
                    </For>
                </tbody>
            </table>
            {nothing}
        </div>
        <p class="hint no-print">{w.keys}</p>
    }
    .into_any()
}

/// What the address asks for.
fn wished() -> Wish {
    let query = use_query_map();
    query.with_untracked(|q| Wish {
        search: q.get("q").unwrap_or_default(),
        group: q.get("show").unwrap_or_default(),
        sort: q.get("sort").and_then(|s| Wish::read_sort(&s)),
    })
}

fn filters(
    wish: RwSignal<Wish>,
    groups: Vec<(&'static str, &'static str)>,
    order: Memo<Vec<usize>>,
    all: usize,
) -> AnyView {
    let w = work::words(lang());
    let (search, group) = wish.with_untracked(|wish| (wish.search.clone(), wish.group.clone()));
    let options = std::iter::once(("", w.all))
        .chain(groups)
        .map(|(code, name)| view! { <option value=code selected=code == group>{name}</option> })
        .collect_view();
    view! {
        <form class="filters" role="search" method="get" id="list-wish" on:submit=|ev| ev.prevent_default()>
            <div class="field-s">
                <label for="list-search">{w.search}</label>
                <input
                    type="search"
                    id="list-search"
                    name="q"
                    value=search
                    on:input=move |ev| wish.update(|wish| wish.search = event_target_value(&ev))
                />
            </div>
            <div>
                <label for="list-group">{w.show}</label>
                <select
                    id="list-group"
                    name="show"
                    on:change=move |ev| wish.update(|wish| wish.group = event_target_value(&ev))
                >
                    {options}
                </select>
            </div>
            <button class="btn small quiet">{w.apply}</button>
            <output class="tally" for="list-search list-group">
                {move || (w.tally)(order.with(Vec::len), all)}
            </output>
        </form>
    }
    .into_any()
}

fn head(column: &Column, index: usize, wish: RwSignal<Wish>) -> AnyView {
    let class = column.number.then_some("num");
    let state = move || wish.with(|wish| wish.aria(index));
    let value = move || wish.with(|wish| wish.next_sort(index));
    view! {
        <th scope="col" class=class aria-sort=state>
            <button
                form="list-wish"
                name="sort"
                value=value
                on:click=move |ev| {
                    ev.prevent_default();
                    wish.update(|wish| wish.toggle(index));
                }
            >
                {column.name}
            </button>
        </th>
    }
    .into_any()
}

fn row(columns: &[Column], entry: &Entry) -> AnyView {
    let cells =
        entry.values.iter().zip(columns).map(|(value, column)| cell(value, column)).collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}

fn cell(value: &Value, column: &Column) -> AnyView {
    let th = column.name;
    match value {
        Value::Link { href, text, note } => view! {
            <td class="title" data-th=th>
                <a href=href.clone() data-row="">{text.clone()}</a>
                <small class="soft">{note.clone()}</small>
            </td>
        }
        .into_any(),
        Value::Code(text) => view! { <td class="code" data-th=th>{text.clone()}</td> }.into_any(),
        Value::Text(text) => view! { <td data-th=th>{text.clone()}</td> }.into_any(),
        Value::Number { text, .. } => {
            view! { <td class="num" data-th=th>{text.clone()}</td> }.into_any()
        }
        Value::Tag { class, text, .. } => {
            view! { <td data-th=th><span class=*class>{*text}</span></td> }.into_any()
        }
    }
}
