//! Figures reckoned from sealed totals (第十九条, 第二十条).
//!
//! Totals come in tenths of a point, figures leave in points. All sums are whole numbers, so no
//! figure depends on the order in which reviews arrived. Equal means are equal bit for bit even when
//! the numbers of reviews differ: both are the one nearest value of the same fraction.
//!
//! An application without a review has no figure (`None`), no rank, and comes last.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::{Add, Mul, RangeInclusive};

use serde::{Deserialize, Serialize};

/// When the ends are dropped before the mean is taken. A season's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trim {
    /// Never: the plain mean.
    Never,
    /// One highest and one lowest are dropped from this number of reviews on (3 at least, since
    /// something must be left).
    OneEachEnd {
        /// Least number of reviews.
        from: u32,
    },
}

impl Default for Trim {
    fn default() -> Self {
        Self::OneEachEnd { from: 5 }
    }
}

impl Trim {
    /// From how many reviews on a season may have the ends dropped (Art. 19).
    pub const FROM: RangeInclusive<u32> = 3..=15;

    /// Whether the ends are dropped from `n` reviews.
    pub fn applies(self, n: usize) -> bool {
        match self {
            Self::Never => false,
            Self::OneEachEnd { from } => n >= 3 && n as u64 >= u64::from(from),
        }
    }
}

/// The figures of one application, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// Number of sealed reviews.
    pub n: usize,
    /// Mean.
    pub mean: Option<f64>,
    /// Mean after trimming; what the ranking goes by. The plain mean where [`Trim`] does not apply.
    pub trimmed: Option<f64>,
    /// Median; between the middle two when there is an even number.
    pub median: Option<f64>,
    /// Greatest minus least.
    pub spread: Option<f64>,
    /// Sample standard deviation (n − 1); from two reviews on.
    pub deviation: Option<f64>,
}

impl Statistics {
    /// The figures of these totals (tenths), in any order.
    pub fn of(totals: &[i32], trim: Trim) -> Self {
        let mut sorted = totals.to_vec();
        Self::sorting(&mut sorted, trim)
    }

    /// The same; sorts the totals where they are, for callers with a buffer to spare.
    pub fn sorting(totals: &mut [i32], trim: Trim) -> Self {
        totals.sort_unstable();
        let totals: &[i32] = totals;
        let kept = match totals {
            [_, middle @ .., _] if trim.applies(totals.len()) => middle,
            all => all,
        };
        Self {
            n: totals.len(),
            mean: mean(totals),
            trimmed: mean(kept),
            median: median_of_sorted(totals),
            spread: spread(totals),
            deviation: deviation(totals),
        }
    }
}

/// `numerator / denominator` tenths as points, rounded once.
fn points(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / (denominator * 10) as f64
}

/// The mean of totals in tenths, in points; `None` of none.
pub fn mean(totals: &[i32]) -> Option<f64> {
    let n = i64::try_from(totals.len()).ok().filter(|&n| n > 0)?;
    Some(points(totals.iter().map(|&t| i64::from(t)).sum(), n))
}

/// A mean that ranks, as it is shown: with two decimals. Of fewer than twenty reviews nothing that misses a whole number
/// of points by a tenth in one score is shown as reaching it (第十九条, 第二十条).
pub fn shown(mean: f64) -> String {
    format!("{mean:.2}")
}

/// The median of totals in tenths, in points.
pub fn median(totals: &[i32]) -> Option<f64> {
    let mut sorted = totals.to_vec();
    sorted.sort_unstable();
    median_of_sorted(&sorted)
}

fn median_of_sorted(sorted: &[i32]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(points(i64::from(lower) + i64::from(upper), 2))
}

/// Greatest minus least total, in points.
pub fn spread(totals: &[i32]) -> Option<f64> {
    let (least, greatest) = (totals.iter().min()?, totals.iter().max()?);
    Some(points(i64::from(*greatest) - i64::from(*least), 1))
}

