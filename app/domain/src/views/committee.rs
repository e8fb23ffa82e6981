//! Views of room *committee*, for the Office.

use serde::{Deserialize, Serialize};

use crate::deliberation::places::Idle;
use crate::ids::{ExpertId, PanelId};
use crate::policy::Role;
use crate::season::Season;
use crate::stamp::Stamp;
use crate::views::deliberation::SeatLacking;

/// An expert with a seat on a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Expert.
    pub expert: ExpertId,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Divisions of GB/T 4754 they know.
    pub fields: Vec<String>,
    /// Lead of the panel (Art. 14).
    pub lead: bool,
    /// When the undertaking was signed (Art. 15).
    pub undertaken: Option<Stamp>,
    /// Applications assigned (published).
    pub load: u32,
    /// Conflicts, declared and found.
    pub conflicts: u32,
    /// Stood down: given nothing more (Art. 19).
    pub stood_down: bool,
}

/// A specialist panel (Art. 14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelView {
    /// Identifier.
    pub id: PanelId,
    /// Number.
    pub number: i64,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Members, lead first.
    pub seats: Vec<Seat>,
    /// Applications whose home it is.
    pub applications: u32,
    /// Who is lacking at its table because of conflicts and empty seats, where it has applications to deliberate on.
    pub lacking: Option<SeatLacking>,
}

/// The committee of the season (Art. 12–14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitteeView {
    /// Season.
    pub season: Season,
    /// Name of the chair (Art. 13).
    pub chair: Option<String>,
    /// Name of the vice chair (Art. 13).
    pub vice_chair: Option<String>,
    /// Heads who have not signed the undertaking (Art. 15): nothing opens to them.
    pub unsigned: Vec<Role>,
    /// Panels.
    pub panels: Vec<PanelView>,
    /// Applications that passed the formality check and wait for experts.
    pub waiting: u32,
    /// Applications assigned and published.
    pub assigned: u32,
    /// Reviews that published applications lack, since an expert declined or was found in conflict.
    pub gaps: u32,
}

/// A computed assignment, not published yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Seed of its draws; the same seed gives the same proposal.
    pub seed: i64,
    /// Reviews each application is to have.
    pub reviews: u32,
    /// Applications that get readers.
    pub applications: u32,
    /// Pairs it adds.
    pub pairs: u32,
    /// Pairs published before, all of them kept.
    pub kept: u32,
    /// Total cost: smaller is a better fit of expertise and a fairer load.
    pub cost: i64,
    /// Pairs in which the expert knows the applicant's division, and the method its title names.
    pub fitting: u32,
    /// Applications read by an expert of a second panel.
    pub bridging: u32,
    /// Pairs ruled out by conflicts.
    pub ruled_out: u32,
    /// Load of each expert, name and number, heaviest first.
    pub loads: Vec<(String, u32)>,
    /// Names of those who are given reviews and cannot sign in: without an account, or with one that is disabled.
    #[serde(default)]
    pub unreached: Vec<String>,
    /// Panels without an application.
    #[serde(default)]
    pub idle: Idle,
    /// Mark of the pairs it adds and of the panels applications go to: what is published is what was looked at.
    #[serde(default)]
    pub mark: String,
}
