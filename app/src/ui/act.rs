//! What follows an act on the same page.

use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::error::{Api, ApiError};

/// Grows with every success of an action, and with nothing else: what was refused before it is done with.
pub fn accepted<T>(value: impl Into<Signal<Option<Api<T>>>>) -> Memo<u32>
where
    T: Clone + Send + Sync + 'static,
{
    let value = value.into();
    Memo::new(move |before: Option<&u32>| {
        before.copied().unwrap_or(0) + u32::from(value.with(|v| matches!(v, Some(Ok(_)))))
    })
}

/// Forgets what came of the acts on one thing when the page goes on to another: a refusal is about the one it was
/// asked for.
pub fn forget_between(of: impl Fn() -> String + 'static, forget: impl Fn() + 'static) {
    // Only in the browser: the server draws one page and ends.
    Effect::new(move |before: Option<String>| {
        let now = of();
        if before.is_some_and(|before| before != now) {
            forget();
        }
        now
    });
}

/// Grows with every success of an action, and not with its refusals: a resource that
/// depends on it loads again when something has changed, and what was typed stays where
/// nothing has. Somebody else's save has changed something, too: the page is brought up to it
/// around what was typed, which can then be saved, and to the list that would have been signed.
pub fn successes<T>(value: impl Into<Signal<Option<Api<T>>>>) -> Memo<u32>
where
    T: Clone + Send + Sync + 'static,
{
    let value = value.into();
    Memo::new(move |before: Option<&u32>| {
        let n = before.copied().unwrap_or(0);
        let stale = |e: &ApiError| {
            matches!(e, ApiError::Refused(Refusal::Stale { .. } | Refusal::ListChanged))
        };
        let changed = |v: &Option<Api<T>>| match v {
            Some(Ok(_)) => true,
            Some(Err(e)) => stale(e),
            None => false,
        };
        value.with(|v| if changed(v) { n + 1 } else { n })
    })
}
