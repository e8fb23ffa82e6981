//! Registering an organisation: first the privacy notice, then the form. A plain form to a plain
//! route, because a session is made of headers; what was refused is drawn again in the answer,
//! with all that was typed but the password.

use domain::facts::uscc::Uscc;
use domain::people::PRIVACY_VERSION;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::privacy::sections;
use super::sign_in::asked;
use crate::locales::corridor::{self as local, Words, words};
use crate::locales::{Lang, faults, lang, privacy};
use crate::ui::form::{Typed, described, line, new_password, question, summary};
use crate::ui::{address, title};

/// Path of the page and of what it posts to.
pub const PATH: &str = "/register";

/// Registration page: the notice until it is agreed to, then the form.
#[component]
pub fn Register() -> impl IntoView {
    let typed = Typed::of(PATH);
    let (next, _) = asked();
    let consent = use_query_map().with_untracked(|q| q.get("consent")).unwrap_or_default();
    let agreed = consent == PRIVACY_VERSION || typed.value("consent") == PRIVACY_VERSION;
    // A form that was posted without consent is kept: the box to tick stands in it.
    if agreed || !typed.slips.is_empty() {
        let next = if next.is_empty() { typed.value("next") } else { next };
        form(&typed, next, agreed)
    } else {
        consent_first(next)
    }
}

fn consent_first(next: String) -> AnyView {
    let lang = lang();
    let (w, p) = (words(lang), privacy::words(lang));
    view! {
        {title(w.register)}
        <div class="narrow stack">
            <p class="soft">{p.step}</p>
            <h1>{p.title}</h1>
            <p class="lede">{p.lede}</p>
            {sections()}
            <form method="get" action=PATH class="stack">
                <input type="hidden" name="next" value=next/>
                <input type="hidden" name="consent" value=PRIVACY_VERSION/>
                <p>{p.agree_text}</p>
                <div class="actions"><button class="btn">{p.agree}</button></div>
            </form>
            <p class="soft">{p.disagree}</p>
        </div>
    }
    .into_any()
}

fn form(typed: &Typed, next: String, agreed: bool) -> AnyView {
    let lang = lang();
    let (w, p) = (words(lang), privacy::words(lang));
    let sign_in = if next.is_empty() { "/sign-in".to_owned() } else { address::sign_in(&next) };
    let told = |field: &str| {
        typed.slip(field).map(|r| local::registration(lang, r, typed.value(field).trim()))
    };
    let slips = typed
        .slips
        .iter()
        .map(|(f, r)| (f.clone(), local::registration(lang, r, typed.value(f).trim())))
        .collect();
    let text = |field: &'static str, kind: &'static str, autocomplete: &'static str| {
        line(field, kind, autocomplete, typed.value(field), typed.slip(field).is_some())
    };
    let consent = if agreed {
        let version = (w.agreed)(PRIVACY_VERSION);
        view! {
            <input type="hidden" name="consent" value=PRIVACY_VERSION/>
            <p class="soft">{version}" "<a href="/privacy">{p.whole}</a></p>
        }
        .into_any()
    } else {
        consent_box("consent", told("consent"))
    };
    view! {
        {title(w.register)}
        <div class="page">
            <div class="signin">
                <section class="sheet pad stack" aria-labelledby="register">
                    <p class="soft">{w.step}</p>
                    <h1 id="register">{w.register}</h1>
                    <p class="soft">{w.register_text}</p>
                    {summary(w.not_done, slips)}
                    <form class="form" method="post" action=PATH>
                        <input type="hidden" name="next" value=next/>
                        {question("organisation", w.organisation, w.organisation_hint, told("organisation"), text("organisation", "text", "organization"))}
                        {question("uscc", w.uscc, w.uscc_hint, told("uscc"), code(lang, w, typed))}
                        {question("name", w.person, w.person_hint, told("name"), text("name", "text", "name"))}
                        {question("email", w.email, w.email_hint, told("email"), text("email", "email", "username"))}
                        {new_password(w.password, w.password_hint, told("password"))}
                        {consent}
                        <div class="actions"><button class="btn">{w.create}</button></div>
                    </form>
                    <p><a href=sign_in rel="external">{w.have_account}</a></p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// A box to agree to the notice with.
pub fn consent_box(field: &'static str, wrong: Option<String>) -> AnyView {
    let p = privacy::words(lang());
    let class = if wrong.is_some() { "q err" } else { "q" };
    let bad = wrong.is_some();
    view! {
        <div class=class>
            {wrong.map(|text| view! { <p class="msg" id=format!("{field}-e")>{text}</p> })}
            <div class="opts">
                <div class="opt">
                    <input
                        type="checkbox"
                        id=field
                        name=field
                        value=PRIVACY_VERSION
                        required
                        aria-invalid=bad.then_some("true")
                        aria-describedby=described(field, false, bad)
                    />
                    <label for=field>{p.tick}</label>
                </div>
            </div>
            <p class="hint"><a href="/privacy" target="_blank" rel="noopener">{p.title}</a></p>
        </div>
    }
    .into_any()
}

/// The credit code, judged at every key; a code that is right but has an old organisation code
/// within is no more than remarked on.
fn code(lang: Lang, w: &'static Words, typed: &Typed) -> AnyView {
    let wrong = typed.slip("uscc").is_some();
    let state = RwSignal::new(None::<(&'static str, String)>);
    let judge = move |text: &str| match Uscc::parse(text) {
        _ if text.trim().is_empty() => None,
        Ok(code) if code.org_code_check_ok() => Some(("notice ok", (w.uscc_good)(code.as_str()))),
        Ok(_) => Some(("notice warn", w.uscc_old.to_owned())),
        Err(e) => Some(("notice bad", faults::uscc(lang, e, text.trim()))),
    };
    view! {
        <input
            id="uscc"
            name="uscc"
            type="text"
            size="26"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            required
            maxlength="60"
            class="code"
            value=typed.value("uscc")
            aria-invalid=wrong.then_some("true")
            aria-describedby=described("uscc", true, wrong)
            on:change=move |ev| state.set(judge(&event_target_value(&ev)))
        />
        <div role="status">
            {move || state.get().map(|(class, text)| view! { <p class=class>{text}</p> })}
        </div>
    }
    .into_any()
}
