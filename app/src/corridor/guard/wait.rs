//! What is said to whoever has posted too often: kind words, and when to try again.

use leptos::prelude::*;

use crate::locales::{factor, lang, refusal};
use crate::ui::form::Typed;
use crate::ui::title;

/// Path of the page; it is drawn in the answer to what was posted.
pub const PATH: &str = "/wait";

/// The page.
#[component]
pub fn WaitPage() -> impl IntoView {
    let lang = lang();
    let w = factor::words(lang);
    let said: Vec<String> =
        Typed::of(PATH).slips.iter().map(|s| refusal::refusal(lang, &s.1)).collect();
    view! {
        {title(w.wait)}
        <div class="narrow stack">
            <h1>{w.wait}</h1>
            {said.into_iter().map(|text| view! { <p class="lede">{text}</p> }).collect_view()}
            <p>{w.wait_text}</p>
            <p><a class="btn quiet" href="/">{w.home}</a></p>
        </div>
    }
}
