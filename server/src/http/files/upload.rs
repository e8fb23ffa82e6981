//! Uploads that survive a cut line, after the manner of tus, and no more of it than is needed:
//!
//! | Request | Answer |
//! |---|---|
//! | `POST /uploads?dossier=…&slot=…&name=…&size=…&mark=…` | 201, `{id, received, size}`: a new upload, or the one begun with the same file |
//! | `GET /uploads/{id}` | 200, the same: where it stands |
//! | `PATCH /uploads/{id}`, `Upload-Offset: n`, bytes | 200, the same; 409 `upload_offset` when `n` is not where it stands |
//! | `POST /uploads/{id}` | 200, the file: judged and attached; asked again, the same answer |
//! | `DELETE /uploads/{id}` | 204: given up |
//!
//! A refusal is JSON, as of a server function. What had arrived when a line was cut is there:
//! ask where it stands and go on.

use std::collections::BTreeMap;

use app::enter::Signed;
use app::error::{ApiError, SAID, to_hex};
use app::locales::refusal::refusal;
use axum::body::Body;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::application::field::Slot;
use domain::ids::FileId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::views::application::Opened;
use service::rooms::application::Announced;
use service::{Error, Service};

use super::{Pieces, name};
use crate::http::language;

/// Begins an upload, or finds the one to go on with.
pub async fn open(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    RawQuery(query): RawQuery,
) -> Response {
    let words = words(query.as_deref().unwrap_or_default());
    let word = |key: &str| words.get(key).cloned().unwrap_or_default();
    let outcome = async {
        let actor = actor(signed)?;
        let slot = Slot::from_code(&word("slot"));
        let announced = Announced {
            slot: slot.ok_or(Refusal::BadValue { field: "slot".into() })?,
            name: word("name"),
            size: word("size").parse().map_err(|_| Refusal::FileEmpty)?,
            mark: word("mark"),
        };
        service.open_upload(&actor, &word("dossier").into(), &announced).await
    };
    match outcome.await {
        Ok(opened) => {
            let place = [(header::LOCATION, format!("/uploads/{}", opened.id))];
            (StatusCode::CREATED, place, Json(opened)).into_response()
        }
        Err(e) => refused(e),
    }
}

/// Where an upload stands.
pub async fn stand(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let outcome = async { service.upload_at(&actor(signed)?, &id).await };
    answer(outcome.await)
}

/// Takes further bytes.
pub async fn receive(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let offset = headers.get("upload-offset").and_then(|v| v.to_str().ok()?.parse().ok());
    let outcome = async {
        let actor = actor(signed)?;
        let stands = service.upload_at(&actor, &id).await?;
        let offset = offset.ok_or(Refusal::UploadOffset { received: stands.received })?;
        let mut source = Pieces(body.into_data_stream());
        let received = service.receive(&actor, &id, offset, &mut source).await?;
        Ok(Opened { received, ..stands })
    };
    answer(outcome.await)
}

/// Ends an upload: its file is judged and attached.
pub async fn finish(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let outcome = async { service.finish_upload(&actor(signed)?, &id).await };
    answer(outcome.await)
}

/// Gives an upload up.
pub async fn cancel(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let outcome = async { service.cancel_upload(&actor(signed)?, &id).await };
    match outcome.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(e) => refused(e),
    }
}

fn actor(signed: Signed) -> Result<Actor, Error> {
    Ok(service::signed_in(signed.0)?)
}

/// Words of a query, read as names are: UTF-8 or an older code page.
fn words(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(key, value)| {
            let value = value.replace('+', " ");
            (key.to_owned(), name::text(&name::unquoted(value.as_bytes())))
        })
        .collect()
}

/// Tells a refusal in the reader's words, too, as server functions do.
pub async fn said(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let lang = language::of(&parts);
    let mut answer = next.run(Request::from_parts(parts, body)).await;
    let said = answer.extensions().get::<Refusal>().map(|r| to_hex(&refusal(lang, r)));
    if let Some(Ok(said)) = said.map(|said| said.parse()) {
        answer.headers_mut().insert(HeaderName::from_static(SAID), said);
    }
    answer
}

fn answer<T: serde::Serialize>(outcome: service::Result<T>) -> Response {
    match outcome {
        Ok(told) => Json(told).into_response(),
        Err(e) => refused(e),
    }
}

fn refused(e: Error) -> Response {
    match e {
        Error::Refused(r) => {
            let status =
                StatusCode::from_u16(r.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let mut answer = (status, Json(ApiError::Refused(r.clone()))).into_response();
            answer.extensions_mut().insert(r);
            answer
        }
        Error::Fault(fault) => {
            tracing::error!("upload: {fault}");
            let told = ApiError::Fault("upload".into());
            (StatusCode::SERVICE_UNAVAILABLE, Json(told)).into_response()
        }
    }
}
