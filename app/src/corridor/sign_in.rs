//! Signing in: a plain form to a plain route, because a session is made of headers. What was
//! refused comes back in the address, as a code without personal data.

use domain::identity::DEMO_PASSWORD;
use domain::policy::Role;
use domain::refusal::Refusal;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api;
use crate::error::refusal_from_query;
use crate::locales::account;
use crate::locales::corridor::{Words, words};
use crate::locales::{Lang, common, lang, refusal};
use crate::shell::Reader;
use crate::ui::form::secret;
use crate::ui::{address, loaded, title};

/// What the address says: where to go afterwards, and what was refused.
pub(super) fn asked() -> (String, Option<Refusal>) {
    use_query_map().with_untracked(|q| {
        let next = q.get("next").filter(|n| on_this_site(n)).unwrap_or_default();
        (next, q.get_str("refused").and_then(refusal_from_query))
    })
}

/// Whether an address leads to this site and nowhere else. The server judges again.
pub(super) fn on_this_site(next: &str) -> bool {
    next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r', '\t'])
}

/// Sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let lang = lang();
    let w = words(lang);
    let reader = use_context::<Reader>().unwrap_or_default();
    let (next, refused) = asked();
    let done = use_query_map().with_untracked(|q| q.get("done")).unwrap_or_default();
    let done = (account::words(lang).done)(&done).filter(|_| refused.is_none());
    let accounts = reader.demo.then(|| Resource::new(|| (), |()| api::demo_accounts()));
    let fields = Fields::default();
    let register = if next.is_empty() { "/register".to_owned() } else { address::register(&next) };
    view! {
        {title(w.sign_in)}
        <div class="page">
            <div class="signin">
                <section class="sheet pad stack" aria-labelledby="sign-in">
                    <h1 id="sign-in">{w.sign_in}</h1>
                    <p class="soft">{w.sign_in_text}</p>
                    {reader.me.map(|me| already(w, &me.name, &next))}
                    {done.map(|text| view! { <div class="notice ok" role="status"><p>{text}</p></div> })}
                    {refused.map(|r| view! {
                        <div class="sum" role="alert" tabindex="-1" autofocus>
                            <h2>{w.not_done}</h2>
                            <p>{refusal::refusal(lang, &r)}</p>
                        </div>
                    })}
                    <form class="form" method="post" action="/session">
                        <input type="hidden" name="next" value=next/>
                        <div class="q">
                            <label for="email">{w.email}</label>
                            <input id="email" name="email" type="email" autocomplete="username" required node_ref=fields.email/>
                        </div>
                        <div class="q">
                            <label for="password">{w.password}</label>
                            {secret("password", "password", "current-password", None, Some(fields.password))}
                        </div>
                        <div class="actions"><button class="btn">{w.sign_in}</button></div>
                    </form>
                    <p><a href="/reset" rel="external">{w.forgotten}</a></p>
                    <p><a href=register rel="external">{w.no_account}</a></p>
                </section>
                {accounts.map(|a| loaded(a, move |list| demo(lang, list, fields)))}
            </div>
        </div>
    }
}

/// The inputs a button may fill. Nothing here needs dropping, so that handlers may hold it.
#[derive(Clone, Copy, Default)]
struct Fields {
    email: NodeRef<Input>,
    password: NodeRef<Input>,
}

fn already(w: &Words, name: &str, next: &str) -> AnyView {
    let to = if next.is_empty() { "/".to_owned() } else { next.to_owned() };
    view! {
        <div class="notice">
            <p>{(w.already)(name)}</p>
            <p><a href=to rel="external">{w.go_on}</a></p>
        </div>
    }
    .into_any()
}

/// The accounts of the demonstration. Without JavaScript the table is there to copy from.
fn demo(lang: Lang, accounts: Vec<(Role, String, String)>, fields: Fields) -> AnyView {
    let w = words(lang);
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let rows = accounts
        .into_iter()
        .map(|(role, name, email)| {
            // The handler holds only what needs no dropping; the address is read off the button.
            let fill = move |ev: leptos::ev::MouseEvent| {
                let email = event_target::<leptos::web_sys::HtmlButtonElement>(&ev).value();
                if let (Some(to), Some(password)) =
                    (fields.email.get_untracked(), fields.password.get_untracked())
                {
                    to.set_value(&email);
                    password.set_value(DEMO_PASSWORD);
                    // Nothing hangs on the focus.
                    let _ = to.focus();
                }
            };
            let label = format!("{}: {email}", w.fill);
            view! {
                <tr>
                    <td class="title">{common::role(lang, role)}<small>{name}</small></td>
                    <td data-th=w.email class="code">{email.clone()}</td>
                    <td class="do">
                        <button
                            type="button"
                            class="btn small quiet"
                            value=email
                            aria-label=label
                            hidden=move || !ready.get()
                            on:click=fill
                        >
                            {w.fill}
                        </button>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="accounts" aria-labelledby="accounts">
            <h2 id="accounts">{w.demo}</h2>
            <p class="soft">{(w.demo_text)(DEMO_PASSWORD)}</p>
            <div class="sheet scroll" tabindex="0" role="region" aria-labelledby="accounts">
                <table class="list">
                    <caption class="sr">{w.demo}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.role}</th>
                            <th scope="col">{w.email}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_nowhere_but_to_this_site() {
        for good in ["/", "/application/start?industry=C36&since=2020-01"] {
            assert!(on_this_site(good), "{good}");
        }
        for bad in
            ["", "https://example.com", "//example.com", "/\\example.com", "javascript:0", "/\nx"]
        {
            assert!(!on_this_site(bad), "{bad}");
        }
    }
}
