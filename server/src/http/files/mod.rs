//! Files over HTTP, as plain routes, so that they work without JavaScript.
//!
//! - [`form`]: one multipart form, several files, answered by a redirect.
//! - [`upload`]: pieces that can be continued where the line was cut.
//! - [`send`]: downloads and previews.

pub mod form;
pub(super) mod name;
pub mod send;
pub mod upload;

use std::time::Duration;

use async_trait::async_trait;
use axum::body::BodyDataStream;
use bytes::Bytes;
use futures::StreamExt;
use service::ports::files::{Broken, Source};

/// How long a sender may stay silent before the line counts as cut.
const SILENCE: Duration = Duration::from_secs(60);

/// The next bytes of somebody who sends, or that the line is cut.
pub(super) async fn within<T, E>(
    next: impl Future<Output = Option<Result<T, E>>>,
) -> Option<Result<T, Broken>> {
    match tokio::time::timeout(SILENCE, next).await {
        Ok(next) => next.map(|piece| piece.map_err(|_| Broken)),
        Err(_) => Some(Err(Broken)),
    }
}

/// The body of a request, piece by piece.
struct Pieces(BodyDataStream);

#[async_trait]
impl Source for Pieces {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        within(self.0.next()).await
    }
}
