//! Signing, confirming, giving back and opening again (Art. 13, 20).

use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::views::deliberation::SignedBy;
use domain::views::initial_list::InitialListView;
use leptos::prelude::*;

use super::page::PATH;
use super::row::text;
use crate::locales::{Lang, initial_list, refusal};
use crate::ui::form::Typed;

/// Who has signed and confirmed, the digest, and what the viewer can do.
pub(super) fn signing(lang: Lang, v: &InitialListView, typed: &Typed) -> AnyView {
    let w = initial_list::words(lang);
    let who = |by: &SignedBy, said: fn(&str, &str) -> String| {
        let name = if by.name.is_empty() { w.gone } else { by.name.as_str() };
        said(name, &by.at.show_minute())
    };
    let signed = v.signed.as_ref().map(|by| view! { <li>{who(by, w.signed)}</li> });
    let confirmed = v.confirmed.as_ref().map(|by| view! { <li>{who(by, w.confirmed)}</li> });
    let sign = v.acts.decides.then(|| act("sign", v, w.sign, w.sign_text));
    let confirm = v.acts.confirms.then(|| act("confirm", v, w.confirm, w.confirm_text));
    let give_back =
        v.acts.confirms.then(|| reasoned(lang, "return", w.give_back, w.give_back_text, typed));
    let reopen = v.acts.reopens.then(|| reasoned(lang, "reopen", w.reopen, w.reopen_text, typed));
    view! {
        <section class="stack tight" aria-labelledby="sign">
            <h2 id="sign">{w.signatures}</h2>
            <ul>{signed}{confirmed}</ul>
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
fn act(
    name: &'static str,
    v: &InitialListView,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let seen = v.sha256.clone();
    view! {
        <form method="post" action=PATH class="no-print">
            <input type="hidden" name="act" value=name/>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{hint}</p>
            <button class="btn">{label}</button>
        </form>
    }
    .into_any()
}

/// An act that needs a reason.
fn reasoned(
    lang: Lang,
    name: &'static str,
    label: &'static str,
    about: &'static str,
    typed: &Typed,
) -> AnyView {
    let w = initial_list::words(lang);
    let mine = typed.value("act") == name;
    let field = format!("reason-{name}");
    let value = if mine { typed.value("reason") } else { String::new() };
    let wrong = typed.slip(&field).map(|slip| refusal::refusal(lang, slip));
    let why = text(&field, w.reason, (w.beyond_hint)(REASON_MIN, REASON_MAX), value, wrong);
    view! {
        <details class="more no-print" open=mine>
            <summary>{label}</summary>
            <p>{about}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value=name/>
                {why}
                <div class="actions"><button class="btn danger">{label}</button></div>
            </form>
        </details>
    }
    .into_any()
}
