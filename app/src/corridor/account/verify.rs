//! Proving an address. The page of the link only shows a button: mail gateways open links by
//! themselves, and must not use them up.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::error::refusal_from_query;
use crate::locales::account::words;
use crate::locales::{lang, refusal};
use crate::ui::title;

/// The page.
#[component]
pub fn Verify() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    let refused =
        use_query_map().with_untracked(|q| q.get_str("refused").and_then(refusal_from_query));
    let inner = match refused {
        Some(r) => view! {
            <div class="notice bad" role="alert"><p>{refusal::refusal(lang, &r)}</p></div>
            <p>{w.verify_again}</p>
            <p><a class="btn quiet" href="/account">{w.title}</a></p>
        }
        .into_any(),
        None => view! {
            <p>{w.verify_text}</p>
            <form method="post" action="/verify">
                <input type="hidden" name="token" value=token/>
                <div class="actions"><button class="btn">{w.verify_button}</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        {title(w.verify)}
        <div class="narrow stack">
            <h1>{w.verify}</h1>
            {inner}
        </div>
    }
}
