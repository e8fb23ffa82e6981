//! A form that is folded away until it is needed.

use leptos::html::Details;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

use super::unfolded::{fold_when_taken, unfolded};
use super::{OwnForm, RefusedBy};
use crate::error::ApiError;

/// The form about one thing (`of`) on a page: it stays as its reader has left it, is unfolded where it was refused without
/// script (`mine`), says why beside it, and folds when what it sent was taken. `last` is what the form was about that was sent last.
pub fn folded<S>(
    (page, last): (&'static str, RwSignal<String>),
    (action, act): (ServerAction<S>, &'static str),
    (of, mine): (String, bool),
    about: AnyView,
    fields: AnyView,
    (class, label): (&'static str, &'static str),
) -> AnyView
where
    S: ServerFn<Output = (), Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let sent = of.clone();
    let (value, pending) = (action.value(), action.pending());
    let form = NodeRef::<Details>::new();
    let this = of.clone();
    fold_when_taken(form, value, move || last.with_untracked(|last| *last == this));
    let own = move || last.with(|last| *last == of);
    let refused = move || own().then(|| view! { <RefusedBy value=action.value()/> });
    view! {
        <details class="more no-print" node_ref={form} {..unfolded(mine)}>
            <summary>{about}</summary>
            <div on:submit:capture=move |_| last.set(sent.clone())>
                {refused}
                <OwnForm action=action page=page.to_owned() act=act>
                    {fields}
                    <div class="actions">
                        <button class=class aria-busy=move || pending.get().then_some("true")>{label}</button>
                    </div>
                </OwnForm>
            </div>
        </details>
    }
    .into_any()
}
