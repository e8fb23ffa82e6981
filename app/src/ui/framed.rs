//! A table or a drawing in its frame: it scrolls for itself where the screen is narrow, by touch and by key.

use leptos::prelude::*;

use crate::locales::{Lang, common};

/// The head of a column.
#[derive(Clone, Copy)]
pub enum Column {
    /// Of words.
    Text(&'static str),
    /// Of numbers: they stand to the right.
    Number(&'static str),
}
pub use Column::{Number, Text};

/// The table: its name, its columns, its rows.
pub fn table(
    name: &'static str,
    columns: impl IntoIterator<Item = Column>,
    rows: impl IntoView + 'static,
) -> AnyView {
    let columns = columns.into_iter().map(|column| match column {
        Text(name) => view! { <th scope="col">{name}</th> }.into_any(),
        Number(name) => view! { <th scope="col" class="num">{name}</th> }.into_any(),
    });
    let columns = columns.collect_view();
    view! {
        <div class="sheet scroll" tabindex="0" role="region" aria-label=name>
            <table class="list">
                <caption class="sr">{name}</caption>
                <thead>
                    <tr>{columns}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A drawing that cannot be made narrower and still be read. Where it is wider than its place, that is said
/// above it: nobody looks for bars beyond the edge of a telephone.
pub fn drawing(lang: Lang, name: &'static str, svg: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="drawing">
            <p class="wide-hint no-print">{common::words(lang).wide}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=name>{svg}</div>
        </div>
    }
    .into_any()
}