/// Sample standard deviation, in points; `None` below two reviews.
pub fn deviation(totals: &[i32]) -> Option<f64> {
    let n = i64::try_from(totals.len()).ok().filter(|&n| n > 1)?;
    let most = totals.iter().map(|&t| i64::from(t).abs()).max()?;
    // n Σx² − (Σx)² over n (n − 1): whole numbers up to here, so nothing cancels away.
    let above = if most.saturating_mul(n) <= NARROW {
        let (sum, squares) = sums(totals.iter().map(|&t| i64::from(t)));
        (n * squares - sum * sum) as f64
    } else {
        let (sum, squares) = sums(totals.iter().map(|&t| i128::from(t)));
        (i128::from(n) * squares - sum * sum) as f64
    };
    let variance = above / (n * (n - 1)) as f64;
    Some(variance.sqrt() / 10.0)
}

/// Greatest total times number of totals of which the squares fit into 64 bits. Scores are far below it; 128 bits are
/// reckoned with piece by piece in a browser, for a thousand rows at every step of a slider.
const NARROW: i64 = 3_000_000_000;

/// The sum, and that of the squares.
fn sums<T>(values: impl Iterator<Item = T>) -> (T, T)
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    values.fold(<(T, T)>::default(), |(sum, squares), t| (sum + t, squares + t * t))
}

/// How many of the reviews due have not been sealed; never negative.
pub fn missing(due: usize, sealed: usize) -> usize {
    due.saturating_sub(sealed)
}

/// Whether experts differ so much that the panel must talk it over (合议): a spread **above** the
/// threshold, both in points.
pub fn disagreement(spread: Option<f64>, threshold: f64) -> bool {
    spread.is_some_and(|spread| spread > threshold)
}

/// How an expert scores next to the others who read the same applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Severity {
    /// Mean over their reviews of (own total − mean of the other experts' totals of that
    /// application), in points: negative is severe, positive lenient. `None` without a comparison.
    pub mean: Option<f64>,
    /// Number of reviews that could be compared, i.e. where somebody else had sealed too.
    pub n: usize,
}

/// The severity of every expert who sealed a review. `applications` gives for each application the
/// totals (tenths) by expert; an expert occurs once in an application.
///
/// A first look only: it does not know that one expert's applications may simply be the better ones
/// where panels are not bridged.
pub fn severity<E, A, R>(applications: A) -> HashMap<E, Severity>
where
    E: Eq + Hash,
    A: IntoIterator<Item = R>,
    R: IntoIterator<Item = (E, i32)>,
{
    // With k reviews of sum S, own − mean of the others = (k·own − S) / (k − 1). Numerators with the
    // same k add up exactly; the few quotients are then added in the order of k.
    let mut tallies: HashMap<E, (usize, Vec<(i64, i64)>)> = HashMap::new();
    let mut reviews = Vec::new();
    for application in applications {
        reviews.clear();
        reviews.extend(application);
        let k = i64::try_from(reviews.len()).unwrap_or(i64::MAX);
        let sum: i64 = reviews.iter().map(|(_, total)| i64::from(*total)).sum();
        for (expert, total) in reviews.drain(..) {
            let (n, numerators) = tallies.entry(expert).or_default();
            if k < 2 {
                continue;
            }
            *n += 1;
            let numerator = k * i64::from(total) - sum;
            match numerators.iter_mut().find(|(size, _)| *size == k) {
                Some((_, so_far)) => *so_far += numerator,
                None => numerators.push((k, numerator)),
            }
        }
    }
    tallies.into_iter().map(|(expert, (n, numerators))| (expert, finish(n, numerators))).collect()
}

fn finish(n: usize, mut numerators: Vec<(i64, i64)>) -> Severity {
    numerators.sort_unstable();
    let sum: f64 = numerators.iter().map(|&(k, numerator)| points(numerator, k - 1)).sum();
    Severity { mean: (n > 0).then(|| sum / n as f64), n }
}

/// Ranks by value, greatest first, "1, 2, 2, 4": equal values share the better rank and the next one
/// counts how many stand before it. `None` gets no rank.
pub fn competition_ranks(values: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut order: Vec<(f64, usize)> =
        values.iter().enumerate().filter_map(|(i, v)| Some(((*v)?, i))).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranks = vec![None; values.len()];
    let mut current = (f64::NAN, 0);
    for (before, &(value, index)) in (0_u32..).zip(&order) {
        if value != current.0 {
            current = (value, before + 1);
        }
        ranks[index] = Some(current.1);
    }
    ranks
}

