//! Forms in parts, read no faster than they are looked at: a part that never ends, a head of one that never ends and
//! a sender who falls silent cost everybody else nothing.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use axum::body::{Body, BodyDataStream};
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_DISPOSITION;
use bytes::{Bytes, BytesMut};
use futures::Stream;
use service::ports::files::{Broken, Source};
use tokio::time::Instant;

use super::files::name;

/// How long a sender may stay silent before the line counts as cut. So long the head of a part may take, and each
/// [`AHEAD`] bytes of what is kept in memory.
const SILENCE: Duration = Duration::from_secs(60);
/// How long a form may take as a whole: whoever sends a byte now and then holds what has come of their files.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// Bytes that are taken from the line before somebody has looked at those that came before: more than any head of a
/// part, and than the line hands over at once.
const AHEAD: usize = 256 * 1024;

/// The next bytes of somebody who sends, or that the line is cut.
pub async fn within<T, E>(
    next: impl Future<Output = Option<Result<T, E>>>,
) -> Option<Result<T, Broken>> {
    within_time(SILENCE, next).await
}

async fn within_time<T, E>(
    time: Duration,
    next: impl Future<Output = Option<Result<T, E>>>,
) -> Option<Result<T, Broken>> {
    match tokio::time::timeout(time, next).await {
        Ok(next) => next.map(|piece| piece.map_err(|_| Broken)),
        Err(_) => Some(Err(Broken)),
    }
}

/// A form, part by part.
pub struct InParts {
    parts: Multipart,
    left: Arc<AtomicUsize>,
    patience: Patience,
}

/// How long somebody is waited for.
#[derive(Clone, Copy)]
struct Patience {
    /// Until they say something.
    silence: Duration,
    /// At all.
    until: Instant,
}

impl Patience {
    /// For something that may take so many times as long as somebody may be silent.
    fn times(self, n: u32) -> Duration {
        let left = self.until.saturating_duration_since(Instant::now());
        self.silence.saturating_mul(n).min(left)
    }
}

impl<S: Send + Sync> FromRequest<S> for InParts {
    type Rejection = MultipartRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let left = Arc::new(AtomicUsize::new(AHEAD));
        let counted = left.clone();
        let request = request.map(|body| {
            let line = body.into_data_stream();
            Body::from_stream(Measured { line, left: counted, waited: false })
        });
        let parts = Multipart::from_request(request, state).await?;
        let patience = Patience { silence: SILENCE, until: Instant::now() + LONGEST };
        Ok(Self { parts, left, patience })
    }
}

impl InParts {
    /// The next part. What was not read of the one before is dropped, and is no more than a head may be.
    pub async fn next(&mut self) -> Option<Result<Part<'_>, Broken>> {
        self.left.store(AHEAD, Ordering::Relaxed);
        let (left, patience) = (&self.left, self.patience);
        let parts = &mut self.parts;
        let next = async { parts.next_field().await.transpose() };
        let next = within_time(patience.times(1), next).await?;
        Some(next.map(|field| Part { field, left, patience }))
    }

    /// Reads what is left of the form, and keeps nothing.
    pub async fn drop_rest(mut self) {
        while let Some(Ok(part)) = self.next().await {
            part.drop_rest().await;
        }
    }
}

/// A part of a form, piece by piece.
pub struct Part<'a> {
    field: Field<'a>,
    left: &'a AtomicUsize,
    patience: Patience,
}

/// Why a part was not read to its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is longer than it may be: so far it was read.
    Over(Bytes),
    /// The line was cut, or the whole form is longer than it may be.
    Broken,
}

impl Part<'_> {
    /// Its name in the form, and the name of the file it is.
    pub fn named(&self) -> (String, Option<String>) {
        let disposition = self.field.headers().get(CONTENT_DISPOSITION);
        let (part, sent) = name::of_disposition(disposition.map_or(b"", |v| v.as_bytes()));
        (part.unwrap_or_default(), sent)
    }

    /// Reads what is left of it, and keeps nothing: the browser comes to hear what became of it.
    pub async fn drop_rest(mut self) {
        while let Some(Ok(_)) = Source::next(&mut self).await {}
    }

    async fn piece(&mut self) -> Option<Result<Bytes, MultipartError>> {
        self.left.store(AHEAD, Ordering::Relaxed);
        self.field.chunk().await.transpose()
    }

    /// All of it, where that is no more than so many bytes: no more are read.
    ///
    /// # Errors
    /// [`Unread`].
    pub async fn whole(mut self, most: usize) -> Result<Bytes, Unread> {
        let time = self.patience.times(u32::try_from(1 + most / AHEAD).unwrap_or(u32::MAX));
        let read = async {
            let mut all = BytesMut::new();
            while let Some(piece) = self.piece().await {
                let piece = piece.map_err(|_| Unread::Broken)?;
                let fits = piece.len().min(most - all.len());
                all.extend_from_slice(&piece[..fits]);
                if fits < piece.len() {
                    return Err(Unread::Over(all.freeze()));
                }
            }
            Ok(all.freeze())
        };
        tokio::time::timeout(time, read).await.unwrap_or(Err(Unread::Broken))
    }
}

