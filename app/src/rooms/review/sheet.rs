//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct SheetPage;
#[lazy_route]
impl LazyRoute for SheetPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"SheetPage"</h1> }.into_any() }
}
