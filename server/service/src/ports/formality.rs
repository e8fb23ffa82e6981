//! Port of room *formality*: claims, refusals, what stands twice, what the statistics count; its ticks and
//! its list are beside the opinions.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::{Finding, Kind};
use domain::formality::rejection::Rejection;
use domain::ids::{DossierId, SeasonId};
use domain::views::formality::FindingView;

use super::Port;
use super::application::VersionRow;

/// The last comparison of a season's dossiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// When.
    pub at: i64,
    /// Dossiers compared.
    pub dossiers: i64,
    /// Digest of what was compared, and by which settings.
    pub state: String,
    /// How much was found; what is kept may be less.
    pub found: i64,
}

/// How many findings of one kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingCount {
    /// The kind.
    pub kind: Kind,
    /// All of it.
    pub all: i64,
    /// Those nobody has looked at as they are.
    pub open: i64,
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
    /// When.
    pub at: i64,
}

/// Tables `claim`, `rejection`, `comparison`, `finding` and `finding_look`.
#[async_trait]
pub trait FormalityPort {
    /// Who has taken a dossier, whether or not it still counts.
    async fn claim(&mut self, id: &DossierId) -> Port<Option<Claim>>;
    /// Whoever has taken dossiers of a season, whether or not it still counts.
    async fn claims(&mut self, season: &SeasonId) -> Port<BTreeMap<DossierId, Claim>>;
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
    /// The last comparison.
    async fn comparison(&mut self, season: &SeasonId) -> Port<Option<Comparison>>;
    /// Stores a comparison and what of its findings is kept, in their order, in place of the last one.
    async fn save_comparison(
        &mut self,
        season: &SeasonId,
        c: &Comparison,
        findings: &[Finding],
    ) -> Port<()>;
    /// The first findings in their order, of one kind or all, those somebody has looked at too or not.
    /// One that names a dossier which is no longer before the Office is left out here and below.
    async fn findings(
        &mut self,
        season: &SeasonId,
        kind: Option<Kind>,
        all: bool,
        limit: i64,
    ) -> Port<Vec<FindingView>>;
    /// The first findings that name a dossier.
    async fn findings_of(
        &mut self,
        season: &SeasonId,
        id: &DossierId,
        limit: i64,
    ) -> Port<Vec<FindingView>>;
    /// How many findings there are, by kind.
    async fn finding_counts(&mut self, season: &SeasonId) -> Port<Vec<FindingCount>>;
    /// One finding, whatever became of the dossiers it names.
    async fn finding(
        &mut self,
        season: &SeasonId,
        id: &DossierId,
        against: &str,
        kind: Kind,
    ) -> Port<Option<Finding>>;
    /// Stores that somebody has looked, in place of whoever had before.
    async fn save_look(&mut self, season: &SeasonId, look: &LookRow) -> Port<()>;
    /// Items for which dossiers of a season were refused, one each.
    async fn rejected_items(&mut self, season: &SeasonId) -> Port<Vec<Item>>;
    /// Rounds of correction of a season.
    async fn rounds(&mut self, season: &SeasonId) -> Port<Vec<Round>>;
    /// Steps that dossiers of a season took in a room: moment and event as JSON, in order.
    async fn steps_in(&mut self, season: &SeasonId, room: &str) -> Port<Vec<(i64, String)>>;
}
