//! Port of room *defence* (Art. 20): sittings, the lot, slots, who scores whom in it, slides, visits.

use async_trait::async_trait;
use domain::defence::session::{Session, Slot};
use domain::defence::slot::heard;
use domain::defence::visit::Visit;
use domain::ids::{DossierId, ExpertId, FileId, PanelId, SeasonId, SessionId};
use domain::stamp::Stamp;

use super::Port;

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The session itself.
    pub session: Session,
    /// When its slots were told, microseconds; `None` while it is a plan.
    pub published_at: Option<i64>,
}

/// A drawing of an order by lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotRow {
    /// Whose applications.
    pub panel: PanelId,
    /// Which drawing of this panel, from 1; the latest counts.
    pub number: u32,
    /// Seed.
    pub seed: u64,
    /// References in the order drawn.
    pub drawn: Vec<String>,
    /// SHA-256 of the references that were in the drum.
    pub fingerprint: String,
    /// Why it was drawn again; empty the first time.
    pub reason: String,
    /// Account that drew.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// A slot with what has happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// Whose, when and where.
    pub slot: Slot,
    /// Grows with each move after it was told.
    pub sequence: u32,
    /// When the applicant confirmed, microseconds.
    pub confirmed_at: Option<i64>,
    /// Who will come, as the applicant wrote it.
    pub delegates: Vec<String>,
    /// When they were checked in, microseconds.
    pub arrived_at: Option<i64>,
    /// When the room's timer was started for it, microseconds: once.
    pub begun_at: Option<i64>,
    /// When it was cancelled, microseconds; the row stays, so that calendars can strike it out.
    pub cancelled_at: Option<i64>,
}

impl SlotRow {
    /// A slot as it is first told: nothing has happened to it yet.
    pub fn told(slot: Slot) -> Self {
        Self {
            slot,
            sequence: 0,
            confirmed_at: None,
            delegates: Vec::new(),
            arrived_at: None,
            begun_at: None,
            cancelled_at: None,
        }
    }

    /// Whether its application was heard, or is being heard; `all` holds the slots of its session.
    pub fn heard(&self, all: &[Self], now: Stamp) -> bool {
        let timed = |r: &Self| r.slot.session == self.slot.session && r.begun_at.is_some();
        heard(all.iter().any(timed), self.begun_at.is_some(), self.slot.starts, now)
    }
}

/// An expert who scores an application in the defence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefenceAssignment {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// Home panel of the application.
    pub panel: PanelId,
    /// When, microseconds.
    pub at: i64,
}

/// Slides that were handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlideRow {
    /// Identifier.
    pub id: FileId,
    /// For which application.
    pub dossier: DossierId,
    /// Name, cleaned.
    pub name: String,
    /// Media type, judged by the content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content.
    pub sha256: String,
    /// Account that handed them in.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// A visit as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// Application.
    pub dossier: DossierId,
    /// What was recorded.
    pub visit: Visit,
    /// Account that recorded it.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// One of the versions of a visit; each stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitVersion {
    /// From 1.
    pub number: i64,
    /// Why it was recorded again; empty for the first.
    pub reason: String,
    /// What was recorded.
    pub row: VisitRow,
}

/// Tables `sitting`, `lot`, `slot`, `defence_assignment`, `slide`, `verification` and `verification_version`.
#[async_trait]
pub trait DefencePort {
    /// All sessions, by beginning.
    async fn sittings(&mut self, season: &SeasonId) -> Port<Vec<Sitting>>;
    /// Stores a session, new or changed.
    async fn save_sitting(&mut self, season: &SeasonId, sitting: &Sitting) -> Port<()>;
    /// Gives up a session that nobody was told of.
    async fn delete_sitting(&mut self, id: &SessionId) -> Port<()>;
    /// All drawings, by panel, the latest first.
    async fn lots(&mut self, season: &SeasonId) -> Port<Vec<LotRow>>;
    /// Keeps a drawing for good.
    async fn insert_lot(&mut self, season: &SeasonId, lot: &LotRow) -> Port<()>;
    /// All slots, by session and number.
    async fn slots(&mut self, season: &SeasonId) -> Port<Vec<SlotRow>>;
    /// The slot of an application.
    async fn slot(&mut self, dossier: &DossierId) -> Port<Option<SlotRow>>;
    /// Stores the slot of an application in place of what it was.
    async fn save_slot(&mut self, slot: &SlotRow) -> Port<()>;
    /// Who scores whom, by application and expert.
    async fn defence_assignments(&mut self, season: &SeasonId) -> Port<Vec<DefenceAssignment>>;
    /// Has an expert score an application in the defence; nothing if it is so already.
    async fn assign_defence(&mut self, season: &SeasonId, a: &DefenceAssignment) -> Port<()>;
    /// Takes it back; whether it was so.
    async fn unassign_defence(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<bool>;
    /// Slides of all applications of a season that were not taken back, by application and moment.
    async fn slides(&mut self, season: &SeasonId) -> Port<Vec<SlideRow>>;
    /// Slides of one application that were not taken back, by moment.
    async fn slides_of(&mut self, dossier: &DossierId) -> Port<Vec<SlideRow>>;
    /// Slides that were not taken back.
    async fn slide(&mut self, id: &FileId) -> Port<Option<SlideRow>>;
    /// Stores slides.
    async fn insert_slide(&mut self, slide: &SlideRow) -> Port<()>;
    /// Takes slides back; their content stays in the store.
    async fn remove_slide(&mut self, id: &FileId, at: i64) -> Port<()>;
    /// All visits of a season, by application.
    async fn visits(&mut self, season: &SeasonId) -> Port<Vec<VisitRow>>;
    /// The visit of an application.
    async fn visit(&mut self, dossier: &DossierId) -> Port<Option<VisitRow>>;
    /// All that was recorded of a visit, in order.
    async fn visit_versions(&mut self, dossier: &DossierId) -> Port<Vec<VisitVersion>>;
    /// Keeps a version for good.
    async fn insert_visit_version(&mut self, version: &VisitVersion) -> Port<()>;
    /// Stores a visit in place of what was recorded.
    async fn save_visit(&mut self, visit: &VisitRow) -> Port<()>;
}
