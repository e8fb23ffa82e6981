//! Printed documents: the dossier and the receipt as PDF. Plain routes: a browser shows or
//! saves what it gets.

use app::enter::Signed;
use app::locales::{Lang, print as words};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::ids::DossierId;
use domain::policy::Actor;
use serde::Deserialize;
use service::{Error, Service};

use super::made::Unmade;
use super::session::to_sign_in;
use super::{Base, language};
use crate::print::{self, Printer, Unprinted};

/// The language of the labels, where it is not the reader's.
#[derive(Deserialize)]
pub struct In {
    lang: Option<String>,
}

/// The dossier, for whoever may read it.
pub async fn dossier(
    State(service): State<Service>,
    State(printer): State<Printer>,
    State(base): State<Base>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<DossierId>,
    Query(query): Query<In>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&id, "dossier.pdf") };
    let lang = chosen(&query, &parts);
    let printed = match service.print(&actor, &id).await {
        Ok(p) => p,
        Err(e) => return refused(&e),
    };
    let name = printed.dossier.reference.clone();
    let base = base.of(&parts.headers);
    answer(lang, &name, printer.print(move || print::dossier(lang, &printed, &base)).await)
}

/// The receipt, for those who wrote the dossier.
pub async fn receipt(
    State(service): State<Service>,
    State(printer): State<Printer>,
    State(base): State<Base>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<DossierId>,
    Query(query): Query<In>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&id, "receipt.pdf") };
    let lang = chosen(&query, &parts);
    match receipt_pdf(&service, &printer, &actor, &id, lang, &base.of(&parts.headers)).await {
        Ok((name, printed)) => answer(lang, &format!("{name}-receipt"), printed),
        Err(e) => refused(&e),
    }
}

async fn receipt_pdf(
    service: &Service,
    printer: &Printer,
    actor: &Actor,
    id: &DossierId,
    lang: Lang,
    base: &str,
) -> Result<(String, Result<pdf::Printed, Unprinted>), Error> {
    let receipt = service.receipt(actor, id).await?;
    let (name, now, base) = (receipt.reference.clone(), service.now(), base.to_owned());
    let made = printer.print(move || print::receipt(lang, &receipt, now, &base)).await;
    Ok((name, made))
}

/// The reader's language, or the one the address asks for.
pub(super) fn language_of(parts: &Parts) -> Lang {
    let query = Query::<In>::try_from_uri(&parts.uri);
    query.map_or_else(|_| language::of(parts), |q| chosen(&q.0, parts))
}

fn chosen(query: &In, parts: &Parts) -> Lang {
    query.lang.as_deref().map_or_else(|| language::of(parts), Lang::from_code)
}

pub(super) fn sign_in(id: &DossierId, document: &str) -> Response {
    let id: String = id.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    to_sign_in(&format!("/application/{id}/{document}"))
}

pub(super) fn refused(e: &Error) -> Response {
    match e {
        Error::Refused(_) => StatusCode::NOT_FOUND.into_response(),
        Error::Fault(fault) => {
            tracing::error!("printing: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

pub(super) fn answer(lang: Lang, name: &str, printed: Result<pdf::Printed, Unprinted>) -> Response {
    let printed = match printed {
        Ok(printed) => printed,
        Err(why) => {
            if let Unprinted::Failed(why) = why {
                tracing::error!("printing: {why}");
            }
            let again =
                HeaderMap::from_iter([(header::RETRY_AFTER, HeaderValue::from_static("20"))]);
            return (StatusCode::SERVICE_UNAVAILABLE, again, words::words(lang).busy)
                .into_response();
        }
    };
    sent(name, printed.bytes.into())
}

/// A document for everybody.
pub(super) fn public(lang: Lang, name: &str, made: Result<Bytes, Unmade>) -> Response {
    match made {
        Ok(bytes) => sent(name, bytes),
        Err(Unmade::Not(e)) => refused(&e),
        Err(Unmade::Busy) => answer(lang, name, Err(Unprinted::Busy)),
        Err(Unmade::Failed(why)) => answer(lang, name, Err(Unprinted::Failed(why))),
    }
}

fn sent(name: &str, bytes: Bytes) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}.pdf\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_in_a_code_is_the_sites_own() {
        let host =
            |h: &str| HeaderMap::from_iter([(header::HOST, HeaderValue::from_str(h).unwrap())]);
        let told = Base { address: Some("https://biaogan.example/".into()), secure: false };
        assert_eq!(told.of(&host("evil.example")), "https://biaogan.example");
        let asked = Base { address: None, secure: true };
        assert_eq!(asked.of(&host("biaogan.example:8443")), "https://biaogan.example:8443");
        assert_eq!(asked.of(&host("a b\"c")), "https://localhost");
        assert_eq!(asked.of(&HeaderMap::new()), "https://localhost");
    }
}
