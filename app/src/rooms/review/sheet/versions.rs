//! The versions of the dossier beside the sheet: what was handed in when, and what the last one changed.

use domain::views::review::SheetView;
use leptos::prelude::*;

use crate::locales::lang;
use crate::locales::review::words;
use crate::ui::changes::changes;

/// The section at the end of the dossier, folded away until it is wanted.
pub(super) fn versions(sheet: &SheetView) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let last = sheet.handed_in.last().map(|v| v.0);
    let lines = sheet
        .handed_in
        .iter()
        .rev()
        .map(|(n, at)| {
            let read = (Some(*n) == last).then_some(w.version_read);
            view! { <li>{(w.version)(*n, &at.show_minute())}{read}</li> }
        })
        .collect_view();
    let difference = sheet.difference.as_ref().zip(pair(sheet)).map(|(d, (from, to))| {
        view! {
            <h3>{(w.version_changes)(from, to)}</h3>
            {changes(lang, d, &sheet.dossier.season)}
        }
    });
    view! {
        <details class="more no-print" id="versions">
            <summary>{(w.handed_in)(sheet.handed_in.len())}</summary>
            <p>{w.handed_in_text}</p>
            <ul>{lines}</ul>
            {difference}
        </details>
    }
    .into_any()
}

/// The last two versions.
fn pair(sheet: &SheetView) -> Option<(i64, i64)> {
    match sheet.handed_in[..] {
        [.., (from, _), (to, _)] => Some((from, to)),
        _ => None,
    }
}
