//! Port of room *incident*: cases, what was stated, and the titles that were revoked.

use async_trait::async_trait;
use domain::ids::{AccountId, DossierId, IncidentId, OrganisationId};
use domain::incident::case::Case;
use domain::incident::{Cause, Holder, Revocation};
use domain::sender::Sender;
use serde::{Deserialize, Serialize};

use super::Port;

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
    /// It came on paper, and its author is who recorded it.
    pub paper: bool,
}

/// Tables `incident`, `statement`, `revocation`; what belongs to a sealed case is the port of [`super::sealed`].
#[async_trait]
pub trait IncidentPort {
    /// Stores a case.
    async fn insert_incident(&mut self, incident: &IncidentRow) -> Port<()>;
    /// A case.
    async fn incident(&mut self, id: &IncidentId) -> Port<Option<IncidentRow>>;
    /// The case of a link's secret, by its hash.
    async fn incident_by_token(&mut self, token: &str) -> Port<Option<IncidentRow>>;
    /// All cases, at most `limit`: those that are not settled, then the others, the latest of each first.
    async fn incidents(&mut self, limit: i64) -> Port<Vec<IncidentRow>>;
    /// All cases of an organisation, the latest first.
    async fn incidents_of(&mut self, organisation: &OrganisationId) -> Port<Vec<IncidentRow>>;
    /// Cases whose organisation is heard and on which no decision is proposed, the earliest first.
    async fn incidents_heard(&mut self) -> Port<Vec<IncidentRow>>;
    /// Stores where a case stands.
    async fn save_case(&mut self, id: &IncidentId, case: &Case) -> Port<()>;
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
