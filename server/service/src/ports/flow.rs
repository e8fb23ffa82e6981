//! Port of a dossier's way: signature, correction, return, history, presence.

use async_trait::async_trait;
use domain::application::page::Page;
use domain::application::sign_off::{Outcome, Request};
use domain::formality::Item;
use domain::formality::correction::Round;
use domain::ids::DossierId;
use domain::stamp::Stamp;

use super::Port;
use super::application::{FileRow, VersionRow};

/// A request to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOffRow {
    /// Identifier.
    pub id: String,
    /// Dossier.
    pub dossier: DossierId,
    /// SHA-256 of the link's token, hexadecimal.
    pub token_hash: String,
    /// Where the link was sent.
    pub email: String,
    /// Account that asked.
    pub asked_by: String,
    /// When.
    pub asked_at: i64,
    /// First moment at which the link is no good any more.
    pub expires_at: i64,
    /// Number the version will have.
    pub version: i64,
    /// SHA-256 of what is to be signed.
    pub sha256: String,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was signed, declined or replaced.
    pub answered_at: Option<i64>,
    /// Name that was typed; empty until signed.
    pub name: String,
    /// Why it was declined; empty otherwise.
    pub reason: String,
}

impl SignOffRow {
    /// As the rules judge it.
    pub fn request(&self) -> Request {
        Request {
            outcome: self.outcome,
            expires: Stamp(self.expires_at),
            sha256: self.sha256.clone(),
        }
    }
}

/// A round of correction with the versions before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// What was asked.
    pub round: Round,
    /// Account that asked.
    pub by: String,
    /// Version the Office read.
    pub before: i64,
    /// Version that answers; `None` until it is there.
    pub after: Option<i64>,
}

/// A unit's return of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRow {
    /// When.
    pub at: i64,
    /// Account.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A saved revision of a page, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// Which page.
    pub page: Page,
    /// Its number, from 1.
    pub revision: i64,
    /// When.
    pub saved_at: i64,
    /// Account.
    pub saved_by: String,
    /// Its name; empty when the account is gone.
    pub name: String,
}

/// Somebody who has a dossier open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceRow {
    /// Account.
    pub account: String,
    /// Which of the account's tabs.
    pub tab: String,
    /// Name to show.
    pub name: String,
    /// Code of the page; empty outside the pages.
    pub page: String,
    /// Last sign of life, microseconds.
    pub seen_at: i64,
}

/// Tables `sign_off`, `correction`, `dossier_return`, `presence`, and what history needs of the
/// tables of room *application*.
#[async_trait]
pub trait FlowPort {
    /// Stores a new request; the one before must have been replaced.
    async fn insert_sign_off(&mut self, row: &SignOffRow) -> Port<()>;
    /// The request of a token's hash.
    async fn sign_off_of(&mut self, token_hash: &str) -> Port<Option<SignOffRow>>;
    /// The latest request of a dossier.
    async fn sign_off(&mut self, id: &DossierId) -> Port<Option<SignOffRow>>;
    /// Stores what became of an open request; a request is answered once.
    async fn answer_sign_off(&mut self, row: &SignOffRow) -> Port<()>;
    /// Replaces whatever request for a version of a dossier is open or signed.
    async fn replace_sign_offs(&mut self, id: &DossierId, version: i64, at: i64) -> Port<()>;
    /// The round of correction of a dossier.
    async fn correction(&mut self, id: &DossierId) -> Port<Option<CorrectionRow>>;
    /// Stores a round; a second one of the same dossier is a fault.
    async fn insert_correction(&mut self, id: &DossierId, row: &CorrectionRow) -> Port<()>;
    /// Stores that a round was answered.
    async fn answer_correction(&mut self, id: &DossierId, row: &CorrectionRow) -> Port<()>;
    /// Takes the ticks of these items away: they are to be judged anew.
    async fn forget_ticks(&mut self, id: &DossierId, items: &[Item]) -> Port<()>;
    /// Stores a return.
    async fn insert_return(&mut self, id: &DossierId, row: &ReturnRow) -> Port<()>;
    /// The latest return of a dossier.
    async fn last_return(&mut self, id: &DossierId) -> Port<Option<ReturnRow>>;
    /// Number of the latest frozen version; 0 when there is none.
    async fn last_version(&mut self, id: &DossierId) -> Port<i64>;
    /// All frozen versions, latest first.
    async fn versions(&mut self, id: &DossierId) -> Port<Vec<VersionRow>>;
    /// The latest revisions of all pages, latest first, at most so many.
    async fn revisions(&mut self, id: &DossierId, limit: i64) -> Port<Vec<RevisionRow>>;
    /// How many revisions there are.
    async fn count_revisions(&mut self, id: &DossierId) -> Port<i64>;
    /// All files a dossier ever had, those taken off included.
    async fn files_ever(&mut self, id: &DossierId) -> Port<Vec<FileRow>>;
    /// Notes a sign of life and forgets whoever was not seen since `before`.
    async fn save_presence(&mut self, id: &DossierId, row: &PresenceRow, before: i64) -> Port<()>;
    /// Who has been seen since a moment, by name.
    async fn present(&mut self, id: &DossierId, since: i64) -> Port<Vec<PresenceRow>>;
}
