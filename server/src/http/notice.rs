//! Plain routes of rooms *notice* and *announcement* (Art. 21, 22): the form of an objection with its files,
//! evidence for those who handle it, documents as PDF.

use app::enter::{From as Origin, Signed};
use app::locales::Lang;
use app::rooms::notice::form::path;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::ids::{DossierId, FileId};
use domain::notice::objection::{Form, read};
use domain::policy::Actor;
use service::rooms::shared::evidence::Staged;
use service::{Error, Service};

use super::evidence::{self, Answers, Sender, attachment, not_sent};
use super::print::{answer, language_of};
use super::{Base, State as Site};
use crate::print::{self, Printer};

/// Fields of text of the form.
const FIELDS: [&str; 8] = ["who", "name", "uscc", "contact", "phone", "email", "entry", "facts"];
/// What is answered where it is not taken.
const ANSWERS: Answers = Answers {
    form: "objection",
    unstored: "异议没有保存，请稍后重试 / The objection was not stored, please try again\n",
    beside: |_| "",
};

/// Takes an objection, and leads to the page by which its author follows it. What is refused is drawn again
/// with all that was typed; files have to be chosen anew.
pub async fn object(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(year): Path<String>,
    parts: Parts,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Ok(year) = year.parse::<i32>() else { return StatusCode::NOT_FOUND.into_response() };
    let service = &site.service;
    let from = parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    let mut typed = Typed { page: path(year), ..Typed::default() };
    // Before the first byte of the body is kept.
    if let Err(e) = service.may_object(year, &from).await {
        return ANSWERS.refused(&site, &parts, typed, e).await;
    }
    let (files, read) = evidence::read(service, Sender::Anybody, form, &FIELDS, &mut typed).await;
    let told = match read {
        Ok(()) => sent(service, signed.0.as_ref(), year, (&mut typed, &files)).await,
        Err(e) => Err(Some(e)),
    };
    let told = told.map(|token| format!("/objection/{token}"));
    ANSWERS.answer(&site, &parts, typed, &files, told).await
}

/// Judges the form: slips are noted beside their fields.
async fn sent(
    service: &Service,
    actor: Option<&Actor>,
    year: i32,
    (typed, files): (&mut Typed, &[Staged]),
) -> Result<String, Option<Error>> {
    let value = |field: &str| typed.value(field);
    let form = Form {
        who: value("who"),
        name: value("name"),
        uscc: value("uscc"),
        contact: value("contact"),
        phone: value("phone"),
        email: value("email"),
        entry: value("entry"),
        facts: value("facts"),
    };
    let lines = service.notice(Some(year)).await?.map_or(0, |n| n.lines.len());
    if let Err(slips) = read(&form, u32::try_from(lines).unwrap_or(u32::MAX), files.len()) {
        typed.slips = slips.into_iter().map(|(f, r)| (f.to_owned(), r)).collect();
        return Err(None);
    }
    Ok(service.object_as(actor, year, &form, files).await?)
}

/// A file of evidence, always as an attachment, for those who handle the objection.
pub async fn evidence(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let Some(actor) = signed.0 else { return StatusCode::UNAUTHORIZED.into_response() };
    match service.evidence(&actor, &id).await {
        Ok((file, content)) => attachment(&file.name, &file.media_type, file.size, content),
        Err(e) => not_sent(&e),
    }
}

/// The notice of a year as PDF.
pub async fn notice_pdf(
    State(service): State<Service>,
    State(printer): State<Printer>,
    State(base): State<Base>,
    Path(year): Path<String>,
    parts: Parts,
) -> Response {
    let lang: Lang = language_of(&parts);
    let year = year.parse().unwrap_or(0);
    let base = base.of(&parts.headers);
    match service.notice(Some(year)).await {
        Ok(Some(v)) => {
            let made = printer.print(move || print::notice(lang, &v, &base)).await;
            answer(lang, &format!("notice-{year}"), made)
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => super::print::refused(&e),
    }
}

/// The announcement of a year as PDF.
pub async fn announcement_pdf(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Path(year): Path<String>,
    parts: Parts,
) -> Response {
    let lang: Lang = language_of(&parts);
    let year = year.parse().unwrap_or(0);
    match service.announcement(year).await {
        Ok(v) => {
            let now = service.now();
            let made = printer.print(move || print::announcement(lang, &v, now)).await;
            answer(lang, &format!("announcement-{year}"), made)
        }
        Err(e) => super::print::refused(&e),
    }
}

/// The letter to an organisation that was chosen, for its own people.
pub async fn letter_pdf(
    State(service): State<Service>,
    State(printer): State<Printer>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<DossierId>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return super::print::sign_in(&id, "letter.pdf") };
    let lang: Lang = language_of(&parts);
    match service.winner_letter(&actor, &id).await {
        Ok(letter) => {
            let name = format!("{}-letter", letter.reference);
            answer(lang, &name, printer.print(move || print::letter(lang, &letter)).await)
        }
        Err(e) => super::print::refused(&e),
    }
}
