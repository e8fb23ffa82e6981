//! Plain routes of rooms *notice* and *announcement* (Art. 21, 22): the form of an objection with its files,
//! evidence for those who handle it, documents as PDF.

use app::enter::{From as Origin, Signed};
use app::locales::Lang;
use app::rooms::notice::form::path;
use app::rooms::notice::objection;
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::ids::{DossierId, FileId, ObjectionId};
use domain::notice::objection::{Form, read};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::views::notice::NoticeView;
use service::rooms::shared::evidence::Staged;
use service::{Error, Service};

use super::evidence::{self, ADDED, Answers, LATER, Sender, attachment, not_sent};
use super::forms::InParts;
use super::made::{Made, Unmade};
use super::print::{answer, language_of, public};
use super::{State as Site, led_in, way_in};
use crate::print::{self, Printer};

/// Fields of text of the form.
const FIELDS: [&str; 9] =
    ["who", "name", "uscc", "contact", "phone", "email", "entry", "facts", "once"];
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
    form: Result<InParts, MultipartRejection>,
) -> Response {
    let Ok(year) = year.parse::<i32>() else { return StatusCode::NOT_FOUND.into_response() };
    let service = &site.service;
    let from = parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    let mut typed = Typed { page: path(year), ..Typed::default() };
    // Before the first byte of the body is kept.
    if let Err(e) = service.may_object(year, &from).await {
        return ANSWERS.refused(&site, &parts, typed, e).await;
    }
    let (files, read) =
        evidence::read(service, Sender::Anybody { from: &from }, form, &FIELDS, &mut typed).await;
    let told = match read {
        Ok(()) => sent(service, signed.0.as_ref(), year, (&mut typed, &files)).await,
        Err(why) => Err(why),
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
    Ok(service.object_as(actor, year, &form, files, &value("once")).await?)
}

/// Takes files that were handed in later, from those who handle the objection.
pub async fn add_evidence(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<ObjectionId>,
    parts: Parts,
    sent: Result<InParts, MultipartRejection>,
) -> Response {
    let page = objection::path(id.as_str());
    let Some(actor) = signed.0 else {
        // A browser that is still sending hears nothing.
        if let Ok(form) = sent {
            form.drop_rest().await;
        }
        return way_in(&page, "/notice/objections");
    };
    let service = &site.service;
    let mut typed = Typed { page: page.clone(), ..Typed::default() };
    if let Err(e) = service.may_add_evidence(&actor, &id).await {
        return ADDED.refused(&site, &parts, typed, e).await;
    }
    let (files, read) = evidence::read(service, Sender::Party, sent, &LATER, &mut typed).await;
    let told = match read {
        Ok(()) => {
            let (text, once) = (typed.value("text"), typed.value("once"));
            service.add_evidence(&actor, &id, (&text, &once), &files).await.map_err(Some)
        }
        Err(why) => Err(why),
    };
    ADDED.answer(&site, &parts, typed, &files, told.map(|()| page)).await
}

/// A file of evidence, always as an attachment, for those who handle the objection.
pub async fn evidence(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = signed.0 else {
        return led_in(&headers, &format!("/notice/evidence/{id}"), "/notice/objections");
    };
    match service.evidence(&actor, &id).await {
        Ok((file, content)) => attachment(&file.name, &file.media_type, file.size, content),
        Err(e) => not_sent(&e),
    }
}

/// The notice of a year as PDF.
pub async fn notice_pdf(
    State(site): State<Site>,
    Path(year): Path<String>,
    parts: Parts,
) -> Response {
    let lang: Lang = language_of(&parts);
    let year: i32 = year.parse().unwrap_or(0);
    let base = site.base.of(&parts.headers);
    let made = async {
        let v = site.service.notice(Some(year)).await?.ok_or(Refusal::NotYours)?;
        // To the minute: whoever asks again and again reads nothing from when it was made.
        let v = NoticeView { now: v.now.minute(), ..v };
        let key = Made::key(&format!("notice {lang:?} {base}"), &v)?;
        let printer = site.printer.clone();
        let make = async move {
            let printed = printer.print(move || print::notice(lang, &v, &base)).await?;
            Ok::<Bytes, Unmade>(printed.bytes.into())
        };
        site.made.once(Some(key), make).await
    };
    public(lang, &format!("notice-{year}"), made.await)
}

/// The announcement of a year as PDF.
pub async fn announcement_pdf(
    State(site): State<Site>,
    Path(year): Path<String>,
    parts: Parts,
) -> Response {
    let lang: Lang = language_of(&parts);
    let year: i32 = year.parse().unwrap_or(0);
    let made = async {
        let (v, now) = (site.service.announcement(year).await?, site.service.now().minute());
        let key = Made::key(&format!("announcement {lang:?}"), &(&v, now))?;
        let printer = site.printer.clone();
        let make = async move {
            let printed = printer.print(move || print::announcement(lang, &v, now)).await?;
            Ok::<Bytes, Unmade>(printed.bytes.into())
        };
        site.made.once(Some(key), make).await
    };
    public(lang, &format!("announcement-{year}"), made.await)
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
