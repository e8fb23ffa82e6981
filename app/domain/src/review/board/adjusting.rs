//! What [`adjusted`](crate::review::adjusted) and [`stability`](crate::review::stability) say of the rows
//! of a board (第十九条).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Board;
use crate::ids::ExpertId;
use crate::review::adjusted::{Adjusted, SHRINKAGE};
use crate::review::stability::{Row, Stability};
use crate::review::statistics::Trim;

/// Why a board has no adjusted scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unadjusted {
    /// Fewer than two applications have a score.
    TooFew,
    /// What was read falls into groups without a common expert.
    Apart {
        /// How many groups.
        groups: usize,
    },
}

/// How an expert scores, the quality of what they read taken into account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertEffect {
    /// Who.
    pub expert: ExpertId,
    /// Their name; the id where the board does not name them.
    pub name: String,
    /// In tenths of a point: negative is severe, positive lenient.
    pub effect: i32,
    /// Number of reviews.
    pub n: usize,
}

/// A board by adjusted scores.
#[derive(Clone, Debug, PartialEq)]
pub struct AdjustedBoard {
    /// The same rows in the same order, each total less its expert's effect; nothing is trimmed.
    pub board: Board,
    /// The effects, those farthest from nought first.
    pub experts: Vec<ExpertEffect>,
}

impl Board {
    /// The board by adjusted scores, where they are
    /// [`offered`](crate::review::adjusted::Adjusted::offered). Effects are rounded to tenths, so that what
    /// is shown adds up; a mean differs from the model's own score by less than a tenth.
    pub fn adjusted(&self) -> Result<AdjustedBoard, Unadjusted> {
        let mut numbers: HashMap<&ExpertId, usize> = HashMap::new();
        let applications: Vec<Vec<(usize, i32)>> = self
            .rows
            .iter()
            .map(|row| {
                let read = row.scores.iter().map(|score| {
                    let next = numbers.len();
                    (*numbers.entry(&score.expert).or_insert(next), score.total)
                });
                read.collect()
            })
            .collect();
        let found = Adjusted::of(&applications, numbers.len(), SHRINKAGE)
            .filter(|found| found.applications.iter().flatten().nth(1).is_some())
            .ok_or(Unadjusted::TooFew)?;
        if !found.offered() {
            return Err(Unadjusted::Apart { groups: found.components });
        }
        let effects: Vec<i32> = found
            .experts
            .iter()
            .map(|expert| expert.map_or(0, |e| (e.effect * 10.0).round() as i32))
            .collect();
        let mut board = Self { trim: Trim::Never, ..self.clone() };
        for score in board.rows.iter_mut().flat_map(|row| &mut row.scores) {
            score.total -= numbers.get(&score.expert).map_or(0, |&n| effects[n]);
        }
        let names: HashMap<&ExpertId, &String> =
            self.experts.iter().map(|e| (&e.0, &e.1)).collect();
        let mut experts: Vec<ExpertEffect> = numbers
            .iter()
            .map(|(&expert, &number)| ExpertEffect {
                expert: expert.clone(),
                name: names.get(expert).map_or_else(|| expert.to_string(), |&name| name.clone()),
                effect: effects[number],
                n: found.experts[number].map_or(0, |e| e.n),
            })
            .collect();
        experts.sort_unstable_by(|a, b| {
            let key = |e: &ExpertEffect| Reverse(e.effect.abs());
            key(a).cmp(&key(b)).then_with(|| a.expert.cmp(&b.expert))
        });
        Ok(AdjustedBoard { board, experts })
    }

    /// Makes ready to reckon how sure the shortlist is, by the board's own scores, terms and least mean; `None` while
    /// there is too little to go by. Scores that the viewer may not see yet count as missing: what is
    /// reckoned must not tell them.
    pub fn stability(&self, seed: u64) -> Option<Stability> {
        let totals: Vec<Vec<i32>> =
            self.rows.iter().map(|row| row.scores.iter().map(|s| s.total).collect()).collect();
        let rows: Vec<Row<'_>> = self
            .rows
            .iter()
            .zip(&totals)
            .map(|(row, totals)| Row {
                id: row.dossier.as_str(),
                panel: &row.panel,
                due: row.due,
                totals,
            })
            .collect();
        Stability::new(&rows, self.terms(), self.minimum, seed)
    }
}
