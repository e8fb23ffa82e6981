//! Files on their way out, streamed, whole or a range of bytes.
//!
//! A download is always an attachment. A preview is shown inside a page of this site, but never
//! in its name: the answer carries a policy that puts it into a sandbox with an origin of its
//! own, where nothing runs and nothing is loaded.

use std::ops::Range;

use app::enter::Signed;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::application::files::Kind;
use domain::ids::FileId;
use domain::refusal::Refusal;
use domain::views::application::FileView;
use service::{Error, Service};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use super::super::led_in;

/// Bytes read at a time.
const PIECE: usize = 64 * 1024;
/// Policy of a download, should a browser ever show it.
pub const ATTACHED: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
/// Policy of a preview: sandboxed, shown by pages of this site alone.
const SHOWN: &str = "sandbox; default-src 'none'; frame-ancestors 'self'";

/// A file, always as an attachment.
pub async fn download(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
) -> Response {
    send(&service, signed, &id, &headers, false).await
}

/// A picture or a PDF, to be shown inside a page.
pub async fn preview(
    State(service): State<Service>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<FileId>,
    headers: HeaderMap,
) -> Response {
    send(&service, signed, &id, &headers, true).await
}

async fn send(
    service: &Service,
    signed: Signed,
    id: &FileId,
    asked: &HeaderMap,
    inline: bool,
) -> Response {
    let Some(actor) = signed.0 else {
        // What is shown within a page leads nowhere.
        if inline {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        return led_in(asked, &format!("/files/{id}"), "/");
    };
    let outcome = async {
        let file = service.readable(&actor, id).await?;
        if inline && !file.kind().is_some_and(Kind::has_preview) {
            return Err(Refusal::NotYours.into());
        }
        if file.blind {
            return blind(service, &file.file, inline).await;
        }
        let file = file.file;
        let Some((range, whole)) = range(asked, &file) else {
            let of = format!("bytes */{}", file.size);
            return Ok(
                (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, of)]).into_response()
            );
        };
        let content = service.content(&file, range.start).await?;
        let length = u64::try_from(range.end - range.start).unwrap_or(0);
        let stream = ReaderStream::with_capacity(content.take(length), PIECE);
        let mut response = Body::from_stream(stream).into_response();
        if !whole {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        }
        name_it(response.headers_mut(), &file, &range, whole, inline);
        Ok(response)
    };
    match outcome.await {
        Ok(response) => response,
        Err(Error::Refused(r @ (Refusal::FileHeld | Refusal::FileInfected { .. }))) => {
            let status = StatusCode::from_u16(r.status()).unwrap_or(StatusCode::CONFLICT);
            (status, "文件正在或未通过病毒检查，暂不能打开 / Not open: being checked for viruses, or not passed\n")
                .into_response()
        }
        Err(Error::Refused(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Fault(fault)) => {
            tracing::error!("sending a file: {fault}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// A file for a reader of a blind review (Art. 15): whole, and without what it says of its author. What it cannot be
/// taken out of is sent as it was handed in; the Office's report has told of it.
async fn blind(service: &Service, file: &FileView, inline: bool) -> Result<Response, Error> {
    let bytes = match service.nameless(file).await? {
        Some(bytes) => bytes,
        None => {
            tracing::warn!("file {} is sent with what it says of its author", file.id);
            let mut bytes = Vec::new();
            let mut content = service.content(file, 0).await?;
            let read = content.read_to_end(&mut bytes).await;
            read.map_err(|e| Error::Fault(service::Fault::new(e.to_string())))?;
            bytes.into()
        }
    };
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let file = FileView { size, ..file.clone() };
    let mut response = Body::from(bytes).into_response();
    name_it(response.headers_mut(), &file, &(0..size), true, inline);
    // What is sent is no range of what is kept, nor its hash.
    response.headers_mut().remove(header::ETAG);
    response.headers_mut().remove(header::ACCEPT_RANGES);
    Ok(response)
}

fn name_it(
    headers: &mut HeaderMap,
    file: &FileView,
    range: &Range<i64>,
    whole: bool,
    inline: bool,
) {
    let how = if inline { "inline" } else { "attachment" };
    let disposition = format!("{how}; filename=\"file\"; filename*=UTF-8''{}", encoded(&file.name));
    let mut set = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, file.media_type.clone());
    set(header::CONTENT_DISPOSITION, disposition);
    set(header::CONTENT_LENGTH, (range.end - range.start).to_string());
    set(header::ACCEPT_RANGES, "bytes".into());
    set(header::ETAG, format!("\"{}\"", file.sha256));
    set(header::CONTENT_SECURITY_POLICY, (if inline { SHOWN } else { ATTACHED }).into());
    if inline {
        set(header::X_FRAME_OPTIONS, "SAMEORIGIN".into());
    }
    if !whole {
        let last = range.end - 1;
        set(header::CONTENT_RANGE, format!("bytes {}-{last}/{}", range.start, file.size));
    }
}

/// The bytes that are asked for, and whether that is the whole; nothing when there are no such
/// bytes. What is not understood, and several ranges at once, are answered with the whole.
fn range(asked: &HeaderMap, file: &FileView) -> Option<(Range<i64>, bool)> {
    let all = Some((0..file.size, true));
    let text = |name| asked.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let tag = format!("\"{}\"", file.sha256);
    if text(header::IF_RANGE).is_some_and(|t| t != tag) {
        return all;
    }
    let spec = text(header::RANGE).and_then(|t| t.strip_prefix("bytes="));
    let Some((first, last)) = spec.filter(|s| !s.contains(',')).and_then(|s| s.split_once('-'))
    else {
        return all;
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(i64::MAX))
    };
    let range = match (number(first.trim()), number(last.trim())) {
        (Some(first), None) if last.is_empty() => first..file.size,
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(file.size),
        (None, Some(n)) if first.is_empty() => (file.size - n.min(file.size))..file.size,
        _ => return all,
    };
    (range.start < range.end).then_some((range, false))
}

/// A file name as RFC 8187 wants it.
pub fn encoded(name: &str) -> String {
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

#[cfg(test)]
mod tests {
    use domain::application::field::Slot;
    use domain::application::files::FileState;
    use domain::stamp::Stamp;

    use super::*;

    fn of(spec: &str) -> Option<(Range<i64>, bool)> {
        let file = FileView {
            id: "f".into(),
            slot: Slot::Scan,
            name: "a.pdf".into(),
            media_type: "application/pdf".into(),
            size: 100,
            sha256: "ab".into(),
            state: FileState::Clean,
            at: Stamp(0),
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, spec.parse().unwrap());
        range(&headers, &file)
    }

    #[test]
    fn a_range_is_cut_to_the_file() {
        assert_eq!(of("bytes=0-9"), Some((0..10, false)));
        assert_eq!(of("bytes=90-"), Some((90..100, false)));
        assert_eq!(of("bytes=-5"), Some((95..100, false)));
        assert_eq!(of("bytes=-500"), Some((0..100, false)));
        assert_eq!(of("bytes=50-99999999999999999999999"), Some((50..100, false)));
        for none in ["bytes=100-", "bytes=-0", "bytes=99999999999999999999-"] {
            assert_eq!(of(none), None, "{none}");
        }
        for odd in [
            "bytes=",
            "bytes=-",
            "bytes=9-1",
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=+1-2",
            "bytes=a-b",
        ] {
            assert_eq!(of(odd), Some((0..100, true)), "{odd}");
        }
    }
}
