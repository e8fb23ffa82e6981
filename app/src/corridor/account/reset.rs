//! A forgotten password: asking for a link, and setting a new one by it. Whether an address has
//! an account is never said.

use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::error::refusal_from_query;
use crate::locales::account::words;
use crate::locales::{corridor, lang, refusal};
use crate::ui::form::{Typed, line, new_password, question, summary};
use crate::ui::title;

/// Path of the page and of what it posts to.
pub const PATH: &str = "/reset";

/// Asks for a link.
#[component]
pub fn AskReset() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let sent = use_query_map().with_untracked(|q| q.get("sent").is_some());
    let typed = Typed::of(PATH);
    let told = typed.slip("email").map(|r| refusal::refusal(lang, r));
    let slips = typed.slips.iter().map(|(f, r)| (f.clone(), refusal::refusal(lang, r))).collect();
    let email = line("email", "email", "username", typed.value("email"), told.is_some());
    let hint = corridor::words(lang).email_hint;
    let inner = if sent {
        view! {
            <h1>{w.reset_sent}</h1>
            <p class="lede">{w.reset_sent_text}</p>
            <p><a href=PATH rel="external">{w.reset_again}</a></p>
        }
        .into_any()
    } else {
        view! {
            <h1>{w.reset}</h1>
            <p class="lede">{w.reset_text}</p>
            {summary(corridor::words(lang).not_done, slips)}
            <form class="form" method="post" action=PATH>
                {question("email", w.address, hint, told, email)}
                <div class="actions"><button class="btn">{w.reset_button}</button></div>
            </form>
        }
        .into_any()
    };
    view! {
        {title(w.reset)}
        <div class="narrow stack">{inner}</div>
    }
}

/// Sets a new password by a link.
#[component]
pub fn SetPassword() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    let refused =
        use_query_map().with_untracked(|q| q.get_str("refused").and_then(refusal_from_query));
    let over = refused == Some(Refusal::LinkOver);
    let told = refused.map(|r| refusal::refusal(lang, &r));
    let weak = told.clone().filter(|_| !over);
    let inner = if over {
        view! {
            <div class="notice bad" role="alert"><p>{told}</p></div>
            <p><a class="btn quiet" href=PATH rel="external">{w.reset_again}</a></p>
        }
        .into_any()
    } else {
        view! {
            <p class="lede">{w.reset_set_text}</p>
            <form class="form" method="post" action="/reset/new">
                <input type="hidden" name="token" value=token/>
                {new_password(w.new_password, w.new_password_hint, weak)}
                <div class="actions"><button class="btn">{w.reset_set_button}</button></div>
            </form>
        }
        .into_any()
    };
    view! {
        {title(w.reset_set)}
        <div class="narrow stack">
            <h1>{w.reset_set}</h1>
            {inner}
        </div>
    }
}
