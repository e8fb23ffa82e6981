//! What the legal representative opens by a link, on a phone: the whole dossier, then sign or
//! send back (Art. 16). No account; looking uses nothing up.

use domain::refusal::Refusal;
use domain::views::flow::SignView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::flow as api;
use crate::error::{Api, ApiError};
use crate::locales::{Lang, flow, lang};
use crate::ui::dossier::DossierArticle;
use crate::ui::{RefusedBy, loaded, title, unfolded};

/// Addresses of what is shown afterwards, in place of a secret.
const SIGNED: &str = "signed";
const DECLINED: &str = "declined";

/// What an address shows: nothing but thanks, or a dossier.
type Shown = (String, Option<SignView>);

/// Page `/sign/:token`.
pub struct SignPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    shown: Resource<Api<Shown>>,
    sign: ServerAction<api::Sign>,
    decline: ServerAction<api::SignDecline>,
}

impl Begun {
    fn new() -> Self {
        let params = use_params_map();
        let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
        let shown = Resource::new(
            move || token.get(),
            |token| async move {
                if token == SIGNED || token == DECLINED {
                    return Ok((token, None));
                }
                let view = api::sign_view(token.clone()).await?;
                Ok((token, Some(view)))
            },
        );
        Self { shown, sign: ServerAction::new(), decline: ServerAction::new() }
    }
}

#[lazy_route]
impl LazyRoute for SignPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let (sign, decline) = (this.sign, this.decline);
        loaded(this.shown, move |(token, view)| match view {
            None => done(&token),
            Some(v) => drawn(token, v, sign, decline),
        })
    }
}

fn done(what: &str) -> AnyView {
    let w = flow::words(lang());
    let (class, head, text) = if what == SIGNED {
        ("notice ok", w.done_signed, w.done_signed_text)
    } else {
        ("notice", w.done_declined, w.done_declined_text)
    };
    view! {
        {title(head)}
        <div class="narrow stack">
            <h1>{head}</h1>
            <p class=class role="status">{text}</p>
        </div>
    }
    .into_any()
}

fn drawn(
    token: String,
    v: SignView,
    sign: ServerAction<api::Sign>,
    decline: ServerAction<api::SignDecline>,
) -> AnyView {
    let lang = lang();
    let w = flow::words(lang);
    let org = domain::application::answer(
        &v.dossier.answers,
        domain::application::field::Field::OrgName.key(),
    )
    .to_owned();
    view! {
        {title(w.sign_title)}
        <div class="page stack">
            <section class="sheet pad stack">
                <p class="lede">{(w.sign_lede)(&org, &v.asked_by, v.version)}</p>
                <p class="soft">{(w.sign_until)(&v.expires.show_minute())}</p>
                <p><a class="btn quiet small" href="#sign" rel="external">{w.sign_form}</a></p>
            </section>
            <DossierArticle dossier=v.dossier.clone()/>
            {form(lang, token, &v, sign, decline)}
        </div>
    }
    .into_any()
}

fn form(
    lang: Lang,
    token: String,
    v: &SignView,
    sign: ServerAction<api::Sign>,
    decline: ServerAction<api::SignDecline>,
) -> AnyView {
    let w = flow::words(lang);
    let (busy, sending) = (sign.pending(), decline.pending());
    let also = token.clone();
    let refused = sign.value();
    let name_wrong = move || {
        let wrong = |e: &ApiError| *e == ApiError::Refused(Refusal::NameDiffers);
        refused.with(|v| matches!(v, Some(Err(e)) if wrong(e))).then_some("true")
    };
    let declining = decline.value();
    view! {
        <section class="sheet pad stack" id="sign" aria-labelledby="sign-h">
            <h2 id="sign-h">{w.sign_form}</h2>
            <p class="hint">{w.sign_digest}</p>
            <p><code class="hash">{v.sha256.clone()}</code></p>
            <RefusedBy value=sign.value()/>
            <ActionForm action=sign attr:class="form" attr:novalidate=true>
                <input type="hidden" name="token" value=token/>
                <p>{w.sign_declare}</p>
                <div class="q">
                    <label for="name">{w.sign_name}</label>
                    <p class="hint" id="name-h">{w.sign_name_hint}</p>
                    <input id="name" name="name" size="16" autocomplete="name" aria-describedby="name-h" aria-invalid=name_wrong/>
                </div>
                <div class="q">
                    <div class="opts">
                        <div class="opt">
                            <input type="checkbox" id="agree" name="agree" value="yes"/>
                            <label for="agree">{w.sign_agree}</label>
                        </div>
                    </div>
                </div>
                <div class="actions">
                    <button class="btn" aria-busy=move || busy.get().then_some("true")>{w.sign_button}</button>
                </div>
            </ActionForm>
            <details class="more" {..unfolded::refused(declining)}>
                <summary>{w.decline}</summary>
                <RefusedBy value=decline.value()/>
                <ActionForm action=decline>
                    <input type="hidden" name="token" value=also/>
                    <div class="q">
                        <label for="reason">{w.reason}</label>
                        <p class="hint" id="reason-h">{w.decline_text}</p>
                        <textarea id="reason" name="reason" rows="3" maxlength=domain::reason::MAX.to_string() aria-describedby="reason-h"></textarea>
                    </div>
                    <div class="actions">
                        <button class="btn quiet danger" aria-busy=move || sending.get().then_some("true")>{w.decline_button}</button>
                    </div>
                </ActionForm>
            </details>
        </section>
    }
    .into_any()
}
