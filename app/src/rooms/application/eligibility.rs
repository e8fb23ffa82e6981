//! To be drawn.
use leptos::prelude::*;

/// Page.
#[component]
pub fn Eligibility() -> impl IntoView { view! { <h1>"Eligibility"</h1> } }
