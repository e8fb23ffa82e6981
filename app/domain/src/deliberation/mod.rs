//! Deliberation (第十九条, 第二十条: 经专家组合议): what a panel talks about, what it agrees on apart from the
//! sealed scores, who signs and confirms it, and when all panels' lists are released at once.
//!
//! The ranking by scores is help, not verdict: the panel decides, and whoever departs from the ranking
//! says why. Nothing here takes a score to change it.

pub mod agenda;
pub mod agreed;
pub mod conclusion;
pub mod deviation;
pub mod lack;
pub mod news;
pub mod panel_round;
pub mod places;
pub mod rests;
pub mod who;

use serde::{Deserialize, Serialize};

use crate::season::{Phase, Season};
use crate::stamp::Stamp;

/// Characters the minutes of one application have at most.
pub const MINUTES_MAX: usize = 2_000;

/// The review a panel deliberates on. The same rules serve both.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// The written review (Art. 19): who comes to the defence. What was recorded before there was
    /// another is of this one.
    #[default]
    Written,
    /// The defence review (Art. 20): who comes on the initial list.
    Defence,
}

impl Review {
    /// Both, in the order of the year.
    pub const ALL: [Review; 2] = [Review::Written, Review::Defence];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Review::Written => "written",
            Review::Defence => "defence",
        }
    }

    /// The review of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// The phase in which it is deliberated on.
    pub fn phase(self) -> Phase {
        match self {
            Review::Written => Phase::WrittenReview,
            Review::Defence => Phase::Defence,
        }
    }

    /// The number of the article that asks for it.
    pub fn article(self) -> u8 {
        self.phase().article()
    }

    /// Whether it is the written one. Events of it are stored as they were before there was another.
    pub fn is_written(&self) -> bool {
        *self == Review::Written
    }

    /// The review that runs at `now`: the defence from the moment its phase opens.
    pub fn running(season: &Season, now: Stamp) -> Self {
        let begun = |r: Review| season.window(r.phase()).is_some_and(|w| w.opens <= now);
        if begun(Review::Defence) { Review::Defence } else { Review::Written }
    }
}

/// A text as it is kept: one kind of line break, nothing around it.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_the_defence_is_deliberated_on_by_the_same_rules_in_its_own_phase() {
        for review in Review::ALL {
            assert_eq!(Review::from_code(review.code()), Some(review));
        }
        assert_eq!(Review::ALL.map(Review::article), [19, 20]);
        assert_eq!(Review::Defence.phase(), Phase::Defence);
    }

    #[test]
    fn art_20_the_defence_runs_from_the_opening_of_its_phase_on() {
        let mut season = crate::season::tests::season();
        assert_eq!(Review::running(&season, Stamp(i64::MAX)), Review::Written, "none is planned");
        let opens = Stamp(crate::stamp::DAY);
        let closes = opens.plus(crate::stamp::DAY);
        let window = crate::season::Window { phase: Phase::Defence, opens, closes, changed: None };
        season.windows.retain(|w| w.phase != Phase::Defence);
        season.windows.push(window);
        assert_eq!(Review::running(&season, opens.plus(-1)), Review::Written);
        for at in [opens, opens.plus(1), opens.plus(400 * crate::stamp::DAY)] {
            assert_eq!(Review::running(&season, at), Review::Defence);
        }
    }
}
