//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct MinePage;
#[lazy_route]
impl LazyRoute for MinePage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"MinePage"</h1> }.into_any() }
}
