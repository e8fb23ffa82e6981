//! Views of room *deliberation*: the sealed sheets of one application, and its dossier (Art. 19, 20).

use serde::{Deserialize, Serialize};

use super::application::DossierView;
use super::deliberation::DeliberationView;
use super::review::BoardView;
use super::which::Which;
use crate::ids::{DossierId, PanelId};
use crate::review::matrix::Line;
use crate::review::rubric::Rubric;
use crate::review::sheet::SheetForm;
use crate::stamp::Stamp;

/// Why a sheet was amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// When.
    pub at: Stamp,
    /// Why.
    pub reason: String,
    /// Others' totals lay open to its author.
    pub informed: bool,
}

/// One sealed sheet, as it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedSheet {
    /// Number of the expert in the season, the same on every page: stands for the name in a blind review. Beside a
    /// name it is the place of that name, which leads to no number.
    pub number: u32,
    /// The expert's name; empty in a blind review.
    pub name: String,
    /// When it was sealed.
    pub sealed: Stamp,
    /// Total, tenths of a point.
    pub total: i64,
    /// Scores and comments.
    pub form: SheetForm,
    /// Its amendments, oldest first.
    pub amended: Vec<Amended>,
}

/// Another application of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
}

/// Every sealed sheet of an application, for who deliberates on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetsView {
    /// The review.
    pub which: Which,
    /// Its panel: identifier, number, Chinese and English name.
    pub panel: (PanelId, i64, String, String),
    /// The application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation; empty in a blind review.
    pub organisation: String,
    /// What is scored.
    pub rubric: Rubric,
    /// Sub-items by experts, in the order of `sheets`.
    pub lines: Vec<Line>,
    /// The sheets.
    pub sheets: Vec<SealedSheet>,
    /// Sheets that are due and not sealed.
    pub missing: u32,
    /// The viewer has a place at the table, and a way back to it.
    pub at_table: bool,
    /// The viewer presides or confirms, and may read the dossier.
    pub reads: bool,
    /// The application before it on the panel's list.
    pub before: Option<Neighbour>,
    /// The one behind it.
    pub behind: Option<Neighbour>,
}

/// The dossier of an application, for who presides over its panel or confirms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableDossier {
    /// The review.
    pub which: Which,
    /// The panel.
    pub panel: PanelId,
    /// What was submitted, cut as experts read it.
    pub dossier: DossierView,
}

/// The board of a panel as it is taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenBoard {
    /// What its page shows.
    pub view: BoardView,
    /// Who takes it: stands in every row.
    pub whose: String,
    /// When.
    pub at: Stamp,
}

/// A signed conclusion as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedConclusion {
    /// What its page shows.
    pub view: DeliberationView,
    /// Who prints it: stands across every page.
    pub whose: String,
    /// When.
    pub at: Stamp,
}
