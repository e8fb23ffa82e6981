//! Port of the expert pool (Art. 11).

use async_trait::async_trait;
use domain::ids::{ExpertId, SeasonId};
pub use domain::views::pool::Served;

use super::Port;
use super::committee::Expert;

/// Which experts a list shows; empty texts leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolWish {
    /// Part of name, employer or address.
    pub search: String,
    /// A division they know.
    pub field: String,
    /// Recommending unit on whose staff they are.
    pub unit: String,
    /// `active`, `resting` or `seated`.
    pub status: String,
}

/// An expert in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolRow {
    /// The expert.
    pub expert: Expert,
    /// Number of the panel they sit on this season.
    pub panel: Option<i64>,
    /// Seasons they have had a seat in.
    pub served: i64,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// In the pool.
    pub all: i64,
    /// Of these, resting.
    pub resting: i64,
    /// Of these, with a seat this season.
    pub seated: i64,
}

/// Table `expert`.
#[async_trait]
pub trait PoolPort {
    /// Stores experts, new or changed, in batches.
    async fn save_experts(&mut self, experts: &[Expert]) -> Port<()>;
    /// Stores one.
    async fn save_expert(&mut self, expert: &Expert) -> Port<()> {
        self.save_experts(std::slice::from_ref(expert)).await
    }
    /// Everybody, by identifier.
    async fn pool(&mut self) -> Port<Vec<Expert>>;
    /// Those wished for, by name, at most `limit` from `offset` on.
    async fn pool_page(
        &mut self,
        season: &SeasonId,
        wish: &PoolWish,
        limit: i64,
        offset: i64,
    ) -> Port<Vec<PoolRow>>;
    /// How many are wished for.
    async fn pool_count(&mut self, season: &SeasonId, wish: &PoolWish) -> Port<i64>;
    /// How many there are.
    async fn pool_totals(&mut self, season: &SeasonId) -> Port<Totals>;
    /// Seasons an expert had a seat in, the latest first.
    async fn served(&mut self, expert: &ExpertId) -> Port<Vec<Served>>;
}
