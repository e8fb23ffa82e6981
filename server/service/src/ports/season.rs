//! Port of room *season*.

use async_trait::async_trait;
use domain::ids::SeasonId;
use domain::recommendation::Quota;
use domain::season::Season;

use super::Port;

/// Tables `season` and `quota`.
#[async_trait]
pub trait SeasonPort {
    /// The season of the latest year.
    async fn current_season(&mut self) -> Port<Option<Season>>;
    /// Stores a season, new or changed.
    async fn save_season(&mut self, season: &Season) -> Port<()>;
    /// Quotas of all units, by unit code.
    async fn quotas(&mut self, season: &SeasonId) -> Port<Vec<(String, Quota)>>;
    /// One unit's quota; zero seats when none was set.
    async fn quota(&mut self, season: &SeasonId, unit: &str) -> Port<Quota>;
    /// Stores one unit's quota. The table's own constraint refuses one that is overdrawn.
    async fn save_quota(&mut self, season: &SeasonId, unit: &str, quota: &Quota) -> Port<()>;
}
