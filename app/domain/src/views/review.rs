//! Views of room *review*.

use serde::{Deserialize, Serialize};

use super::application::DossierView;
use super::defence::SlideView;
use super::flow::Difference;
use super::which::Which;
use crate::ids::{DossierId, PanelId};
use crate::review::board::Board;
use crate::review::rubric::Rubric;
use crate::review::sheet::{SheetForm, SheetLimits};
use crate::season::Season;
use crate::stamp::Stamp;

/// One application on an expert's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyReview {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// When the sheet was last saved.
    pub saved: Option<Stamp>,
    /// When it was sealed.
    pub sealed: Option<Stamp>,
    /// Own total in tenths, once sealed.
    pub total: Option<i64>,
}

/// An organisation with which an expert may have to declare a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Dossier.
    pub dossier: DossierId,
    /// Organisation's name: all that is shown before the undertaking is signed.
    pub org_name: String,
}

/// The undertaking, for whoever of the committee has to sign it or has signed it (Art. 15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndertakingView {
    /// Year of the season.
    pub year: i32,
    /// When it was signed.
    pub undertaken: Option<Stamp>,
    /// How many conflicts the reader has declared.
    pub declared: u32,
    /// Organisations to declare conflicts with, as in [`MyReviews`]; none for a head who does not come from the pool.
    pub applicants: Vec<Applicant>,
    /// Years for which advice to one of them counts.
    pub adviser_years: u32,
    /// The reader scores, and has a work list.
    pub scores: bool,
    /// The reader sees boards.
    pub board: bool,
}

/// Who of the experts a board shows is at work now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AtWork {
    /// Their names.
    Named(Vec<String>),
    /// How many they are: in a blind review a name beside what comes in would tell whose number it is (Art. 15).
    Counted(usize),
}

impl AtWork {
    /// How many they are.
    pub fn count(&self) -> usize {
        match self {
            Self::Named(names) => names.len(),
            Self::Counted(count) => *count,
        }
    }
}

impl Default for AtWork {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

/// An expert's work list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyReviews {
    /// The review it is of.
    pub which: Which,
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// When the undertaking was signed (Art. 15); nothing opens before.
    pub undertaken: Option<Stamp>,
    /// How many conflicts the expert has declared.
    pub declared: u32,
    /// Organisations to declare conflicts with: those without any, as far as it is known.
    pub applicants: Vec<Applicant>,
    /// Applications; empty before the undertaking.
    pub rows: Vec<MyReview>,
}

/// What lies beside the dossier in the defence (Art. 20): it is scored with what was handed in and seen since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Slides.
    pub slides: Vec<SlideView>,
    /// A visit was recorded.
    pub visited: bool,
}

/// An expert's score sheet with the dossier beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetView {
    /// The review it is of.
    pub which: Which,
    /// What was submitted, without contact data.
    pub dossier: DossierView,
    /// Rubric of the review (Art. 8).
    pub rubric: Rubric,
    /// Limits of the comments.
    pub limits: SheetLimits,
    /// What was typed.
    pub form: SheetForm,
    /// Revision of the sheet; 0 before it was saved.
    pub revision: i64,
    /// When last saved.
    pub saved: Option<Stamp>,
    /// When sealed.
    pub sealed: Option<Stamp>,
    /// Own total in tenths, once sealed: of the latest amendment, where there is one.
    pub total: Option<i64>,
    /// What the sheet was before, oldest first: as sealed, then as amended each time but the last.
    pub earlier: Vec<Earlier>,
    /// When and why it became what it is, where it was amended.
    pub amended: Option<(Stamp, String)>,
    /// That amendment was made when others' totals lay open (Art. 19).
    pub informed: bool,
    /// The way to the sealed sheets of all its experts, for who deliberates on it: its panel.
    pub table: Option<PanelId>,
    /// Whether it may be amended: the phase is open.
    pub amendable: bool,
    /// Others' sealed totals in tenths, ascending; only after the own sheet is sealed.
    pub others: Vec<i64>,
    /// Numbers and moments of the versions that were handed in, oldest first.
    pub handed_in: Vec<(i64, Stamp)>,
    /// What differs between the last two of them, cut to what the expert may see.
    pub difference: Option<Difference>,
    /// In the defence: when the applicant's slot begins (Art. 20). No sheet is sealed before.
    pub slot: Option<Stamp>,
    /// In the defence: slides and the visit, once there is a slot.
    #[serde(default)]
    pub beside: Beside,
    /// In the defence: the trimmed mean of the written review, points; only after the own sheet is
    /// sealed, so that nobody scores by it.
    pub written: Option<f64>,
}

/// A sheet as it was before an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// When it became this.
    pub at: Stamp,
    /// Why; empty for what was sealed first.
    pub reason: String,
    /// The sheet.
    pub form: SheetForm,
    /// Its total in tenths.
    pub total: i64,
    /// An amendment made when others' totals lay open (Art. 19).
    pub informed: bool,
}

/// What became of saving a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSaved {
    /// Revision now stored.
    pub revision: i64,
    /// When.
    pub at: Stamp,
}

/// The live board's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardView {
    /// The review it is of.
    pub which: Which,
    /// Year of the season.
    pub year: i32,
    /// The one panel shown; `None` for the whole committee.
    pub panel: Option<PanelId>,
    /// Panels the viewer may choose from: identifier, number, Chinese and English name.
    pub panels: Vec<(PanelId, i64, String, String)>,
    /// When the review phase closes.
    pub closes: Option<Stamp>,
    /// Sheets sealed on each day that brought any, oldest first: the day's midnight and how many.
    #[serde(default)]
    pub days: Vec<(Stamp, u32)>,
    /// Rows, experts, places.
    pub board: Board,
}
