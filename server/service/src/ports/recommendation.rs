//! Port of rooms *recommendation* and *formality*: opinions and ticks.

use async_trait::async_trait;
use domain::formality::{Item, Tick};
use domain::ids::{DossierId, SeasonId};

use super::Port;
use super::application::Dossier;

/// A recommending unit's opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Its text.
    pub text: String,
    /// Account that wrote it.
    pub by: String,
    /// When.
    pub at: i64,
    /// The version it is about.
    pub version: i64,
    /// Code of the unit that wrote it.
    pub unit: String,
}

/// A tick with its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickRow {
    /// Item.
    pub item: Item,
    /// Answer.
    pub tick: Tick,
    /// Account.
    pub by: String,
    /// When.
    pub at: i64,
}

/// A dossier on a unit's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The dossier.
    pub dossier: Dossier,
    /// Characters of the opinion, 0 when there is none.
    pub opinion: i64,
    /// The version the opinion is about, 0 when there is none.
    pub about: i64,
    /// Code of the unit that wrote it.
    pub writer: String,
    /// Place in the unit's order, from 1; 0 without one.
    pub place: i64,
}

/// A dossier on the Office's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The dossier.
    pub dossier: Dossier,
    /// Items ticked by a person.
    pub ticks: i64,
}

/// Tables `opinion`, `ranking`, `overdrawn_seat` and `tick`, and the work lists that join them.
#[async_trait]
pub trait RecommendationPort {
    /// Submitted and later dossiers of a unit with the length of its opinion and their places
    /// in its order, by number: one query.
    async fn unit_list(&mut self, season: &SeasonId, unit: &str) -> Port<Vec<Listed>>;
    /// Gives these dossiers the places from 1 on, and takes the place of that one, if any.
    async fn save_order(&mut self, order: &[DossierId], out: Option<&DossierId>) -> Port<()>;
    /// The opinion on a dossier.
    async fn opinion(&mut self, id: &DossierId) -> Port<Option<Opinion>>;
    /// Stores the opinion.
    async fn save_opinion(&mut self, id: &DossierId, opinion: &Opinion) -> Port<()>;
    /// The kind of seat a dossier holds although its figures ask for the other, because none was free.
    async fn overdrawn(&mut self, id: &DossierId) -> Port<Option<bool>>;
    /// Notes that kind, or that the seat is of the right one.
    async fn save_overdrawn(&mut self, id: &DossierId, sme: Option<bool>) -> Port<()>;
    /// Recommended and later dossiers with the number of ticks made and who has taken them, by
    /// the moment they were last changed: one query.
    async fn formality_list(&mut self, season: &SeasonId) -> Port<Vec<Found>>;
    /// Ticks on a dossier.
    async fn ticks(&mut self, id: &DossierId) -> Port<Vec<TickRow>>;
    /// Stores a tick.
    async fn save_tick(&mut self, id: &DossierId, tick: &TickRow) -> Port<()>;
}
