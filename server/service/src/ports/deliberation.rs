//! Port of room *deliberation*: what panels agree on, and what was signed.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::deliberation::Review;
use domain::deliberation::agreed::Results;
use domain::deliberation::panel_round::PanelRound;
use domain::ids::{AccountId, DossierId, PanelId, SeasonId};

use super::Port;

/// The deliberation of one panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Deliberation {
    /// Panel.
    pub panel: PanelId,
    /// Where it stands.
    pub round: PanelRound,
    /// What is agreed.
    pub results: Results,
    /// Why applications are decided on although reviews are missing.
    pub exceptions: BTreeMap<DossierId, String>,
    /// Grows with every change, from 1.
    pub revision: i64,
}

/// A conclusion that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedConclusion {
    /// Which of its panel, from 1.
    pub number: i64,
    /// Its canonical text.
    pub canonical: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Account of whoever presided.
    pub by: AccountId,
    /// When.
    pub at: i64,
}

/// Tables `deliberation` and `conclusion`.
#[async_trait]
pub trait DeliberationPort {
    /// All that have begun.
    async fn deliberations(&mut self, season: &SeasonId, review: Review)
    -> Port<Vec<Deliberation>>;
    /// That of a panel; `None` before anything was agreed.
    async fn deliberation(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<Option<Deliberation>>;
    /// Stores it in place of what it was.
    async fn save_deliberation(
        &mut self,
        season: &SeasonId,
        review: Review,
        d: &Deliberation,
        at: i64,
    ) -> Port<()>;
    /// What a panel has signed, in order.
    async fn conclusions(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<Vec<SignedConclusion>>;
    /// Stores what was signed. The table refuses any later change.
    async fn insert_conclusion(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
        c: &SignedConclusion,
    ) -> Port<()>;
    /// How often applications of a panel were given back by experts.
    async fn declined(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<BTreeMap<DossierId, u32>>;
}
