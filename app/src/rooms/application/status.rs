//! To be drawn.
use leptos::prelude::*;

/// Page.
#[component]
pub fn Status() -> impl IntoView { view! { <h1>"Status"</h1> } }
