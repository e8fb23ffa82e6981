//! Signing, confirming and giving back (Art. 13, 14, 19, 20).

use domain::deliberation::panel_round::PanelStage;
use domain::deliberation::{REASON_MAX, REASON_MIN};
use domain::views::deliberation::{DeliberationView, SignedBy};
use leptos::prelude::*;

use super::panel::Acts;
use crate::locales::{Lang, deliberation};
use crate::ui::{RefusedBy, which_review};

/// Why it was given back.
pub(super) fn returned(lang: Lang, v: &DeliberationView) -> Option<AnyView> {
    let w = deliberation::words(lang);
    let (at, why) = v.returned.as_ref()?;
    let said = (w.returned)(&at.show_minute(), why);
    Some(view! { <p class="notice warn">{said}</p> }.into_any())
}

/// Who has signed and confirmed, the digest, and what the viewer can do.
pub(super) fn signing(lang: Lang, v: &DeliberationView, acts: Acts) -> AnyView {
    let w = deliberation::words(lang);
    let who = |by: &SignedBy, said: fn(&str, &str) -> String| {
        let name = if by.name.is_empty() { w.gone } else { by.name.as_str() };
        said(name, &by.at.show_minute())
    };
    let signed = v.signed.as_ref().map(|by| view! { <li>{who(by, w.signed)}</li> });
    let confirmed = v.confirmed.as_ref().map(|by| view! { <li>{who(by, w.confirmed)}</li> });
    let forms = match v.panel.stage {
        PanelStage::Open if v.presides => sign(lang, v, acts),
        PanelStage::SignedByLead if v.confirms => {
            view! { {confirm(lang, v, acts)}{give_back(lang, v, acts)} }.into_any()
        }
        PanelStage::ConfirmedByChair if v.confirms => give_back(lang, v, acts),
        _ => ().into_any(),
    };
    view! {
        <section class="stack tight" aria-labelledby="sign">
            <h2 id="sign">{deliberation::stage(lang, v.panel.stage)}</h2>
            <ul>{signed}{confirmed}</ul>
            <p class="soft">{w.digest}" "<code class="code wrap">{v.sha256.clone()}</code></p>
            {forms}
        </section>
    }
    .into_any()
}

fn sign(lang: Lang, v: &DeliberationView, acts: Acts) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let (panel, seen) = (v.panel.panel.to_string(), v.sha256.clone());
    let pending = acts.sign.pending();
    view! {
        <RefusedBy value=acts.sign.value()/>
        <ActionForm action=acts.sign>
            {which_review::field(which)}
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{w.sign_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.sign}</button>
        </ActionForm>
    }
    .into_any()
}

fn confirm(lang: Lang, v: &DeliberationView, acts: Acts) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let (panel, seen) = (v.panel.panel.to_string(), v.sha256.clone());
    let pending = acts.confirm.pending();
    view! {
        <RefusedBy value=acts.confirm.value()/>
        <ActionForm action=acts.confirm>
            {which_review::field(which)}
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{w.confirm_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.confirm}</button>
        </ActionForm>
    }
    .into_any()
}

fn give_back(lang: Lang, v: &DeliberationView, acts: Acts) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let (panel, value, pending) =
        (v.panel.panel.to_string(), acts.give_back.value(), acts.give_back.pending());
    view! {
        <details class="more" open=move || value.with(|v| matches!(v, Some(Err(_))))>
            <summary>{w.give_back}</summary>
            <p>{w.give_back_text}</p>
            <RefusedBy value=acts.give_back.value()/>
            <ActionForm action=acts.give_back>
                {which_review::field(which)}
                <input type="hidden" name="panel" value=panel/>
                <div class="q">
                    <label for="give-back">{w.give_back_reason}</label>
                    <p class="hint" id="give-back-h">{(w.give_back_hint)(REASON_MIN, REASON_MAX)}</p>
                    <textarea id="give-back" name="reason" rows="3" required maxlength=REASON_MAX.to_string() aria-describedby="give-back-h"></textarea>
                </div>
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.give_back}</button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
