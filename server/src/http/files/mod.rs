//! Files over HTTP, as plain routes, so that they work without JavaScript.
//!
//! - [`form`]: one multipart form, several files, answered by a redirect.
//! - [`upload`]: pieces that can be continued where the line was cut.
//! - [`send`]: downloads and previews.

pub mod form;
pub mod name;
pub mod send;
pub mod upload;

use async_trait::async_trait;
use axum::body::BodyDataStream;
use bytes::Bytes;
use futures::StreamExt;
use service::ports::files::{Broken, Source};

use super::forms::within;

/// The body of a request, piece by piece.
struct Pieces(BodyDataStream);

#[async_trait]
impl Source for Pieces {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        within(self.0.next()).await
    }
}
