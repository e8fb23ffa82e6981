//! What a request must bring along before anything is done for it.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Whether the proxy in front is believed.
#[derive(Clone, Copy)]
pub struct TrustProxy(pub bool);

/// Notes where a request came from, for counting tries. Of what was forwarded the last word of the last line
/// is the proxy's own: some proxies add to a line that came with the request, some add a line below it.
pub async fn from(State(trust): State<TrustProxy>, mut request: Request, next: Next) -> Response {
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.rsplit(',').next())
        .map(|v| v.trim().to_owned())
        .filter(|_| trust.0);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip().to_string());
    let from = forwarded.or(peer).unwrap_or_default();
    request.extensions_mut().insert(app::enter::From(from));
    next.run(request).await
}

/// Lets a changing request through only when it comes from this site itself. Together
/// with `SameSite=Lax` cookies this is what keeps other sites from acting in a signed-in
/// person's name.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !from_here(request.headers()) {
        return (StatusCode::FORBIDDEN, "cross-site request refused\n").into_response();
    }
    next.run(request).await
}

/// Whether a request was sent by a page of this site, or by nobody's page.
pub(super) fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        return site == "same-origin" || site == "none";
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o == host),
        // Neither header: no browser of the last years. Only without a session.
        (None, _) => !headers.contains_key(header::COOKIE),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn only_requests_from_this_site_change_anything() {
        let ok = [
            headers(&[("sec-fetch-site", "same-origin")]),
            headers(&[("sec-fetch-site", "none")]),
            headers(&[("origin", "https://b.example"), ("host", "b.example"), ("cookie", "x=1")]),
            headers(&[("host", "b.example")]),
        ];
        let refused = [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[("sec-fetch-site", "same-site")]),
            headers(&[("origin", "https://evil.example"), ("host", "b.example")]),
            headers(&[("origin", "null"), ("host", "b.example")]),
            headers(&[("host", "b.example"), ("cookie", "x=1")]),
        ];
        assert!(ok.iter().all(from_here));
        assert!(!refused.iter().any(from_here));
    }
}
