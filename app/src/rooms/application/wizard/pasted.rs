//! What became of cells pasted out of a spreadsheet.

use domain::application::Answers;
use domain::application::paste::Placed;
use leptos::prelude::*;

use super::form::Form;
use crate::locales::{Lang, entry};

/// Takes placed cells over and remembers what found no place.
pub fn take(form: Form, placed: Placed, told: RwSignal<String>, left: RwSignal<Vec<String>>) {
    let count = placed.cells.iter().filter(|(k, _)| !k.ends_with(".unit")).count();
    let texts: Answers = placed.cells.into_iter().collect();
    form.take(&texts);
    told.set((entry::words(form.lang).pasted)(count));
    left.set(placed.left);
}

/// What was pasted and found no place, to be copied from here.
pub fn left_over(lang: Lang, left: RwSignal<Vec<String>>) -> AnyView {
    let w = entry::words(lang);
    view! {
        <div role="alert">
            {move || left.with(|l| (!l.is_empty()).then(|| l.join("\n"))).map(|text| view! {
                <div class="notice warn">
                    <h2>{w.left_over}</h2>
                    <p>{w.left_over_text}</p>
                    <textarea readonly rows="3" aria-label=w.left_over prop:value=text></textarea>
                </div>
            })}
        </div>
    }
    .into_any()
}
