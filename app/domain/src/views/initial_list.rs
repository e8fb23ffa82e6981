//! Views of the initial list (Art. 20).

use serde::{Deserialize, Serialize};

use super::deliberation::SignedBy;
use crate::defence::initial_list::aside::Remedy;
use crate::defence::initial_list::lack::Lack;
use crate::defence::initial_list::round::ListStage;
use crate::deliberation::agreed::Verdict;
use crate::ids::DossierId;
use crate::season::category::Category;
use crate::stamp::Stamp;

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// Number of its panel.
    pub panel: i64,
    /// What it counts as.
    pub category: Category,
    /// Figure of the written review, tenths of a point; for those who make the list.
    pub written: Option<i32>,
    /// Figure of the defence.
    pub defence: Option<i32>,
    /// Both together.
    pub combined: Option<i32>,
    /// What its panel agreed on.
    pub verdict: Verdict,
    /// When a score of it was last set aside after its panel's result was released (Art. 15).
    pub set_aside: Option<Stamp>,
    /// It is on the list.
    pub listed: bool,
    /// That is not what the panel proposed.
    pub departs: bool,
    /// Why.
    pub reason: String,
}

/// How many of a category are on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLine {
    /// Which.
    pub category: Category,
    /// Planned.
    pub planned: u32,
    /// On the list.
    pub listed: u32,
    /// Why there are more than planned.
    pub reason: String,
}

/// What a viewer may do with the list now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListActs {
    /// Decide and sign.
    pub decides: bool,
    /// Confirm what the other has signed, or give it back.
    pub confirms: bool,
    /// Open it again.
    pub reopens: bool,
}

/// The initial list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitialListView {
    /// Year of the season.
    pub year: i32,
    /// How many it may hold.
    pub places: u32,
    /// How many it holds.
    pub listed: u32,
    /// Weight of the defence in the combined figure, percent.
    pub percent: u32,
    /// There is something to show: to those who make it, once the panels' results are released; to the
    /// Office, once it is confirmed.
    pub shown: bool,
    /// Where it stands; open to whoever is shown nothing.
    pub stage: ListStage,
    /// The candidates by panel, then by reference.
    pub rows: Vec<ListRow>,
    /// By category.
    pub categories: Vec<CategoryLine>,
    /// What is missing before it can be signed or confirmed.
    pub lacks: Vec<Lack>,
    /// What is left to do about scores that were set aside under it (Art. 15).
    pub remedy: Option<Remedy>,
    /// SHA-256 of its text: once it is confirmed of what was confirmed, before that as it stands.
    pub sha256: String,
    /// What the page shows is not what was signed any more: places, a category or a candidate have changed since.
    #[serde(default)]
    pub differs: bool,
    /// Grows with every change; 0 before the first.
    pub revision: i64,
    /// Why it was given back or opened again, and when.
    pub returned: Option<(Stamp, String)>,
    /// Who signed.
    pub signed: Option<SignedBy>,
    /// Who confirmed.
    pub confirmed: Option<SignedBy>,
    /// What the viewer may do.
    pub acts: ListActs,
    /// Fewer than two persons are left to make it, and it is not confirmed: the Office makes room (Art. 13, 15).
    #[serde(default)]
    pub lacking: bool,
}
