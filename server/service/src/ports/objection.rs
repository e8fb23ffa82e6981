//! Port of room *notice*: objections.

use async_trait::async_trait;
use domain::ids::{AccountId, DossierId, ObjectionId, SeasonId};
use domain::notice::handling::Handling;
use domain::notice::objection::Objector;
use serde::{Deserialize, Serialize};

use super::Port;

/// What was typed, as it is kept for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Who objects.
    pub objector: Objector,
    /// Facts.
    pub facts: String,
    /// Their account, where they work for the Office or the committee: it neither handles nor decides this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionRow {
    /// Identifier.
    pub id: ObjectionId,
    /// Season.
    pub season: SeasonId,
    /// Number within the season, from 1.
    pub number: i64,
    /// Application it is about.
    pub dossier: DossierId,
    /// Its line on the notice.
    pub place: u32,
    /// When it was received, microseconds.
    pub at: i64,
    /// SHA-256 of the secret of its author's link.
    pub token: String,
    /// What was typed.
    pub kept: Kept,
    /// Where it stands.
    pub handling: Handling,
}

/// Table `objection`; what belongs to a sealed case is the port of [`super::sealed`].
#[async_trait]
pub trait ObjectionPort {
    /// The number the next objection of a season has.
    async fn next_objection(&mut self, season: &SeasonId) -> Port<i64>;
    /// Stores an objection.
    async fn insert_objection(&mut self, objection: &ObjectionRow) -> Port<()>;
    /// An objection.
    async fn objection(&mut self, id: &ObjectionId) -> Port<Option<ObjectionRow>>;
    /// The objection of a link's secret, by its hash.
    async fn objection_by_token(&mut self, token: &str) -> Port<Option<ObjectionRow>>;
    /// Objections of a season, by number.
    async fn objections(&mut self, season: &SeasonId) -> Port<Vec<ObjectionRow>>;
    /// Stores where an objection stands.
    async fn save_handling(&mut self, id: &ObjectionId, handling: &Handling) -> Port<()>;
}
