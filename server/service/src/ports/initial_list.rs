//! Port of the initial list (Art. 20): what chair and vice chair have signed.

use async_trait::async_trait;
use domain::ids::{AccountId, DossierId, SeasonId};

use super::Port;

/// A list that two heads have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedList {
    /// Which of its season, from 1; the latest counts.
    pub number: i64,
    /// The text both have read.
    pub canonical: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Applications on it, in the order of their references.
    pub dossiers: Vec<DossierId>,
    /// Who signed first.
    pub signed_by: AccountId,
    /// When, microseconds.
    pub signed_at: i64,
    /// Who confirmed: another person.
    pub confirmed_by: AccountId,
    /// When, microseconds.
    pub confirmed_at: i64,
}

/// Table `signed_list`.
#[async_trait]
pub trait InitialListPort {
    /// The list that counts; `None` before one was signed.
    async fn signed_list(&mut self, season: &SeasonId) -> Port<Option<SignedList>>;
    /// Stores a list. The table refuses any later change.
    async fn insert_signed_list(&mut self, season: &SeasonId, list: &SignedList) -> Port<()>;
}
