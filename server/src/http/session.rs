//! Sessions: a random token in a cookie, its hash in the database.

use std::collections::BTreeMap;

use app::corridor::guard::code::PATH as CODE;
use app::corridor::guard::factor::PATH as SECOND_STEP;
use app::enter::{From as Origin, Session, Signed};
use app::error::{ApiError, refusal_to_query};
use app::ui::form::Typed;
use axum::Extension;
use axum::Form;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::application::version::digest;
use domain::guard::factor::HALF_LIFE;
use domain::refusal::Refusal;
use serde::Deserialize;
use service::acting::Acting;
use service::{Begun, Error, Service};

use super::language::{cookie, local};
use super::people::redraw;
use super::whole::streams;
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

/// Where the way to sign in and back begins.
pub(super) const SIGN_IN: &str = "/sign-in?next=";

/// Leads to where one signs in, and from there to a page.
pub(super) fn to_sign_in(next: &str) -> Response {
    Redirect::to(&format!("{SIGN_IN}{next}")).into_response()
}

/// The cookie's name; `__Host-` pins it to this host and to HTTPS.
fn name(secure: Secure) -> &'static str {
    if secure.0 { "__Host-biaogan" } else { "biaogan" }
}

/// The session token of a request.
pub fn token(headers: &HeaderMap, secure: Secure) -> Option<String> {
    cookie(headers, name(secure)).filter(|t| !t.is_empty())
}

/// What pages do by themselves: hold a line, ask again what it told of, give signs of life. However long a page
/// is left open, its session has not been used by that.
const BY_ITSELF: [&str; 5] = [
    "/live",
    "/api/review/board",
    "/api/review/delta",
    "/api/defence/room",
    "/api/application/present",
];

