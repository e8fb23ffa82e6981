//! Port of room *application*.

use async_trait::async_trait;
use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::application::page::Page;
use domain::ids::{DossierId, FileId, OrganisationId, PanelId, SeasonId};
use domain::journey::{Stage, Standing};

use super::Port;

/// A dossier as lists need it: its standing and the summary drawn from its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Identifier.
    pub id: DossierId,
    /// Season.
    pub season: SeasonId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Number within the season, from 1.
    pub number: i64,
    /// Reference number (受理号).
    pub reference: String,
    /// Where it stands.
    pub standing: Standing,
    /// Summary of the answers, kept with every saved page.
    pub summary: Summary,
    /// Home panel, once assigned.
    pub panel: Option<PanelId>,
    /// When begun, microseconds.
    pub created_at: i64,
    /// When last changed in any way.
    pub changed_at: i64,
}

/// What lists show of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Benchmark title.
    pub title: String,
    /// Organisation's name as written in the dossier.
    pub org_name: String,
    /// Credit code, normalised when valid.
    pub uscc: String,
    /// Code of the regional unit.
    pub region: String,
    /// Code of the recommending unit.
    pub unit: String,
    /// Industry such as `C36`.
    pub industry: String,
    /// Scope of Art. 10, "1" to "6".
    pub scope: String,
    /// Small or medium-sized by computation.
    pub sme: bool,
    /// Code of the direction (Art. 6).
    pub direction: String,
    /// Last four digits of the contact's mobile, for the status page.
    pub contact_tail: String,
}

/// A saved page of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// Which page.
    pub page: Page,
    /// Grows by one with every saving.
    pub revision: i64,
    /// When.
    pub saved_at: i64,
    /// By which account.
    pub saved_by: String,
    /// What was typed.
    pub answers: Answers,
}

/// A file attached to a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Identifier.
    pub id: FileId,
    /// Dossier.
    pub dossier: DossierId,
    /// Where it belongs.
    pub slot: Slot,
    /// Name the applicant gave it, cleaned.
    pub name: String,
    /// Media type, judged by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// How far the look for viruses has come.
    pub state: FileState,
    /// When.
    pub attached_at: i64,
    /// By which account; empty for files from before this was noted.
    pub attached_by: String,
}

/// A frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Number, from 1.
    pub number: i64,
    /// When frozen.
    pub at: i64,
    /// Canonical text.
    pub canonical: String,
    /// Its SHA-256.
    pub sha256: String,
    /// First moment at which it would have been too late, as that held then; `None` for versions from before this
    /// was kept.
    pub closes: Option<i64>,
}

/// Tables `dossier`, `dossier_page`, `dossier_page_history`, `dossier_file`, `dossier_version`.
#[async_trait]
pub trait ApplicationPort {
    /// Takes the next dossier number of a season.
    async fn next_number(&mut self, season: &SeasonId) -> Port<i64>;
    /// Stores a new dossier.
    async fn insert_dossier(&mut self, dossier: &Dossier) -> Port<()>;
    /// A dossier.
    async fn dossier(&mut self, id: &DossierId) -> Port<Option<Dossier>>;
    /// The dossiers of these identifiers, in no order; those that are not there are left out. One query for hundreds.
    async fn dossiers(&mut self, ids: &[DossierId]) -> Port<Vec<Dossier>>;
    /// The dossier of a reference number.
    async fn dossier_by_reference(&mut self, reference: &str) -> Port<Option<Dossier>>;
    /// Dossiers of an organisation in a season, by number.
    async fn dossiers_of(
        &mut self,
        season: &SeasonId,
        organisation: &OrganisationId,
    ) -> Port<Vec<Dossier>>;
    /// Dossiers of an organisation in all seasons, the latest begun first.
    async fn dossiers_ever_of(&mut self, organisation: &OrganisationId) -> Port<Vec<Dossier>>;
    /// Dossiers of a season that stand at one of these stages, by number.
    async fn dossiers_at(&mut self, season: &SeasonId, stages: &[Stage]) -> Port<Vec<Dossier>>;
    /// Number of dossiers of a season with the same credit code, other than this one,
    /// that have been submitted.
    async fn others_with_uscc(
        &mut self,
        season: &SeasonId,
        uscc: &str,
        not: &DossierId,
    ) -> Port<i64>;
    /// Stores where a dossier stands now.
    async fn save_standing(&mut self, id: &DossierId, standing: &Standing, at: i64) -> Port<()>;
    /// Stores a dossier's summary.
    async fn save_summary(&mut self, id: &DossierId, summary: &Summary, at: i64) -> Port<()>;
    /// All saved pages of a dossier.
    async fn pages(&mut self, id: &DossierId) -> Port<Vec<PageRow>>;
    /// Stores a page: replaces the current row and adds one to its history.
    async fn save_page(&mut self, id: &DossierId, page: &PageRow) -> Port<()>;
    /// A page as it was at a revision.
    async fn page_at(&mut self, id: &DossierId, page: Page, revision: i64)
    -> Port<Option<PageRow>>;
    /// Files of a dossier as it is written now, by slot and moment.
    async fn files(&mut self, id: &DossierId) -> Port<Vec<FileRow>>;
    /// One file, also one that was taken off.
    async fn file(&mut self, id: &FileId) -> Port<Option<FileRow>>;
    /// Attaches a file.
    async fn insert_file(&mut self, file: &FileRow) -> Port<()>;
    /// Takes a file off; the versions that name it keep it.
    async fn remove_file(&mut self, id: &FileId, at: i64) -> Port<()>;
    /// Stores a frozen version.
    async fn insert_version(&mut self, id: &DossierId, version: &VersionRow) -> Port<()>;
    /// What was handed in last of each of these dossiers, in no order. One query for hundreds.
    async fn last_versions(&mut self, ids: &[DossierId]) -> Port<Vec<(DossierId, VersionRow)>>;
    /// A frozen version.
    async fn version(&mut self, id: &DossierId, number: i64) -> Port<Option<VersionRow>>;
}
