//! What follows an act on the same page.

use leptos::prelude::*;

use crate::error::Api;

/// Grows with every success of an action, and not with its refusals: a resource that
/// depends on it loads again when something has changed, and what was typed stays where
/// nothing has.
pub fn successes<T>(value: impl Into<Signal<Option<Api<T>>>>) -> Memo<u32>
where
    T: Clone + Send + Sync + 'static,
{
    let value = value.into();
    Memo::new(move |before: Option<&u32>| {
        let n = before.copied().unwrap_or(0);
        value.with(|v| if matches!(v, Some(Ok(_))) { n + 1 } else { n })
    })
}
