//! To be drawn.
use leptos::prelude::*;

/// Page.
#[component]
pub fn Register() -> impl IntoView { view! { <h1>"Register"</h1> } }

/// Page.
#[component]
pub fn SignIn() -> impl IntoView { view! { <h1>"SignIn"</h1> } }
