//! Sessions: a random token in a cookie, its hash in the database.

use app::enter::{From as Origin, Session, Signed};
use app::error::refusal_to_query;
use axum::Extension;
use axum::Form;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::version::digest;
use domain::refusal::Refusal;
use serde::Deserialize;
use service::{Error, Service};

use super::language::{cookie, local};
use super::{Secure, State as Site};

/// Whether the running season is a demonstration, noted with every request.
#[derive(Clone, Copy, Debug)]
pub struct Demo(pub bool);

/// What stands before the public, noted with every request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Public {
    /// A notice is open.
    pub notice: bool,
    /// Year of the season, once its result is announced.
    pub announced: Option<i32>,
}

/// Messages the signed-in person has not read, noted with every request for a page.
#[derive(Clone, Copy, Debug)]
pub struct Unread(pub i64);

/// The cookie's name; `__Host-` pins it to this host and to HTTPS.
fn name(secure: Secure) -> &'static str {
    if secure.0 { "__Host-biaogan" } else { "biaogan" }
}

/// The session token of a request.
pub fn token(headers: &HeaderMap, secure: Secure) -> Option<String> {
    cookie(headers, name(secure)).filter(|t| !t.is_empty())
}

/// Layer: who is this, and is it a demonstration?
pub async fn enter(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let token = token(request.headers(), site.secure);
    let session = token.as_deref().map(digest).unwrap_or_default();
    let actor = match token {
        None => Ok(None),
        Some(token) => site.service.enter(&token).await,
    };
    let now = site.service.now();
    let public = |s: &domain::season::Season| Public {
        notice: s.published.notice_open(now),
        announced: s.published.announced.map(|_| s.year),
    };
    let demo = match site.service.season().await {
        Err(Error::Refused(_)) => Ok((false, Public::default())), // no season yet: the pages say so
        season => season.map(|s| (s.demo, public(&s))),
    };
    match (actor, demo) {
        (Ok(actor), Ok((demo, public))) => {
            if let Some(actor) = actor.as_ref().filter(|_| wants_page(&request)) {
                match site.service.unread(actor).await {
                    Ok(n) => drop(request.extensions_mut().insert(Unread(n))),
                    // A page without the number is better than none.
                    Err(e) => tracing::error!("counting messages: {e}"),
                }
            }
            request.extensions_mut().insert(Signed(actor));
            request.extensions_mut().insert(Session(session));
            request.extensions_mut().insert(Demo(demo));
            request.extensions_mut().insert(public);
            next.run(request).await
        }
        (Err(e), _) | (_, Err(e)) => {
            tracing::error!("session: {e}");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "系统暂时不可用，请稍后再试 / Temporarily unavailable, please try again later\n",
            )
                .into_response()
        }
    }
}

/// Whether a request asks for a page, whose header counts messages.
fn wants_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok());
    request.method() == axum::http::Method::GET && accept.is_some_and(|a| a.contains("text/html"))
}

/// The sign-in form.
#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// Signs in; a refusal goes back to the form with its reason.
pub async fn sign_in(
    State(service): State<Service>,
    State(secure): State<Secure>,
    Extension(from): Extension<Origin>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let next = local(form.next.as_deref());
    let device = super::device::of(&headers);
    match service.sign_in_from(&form.email, &form.password, &from.0, &device).await {
        Ok(fresh) => {
            // Whoever signs in over an old session leaves it: its token dies here.
            if let Some(old) = token(&headers, secure)
                && let Err(e) = service.sign_out(&old).await
            {
                tracing::error!("ending the old session: {e}");
            }
            (
                [(header::SET_COOKIE, set(secure, &fresh, service::rooms::identity::LIFETIME))],
                Redirect::to(next),
            )
                .into_response()
        }
        Err(e) => back("/sign-in", next, e),
    }
}

/// Ends the session.
pub async fn sign_out(
    State(service): State<Service>,
    State(secure): State<Secure>,
    headers: HeaderMap,
) -> Response {
    if let Some(token) = token(&headers, secure)
        && let Err(e) = service.sign_out(&token).await
    {
        tracing::error!("signing out: {e}");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    ([(header::SET_COOKIE, set(secure, "", 0))], Redirect::to("/")).into_response()
}

/// The header that sets the session's cookie.
pub(super) fn set(secure: Secure, token: &str, micros: i64) -> String {
    let flag = if secure.0 { "; Secure" } else { "" };
    format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{flag}",
        name(secure),
        micros / 1_000_000
    )
}

/// Back to the form with the refusal in the address: a code with facts, nothing personal.
pub(super) fn back(form: &str, next: &str, e: Error) -> Response {
    let refusal = match e {
        Error::Refused(r) => r,
        Error::Fault(fault) => {
            tracing::error!("{fault}");
            Refusal::TooManyAttempts { wait: 5 }
        }
    };
    let next = urlencode(next);
    Redirect::to(&format!("{form}?refused={}&next={next}", refusal_to_query(&refusal)))
        .into_response()
}

/// Percent-encodes everything but unreserved characters and the slash.
pub(super) fn urlencode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}
