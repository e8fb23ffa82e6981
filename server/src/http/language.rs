//! The reader's language: a cookie; without one, what the browser prefers; Chinese else.

use app::enter::Signed;
use app::locales::Lang;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use service::Service;

/// Where to go on.
#[derive(Deserialize)]
pub struct To {
    to: Option<String>,
}

/// Sets the language and returns to the page. For somebody signed in who follows a link of this site it is
/// also the language of what they are sent; a link elsewhere changes no account.
pub async fn switch(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(code): Path<String>,
    Query(to): Query<To>,
) -> Response {
    let lang = Lang::from_code(&code);
    if let Some(actor) = &signed.0
        && super::guard::from_here(&headers)
        && let Err(e) = service.set_lang(actor, lang).await
    {
        // The page itself follows the cookie; only later mail would be in the other language.
        tracing::error!("noting a language: {e}");
    }
    let code = lang.short();
    let cookie = format!("lang={code}; Path=/; Max-Age=31536000; SameSite=Lax");
    ([(header::SET_COOKIE, cookie)], Redirect::to(local(to.to.as_deref()))).into_response()
}

/// The language of a request.
pub fn of(parts: &Parts) -> Lang {
    if let Some(code) = cookie(&parts.headers, "lang") {
        return Lang::from_code(&code);
    }
    let preferred = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    match preferred.and_then(|v| v.split([',', ';']).next()) {
        Some(first) if !first.starts_with("zh") && first.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// A cookie of a request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(k, _)| *k == name)
        .map(|(_, v)| v.to_owned())
}

/// A path on this site, or the home page: nobody is sent elsewhere.
pub fn local(to: Option<&str>) -> &str {
    to.filter(|t| {
        t.starts_with('/')
            && !t.starts_with("//")
            && !t.contains('\\')
            && t.bytes().all(|b| (0x21..0x7f).contains(&b))
    })
    .unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local(Some("/review/board?panel=1")), "/review/board?panel=1");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/a\r\nSet-Cookie: x",
            "evil",
        ] {
            assert_eq!(local(Some(bad)), "/", "{bad}");
        }
    }
}
