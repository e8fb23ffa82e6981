//! A work list: searched, filtered and sorted in the browser. Without JavaScript the same
//! form asks the server for the page with the same words in its address.

mod keys;
mod order;

pub use keys::listen as listen_keys;
pub use order::{Column, Entry, Facet, Key, Value};

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::locales::{lang, work};
use order::{Wish, arrange, count};

/// Rows that are drawn to begin with: more than a screen, and a page of a thousand costs no more than
/// one of a hundred. The others follow when the browser is idle, or by a link.
const FIRST: usize = 100;

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
    /// Further filters.
    #[prop(optional)]
    facets: Vec<Facet>,
) -> impl IntoView {
    let w = work::words(lang());
    let wish = RwSignal::new(wished(&facets));
    let all = entries.len();
    let list = List { entries: Arc::new(entries), facets: Arc::new(facets), wish };
    let entries = list.entries.clone();
    let columns = Arc::new(columns);
    let order = {
        let list = list.clone();
        Memo::new(move |_| wish.with(|wish| arrange(&list.entries, &list.facets, wish)))
    };
    let whole = RwSignal::new(asked_for_all());
    // Only in the browser, and not before the page stands: it wakes up to the rows the server drew.
    Effect::new(move |_| request_idle_callback(move || whole.set(true)));
    let drawn = move || {
        let most = if whole.get() { usize::MAX } else { FIRST };
        order.with(|order| order.iter().copied().take(most).collect::<Vec<_>>())
    };
    let rest = move || {
        (!whole.get() && order.with(Vec::len) > FIRST).then(|| {
            view! { <p><a href=all_address() rel="external">{(w.show_all)(order.with(Vec::len))}</a></p> }
        })
    };
    keys::listen();
    list.in_address();
    let heads = {
        let columns = columns.clone();
        (0..columns.len()).map(|i| head(&columns[i], i, wish)).collect_view()
    };
    let nothing =
        move || order.with(Vec::is_empty).then(|| view! { <p class="empty">{w.nothing_fits}</p> });
    view! {
        {filters(&list, groups, order, all)}
        <div class="sheet scroll" tabindex="0" role="region" aria-label=caption>
            <table class="list">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>
                    <For each=drawn key=|i| *i let:i>
                        {row(&columns, &entries[i])}
                    </For>
                </tbody>
            </table>
            {nothing}
        </div>
        {rest}
        <p class="hint no-print">{w.keys}</p>
    }
    .into_any()
}

/// A list while it is looked at.
#[derive(Clone)]
struct List {
    entries: Arc<Vec<Entry>>,
    facets: Arc<Vec<Facet>>,
    wish: RwSignal<Wish>,
}

impl List {
    /// How many would be left if the wish were changed like that.
    fn left(&self, change: impl Fn(&mut Wish)) -> usize {
        self.wish.with(|wish| {
            let mut other = wish.clone();
            change(&mut other);
            count(&self.entries, &self.facets, &other)
        })
    }

    /// Keeps the address in step with what is asked for: it can be kept, sent, and come back to.
    fn in_address(&self) {
        #[cfg(feature = "hydrate")]
        {
            let this = self.clone();
            Effect::new(move |before: Option<Wish>| {
                let wish = this.wish.get();
                if before.as_ref().is_some_and(|b| *b != wish) {
                    let address = this.address(&wish);
                    if let Ok(history) = window().history() {
                        let state = history.state().unwrap_or_default();
                        let _ = history.replace_state_with_url(&state, "", Some(&address));
                    }
                }
                wish
            });
        }
    }

    /// The query of a wish, as the form would send it.
    #[cfg(feature = "hydrate")]
    fn address(&self, wish: &Wish) -> String {
        let mut answers: std::collections::BTreeMap<String, String> =
            [("q".to_owned(), wish.search.clone()), ("show".to_owned(), wish.group.clone())].into();
        for (f, code) in self.facets.iter().zip(&wish.facets) {
            answers.insert(f.key.to_owned(), code.clone());
        }
        if let Some((column, descending)) = wish.sort {
            let sign = if descending { "-" } else { "" };
            answers.insert("sort".to_owned(), format!("{sign}{column}"));
        }
        let path = window().location().pathname().unwrap_or_default();
        super::address::with_answers(&path, &answers)
    }
}

/// Whether the address asks for every row at once.
fn asked_for_all() -> bool {
    use_query_map().with_untracked(|q| q.get_str("all").is_some())
}

/// This page with every row.
fn all_address() -> String {
    let mut query = use_query_map().get_untracked();
    query.replace("all", "1".to_owned());
    query.to_query_string()
}

/// What the address asks for.
fn wished(facets: &[Facet]) -> Wish {
    let query = use_query_map();
    query.with_untracked(|q| Wish {
        search: q.get("q").unwrap_or_default(),
        group: q.get("show").unwrap_or_default(),
        facets: facets.iter().map(|f| q.get(f.key).unwrap_or_default()).collect(),
        sort: q.get("sort").and_then(|s| Wish::read_sort(&s)),
    })
}

fn filters(
    list: &List,
    groups: Vec<(&'static str, &'static str)>,
    order: Memo<Vec<usize>>,
    all: usize,
) -> AnyView {
    let w = work::words(lang());
    let wish = list.wish;
    let (search, group) = wish.with_untracked(|wish| (wish.search.clone(), wish.group.clone()));
    let options = groups
        .into_iter()
        .map(|(code, name)| {
            let list = list.clone();
            let n = move || list.left(|wish| wish.group = code.to_owned());
            view! { <option value=code selected=code == group>{move || (w.option)(name, n())}</option> }
        })
        .collect_view();
    let more = (0..list.facets.len()).map(|i| facet(list, i)).collect_view();
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
                    <option value="">{w.all}</option>
                    {options}
                </select>
            </div>
            {more}
            <button class="btn small quiet">{w.apply}</button>
            <output class="tally" for="list-search list-group">
                {move || (w.tally)(order.with(Vec::len), all)}
            </output>
        </form>
    }
    .into_any()
}

/// A further filter, with how many each of its choices would leave.
fn facet(list: &List, i: usize) -> AnyView {
    let w = work::words(lang());
    let Some(f) = list.facets.get(i) else { return ().into_any() };
    let wish = list.wish;
    let chosen = wish.with_untracked(|wish| wish.facets.get(i).cloned().unwrap_or_default());
    let id = format!("list-{}", f.key);
    let set = move |wish: &mut Wish, code: &str| {
        if let Some(place) = wish.facets.get_mut(i) {
            code.clone_into(place);
        }
    };
    let options = f.options.iter().map(|(code, name)| {
        let (list, own, name) = (list.clone(), code.clone(), name.clone());
        let n = move || list.left(|wish| set(wish, &own));
        view! { <option value=code.clone() selected=*code == chosen>{move || (w.option)(&name, n())}</option> }
    });
    let options = options.collect_view();
    view! {
        <div>
            <label for=id.clone()>{f.label}</label>
            <select
                id=id
                name=f.key
                on:change=move |ev| wish.update(|wish| set(wish, &event_target_value(&ev)))
            >
                <option value="">{w.all}</option>
                {options}
            </select>
        </div>
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
