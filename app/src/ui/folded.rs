//! A form that is folded away until it is needed.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

use super::{OwnForm, RefusedBy};
use crate::error::ApiError;

/// The form about one thing (`of`) on a page: open where it was refused, `mine` without script, and says why beside it.
/// `last` is what the form was about that was sent last.
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
    let own = move || last.with(|last| *last == of);
    let open = {
        let own = own.clone();
        move || mine || own() && value.with(|v| matches!(v, Some(Err(_))))
    };
    let refused = move || own().then(|| view! { <RefusedBy value=action.value()/> });
    view! {
        <details class="more no-print" open=open>
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
