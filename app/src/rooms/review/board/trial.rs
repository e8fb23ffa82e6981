//! What is tried out on the board in this page alone: other places, another trimming, adjusted scores.

use std::collections::HashSet;

use domain::review::board::{Board, Swaps, Terms, Unadjusted};
use domain::review::statistics::Trim;
use leptos::prelude::*;

use super::state::Live;

/// What the board is reckoned by for a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Places and trimming; adjusted scores are never trimmed.
    pub terms: Terms,
    /// Whether by adjusted scores.
    pub adjusted: bool,
}

impl Trial {
    /// No trial at all: the season's terms and raw scores.
    pub fn of(terms: Terms) -> Self {
        Self { terms, adjusted: false }
    }
}

impl Live {
    /// What the board is reckoned by now.
    pub fn trial(self) -> Trial {
        self.tried.get().unwrap_or_else(|| Trial::of(self.real.get()))
    }

    /// The same, for those who need not hear of changes.
    pub fn trial_untracked(self) -> Trial {
        self.tried.get_untracked().unwrap_or_else(|| Trial::of(self.real.get_untracked()))
    }

    /// Reckons by something else, in this page alone; by the season's terms again when it is the same.
    pub fn try_out(self, trial: Trial) {
        self.reckon(trial);
        self.redraw(&HashSet::new());
    }

    /// Whether adjusted scores are tried out.
    pub fn tries_adjusted(self) -> bool {
        self.tried.with_untracked(|tried| tried.is_some_and(|tried| tried.adjusted))
    }

    /// Looks at the board as it is shown: by adjusted scores while these are tried out.
    pub fn with_shown<T>(self, look: impl FnOnce(&Board) -> T) -> T {
        self.with_both(|_, shown| look(shown))
    }

    /// The same, and at the board by raw scores first.
    fn with_both<T>(self, look: impl FnOnce(&Board, &Board) -> T) -> T {
        let adjusted = self.tries_adjusted();
        self.board.with_value(|raw| {
            self.adjusted.with_value(|kept| match kept {
                Some(Ok(kept)) if adjusted => look(raw, &kept.board),
                _ => look(raw, raw),
            })
        })
    }

    /// Why there are no adjusted scores; `None` where there are. Reckoned once for the same data, some
    /// milliseconds with hundreds of experts, so nobody asks before the choice is to be seen.
    pub fn unadjusted(self) -> Option<Unadjusted> {
        let reckon = || self.board.with_value(Board::adjusted);
        let found = self
            .adjusted
            .try_update_value(|kept| kept.get_or_insert_with(reckon).as_ref().err().copied());
        found.unwrap_or(Some(Unadjusted::TooFew))
    }

    /// What the trial changes; `None` while there is none.
    pub fn swaps(self) -> Option<Swaps> {
        self.tried.get()?;
        let real = self.real.get_untracked();
        Some(self.with_both(|raw, shown| shown.swaps(raw, real)))
    }

    /// After the data has changed: what is tried out goes on, by raw scores where adjusted ones are not
    /// to be had any more.
    pub(super) fn follow(self) {
        self.adjusted.set_value(None);
        if let Some(trial) = self.tried.get_untracked() {
            self.reckon(trial);
        }
    }

    fn reckon(self, trial: Trial) {
        let adjusted = trial.adjusted && self.unadjusted().is_none();
        let trial = Trial { adjusted, ..trial };
        self.board.update_value(|board| {
            board.reckon(trial.terms);
        });
        if adjusted {
            self.adjusted.update_value(|kept| {
                if let Some(Ok(kept)) = kept {
                    kept.board.reckon(Terms { trim: Trim::Never, ..trial.terms });
                }
            });
        }
        let real = Trial::of(self.real.get_untracked());
        self.tried.set((trial != real).then_some(trial));
    }
}
