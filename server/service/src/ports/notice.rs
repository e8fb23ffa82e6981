//! Port of rooms *notice* and *announcement*: what stands before the public.

use async_trait::async_trait;
use domain::announcement::Announcement;
use domain::ids::SeasonId;
use domain::notice::Notice;
use domain::notice::planned::Planned;

use super::Port;

/// Tables `notice`, `planned_notice` and `announcement`.
#[async_trait]
pub trait NoticePort {
    /// The notice of a season; `None` before it was opened.
    async fn notice(&mut self, season: &SeasonId) -> Port<Option<Notice>>;
    /// The notice of a year.
    async fn notice_of_year(&mut self, year: i32) -> Port<Option<Notice>>;
    /// All notices, the latest year first.
    async fn notices(&mut self) -> Port<Vec<Notice>>;
    /// Stores a notice, new or extended.
    async fn save_notice(&mut self, season: &SeasonId, notice: &Notice) -> Port<()>;
    /// The planned opening of a season's notice.
    async fn planned_notice(&mut self, season: &SeasonId) -> Port<Option<Planned>>;
    /// Plans it, or plans it anew.
    async fn save_planned_notice(&mut self, season: &SeasonId, planned: &Planned) -> Port<()>;
    /// Drops the plan, if there is one.
    async fn drop_planned_notice(&mut self, season: &SeasonId) -> Port<()>;
    /// The announcement of a season, released or not.
    async fn announcement(&mut self, season: &SeasonId) -> Port<Option<Announcement>>;
    /// The announcement of a year, once it is released.
    async fn released_announcement(&mut self, year: i32) -> Port<Option<Announcement>>;
    /// All that are released, the latest year first.
    async fn released_announcements(&mut self) -> Port<Vec<Announcement>>;
    /// Stores an announcement. The table refuses to change one that is released.
    async fn save_announcement(&mut self, season: &SeasonId, a: &Announcement) -> Port<()>;
}
