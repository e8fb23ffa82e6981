//! Port of room *notice*: objections, their evidence, who handles them and what was noted.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, DossierId, FileId, ObjectionId, SeasonId};
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

/// A file of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Identifier.
    pub id: FileId,
    /// Objection.
    pub objection: ObjectionId,
    /// Name, cleaned.
    pub name: String,
    /// Media type, judged by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// How far the look for viruses has come.
    pub state: FileState,
    /// When it came, microseconds.
    pub at: i64,
}

/// Somebody named to handle an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlerRow {
    /// Who.
    pub account: AccountId,
    /// Who named them.
    pub named_by: AccountId,
    /// When.
    pub at: i64,
    /// When they stepped out; `None` while they have not.
    pub left_at: Option<i64>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Which of its objection, from 1.
    pub number: i64,
    /// The report to the committee.
    pub report: bool,
    /// Who wrote it.
    pub author: AccountId,
    /// When.
    pub at: i64,
    /// What.
    pub text: String,
}

/// Tables `objection`, `evidence`, `objection_handler`, `objection_note`.
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
    /// Files of an objection.
    async fn evidence(&mut self, objection: &ObjectionId) -> Port<Vec<EvidenceRow>>;
    /// One file.
    async fn evidence_file(&mut self, id: &FileId) -> Port<Option<EvidenceRow>>;
    /// Stores a file.
    async fn insert_evidence(&mut self, file: &EvidenceRow) -> Port<()>;
    /// Files that wait for the scanner, the oldest first, at most `limit`.
    async fn held_evidence(&mut self, limit: i64) -> Port<Vec<EvidenceRow>>;
    /// Stores a file's state.
    async fn save_evidence_state(&mut self, id: &FileId, state: FileState) -> Port<()>;
    /// Who was named, in order.
    async fn handlers(&mut self, objection: &ObjectionId) -> Port<Vec<HandlerRow>>;
    /// Names somebody.
    async fn insert_handler(&mut self, objection: &ObjectionId, h: &HandlerRow) -> Port<()>;
    /// Somebody steps out.
    async fn leave_objection(
        &mut self,
        objection: &ObjectionId,
        account: &AccountId,
        at: i64,
    ) -> Port<()>;
    /// Notes, in order.
    async fn objection_notes(&mut self, objection: &ObjectionId) -> Port<Vec<NoteRow>>;
    /// Stores a note.
    async fn insert_objection_note(&mut self, objection: &ObjectionId, n: &NoteRow) -> Port<()>;
}
