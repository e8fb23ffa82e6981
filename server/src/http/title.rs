//! The plain route of room *title* (Art. 23): the certificate.

use app::enter::Signed;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use service::Service;

use super::Base;
use super::print::{answer, language_of, refused};
use crate::print::{self, Printer};

/// The certificate of a title as PDF, for the people of its organisation and the Office.
pub async fn certificate(
    State(service): State<Service>,
    State(printer): State<Printer>,
    State(base): State<Base>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else {
        let number: String =
            number.chars().filter(|c| c.is_ascii_digit() || *c == '-').take(20).collect();
        let next = format!("/sign-in?next=/title/{number}/certificate.pdf");
        return Redirect::to(&next).into_response();
    };
    let lang = language_of(&parts);
    match service.certificate(&actor, &number).await {
        Ok(c) => {
            let name = format!("certificate-{}", c.line.number);
            let base = base.of(&parts.headers);
            let made = printer.print_sheet(move || print::certificate(lang, &c, &base)).await;
            answer(lang, &name, made)
        }
        Err(e) => refused(&e),
    }
}
