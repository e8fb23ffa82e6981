//! Registering, links sent by mail, the copy and the end of one's own account: plain routes,
//! because they begin or end sessions, or are downloads. A form that is refused is drawn again
//! in the answer itself: nothing typed is lost, and nothing personal stands in an address.

use std::collections::BTreeMap;

use app::enter::{From as Origin, Signed};
use app::error::refusal_to_query;
use app::ui::form::Typed;
use axum::Extension;
use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::{Registration, consent, person};
use domain::refusal::Refusal;
use serde::Deserialize;
use service::rooms::identity::LIFETIME;
use service::rooms::identity::people::Newcomer;
use service::rooms::identity::registration::Visitor;
use service::{Error, Service};

use super::language::{self, local};
use super::session::{anew, set, to_sign_in};
use super::whole::streams;
use super::{Secure, State as Site, device};

/// What a form's fields may be called and hold at most, bytes: more is not drawn again.
const VALUE_MAX: usize = 1_000;

/// The registration form.
#[derive(Deserialize)]
pub struct Register {
    #[serde(flatten)]
    form: Registration,
    #[serde(default)]
    next: String,
}

/// Registers an organisation with its first person and begins their session. The answer is the
/// same whether or not address and organisation are here already.
pub async fn register(
    State(site): State<Site>,
    parts: Parts,
    Form(form): Form<Register>,
) -> Response {
    let Register { form: r, next } = form;
    let slips: Vec<(String, Refusal)> =
        r.slips().into_iter().map(|(f, refusal)| (f.to_owned(), refusal)).collect();
    let typed = Typed {
        page: "/register".into(),
        values: values(&[
            ("organisation", &r.organisation),
            ("uscc", &r.uscc),
            ("name", &r.name),
            ("email", &r.email),
            ("consent", &r.consent),
            ("next", local(Some(&next))),
        ]),
        slips,
    };
    if !typed.slips.is_empty() {
        return redraw(&site, &parts, typed).await;
    }
    let (from, device) = (from(&parts), device::of(&parts.headers));
    let visitor = Visitor { from: &from, device: &device, lang: language::of(&parts) };
    match site.service.register(&r, visitor).await {
        Ok(fresh) => {
            let next = match local(Some(&next)) {
                "/" => "/application",
                next => next,
            };
            begin(site.secure, &fresh, next)
        }
        Err(e) => redraw(&site, &parts, whole(typed, e)).await,
    }
}

/// A link's secret.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// Proves an address.
pub async fn verify(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Extension(from): Extension<Origin>,
    Form(form): Form<Link>,
) -> Response {
    match service.verify_address(&form.token, &from.0).await {
        Ok(()) if signed.0.is_some() => Redirect::to("/account?done=verified").into_response(),
        Ok(()) => Redirect::to("/sign-in?done=verified").into_response(),
        Err(e) => refused(&format!("/verify/{}", safe(&form.token)), e),
    }
}

/// Who has forgotten the password.
#[derive(Deserialize)]
pub struct Ask {
    #[serde(default)]
    email: String,
}

/// Sends a link to set a new password, if there is an account to set it for.
pub async fn ask_reset(State(site): State<Site>, parts: Parts, Form(form): Form<Ask>) -> Response {
    match site.service.ask_reset(&form.email, &from(&parts)).await {
        Ok(()) => Redirect::to("/reset?sent=1").into_response(),
        Err(e) => {
            let typed = Typed {
                page: "/reset".into(),
                values: values(&[("email", &form.email)]),
                slips: Vec::new(),
            };
            redraw(&site, &parts, whole(typed, e)).await
        }
    }
}

/// The new password.
#[derive(Deserialize)]
pub struct Reset {
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
}

/// Sets a new password by a link.
pub async fn reset(
    State(service): State<Service>,
    Extension(from): Extension<Origin>,
    Form(form): Form<Reset>,
) -> Response {
    match service.reset(&form.token, &form.password, &from.0).await {
        Ok(()) => Redirect::to("/sign-in?done=reset").into_response(),
        Err(e) => refused(&format!("/reset/{}", safe(&form.token)), e),
    }
}

/// Accepting an invitation: posted to the address of its own page, so that a form that is refused
/// is drawn again where it is.
#[derive(Deserialize)]
pub struct Accept {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    consent: String,
}

/// Accepts an invitation, with the account one is signed in with or with a new one.
pub async fn accept(
    State(site): State<Site>,
    Path(token): Path<String>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    Form(form): Form<Accept>,
) -> Response {
    let (from, device) = (from(&parts), device::of(&parts.headers));
    let visitor = Visitor { from: &from, device: &device, lang: language::of(&parts) };
    let page = format!("/invitation/{}", safe(&token));
    let newcomer = Newcomer {
        name: form.name.clone(),
        password: form.password.clone(),
        consent: form.consent.clone(),
    };
    let outcome =
        site.service.accept_invitation(&token, signed.0.as_ref(), &newcomer, visitor).await;
    match outcome {
        Ok(Some(fresh)) => begin(site.secure, &fresh, "/organisation?done=joined"),
        Ok(None) => Redirect::to("/organisation?done=joined").into_response(),
        // The page of a link that is over says so itself.
        Err(e @ (Error::Refused(Refusal::LinkOver | Refusal::SignIn) | Error::Fault(_))) => {
            refused(&page, e)
        }
        Err(e) if signed.0.is_some() => refused(&page, e),
        Err(e) => {
            // The address is the invitation's own; a good one stands in for it.
            let mut slips = person(&form.name, "invited@example.com", &form.password);
            slips.extend(consent(&form.consent));
            let typed = Typed {
                page,
                values: values(&[("name", &form.name)]),
                slips: slips.into_iter().map(|(f, r)| (f.to_owned(), r)).collect(),
            };
            redraw(&site, &parts, whole(typed, e)).await
        }
    }
}

