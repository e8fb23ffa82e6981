//! The agenda (第十九条, 第二十条): which applications of a panel need talk, and on what grounds.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::ids::DossierId;
use crate::review::board::{Board, RankedRow, View};

/// What counts as in need of talk, beside the board's own threshold of disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bounds {
    /// Ranks on each side of the cut line that are near it; 0 goes by points alone.
    pub ranks: u32,
    /// Tenths of a point within which an application could change sides: how far its figure is from
    /// the nearest one beyond the line. 0 finds only what could not be nearer.
    pub tenths: i32,
    /// The season's least number of reviews for each application.
    pub minimum: u32,
}

impl Default for Bounds {
    /// Two ranks, and 2 points: what the mean of five experts who scatter by 4 points is uncertain by
    /// (4 / √5, rounded up). Three reviews, as [`crate::season::ReviewSettings`] has it.
    fn default() -> Self {
        Self { ranks: 2, tenths: 20, minimum: 3 }
    }
}

/// Why an application needs talk; the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// Fewer reviews are sealed than the season asks for at least: it needs an exception with a reason,
    /// or the panel cannot be signed.
    BelowMinimum {
        /// Reviews sealed.
        sealed: u32,
        /// Reviews asked for.
        minimum: u32,
    },
    /// It shares the rank at which the places run out: the scores do not decide, the panel must.
    TiedAtCut {
        /// How many share the rank.
        tied: u32,
        /// Places left for them.
        places: u32,
    },
    /// Its experts differ by more than the season's threshold.
    Spread {
        /// Greatest minus least total, tenths of a point.
        tenths: i32,
        /// The threshold, likewise.
        threshold: i32,
    },
    /// Reviews that are due are not sealed.
    Missing {
        /// Reviews sealed.
        sealed: u32,
        /// Reviews due.
        due: u32,
    },
    /// Experts gave it back, whether or not others took their seats.
    Declined {
        /// How often.
        times: u32,
    },
    /// It is so near the cut line that little would change its side.
    NearCut {
        /// Its rank.
        rank: u32,
        /// Points between it and the nearest application beyond the line.
        gap: f64,
    },
}

impl Ground {
    /// Whether the regulation or the season demands that it be settled; otherwise it is advice.
    pub fn obliges(self) -> bool {
        matches!(self, Self::BelowMinimum { .. } | Self::TiedAtCut { .. } | Self::Spread { .. })
    }

    /// Place in the order of weight.
    fn weight(self) -> u8 {
        match self {
            Self::BelowMinimum { .. } => 0,
            Self::TiedAtCut { .. } => 1,
            Self::Spread { .. } => 2,
            Self::Missing { .. } => 3,
            Self::Declined { .. } => 4,
            Self::NearCut { .. } => 5,
        }
    }

    /// How strongly it holds, compared with the same ground elsewhere.
    fn degree(self) -> f64 {
        match self {
            Self::BelowMinimum { sealed, minimum } => f64::from(minimum.saturating_sub(sealed)),
            Self::TiedAtCut { tied, .. } => f64::from(tied),
            Self::Spread { tenths, .. } => f64::from(tenths),
            Self::Missing { sealed, due } => f64::from(due.saturating_sub(sealed)),
            Self::Declined { times } => f64::from(times),
            Self::NearCut { gap, .. } => -gap,
        }
    }
}

/// One application on the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
    /// Its rank by scores; `None` without a review.
    pub rank: Option<u32>,
    /// Whether it is within the places.
    pub above_cut: bool,
    /// Why it is here: one at least, the weightiest first.
    pub grounds: Vec<Ground>,
}

/// The agenda of a panel whose board this is: most in need first. Of two entries the one with the
/// weightier first ground comes first, then the one with more grounds, then the one whose first ground
/// holds more strongly, then by reference number; so the order of rows does not matter.
///
/// `declined` says how often an application was given back. A row whose scores the viewer may not see
/// yet has no figures here either: it can only be on the agenda for what is not a score.
pub fn agenda(board: &Board, declined: &BTreeMap<DossierId, u32>, bounds: &Bounds) -> Vec<Entry> {
    let ranked = board.rank(&View::default());
    let line = Line::of(board.places, &ranked);
    let mut entries: Vec<Entry> = ranked
        .iter()
        .filter_map(|row| {
            let of = &board.rows[row.index];
            let given_back = declined.get(&of.dossier).copied().unwrap_or(0);
            let grounds = grounds(board, row, given_back, &line, bounds);
            (!grounds.is_empty()).then(|| Entry {
                dossier: of.dossier.clone(),
                reference: of.code.clone(),
                rank: row.rank,
                above_cut: row.above_cut,
                grounds,
            })
        })
        .collect();
    entries.sort_by(compare);
    entries
}

