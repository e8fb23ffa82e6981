//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct TasksPage;
#[lazy_route]
impl LazyRoute for TasksPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"TasksPage"</h1> }.into_any() }
}
