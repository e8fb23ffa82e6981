//! Views of room *season*: what the Office sets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::facts::workdays::YearData;
use crate::recommendation::Quota;
use crate::recommendation::staffed::Staffed;
use crate::season::ready::Lack;
use crate::season::{Season, Window};
use crate::stamp::Stamp;

/// The season as the Office plans it (Art. 6, 17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The season with its settings.
    pub season: Season,
    /// The seats of every unit there is, in the order of the list of units.
    pub quotas: Vec<(String, Quota)>,
    /// Who works for the units and what waits for them, by unit; a unit with neither is not among them.
    #[serde(default)]
    pub staffed: BTreeMap<String, Staffed>,
    /// Year of the season that is planned next to it, if one is.
    pub planned: Option<i32>,
    /// The server's clock.
    pub now: Stamp,
}

/// A season that is planned, or changed after its opening (Art. 6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The season as it is stored.
    pub season: Season,
    /// Whether it was opened: then a change needs a reason.
    pub opened: bool,
    /// The seats of every unit there is, in the order of the list of units.
    pub quotas: Vec<(String, Quota)>,
    /// What it lacks before it can be opened.
    pub lacks: Vec<Lack>,
    /// The server's clock.
    pub now: Stamp,
}

/// The years whose working days are known (Art. 18, 21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Years {
    /// In order; imported ones in place of those that ship with the software.
    pub years: Vec<KnownYear>,
    /// The server's clock.
    pub now: Stamp,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownYear {
    /// Its arrangement.
    pub data: YearData,
    /// When it was imported; none when it ships with the software.
    pub imported: Option<Stamp>,
    /// Why it took the place of another, where it did.
    pub reason: String,
}

/// The rehearsal as the Office sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rehearsed {
    /// When the copy was made.
    pub made_at: Stamp,
    /// How far its clock goes ahead of the real one, microseconds.
    pub ahead: i64,
    /// The phases, to jump to.
    pub windows: Vec<Window>,
    /// Its clock.
    pub now: Stamp,
}
