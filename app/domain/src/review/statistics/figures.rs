//! Figures of other software, whose hand was in none of ours: Python 3 with numpy 2.4.6 and scipy 1.17.1.
//!
//! ```text
//! pip install numpy==2.4.6 scipy==1.17.1
//!
//! import numpy as np
//! from scipy.stats import trim_mean, rankdata
//! for totals in rows:
//!     x = np.array(totals) / 10
//!     n = len(x)
//!     trimmed = trim_mean(x, 1.5 / n) if n >= 5 else x.mean()  # one off each end, cut down to a whole number
//!     print(totals, x.mean(), trimmed, np.median(x), x.std(ddof=1) if n > 1 else None)
//! rankdata(-np.round(all_trimmed, 9), method="min")
//! ```

use super::{Statistics, Trim, competition_ranks};

/// Totals in tenths; mean, trimmed mean, median and sample deviation in points; rank by trimmed mean.
type Line = (&'static [i32], f64, f64, f64, Option<f64>, u32);

const LINES: [Line; 12] = [
    (&[812, 745, 790], 78.233333333, 78.233333333, 79.0, Some(3.415162270), 4),
    (&[700, 655], 67.75, 67.75, 67.75, Some(3.181980515), 8),
    (&[880, 931, 604, 777, 702], 77.88, 78.633333333, 77.7, Some(13.215786015), 3),
    (&[731, 815, 812, 745, 790, 700], 76.55, 76.95, 76.75, Some(4.714551941), 6),
    (&[655, 880, 931, 604, 777, 702, 731], 75.428571429, 74.9, 73.1, Some(11.780451928), 7),
    (&[815, 815, 815, 815, 815], 81.5, 81.5, 81.5, Some(0.0), 2),
    (&[0, 1000, 500, 333, 667], 50.0, 50.0, 50.0, Some(37.275259892), 11),
    (&[598, 601, 600, 599, 602, 600, 597, 603], 60.0, 60.0, 60.0, Some(0.2), 10),
    (
        &[911, 873, 902, 888, 895, 869, 931, 904, 877, 890, 899],
        89.445454545,
        89.322222222,
        89.5,
        Some(1.803531888),
        1,
    ),
    (&[790, 745, 812], 78.233333333, 78.233333333, 79.0, Some(3.415162270), 4),
    (&[7, 13, 1, 999, 998], 40.36, 33.933333333, 1.3, Some(54.308360314), 12),
    (&[640], 64.0, 64.0, 64.0, None, 9),
];

fn near(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-8,
        (None, None) => true,
        _ => false,
    }
}

#[test]
fn art_19_figures_and_ranks_are_those_of_other_software() {
    let mut by = Vec::new();
    for (totals, mean, trimmed, median, deviation, _) in LINES {
        let found = Statistics::of(totals, Trim::OneEachEnd { from: 5 });
        for (what, found, expected) in [
            ("mean", found.mean, Some(mean)),
            ("trimmed", found.trimmed, Some(trimmed)),
            ("median", found.median, Some(median)),
            ("deviation", found.deviation, deviation),
        ] {
            assert!(near(found, expected), "{what} of {totals:?}: {found:?}, not {expected:?}");
        }
        by.push(found.trimmed);
    }
    let expected: Vec<Option<u32>> = LINES.iter().map(|line| Some(line.5)).collect();
    assert_eq!(competition_ranks(&by), expected);
}
