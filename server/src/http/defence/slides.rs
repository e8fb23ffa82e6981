//! Slides for the defence, on their way in and out.

use app::enter::Signed;
use axum::Extension;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::{DossierId, FileId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::{Error, Result, Service};
use tokio_util::io::ReaderStream;

use super::super::files::send::{ATTACHED, encoded};
use super::super::forms::InParts;
use super::super::led_in;

/// Bytes of a form beside the file.
const BESIDE: i64 = 64 * 1024;

/// Hands slides in.
pub async fn add(
    service: &Service,
    actor: &Actor,
    id: &DossierId,
    mut request: Request,
) -> Result<()> {
    // Before a byte is looked at.
    let max = service.may_add_slides(actor, id).await?;
    let most = usize::try_from(max.saturating_add(BESIDE)).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(most).apply(&mut request);
    let (name, bytes) = brought(request, max).await?;
    service.add_slides(actor, id, &name, bytes).await
}

/// The file of a form, with the name it was sent with.
async fn brought(request: Request, max: i64) -> std::result::Result<(String, Vec<u8>), Refusal> {
    let form = InParts::from_request(request, &()).await;
    let mut form = form.map_err(|_| Refusal::FileEmpty)?;
    let large = || Refusal::FileTooLarge { max };
    let most = usize::try_from(max).unwrap_or(usize::MAX);
    while let Some(part) = form.next().await {
        let part = part.map_err(|_| large())?;
        let (name, sent) = part.named();
        if name == "file" {
            let bytes = part.whole(most).await.map_err(|_| large())?;
            return Ok((sent.unwrap_or_default(), bytes.to_vec()));
        }
    }
    Err(Refusal::FileEmpty)
}

/// Slides, always as an attachment.
pub async fn send(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = signed.0 else {
        return led_in(&headers, &format!("/defence/slides/{id}"), "/defence");
    };
    let found: Result<_> = service.slides(&actor, &id).await;
    let file = match found {
        Ok(file) => file,
        Err(Error::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => {
            tracing::error!("sending slides: {fault}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let mut response = Body::from_stream(ReaderStream::new(file.content)).into_response();
    let named = format!("attachment; filename=\"file\"; filename*=UTF-8''{}", encoded(&file.name));
    let mut set = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, file.media_type);
    set(header::CONTENT_DISPOSITION, named);
    set(header::CONTENT_LENGTH, file.size.to_string());
    set(header::CONTENT_SECURITY_POLICY, ATTACHED.into());
    response
}
