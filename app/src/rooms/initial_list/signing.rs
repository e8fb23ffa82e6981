//! Signing, confirming, giving back and opening again (Art. 13, 20).

use domain::reason;
use domain::views::deliberation::SignedBy;
use domain::views::initial_list::InitialListView;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

use super::page::{Acts, PATH};
use super::row::text;
use crate::error::ApiError;
use crate::locales::{Lang, initial_list, refusal};
use crate::ui::folded::folded;
use crate::ui::form::Typed;
use crate::ui::{OwnForm, RefusedBy};

/// Who has signed and confirmed, the digest, and what the viewer can do.
pub(super) fn signing(lang: Lang, v: &InitialListView, (acts, typed): (Acts, &Typed)) -> AnyView {
    let w = initial_list::words(lang);
    let who = |by: &SignedBy, said: fn(&str, &str) -> String| {
        let name = if by.name.is_empty() { w.gone } else { by.name.as_str() };
        said(name, &by.at.show_minute())
    };
    let signed = v.signed.as_ref().map(|by| view! { <li>{who(by, w.signed)}</li> });
    let confirmed = v.confirmed.as_ref().map(|by| view! { <li>{who(by, w.confirmed)}</li> });
    let sign = v.acts.decides.then(|| act((acts.sign, "sign"), v, w.sign, w.sign_text));
    let confirm =
        v.acts.confirms.then(|| act((acts.confirm, "confirm"), v, w.confirm, w.confirm_text));
    let give_back = v.acts.confirms.then(|| {
        let said = (w.give_back, w.give_back_text);
        reasoned(lang, acts.last, (acts.give_back, "return"), said, (typed, Some(&v.sha256)))
    });
    let reopen = v.acts.reopens.then(|| {
        let said = (w.reopen, w.reopen_text);
        reasoned(lang, acts.last, (acts.reopen, "reopen"), said, (typed, None))
    });
    let differs = v.differs.then(|| view! { <p class="notice warn">{w.not_as_signed}</p> });
    view! {
        <section class="stack tight" aria-labelledby="sign">
            <h2 id="sign">{w.signatures}</h2>
            <ul>{signed}{confirmed}</ul>
            {differs}
            <p class="soft">{w.digest}" "<code class="code wrap">{v.sha256.clone()}</code></p>
            {sign}
            {confirm}
            {give_back}
            {reopen}
        </section>
    }
    .into_any()
}

/// A button that sets one's name to the text that was read.
fn act<S>(
    (action, name): (ServerAction<S>, &'static str),
    v: &InitialListView,
    label: &'static str,
    hint: &'static str,
) -> AnyView
where
    S: ServerFn<Output = (), Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let (seen, pending) = (v.sha256.clone(), action.pending());
    view! {
        <RefusedBy value=action.value()/>
        <OwnForm action=action page=PATH.to_owned() act=name class="no-print">
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{hint}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{label}</button>
        </OwnForm>
    }
    .into_any()
}

/// An act that needs a reason, on what was read where that may be another by now.
fn reasoned<S>(
    lang: Lang,
    last: RwSignal<String>,
    (action, name): (ServerAction<S>, &'static str),
    (label, about): (&'static str, &'static str),
    (typed, seen): (&Typed, Option<&String>),
) -> AnyView
where
    S: ServerFn<Output = (), Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let w = initial_list::words(lang);
    let mine = typed.value("act") == name;
    let field = format!("reason-{name}");
    let value = if mine { typed.value("reason") } else { String::new() };
    let wrong = typed.slip(&field).map(|slip| refusal::refusal(lang, slip));
    let why = text(&field, w.reason, (w.beyond_hint)(reason::TELLING, reason::MAX), value, wrong);
    let seen = seen.cloned().map(|seen| view! { <input type="hidden" name="seen" value=seen/> });
    let fields = view! { <p>{about}</p>{seen}{why} }.into_any();
    let (of, button) = ((name.to_owned(), mine), ("btn danger", label));
    folded((PATH, last), (action, name), of, label.into_any(), fields, button)
}
