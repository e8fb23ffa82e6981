//! Views of room *formality*.

use serde::{Deserialize, Serialize};

use super::application::DossierView;
use super::flow::Difference;
use crate::application::field::Slot;
use crate::formality::duplicates::{Finding, Kind};
use crate::formality::progress::{By, Day, Obstacle, Tally};
use crate::formality::{Evidence, Item, Tick};
use crate::ids::DossierId;
use crate::journey::Stage;
use crate::review::traces::{Place, Sought, Trace, Unread};
use crate::season::Season;
use crate::stamp::Stamp;

/// One dossier on the Office's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormalityRow {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// Recommending unit.
    pub unit: String,
    /// Where it stands.
    pub stage: Stage,
    /// Items ticked by a person.
    pub ticks: i64,
    /// When last changed.
    pub changed_at: Stamp,
    /// Since when it stands there.
    pub since: Stamp,
    /// First moment at which an answer to its correction is too late.
    pub due: Option<Stamp>,
    /// Who has taken it; nobody whose claim has run out.
    pub claimed: Option<Claimed>,
}

/// Where an applicant of a blind review still gives itself away (Art. 15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlindReport {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Year of the season.
    pub year: i32,
    /// What was looked for.
    pub sought: Vec<Sought>,
    /// What was found: answers in their order, then file by file.
    pub found: Vec<FoundAt>,
    /// Files that could not be read, or not wholly, and why.
    pub unread: Vec<(FileName, Vec<Unread>)>,
    /// How many files were read.
    pub read: usize,
    /// Papers about the organisation, which experts are not given and which were not looked at.
    pub withheld: usize,
}

/// Dossiers of a blind season in which the applicant still gives itself away, as far as answers and names
/// of files tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlindList {
    /// Year of the season.
    pub year: i32,
    /// How many were looked at: all that have been handed in.
    pub looked: usize,
    /// Those with something found, most places first.
    pub rows: Vec<BlindRow>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlindRow {
    /// Identifier.
    pub id: DossierId,
    /// Title as it was handed in.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// Answers with something in them.
    pub answers: usize,
    /// Names of files with something in them.
    pub names: usize,
}

/// What was found in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundAt {
    /// Where.
    pub place: Place,
    /// What.
    pub traces: Vec<Trace>,
}

/// A file, as its applicant called it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileName {
    /// Where it belongs.
    pub slot: Slot,
    /// Its name.
    pub name: String,
}

/// Who is at a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// Name.
    pub by: String,
    /// It is the reader.
    pub own: bool,
    /// Since when, or when last worked on.
    pub at: Stamp,
}

/// The Office's work list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormalityList {
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// Dossiers.
    pub rows: Vec<FormalityRow>,
    /// What was done on each of the last days.
    pub days: Vec<Day>,
}

/// A finding with what is known of the dossiers it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// What met.
    pub finding: Finding,
    /// The dossier.
    pub left: Party,
    /// The other one; `None` for an earlier winner.
    pub right: Option<Party>,
    /// Who has looked at it.
    pub looked: Option<Looked>,
}

/// A dossier that a finding names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Organisation.
    pub org_name: String,
    /// Where it stands.
    pub stage: Stage,
}

/// Somebody of the Office has looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Name; empty when the account is gone.
    pub by: String,
    /// When.
    pub at: Stamp,
    /// What was seen.
    pub note: String,
    /// The facts are still the same. Otherwise somebody has to look again.
    pub current: bool,
}

impl FindingView {
    /// Nobody has looked at these facts.
    pub fn open(&self) -> bool {
        !self.looked.as_ref().is_some_and(|l| l.current)
    }
}

/// What stands twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duplicates {
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// When dossiers were compared, and how many.
    pub compared: Option<(Stamp, i64)>,
    /// Something has come or changed since.
    pub stale: bool,
    /// Findings that are left out for good, because there are too many to look at.
    pub beyond: u64,
    /// How many there are of each kind, the surest first.
    pub kinds: Vec<FoundKind>,
    /// The first of those that were asked for.
    pub rows: Vec<FindingView>,
}

/// How many findings of one kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundKind {
    /// The kind.
    pub kind: Kind,
    /// All of it.
    pub all: usize,
    /// Those nobody has looked at as they are.
    pub open: usize,
}

/// Which findings are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// Those somebody has looked at too.
    pub all: bool,
    /// How many at most.
    pub most: u32,
}

impl Duplicates {
    /// How many fit what was asked for, shown or not.
    pub fn fit(&self, asked: Asked) -> usize {
        let kinds = self.kinds.iter().filter(|k| asked.kind.is_none_or(|a| a == k.kind));
        kinds.map(|k| if asked.all { k.all } else { k.open }).sum()
    }
}

/// The statistics of the formality check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// All together.
    pub total: Tally,
    /// By unit, region, scope, size and direction.
    pub groups: Vec<(By, Vec<Tally>)>,
    /// Items that stood in somebody's way.
    pub obstacles: Vec<Obstacle>,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistLine {
    /// Item.
    pub item: Item,
    /// Computed answer with its evidence; `None` where only a person can tell.
    pub computed: Option<(bool, Evidence)>,
    /// A person's answer.
    pub tick: Option<Tick>,
}

/// A dossier before the Office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// What was submitted.
    pub dossier: DossierView,
    /// The unit's opinion.
    pub opinion: String,
    /// All items.
    pub lines: Vec<ChecklistLine>,
    /// Who has taken it.
    pub claimed: Option<Claimed>,
    /// The next dossier that waits and that nobody else has taken; after the last one the first.
    pub next: Option<DossierId>,
    /// The one before it that waits and that nobody else has taken.
    pub before: Option<DossierId>,
    /// What an answered correction changed.
    pub changed: Option<Difference>,
    /// What of it stands twice.
    pub findings: Vec<FindingView>,
    /// When an answer would be due to a correction that is asked now; `None` where none can be asked, or the working
    /// days are not known.
    #[serde(default)]
    pub answer_due: Option<Stamp>,
    /// By its corrected figures it takes a seat of another kind, of which none is free: it cannot pass (Art. 17).
    #[serde(default)]
    pub overdrawn: bool,
}
