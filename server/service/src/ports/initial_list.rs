//! Port of the initial list (Art. 20): what chair and vice chair have signed.

use async_trait::async_trait;
use domain::defence::initial_list::Draft;
use domain::defence::initial_list::round::ListRound;
use domain::ids::{AccountId, DossierId, SeasonId};
use domain::season::category::Category;

use super::Port;

/// The list that is being decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitialListRow {
    /// What is decided.
    pub draft: Draft,
    /// Where it stands.
    pub round: ListRound,
    /// Grows with every change, from 1; 0 before the first.
    pub revision: i64,
}

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

/// Tables `initial_list` and `signed_list`.
#[async_trait]
pub trait InitialListPort {
    /// The list as it is being decided; `None` before anybody has touched it.
    async fn initial_list(&mut self, season: &SeasonId) -> Port<Option<InitialListRow>>;
    /// Stores it in place of what it was.
    async fn save_initial_list(
        &mut self,
        season: &SeasonId,
        list: &InitialListRow,
        at: i64,
    ) -> Port<()>;
    /// What every application of a panel counts as. One query.
    async fn categories(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, Category)>>;
    /// How many lists of a season were signed by both.
    async fn signed_lists(&mut self, season: &SeasonId) -> Port<i64>;
    /// The list that counts; `None` before one was signed by both, and while it is opened again.
    async fn signed_list(&mut self, season: &SeasonId) -> Port<Option<SignedList>>;
    /// Stores a list. The table refuses any later change.
    async fn insert_signed_list(&mut self, season: &SeasonId, list: &SignedList) -> Port<()>;
}
