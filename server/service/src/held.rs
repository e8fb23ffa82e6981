//! All that is kept while the journal says that it holds.

use domain::formality::progress::Done;
use domain::ids::{ExpertId, PanelId};
use domain::stamp::Stamp;
use domain::views::recommendation::UnitRow;

use crate::kept::{Kept, Together};
use crate::picture::{Last, Picture};
use crate::reads::Reads;
use crate::rooms::committee::Computed;
use crate::rooms::formality::AllFound;
use crate::rooms::review::signs::Signs;
use crate::rooms::shared::evidence::share::Shares;
use crate::seated::Seated;

/// What lists and boards are cut from.
#[derive(Clone, Default)]
pub struct Held {
    /// The board of the season.
    pub(crate) board: Kept<Picture>,
    /// What it is made of anew.
    pub(crate) last_board: Last,
    /// Dossiers with a seat.
    pub(crate) seated: Kept<Seated>,
    /// Lists of units, by unit.
    pub(crate) units: Kept<Vec<UnitRow>>,
    /// Steps of the formality check: when, and which.
    pub(crate) steps: Kept<Vec<(Stamp, Done)>>,
    /// What stands twice, all together, by the moment of the comparison.
    pub(crate) found: Kept<AllFound>,
    /// What an assignment is computed from, by the number of reviews.
    pub(crate) computed: Kept<Computed>,
    /// Experts who are at work, with their panels and names: every board asks when one of them sits down.
    pub(crate) at_work: Together<Vec<(PanelId, ExpertId, String)>>,
    /// Signs of life that wait to be written.
    pub(crate) signs: Signs,
    /// What everybody has sent within the day.
    pub(crate) evidence: Shares,
    /// What was read under seal within the hour.
    pub(crate) reads: Reads,
}
