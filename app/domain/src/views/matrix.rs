//! The assignment of one panel as a matrix, for the Office: applications by experts (Art. 12).

use serde::{Deserialize, Serialize};

use crate::committee::pairing::Wish;
use crate::ids::{DossierId, ExpertId, PanelId};

/// An expert's column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Expert.
    pub expert: ExpertId,
    /// Name.
    pub name: String,
    /// Applications in all panels, those of the proposal included.
    pub load: u32,
    /// How many they can take.
    pub limit: u32,
    /// Whether the limit is their own, not the season's.
    pub own_limit: bool,
    /// Stood down: given nothing more (Art. 19).
    pub stood_down: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing.
    Open,
    /// The proposal would publish it.
    Proposed,
    /// Published, not sealed yet.
    Assigned,
    /// Sealed.
    Sealed,
    /// A conflict of interest keeps the expert away (Art. 15).
    Conflict,
}

/// One pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands there.
    pub mark: Mark,
    /// The expert knows the application's division.
    pub fits: bool,
    /// What is wished for the pair.
    pub wish: Option<Wish>,
}

/// An application's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Organisation.
    pub org_name: String,
    /// Another panel is its home: it is read here to bridge.
    pub guest: bool,
    /// Reviews still missing in all panels, after the proposal.
    pub missing: u32,
    /// As many as there are columns.
    pub cells: Vec<Cell>,
}

/// The pair that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Index of its line.
    pub line: usize,
    /// Index of its column.
    pub column: usize,
    /// Why it was wished as it is, or which ground keeps the expert away; blank for none.
    pub why: String,
}

/// The matrix of one panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// Year of the season.
    pub year: i32,
    /// All panels: identifier, number, Chinese and English name.
    pub panels: Vec<(PanelId, i64, String, String)>,
    /// The one shown.
    pub panel: PanelId,
    /// Seed of the proposal that is drawn in; `None` shows what is published.
    pub seed: Option<i64>,
    /// Reviews an application is to have.
    pub reviews: u32,
    /// Experts.
    pub columns: Vec<Column>,
    /// Applications.
    pub lines: Vec<Line>,
    /// The pair that was asked for.
    pub pair: Option<Pair>,
}
