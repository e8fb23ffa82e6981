//! What is folded away until it is wanted (`<details>`), and stays as its reader has left it.
//!
//! A page that is drawn anew takes the attributes it had set off every element and sets them again. An `open` that
//! stands among them folds what its reader has unfolded and is typing in; where it is not among them, nothing does.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::open;
use leptos::html::Details;
use leptos::prelude::*;

use crate::error::Api;

/// The attributes of something folded that is to be seen at once if `now`; left to its reader if not.
pub fn unfolded(now: bool) -> Vec<AnyAttribute> {
    if now { vec![open(true).into_any_attr()] } else { Vec::new() }
}

/// Whether an act was refused when the page was drawn: then its form is unfolded at once, also without script.
pub fn refused<T>(value: impl Into<Signal<Option<Api<T>>>>) -> Vec<AnyAttribute>
where
    T: Clone + Send + Sync + 'static,
{
    unfolded(value.into().with_untracked(|v| matches!(v, Some(Err(_)))))
}

/// Folds `form` when what was sent from it (`own`) has been taken.
pub fn fold_when_taken<T>(
    form: NodeRef<Details>,
    value: impl Into<Signal<Option<Api<T>>>>,
    own: impl Fn() -> bool + 'static,
) where
    T: Clone + Send + Sync + 'static,
{
    let value = value.into();
    // Only in the browser, and only at what comes from now on: drawn anew it is left as it is.
    Effect::watch(
        move || value.with(|v| matches!(v, Some(Ok(_)))),
        move |taken, _, _| {
            if let Some(form) = form.get_untracked().filter(|_| *taken && own()) {
                // Refused by no element.
                let _ = form.remove_attribute("open");
            }
        },
        false,
    );
}
