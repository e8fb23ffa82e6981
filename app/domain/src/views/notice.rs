//! Views of room *notice* (Art. 21): what everybody reads, and what those who handle objections do.

use serde::{Deserialize, Serialize};
use time::Date;

use super::sealed::{DecisionView, NoteView, Sealed};
use crate::facts::workdays::{Period, iso_date};
use crate::ids::{AccountId, ObjectionId};
use crate::notice::handling::{Outcome, Step};
use crate::notice::text::Filled;
use crate::notice::{Entry, Extension, Notice};
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// A line of the annex as everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number.
    pub place: u32,
    /// Organisation.
    pub organisation: String,
    /// Benchmark title.
    pub title: String,
    /// Code of the recommending unit.
    pub unit: String,
}

impl From<&Entry> for Line {
    fn from(e: &Entry) -> Self {
        Self {
            place: e.place,
            organisation: e.organisation.clone(),
            title: e.title.clone(),
            unit: e.unit.clone(),
        }
    }
}

/// A public notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Year of the season.
    pub year: i32,
    /// What it says.
    pub text: Filled,
    /// Its annex.
    pub lines: Vec<Line>,
    /// When it was opened.
    pub opened_at: Stamp,
    /// The day it was opened.
    #[serde(with = "iso_date")]
    pub start: Date,
    /// Working days.
    pub days: u32,
    /// The days.
    pub period: Period,
    /// First moment at which it is over.
    pub ends_at: Stamp,
    /// By what it was extended.
    pub extensions: Vec<Extension>,
    /// The server's clock.
    pub now: Stamp,
}

impl NoticeView {
    /// A notice as it is read at `now`.
    pub fn of(n: &Notice, now: Stamp) -> Self {
        Self {
            year: n.year,
            text: n.text.clone(),
            lines: n.entries.iter().map(Line::from).collect(),
            opened_at: n.opened_at,
            start: n.start,
            days: n.days,
            period: n.period.clone(),
            ends_at: n.ends_at,
            extensions: n.extensions.clone(),
            now,
        }
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.now < self.ends_at
    }
}

/// The page of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// The notice; none while that of the season that runs was not opened.
    pub notice: Option<NoticeView>,
    /// Years there are notices of, the latest first.
    pub years: Vec<i32>,
    /// Years whose result is announced.
    pub announced: Vec<i32>,
}

/// What the Office is about to publish, or has published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preparation {
    /// Year of the season.
    pub year: i32,
    /// The notice that was opened.
    pub opened: Option<NoticeView>,
    /// When it opens by itself.
    pub planned: Option<Stamp>,
    /// The moment to come that was asked for.
    pub at: Option<Stamp>,
    /// The notice as it would be opened now, or at that moment, and its digest.
    pub proposed: Option<(NoticeView, String)>,
    /// Why it cannot be opened now.
    pub refused: Option<Refusal>,
    /// The annex, also where it cannot be opened yet.
    pub lines: Vec<Line>,
    /// Objections that are open.
    pub objections: u32,
}

/// What whoever objected sees by their link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionStatus {
    /// Year of the season.
    pub year: i32,
    /// What the objection is called outside.
    pub code: String,
    /// What it is about.
    pub line: Line,
    /// When it was received.
    pub at: Stamp,
    /// How many files came with it.
    pub files: u32,
    /// Where it stands.
    pub step: Step,
    /// What was decided, and why.
    pub decided: Option<(Outcome, String)>,
}

/// An objection in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionLine {
    /// Objection.
    pub id: ObjectionId,
    /// Its number.
    pub number: i64,
    /// When it was received.
    pub at: Stamp,
    /// Whether it is open.
    pub open: bool,
    /// Whether somebody handles it.
    pub named: bool,
    /// What it is about and where it stands; to those alone who handle or decide it.
    pub known: Option<(Line, Step)>,
}

/// The list of objections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objections {
    /// Year of the season.
    pub year: i32,
    /// Years there were seasons in, the latest first.
    pub years: Vec<i32>,
    /// Of a season that is over: they are read, and nobody is named.
    pub earlier: bool,
    /// In the order in which they came.
    pub lines: Vec<ObjectionLine>,
    /// Colleagues who can be named to handle one; empty but for the Office.
    pub staff: Vec<(AccountId, String)>,
}

/// An objection as those who handle or decide it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionView {
    /// Objection.
    pub id: ObjectionId,
    /// Year of the season.
    pub year: i32,
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub line: Line,
    /// When it was received.
    pub at: Stamp,
    /// Where it stands.
    pub step: Step,
    /// Notes and report; to the committee the report alone.
    pub notes: Vec<NoteView>,
    /// For those who handle it.
    pub sealed: Option<Sealed>,
    /// What is proposed or decided.
    pub decision: Option<DecisionView<Outcome>>,
    /// The viewer may hand in a report, the first or another one.
    pub reports: bool,
    /// The viewer may propose, or ask for more.
    pub proposes: bool,
    /// The viewer may confirm or give back.
    pub confirms: bool,
    /// Mark of what they would confirm; empty where they may not.
    pub seen: String,
    /// Why it was taken back, for those who handle it; may be empty.
    pub withdrawn: Option<String>,
}