/// The password that confirms.
#[derive(Deserialize)]
pub struct Confirm {
    #[serde(default)]
    password: String,
}

/// Closes the account and ends the session.
pub async fn close(
    State(service): State<Service>,
    State(secure): State<Secure>,
    Extension(signed): Extension<Signed>,
    Form(form): Form<Confirm>,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/account") };
    match service.close_account(&actor, &form.password).await {
        Ok(()) => {
            let to = Redirect::to("/sign-in?done=closed");
            ([(header::SET_COOKIE, set(secure, "", 0))], to).into_response()
        }
        Err(e) => refused("/account", e),
    }
}

/// A copy of everything stored about whoever is signed in, as a file.
pub async fn export(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let Some(actor) = signed.0 else { return to_sign_in("/account") };
    match service.export(&actor).await {
        Ok(text) => {
            let mut response = text.into_response();
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json; charset=utf-8"),
            );
            headers.insert(
                header::CONTENT_DISPOSITION,
                HeaderValue::from_static("attachment; filename=\"biaogan-my-data.json\""),
            );
            response
        }
        Err(e) => refused("/account", e),
    }
}

/// A new session, and on to a page of this site.
fn begin(secure: Secure, fresh: &str, to: &str) -> Response {
    ([(header::SET_COOKIE, set(secure, fresh, LIFETIME))], Redirect::to(to)).into_response()
}

/// Back to a page with the refusal in its address: a code with facts, nothing personal.
fn refused(page: &str, e: Error) -> Response {
    let refusal = refusal_of(e);
    Redirect::to(&format!("{page}?refused={}", refusal_to_query(&refusal))).into_response()
}

pub(super) fn refusal_of(e: Error) -> Refusal {
    match e {
        Error::Refused(r) => r,
        Error::Fault(fault) => {
            tracing::error!("{fault}");
            Refusal::TooManyAttempts { wait: 5 }
        }
    }
}

/// The form with a refusal that came from the verb: beside its field, or for the form as a whole.
fn whole(mut typed: Typed, e: Error) -> Typed {
    let refusal = refusal_of(e);
    if typed.slips.iter().any(|s| s.1 == refusal) {
        return typed;
    }
    let field = match &refusal {
        Refusal::Email | Refusal::Taken => "email",
        Refusal::WeakPassword { .. } => "password",
        Refusal::ConsentMissing => "consent",
        _ => "",
    };
    typed.slips.push((field.to_owned(), refusal));
    typed
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let cut = |text: &str| {
        let end = (0..=text.len().min(VALUE_MAX)).rev().find(|i| text.is_char_boundary(*i));
        text[..end.unwrap_or(0)].to_owned()
    };
    pairs.iter().map(|(k, v)| ((*k).to_owned(), cut(v))).collect()
}

fn from(parts: &Parts) -> String {
    parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default()
}

/// A secret as it may stand in an address: what is none becomes a word that fits nothing.
fn safe(token: &str) -> &str {
    let fits =
        !token.is_empty() && token.len() <= 64 && token.bytes().all(|b| b.is_ascii_hexdigit());
    if fits { token } else { "0" }
}

/// Draws the form's page with what was typed and what is wrong, in the answer to the post; with
/// nothing wrong it is a preview.
pub(super) async fn redraw(site: &Site, parts: &Parts, typed: Typed) -> Response {
    let late = typed.slips.iter().find_map(|s| match s.1 {
        Refusal::TooManyAttempts { wait } => Some(wait),
        _ => None,
    });
    let status = if late.is_some() {
        StatusCode::TOO_MANY_REQUESTS
    } else if typed.slips.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = typed.page.parse().unwrap_or_else(|_| Uri::from_static("/"));
    *request.headers_mut() = parts.headers.clone();
    request.headers_mut().remove(header::CONTENT_LENGTH);
    request.headers_mut().remove(header::CONTENT_TYPE);
    *request.extensions_mut() = parts.extensions.clone();
    request.extensions_mut().insert(typed);
    if streams(&parts.uri, &parts.headers) {
        match anew(site, &parts.headers).await {
            Ok(signed) => drop(request.extensions_mut().insert(signed)),
            Err(e) => {
                tracing::error!("session: {e}");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    }
    let mut response = (site.draw)(request).await;
    // A page that is not there for whoever asks says so itself.
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    if let Some(wait) = late {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.max(1)));
    }
    response
}
