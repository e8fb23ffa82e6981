//! Links to a list as a table of other programs, or printed.

use leptos::prelude::*;

use crate::locales::{lang, work};

/// The list of a room as XLSX and CSV.
pub fn downloads(room: &'static str) -> AnyView {
    named_downloads(room, "list", &["xlsx", "csv"])
}

/// A list of a room in these forms.
pub fn named_downloads(room: &'static str, name: &'static str, forms: &[&'static str]) -> AnyView {
    let w = work::words(lang());
    let links = forms.iter().map(|form| {
        let href = format!("/{room}/export/{name}.{form}");
        view! { <a href=href rel="external" download>{form.to_uppercase()}</a> }
    });
    view! {
        <p class="row no-print">
            <span class="soft">{w.download}</span>
            {links.collect_view()}
        </p>
    }
    .into_any()
}
