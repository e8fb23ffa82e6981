//! Industries as the browser's own suggestions.

use leptos::prelude::*;

use crate::drawn::pick::industries;
use crate::locales::Lang;

/// All of them, for a browser without JavaScript.
pub fn suggestions(lang: Lang) -> AnyView {
    industries(lang, "")
        .into_iter()
        .map(|c| {
            let text = c.text.split_once(' ').map(|t| t.1.to_owned()).unwrap_or_default();
            let text = if c.zh.is_empty() { text } else { format!("{text}: {}", c.zh) };
            view! { <option value=c.value>{text}</option> }
        })
        .collect_view()
        .into_any()
}
