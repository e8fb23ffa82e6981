//! Port of room *incident*: cases, their files, who investigates them, what was noted and stated, and the titles
//! that were revoked.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, DossierId, FileId, IncidentId, OrganisationId};
use domain::incident::case::Case;
use domain::incident::{Cause, Holder, Revocation};
use domain::sender::Sender;
use serde::{Deserialize, Serialize};

use super::Port;
use super::objection::{HandlerRow, NoteRow};

/// What was typed, as it is kept for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Who reports it.
    pub sender: Sender,
    /// On which ground.
    pub cause: Cause,
    /// Facts.
    pub facts: String,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Identifier.
    pub id: IncidentId,
    /// The title it is about.
    pub holder: Holder,
    /// The organisation, where it is here.
    pub organisation: Option<OrganisationId>,
    /// The application that was chosen, where it is here.
    pub dossier: Option<DossierId>,
    /// When it was received, microseconds.
    pub at: i64,
    /// SHA-256 of the secret of its author's link.
    pub token: String,
    /// Who reported it, where that is somebody of the Office or the association: they neither investigate nor
    /// decide it.
    pub reporter: Option<AccountId>,
    /// What was typed.
    pub kept: Kept,
    /// Where it stands.
    pub case: Case,
}

/// A file of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentFileRow {
    /// Identifier.
    pub id: FileId,
    /// The case.
    pub incident: IncidentId,
    /// The statement it came with; 0 for the report.
    pub statement: i64,
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

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// Which of its case, from 1.
    pub number: i64,
    /// Who made it.
    pub author: AccountId,
    /// When, microseconds.
    pub at: i64,
    /// What.
    pub text: String,
}

/// Tables `incident`, `incident_file`, `incident_person`, `incident_note`, `statement`, `revocation`.
#[async_trait]
pub trait IncidentPort {
    /// Stores a case.
    async fn insert_incident(&mut self, incident: &IncidentRow) -> Port<()>;
    /// A case.
    async fn incident(&mut self, id: &IncidentId) -> Port<Option<IncidentRow>>;
    /// The case of a link's secret, by its hash.
    async fn incident_by_token(&mut self, token: &str) -> Port<Option<IncidentRow>>;
    /// All cases, the latest first, at most `limit`.
    async fn incidents(&mut self, limit: i64) -> Port<Vec<IncidentRow>>;
    /// Stores where a case stands.
    async fn save_case(&mut self, id: &IncidentId, case: &Case) -> Port<()>;
    /// Files of a case, in the order in which they came.
    async fn incident_files(&mut self, id: &IncidentId) -> Port<Vec<IncidentFileRow>>;
    /// One file.
    async fn incident_file(&mut self, id: &FileId) -> Port<Option<IncidentFileRow>>;
    /// Stores a file.
    async fn insert_incident_file(&mut self, file: &IncidentFileRow) -> Port<()>;
    /// Files that wait for the scanner, the oldest first, at most `limit`.
    async fn held_incident_files(&mut self, limit: i64) -> Port<Vec<IncidentFileRow>>;
    /// Stores a file's state.
    async fn save_incident_file_state(&mut self, id: &FileId, state: FileState) -> Port<()>;
    /// Who was named, in order, and who stepped out.
    async fn incident_people(&mut self, id: &IncidentId) -> Port<Vec<HandlerRow>>;
    /// The same of all cases.
    async fn people_of_incidents(&mut self) -> Port<Vec<(IncidentId, HandlerRow)>>;
    /// Names somebody, or notes that somebody stepped out who was not named.
    async fn insert_incident_person(&mut self, id: &IncidentId, person: &HandlerRow) -> Port<()>;
    /// Somebody who was named steps out.
    async fn leave_incident(&mut self, id: &IncidentId, account: &AccountId, at: i64) -> Port<()>;
    /// Notes, in order.
    async fn incident_notes(&mut self, id: &IncidentId) -> Port<Vec<NoteRow>>;
    /// Stores a note.
    async fn insert_incident_note(&mut self, id: &IncidentId, note: &NoteRow) -> Port<()>;
    /// Statements, in order.
    async fn statements(&mut self, id: &IncidentId) -> Port<Vec<StatementRow>>;
    /// Stores a statement.
    async fn insert_statement(&mut self, id: &IncidentId, statement: &StatementRow) -> Port<()>;
    /// Stores a revocation. The table refuses to change one, or to take one back.
    async fn insert_revocation(&mut self, id: &IncidentId, revocation: &Revocation) -> Port<()>;
    /// The revocation of a title, by its number.
    async fn revocation(&mut self, number: &str) -> Port<Option<Revocation>>;
    /// All revocations, the latest first.
    async fn revocations(&mut self) -> Port<Vec<Revocation>>;
}
