//! The plain form: several files of one slot in one request.

use app::enter::Signed;
use app::error::refusal_to_query;
use async_trait::async_trait;
use axum::Extension;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use domain::application::field::Slot;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::ports::files::{Broken, Source};
use service::{Error, Service};

use super::{name, within};

/// Bytes of a request beyond what the season takes in all: they are read and dropped, so that the
/// browser comes to hear why. What is larger still is cut off.
const BEYOND: i64 = 64 * 1024 * 1024;
/// Files of one form whose refusals are told.
const TOLD_MAX: usize = 12;

/// Attaches the posted files, then returns to the attachments page. A file that is refused does
/// not keep the others out.
pub async fn post(
    State(service): State<Service>,
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
        return Redirect::to(&format!("/sign-in?next={to}")).into_response();
    };
    // Before the first byte of the body.
    let limits = match service.may_attach(&actor, &dossier).await {
        Ok(limits) => limits,
        Err(e) => return back(&to, &slot, vec![(0, e)]),
    };
    let Some(place) = Slot::from_code(&slot) else {
        return back(&to, "", vec![(0, Refusal::BadValue { field: "slot".into() }.into())]);
    };
    let most = limits.files_max.saturating_add(BEYOND);
    DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX)).apply(&mut request);
    let refused = match Multipart::from_request(request, &()).await {
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
    mut form: Multipart,
) -> Vec<(usize, Error)> {
    let mut refused = Vec::new();
    let mut n = 0;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            // More than was allowed, or not a form: what came before it has been judged.
            Err(_) => {
                let refusal =
                    Refusal::FileBad { fault: domain::application::files::FileFault::Truncated };
                refused.push((n + 1, refusal.into()));
                break;
            }
        };
        let disposition = field.headers().get(header::CONTENT_DISPOSITION);
        let (part, sent) = name::of_disposition(disposition.map_or(b"", |v| v.as_bytes()));
        if part.as_deref() != Some("file") {
            continue;
        }
        n += 1;
        let sent = sent.unwrap_or_default();
        let mut source = Part(field);
        if let Err(e) = service.attach_from(actor, dossier, slot, &sent, &mut source).await {
            let end = matches!(e, Error::Fault(_));
            refused.push((n, e));
            if end {
                break;
            }
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

/// A part of a form, piece by piece.
struct Part<'a>(Field<'a>);

#[async_trait]
impl Source for Part<'_> {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        within(async { self.0.chunk().await.transpose() }).await
    }
}
