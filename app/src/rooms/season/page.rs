//! To be drawn.
use leptos::prelude::*;

/// Page.
#[component]
pub fn CallPage() -> impl IntoView { view! { <h1>"CallPage"</h1> } }
