//! What a form that adds something bears since its page was drawn, so that it adds once however often it is sent
//! ([ADR 0068](../../../docs/adr/0068-sent-twice-is-done-once.md)). It needs no script.

use domain::once::of_form;
use leptos::prelude::*;

use super::form::Typed;
use crate::shell::Reader;

/// How many such forms the browser has drawn on this page, the ones it has drawn anew among them. A server draws a page
/// once, though it may draw a part of it more than once until all of it is there.
#[derive(Clone, Copy, Debug)]
pub struct Drawn(StoredValue<u32>);

impl Drawn {
    /// None so far.
    pub fn none() -> Self {
        Self(StoredValue::new(0))
    }
}

/// The hidden field of a form that was drawn just now.
pub fn once() -> AnyView {
    field(fresh())
}

/// The same of a form that may be drawn again because it was refused: it is the form it was.
pub fn once_again(typed: &Typed) -> AnyView {
    let sent = typed.value("once");
    field(if sent.is_empty() { fresh() } else { sent })
}

fn field(once: String) -> AnyView {
    view! { <input type="hidden" name="once" value=once/> }.into_any()
}

fn fresh() -> String {
    let page = use_context::<Reader>().map(|r| r.once).unwrap_or_default();
    let counts = use_context::<Drawn>().filter(|_| cfg!(not(feature = "ssr")));
    let n = counts.and_then(|drawn| {
        let n = drawn.0.try_get_value()?;
        drawn.0.try_set_value(n.wrapping_add(1));
        Some(n)
    });
    of_form(&page, n.unwrap_or_default())
}
