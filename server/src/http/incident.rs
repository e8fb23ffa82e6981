//! Plain routes of room *incident* (Art. 24): the public form of a report and the organisation's statement, both with
//! files, and those files for who may see them.

use app::enter::{From as Origin, Signed};
use app::rooms::incident::{case, form, statement};
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use domain::ids::{FileId, IncidentId};
use domain::incident::report::{Form, read};
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::rooms::shared::evidence::Staged;
use service::{Error, Service};

use super::evidence::{self, ADDED, Answers, LATER, Sender, attachment, not_sent};
use super::forms::InParts;
use super::{State as Site, led_in, way_in};

/// Fields of text of the report.
const REPORT: [&str; 10] =
    ["who", "name", "uscc", "contact", "phone", "email", "number", "cause", "facts", "once"];
/// Those of a statement.
const STATEMENT: [&str; 2] = ["text", "once"];
/// What is answered to either where it is not taken.
const ANSWERS: Answers = Answers {
    form: "incident",
    unstored: "没有保存，请稍后重试 / It was not stored, please try again\n",
    beside: |why| match why {
        Refusal::TooShort { .. } | Refusal::TooLong { .. } => "text",
        Refusal::TitleUnknown => "number",
        _ => "",
    },
};

/// Takes a report, and leads to the page by which its author follows it. What is refused is drawn again with all
/// that was typed; files have to be chosen anew.
pub async fn report(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    sent: Result<InParts, MultipartRejection>,
) -> Response {
    let service = &site.service;
    let from = parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    let mut typed = Typed { page: form::PATH.to_owned(), ..Typed::default() };
    // Before the first byte of the body is kept.
    if let Err(e) = service.may_report(&from).await {
        return ANSWERS.refused(&site, &parts, typed, e).await;
    }
    let (files, read) =
        evidence::read(service, Sender::Anybody { from: &from }, sent, &REPORT, &mut typed).await;
    let told = match read {
        Ok(()) => reported(service, signed.0.as_ref(), &mut typed, &files).await,
        Err(why) => Err(why),
    };
    let told = told.map(|token| format!("/incident/status/{token}"));
    ANSWERS.answer(&site, &parts, typed, &files, told).await
}

/// Judges the form: slips are noted beside their fields.
async fn reported(
    service: &Service,
    actor: Option<&Actor>,
    typed: &mut Typed,
    files: &[Staged],
) -> Result<String, Option<Error>> {
    let value = |field: &str| typed.value(field);
    let form = Form {
        who: value("who"),
        name: value("name"),
        uscc: value("uscc"),
        contact: value("contact"),
        phone: value("phone"),
        email: value("email"),
        number: value("number"),
        cause: value("cause"),
        facts: value("facts"),
    };
    let mut slips = read(&form).err().unwrap_or_default();
    // Whether there is such a title is told with everything else.
    let named = slips.iter().all(|s| s.0 != "number");
    if named && service.reportable(&form.number).await?.is_none() {
        slips.push(("number", Refusal::TitleUnknown));
    }
    if !slips.is_empty() {
        typed.slips = slips.into_iter().map(|(f, r)| (f.to_owned(), r)).collect();
        return Err(None);
    }
    Ok(service.report_incident(actor, &form, files, &value("once")).await?)
}

/// Takes a statement of the organisation.
pub async fn statement(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<IncidentId>,
    parts: Parts,
    sent: Result<InParts, MultipartRejection>,
) -> Response {
    let page = statement::path(id.as_str());
    let Some(actor) = signed.0 else {
        // A browser that is still sending hears nothing.
        if let Ok(form) = sent {
            form.drop_rest().await;
        }
        return way_in(&page, "/");
    };
    let service = &site.service;
    let mut typed = Typed { page: page.clone(), ..Typed::default() };
    if let Err(e) = service.may_make_statement(&actor, &id).await {
        return ANSWERS.refused(&site, &parts, typed, e).await;
    }
    let (files, read) = evidence::read(service, Sender::Party, sent, &STATEMENT, &mut typed).await;
    let told = match read {
        Ok(()) => {
            let (text, once) = (typed.value("text"), typed.value("once"));
            let told = service.make_statement(&actor, &id, (&text, &once), &files).await;
            told.map_err(Some)
        }
        Err(why) => Err(why),
    };
    ANSWERS.answer(&site, &parts, typed, &files, told.map(|()| page)).await
}

/// Takes files that were handed in later, from those who investigate the case.
pub async fn add_files(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<IncidentId>,
    parts: Parts,
    sent: Result<InParts, MultipartRejection>,
) -> Response {
    let page = case::page(id.as_str());
    let Some(actor) = signed.0 else {
        // A browser that is still sending hears nothing.
        if let Ok(form) = sent {
            form.drop_rest().await;
        }
        return way_in(&page, "/incident");
    };
    let service = &site.service;
    let mut typed = Typed { page: page.clone(), ..Typed::default() };
    if let Err(e) = service.may_add_incident_files(&actor, &id).await {
        return ADDED.refused(&site, &parts, typed, e).await;
    }
    let (files, read) = evidence::read(service, Sender::Party, sent, &LATER, &mut typed).await;
    let told = match read {
        Ok(()) => {
            let (text, once) = (typed.value("text"), typed.value("once"));
            service.add_incident_files(&actor, &id, (&text, &once), &files).await.map_err(Some)
        }
        Err(why) => Err(why),
    };
    ADDED.answer(&site, &parts, typed, &files, told.map(|()| page)).await
}

/// A file of a report or a statement, always as an attachment.
pub async fn evidence(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = signed.0 else {
        return led_in(&headers, &format!("/incident/evidence/{id}"), "/incident");
    };
    match service.incident_file(&actor, &id).await {
        Ok((file, content)) => attachment(&file.name, &file.media_type, file.size, content),
        Err(e) => not_sent(&e),
    }
}
