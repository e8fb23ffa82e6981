//! The account's e-mail address: what is proved, what waits, sending again, moving.

use domain::views::people::AccountView;
use leptos::prelude::*;

use super::page::Acts;
use crate::locales::Lang;
use crate::locales::account::words;
use crate::ui::form::{described, question, secret};

/// The section.
pub(super) fn section(lang: Lang, account: &AccountView, acts: Acts) -> AnyView {
    let w = words(lang);
    let proved = !account.email.is_empty();
    let shown = if proved { account.email.clone() } else { account.claimed.clone() };
    let state = if proved { w.proved } else { w.unproved };
    view! {
        <section class="stack tight" aria-labelledby="address">
            <h2 id="address">{w.address}</h2>
            <p class="row"><span>{shown}</span><span class=if proved { "tag ok" } else { "tag warn" }>{state}</span></p>
            {waiting(lang, account, acts)}
            {moving(lang, acts)}
        </section>
    }
    .into_any()
}

fn waiting(lang: Lang, account: &AccountView, acts: Acts) -> Option<AnyView> {
    if account.claimed.is_empty() {
        return None;
    }
    let w = words(lang);
    let (text, more) = if account.email.is_empty() {
        ((w.waiting)(&account.claimed), Some(w.unproved_text))
    } else {
        ((w.waiting_move)(&account.claimed, &account.email), None)
    };
    let view = view! {
        <div class="notice warn">
            <p>{text}</p>
            {more.map(|m| view! { <p>{m}</p> })}
            <ActionForm action=acts.resend>
                <button class="btn small quiet">{w.resend}</button>
            </ActionForm>
        </div>
    };
    Some(view.into_any())
}

fn moving(lang: Lang, acts: Acts) -> AnyView {
    let w = words(lang);
    let password = secret("address-password", "password", "current-password", None, None);
    let email = view! {
        <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" aria-describedby=described("email", true, false)/>
    };
    view! {
        <details class="more">
            <summary>{w.move_title}</summary>
            <ActionForm action=acts.address attr:class="form">
                {question("email", w.new_address, w.move_text, None, email.into_any())}
                {question("address-password", w.close_password, "", None, password)}
                <div class="actions"><button class="btn quiet">{w.move_button}</button></div>
            </ActionForm>
        </details>
    }
    .into_any()
}
