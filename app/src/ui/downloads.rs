//! Links to a list as a table of other programs, or printed.

use leptos::prelude::*;

use crate::locales::{lang, work};

/// The list of a room as XLSX and CSV.
pub fn downloads(room: &'static str) -> AnyView {
    downloads_asked(room, "")
}

/// The same as a query asks for it, such as `?year=2026`.
pub fn downloads_asked(room: &'static str, asked: &str) -> AnyView {
    links(room, "list", &["xlsx", "csv"], asked)
}

/// A list of a room in these forms.
pub fn named_downloads(room: &'static str, name: &'static str, forms: &[&'static str]) -> AnyView {
    links(room, name, forms, "")
}

fn links(room: &'static str, name: &'static str, forms: &[&'static str], asked: &str) -> AnyView {
    let w = work::words(lang());
    let links = forms.iter().map(|form| {
        let href = format!("/{room}/export/{name}.{form}{asked}");
        view! { <a href=href rel="external">{form.to_uppercase()}</a> }
    });
    view! {
        <p class="row no-print">
            <span class="soft">{w.download}</span>
            {links.collect_view()}
        </p>
    }
    .into_any()
}
