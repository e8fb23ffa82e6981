//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct CommitteePage;
#[lazy_route]
impl LazyRoute for CommitteePage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"CommitteePage"</h1> }.into_any() }
}
