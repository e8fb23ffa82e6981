//! Links to a list as a table of other programs.

use leptos::prelude::*;

use crate::locales::{lang, work};

/// The list of a room as XLSX and CSV.
pub fn downloads(room: &'static str) -> AnyView {
    let w = work::words(lang());
    let href = |ending: &str| format!("/{room}/export/list.{ending}");
    view! {
        <p class="row no-print">
            <span class="soft">{w.download}</span>
            <a href=href("xlsx") rel="external" download>"XLSX"</a>
            <a href=href("csv") rel="external" download>"CSV"</a>
        </p>
    }
    .into_any()
}
