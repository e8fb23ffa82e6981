//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct StartPage;
#[lazy_route]
impl LazyRoute for StartPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"StartPage"</h1> }.into_any() }
}
