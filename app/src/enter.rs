//! How a server function begins and ends: enter (session → actor), call one verb,
//! answer. Only here does the outcome of a verb become an HTTP status.

use domain::policy::Actor;
use domain::refusal::Refusal;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};
use leptos::prelude::{ServerFnErrorErr, use_context};
use leptos_axum::ResponseOptions;
use service::Service;

use crate::error::{Api, ApiError};
use crate::locales::{lang, refusal};

/// The signed-in actor, put into the request by the server's session layer.
#[derive(Clone, Debug)]
pub struct Signed(pub Option<Actor>);

/// The address a request came from, as far as the server trusts what it is told.
#[derive(Clone, Debug)]
pub struct From(pub String);

/// Where people reach the site, such as `https://host`, without a slash at the end: for links that
/// leave it.
#[derive(Clone, Debug)]
pub struct Base(pub String);

/// The site's address for links that leave it; empty when it is not known.
pub fn base() -> String {
    use_context::<Base>().map(|b| b.0).unwrap_or_default()
}
/// The hash of the session a request was sent in, put there by the server's session layer.
#[derive(Clone, Debug)]
pub struct Session(pub String);

/// How the cookie of a session's token is written; the server knows its name.
#[derive(Clone)]
pub struct Cookie(pub std::sync::Arc<dyn Fn(&str) -> String + Send + Sync>);

/// Gives the browser another token for its session.
pub fn renew(token: &str) {
    let (options, cookie) = (use_context::<ResponseOptions>(), use_context::<Cookie>());
    if let (Some(options), Some(cookie)) = (options, cookie)
        && let Ok(cookie) = HeaderValue::from_str(&(cookie.0)(token))
    {
        options.append_header(http::header::SET_COOKIE, cookie);
    }
}

/// Service for public verbs. Server functions that use it stand in the public list.
pub fn open() -> Api<Service> {
    use_context::<Service>().ok_or_else(|| ApiError::Line("no service in this context".into()))
}

/// Service and actor; refuses when nobody is signed in.
pub fn enter() -> Api<(Service, Actor)> {
    let service = open()?;
    match signed() {
        Some(actor) => Ok((service, actor)),
        None => Err(refused(Refusal::SignIn)),
    }
}

/// The signed-in actor of this request, if any.
pub fn signed() -> Option<Actor> {
    use_context::<Parts>()?.extensions.get::<Signed>()?.0.clone()
}

/// The hash of the session of this request; empty without one.
pub fn session() -> String {
    use_context::<Parts>()
        .and_then(|p| p.extensions.get::<Session>().map(|s| s.0.clone()))
        .unwrap_or_default()
}

/// The address this request came from, for counting tries.
pub fn from() -> String {
    use_context::<Parts>()
        .and_then(|p| p.extensions.get::<From>().map(|f| f.0.clone()))
        .unwrap_or_default()
}

/// The number of a fault, for the layer that explains it to whoever has sent a form; it leaves no server.
pub const FAULT: HeaderName = HeaderName::from_static("x-biaogan-fault");

/// Says that nobody is signed in, for the layer that gives whoever has sent a form all of it again; it leaves no server.
pub const SIGNED_OUT: HeaderName = HeaderName::from_static("x-biaogan-signed-out");

/// Says that what was typed is stored, whatever is refused after it; it leaves no server.
pub const STORED: HeaderName = HeaderName::from_static("x-biaogan-stored");

/// What was typed is stored. If more that was asked for is refused, its page tells so beside it.
pub fn stored() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(STORED, HeaderValue::from_static("1"));
    }
}

/// Turns a verb's outcome into the answer of a server function.
pub fn answer<T>(outcome: service::Result<T>) -> Api<T> {
    outcome.map_err(|e| match e {
        service::Error::Refused(r) => refused(r),
        service::Error::Fault(fault) => {
            let id = fault_id();
            tracing::error!(fault = %id, "{fault}");
            status(StatusCode::INTERNAL_SERVER_ERROR);
            if let (Some(options), Ok(id)) =
                (use_context::<ResponseOptions>(), HeaderValue::from_str(&id))
            {
                options.insert_header(FAULT, id);
            }
            ApiError::Fault(id)
        }
    })
}

/// What a rule says of who asks, and then of what was typed: policy first, so that nothing is read before it.
pub fn judged<T>(outcome: Result<T, Refusal>) -> Api<T> {
    outcome.map_err(refused)
}

/// A refusal with its status.
pub(crate) fn refused(r: Refusal) -> ApiError {
    if let Refusal::TooManyAttempts { wait } = &r
        && let Some(options) = use_context::<ResponseOptions>()
    {
        options.insert_header(http::header::RETRY_AFTER, http::HeaderValue::from((*wait).max(1)));
    }
    if r == Refusal::SignIn
        && let Some(options) = use_context::<ResponseOptions>()
    {
        options.insert_header(SIGNED_OUT, HeaderValue::from_static("1"));
    }
    let said = crate::error::to_hex(&refusal::refusal(lang(), &r));
    if let (Some(options), Ok(said)) = (use_context::<ResponseOptions>(), said.parse()) {
        options.insert_header(http::HeaderName::from_static(crate::error::SAID), said);
    }
    status(StatusCode::from_u16(r.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    ApiError::Refused(r)
}

/// What a request brought could not be read: its fault, not the server's.
pub(crate) fn misread(e: &ServerFnErrorErr) {
    use ServerFnErrorErr::{Args, Deserialization, MissingArg, Request};
    if matches!(e, Args(_) | Deserialization(_) | MissingArg(_) | Request(_)) {
        status(StatusCode::BAD_REQUEST);
    }
}

/// Sets the status, unless a plain form was posted: that is answered by a redirect, which
/// a status of ours would break.
fn status(code: StatusCode) {
    let form = use_context::<Parts>().is_some_and(|p| {
        p.method == http::Method::POST
            && p.headers
                .get(http::header::ACCEPT)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.contains("text/html"))
    });
    if !form && let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(code);
    }
}

/// A number for the user to quote: grows by one with every fault of this process.
fn fault_id() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("F{:X}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
