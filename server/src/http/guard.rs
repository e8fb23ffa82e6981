//! What a request must bring along before anything is done for it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

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
    let from = counted(&forwarded.or(peer).unwrap_or_default());
    request.extensions_mut().insert(app::enter::From(from));
    next.run(request).await
}

/// An address as it is counted: of IPv6 the network of one subscriber, who has 2^64 addresses in it; IPv4 in the
/// clothes of IPv6 as what it is. What is no address stays as it was forwarded.
fn counted(address: &str) -> String {
    // Some proxies add the port, which is another one each time.
    let ip = address.parse::<IpAddr>();
    let ip = ip.or_else(|_| address.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    match ip.map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Ok(ip) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
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
    fn a_subscriber_is_counted_once_whatever_address_of_theirs_they_use() {
        for (address, as_) in [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("203.0.113.7", "203.0.113.7"),
            ("203.0.113.7:4711", "203.0.113.7"),
            ("unknown", "unknown"),
            ("", ""),
        ] {
            assert_eq!(counted(address), as_, "{address}");
        }
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
