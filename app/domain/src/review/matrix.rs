//! The sealed sheets of one application side by side (第十九条, 第二十条): where its experts differ, sub-item by sub-item.

use serde::{Deserialize, Serialize};

use super::rubric::{FULL_MARKS, Rubric};
use super::sheet::{SheetForm, SheetLimits};
use super::weights::{Points, points};

/// What a cell is in a line in which the experts differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing to look at.
    #[default]
    None,
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
}

/// One sub-item, with what each expert gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Code of the sub-item.
    pub code: String,
    /// Tenths of a point, one for each sheet; `None` where a sheet does not fit the rubric.
    pub cells: Vec<(Option<u16>, Mark)>,
    /// Greatest minus least, tenths of a point.
    pub spread: u16,
    /// The experts differ by more than the season bears.
    pub differs: bool,
}

/// The lines of some sheets, in the order of the rubric. `threshold` is the season's for totals, tenths of a point:
/// experts differ in a sub-item where they are apart by more than the same share of what it can bring.
pub fn lines(
    rubric: &Rubric,
    limits: &SheetLimits,
    sheets: &[&SheetForm],
    threshold: i32,
) -> Vec<Line> {
    let given: Vec<Option<Points>> =
        sheets.iter().map(|form| points(form, rubric, limits)).collect();
    let of = |(n, item): (usize, &super::rubric::SubItem)| {
        let cell = |points: &Option<Points>| points.as_ref().and_then(|p| p.get(n).copied());
        let cells: Vec<Option<u16>> = given.iter().map(cell).collect();
        let (least, most) = (cells.iter().flatten().min(), cells.iter().flatten().max());
        let (least, most) = (least.copied().unwrap_or(0), most.copied().unwrap_or(0));
        let spread = most - least;
        let full = i64::from(FULL_MARKS);
        let differs = i64::from(spread) * full > i64::from(threshold) * i64::from(item.max);
        let mark = |cell: Option<u16>| match cell {
            Some(points) if differs && points == most => Mark::Highest,
            Some(points) if differs && points == least => Mark::Lowest,
            _ => Mark::None,
        };
        let cells = cells.into_iter().map(|cell| (cell, mark(cell))).collect();
        Line { code: item.code.clone(), cells, spread, differs }
    };
    rubric.items().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sheet(rubric: &Rubric, percent: u16) -> SheetForm {
        let given = |max: u16| format!("{:.1}", f64::from(max) * f64::from(percent) / 100.0);
        let scores = rubric.items().map(|i| (i.code.clone(), given(i.max))).collect();
        SheetForm { scores, ..SheetForm::default() }
    }

    #[test]
    fn art_19_where_experts_differ_is_marked_at_the_sub_item() {
        let rubric = Rubric::written_default();
        let limits = SheetLimits::default();
        let (low, mut high) = (sheet(&rubric, 70), sheet(&rubric, 80));
        // A tenth apart everywhere: less than 15 of 100.
        let all = lines(&rubric, &limits, &[&low, &high], 150);
        assert!(all.iter().all(|l| !l.differs && l.cells.iter().all(|c| c.1 == Mark::None)));
        let first = rubric.items().next().unwrap();
        high.scores.insert(first.code.clone(), first.max.to_string());
        let all = lines(&rubric, &limits, &[&low, &high], 150);
        assert!(all[0].differs && !all[1].differs);
        assert_eq!(all[0].spread, first.max * 3);
        assert_eq!((all[0].cells[0].1, all[0].cells[1].1), (Mark::Lowest, Mark::Highest));
        // One sheet differs from nobody; one that does not fit the rubric has no figures.
        assert!(lines(&rubric, &limits, &[&high], 0).iter().all(|l| !l.differs));
        let all = lines(&rubric, &limits, &[&SheetForm::default(), &low], 0);
        assert!(all.iter().all(|l| l.cells[0].0.is_none() && l.cells[1].0.is_some() && !l.differs));
    }

    proptest! {
        #[test]
        fn art_19_the_order_of_the_experts_does_not_matter(
            percents in proptest::collection::vec(0u16..=100, 1..7),
            threshold in 0i32..400,
        ) {
            let rubric = Rubric::written_default();
            let sheets: Vec<SheetForm> = percents.iter().map(|p| sheet(&rubric, *p)).collect();
            let all: Vec<&SheetForm> = sheets.iter().collect();
            let back: Vec<&SheetForm> = sheets.iter().rev().collect();
            let limits = SheetLimits::default();
            let (there, back) =
                (lines(&rubric, &limits, &all, threshold), lines(&rubric, &limits, &back, threshold));
            prop_assert_eq!((there.len(), back.len()), (rubric.items().count(), rubric.items().count()));
            for (mut a, b) in there.into_iter().zip(back) {
                prop_assert_eq!(a.cells.len(), all.len());
                prop_assert_eq!(a.differs, a.cells.iter().any(|c| c.1 != Mark::None));
                a.cells.reverse();
                prop_assert_eq!(a, b);
            }
        }
    }
}
