//! Views of room *formality*.

use serde::{Deserialize, Serialize};

use super::application::DossierView;
use super::flow::Difference;
use crate::formality::{Evidence, Item, Tick};
use crate::ids::DossierId;
use crate::journey::Stage;
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
    /// Who has taken it; nobody whose claim has run out.
    pub claimed: Option<Claimed>,
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
    /// The next dossier that waits and that nobody else has taken.
    pub next: Option<DossierId>,
    /// What an answered correction changed.
    pub changed: Option<Difference>,
}
