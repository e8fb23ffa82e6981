//! Port of room *season*.

use async_trait::async_trait;
use domain::facts::workdays::YearData;
use domain::ids::SeasonId;
use domain::policy::Role;
use domain::recommendation::Quota;
use domain::season::Season;

use super::Port;

/// A year of working days as it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// Its arrangement.
    pub data: YearData,
    /// Why it took the place of another; may be empty.
    pub reason: String,
    /// Who imported it.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// What makes a database a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// When the copy was made, microseconds.
    pub made_at: i64,
    /// How far its clock goes ahead of the real one, microseconds.
    pub ahead: i64,
}

/// Tables `season`, `quota`, `calendar_year` and `rehearsal`.
#[async_trait]
pub trait SeasonPort {
    /// The opened season of the latest year.
    async fn current_season(&mut self) -> Port<Option<Season>>;
    /// All opened seasons, the latest year first; there is one a year.
    async fn opened_seasons(&mut self) -> Port<Vec<Season>>;
    /// The season that is planned; there is one at most.
    async fn planned_season(&mut self) -> Port<Option<Season>>;
    /// A season by its identifier, whether it runs, is over or is only planned.
    async fn season_by_id(&mut self, id: &SeasonId) -> Port<Option<Season>>;
    /// Stores a season, new (then it is open) or changed (then it stays what it was).
    async fn save_season(&mut self, season: &Season) -> Port<()>;
    /// Stores a new season as planned. The table refuses a second one.
    async fn insert_planned(&mut self, season: &Season) -> Port<()>;
    /// Makes a planned season an open one.
    async fn open_season(&mut self, season: &SeasonId) -> Port<()>;
    /// Gives a season the seats of another, none of them granted or used.
    async fn copy_quotas(&mut self, from: &SeasonId, to: &SeasonId) -> Port<()>;
    /// Gives the holders of these roles in a season the same in another; returns how many.
    async fn carry_grants(&mut self, from: &SeasonId, to: &SeasonId, roles: &[Role]) -> Port<i64>;
    /// The mark of a rehearsal; none in a season that counts.
    async fn rehearsal(&mut self) -> Port<Option<Rehearsal>>;
    /// Marks this database as a rehearsal, for good, or moves its clock. Sessions last as much
    /// longer as the clock jumps, so that moving it signs nobody out.
    async fn save_rehearsal(&mut self, mark: &Rehearsal) -> Port<()>;
    /// Years of working days that were imported, in order.
    async fn calendar_years(&mut self) -> Port<Vec<CalendarYear>>;
    /// Stores a year, new or in place of another.
    async fn save_calendar_year(&mut self, year: &CalendarYear) -> Port<()>;
    /// Quotas of all units, by unit code.
    async fn quotas(&mut self, season: &SeasonId) -> Port<Vec<(String, Quota)>>;
    /// One unit's quota; zero seats when none was set.
    async fn quota(&mut self, season: &SeasonId, unit: &str) -> Port<Quota>;
    /// Stores one unit's quota. The table's own constraint refuses one that is overdrawn.
    async fn save_quota(&mut self, season: &SeasonId, unit: &str, quota: &Quota) -> Port<()>;
}
