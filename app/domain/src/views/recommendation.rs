//! Views of room *recommendation*.

use serde::{Deserialize, Serialize};

use super::application::DossierView;
use crate::ids::DossierId;
use crate::journey::Stage;
use crate::recommendation::Quota;
use crate::season::Season;
use crate::stamp::Stamp;

/// One dossier on a unit's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRow {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// Scope of Art. 10.
    pub scope: String,
    /// Code of the direction (Art. 6).
    pub direction: String,
    /// Small or medium-sized by computation.
    pub sme: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Characters of the opinion written so far.
    pub opinion: i64,
    /// Its place in the unit's order, from 1; 0 while it has none.
    pub place: i64,
    /// When last changed.
    pub changed_at: Stamp,
}

impl UnitRow {
    /// Its place in the work list: what waits first, what waits longest before the rest.
    pub fn order(&self) -> (Stage, Stamp, String) {
        (self.stage, self.changed_at, self.reference.clone())
    }
}

/// A unit's work list with its quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitList {
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// Unit code.
    pub unit: String,
    /// Seats.
    pub quota: Quota,
    /// Dossiers.
    pub rows: Vec<UnitRow>,
    /// Mark of who would be recommended all at once, in the unit's order.
    #[serde(default)]
    pub seen: String,
}

/// A dossier before the unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitReading {
    /// What was submitted.
    pub dossier: DossierView,
    /// Opinion on this version; empty while none was written.
    pub opinion: String,
    /// What the unit wrote about an earlier version, with its number: to begin from.
    #[serde(default)]
    pub earlier: Option<(i64, String)>,
    /// What its form begins from, to be sent with what is written over it.
    #[serde(default)]
    pub base: String,
    /// Seats of the unit.
    pub quota: Quota,
    /// Whether this dossier counts as small or medium-sized.
    pub sme: bool,
    /// It holds a seat of the other kind, because by its corrected figures none is free.
    #[serde(default)]
    pub overdrawn: bool,
    /// Its place in the unit's order, from 1; 0 while it has none.
    pub place: i64,
    /// Places given so far.
    pub ranked: i64,
    /// The one before it on the work list.
    pub before: Option<DossierId>,
    /// The one after it.
    pub after: Option<DossierId>,
    /// The time we propose to give where it is returned now; `None` while applications are open, or where too little
    /// is left of the phase.
    #[serde(default)]
    pub return_until: Option<Stamp>,
}

/// Two dossiers of a unit beside one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitComparison {
    /// All of the unit's, to choose from.
    pub rows: Vec<UnitRow>,
    /// The ones chosen: both or none.
    pub pair: Option<Box<(DossierView, DossierView)>>,
}
