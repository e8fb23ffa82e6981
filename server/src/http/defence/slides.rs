//! Slides for the defence, on their way in and out.

use app::enter::Signed;
use axum::Extension;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::{DossierId, FileId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use service::{Error, Result, Service};
use tokio_util::io::ReaderStream;

use super::super::files::name;
use super::super::files::send::{ATTACHED, encoded};

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
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Refusal::FileEmpty)?;
    let large = || Refusal::FileTooLarge { max };
    while let Some(field) = form.next_field().await.map_err(|_| large())? {
        let disposition = field.headers().get(header::CONTENT_DISPOSITION);
        let (part, sent) = name::of_disposition(disposition.map_or(b"", |v| v.as_bytes()));
        if part.as_deref() == Some("file") {
            let bytes = field.bytes().await.map_err(|_| large())?;
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
) -> Response {
    let Some(actor) = signed.0 else { return StatusCode::UNAUTHORIZED.into_response() };
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
