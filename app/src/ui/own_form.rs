//! A form that is sent to the page it stands on where there is no script: refused, it is drawn again in the answer,
//! with what was typed. With script its action sends it, and nothing is drawn anew.

use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

/// The form. Its page takes it by a plain route, which knows it by its act.
#[component]
pub fn OwnForm<S>(
    /// What sends it with script.
    action: ServerAction<S>,
    /// The page it stands on, which review and all.
    page: String,
    /// What it does.
    act: &'static str,
    /// How it looks, where it is more than a row of fields.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Its fields.
    children: Children,
) -> impl IntoView
where
    S: ServerFn + DeserializeOwned + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    let submit = move |ev: SubmitEvent| {
        if ev.default_prevented() {
            return;
        }
        // What cannot be read here is sent the plain way.
        if let Ok(form) = S::from_event(&ev) {
            ev.prevent_default();
            action.dispatch(form);
        }
    };
    view! {
        <form method="post" action=page class=class on:submit=submit>
            <input type="hidden" name="act" value=act/>
            {children()}
        </form>
    }
}