#[async_trait]
impl Source for Part<'_> {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        within_time(self.patience.times(1), self.piece()).await
    }
}

/// What comes in, as far as somebody has looked at it.
struct Measured {
    line: BodyDataStream,
    left: Arc<AtomicUsize>,
    /// Whether it was asked for more than may come, and nobody has looked since.
    waited: bool,
}

impl Stream for Measured {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            // What has come is looked at first. Whoever asks again could do nothing with it.
            if std::mem::replace(&mut self.waited, true) {
                return Poll::Ready(Some(Err(axum::Error::new("a head of a part has no end"))));
            }
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.waited = false;
        let next = Pin::new(&mut self.line).poll_next(cx);
        if let Poll::Ready(Some(Ok(bytes))) = &next {
            self.left.store(left.saturating_sub(bytes.len()), Ordering::Relaxed);
        }
        next
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use axum::http::header::CONTENT_TYPE;
    use futures::{StreamExt, stream};

    const HEAD: &[u8] = b"--B\r\ncontent-disposition: form-data; name=\"facts\"\r\n\r\n";

    /// A form whose sender says nothing any more once these pieces have come; and how many of them were taken.
    async fn form(pieces: Vec<Bytes>) -> (InParts, Arc<AtomicUsize>) {
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = taken.clone();
        let sent = stream::iter(pieces).map(move |piece| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(piece)
        });
        let body = Body::from_stream(sent.chain(stream::pending()));
        let request = Request::post("/");
        let request = request.header(CONTENT_TYPE, "multipart/form-data; boundary=B");
        let form = InParts::from_request(request.body(body).unwrap(), &()).await.unwrap();
        (form, taken)
    }

    fn parts(head: &[u8], pieces: usize) -> Vec<Bytes> {
        let piece = Bytes::from(vec![b'a'; 64 * 1024]);
        std::iter::once(Bytes::copy_from_slice(head))
            .chain(std::iter::repeat_n(piece, pieces))
            .collect()
    }

    #[tokio::test]
    async fn art_24_a_text_of_a_report_is_read_no_further_than_it_may_be() {
        let (mut form, taken) = form(parts(HEAD, 1_000)).await;
        let part = form.next().await.unwrap().unwrap();
        assert_eq!(part.named(), ("facts".to_owned(), None));
        let read = part.whole(24).await;
        assert_eq!(read, Err(Unread::Over(Bytes::from(vec![b'a'; 24]))));
        assert!(taken.load(Ordering::Relaxed) < 16, "{taken:?}");
    }

    #[tokio::test]
    async fn a_head_without_an_end_is_not_kept() {
        let head = b"--B\r\ncontent-disposition: form-data; name=\"";
        let (mut form, taken) = form(parts(head, 1_000)).await;
        assert!(form.next().await.unwrap().is_err());
        assert!(taken.load(Ordering::Relaxed) < 16, "{taken:?}");
        // Nor what stands before the first part.
        let (mut form, taken) = self::form(parts(b"", 1_000)).await;
        assert!(form.next().await.unwrap().is_err());
        assert!(taken.load(Ordering::Relaxed) < 16, "{taken:?}");
    }

    #[tokio::test]
    async fn a_silent_sender_is_let_go() {
        let (mut form, _) = form(parts(HEAD, 1)).await;
        let mut part = form.next().await.unwrap().unwrap();
        part.patience.silence = Duration::ZERO;
        assert_eq!(part.whole(1024 * 1024).await, Err(Unread::Broken));
        let (mut form, _) = self::form(parts(b"--B\r\n", 0)).await;
        form.patience.silence = Duration::ZERO;
        assert!(form.next().await.unwrap().is_err());
        // Nor is one who goes on for ever.
        let (mut form, _) = self::form(parts(HEAD, 1)).await;
        let mut part = form.next().await.unwrap().unwrap();
        part.patience.until = Instant::now();
        assert!(Source::next(&mut part).await.unwrap().is_ok(), "what is there is read");
        assert_eq!(Source::next(&mut part).await, Some(Err(Broken)));
    }

    #[tokio::test]
    async fn a_long_file_is_read_to_its_end_though_nobody_waits() {
        // Several times what may come unlooked at, and less than any body may have.
        let mut pieces = parts(HEAD, 25);
        pieces.push(Bytes::from_static(b"\r\n--B\r\n"));
        pieces.push(Bytes::copy_from_slice(&HEAD[5..]));
        pieces.push(Bytes::from_static(b"the last\r\n--B--\r\n"));
        let (mut form, _) = form(pieces).await;
        let mut part = form.next().await.unwrap().unwrap();
        let mut read = 0;
        while let Some(piece) = Source::next(&mut part).await {
            read += piece.unwrap().len();
        }
        assert_eq!(read, 25 * 64 * 1024);
        drop(part);
        let last = form.next().await.unwrap().unwrap();
        assert_eq!(last.whole(8).await, Ok(Bytes::from_static(b"the last")));
    }
}
