//! One application in a resample, in whole numbers.

use std::ops::Range;

use super::Row;
use crate::committee::draw::SplitMix64;
use crate::review::board::Terms;
use crate::review::statistics::missing;

/// The parts of a tenth that figures are reckoned in. Divisible by 1 to 10, so that means of up to ten
/// scores are whole and equal ones tie.
pub(super) const PARTS: i64 = 2_520;

/// What is needed of an application in every resample.
#[derive(Clone, Debug)]
pub(super) struct Resampled {
    /// Which of the rows given.
    pub(super) index: usize,
    /// Its figure, in parts of a tenth; `None` unread.
    pub(super) centre: Option<i64>,
    pub(super) sealed: u32,
    /// Sealed and missing.
    pub(super) all: u32,
    /// Whether the ends are dropped from `all` scores.
    trimmed: bool,
    /// Where its deviations are.
    pub(super) pool: Range<usize>,
    pub(super) chance: SplitMix64,
    /// Number of resamples within the places.
    pub(super) made: u32,
}

/// Adds the deviations of scores from their mean, enlarged by √(n / (n − 1)).
pub(super) fn deviate(totals: &[i32], deviations: &mut Vec<i64>) {
    if totals.len() < 2 {
        return;
    }
    let n = totals.len() as i64;
    let sum: i64 = totals.iter().map(|&t| i64::from(t)).sum();
    let scale = PARTS as f64 / ((n * (n - 1)) as f64).sqrt();
    let enlarged = |&t: &i32| ((n * i64::from(t) - sum) as f64 * scale).round() as i64;
    deviations.extend(totals.iter().map(enlarged));
}

/// Scores added up one by one, for their mean with or without the ends.
struct Sum {
    all: i64,
    least: i64,
    greatest: i64,
}

impl Sum {
    const EMPTY: Self = Self { all: 0, least: i64::MAX, greatest: i64::MIN };

    fn add(&mut self, score: i64) {
        self.all += score;
        self.least = self.least.min(score);
        self.greatest = self.greatest.max(score);
    }

    /// The mean of the `n` scores added; without one highest and one lowest where trimmed.
    fn mean(&self, n: u32, trimmed: bool) -> i64 {
        let n = i64::from(n);
        if trimmed { (self.all - self.least - self.greatest) / (n - 2) } else { self.all / n }
    }
}

impl Resampled {
    /// Makes ready one of the rows; an empty pool where the panel has none of its own.
    pub(super) fn new(
        index: usize,
        row: &Row<'_>,
        terms: Terms,
        seed: u64,
        pool: &Option<Range<usize>>,
    ) -> Self {
        let mut sum = Sum::EMPTY;
        row.totals.iter().for_each(|&total| sum.add(i64::from(total) * PARTS));
        let n = row.totals.len();
        let all = n + missing(usize::from(row.due), n);
        let sealed = u32::try_from(n).unwrap_or(u32::MAX);
        // FNV-1a of the id, stirred with the seed: every application has random numbers of its own, so
        // that news of one does not shuffle the others.
        let hash = row.id.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self {
            index,
            centre: (n > 0).then(|| sum.mean(sealed, terms.trim.applies(n))),
            sealed,
            all: u32::try_from(all).unwrap_or(u32::MAX),
            trimmed: terms.trim.applies(all),
            pool: pool.clone().unwrap_or_default(),
            chance: SplitMix64::new(SplitMix64::new(hash ^ seed).next_u64()),
            made: 0,
        }
    }

    /// A number below `m`, which is far below 2³²: the little that favours some does not matter here.
    fn below(&mut self, m: usize) -> usize {
        (((self.chance.next_u64() >> 32) * m as u64) >> 32) as usize
    }

    /// The figure of one resample, in parts of a tenth.
    pub(super) fn draw(&mut self, deviations: &[i64], centres: &[i64]) -> i64 {
        let pool = &deviations[self.pool.clone()];
        let centre = match self.centre {
            Some(centre) => centre,
            None => centres[self.below(centres.len())],
        };
        let mut sum = Sum::EMPTY;
        for _ in 0..self.sealed {
            sum.add(pool[self.below(pool.len())]);
        }
        if self.sealed < self.all {
            let about = if self.sealed > 0 { sum.mean(self.sealed, false) } else { 0 };
            for _ in self.sealed..self.all {
                sum.add(about + pool[self.below(pool.len())]);
            }
        }
        centre + sum.mean(self.all, self.trimmed)
    }

    /// The share of the variance that the next review takes away.
    pub(super) fn share_of_next(&self) -> f64 {
        let all = f64::from(self.all);
        let variance = |n: f64| 1.0 / n + (all - n) / (all * all);
        let n = f64::from(self.sealed);
        if n > 0.0 { 1.0 - variance(n + 1.0) / variance(n) } else { 1.0 }
    }
}