#[cfg(test)]
mod figures;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIVE: Trim = Trim::OneEachEnd { from: 5 };

    fn trimmed_mean(totals: &[i32], trim: Trim) -> Option<f64> {
        Statistics::of(totals, trim).trimmed
    }

    #[test]
    fn art_19_trimmed_mean_drops_one_high_one_low_from_five() {
        assert_eq!(trimmed_mean(&[600, 800, 810, 820, 990], FIVE), Some(81.0));
        assert_eq!(trimmed_mean(&[600, 800, 820, 990], FIVE), Some(80.25));
    }

    #[test]
    fn art_19_what_misses_the_line_by_a_tenth_in_one_score_is_shown_below_it() {
        // Three of five remain, 209.9 points together.
        let mean = trimmed_mean(&[600, 699, 700, 700, 800], FIVE).unwrap();
        assert_eq!(shown(mean), "69.97");
    }

    proptest! {
        /// In 64 bits where they are enough and in 128 where not: the same figure.
        #[test]
        fn art_19_a_deviation_is_exact_however_large_the_numbers(
            totals in proptest::collection::vec(proptest::num::i32::ANY, 2..20), scores in proptest::collection::vec(0..=1_000_i32, 2..20),
        ) {
            for totals in [totals, scores] {
                let n = totals.len() as i128;
                let sum: i128 = totals.iter().map(|&t| i128::from(t)).sum();
                let squares: i128 = totals.iter().map(|&t| i128::from(t) * i128::from(t)).sum();
                let variance = (n * squares - sum * sum) as f64 / (n * (n - 1)) as f64;
                prop_assert_eq!(deviation(&totals), Some(variance.sqrt() / 10.0));
            }
        }

        /// Whatever the least mean, in whole points: what is shown reaches it where the mean does, and only there.
        #[test]
        fn art_19_no_figure_is_shown_as_reaching_what_it_misses(
            totals in proptest::collection::vec(0..=1_000_i32, 1..20), least in 1..=100_i32, trims: bool,
        ) {
            let trim = if trims { FIVE } else { Trim::Never };
            let mut near = vec![least * 10; totals.len()];
            near[0] -= 1;
            for totals in [totals, near] {
                let mean = mean(&totals).into_iter().chain(trimmed_mean(&totals, trim));
                for mean in mean {
                    let told: f64 = shown(mean).parse().unwrap();
                    prop_assert_eq!(told >= f64::from(least), mean >= f64::from(least) - 1e-7, "{}", mean);
                }
            }
        }
    }

    #[test]
    fn art_19_trimming_drops_only_one_of_several_equal_ends() {
        assert_eq!(trimmed_mean(&[900, 900, 900, 600, 600], FIVE), Some(80.0));
    }

    #[test]
    fn art_19_trimming_is_a_setting_and_always_leaves_a_score() {
        assert_eq!(trimmed_mean(&[600, 800, 810, 820, 990], Trim::Never), Some(80.4));
        assert_eq!(trimmed_mean(&[600, 810, 990], Trim::OneEachEnd { from: 0 }), Some(81.0));
        assert_eq!(trimmed_mean(&[600, 990], Trim::OneEachEnd { from: 0 }), Some(79.5));
    }

    #[test]
    fn art_19_no_review_gives_no_figure() {
        assert_eq!(Statistics::of(&[], FIVE), Statistics::default());
        let one = Statistics::of(&[777], FIVE);
        assert_eq!(
            (one.mean, one.median, one.spread, one.deviation),
            (Some(77.7), Some(77.7), Some(0.0), None)
        );
    }

    #[test]
    fn art_19_figures_of_a_worked_example() {
        // By hand: 70, 74, 80, 96 → mean 80, median 77, spread 26, variance (100+36+0+256)/3.
        let figures = Statistics::of(&[800, 700, 960, 740], FIVE);
        assert_eq!(
            (figures.mean, figures.median, figures.spread),
            (Some(80.0), Some(77.0), Some(26.0))
        );
        assert_eq!(figures.deviation, Some((392.0_f64 / 3.0).sqrt()));
    }

    #[test]
    fn art_19_a_spread_above_the_threshold_must_be_discussed() {
        assert!(!disagreement(spread(&[700, 850]), 15.0));
        assert!(disagreement(spread(&[700, 851]), 15.0));
        assert!(!disagreement(None, 15.0));
    }

    #[test]
    fn art_19_missing_reviews_are_those_due_but_not_sealed() {
        assert_eq!((missing(5, 3), missing(5, 5), missing(5, 6)), (2, 0, 0));
    }

    #[test]
    fn art_19_ties_share_a_rank_and_the_next_rank_is_skipped() {
        let values = [Some(80.0), None, Some(90.0), Some(85.0), Some(85.0)];
        assert_eq!(competition_ranks(&values), [Some(4), None, Some(1), Some(2), Some(2)]);
    }

    #[test]
    fn art_19_equal_means_of_different_numbers_of_reviews_tie() {
        let (three, six) = (mean(&[801, 802, 804]), mean(&[801, 801, 802, 802, 804, 804]));
        assert_eq!(competition_ranks(&[three, six]), [Some(1), Some(1)]);
    }

    #[test]
    fn severity_compares_with_the_others_on_the_same_application() {
        let found = severity([
            vec![("a", 700), ("b", 800), ("c", 840)],
            vec![("a", 900), ("b", 940)],
            vec![("d", 600)],
        ]);
        // a: (70 − 82) and (90 − 94); b: (80 − 77) and (94 − 90); c: 84 − 75; d: nobody to compare with.
        assert_eq!(found["a"], Severity { mean: Some(-8.0), n: 2 });
        assert_eq!(found["b"], Severity { mean: Some(3.5), n: 2 });
        assert_eq!(found["c"], Severity { mean: Some(9.0), n: 1 });
        assert_eq!(found["d"], Severity { mean: None, n: 0 });
    }

    /// A fixed shuffle, so that the test needs no chance of its own.
    fn turned<T: Clone>(items: &[T], by: usize) -> Vec<T> {
        let mut items = items.to_vec();
        items.reverse();
        let length = items.len().max(1);
        items.rotate_left(by % length);
        items
    }

    proptest! {
        #[test]
        fn art_19_the_order_of_reviews_changes_no_figure(totals in prop::collection::vec(0..=1000_i32, 0..12), by in 0..12_usize) {
            prop_assert_eq!(Statistics::of(&totals, FIVE), Statistics::of(&turned(&totals, by), FIVE));
        }

        #[test]
        fn art_19_every_centre_lies_between_the_least_and_the_greatest(totals in prop::collection::vec(0..=1000_i32, 1..12)) {
            let figures = Statistics::of(&totals, FIVE);
            let (least, greatest) = (totals.iter().min().copied(), totals.iter().max().copied());
            let range = least.map(|t| points(i64::from(t), 1))..=greatest.map(|t| points(i64::from(t), 1));
            prop_assert!([figures.mean, figures.trimmed, figures.median].iter().all(|f| range.contains(f)));
        }

        #[test]
        fn the_order_of_reviews_and_applications_changes_no_severity(
            totals in prop::collection::vec(prop::collection::vec(0..=1000_i32, 0..7), 0..15),
            by in 0..7_usize,
        ) {
            let reviews: Vec<Vec<(usize, i32)>> = totals.iter().map(|row| row.iter().copied().enumerate().collect()).collect();
            let shuffled: Vec<_> = turned(&reviews, by).iter().map(|row| turned(row, by)).collect();
            prop_assert_eq!(severity(reviews), severity(shuffled));
        }

        #[test]
        fn a_rank_counts_those_strictly_better(values in prop::collection::vec(prop::option::of(0..6_u8), 0..30)) {
            let values: Vec<Option<f64>> = values.into_iter().map(|v| v.map(f64::from)).collect();
            let ranks = competition_ranks(&values);
            prop_assert_eq!(ranks.len(), values.len());
            for (value, rank) in values.iter().zip(ranks) {
                let better = values.iter().flatten().filter(|other| value.is_some_and(|v| **other > v)).count();
                prop_assert_eq!(rank, value.map(|_| better as u32 + 1));
            }
        }
    }
}
