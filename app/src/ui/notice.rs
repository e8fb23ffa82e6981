//! Notices of what was refused or went wrong, beside what was tried.

use leptos::prelude::*;

use crate::error::{Api, ApiError};
use crate::locales::{common, lang};

/// An error as one sentence in the reader's language.
pub fn sentence(e: &ApiError) -> String {
    e.sentence(lang())
}

/// A notice with the error, announced to screen readers.
#[component]
pub fn ErrorNotice(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    let w = common::words(lang());
    view! {
        <div class="notice bad" role="alert">
            <h2>{w.refused}</h2>
            <p>{sentence(&error)}</p>
        </div>
    }
}

/// Shows the notice while the last outcome of an action is an error.
#[component]
pub fn RefusedBy<T>(
    /// The action's value.
    value: MappedSignal<Option<Api<T>>>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    // An action may come back, or be cleared, while its page is already going.
    move || {
        let error = value.try_with(|v| v.as_ref().and_then(|v| v.as_ref().err().cloned()));
        error.flatten().map(|error| view! { <ErrorNotice error/> })
    }
}
