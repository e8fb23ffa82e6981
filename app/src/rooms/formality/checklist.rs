//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct ChecklistPage;
#[lazy_route]
impl LazyRoute for ChecklistPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"ChecklistPage"</h1> }.into_any() }
}
