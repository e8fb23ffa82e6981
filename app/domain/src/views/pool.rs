//! Views of the expert pool (Art. 11), for the Office.

use serde::{Deserialize, Serialize};

use crate::committee::conflict::ConflictKind;
use crate::committee::pool::import::{Column, Counts, Line};
use crate::committee::pool::{Card, Status};
use crate::ids::ExpertId;
use crate::stamp::Stamp;
use crate::views::seating::Engagement;

/// Rows of a page of the list.
pub const PAGE: u32 = 100;

/// Which experts a list shows, as it stands in the address; empty texts leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Part of name, employer or address.
    pub q: String,
    /// A division they know.
    pub field: String,
    /// Recommending unit on whose staff they are.
    pub unit: String,
    /// `active`, `resting` or `seated`.
    pub show: String,
    /// Page, from 1.
    pub page: u32,
}

/// An expert in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolRow {
    /// Who.
    pub id: ExpertId,
    /// What is kept of them; in the list without telephone and ties.
    pub card: Card,
    /// Whether they may be drawn.
    pub status: Status,
    /// Number of the panel they sit on this season.
    pub panel: Option<i64>,
    /// Seasons they have had a seat in.
    pub served: i64,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolView {
    /// What was wished for, cleaned.
    pub wish: Wish,
    /// The rows of this page.
    pub rows: Vec<PoolRow>,
    /// How many fit the wish.
    pub found: i64,
    /// How many are in the pool.
    pub all: i64,
    /// Of these, resting.
    pub resting: i64,
    /// Of these, with a seat this season.
    pub seated: i64,
}

impl PoolView {
    /// Pages there are, at least one.
    pub fn pages(&self) -> u32 {
        u32::try_from(self.found).unwrap_or(0).div_ceil(PAGE).max(1)
    }
}

/// A season an expert had a seat in. Never scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// Year of the season.
    pub year: i64,
    /// Number of the panel.
    pub number: i64,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// Whether as its lead.
    pub lead: bool,
    /// Applications assigned.
    pub assigned: i64,
    /// Of these, sealed.
    pub sealed: i64,
}

/// An application an expert is kept away from (Art. 15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFrom {
    /// Reference number of the application.
    pub reference: String,
    /// Who applies.
    pub organisation: String,
    /// Why; `None` for a ground of an earlier version.
    pub kind: Option<ConflictKind>,
    /// The two facts that met, the expert's and the application's, where they still do.
    pub facts: Option<(String, String)>,
    /// Since when.
    pub at: Stamp,
}

/// One expert; without an identifier one who is to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertView {
    /// Who.
    pub id: ExpertId,
    /// What is kept of them.
    pub card: Card,
    /// Whether they may be drawn.
    pub status: Status,
    /// Why the status is what it is.
    pub status_reason: String,
    /// When added to the pool.
    pub created: Stamp,
    /// When last changed.
    pub changed: Stamp,
    /// Seasons they had a seat in, the latest first.
    pub served: Vec<Served>,
    /// What they are on this season's committee; `None` without a season.
    pub now: Option<Engagement>,
    /// What they are kept away from this season, the latest first.
    pub kept_from: Vec<KeptFrom>,
    /// Years for which advice to an organisation counts (Art. 15).
    pub adviser_years: u32,
}

/// What a table would do to the pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Columns the table has.
    pub columns: Vec<Column>,
    /// How many rows do what.
    pub counts: Counts,
    /// All rows with something wrong, and some of the others.
    pub lines: Vec<Line>,
    /// Rows that are not shown.
    pub left: usize,
}
