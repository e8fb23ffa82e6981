//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct WizardPage;
#[lazy_route]
impl LazyRoute for WizardPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"WizardPage"</h1> }.into_any() }
}
