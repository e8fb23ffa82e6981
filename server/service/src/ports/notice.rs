//! Port of rooms *notice* and *announcement*: what stands before the public.

use async_trait::async_trait;
use domain::announcement::Announcement;
use domain::ids::{DossierId, SeasonId};
use domain::notice::Notice;
use domain::notice::planned::Planned;
use domain::stamp::Stamp;

use super::Port;

/// The letter to an organisation that was chosen (Art. 22), as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLetter {
    /// Its application.
    pub dossier: DossierId,
    /// What the organisation was called.
    pub organisation: String,
    /// What the letter says.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// When the announcement was released.
    pub at: Stamp,
}

/// Tables `notice`, `planned_notice`, `announcement` and `winner_letter`.
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
    /// The letter that was sent about an application; `None` where it was released before letters were kept.
    async fn winner_letter(&mut self, dossier: &DossierId) -> Port<Option<KeptLetter>>;
    /// All letters of a season. One query.
    async fn winner_letters(&mut self, season: &SeasonId) -> Port<Vec<KeptLetter>>;
    /// Keeps a letter. The table refuses to change it.
    async fn insert_winner_letter(&mut self, season: &SeasonId, letter: &KeptLetter) -> Port<()>;
}
