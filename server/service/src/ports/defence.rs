//! Port of room *defence* (Art. 20): sittings, slots, and who scores whom in it.

use async_trait::async_trait;
use domain::defence::session::{Session, Slot};
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};

use super::Port;

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The session itself.
    pub session: Session,
    /// When its slots were told, microseconds; `None` while it is a plan.
    pub published_at: Option<i64>,
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
    /// When the room's timer was started for it, microseconds.
    pub begun_at: Option<i64>,
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

/// Tables `sitting`, `slot` and `defence_assignment`.
#[async_trait]
pub trait DefencePort {
    /// All sessions, by beginning.
    async fn sittings(&mut self, season: &SeasonId) -> Port<Vec<Sitting>>;
    /// Stores a session, new or changed.
    async fn save_sitting(&mut self, season: &SeasonId, sitting: &Sitting) -> Port<()>;
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
}
