//! The privacy notice, a page for everybody and the first step of registering.

use domain::people::PRIVACY_VERSION;
use leptos::prelude::*;

use crate::locales::lang;
use crate::locales::privacy::{notice, words};
use crate::ui::{crumbs, title};

/// The page.
#[component]
pub fn Privacy() -> impl IntoView {
    let w = words(lang());
    view! {
        {title(w.title)}
        <div class="narrow stack">
            {crumbs(vec![(String::new(), w.title.into())])}
            <h1>{w.title}</h1>
            <p class="lede">{w.lede}</p>
            {sections()}
        </div>
    }
}

/// What the notice says, with its version.
pub fn sections() -> AnyView {
    let lang = lang();
    let sections = notice(lang)
        .into_iter()
        .map(|(heading, text)| {
            let text = text.into_iter().map(|p| view! { <p>{p}</p> }).collect_view();
            view! { <section class="stack tight"><h2>{heading}</h2><div>{text}</div></section> }
        })
        .collect_view();
    view! {
        <div class="sheet pad stack notice-text">
            {sections}
            <p class="soft">{(words(lang).version)(PRIVACY_VERSION)}</p>
        </div>
    }
    .into_any()
}
