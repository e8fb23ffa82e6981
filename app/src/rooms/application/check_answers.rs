//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct CheckPage;
#[lazy_route]
impl LazyRoute for CheckPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"CheckPage"</h1> }.into_any() }
}
