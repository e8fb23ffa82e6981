//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct ReadingPage;
#[lazy_route]
impl LazyRoute for ReadingPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"ReadingPage"</h1> }.into_any() }
}
