//! Port of room *committee*: how the Office adjusts an assignment.

use async_trait::async_trait;
use domain::committee::pairing::Wish;
use domain::ids::{DossierId, ExpertId, SeasonId};

use super::Port;

/// A wish about a pair, with who wished it and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// What is wished.
    pub wish: Wish,
    /// Why.
    pub reason: String,
    /// Account.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// Table `pairing`, and what one expert can take.
#[async_trait]
pub trait PairingPort {
    /// All wishes of a season.
    async fn pairings(&mut self, season: &SeasonId) -> Port<Vec<Pairing>>;
    /// Stores a wish in place of any other about the pair.
    async fn save_pairing(&mut self, pairing: &Pairing) -> Port<()>;
    /// Forgets a wish; one that is not there is no fault.
    async fn delete_pairing(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<()>;
    /// Seats with a load limit of their own.
    async fn load_limits(&mut self, season: &SeasonId) -> Port<Vec<(ExpertId, i64)>>;
    /// Sets the load limit of a seat; none is the season's.
    async fn save_load_limit(
        &mut self,
        season: &SeasonId,
        expert: &ExpertId,
        limit: Option<i64>,
    ) -> Port<()>;
    /// Pairs whose review is sealed.
    async fn sealed_pairs(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, ExpertId)>>;
}
