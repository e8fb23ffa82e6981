//! The figures beside the decisions (第十九条, 第二十条): written review and defence, and both together by the
//! season's weight of the defence. Tenths of a point and whole numbers throughout, each rounded once, halves
//! up, so that anybody can reckon them again from what the page shows.

use crate::review::statistics::Trim;

/// The official figure of one review: the mean of its totals (tenths), without one highest and one
/// lowest where the season trims; `None` of none.
pub fn official(totals: &[i32], trim: Trim) -> Option<i32> {
    let mut sorted = totals.to_vec();
    sorted.sort_unstable();
    let kept = match sorted.as_slice() {
        [_, middle @ .., _] if trim.applies(sorted.len()) => middle,
        all => all,
    };
    let n = i64::try_from(kept.len()).ok().filter(|n| *n > 0)?;
    let sum: i64 = kept.iter().map(|t| i64::from(*t)).sum();
    i32::try_from((2 * sum + n).div_euclid(2 * n)).ok()
}

/// Both together: the defence weighs `percent`, the written review the rest; `None` while one is missing.
pub fn combined(written: Option<i32>, defence: Option<i32>, percent: u32) -> Option<i32> {
    let p = i64::from(percent.min(100));
    let sum = i64::from(written?) * (100 - p) + i64::from(defence?) * p;
    i32::try_from((sum + 50).div_euclid(100)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::statistics::Statistics;

    #[test]
    fn art_20_written_review_and_defence_weigh_as_the_season_says() {
        for (percent, together) in [(0, 800), (50, 851), (60, 861), (100, 901)] {
            assert_eq!(combined(Some(800), Some(901), percent), Some(together), "{percent}");
        }
        assert_eq!(combined(None, Some(901), 50), None);
        assert_eq!(combined(Some(800), None, 100), None);
        let trim = Trim::OneEachEnd { from: 5 };
        assert_eq!(official(&[700, 900, 800, 100, 1000], trim), Some(800));
        assert_eq!(official(&[801, 802], trim), Some(802));
        assert_eq!(official(&[], trim), None);
    }

    proptest! {
        #[test]
        fn art_19_the_figure_is_that_of_the_board_and_both_together_lie_between(
            a in prop::collection::vec(0..=1000i32, 1..9),
            b in prop::collection::vec(0..=1000i32, 1..9),
            percent in 0..=100u32,
        ) {
            let trim = Trim::OneEachEnd { from: 5 };
            let (x, y) = (official(&a, trim).unwrap(), official(&b, trim).unwrap());
            let points = Statistics::of(&a, trim).trimmed.unwrap();
            prop_assert!((points * 10.0 - f64::from(x)).abs() <= 0.5 + 1e-9);
            let both = combined(Some(x), Some(y), percent).unwrap();
            prop_assert!(x.min(y) <= both && both <= x.max(y));
        }
    }
}
