//! Other weights of the sub-items, tried out (第八条: the articles set none, a season does). Points stay
//! as they were given; what changes is how much of the total each sub-item makes up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::board::Board;
use super::rubric::{FULL_MARKS, Rubric};
use super::sheet::{SheetForm, SheetLimits, check};
use crate::ids::{DossierId, ExpertId};

/// Points of one sealed sheet in tenths, one a sub-item in the order of the rubric.
pub type Points = Vec<u16>;

/// The points behind the totals of a board, as far as its viewer may see these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardPoints {
    /// The rubric they were given by.
    pub rubric: Rubric,
    /// Points of each expert, by application.
    pub rows: BTreeMap<DossierId, Vec<(ExpertId, Points)>>,
}

/// Weights of the sub-items in points, in the order of the rubric; at least one is more than 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights(Vec<u16>);

impl Weights {
    /// Those of a rubric: a sub-item weighs what it can bring.
    pub fn of(rubric: &Rubric) -> Self {
        Self(rubric.items().map(|item| item.max).collect())
    }

    /// Weights as chosen; `None` where nothing weighs anything.
    pub fn chosen(weights: Vec<u16>) -> Option<Self> {
        weights.iter().any(|w| *w > 0).then_some(Self(weights))
    }

    /// The weights, in points.
    pub fn points(&self) -> &[u16] {
        &self.0
    }

    /// What they add up to. Need not be [`FULL_MARKS`]: totals are brought to it.
    pub fn sum(&self) -> u32 {
        self.0.iter().map(|w| u32::from(*w)).sum()
    }

    /// What a sub-item makes up of the total, in tenths of a percent, rounded: what is shown of a dozen adds up to a
    /// hundred but for what rounding takes.
    pub fn share(&self, at: usize) -> u32 {
        let (weight, sum) = (self.0.get(at).copied().unwrap_or_default(), self.sum().max(1));
        (u32::from(weight) * 1_000 + sum / 2) / sum
    }

    /// What each tenth of a sub-item's points counts, in tenths of the total.
    fn factors(&self, rubric: &Rubric) -> Vec<f64> {
        let scale = f64::from(FULL_MARKS) / f64::from(self.sum().max(1));
        let factor = |(max, w): (u16, &u16)| f64::from(*w) * scale / f64::from(max.max(1));
        rubric.items().map(|item| item.max).zip(&self.0).map(factor).collect()
    }
}

/// A total in tenths: the points by their factors, rounded half away from zero.
fn total(points: &[u16], factors: &[f64]) -> i32 {
    let sum: f64 = points.iter().zip(factors).map(|(p, f)| f64::from(*p) * f).sum();
    #[allow(clippy::cast_possible_truncation, reason = "at most a thousand tenths")]
    let rounded = sum.round() as i32;
    rounded
}

/// The points of a sealed sheet; `None` where the sheet does not fit the rubric.
pub fn points(form: &SheetForm, rubric: &Rubric, limits: &SheetLimits) -> Option<Points> {
    let found = check(form, rubric, limits).scores;
    let of = |code: &String| u16::try_from(found.get(code)?.0).ok();
    rubric.items().map(|item| of(&item.code)).collect()
}

/// A board under other weights, made once for the same data and weighed at every step of a slider.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The board; its totals are those of the weights it was weighed with last.
    pub board: Board,
    /// The points behind each score, in the order of the board's rows and scores.
    points: Vec<Vec<Option<Points>>>,
}

impl Weighed {
    /// A board with the points behind its scores. A score whose points are not known, because it has
    /// just arrived, keeps its total.
    pub fn new(raw: &Board, all: &BoardPoints) -> Self {
        let of = |dossier: &DossierId, expert: &ExpertId| {
            let row = all.rows.get(dossier)?;
            row.iter().find(|(e, _)| e == expert).map(|(_, points)| points.clone())
        };
        let row = |r: &super::board::BoardRow| {
            r.scores.iter().map(|s| of(&r.dossier, &s.expert)).collect()
        };
        Self { points: raw.rows.iter().map(row).collect(), board: raw.clone() }
    }

    /// Whether the points of every score are known.
    pub fn complete(&self) -> bool {
        self.points.iter().flatten().all(Option::is_some)
    }

