//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct ReviewsPage;
#[lazy_route]
impl LazyRoute for ReviewsPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"ReviewsPage"</h1> }.into_any() }
}
