//! The calculation under way: begun, taken a slice at a time, stopped, overtaken by news.

use std::sync::Arc;
use std::time::Duration;

use domain::review::stability::{RESAMPLES, Stability};
use leptos::prelude::*;

use super::super::state::Live;
use super::findings::Findings;
use crate::ui::count::count;

/// Resamples between two looks at the clock: some milliseconds for a thousand applications.
pub const SLICE: u32 = 10;

/// How long the page is kept from drawing and answering while slices are taken, in milliseconds. Between two turns a
/// browser lets four milliseconds pass and draws a picture: with one slice a turn two thirds of the time went into that.
const SPAN: f64 = 24.0;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not asked for yet.
    Rest,
    /// Under way.
    Running,
    /// Stopped by the reader.
    Stopped,
    /// Stopped because scores or terms have changed.
    Overtaken,
    /// There is too little to go by.
    Little,
    /// Through.
    Done,
    /// Through, but scores or terms have changed since.
    Stale,
}

/// State of the calculation. Copied freely; everything lives with the page.
#[derive(Clone, Copy)]
pub struct Run {
    live: Live,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Resamples taken.
    pub made: RwSignal<u32>,
    /// What came out.
    pub found: RwSignal<Option<Arc<Findings>>>,
    under_way: StoredValue<Option<Stability>>,
    /// Grows with every start and stop, so that slices still to come know whether they are wanted.
    turn: StoredValue<u32>,
}

impl Run {
    /// Nothing reckoned yet.
    pub fn new(live: Live) -> Self {
        Self {
            live,
            stage: RwSignal::new(Stage::Rest),
            made: RwSignal::new(0),
            found: RwSignal::new(None),
            under_way: StoredValue::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Where the random numbers start: the season's year. So whoever looks at the same scores gets the
    /// same figures, and nobody can draw until they like the outcome.
    pub fn seed(self) -> u64 {
        u64::try_from(self.live.year).unwrap_or_default()
    }

    /// Begins anew and goes on by itself.
    pub fn start(self) {
        if let Some(turn) = self.begin() {
            self.go_on(turn);
        }
    }

    /// Begins anew; answers whose turn it is, or nothing where there is too little to go by.
    pub fn begin(self) -> Option<u32> {
        let turn = self.let_go()?;
        let stability = self.live.with_shown(|board| board.stability(self.seed()));
        let enough = stability.is_some();
        self.under_way.set_value(stability);
        self.made.set(0);
        self.found.set(None);
        self.stage.set(if enough { Stage::Running } else { Stage::Little });
        enough.then_some(turn)
    }

    /// Takes as many slices as fit, then the page draws and answers, and so on.
    fn go_on(self, turn: u32) {
        let slices = move || {
            let until = count() + SPAN;
            while self.slice(turn) {
                // What comes out of them takes some slices' time to sum up and draw: that has a turn of its own.
                if self.made.get_untracked() == RESAMPLES || count() >= until {
                    return self.go_on(turn);
                }
            }
        };
        set_timeout(slices, Duration::ZERO);
    }

    /// Takes one slice, or sums up where all are taken; whether there is more to do. Nothing where it was stopped or the
    /// page was left.
    pub fn slice(self, turn: u32) -> bool {
        if self.turn.try_get_value() != Some(turn) {
            return false;
        }
        let step = |stability: &mut Stability| {
            let left = RESAMPLES.saturating_sub(stability.progress());
            (left > 0).then(|| {
                stability.step(SLICE.min(left));
                stability.progress()
            })
        };
        let made = self.under_way.try_update_value(|stability| stability.as_mut().map(step));
        match made.flatten() {
            None => false,
            Some(Some(made)) => {
                self.made.set(made);
                true
            }
            Some(None) => {
                self.sum_up();
                false
            }
        }
    }

    fn sum_up(self) {
        let through = self.under_way.try_update_value(Option::take).flatten();
        let adjusted = self.live.tries_adjusted();
        let found = through.map(|stability| {
            self.live.with_shown(|board| Findings::of(board, &stability, adjusted, self.seed()))
        });
        self.found.set(found.map(Arc::new));
        self.stage.set(Stage::Done);
    }

    /// The reader has had enough.
    pub fn stop(self) {
        self.leave();
        self.stage.set(Stage::Stopped);
    }

    /// Scores or terms have changed: what is under way is stopped, what came out is out of date.
    pub fn overtaken(self) {
        match self.stage.get_untracked() {
            Stage::Running => {
                self.leave();
                self.stage.set(Stage::Overtaken);
            }
            Stage::Done => self.stage.set(Stage::Stale),
            _ => {}
        }
    }

    /// The page is left.
    pub fn leave(self) {
        self.let_go();
    }

    /// Lets go of what is under way; answers the next turn, nothing where the page has gone.
    fn let_go(self) -> Option<u32> {
        self.under_way.try_set_value(None);
        self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }
}
