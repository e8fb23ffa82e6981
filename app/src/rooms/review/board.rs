//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct BoardPage;
#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"BoardPage"</h1> }.into_any() }
}
