//! A change after the opening, as the call and the Office show it.

use domain::season::edit::Change;
use leptos::prelude::*;

use crate::locales::Lang;
use crate::locales::draft::{self as local, words};

/// A change with its reason: on the call, and for the Office.
pub fn change(lang: Lang, c: &Change) -> AnyView {
    let w = words(lang);
    let items: Vec<String> = c.items.iter().filter_map(|i| local::item(lang, c, i)).collect();
    let items = items.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <li>
            <div class="row"><b>{local::part(lang, c.part)}</b><small>{c.at.show_minute()}</small></div>
            {(!c.items.is_empty()).then(|| view! { <ul>{items}</ul> })}
            <p>{(w.because)(&c.reason)}</p>
        </li>
    }
    .into_any()
}
