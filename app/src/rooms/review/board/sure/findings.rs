//! What the calculation says, in the terms of the board.

use domain::ids::DossierId;
use domain::review::board::{Board, View};
use domain::review::stability::{Stability, Sureness};
use domain::stamp::Stamp;

use crate::locales::sure::{Basis, Words, percent, whole_percent};

/// Chances between these are open.
const OPEN: std::ops::RangeInclusive<f64> = 0.05..=0.95;

/// Applications named whose missing reviews would tell most.
const TELLING: usize = 5;

/// Weights below this are nothing: one more review would settle nothing.
const WEIGHT: f64 = 0.005;

/// What is known of one application.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its rank on the board.
    pub rank: Option<u32>,
    /// Chance and interval.
    pub sureness: Sureness,
    /// Whether it is listed at once: it is open, or stands at the cut.
    pub first: bool,
}

/// An application whose missing reviews would tell much.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Which.
    pub dossier: DossierId,
    /// Its title.
    pub title: String,
    /// Reviews missing.
    pub missing: usize,
    /// Its chance.
    pub chance: f64,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Share of the list that belongs on it; nothing where there is no list.
    pub sound: Option<f64>,
    /// Applications on the list.
    pub listed: usize,
    /// Every application that took part, in the order of rank; those apart that are masked.
    pub rows: Vec<Finding>,
    /// How many are masked.
    pub masked: usize,
    /// Where a review would tell most.
    pub telling: Vec<Missing>,
    /// What it went by.
    pub basis: Basis,
}

impl Findings {
    /// Reads off what a calculation on a board has found.
    pub fn of(board: &Board, stability: &Stability, adjusted: bool, seed: u64) -> Self {
        let ranked = board.rank(&View::default());
        let result = stability.result();
        let last_in = ranked.iter().filter(|r| r.above_cut).filter_map(|r| r.rank).max();
        let first_out = ranked.iter().filter(|r| !r.above_cut).filter_map(|r| r.rank).min();
        let at_cut = |rank: Option<u32>| rank.is_some() && (rank == last_in || rank == first_out);
        let seen = |at: usize| board.rows.get(at).filter(|row| row.masked == 0);
        let sure = |at: usize| result.get(at).copied().flatten();
        let rows = ranked
            .iter()
            .filter_map(|r| {
                let (row, sureness) = (seen(r.index)?, sure(r.index)?);
                Some(Finding {
                    dossier: row.dossier.clone(),
                    code: row.code.clone(),
                    title: row.title.clone(),
                    rank: r.rank,
                    sureness,
                    first: OPEN.contains(&sureness.chance) || at_cut(r.rank),
                })
            })
            .collect();
        // Which reviews of what the viewer still has to score are missing is not the viewer's to know.
        let telling = stability
            .most_telling()
            .into_iter()
            .filter(|t| t.weight >= WEIGHT)
            .filter_map(|t| {
                let (row, sureness) = (seen(t.row)?, sure(t.row)?);
                Some(Missing {
                    dossier: row.dossier.clone(),
                    title: row.title.clone(),
                    missing: usize::from(row.due).saturating_sub(row.sealed()),
                    chance: sureness.chance,
                })
            })
            .take(TELLING)
            .collect();
        Self {
            sound: stability.sound(),
            listed: ranked.iter().filter(|r| r.above_cut).count(),
            rows,
            masked: board.rows.iter().filter(|row| row.masked > 0).count(),
            telling,
            basis: Basis {
                adjusted,
                trim: board.trim,
                places: board.places,
                at: Stamp(board.as_of).show_minute(),
                resamples: stability.progress(),
                seed,
            },
        }
    }

    /// The one figure for the whole list, in words that promise no more than it says.
    pub fn headline(&self, w: &Words) -> String {
        match self.sound {
            Some(sound) => (w.headline)(whole_percent(sound), self.basis.places),
            None => w.nobody.to_owned(),
        }
    }

    /// What is to be shown: all, or what is open and at the cut.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &Finding> {
        self.rows.iter().filter(move |row| all || row.first)
    }
}

impl Finding {
    /// Its chance, in whole percent.
    pub fn chance(&self) -> String {
        percent(self.sureness.chance)
    }
}
