//! Settings of both reviews and of the committee (Art. 8, 12, 15, 19, 20).

use serde::{Deserialize, Serialize};

use crate::defence::session::Times;
use crate::review::rubric::Rubric;
use crate::review::statistics::Trim;

/// Settings of both reviews and of the committee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)] // as for `Limits`
pub struct ReviewSettings {
    /// Rubric of the written review (Art. 8, 19).
    pub written: Rubric,
    /// Rubric of the defence (Art. 8, 20).
    pub defence: Rubric,
    /// Experts per application, aimed at.
    pub reviews: u32,
    /// Experts per application in the written review, never fewer.
    pub reviews_min: u32,
    /// Experts per application in the defence, never fewer. Seasons from before this was a setting of its own go
    /// on with what held for them.
    #[serde(default = "before::defence_reviews_min")]
    pub defence_reviews_min: u32,
    /// Points the mean of the written review has to reach for the shortlist (Art. 19, 20); 0 for none, as in
    /// seasons from before there was one.
    #[serde(default)]
    pub defence_points: u32,
    /// Years for which advice to an organisation keeps an expert away (Art. 15). What experts and the Office enter is
    /// a code without a year: they are told how far back to look.
    pub adviser_years: u32,
    /// Reviews one expert may be given at most.
    pub load_max: u32,
    /// Places on the shortlist per planned winner (at most twice the winners).
    pub shortlist_factor: u32,
    /// Spread (points) above which a case must be discussed (合议).
    pub spread_threshold: u32,
    /// How long the parts of a slot of the defence last (Art. 20).
    pub times: Times,
    /// People an applicant may send to the defence at most.
    pub delegates_max: u32,
    /// How means are trimmed before ranking.
    pub trim: Trim,
    /// Share (percent) of applications also read by an expert of a second panel.
    pub bridging_percent: u32,
    /// Whether the review is blind: numbers in place of names, see
    /// [`blind`](crate::review::blind). Settled by the time the season opens.
    pub blind: bool,
    /// Weight (percent) of the defence in the figure of both reviews together; the written review has
    /// the rest. Help for chair and vice chair, no verdict (Art. 20).
    pub defence_percent: u32,
}

/// What held for seasons that were stored before a setting was there.
mod before {
    /// One number was for both reviews.
    pub(super) fn defence_reviews_min() -> u32 {
        3
    }
}

impl ReviewSettings {
    /// Experts who score an application, never fewer, whatever a season says: with two nobody can tell which of
    /// them is the outlier (Art. 19, 20).
    pub const LEAST: u32 = 3;

    /// Whether reviews of both kinds are as many as they have to be, and those aimed at no fewer than those needed.
    pub fn enough(&self) -> bool {
        let least = self.reviews_min.min(self.defence_reviews_min);
        least >= Self::LEAST && self.reviews >= self.reviews_min
    }
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self {
            written: Rubric::written_default(),
            defence: Rubric::defence_default(),
            reviews: 5,
            reviews_min: 3,
            defence_reviews_min: 5,
            defence_points: 70,
            adviser_years: 3,
            load_max: 40,
            shortlist_factor: 2,
            spread_threshold: 15,
            times: Times::default(),
            delegates_max: 5,
            trim: Trim::default(),
            bridging_percent: 20,
            blind: false,
            defence_percent: 60,
        }
    }
}
