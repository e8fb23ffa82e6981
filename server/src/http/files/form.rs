//! The plain form: several files of one slot in one request.

use app::enter::Signed;
use app::error::refusal_to_query;
use axum::Extension;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::field::Slot;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::{Error, Service};

use super::super::State as Site;
use super::super::forms::InParts;
use super::super::session::to_sign_in;

/// Bytes of a request beyond what the season takes in all: they are read and dropped, so that the
/// browser comes to hear why. What is larger still is cut off.
const BEYOND: i64 = 64 * 1024 * 1024;
/// Seconds until it is worth trying again where as many forms as one may send are on their way.
const WAIT: i64 = 60;
/// Files of one form whose refusals are told.
const TOLD_MAX: usize = 12;

/// Attaches the posted files, then returns to the attachments page. A file that is refused does
/// not keep the others out.
pub async fn post(
    State(site): State<Site>,
    Extension(signed): Extension<Signed>,
    Path((dossier, slot)): Path<(DossierId, String)>,
    mut request: Request,
) -> Response {
    // An identifier that cannot be one of ours stands in no address and in no header.
    if !dossier.as_str().bytes().all(|b| b.is_ascii_alphanumeric()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let to = format!("/application/{dossier}/attachments");
    let Some(actor) = signed.0 else {
        return to_sign_in(&to);
    };
    let service = site.service;
    // Before the first byte of the body.
    let Some(_one) = site.forms.take(&actor) else {
        return back(&to, &slot, vec![(0, Refusal::TooManyAttempts { wait: WAIT }.into())]);
    };
    let limits = match service.may_attach(&actor, &dossier).await {
        Ok(limits) => limits,
        Err(e) => return back(&to, &slot, vec![(0, e)]),
    };
    let Some(place) = Slot::from_code(&slot) else {
        return back(&to, "", vec![(0, Refusal::BadValue { field: "slot".into() }.into())]);
    };
    let most = limits.files_max.saturating_add(BEYOND);
    DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX)).apply(&mut request);
    let refused = match InParts::from_request(request, &()).await {
        Ok(form) => take(&service, &actor, &dossier, place, form).await,
        Err(_) => vec![(0, Refusal::FileEmpty.into())],
    };
    back(&to, &slot, refused)
}

/// Attaches every part named `file`; answers those that were not, by their place in the form.
async fn take(
    service: &Service,
    actor: &Actor,
    dossier: &DossierId,
    slot: Slot,
    mut form: InParts,
) -> Vec<(usize, Error)> {
    let mut refused = Vec::new();
    let mut n = 0;
    while let Some(part) = form.next().await {
        let Ok(mut part) = part else {
            // More than was allowed, or not a form: what came before it has been judged.
            let refusal =
                Refusal::FileBad { fault: domain::application::files::FileFault::Truncated };
            refused.push((n + 1, refusal.into()));
            break;
        };
        let (name, sent) = part.named();
        if name != "file" {
            continue;
        }
        n += 1;
        let sent = sent.unwrap_or_default();
        if let Err(e) = service.attach_from(actor, dossier, slot, &sent, &mut part).await {
            let end = matches!(e, Error::Fault(_));
            refused.push((n, e));
            if end {
                break;
            }
            // Those after it are judged by themselves.
            part.drop_rest().await;
        }
    }
    if n == 0 && refused.is_empty() {
        refused.push((0, Refusal::FileEmpty.into()));
    }
    if n == 1 {
        refused.iter_mut().for_each(|(place, _)| *place = 0);
    }
    refused
}

/// Back to the page, with what was refused in the address: place in the form and reason, no name.
fn back(to: &str, slot: &str, refused: Vec<(usize, Error)>) -> Response {
    let slot: String = slot.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut told = Vec::new();
    for (n, e) in refused.into_iter().take(TOLD_MAX) {
        match e {
            Error::Refused(Refusal::NotYours) => return StatusCode::NOT_FOUND.into_response(),
            Error::Refused(Refusal::ReadersOnly) => return StatusCode::FORBIDDEN.into_response(),
            Error::Refused(r) => told.push(format!("{n}-{}", refusal_to_query(&r))),
            Error::Fault(fault) => {
                tracing::error!("upload: {fault}");
                return (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "文件没有保存，请稍后重试 / The file was not stored, please try again\n",
                )
                    .into_response();
            }
        }
    }
    if told.is_empty() {
        return Redirect::to(&format!("{to}#{slot}")).into_response();
    }
    Redirect::to(&format!("{to}?refused={}&slot={slot}#{slot}", told.join("."))).into_response()
}
