//! Port of room *review*.

use async_trait::async_trait;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};

use super::Port;

/// A score sheet, in writing or sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// Grows by one with every saving.
    pub revision: i64,
    /// The sheet as typed, JSON of `domain::review::sheet::SheetForm`.
    pub form: String,
    /// When last saved, microseconds.
    pub saved_at: i64,
    /// When sealed; `None` while in writing.
    pub sealed_at: Option<i64>,
    /// Total in tenths of a point, once sealed.
    pub total: Option<i64>,
    /// SHA-256 of the form as sealed; empty before.
    pub sha256: String,
}

/// A sealed sheet as it was amended; the sheet itself stays as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// From 1.
    pub number: i64,
    /// The whole sheet, JSON of `domain::review::sheet::SheetForm`.
    pub form: String,
    /// Total in tenths of a point.
    pub total: i64,
    /// SHA-256 of the form.
    pub sha256: String,
    /// Why.
    pub reason: String,
    /// When, microseconds.
    pub at: i64,
}

/// A sheet as it was sealed, or an amendment of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// 0 for the sheet as it was sealed, then each amendment.
    pub number: i64,
    /// JSON of `domain::review::sheet::SheetForm`.
    pub form: String,
    /// When, microseconds.
    pub at: i64,
    /// Why it was amended; empty for the sheet itself.
    pub reason: String,
    /// Of the sheet itself: why it counts no more, where it was set aside for a conflict.
    pub aside: Option<String>,
}

/// Why a sealed score counts no more (Art. 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// Kind of the conflict.
    pub conflict: String,
    /// Why, where somebody wrote it.
    pub reason: String,
    /// Account that did it.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// A sheet that was not sealed in time, of which its expert says why (Art. 19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedSheet {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// Why.
    pub reason: String,
    /// Account that said so.
    pub author: String,
    /// When, microseconds.
    pub at: i64,
}

/// One application on an expert's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewListRow {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// When the expert last saved the sheet; `None` before.
    pub saved_at: Option<i64>,
    /// When sealed.
    pub sealed_at: Option<i64>,
    /// Own total, once sealed: of the latest amendment, where there is one.
    pub total: Option<i64>,
}

/// One application as the board needs it, with all who read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardLine {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// Recommending unit.
    pub unit: String,
    /// Home panel.
    pub panel: PanelId,
    /// Its assigned pairs, by expert.
    pub cells: Vec<BoardCell>,
}

/// One assigned pair with the sealed total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardCell {
    /// Expert.
    pub expert: ExpertId,
    /// Sealed total in tenths, of the latest amendment; `None` while it is missing.
    pub total: Option<i64>,
    /// When sealed or last amended; when assigned, while not.
    pub changed_at: i64,
    /// How often it was amended.
    pub amended: u16,
    /// When it was sealed, microseconds; 0 while it is not.
    pub sealed_at: i64,
    /// Its expert has said that it was missed: it will not be sealed any more.
    pub missed: bool,
}

impl BoardCell {
    /// Whether it is still to be sealed.
    pub fn waits(&self) -> bool {
        self.total.is_none() && !self.missed
    }
}

/// Tables `review` and `amendment` of the written review, their twins of the defence, and the board's
/// join: each method takes the review it is of. And table `at_work`, which is of both.
#[async_trait]
pub trait ReviewPort {
    /// A score sheet.
    async fn sheet(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<Option<SheetRow>>;
    /// Stores a score sheet, new or changed. False, and nothing is changed, where the stored one is sealed
    /// or has a revision as high already.
    async fn save_sheet(&mut self, review: Review, sheet: &SheetRow) -> Port<bool>;
    /// Everything assigned to an expert, by reference number: one query.
    async fn review_list(
        &mut self,
        review: Review,
        season: &SeasonId,
        expert: &ExpertId,
    ) -> Port<Vec<ReviewListRow>>;
    /// All applications that have a home panel and are assigned to anybody, with all their
    /// cells, ordered by application number. One query, one row an application.
    async fn board_lines(&mut self, review: Review, season: &SeasonId) -> Port<Vec<BoardLine>>;
    /// That of one application, if it is among them.
    async fn board_line(
        &mut self,
        review: Review,
        season: &SeasonId,
        dossier: &DossierId,
    ) -> Port<Option<BoardLine>>;
    /// Totals of an application's sealed reviews that count, with their experts, of the latest amendment.
    async fn totals_of(
        &mut self,
        review: Review,
        dossier: &DossierId,
    ) -> Port<Vec<(ExpertId, i64)>>;
    /// All sealed sheets of a season as they count, of the latest amendment: JSON of
    /// `domain::review::sheet::SheetForm`. One query.
    async fn sealed_forms(
        &mut self,
        review: Review,
        season: &SeasonId,
    ) -> Port<Vec<(DossierId, ExpertId, String)>>;
    /// Every sheet of a season as it was sealed, and each of its amendments, whether it still counts or not: by
    /// application, expert and number.
    async fn all_forms(&mut self, review: Review, season: &SeasonId) -> Port<Vec<FormRow>>;
    /// What counts of one panel.
    async fn sealed_forms_of(
        &mut self,
        review: Review,
        season: &SeasonId,
        panel: &PanelId,
    ) -> Port<Vec<(DossierId, ExpertId, String)>>;
    /// Sealed sheets of an application that count, as they were sealed, by expert.
    async fn sealed_sheets(&mut self, review: Review, dossier: &DossierId) -> Port<Vec<SheetRow>>;
    /// Amendments of an application's sheets, by expert and in order.
    async fn amendments_of(&mut self, review: Review, dossier: &DossierId) -> Port<Vec<Amendment>>;
    /// Keeps that a sheet was missed, and why. The table refuses any change later.
    async fn miss_sheet(&mut self, review: Review, missed: &MissedSheet) -> Port<()>;
    /// Whether a sheet was said to be missed.
    async fn missed(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<bool>;
    /// Amendments of a sealed sheet, in order.
    async fn amendments(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<Vec<Amendment>>;
    /// Stores an amendment. The table refuses one of a sheet that is not there, and any change later.
    async fn insert_amendment(&mut self, review: Review, amendment: &Amendment) -> Port<()>;
    /// Notes that an expert was at work at a moment; a later one that is noted already stays.
    async fn save_at_work(&mut self, season: &SeasonId, expert: &ExpertId, at: i64) -> Port<()>;
    /// Forgets whoever was not seen since a moment.
    async fn forget_at_work(&mut self, before: i64) -> Port<()>;
    /// Whether an expert was seen since a moment.
    async fn is_at_work(&mut self, season: &SeasonId, expert: &ExpertId, since: i64) -> Port<bool>;
    /// Experts seen since a moment, by name, each with the panel they sit in. One query.
    async fn at_work(
        &mut self,
        season: &SeasonId,
        since: i64,
    ) -> Port<Vec<(PanelId, ExpertId, String)>>;
    /// Has a sealed sheet count no more; it stays as it was sealed. The table refuses any change later.
    async fn set_aside(&mut self, review: Review, aside: &SetAside) -> Port<()>;
    /// Applications with a score that was set aside, in either review, each with the last moment one was.
    async fn set_asides(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, i64)>>;
    /// Whether an expert scores an application: published, and not taken out since.
    async fn scores(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<bool>;
}
