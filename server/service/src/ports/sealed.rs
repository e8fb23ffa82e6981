//! Port of sealed cases (Art. 15): who is named to look into one, what they note, and the files that came with it.
//! Objections (Art. 21) and incidents (Art. 24) have tables of their own for this, of one shape.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, FileId, IncidentId, ObjectionId};
use domain::sealed::Kind;
use domain::views::sealed::EvidenceView;

use super::Port;

/// Whose tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Docket {
    /// `evidence`, `objection_handler`, `objection_note`.
    Objections,
    /// `incident_file`, `incident_person`, `incident_note`.
    Incidents,
}

impl Docket {
    /// Both.
    pub const ALL: [Docket; 2] = [Docket::Objections, Docket::Incidents];
}

/// A case of a docket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// Whose tables.
    pub docket: Docket,
    /// Its identifier there.
    pub id: &'a str,
}

impl<'a> From<&'a ObjectionId> for Case<'a> {
    fn from(id: &'a ObjectionId) -> Self {
        Case { docket: Docket::Objections, id: id.as_str() }
    }
}

impl<'a> From<&'a IncidentId> for Case<'a> {
    fn from(id: &'a IncidentId) -> Self {
        Case { docket: Docket::Incidents, id: id.as_str() }
    }
}

/// A file of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Identifier.
    pub id: FileId,
    /// Identifier of its case.
    pub of: String,
    /// The statement it came with; 0 for what was typed first. Objections have no statements.
    pub statement: i64,
    /// The note with which those who look into the case added it: who, when, and where it comes from. 0 for what came
    /// with what was typed first, or with a statement.
    pub note: i64,
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

impl From<&EvidenceRow> for EvidenceView {
    fn from(f: &EvidenceRow) -> Self {
        Self { id: f.id.clone(), name: f.name.clone(), size: f.size, state: f.state }
    }
}

/// Somebody named to look into a case, or who stepped out of it.
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
    /// Which of its case, from 1.
    pub number: i64,
    /// What it is.
    pub kind: Kind,
    /// Who wrote it.
    pub author: AccountId,
    /// When.
    pub at: i64,
    /// What.
    pub text: String,
}

/// The tables a [`Docket`] names.
#[async_trait]
pub trait SealedPort {
    /// Files of a case, in the order in which they came.
    async fn evidence(&mut self, of: Case<'_>) -> Port<Vec<EvidenceRow>>;
    /// One file.
    async fn evidence_file(&mut self, docket: Docket, id: &FileId) -> Port<Option<EvidenceRow>>;
    /// Stores a file of the case it names.
    async fn insert_evidence(&mut self, docket: Docket, file: &EvidenceRow) -> Port<()>;
    /// Files that wait for the scanner, the oldest first, at most `limit`.
    async fn held_evidence(&mut self, docket: Docket, limit: i64) -> Port<Vec<EvidenceRow>>;
    /// Stores a file's state.
    async fn save_evidence_state(
        &mut self,
        docket: Docket,
        id: &FileId,
        state: FileState,
    ) -> Port<()>;
    /// Who was named, in order, and who stepped out.
    async fn handlers(&mut self, of: Case<'_>) -> Port<Vec<HandlerRow>>;
    /// The same of all cases, each with its identifier.
    async fn all_handlers(&mut self, docket: Docket) -> Port<Vec<(String, HandlerRow)>>;
    /// Who was named, has not stepped out, and is tied to the organisation or the application of the case (Art. 15).
    async fn tied_handlers(&mut self, of: Case<'_>) -> Port<Vec<AccountId>>;
    /// The same of all cases, each with its identifier.
    async fn all_tied_handlers(&mut self, docket: Docket) -> Port<Vec<(String, AccountId)>>;
    /// Names somebody, or notes that somebody stepped out who was not named.
    async fn insert_handler(&mut self, of: Case<'_>, handler: &HandlerRow) -> Port<()>;
    /// Somebody who was named steps out.
    async fn leave_case(&mut self, of: Case<'_>, account: &AccountId, at: i64) -> Port<()>;
    /// Notes, in order.
    async fn notes(&mut self, of: Case<'_>) -> Port<Vec<NoteRow>>;
    /// Stores a note.
    async fn insert_note(&mut self, of: Case<'_>, note: &NoteRow) -> Port<()>;
}