fn compare(a: &Entry, b: &Entry) -> Ordering {
    let first = |e: &Entry| e.grounds.first().map_or((u8::MAX, 0.0), |g| (g.weight(), g.degree()));
    let ((left, more), (right, less)) = (first(a), first(b));
    (left, Reverse(a.grounds.len()))
        .cmp(&(right, Reverse(b.grounds.len())))
        .then_with(|| less.total_cmp(&more))
        .then_with(|| a.reference.cmp(&b.reference))
        .then_with(|| a.dossier.cmp(&b.dossier))
}

/// Grounds of one row, the weightiest first.
fn grounds(
    board: &Board,
    row: &RankedRow,
    given_back: u32,
    line: &Line,
    bounds: &Bounds,
) -> Vec<Ground> {
    let of = &board.rows[row.index];
    let sealed = u32::try_from(of.sealed()).unwrap_or(u32::MAX);
    let due = u32::from(of.due);
    let mut found = Vec::new();
    if sealed < bounds.minimum {
        found.push(Ground::BelowMinimum { sealed, minimum: bounds.minimum });
    }
    found.extend(line.tie(row));
    if row.disagreement {
        // Totals are whole tenths, so this is exact.
        let tenths = (row.stats.spread.unwrap_or_default() * 10.0).round() as i32;
        found.push(Ground::Spread { tenths, threshold: board.threshold });
    }
    if row.missing > 0 {
        found.push(Ground::Missing { sealed, due });
    }
    if given_back > 0 {
        found.push(Ground::Declined { times: given_back });
    }
    found.extend(line.near(row, bounds));
    found
}

/// Where the places run out.
struct Line {
    places: u32,
    /// The least figure within the places and the best beyond them; `None` where one side is empty,
    /// and then there is no line to be near.
    sides: Option<(f64, f64)>,
    /// How many share a rank.
    sharing: HashMap<u32, u32>,
}

impl Line {
    fn of(places: u32, ranked: &[RankedRow]) -> Self {
        let figures = |above: bool| {
            ranked.iter().filter(move |r| r.above_cut == above).filter_map(|r| r.stats.trimmed)
        };
        let within = figures(true).min_by(f64::total_cmp);
        let beyond = figures(false).max_by(f64::total_cmp);
        let mut sharing = HashMap::new();
        for rank in ranked.iter().filter_map(|r| r.rank) {
            *sharing.entry(rank).or_default() += 1;
        }
        Self { places, sides: within.zip(beyond), sharing }
    }

    /// Within the places by its rank, but not with all who share it.
    fn tie(&self, row: &RankedRow) -> Option<Ground> {
        let rank = row.rank.filter(|rank| *rank <= self.places)?;
        let tied = self.sharing.get(&rank).copied()?;
        let places = self.places - rank + 1;
        (tied > places).then_some(Ground::TiedAtCut { tied, places })
    }

    fn near(&self, row: &RankedRow, bounds: &Bounds) -> Option<Ground> {
        let (within, beyond) = self.sides?;
        let (rank, figure) = (row.rank?, row.stats.trimmed?);
        // What misses the season's points may rank within the places: only its figure tells how near it is.
        let (gap, ranks) = if row.above_cut {
            (figure - beyond, self.places - rank + 1)
        } else {
            (within - figure, rank.checked_sub(self.places).filter(|n| *n > 0).unwrap_or(u32::MAX))
        };
        // Figures are quotients rounded once: a gap that is exactly the bound must not fall beyond it.
        let close = gap * 10.0 <= f64::from(bounds.tenths) + 1e-6;
        (ranks <= bounds.ranks || close).then_some(Ground::NearCut { rank, gap })
    }
}

#[cfg(test)]
mod tests;
