//! What is posted is there as a whole before anybody asks who posts it: a form whose last byte is held back acts with
//! the rights of the moment it comes, not of the one it was begun in (Art. 5). Files come piece by piece, for hours if
//! need be: whoever sends them is asked again before they count ([`service::acting`]).

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::BODY_MAX;

/// How long a form may be on its way.
const LONGEST: Duration = Duration::from_secs(60);

/// Layer: reads a form before anything is done about it.
pub async fn whole(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    if asks || streams(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(LONGEST, to_bytes(body, BODY_MAX)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// Whether a request brings files, which are taken as they come. Server functions take none, whatever they say that
/// they are sent.
pub(super) fn streams(uri: &Uri, headers: &HeaderMap) -> bool {
    let path = uri.path();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    path.starts_with("/uploads")
        || (kind.is_some_and(|k| k.starts_with("multipart/")) && !path.starts_with("/api/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn files_alone_are_taken_as_they_come() {
        let ask = |path: &str, kind: &str| {
            let kind = HeaderValue::from_str(kind).unwrap();
            streams(&path.parse().unwrap(), &HeaderMap::from_iter([(header::CONTENT_TYPE, kind)]))
        };
        let form = "application/x-www-form-urlencoded";
        assert!(ask("/uploads/1", form) && ask("/title/import", "multipart/form-data; boundary=x"));
        assert!(!ask("/api/x", form) && !ask("/consultation", form) && !ask("/account/close", ""));
        assert!(
            !ask("/api/x", "multipart/form-data; boundary=x"),
            "no server function takes files"
        );
    }
}
