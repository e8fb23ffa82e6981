//! What is tried out on the board in this page alone: other places, another trimming, other weights of the
//! sub-items, adjusted scores.

use std::collections::HashSet;

use domain::review::board::{Board, Swaps, Terms, Unadjusted};
use domain::review::statistics::Trim;
use domain::review::weights::{BoardPoints, Weighed, Weights};
use leptos::prelude::*;

use super::state::Live;

/// What the board is reckoned by for a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Places and trimming; adjusted scores are never trimmed.
    pub terms: Terms,
    /// Whether by adjusted scores.
    pub adjusted: bool,
    /// Other weights of the sub-items; `None` for those of the rubric.
    pub weights: Option<Weights>,
}

impl Trial {
    /// No trial at all: the season's terms and raw scores.
    pub fn of(terms: Terms) -> Self {
        Self { terms, adjusted: false, weights: None }
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
        self.tried.with_untracked(|tried| tried.as_ref().is_some_and(|tried| tried.adjusted))
    }

    /// Looks at the board as it is shown: by adjusted scores while these are tried out.
    pub fn with_shown<T>(self, look: impl FnOnce(&Board) -> T) -> T {
        self.with_both(|_, shown| look(shown))
    }

    /// The same, and at the board by raw scores first.
    fn with_both<T>(self, look: impl FnOnce(&Board, &Board) -> T) -> T {
        let adjusted = self.tries_adjusted();
        self.with_weighed(|raw, base| {
            self.adjusted.with_value(|kept| match kept {
                Some(Ok(kept)) if adjusted => look(raw, &kept.board),
                _ => look(raw, base),
            })
        })
    }

    /// Looks at the board as it is, and at the board under the weights that are tried out: the same
    /// where none are.
    fn with_weighed<T>(self, look: impl FnOnce(&Board, &Board) -> T) -> T {
        let tries = self.tried.with_untracked(|t| t.as_ref().is_some_and(|t| t.weights.is_some()));
        self.board.with_value(|raw| {
            self.weighed.with_value(|kept| match kept {
                Some(kept) if tries => look(raw, &kept.board),
                _ => look(raw, raw),
            })
        })
    }

    /// Takes in the points behind the scores: from now on other weights can be tried out.
    pub fn take_points(self, points: BoardPoints) {
        self.weighed.set_value(None);
        self.points.set_value(Some(points));
        if let Some(trial) = self.tried.get_untracked() {
            self.try_out(trial);
        }
    }

    /// Whether a score has arrived whose points are not known yet.
    pub fn points_missing(self) -> bool {
        self.points.with_value(|points| {
            points.as_ref().is_some_and(|points| {
                self.board.with_value(|raw| !Weighed::new(raw, points).complete())
            })
        })
    }

    /// Why there are no adjusted scores; `None` where there are. Reckoned once for the same data, some
    /// milliseconds with hundreds of experts, so nobody asks before the choice is to be seen.
    pub fn unadjusted(self) -> Option<Unadjusted> {
        let reckon = || self.with_weighed(|_, base| base.adjusted());
        let found = self
            .adjusted
            .try_update_value(|kept| kept.get_or_insert_with(reckon).as_ref().err().copied());
        found.unwrap_or(Some(Unadjusted::TooFew))
    }

    /// What the trial changes; `None` while there is none.
    pub fn swaps(self) -> Option<Swaps> {
        self.tried.get()?;
        let real = self.real.get_untracked();
        self.with_both(|raw, shown| {
            // Where all stand without the trial is the same at every step of a slider.
            if self.stood.with_value(|kept| kept.as_ref().is_none_or(|kept| kept.0 != real)) {
                self.stood.set_value(Some((real, raw.standings(real))));
            }
            self.stood.with_value(|stood| {
                let (_, were) = stood.as_ref()?;
                Some(self.standing.with_value(|now| shown.swaps(now, were)))
            })
        })
    }

    /// After the data has changed: what is tried out goes on, by raw scores where adjusted ones are not
    /// to be had any more.
    pub(super) fn follow(self) {
        self.adjusted.set_value(None);
        self.weighed.set_value(None);
        self.stood.set_value(None);
        if let Some(trial) = self.tried.get_untracked() {
            self.reckon(trial);
        }
    }

    /// Takes in what is to be tried out; the rows are as they were.
    pub(super) fn reckon(self, mut trial: Trial) {
        self.board.update_value(|board| {
            board.reckon(trial.terms);
        });
        self.weigh(&mut trial);
        trial.adjusted = trial.adjusted && self.unadjusted().is_none();
        let adjusted = trial.adjusted;
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

    /// Weighs the scores as a trial has it, where their points are known.
    fn weigh(self, trial: &mut Trial) {
        let before = self.tried.with_untracked(|t| t.as_ref().and_then(|t| t.weights.clone()));
        let known = self.points.with_value(|points| {
            let points = points.as_ref()?;
            trial.weights.take_if(|w| *w == Weights::of(&points.rubric));
            let weights = trial.weights.as_ref()?;
            self.weighed.update_value(|kept| {
                let fresh = || self.board.with_value(|raw| Weighed::new(raw, points));
                let weighed = kept.get_or_insert_with(fresh);
                weighed.weigh(&points.rubric, weights);
                weighed.board.reckon(trial.terms);
            });
            Some(())
        });
        if known.is_none() {
            trial.weights = None;
        }
        if before != trial.weights {
            self.adjusted.set_value(None);
            // What adjusts is reckoned from what is weighed, so the trial must stand before it is asked.
            self.tried.update_untracked(|tried| {
                let base = || Trial::of(self.real.get_untracked());
                tried.get_or_insert_with(base).weights.clone_from(&trial.weights);
            });
            self.basis.update_value(|n| *n += 1);
        }
    }
}
