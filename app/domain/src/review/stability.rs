//! How sure is this shortlist: the chance of each application to belong within the places, and the
//! ranks it may truly have (第十九条, 第二十条). "Truly" is by the mean of very many experts like those who
//! read it; five are a small sample of them.
//!
//! At NeurIPS 2021 two committees that read the same papers disagreed on every fourth, and half of the
//! accepted ones would have been others. A rank without its interval says more than it knows (Goldstein
//! and Spiegelhalter, "League tables and their limitations", 1996).
//!
//! What is done is a residual bootstrap: each resample gives every application new scores, its present
//! figure plus deviations drawn at random from those seen, and ranks anew.
//!
//! - Drawing an application's own five scores with replacement would not do. Its variance falls short
//!   by the factor (n − 1) / n, a fifth (Hesterberg, "What teachers should know about the bootstrap",
//!   2015), rests on five numbers, and makes three experts who happen to agree look infallible. So the
//!   deviations of all applications of a panel are drawn from (of the season, while the panel has few),
//!   each made larger by √(n / (n − 1)), because a mean lies nearer to its own scores than the truth
//!   does (Davison and Hinkley, "Bootstrap methods and their application", 1997: modified residuals).
//! - A missing score is drawn about the mean of the application's *resampled* scores, not of the sealed
//!   ones (Rubin and Schenker, approximate Bayesian bootstrap, 1986): what is not known about the
//!   application is not known of its missing scores either. So with n of m scores the variance is that of
//!   one score times 1/n + (m − n)/m²: wider than with all m, and wider than if the n were all.
//! - An application nobody has read yet is taken to be as any other: about the figure of one drawn at
//!   random.
//!
//! How far to believe it: in a simulated season (see the tests) the chances come true within a few
//! percentage points, a little high above one half and a little low below it, and the intervals of 90 %
//! hold the true rank in 87 %, since the best of many owe part of their figure to luck (Hall and Miller,
//! "Using the bootstrap to quantify the authority of an empirical ranking", 2009, on near ties). A second
//! committee would agree with the list less than these chances say: it errs as well. And severity counts
//! as chance here, also where the same experts read a whole panel and move all its applications alike. For
//! the list of [`adjusted`](super::adjusted) scores hand in totals less their expert's effect, untrimmed.
//!
//! All sums are whole numbers and chance comes from a seed and the application's own id, so the same
//! rows give the same figures in any order, in any steps, in the browser and on the server.

mod resampled;

use super::board::Terms;
use resampled::{PARTS, Resampled, deviate};

/// Resamples after which little is left of the lot itself: a chance is told to ±3 percentage points at
/// worst.
pub const RESAMPLES: u32 = 1_000;

/// Degrees of freedom (scores less applications) from which a panel's deviations speak for it alone.
const PANEL: usize = 30;

/// Degrees of freedom below which even the whole season says nothing of chance.
const SEASON: usize = 10;

/// Rank counters kept for an application: with more applications, neighbouring ranks share one, so
/// that memory grows with their number and not with its square.
const COUNTERS: usize = 1_024;

/// One application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// What it is known by; differs from row to row. Its draws depend on it.
    pub id: &'a str,
    /// The panel that reads it, by name.
    pub panel: &'a str,
    /// Reviews due.
    pub due: u16,
    /// Sealed totals, in tenths of a point, in any order.
    pub totals: &'a [i32],
}

/// What is known of an application's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sureness {
    /// Share of the resamples in which it was within the places and reached the least mean. Ties are broken by lot,
    /// so all chances add up to the number of places (or of rows, if those are fewer); to less where the least mean
    /// keeps some out.
    pub chance: f64,
    /// The better end of the rank interval: at most 5 % of the resamples had it better.
    pub best: u32,
    /// The worse end: at most 5 % had it worse.
    pub worst: u32,
}

/// How much one more review of an application would tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    /// Which of the rows.
    pub row: usize,
    /// From 0 (nothing) to 1, see [`Stability::most_telling`].
    pub weight: f64,
}

