//! Signing, confirming and giving back (Art. 13, 14, 19, 20).

use domain::deliberation::panel_round::PanelStage;
use domain::reason;
use domain::views::deliberation::{DeliberationView, SignedBy};
use leptos::prelude::*;

use super::panel::{Acts, at};
use crate::locales::{Lang, deliberation, refusal};
use crate::ui::form::{Told, Typed, long};
use crate::ui::unfolded::unfolded;
use crate::ui::{OwnForm, RefusedBy, which_review};

/// Why it was given back.
pub(super) fn returned(lang: Lang, v: &DeliberationView) -> Option<AnyView> {
    let w = deliberation::words(lang);
    let (at, why) = v.returned.as_ref()?;
    let said = (w.returned)(&at.show_minute(), why);
    Some(view! { <p class="notice warn">{said}</p> }.into_any())
}

/// Who has signed and confirmed, the digest, and what the viewer can do.
pub(super) fn signing(lang: Lang, v: &DeliberationView, acts: Acts, typed: &Typed) -> AnyView {
    let w = deliberation::words(lang);
    let who = |by: &SignedBy, said: fn(&str, &str) -> String| {
        let name = if by.name.is_empty() { w.gone } else { by.name.as_str() };
        said(name, &by.at.show_minute())
    };
    let signed = v.signed.as_ref().map(|by| view! { <li>{who(by, w.signed)}</li> });
    let confirmed = v.confirmed.as_ref().map(|by| view! { <li>{who(by, w.confirmed)}</li> });
    let forms = match v.panel.stage {
        PanelStage::Open if v.presides => sign(lang, v, acts),
        // What is no longer what was signed, or could not be signed any more, is given back.
        PanelStage::SignedByLead if v.confirms && (v.differs || !v.lacks.is_empty()) => {
            give_back(lang, v, acts, typed)
        }
        PanelStage::SignedByLead if v.confirms => {
            view! { {confirm(lang, v, acts)}{give_back(lang, v, acts, typed)} }.into_any()
        }
        PanelStage::ConfirmedByChair if v.confirms => give_back(lang, v, acts, typed),
        _ => ().into_any(),
    };
    let differs = v.differs.then(|| view! { <p class="notice warn">{w.not_as_signed}</p> });
    view! {
        <section class="stack tight" aria-labelledby="sign">
            <h2 id="sign">{deliberation::stage(lang, v.panel.stage)}</h2>
            <ul>{signed}{confirmed}</ul>
            {differs}
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
        <OwnForm action=acts.sign page=at(v) act="sign">
            {which_review::field(which)}
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{w.sign_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.sign}</button>
        </OwnForm>
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
        <OwnForm action=acts.confirm page=at(v) act="confirm">
            {which_review::field(which)}
            <input type="hidden" name="panel" value=panel/>
            <input type="hidden" name="seen" value=seen/>
            <p class="hint">{w.confirm_text}</p>
            <button class="btn" aria-busy=move || pending.get().then_some("true")>{w.confirm}</button>
        </OwnForm>
    }
    .into_any()
}

fn give_back(lang: Lang, v: &DeliberationView, acts: Acts, typed: &Typed) -> AnyView {
    let which = v.which;
    let w = deliberation::words(lang);
    let (panel, value, pending) =
        (v.panel.panel.to_string(), acts.give_back.value(), acts.give_back.pending());
    let seen = v.sha256.clone();
    let mine = typed.value("act") == "return";
    let open = mine || value.with_untracked(|v| matches!(v, Some(Err(_))));
    let reason = if mine { typed.value("reason") } else { String::new() };
    let wrong = typed.slip("give-back").map(|slip| refusal::refusal(lang, slip));
    let asked = (w.give_back_reason, (w.give_back_hint)(reason::TELLING, reason::MAX));
    let told = Told::of("give-back", true, wrong);
    let why = long(told, "reason", asked, &reason, (reason::MAX, true));
    view! {
        <details class="more" {..unfolded(open)}>
            <summary>{w.give_back}</summary>
            <p>{w.give_back_text}</p>
            <RefusedBy value=acts.give_back.value()/>
            <OwnForm action=acts.give_back page=at(v) act="return">
                {which_review::field(which)}
                <input type="hidden" name="panel" value=panel/>
                <input type="hidden" name="seen" value=seen/>
                {why}
                <div class="actions">
                    <button class="btn danger" aria-busy=move || pending.get().then_some("true")>{w.give_back}</button>
                </div>
            </OwnForm>
        </details>
    }
    .into_any()
}
