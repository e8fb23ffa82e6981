//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct FormalityPage;
#[lazy_route]
impl LazyRoute for FormalityPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"FormalityPage"</h1> }.into_any() }
}
