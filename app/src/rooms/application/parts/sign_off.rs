//! The signature on the check page: asked for here, its state shown, the link once as a code.

use domain::application::answer;
use domain::application::field::Field;
use domain::views::application::DossierView;
use domain::views::flow::SignOff;
use leptos::prelude::*;

use super::super::flow::{self as api, Link};
use crate::locales::{Lang, flow};
use crate::ui::RefusedBy;
use crate::ui::qr::qr;

/// Identifier of the section.
pub const SIGN_OFF: &str = "sign-off";

/// The section; nothing where the season asks for no signature.
pub fn sign_off(
    lang: Lang,
    d: &DossierView,
    complete: bool,
    ask: ServerAction<api::SignOffAsk>,
    link: Option<&Link>,
) -> AnyView {
    if d.flow.sign_off == SignOff::NotNeeded || !d.editable {
        return ().into_any();
    }
    let w = flow::words(lang);
    let state = state(lang, &d.flow.sign_off);
    let waiting = matches!(d.flow.sign_off, SignOff::Asked { .. });
    let form = match (&d.flow.sign_off, complete) {
        (SignOff::Signed { .. }, _) => ().into_any(),
        (_, false) => view! { <p class="soft">{w.sign_off_first}</p> }.into_any(),
        (SignOff::Asked { .. }, true) => view! {
            {link.map(|l| shown_once(lang, l))}
            <details class="more"><summary>{w.ask_again}</summary>{form(lang, d, ask, w.ask_again)}</details>
        }
        .into_any(),
        (SignOff::NotAsked, true) => form(lang, d, ask, w.ask),
        _ => form(lang, d, ask, w.ask_again),
    };
    view! {
        <section class="sheet pad stack" id=SIGN_OFF tabindex="-1" aria-labelledby="sign-off-h">
            <h2 id="sign-off-h">{w.sign_off}</h2>
            {(!waiting).then(|| view! { <p>{w.sign_off_why}</p> })}
            {state}
            <RefusedBy value=ask.value()/>
            {form}
        </section>
    }
    .into_any()
}

fn state(lang: Lang, s: &SignOff) -> AnyView {
    let w = flow::words(lang);
    let (class, text) = match s {
        SignOff::NotNeeded | SignOff::NotAsked => return ().into_any(),
        SignOff::Asked { at, expires, to } => {
            ("notice", (w.asked)(to, &at.show_minute(), &expires.show_minute()))
        }
        SignOff::RunOut { at } => ("notice warn", (w.run_out)(&at.show_minute())),
        SignOff::Declined { at, reason } => ("notice bad", (w.declined)(&at.show_minute(), reason)),
        SignOff::Changed { signed: true, at } => {
            ("notice warn", (w.changed_signed)(&at.show_minute()))
        }
        SignOff::Changed { signed: false, at } => {
            ("notice warn", (w.changed_asked)(&at.show_minute()))
        }
        SignOff::Signed { at, name, sha256 } => {
            return view! {
                <div class="notice ok" role="status">
                    <p>{(w.signed)(name, &at.show_minute())}</p>
                    <p><small>{w.signed_digest} " " <code class="hash">{sha256.clone()}</code></small></p>
                </div>
            }
            .into_any();
        }
    };
    view! { <p class=class role="status">{text}</p> }.into_any()
}

/// The link that was sent a moment ago from this browser.
fn shown_once(lang: Lang, l: &Link) -> AnyView {
    let w = flow::words(lang);
    view! {
        <div class="stack tight sign-link">
            <p>{w.link_here}</p>
            {l.qr.as_ref().map(|code| qr(code, w.qr_alt))}
            <p><a class="hash" href=l.url.clone() rel="external">{l.url.clone()}</a></p>
            <p class="hint">{w.link_hint}</p>
        </div>
    }
    .into_any()
}

fn form(
    lang: Lang,
    d: &DossierView,
    ask: ServerAction<api::SignOffAsk>,
    button: &'static str,
) -> AnyView {
    let w = flow::words(lang);
    let name = answer(&d.answers, Field::LegalRep.key());
    let hint = (w.sign_email_hint)(name, d.season.limits.signoff_hours);
    let known = answer(&d.answers, Field::LegalRepEmail.key()).to_owned();
    let (id, busy) = (d.id.to_string(), ask.pending());
    view! {
        <ActionForm action=ask attr:class="form">
            <input type="hidden" name="id" value=id/>
            <div class="q">
                <label for="sign-email">{w.sign_email}</label>
                <p class="hint" id="sign-email-h">{hint}</p>
                <input id="sign-email" name="email" type="email" value=known size="28" autocomplete="off" required aria-describedby="sign-email-h"/>
            </div>
            <div class="actions">
                <button class="btn quiet" aria-busy=move || busy.get().then_some("true")>{button}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}