/// Layer: who is this, and is it a demonstration?
pub async fn enter(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let token = token(request.headers(), site.secure);
    let session = token.as_deref().map(digest).unwrap_or_default();
    let now = site.service.now();
    let entered = match token {
        None => Ok(None),
        Some(token) if BY_ITSELF.contains(&request.uri().path()) => {
            site.service.known(&token).await
        }
        Some(token) => site.service.entered(&token).await,
    };
    let public = |s: &domain::season::Season| Public {
        notice: s.published.notice_open(now),
        announced: s.published.announced.map(|_| s.year),
    };
    let demo = match site.service.season().await {
        Err(Error::Refused(_)) => Ok((false, Public::default())), // no season yet: the pages say so
        season => season.map(|s| (s.demo, public(&s))),
    };
    match (entered, demo) {
        (Ok(entered), Ok((demo, public))) => {
            let owes = entered.as_ref().is_some_and(|e| e.owes);
            if owes && !open_to_owing(request.uri().path()) {
                return owing(&request);
            }
            let actor = entered.map(|e| e.actor);
            let there =
                request.method() == Method::GET || !streams(request.uri(), request.headers());
            let asked = there.then_some(now);
            let acting =
                actor.clone().map(|actor| Acting { session: session.clone(), actor, asked });
            if let Some(actor) = actor.as_ref().filter(|_| wants_page(&request)) {
                match site.service.unread(actor).await {
                    Ok(n) => drop(request.extensions_mut().insert(Unread(n))),
                    // A page without the number is better than none.
                    Err(e) => tracing::error!("counting messages: {e}"),
                }
            }
            // The header leads them there; a page without the entry is better than none.
            if let Some(actor) = actor.as_ref().filter(|_| accepts_html(&request)) {
                match site.service.stands_in(actor).await {
                    Ok(stands) => drop(request.extensions_mut().insert(StandsIn(stands))),
                    Err(e) => tracing::error!("who stands in: {e}"),
                }
            }
            request.extensions_mut().insert(Owes(owes));
            request.extensions_mut().insert(Signed(actor));
            request.extensions_mut().insert(Session(session));
            request.extensions_mut().insert(Demo(demo));
            request.extensions_mut().insert(public);
            match acting {
                Some(acting) => acting.does(next.run(request)).await,
                None => next.run(request).await,
            }
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

/// Who draws the page in the answer to a form that brought files: they may have been on their way for long.
pub(super) async fn anew(site: &Site, headers: &HeaderMap) -> service::Result<Signed> {
    let Some(token) = token(headers, site.secure) else { return Ok(Signed(None)) };
    let entered = site.service.known(&token).await?;
    Ok(Signed(entered.filter(|e| !e.owes).map(|e| e.actor)))
}

/// Whether whoever is signed in stands in for a head of the committee in conflict, noted where a page may be drawn.
#[derive(Clone, Copy, Debug)]
pub struct StandsIn(pub bool);

/// Whether whoever is signed in owes a second step and has none, noted with every request.
#[derive(Clone, Copy, Debug)]
pub struct Owes(pub bool);

/// What opens to whoever owes a second step: setting it up, signing out, another language.
fn open_to_owing(path: &str) -> bool {
    const OPEN: [&str; 6] =
        [SECOND_STEP, "/api/guard/factor", "/session", "/session/end", "/session/code", "/privacy"];
    OPEN.contains(&path) || path.starts_with("/lang/")
}

/// Leads to where it is set up; whoever asks for no page is told.
fn owing(request: &Request) -> Response {
    if wants_page(request) {
        let next = request.uri().path_and_query().map(|p| p.as_str()).unwrap_or("/");
        let next = urlencode(local(Some(next)));
        return Redirect::to(&format!("{SECOND_STEP}?next={next}")).into_response();
    }
    let refusal = ApiError::Refused(Refusal::FactorOwed);
    (StatusCode::FORBIDDEN, axum::Json(refusal)).into_response()
}

/// Whether a request asks for a page, whose header counts messages.
fn wants_page(request: &Request) -> bool {
    request.method() == Method::GET && accepts_html(request)
}

/// Whether its answer may be a page: one that is asked for, or the answer to a plain form.
fn accepts_html(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_some_and(|a| a.contains("text/html"))
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
    match service.begin_session(&form.email, &form.password, &from.0, &device).await {
        Ok(Begun::Whole(fresh)) => begun(&service, secure, &headers, &fresh, next).await,
        Ok(Begun::Half(half)) => {
            let cookie = cookie_of(step_name(secure), secure, &half, HALF_LIFE);
            let to = format!("{CODE}?next={}", urlencode(next));
            ([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response()
        }
        Err(e) => back("/sign-in", next, e),
    }
}

/// Sets a fresh session. Whoever signs in over an old session leaves it: its token dies here.
async fn begun(
    service: &Service,
    secure: Secure,
    headers: &HeaderMap,
    fresh: &str,
    next: &str,
) -> Response {
    if let Some(old) = token(headers, secure)
        && let Err(e) = service.sign_out(&old).await
    {
        tracing::error!("ending the old session: {e}");
    }
    let cookies = AppendHeaders([
        (header::SET_COOKIE, set(secure, fresh, service::rooms::identity::LIFETIME)),
        (header::SET_COOKIE, cookie_of(step_name(secure), secure, "", 0)),
    ]);
    (cookies, Redirect::to(next)).into_response()
}

/// The second step: a code off a telephone, or a recovery code.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    recovery: String,
    next: Option<String>,
}

/// Takes the second step. Whatever is wrong with it is told on its page, in the answer itself.
pub async fn code(State(site): State<Site>, parts: Parts, Form(form): Form<Code>) -> Response {
    let next = local(form.next.as_deref());
    let half = cookie(&parts.headers, step_name(site.secure)).unwrap_or_default();
    let from = parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    let (field, typed) =
        if form.recovery.is_empty() { ("code", &form.code) } else { ("recovery", &form.recovery) };
    match site.service.second_step(&half, typed, &from).await {
        Ok(fresh) => begun(&site.service, site.secure, &parts.headers, &fresh, next).await,
        Err(e) => {
            let refusal = super::people::refusal_of(e);
            let field = if refusal == Refusal::BadCode { field } else { "" };
            let typed = Typed {
                page: CODE.into(),
                values: BTreeMap::from([("next".to_owned(), next.to_owned())]),
                slips: vec![(field.to_owned(), refusal)],
            };
            redraw(&site, &parts, typed).await
        }
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

/// The name of the cookie between the two steps of signing in.
fn step_name(secure: Secure) -> &'static str {
    if secure.0 { "__Host-biaogan-step" } else { "biaogan-step" }
}

/// The header that sets the session's cookie.
pub(super) fn set(secure: Secure, token: &str, micros: i64) -> String {
    cookie_of(name(secure), secure, token, micros)
}

fn cookie_of(name: &str, secure: Secure, token: &str, micros: i64) -> String {
    let flag = if secure.0 { "; Secure" } else { "" };
    let seconds = micros / 1_000_000;
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flag}")
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