    /// Weighs all totals. Weights of the rubric itself give the totals that were sealed.
    pub fn weigh(&mut self, rubric: &Rubric, weights: &Weights) {
        let factors = weights.factors(rubric);
        for (row, points) in self.board.rows.iter_mut().zip(&self.points) {
            for (score, points) in row.scores.iter_mut().zip(points) {
                if let Some(points) = points {
                    score.total = total(points, &factors);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::board::{BoardRow, BoardScore};
    use crate::review::statistics::Trim;

    fn board(all: &[Vec<Points>]) -> (Board, BoardPoints) {
        let rubric = Rubric::written_default();
        let mut rows = BTreeMap::new();
        let lines = all.iter().enumerate().map(|(i, sheets)| {
            let expert = |n: usize| ExpertId::from(format!("e{n}"));
            let scores = sheets.iter().enumerate().map(|(n, p)| BoardScore {
                expert: expert(n),
                total: p.iter().map(|p| i32::from(*p)).sum(),
                amended: 0,
                informed: false,
            });
            let scores: Vec<BoardScore> = scores.collect();
            let dossier = DossierId::from(format!("d{i}"));
            let points = sheets.iter().enumerate().map(|(n, p)| (expert(n), p.clone()));
            rows.insert(dossier.clone(), points.collect());
            BoardRow {
                dossier,
                code: format!("C{i}"),
                title: String::new(),
                organisation: String::new(),
                unit: String::new(),
                panel: "p".into(),
                due: 5,
                masked: 0,
                scores,
                changed_at: 1,
            }
        });
        let board = Board {
            rows: lines.collect(),
            experts: Vec::new(),
            places: 2,
            minimum: 0,
            threshold: 150,
            trim: Trim::Never,
            as_of: 1,
        };
        (board, BoardPoints { rubric, rows })
    }

    /// Points by the written rubric of 10, 20, 20, 15, 15, 10, 10.
    fn sheet() -> impl Strategy<Value = Points> {
        let max = [10_u16, 20, 20, 15, 15, 10, 10];
        max.map(|m| 0..=m * 10).to_vec()
    }

    #[test]
    fn art_8_a_sub_item_that_weighs_alone_is_the_whole_total() {
        let (raw, points) = board(&[vec![vec![50, 0, 0, 0, 0, 0, 100]]]);
        let mut weighed = Weighed::new(&raw, &points);
        let only = |i: usize| {
            let mut w = vec![0; 7];
            w[i] = 3;
            Weights::chosen(w).unwrap()
        };
        for (i, expected) in [(0, 500), (1, 0), (6, 1000)] {
            weighed.weigh(&points.rubric, &only(i));
            assert_eq!(weighed.board.rows[0].scores[0].total, expected);
        }
        assert_eq!(Weights::chosen(vec![0; 7]), None);
    }

    #[test]
    fn a_score_whose_points_are_not_known_keeps_its_total() {
        let (raw, mut points) = board(&[vec![vec![10; 7], vec![20; 7]]]);
        points.rows.get_mut(&DossierId::from("d0")).unwrap().pop();
        let mut weighed = Weighed::new(&raw, &points);
        assert!(!weighed.complete());
        weighed.weigh(&points.rubric, &Weights::chosen(vec![1, 0, 0, 0, 0, 0, 0]).unwrap());
        let totals: Vec<i32> = weighed.board.rows[0].scores.iter().map(|s| s.total).collect();
        assert_eq!(totals, [100, 140]);
    }

    #[test]
    fn points_are_those_that_were_sealed() {
        let rubric = Rubric::written_default();
        let limits = SheetLimits::default();
        let codes: Vec<String> = rubric.items().map(|i| i.code.clone()).collect();
        let mut form = SheetForm::default();
        for code in &codes {
            form.scores.insert(code.clone(), "８.5".into());
        }
        assert_eq!(points(&form, &rubric, &limits), Some(vec![85; 7]));
        form.scores.insert(codes[3].clone(), "x".into());
        assert_eq!(points(&form, &rubric, &limits), None);
    }

    #[test]
    fn art_8_shares_add_up_whatever_one_more_point_does() {
        // A dozen sub-items of 100 points, one of them a point heavier.
        let weights = Weights::chosen([vec![9; 5], vec![8; 7]].concat()).unwrap();
        assert_eq!((weights.sum(), weights.share(0), weights.share(11)), (101, 89, 79));
        let all: u32 = (0..12).map(|at| weights.share(at)).sum();
        assert!(all.abs_diff(1_000) <= 6, "{all}");
        assert_eq!(Weights::chosen(vec![8, 92]).unwrap().share(0), 80);
        assert_eq!(weights.share(12), 0);
    }

    proptest! {
        #[test]
        fn art_8_the_weights_of_the_rubric_give_the_sealed_totals(
            all in prop::collection::vec(prop::collection::vec(sheet(), 0..6), 0..12),
            times in 1_u16..5,
        ) {
            let (raw, points) = board(&all);
            let mut weighed = Weighed::new(&raw, &points);
            weighed.weigh(&points.rubric, &Weights::chosen(vec![7, 1, 9, 0, 3, 2, 60]).unwrap());
            // The same weights, however large they are written, are the same weights.
            let own = Weights::of(&points.rubric).points().iter().map(|w| w * times).collect();
            weighed.weigh(&points.rubric, &Weights::chosen(own).unwrap());
            prop_assert_eq!(&weighed.board, &raw);
        }

        #[test]
        fn art_8_a_weighed_total_stays_between_nothing_and_a_hundred(
            sheet in sheet(),
            weights in prop::collection::vec(0_u16..100, 7),
        ) {
            let Some(weights) = Weights::chosen(weights) else { return Ok(()) };
            let (raw, points) = board(&[vec![sheet]]);
            let mut weighed = Weighed::new(&raw, &points);
            weighed.weigh(&points.rubric, &weights);
            prop_assert!((0..=1000).contains(&weighed.board.rows[0].scores[0].total));
        }
    }
}
