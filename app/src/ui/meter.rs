//! How much of an allowance is used: a row of seats, with the number in words beside it.

use leptos::prelude::*;

/// A meter of seats, one cell each.
#[component]
pub fn Meter(
    /// What is allowed.
    label: &'static str,
    /// Identifier that ties label and meter together.
    id: &'static str,
    /// Used.
    used: i64,
    /// Allowed.
    seats: i64,
    /// The same as text for those who do not see the bar: `4 of 5`.
    said: String,
) -> impl IntoView {
    let class = if used >= seats { "meter seats full" } else { "meter seats" };
    view! {
        <div class=class>
            <label for=id>{label}</label>
            <meter id=id min="0" max=seats.max(1).to_string() value=used.to_string()>{said}</meter>
            <span><b>{used}</b>{format!(" / {seats}")}</span>
        </div>
    }
}
