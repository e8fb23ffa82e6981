//! A score sheet to take along, and what is brought back (Art. 19, 20). The upload is posted to the
//! sheet's own page, so that a file that is refused is told about where it was chosen.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::rooms::review::sheet::keep::unflat;
use app::ui::form::Typed;
use axum::Extension;
use axum::body::{Bytes, to_bytes};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::views::which::Which;
use service::{Error, Service};
use tables::Limits;

use super::asked::Asked;
use super::forms::InParts;
use super::import::table_of;
use super::people::redraw;
use super::session::to_sign_in;
use super::trouble::fields;
use super::{State as Site, language};
use crate::export;

/// Room for the longest texts a sheet keeps, and for rows somebody has added for themselves.
const LIMITS: Limits = Limits {
    bytes: 1024 * 1024,
    rows: 500,
    columns: 40,
    cell_chars: domain::review::sheet::TEXT_KEPT as u32,
};

/// Bytes of a posted form at most.
pub const BODY: usize = LIMITS.bytes + 64 * 1024;

/// The sheet as it is saved now, as a workbook.
pub async fn download(
    State(service): State<Service>,
    Path(id): Path<DossierId>,
    Query(asked): Query<Asked>,
    Extension(signed): Extension<Signed>,
    parts: Parts,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&id) };
    let lang = language::of(&parts);
    let sheet = match service.review_of_sheet(&actor, asked.review(), &id).await {
        Ok(review) => service.sheet(&actor, review, &id).await,
        Err(e) => Err(e),
    };
    match sheet {
        // It is not written on any more: the page says how it stands.
        Ok(v) if v.sealed.is_some() => {
            Redirect::to(&v.which.at(&page(&v.dossier.id))).into_response()
        }
        Ok(v) => {
            let stem = match v.which.review {
                Review::Written => format!("sheet-{}", v.dossier.reference),
                Review::Defence => format!("defence-sheet-{}", v.dossier.reference),
            };
            super::exports::workbook(&stem, Ok(export::sheet(lang, &v))).await
        }
        Err(e) => refused(e).unwrap_or_else(|_| StatusCode::NOT_FOUND.into_response()),
    }
}

