//! How often everybody may post: every public route that changes something has its number here, or a
//! test fails (`server/tests/matrix.rs`). Counted for each network address within a quarter of an
//! hour, whatever becomes of the request; what a verb counts beside it (a letter to one address, a
//! wrong password of one account) is its own.

use app::corridor::guard::wait::PATH;
use app::enter::From as Origin;
use app::error::ApiError;
use app::ui::form::Typed;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use service::Error;

use super::State as Site;
use super::people::redraw;

/// Routes with what one network address may post to each within a quarter of an hour. An office
/// shares one address, so these are high; they are there against machines.
pub const LIMITS: &[(&str, i64)] = &[
    ("/session", 300),
    ("/session/end", 600),
    ("/session/code", 300),
    ("/register", 120),
    ("/verify", 120),
    ("/reset", 120),
    ("/reset/new", 120),
    ("/invitation/{token}", 120),
    ("/notice/{year}/objection", 60),
    ("/incident/report", 60),
    ("/api/application/status", 600),
    ("/api/application/status_look_up", 300),
    ("/api/application/status_forget", 300),
    ("/api/application/status_seen", 600),
    ("/api/application/sign_view", 600),
    ("/api/application/sign", 240),
    ("/api/application/sign_decline", 120),
    ("/api/notice/objection_withdraw", 120),
];

/// The number of a route, if it has one.
fn limit(request: &Request) -> Option<(&'static str, i64)> {
    if request.method() != Method::POST {
        return None;
    }
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    LIMITS.iter().copied().find(|l| l.0 == path)
}

/// Layer: counts a post to a public route, and refuses when its network address has had its share.
pub async fn limited(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some((path, most)) = limit(&request) else { return next.run(request).await };
    let from = request.extensions().get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    match site.service.count_post(path, &from, most).await {
        Ok(()) => next.run(request).await,
        Err(Error::Refused(refusal)) => {
            let (parts, _) = request.into_parts();
            let page = parts
                .headers
                .get(header::ACCEPT)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.contains("text/html"));
            if page {
                let slips = vec![(String::new(), refusal)];
                let typed = Typed { page: PATH.into(), slips, ..Typed::default() };
                return redraw(&site, &parts, typed).await;
            }
            let wait = match refusal {
                Refusal::TooManyAttempts { wait } => wait.max(1),
                _ => 1,
            };
            let retry = [(header::RETRY_AFTER, HeaderValue::from(wait))];
            let body = axum::Json(ApiError::Refused(refusal));
            (StatusCode::TOO_MANY_REQUESTS, retry, body).into_response()
        }
        Err(Error::Fault(fault)) => {
            tracing::error!("counting posts: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
