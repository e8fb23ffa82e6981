//! Notices of what was refused or went wrong, beside what was tried.

use leptos::prelude::*;

use crate::error::{Api, ApiError};
use crate::locales::{common, lang, refusal};

/// An error as one sentence in the reader's language.
pub fn sentence(e: &ApiError) -> String {
    let lang = lang();
    let w = common::words(lang);
    match e {
        ApiError::Refused(r) => refusal::refusal(lang, r),
        ApiError::Fault(id) => (w.fault_text)(id),
        ApiError::Line(_) => w.line_text.to_owned(),
    }
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
    move || {
        value.with(|v| match v {
            Some(Err(e)) => Some(view! { <ErrorNotice error=e.clone()/> }),
            _ => None,
        })
    }
}
