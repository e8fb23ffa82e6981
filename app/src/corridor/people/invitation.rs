//! Accepting an invitation. The link shows what is offered; only the button accepts it, because
//! mail gateways open links by themselves.

use domain::refusal::Refusal;
use domain::views::people::Offer;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};

use super::api;
use crate::corridor::register::consent_box;
use crate::error::{Api, ApiError, refusal_from_query};
use crate::locales::people::{Words, may, words};
use crate::locales::{common, corridor, lang, refusal};
use crate::shell::Reader;
use crate::ui::form::{Typed, line, new_password, question, summary};
use crate::ui::load::failed;
use crate::ui::{address, title};

/// The page of a link.
pub struct InvitationPage;

/// What the page is drawn from. It is asked for with the page's own code: what asks and what reads the
/// answer is loaded by who comes here.
struct Begun {
    token: String,
    offer: Resource<Api<Offer>>,
}

impl Begun {
    fn new() -> Self {
        let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
        let asked = token.clone();
        Self { token, offer: Resource::new(|| (), move |()| api::offer(asked.clone())) }
    }
}

#[lazy_route]
impl LazyRoute for InvitationPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let this = Begun::new();
        let w = words(lang());
        let token = this.token;
        let offer = this.offer;
        view! {
            {title(w.invitation)}
            <div class="narrow stack">
                <Transition>
                    {move || {
                        let token = token.clone();
                        Suspend::new(async move {
                            match offer.await {
                                Ok(offer) => drawn(&offer, token),
                                Err(ApiError::Refused(Refusal::LinkOver)) => over(w),
                                Err(e) => failed(e),
                            }
                        })
                    }}
                </Transition>
            </div>
        }
        .into_any()
    }
}

fn over(w: &Words) -> AnyView {
    view! {
        <h1>{w.over}</h1>
        <p>{w.over_text}</p>
    }
    .into_any()
}

fn drawn(offer: &Offer, token: String) -> AnyView {
    let lang = lang();
    let w = words(lang);
    let refused =
        use_query_map().with_untracked(|q| q.get_str("refused").and_then(refusal_from_query));
    let refused = refused.map(|r| {
        view! { <div class="notice bad" role="alert"><p>{refusal::refusal(lang, &r)}</p></div> }
    });
    let signed_in = use_context::<Reader>().is_some_and(|r| r.me.is_some());
    let inner = if offer.signed_in {
        let action = format!("/invitation/{token}");
        view! {
            <form method="post" action=action>
                <div class="actions"><button class="btn">{w.accept}</button></div>
            </form>
        }
        .into_any()
    } else if signed_in {
        view! { <div class="notice warn"><p>{w.other_text}</p></div> }.into_any()
    } else if offer.known {
        let here = address::sign_in(&format!("/invitation/{token}"));
        view! {
            <p>{w.known_text}</p>
            <p><a class="btn" href=here rel="external">{common::words(lang).sign_in}</a></p>
        }
        .into_any()
    } else {
        newcomer(w, &token)
    };
    view! {
        <h1>{w.invitation}</h1>
        <p class="lede">{(w.invited)(&offer.by, &offer.organisation)}</p>
        {refused}
        <dl class="facts sheet pad">
            <div><dt>{w.as_role}</dt><dd>{common::role(lang, offer.role)}<br/><small>{may(lang, offer.role)}</small></dd></div>
            <div><dt>{w.for_address}</dt><dd>{offer.email.clone()}</dd></div>
            <div><dt>{w.until}</dt><dd>{offer.expires.show_minute()}</dd></div>
        </dl>
        {inner}
    }
    .into_any()
}

fn newcomer(w: &Words, token: &str) -> AnyView {
    let lang = lang();
    let c = corridor::words(lang);
    let typed = Typed::of(&format!("/invitation/{token}"));
    let told = |f: &str| typed.slip(f).map(|r| corridor::registration(lang, r, &typed.value(f)));
    let slips = typed
        .slips
        .iter()
        .map(|(f, r)| (f.clone(), corridor::registration(lang, r, &typed.value(f))))
        .collect();
    let name = line("name", "text", "name", typed.value("name"), typed.slip("name").is_some());
    view! {
        {summary(c.not_done, slips)}
        <p>{w.new_text}</p>
        <form class="form" method="post" action=format!("/invitation/{token}")>
            {question("name", c.person, c.person_hint, told("name"), name)}
            {new_password(c.password, c.password_hint, told("password"))}
            {consent_box("consent", told("consent"))}
            <div class="actions"><button class="btn">{w.accept_new}</button></div>
        </form>
    }
    .into_any()
}
