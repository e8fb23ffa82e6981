//! To be drawn.
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Page.
pub struct ReceiptPage;
#[lazy_route]
impl LazyRoute for ReceiptPage {
    fn data() -> Self { Self }
    fn view(this: Self) -> AnyView { let _ = &this; view! { <h1>"ReceiptPage"</h1> }.into_any() }
}