/// What is posted to a sheet's own page: a table that was brought back, or the sheet as a plain form has it.
pub async fn posted(
    State(site): State<Site>,
    Path(id): Path<DossierId>,
    Query(asked): Query<Asked>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    let Some(actor) = signed.0 else { return sign_in(&id) };
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let plain = kind.is_some_and(|k| k.starts_with("application/x-www-form-urlencoded"));
    let (parts, body) = request.into_parts();
    if !plain {
        let form = InParts::from_request(Request::from_parts(parts.clone(), body), &()).await;
        return upload(&site, &id, &asked, &actor, &parts, form).await;
    }
    match to_bytes(body, BODY).await {
        Ok(bytes) => written(&site, &id, &asked, &actor, &parts, &fields(&bytes)).await,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

/// Saves the sheet of a form, and seals it where that was pressed, or amends the one that is sealed. A form that is refused is drawn again
/// with all that was typed.
async fn written(
    site: &Site,
    id: &DossierId,
    asked: &Asked,
    actor: &Actor,
    parts: &Parts,
    fields: &[(String, String)],
) -> Response {
    let values: BTreeMap<String, String> = fields.iter().cloned().collect();
    match kept(&site.service, actor, asked.review(), id, &values).await {
        Ok(()) => Redirect::to(&asked.at(&page(id))).into_response(),
        Err(e) => match refused(e) {
            Ok(answer) => answer,
            Err(why) => {
                let slips = vec![(place(&values, &why), why)];
                redraw(site, parts, Typed { page: asked.at(&page(id)), values, slips }).await
            }
        },
    }
}

async fn kept(
    service: &Service,
    actor: &Actor,
    asked: Option<Review>,
    id: &DossierId,
    values: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let review = service.review_of_sheet(actor, asked, id).await?;
    let form = unflat(values);
    if amends(values) {
        let reason = values.get("reason").map(String::as_str).unwrap_or_default();
        return service.amend_sheet(actor, review, id, &form, reason).await;
    }
    let base = values.get("base").and_then(|n| n.parse().ok());
    service.save_sheet(actor, review, id, base, &form).await?;
    if values.get("seal").is_some_and(|v| v == "yes") {
        service.seal_sheet(actor, review, id, &form).await?;
    }
    Ok(())
}

/// Whether a form amends the sealed sheet, and does not write on one that is open.
fn amends(values: &BTreeMap<String, String>) -> bool {
    values.get("act").is_some_and(|v| v == "amend")
}

/// The control a refusal belongs to; empty for the form as a whole.
fn place(values: &BTreeMap<String, String>, why: &Refusal) -> String {
    match why {
        Refusal::TooShort { .. } | Refusal::TooLong { .. } if amends(values) => {
            "amend-reason".to_owned()
        }
        _ => String::new(),
    }
}

/// Takes a sheet over as the draft, or draws the page with all that is wrong with it.
async fn upload(
    site: &Site,
    id: &DossierId,
    asked: &Asked,
    actor: &Actor,
    parts: &Parts,
    form: Result<InParts, MultipartRejection>,
) -> Response {
    // Before a byte is looked at.
    let why = match open(&site.service, actor, asked.review(), id).await {
        Ok(review) => match taken(&site.service, actor, review, id, form).await {
            Ok(()) => {
                let which = Which { review, both: asked.review().is_some() };
                let to = which.at(&format!("{}?taken=1#sheet", page(id)));
                return Redirect::to(&to).into_response();
            }
            Err(e) => refused(e),
        },
        Err(e) => refused(e),
    };
    match why {
        Ok(answer) => answer,
        Err(why) => {
            let slips = vec![("file".to_owned(), why)];
            redraw(site, parts, Typed { page: asked.at(&page(id)), values: BTreeMap::new(), slips })
                .await
        }
    }
}

fn page(id: &DossierId) -> String {
    format!("/review/{id}")
}

fn sign_in(id: &DossierId) -> Response {
    let ours = id.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let next = if ours { page(id) } else { "/review".to_owned() };
    to_sign_in(&next)
}

/// The answer to a refusal that the sheet's page cannot tell of, because it is not shown; else the
/// refusal.
fn refused(e: Error) -> Result<Response, Refusal> {
    match e {
        Error::Refused(Refusal::NotYours) => Ok(StatusCode::NOT_FOUND.into_response()),
        // The list asks for the undertaking first.
        Error::Refused(Refusal::UndertakingMissing) => Ok(Redirect::to("/review").into_response()),
        Error::Refused(why) => Err(why),
        Error::Fault(fault) => {
            tracing::error!("a score sheet as a table: {fault}");
            Ok(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
    }
}

/// The review whose sheet the actor may write on now.
async fn open(
    service: &Service,
    actor: &Actor,
    asked: Option<Review>,
    id: &DossierId,
) -> Result<Review, Error> {
    let review = service.review_of_sheet(actor, asked, id).await?;
    service.require_writable(actor, review, id).await?;
    Ok(review)
}

async fn taken(
    service: &Service,
    actor: &Actor,
    review: Review,
    id: &DossierId,
    form: Result<InParts, MultipartRejection>,
) -> Result<(), Error> {
    let (bytes, overwrite) = brought(form).await?;
    let sheet = table_of(bytes, LIMITS).await?;
    let file =
        export::read_sheet(&sheet).map_err(|problems| Refusal::SheetFileWrong { problems })?;
    service.take_sheet(actor, review, id, &file, overwrite).await.map(drop)
}

/// The file, and whether it counts over what is saved.
async fn brought(form: Result<InParts, MultipartRejection>) -> Result<(Bytes, bool), Refusal> {
    let mut form = form.map_err(|_| Refusal::FileEmpty)?;
    let max = || Refusal::FileTooLarge { max: i64::try_from(LIMITS.bytes).unwrap_or(i64::MAX) };
    let (mut file, mut overwrite) = (Bytes::new(), false);
    while let Some(part) = form.next().await {
        let part = part.map_err(|_| max())?;
        let name = part.named().0;
        let bytes = part.whole(LIMITS.bytes).await.map_err(|_| max())?;
        match name.as_str() {
            "file" => file = bytes,
            "overwrite" => overwrite = bytes.as_ref() == b"yes",
            _ => {}
        }
    }
    if file.is_empty() { Err(Refusal::FileEmpty) } else { Ok((file, overwrite)) }
}
