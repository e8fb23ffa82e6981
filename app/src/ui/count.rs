//! A count of time for what a page measures by itself.

/// Milliseconds on a count that nobody can set back. Off the browser nothing passes: timers run nowhere else.
pub fn count() -> f64 {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::window().performance().map_or(0.0, |p| p.now());
    #[cfg(not(feature = "hydrate"))]
    0.0
}
