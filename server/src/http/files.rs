//! Uploads and downloads: plain routes, so that they work without JavaScript.

use app::enter::Signed;
use app::error::refusal_to_query;
use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::field::Slot;
use domain::ids::{DossierId, FileId};
use domain::refusal::Refusal;
use service::rooms::application::Upload;
use service::{Error, Service};

/// Attaches the posted file, then returns to the attachments page.
pub async fn upload(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path((dossier, slot)): Path<(DossierId, String)>,
    multipart: Multipart,
) -> Response {
    let to = format!("/application/{dossier}/attachments");
    let Some(actor) = signed.0 else {
        return Redirect::to(&format!("/sign-in?next={to}")).into_response();
    };
    let outcome = match (Slot::from_code(&slot), file(multipart).await) {
        (None, _) => Err(Refusal::BadValue { field: "slot".into() }.into()),
        (_, Err(r)) => Err(r.into()),
        (Some(slot), Ok((name, content))) => {
            service.attach(&actor, &dossier, Upload { slot, name, content }).await
        }
    };
    match outcome {
        Ok(_) => Redirect::to(&format!("{to}#{slot}")).into_response(),
        Err(Error::Refused(Refusal::NotYours)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Refused(Refusal::ReadersOnly)) => StatusCode::FORBIDDEN.into_response(),
        Err(Error::Refused(r)) => {
            Redirect::to(&format!("{to}?refused={}&slot={}", refusal_to_query(&r), safe(&slot)))
                .into_response()
        }
        Err(Error::Fault(fault)) => {
            tracing::error!("upload: {fault}");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "文件没有保存，请稍后重试 / The file was not stored, please try again\n",
            )
                .into_response()
        }
    }
}

fn safe(slot: &str) -> String {
    slot.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The first part named `file`. What does not arrive whole, or is larger than the route
/// takes, is refused.
async fn file(mut multipart: Multipart) -> Result<(String, Vec<u8>), Refusal> {
    loop {
        match multipart.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let too_large =
                    |_| Refusal::FileTooLarge { max: domain::season::Limits::default().file_max };
                return field.bytes().await.map(|b| (name, b.to_vec())).map_err(too_large);
            }
            Ok(Some(_)) => {}
            Ok(None) => return Err(Refusal::FileEmpty),
            Err(_) => return Err(Refusal::FileEmpty),
        }
    }
}

/// A file, always as an attachment: nothing uploaded is ever shown in the site's name.
pub async fn download(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
) -> Response {
    let Some(actor) = signed.0 else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match service.download(&actor, &id).await {
        Ok((file, content)) => {
            let name = encoded(&file.name);
            let disposition = format!("attachment; filename=\"file\"; filename*=UTF-8''{name}");
            let mut response = content.into_response();
            let headers = response.headers_mut();
            if let (Ok(kind), Ok(disposition)) =
                (HeaderValue::from_str(&file.media_type), HeaderValue::from_str(&disposition))
            {
                headers.insert(header::CONTENT_TYPE, kind);
                headers.insert(header::CONTENT_DISPOSITION, disposition);
            }
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("sandbox; default-src 'none'"),
            );
            response
        }
        Err(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => {
            tracing::error!("download: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// A file name as RFC 8187 wants it.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b == b'.' {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
