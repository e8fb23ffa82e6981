//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct UnitPage;
#[lazy_route]
impl LazyRoute for UnitPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"UnitPage"</h1> }.into_any() }
}
