//! One's own data: what may be taken along, and what stays when the account is closed.

use domain::views::people::AccountView;
use leptos::prelude::*;

use crate::locales::account::words;
use crate::locales::{Lang, refusal};
use crate::ui::form::{question, secret};

/// The copy of one's data, and the consents given.
pub(super) fn data(lang: Lang, account: &AccountView) -> AnyView {
    let w = words(lang);
    let consents = if account.consents.is_empty() {
        view! { <p>{w.no_consent}</p> }.into_any()
    } else {
        let told = |c: &(String, domain::stamp::Stamp)| (w.consents)(&c.0, &c.1.show_minute());
        account.consents.iter().map(|c| view! { <p>{told(c)}</p> }).collect_view().into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby="data">
            <h2 id="data">{w.data}</h2>
            <p>{w.data_text}</p>
            {consents}
            <p class="row">
                <a class="btn quiet" href="/account/export" rel="external">{w.download}</a>
                <a href="/privacy">{w.notice}</a>
            </p>
        </section>
    }
    .into_any()
}

/// Closing the account: what goes, what stays and why; a plain form, because it ends the session.
pub(super) fn section(lang: Lang, account: &AccountView) -> AnyView {
    let w = words(lang);
    let stays = if account.acted {
        view! { <li>{w.close_stays}" "{w.close_why}</li> }.into_any()
    } else {
        view! { <li>{w.close_never}</li> }.into_any()
    };
    let act = match &account.kept {
        Some(r) => {
            view! { <div class="notice warn"><p>{refusal::refusal(lang, r)}</p></div> }.into_any()
        }
        None => {
            let password = secret("close-password", "password", "current-password", None, None);
            view! {
                <form class="form" method="post" action="/account/close">
                    {question("close-password", w.close_password, "", None, password)}
                    <div class="actions"><button class="btn quiet danger">{w.close_button}</button></div>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <section class="stack tight" aria-labelledby="close">
            <h2 id="close">{w.close}</h2>
            <p>{w.close_what}</p>
            <ul>
                <li>{w.close_goes}</li>
                {stays}
                <li>{w.close_drafts}</li>
            </ul>
            {act}
        </section>
    }
    .into_any()
}
