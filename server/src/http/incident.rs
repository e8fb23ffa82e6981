//! Plain routes of room *incident* (Art. 24): the public form of a report and the organisation's statement, both with
//! files, and those files for who may see them.

use app::enter::{From as Origin, Signed};
use app::rooms::incident::{form, statement};
use app::ui::form::Typed;
use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{FileId, IncidentId};
use domain::incident::report::{Form, read};
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::rooms::shared::evidence::Staged;
use service::{Error, Service};

use super::State as Site;
use super::evidence::{Brought, attachment, gather, not_sent, of_file};
use super::people::redraw;

/// Fields of text of the report.
const REPORT: [&str; 9] =
    ["who", "name", "uscc", "contact", "phone", "email", "number", "cause", "facts"];
/// Those of a statement.
const STATEMENT: [&str; 1] = ["text"];

/// Takes a report, and leads to the page by which its author follows it. What is refused is drawn again with all
/// that was typed; files have to be chosen anew.
pub async fn report(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
    sent: Result<Multipart, MultipartRejection>,
) -> Response {
    let service = &site.service;
    let from = parts.extensions.get::<Origin>().map(|o| o.0.clone()).unwrap_or_default();
    let mut typed = Typed { page: form::PATH.to_owned(), ..Typed::default() };
    // Before the first byte of the body is kept.
    if let Err(e) = service.may_report(&from).await {
        return refused(&site, &parts, typed, e).await;
    }
    let mut brought = Brought::default();
    let outcome = match sent {
        Ok(sent) => gather(service, sent, &REPORT, &mut brought).await,
        Err(_) => Err(Refusal::FileEmpty.into()),
    };
    typed.values = std::mem::take(&mut brought.values);
    let told = match outcome {
        Ok(()) => reported(service, signed.0.as_ref(), &mut typed, &brought.files).await,
        Err(e) => Err(Some(e)),
    };
    match told {
        Ok(token) => Redirect::to(&format!("/incident/status/{token}")).into_response(),
        Err(why) => {
            forget(service, &brought.files).await;
            match why {
                Some(e) => refused(&site, &parts, typed, e).await,
                None => redraw(&site, &parts, typed).await,
            }
        }
    }
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
    Ok(service.report_incident(actor, &form, files).await?)
}

/// Takes a statement of the organisation.
pub async fn statement(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<IncidentId>,
    parts: Parts,
    sent: Result<Multipart, MultipartRejection>,
) -> Response {
    let Some(actor) = signed.0 else { return StatusCode::UNAUTHORIZED.into_response() };
    let service = &site.service;
    let page = statement::path(id.as_str());
    let mut typed = Typed { page: page.clone(), ..Typed::default() };
    if let Err(e) = service.may_make_statement(&actor, &id).await {
        return refused(&site, &parts, typed, e).await;
    }
    let mut brought = Brought::default();
    let outcome = match sent {
        Ok(sent) => gather(service, sent, &STATEMENT, &mut brought).await,
        Err(_) => Err(Refusal::FileEmpty.into()),
    };
    typed.values = std::mem::take(&mut brought.values);
    let told = match outcome {
        Ok(()) => service.make_statement(&actor, &id, &typed.value("text"), &brought.files).await,
        Err(e) => Err(e),
    };
    match told {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(e) => {
            forget(service, &brought.files).await;
            refused(&site, &parts, typed, e).await
        }
    }
}

async fn forget(service: &Service, files: &[Staged]) {
    if let Err(e) = service.discard_evidence(files).await {
        tracing::error!("forgetting evidence: {e}");
    }
}

async fn refused(site: &Site, parts: &Parts, mut typed: Typed, e: Error) -> Response {
    match e {
        Error::Refused(Refusal::NotYours) => StatusCode::NOT_FOUND.into_response(),
        Error::Refused(why @ (Refusal::ReadersOnly | Refusal::AddressUnverified)) => {
            StatusCode::from_u16(why.status()).unwrap_or(StatusCode::FORBIDDEN).into_response()
        }
        Error::Refused(why) => {
            let field = match &why {
                why if of_file(why) => "file",
                Refusal::TooShort { .. } | Refusal::TooLong { .. } => "text",
                Refusal::TitleUnknown => "number",
                _ => "",
            };
            typed.slips.push((field.to_owned(), why));
            redraw(site, parts, typed).await
        }
        Error::Fault(fault) => {
            tracing::error!("incident: {fault}");
            let text = "没有保存，请稍后重试 / It was not stored, please try again\n";
            (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
        }
    }
}

/// A file of a report or a statement, always as an attachment.
pub async fn evidence(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let Some(actor) = signed.0 else { return StatusCode::UNAUTHORIZED.into_response() };
    match service.incident_file(&actor, &id).await {
        Ok((file, content)) => attachment(&file.name, &file.media_type, file.size, content),
        Err(e) => not_sent(&e),
    }
}