/// The resampling under way. Memory: 4 bytes for each application and each possible rank.
#[derive(Clone, Debug)]
pub struct Stability {
    /// The applications taken part, by panel and id.
    rows: Vec<Resampled>,
    /// How many rows were given.
    given: usize,
    places: usize,
    /// The least figure on the list, in parts of a tenth; the least number there is where none is asked for.
    least: i64,
    /// Deviations in parts of a tenth: of each panel, then of the season. Each lot in the order of size,
    /// so that the same random number picks much the same deviation when one more comes in.
    deviations: Vec<i64>,
    /// The figures of the applications that have one, in parts of a tenth.
    centres: Vec<i64>,
    /// One resample: the figure less than nought so that the best comes first, the lot, the row.
    drawn: Vec<(i64, u32, u32)>,
    /// How often a row had a rank, row by row.
    counts: Vec<u32>,
    /// Ranks that share a counter.
    width: usize,
    done: u32,
}

impl Stability {
    /// Prepares the resampling of `rows` under a season's terms: how many places, and how means are
    /// trimmed; and the least mean of whoever is on the list, in tenths, 0 for none (第二十条). The same seed gives the
    /// same figures.
    ///
    /// `None` while there is too little to go by: fewer than ten scores beyond the first of each
    /// application, in the whole season. A row with nothing sealed and nothing due takes no part.
    pub fn new(rows: &[Row<'_>], terms: Terms, minimum: i32, seed: u64) -> Option<Self> {
        let takes_part = |row: &Row<'_>| !row.totals.is_empty() || row.due > 0;
        let mut order: Vec<usize> = (0..rows.len()).filter(|&i| takes_part(&rows[i])).collect();
        order.sort_by_key(|&i| (rows[i].panel, rows[i].id));
        let mut deviations = Vec::new();
        let mut resampled = Vec::with_capacity(order.len());
        let mut freedom = 0;
        for panel in order.chunk_by(|&a, &b| rows[a].panel == rows[b].panel) {
            let from = deviations.len();
            panel.iter().for_each(|&i| deviate(rows[i].totals, &mut deviations));
            deviations[from..].sort_unstable();
            let own: usize = panel.iter().map(|&i| rows[i].totals.len().saturating_sub(1)).sum();
            freedom += own;
            let pool = (own >= PANEL).then_some(from..deviations.len());
            resampled
                .extend(panel.iter().map(|&i| Resampled::new(i, &rows[i], terms, seed, &pool)));
        }
        if freedom < SEASON {
            return None;
        }
        let season = deviations.len()..2 * deviations.len();
        deviations.extend_from_within(..);
        deviations[season.clone()].sort_unstable();
        for row in resampled.iter_mut().filter(|row| row.pool.is_empty()) {
            row.pool = season.clone();
        }
        let width = resampled.len().div_ceil(COUNTERS).max(1);
        Some(Self {
            given: rows.len(),
            places: usize::try_from(terms.places).unwrap_or(usize::MAX),
            least: if minimum == 0 { i64::MIN } else { i64::from(minimum) * PARTS },
            centres: resampled.iter().filter_map(|row| row.centre).collect(),
            drawn: vec![(0, 0, 0); resampled.len()],
            counts: vec![0; resampled.len() * resampled.len().div_ceil(width)],
            rows: resampled,
            deviations,
            width,
            done: 0,
        })
    }

    /// Takes so many more resamples. Steps of any size come to the same, so that a page can take as many
    /// as fit between two pictures. No memory is allocated.
    pub fn step(&mut self, resamples: u32) {
        let counters = self.rows.len().div_ceil(self.width);
        for _ in 0..resamples {
            for ((place, row), drawn) in (0..).zip(&mut self.rows).zip(&mut self.drawn) {
                let figure = row.draw(&self.deviations, &self.centres);
                *drawn = (-figure, row.chance.next_u64() as u32, place);
            }
            self.drawn.sort_unstable();
            for (before, &(less, _, place)) in self.drawn.iter().enumerate() {
                let place = place as usize;
                // What is drawn below the least mean is on no list, and leaves its place to nobody.
                let listed = before < self.places && -less >= self.least;
                self.rows[place].made += u32::from(listed);
                self.counts[place * counters + before / self.width] += 1;
            }
        }
        self.done += resamples;
    }

    /// Resamples taken so far; [`RESAMPLES`] are enough for a page.
    pub fn progress(&self) -> u32 {
        self.done
    }

    /// What is known so far, by row as they were given; `None` for rows that take no part, and for
    /// all before the first resample. With more than 1,024 applications the ends of an interval are
    /// rounded outwards by a few ranks.
    pub fn result(&self) -> Vec<Option<Sureness>> {
        let mut result = vec![None; self.given];
        if self.done == 0 {
            return result;
        }
        let counters = self.rows.len().div_ceil(self.width);
        for (row, counts) in self.rows.iter().zip(self.counts.chunks(counters)) {
            let done = u64::from(self.done);
            let best = counter(counts, |so_far| so_far * 20 > done) * self.width + 1;
            let worst = (counter(counts, |so_far| so_far * 20 >= done * 19) + 1) * self.width;
            result[row.index] = Some(Sureness {
                chance: self.chance(row),
                best: u32::try_from(best).unwrap_or(u32::MAX),
                worst: u32::try_from(worst.min(self.rows.len())).unwrap_or(u32::MAX),
            });
        }
        result
    }

    /// The expected share of the present shortlist that belongs on it: one figure for the whole list.
    /// Those that tie for the last place are all on it, as on the board. `None` before the first resample
    /// and of an empty list.
    pub fn sound(&self) -> Option<f64> {
        let mut centres = self.centres.clone();
        centres.retain(|&centre| centre >= self.least);
        let last = self.places.min(centres.len()).checked_sub(1)?;
        let (_, &mut cut, _) = centres.select_nth_unstable_by(last, |a, b| b.cmp(a));
        let listed = self.rows.iter().filter(|row| row.centre.is_some_and(|c| c >= cut));
        let (n, sum) =
            listed.fold((0_u32, 0_u64), |(n, sum), row| (n + 1, sum + u64::from(row.made)));
        (self.done > 0).then(|| sum as f64 / f64::from(self.done) / f64::from(n))
    }

    /// The applications with reviews missing, those first where the next review would tell most about
    /// the shortlist; empty before the first resample. The weight is
    ///
    /// ```text
    /// 4 p (1 − p) · (1 − v(n + 1) / v(n))   with   v(n) = 1/n + (m − n)/m²
    /// ```
    ///
    /// First, how open its place is: p is its chance, p (1 − p) the variance of being within the places,
    /// 1 at one half. Second, the share of the variance of its figure that one more review takes away,
    /// with n of m reviews sealed; all of it where none is.
    pub fn most_telling(&self) -> Vec<Telling> {
        let open = self.rows.iter().filter(|row| self.done > 0 && row.sealed < row.all);
        let mut list: Vec<Telling> = open
            .map(|row| {
                let chance = self.chance(row);
                let weight = 4.0 * chance * (1.0 - chance) * row.share_of_next();
                Telling { row: row.index, weight }
            })
            .collect();
        // Stable: equal weights stay in the order of panel and id.
        list.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        list
    }

    fn chance(&self, row: &Resampled) -> f64 {
        f64::from(row.made) / f64::from(self.done)
    }
}

/// Where the counts added up so far are enough.
fn counter(counts: &[u32], enough: impl Fn(u64) -> bool) -> usize {
    let mut so_far = 0;
    let reached = |&count: &u32| {
        so_far += u64::from(count);
        enough(so_far)
    };
    counts.iter().position(reached).unwrap_or_default()
}

#[cfg(test)]
mod tests;
