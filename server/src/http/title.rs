//! The plain routes of room *title* (Art. 23): the certificate, and the form that corrects a title of an earlier season.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::title::correct;
use app::rooms::title::register::PATH;
use app::ui::form::Typed;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form as Fields};
use domain::policy::may_run_office;
use domain::refusal::Refusal;
use domain::title::Number;
use domain::title::correction::Form;
use service::{Error, Service};

use super::people::redraw;
use super::print::{answer, language_of, refused};
use super::session::to_sign_in;
use super::{Base, State as Site, way_in};
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
        return to_sign_in(&format!("/title/{number}/certificate.pdf"));
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

/// Characters kept of a field that is drawn again.
const VALUE_MAX: usize = 1_000;
/// Fields of the form that corrects a title.
const FIELDS: [&str; 11] = [
    "act",
    "seen",
    "number",
    "year",
    "organisation",
    "uscc",
    "benchmark",
    "direction",
    "category",
    "region",
    "reason",
];

/// The Office corrects a title of an earlier season: done, or the page again with what was typed.
pub async fn correct(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    parts: Parts,
    form: Result<Fields<BTreeMap<String, String>>, FormRejection>,
) -> Response {
    let Ok(number) = Number::parse(&number) else { return StatusCode::NOT_FOUND.into_response() };
    let page = correct::path(number.as_str());
    let Some(actor) = signed.0 else { return way_in(&page, PATH) };
    // Before anything that was typed is looked at: who may not is told of nothing.
    if may_run_office(&actor).is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Fields(form)) = form else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let text = |field: &str| form.get(field).cloned().unwrap_or_default();
    let typed = Form {
        number: text("number"),
        year: text("year"),
        organisation: text("organisation"),
        uscc: text("uscc"),
        benchmark: text("benchmark"),
        direction: text("direction"),
        category: text("category"),
        region: text("region"),
        reason: text("reason"),
    };
    let seen = text("seen").parse().unwrap_or(0);
    let slips = match site.service.correct_title(&actor, number.as_str(), &typed, seen).await {
        Ok(Ok(now)) => return Redirect::to(&format!("{PATH}/{now}#corrections")).into_response(),
        Ok(Err(slips)) => slips.into_iter().map(|(f, why)| (f.to_owned(), why)).collect(),
        Err(Error::Refused(Refusal::NotYours)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Refused(why)) => vec![(String::new(), why)],
        Err(Error::Fault(fault)) => {
            tracing::error!("correcting a title: {fault}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let kept = |f: &str| (f.to_owned(), text(f).chars().take(VALUE_MAX).collect());
    redraw(&site, &parts, Typed { page, values: FIELDS.map(kept).into(), slips }).await
}
