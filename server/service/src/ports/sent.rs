//! Port of what was made of forms that add something, so that none is taken twice.

use async_trait::async_trait;

use super::Port;

/// Table `sent_once`.
#[async_trait]
pub trait SentPort {
    /// What was made of a form, sealed, by its digest.
    async fn sent(&mut self, digest: &str) -> Port<Option<String>>;
    /// Notes it; a fault where it is noted already.
    async fn insert_sent(&mut self, digest: &str, made: &str, at: i64) -> Port<()>;
    /// Whether anything was noted before a moment.
    async fn has_sent_before(&mut self, before: i64) -> Port<bool>;
    /// Forgets what was noted before a moment.
    async fn delete_sent_before(&mut self, before: i64) -> Port<()>;
}
