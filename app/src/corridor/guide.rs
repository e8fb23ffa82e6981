//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct GuidePage;
#[lazy_route]
impl LazyRoute for GuidePage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"GuidePage"</h1> }.into_any() }
}
