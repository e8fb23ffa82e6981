//! Port of room *formality*: claims, refusals, what stands twice, what the statistics count; its ticks and
//! its list are beside the opinions.

use async_trait::async_trait;
use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::{Finding, Kind};
use domain::formality::rejection::Rejection;
use domain::ids::{DossierId, SeasonId};

use super::Port;
use super::application::VersionRow;

/// What the last comparison of a season's dossiers has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// When.
    pub at: i64,
    /// Dossiers compared.
    pub dossiers: i64,
    /// Digest of what was compared, and by which settings.
    pub state: String,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Somebody of the Office has looked at a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRow {
    /// Its dossier.
    pub dossier: DossierId,
    /// Key of what the dossier met.
    pub against: String,
    /// Its kind.
    pub kind: Kind,
    /// SHA-256 of the facts that were seen.
    pub facts: String,
    /// What was seen.
    pub note: String,
    /// Account.
    pub by: String,
    /// Its name; empty when the account is gone.
    pub name: String,
    /// When.
    pub at: i64,
}

/// Tables `claim`, `rejection`, `comparison` and `finding_look`.
#[async_trait]
pub trait FormalityPort {
    /// Who has taken a dossier, whether or not it still counts.
    async fn claim(&mut self, id: &DossierId) -> Port<Option<Claim>>;
    /// Stores who has taken it, in place of whoever had.
    async fn save_claim(&mut self, id: &DossierId, claim: &Claim) -> Port<()>;
    /// Nobody has it any more.
    async fn delete_claim(&mut self, id: &DossierId) -> Port<()>;
    /// Why a dossier was refused.
    async fn rejection(&mut self, id: &DossierId) -> Port<Option<Rejection>>;
    /// Stores why, and by whom. There is one at most.
    async fn insert_rejection(&mut self, id: &DossierId, r: &Rejection, by: &str) -> Port<()>;
    /// The latest frozen version of each dossier that is before the Office, or was, by number: one query.
    async fn latest_versions(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, VersionRow)>>;
    /// What the last comparison has found.
    async fn comparison(&mut self, season: &SeasonId) -> Port<Option<Comparison>>;
    /// Stores what a comparison has found, in place of the last one.
    async fn save_comparison(&mut self, season: &SeasonId, c: &Comparison) -> Port<()>;
    /// Who has looked at which finding.
    async fn looks(&mut self, season: &SeasonId) -> Port<Vec<LookRow>>;
    /// Stores that somebody has looked, in place of whoever had before.
    async fn save_look(&mut self, season: &SeasonId, look: &LookRow) -> Port<()>;
    /// Items for which dossiers of a season were refused, one each.
    async fn rejected_items(&mut self, season: &SeasonId) -> Port<Vec<Item>>;
    /// Rounds of correction of a season.
    async fn rounds(&mut self, season: &SeasonId) -> Port<Vec<Round>>;
    /// Steps that dossiers of a season took in a room: moment and event as JSON, in order.
    async fn steps_in(&mut self, season: &SeasonId, room: &str) -> Port<Vec<(i64, String)>>;
}
