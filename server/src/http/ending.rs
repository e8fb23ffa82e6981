//! A server that was told to end says so before it does: whoever asks about its health is told no, and sends
//! visitors elsewhere, while those who come all the same are served. Their lines are not kept for a next
//! request, which would find nobody.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Version, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

/// Where proxies ask whether they may send visitors here.
const ASKED: [&str; 2] = ["/health", "/ready"];

/// The same routes, which know when the server is about to end.
pub fn around(routes: Router, leaving: watch::Receiver<bool>) -> Router {
    routes.layer(middleware::from_fn_with_state(leaving, told))
}

async fn told(
    State(leaving): State<watch::Receiver<bool>>,
    request: Request,
    next: Next,
) -> Response {
    if !*leaving.borrow() {
        return next.run(request).await;
    }
    if ASKED.contains(&request.uri().path()) {
        return (StatusCode::SERVICE_UNAVAILABLE, "this server is about to end\n").into_response();
    }
    let one = matches!(request.version(), Version::HTTP_10 | Version::HTTP_11);
    let mut response = next.run(request).await;
    if one {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
