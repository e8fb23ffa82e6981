//! What other terms, or adjusted scores, would change about who is within the places.

use super::{Board, RankedRow};
use crate::ids::DossierId;

/// Where an application stands under some terms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its rank; `None` without a review.
    pub rank: Option<u32>,
    /// The figure that ranks it, in points.
    pub figure: Option<f64>,
}

/// An application that changes sides of the cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Which application.
    pub dossier: DossierId,
    /// Its reference number.
    pub code: String,
    /// Where it stands.
    pub is: Place,
    /// Where it would stand.
    pub would: Place,
}

/// What other terms, or other scores, come to; each list by reference number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swaps {
    /// Applications that would be within the places and are not.
    pub entering: Vec<Move>,
    /// Applications that are within the places and would not be.
    pub leaving: Vec<Move>,
}

impl RankedRow {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place { rank: self.rank, figure: self.stats.trimmed }
    }
}

impl Board {
    /// Who would come within the places, and who would fall out of them. `now` are its rows as they stand by its own
    /// scores and terms, in any order; `were` those of this board by other terms, or of the board it was
    /// [`adjusted`](Self::adjusted) or weighed from, in the order of [`Board::rows`] ([`Board::standings`]).
    pub fn swaps(&self, now: &[RankedRow], were: &[RankedRow]) -> Swaps {
        let mut swaps = Swaps::default();
        for now in now {
            let Some(was) = were.get(now.index) else { continue };
            let side = match (was.above_cut, now.above_cut) {
                (false, true) => &mut swaps.entering,
                (true, false) => &mut swaps.leaving,
                _ => continue,
            };
            let row = &self.rows[now.index];
            side.push(Move {
                dossier: row.dossier.clone(),
                code: row.code.clone(),
                is: was.place(),
                would: now.place(),
            });
        }
        for side in [&mut swaps.entering, &mut swaps.leaving] {
            side.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        }
        swaps
    }
}
