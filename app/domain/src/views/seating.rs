//! Views of the committee being formed (Art. 12–14), for the Office.

use serde::{Deserialize, Serialize};

use crate::ids::{ExpertId, PanelId};
use crate::policy::Role;
use crate::stamp::Stamp;

/// A member of a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    /// Who.
    pub expert: ExpertId,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Lead of the panel.
    pub lead: bool,
    /// Whether somebody can sign in as this expert.
    pub account: bool,
    /// Applications assigned.
    pub assigned: i64,
}

/// A panel with its members, the lead first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelSeats {
    /// Identifier.
    pub id: PanelId,
    /// Number.
    pub number: i64,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Divisions of GB/T 4754 it covers.
    pub fields: Vec<String>,
    /// Members.
    pub seats: Vec<SeatView>,
}

/// Somebody who was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Who.
    pub id: ExpertId,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Whether they have a seat now.
    pub seated: bool,
}

/// A draw (Art. 12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawView {
    /// Identifier.
    pub id: String,
    /// When it was made.
    pub at: Stamp,
    /// For which panel.
    pub panel: PanelId,
    /// Its number.
    pub number: i64,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// The panel was dissolved since; its draws stay to be seen.
    pub closed: bool,
    /// Recorded seed.
    pub seed: i64,
    /// How many could be drawn.
    pub candidates: usize,
    /// SHA-256 of the candidates.
    pub sha256: String,
    /// Those drawn, in the order drawn.
    pub drawn: Vec<Drawn>,
    /// Whether seed and candidates gave these names again just now.
    pub repeats: bool,
    /// When they were seated; `None` while they are not.
    pub seated: Option<Stamp>,
}

/// Panels and draws of the season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Year of the season.
    pub year: i32,
    /// Panels, by number.
    pub panels: Vec<PanelSeats>,
    /// Draws, the latest first.
    pub draws: Vec<DrawView>,
}

/// What an expert is on the committee of the season, and may be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Year of the season.
    pub year: i32,
    /// Panels: identifier, number, Chinese and English name.
    pub panels: Vec<(PanelId, i64, String, String)>,
    /// The panel they sit on.
    pub panel: Option<PanelId>,
    /// Lead of it.
    pub lead: bool,
    /// Applications assigned.
    pub assigned: i64,
    /// Whether somebody can sign in as this expert.
    pub account: bool,
    /// When they were stood down, and why (Art. 19); `None` while they review.
    pub stood_down: Option<(Stamp, String)>,
    /// Chair or vice chair they are.
    pub head: Option<Role>,
    /// Names of chair and vice chair, where there are.
    pub heads: [Option<String>; 2],
}
