//! What a form says, kept until its answer is known: it may have to be drawn again, whoever sent it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};

use crate::http::BODY_MAX;
use crate::http::files::name::unquoted;
use crate::http::forms::InParts;

/// How long the beginning of a form with files may take; what has not come by then is not kept.
const LONGEST: Duration = Duration::from_secs(60);
/// What the name of a session's cookie ends with.
const SESSION: &str = "biaogan=";

/// A form that can be drawn again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Names and values, in their order.
    pub fields: Vec<(String, String)>,
    /// Names of the fields its files were chosen in: files are chosen anew. `None` where it takes none.
    pub files: Option<Vec<String>>,
}

/// What the form of a request says, within the request: for who draws its page again.
#[derive(Clone)]
pub struct Written(pub Arc<Kept>);

/// The request, and what its form says, if it is one that is short enough to be kept. Of a form with files its texts
/// are, where they come before the files or the whole of it is short.
pub async fn kept(request: Request) -> Result<(Request, Option<Kept>), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    match kind.filter(|_| request.method() == Method::POST) {
        Some(kind) if kind.starts_with("application/x-www-form-urlencoded") => plain(request).await,
        // Nobody else can have been signed in, and what everybody sends is kept for nobody.
        Some(kind) if kind.starts_with("multipart/form-data") && came_in(request.headers()) => {
            Ok(in_parts(request).await)
        }
        _ => Ok((request, None)),
    }
}

/// Whether somebody had been signed in.
fn came_in(headers: &HeaderMap) -> bool {
    headers.get_all(header::COOKIE).iter().any(|c| c.to_str().is_ok_and(|c| c.contains(SESSION)))
}

async fn plain(request: Request) -> Result<(Request, Option<Kept>), Response> {
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, BODY_MAX)
        .await
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let kept = Kept { fields: fields(&bytes), files: None };
    Ok((Request::from_parts(parts, Body::from(bytes)), Some(kept)))
}

/// Names and values of a form, in their order.
pub fn fields(body: &[u8]) -> Vec<(String, String)> {
    let text = |part: &[u8]| {
        let plain: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        String::from_utf8_lossy(&unquoted(&plain)).into_owned()
    };
    body.split(|b| *b == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            (text(&pair[..at]), text(pair.get(at + 1..).unwrap_or_default()))
        })
        .collect()
}

/// Whether a value is words, and no code of ours.
pub fn words(value: &str) -> bool {
    let word = |c: char| !c.is_ascii() || c.is_whitespace();
    !value.trim().is_empty() && value.contains(word)
}

/// A form in parts goes on as it comes; its beginning is looked at on the way.
async fn in_parts(request: Request) -> (Request, Option<Kept>) {
    let (parts, body) = request.into_parts();
    let mut line = body.into_data_stream().fuse();
    let (mut begun, mut size) = (Vec::new(), 0);
    let reading = async {
        while size < BODY_MAX
            && let Some(piece) = line.next().await
        {
            size += piece.as_ref().map_or(BODY_MAX, Bytes::len);
            begun.push(piece);
        }
    };
    // What is slower goes on all the same.
    let _ = tokio::time::timeout(LONGEST, reading).await;
    let mut left = BODY_MAX;
    let cut = |piece: &Bytes| {
        let piece = piece.slice(..piece.len().min(left));
        left -= piece.len();
        Ok(piece)
    };
    let copy: Vec<Result<Bytes, Infallible>> = begun.iter().flatten().map(cut).collect();
    let body = Body::from_stream(stream::iter(begun).chain(line));
    let mut looked_at = Request::new(Body::from_stream(stream::iter(copy)));
    if let Some(kind) = parts.headers.get(header::CONTENT_TYPE) {
        looked_at.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    }
    let kept = match InParts::from_request(looked_at, &()).await {
        Ok(form) => read(form).await,
        Err(_) => Kept::default(),
    };
    // Where nothing but files was chosen there is nothing to keep.
    let written = kept.fields.iter().any(|(_, value)| words(value));
    (Request::from_parts(parts, body), written.then_some(kept))
}

/// The parts that have come whole. The form may break off anywhere.
async fn read(mut form: InParts) -> Kept {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(Ok(part)) = form.next().await {
        match part.named() {
            (name, None) => match part.whole(BODY_MAX).await {
                Ok(text) => fields.push((name, String::from_utf8_lossy(&text).into_owned())),
                Err(_) => break,
            },
            (name, Some(_)) => {
                if !files.contains(&name) {
                    files.push(name);
                }
                part.drop_rest().await;
            }
        }
    }
    Kept { fields, files: Some(files) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    fn sent(cookie: &str, body: Vec<u8>) -> Request {
        let kind = "multipart/form-data; boundary=B";
        let request = Request::post("/x").header("content-type", kind).header("cookie", cookie);
        request.body(Body::from(body)).unwrap()
    }

    #[test]
    fn a_form_is_read_as_it_was_sent() {
        assert_eq!(
            fields("a%5Bx%5D=%E6%A0%87+1%0D%0A2&empty=&&bare&odd=%zz%2".as_bytes()),
            [pair("a[x]", "标 1\r\n2"), pair("empty", ""), pair("bare", ""), pair("odd", "%zz%2")]
        );
    }

    #[tokio::test]
    async fn texts_of_a_form_with_files_are_kept_and_the_form_goes_on_whole() {
        let head = "--B\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n第一行\r\n第二行\r\n\
                    --B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
        // Short of its end, and longer than what is kept.
        for rest in [10, 3 * BODY_MAX] {
            let body = [head.as_bytes(), &vec![b'x'; rest]].concat();
            let (on, kept) = kept(sent("lang=zh; biaogan=1", body.clone())).await.unwrap();
            let kept = kept.unwrap();
            assert_eq!(kept.fields, [pair("text", "第一行\r\n第二行")]);
            assert_eq!(kept.files.unwrap(), ["file"]);
            assert_eq!(to_bytes(on.into_body(), usize::MAX).await.unwrap(), body);
        }
        let body = head.as_bytes().to_vec();
        assert_eq!(kept(sent("lang=zh", body)).await.unwrap().1, None, "nobody was signed in");
        let nothing =
            b"--B\r\ncontent-disposition: form-data; name=\"act\"\r\n\r\nadd\r\n--B--\r\n";
        let (_, kept) = kept(sent("biaogan=1", nothing.to_vec())).await.unwrap();
        assert_eq!(kept, None, "nothing was typed");
    }
}
