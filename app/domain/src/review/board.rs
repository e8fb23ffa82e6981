//! The live board of lead, chair and vice chair (第十三条, 第十四条, 第十九条): one model, the same code
//! in the browser and on the server.
//!
//! Rows are replaced whole by deltas that may come twice or out of order; where a row or a score is to
//! vanish a new board is needed, and [`digest`] tells that it is. Who may see which row is settled before
//! a row gets here.
//!
//! Field names on the wire are single letters: a thousand rows travel at every resync.

mod adjusting;
pub mod digest;
mod swaps;
mod wire;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::half_width;
use super::statistics::{self, Severity, Statistics, Trim};
use crate::ids::{DossierId, ExpertId};

pub use adjusting::{AdjustedBoard, ExpertEffect, Unadjusted};
pub use swaps::{Move, Place, Swaps};

/// One application on the board.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BoardRow {
    /// Which application.
    #[serde(rename = "d")]
    pub dossier: DossierId,
    /// Its reference number.
    #[serde(rename = "c")]
    pub code: String,
    /// Its title.
    #[serde(rename = "t")]
    pub title: String,
    /// The applicant; blank where the review is blind.
    #[serde(rename = "o")]
    pub organisation: String,
    /// The recommending unit.
    #[serde(rename = "u")]
    pub unit: String,
    /// The panel that reads it.
    #[serde(rename = "p")]
    pub panel: String,
    /// Reviews due.
    #[serde(rename = "n")]
    pub due: u16,
    /// Sealed sheets whose scores the viewer may not see yet, because their own sheet for
    /// this application is not sealed (第十九条: each scores independently).
    #[serde(rename = "x", default, skip_serializing_if = "is_zero")]
    pub masked: u16,
    /// Sealed scores, one per expert.
    #[serde(rename = "s")]
    pub scores: Vec<BoardScore>,
    /// When the row last changed, microseconds since 1970 UTC.
    #[serde(rename = "a")]
    pub changed_at: i64,
}

fn is_zero(n: &u16) -> bool {
    *n == 0
}

/// One sealed score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BoardScore {
    /// Who.
    #[serde(rename = "e")]
    pub expert: ExpertId,
    /// The total, in tenths of a point; of the latest amendment.
    #[serde(rename = "t")]
    pub total: i32,
    /// How often the sheet was amended after it was sealed.
    #[serde(rename = "m", default, skip_serializing_if = "is_zero")]
    pub amended: u16,
    /// The last amendment was made when others' totals lay open, see [`super::amendment::informed`].
    #[serde(rename = "k", default, skip_serializing_if = "std::ops::Not::not")]
    pub informed: bool,
}

/// The board. On the wire ([`wire`]) an expert is a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "wire::Board<'static>")]
pub struct Board {
    /// The applications, in no particular order.
    pub rows: Vec<BoardRow>,
    /// The experts and their names.
    pub experts: Vec<(ExpertId, String)>,
    /// How many places there are: the cut line lies behind them.
    pub places: u32,
    /// Least mean of whoever is within the places, in tenths of a point; 0 for none.
    pub minimum: i32,
    /// The spread above which scores disagree, in tenths of a point.
    pub threshold: i32,
    /// How means are trimmed.
    pub trim: Trim,
    /// How old the picture is: microseconds since 1970 UTC.
    pub as_of: i64,
}

/// What a board is reckoned by: the season's settings, or what somebody tries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How many places there are.
    pub places: u32,
    /// How means are trimmed.
    pub trim: Trim,
}

/// What changed since an earlier picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The changed rows, whole.
    #[serde(rename = "r")]
    pub rows: Vec<BoardRow>,
    /// Up to when, microseconds since 1970 UTC.
    #[serde(rename = "a")]
    pub as_of: i64,
    /// What the whole board comes to after it ([`digest`]): one that comes to something else lacks what no
    /// delta tells, that a score or a row went.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<u64>,
}

/// What to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// By rank.
    #[default]
    Rank,
    /// By title, in the order of Unicode.
    Title,
    /// By plain mean.
    Mean,
    /// By median.
    Median,
    /// By trimmed mean.
    Trimmed,
    /// By spread.
    Spread,
    /// By number of missing reviews.
    Missing,
    /// By reference number.
    Reference,
}

/// Which rows to show. Above and below the cut together are all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those with reviews missing.
    Missing,
    /// Those whose scores disagree.
    Disagreement,
    /// Those within the places.
    AboveCut,
    /// The others, those without a rank included.
    BelowCut,
}

/// How someone looks at the board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// What to sort by.
    pub sort: SortKey,
    /// Greatest first. Rows without the figure come last either way.
    pub descending: bool,
    /// Which rows.
    pub filter: Filter,
    /// Words that must all occur in number, title, applicant or unit, in any width and case.
    pub query: String,
    /// One panel only.
    pub panel: Option<String>,
}

/// A row with its figures and standing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedRow {
    /// Where the row is in [`Board::rows`].
    pub index: usize,
    /// Rank by trimmed mean among **all** rows of the board, whatever the view; `None` without a review.
    pub rank: Option<u32>,
    /// Its figures.
    pub stats: Statistics,
    /// Reviews missing.
    pub missing: usize,
    /// Whether its scores disagree.
    pub disagreement: bool,
    /// Whether it is within the places. Rows that tie for the last place are all above the cut: the
    /// panel's deliberation decides between them, not their order.
    pub above_cut: bool,
}

/// Reviews sealed of those due. A row with more than are due makes up for no other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Sealed.
    pub sealed: u64,
    /// Due.
    pub due: u64,
}

impl Progress {
    fn add(&mut self, row: &BoardRow) {
        let due = u64::from(row.due);
        self.due += due;
        self.sealed += due.min(row.sealed() as u64);
    }
}

/// An expert's severity, with the name to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpertSeverity {
    /// Who.
    pub expert: ExpertId,
    /// Their name; the id where the board does not name them.
    pub name: String,
    /// How they score next to the others.
    pub severity: Severity,
}

impl BoardRow {
    /// Sheets sealed, seen or not.
    pub fn sealed(&self) -> usize {
        self.scores.len() + usize::from(self.masked)
    }

    /// Which of two states of a row stays: the later one; of the same instant the one with more
    /// scores, then the greater. A total order, so that the order of arrival does not matter.
    fn supersedes(&self, other: &Self) -> bool {
        let age = |row: &Self| (row.changed_at, row.scores.len());
        age(self).cmp(&age(other)).then_with(|| self.cmp(other)) == Ordering::Greater
    }

    fn mentions(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let text = [&self.code, &self.title, &self.organisation, &self.unit]
            .map(|field| folded(field))
            .join("\n");
        words.iter().all(|word| text.contains(word))
    }
}

/// One width and one case, for searching.
fn folded(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

impl Board {
    /// Takes in a delta. Taking it in twice, or several in any order, comes to the same: a row never
    /// gives way to an older one, and known rows keep their index.
    pub fn apply(&mut self, delta: Delta) {
        self.as_of = self.as_of.max(delta.as_of);
        let mut at: HashMap<DossierId, usize> =
            self.rows.iter().enumerate().map(|(index, row)| (row.dossier.clone(), index)).collect();
        for row in delta.rows {
            match at.get(&row.dossier) {
                Some(&index) => {
                    if row.supersedes(&self.rows[index]) {
                        self.rows[index] = row;
                    }
                }
                None => {
                    at.insert(row.dossier.clone(), self.rows.len());
                    self.rows.push(row);
                }
            }
        }
    }

    /// The rows a view shows, in its order, with figures and standing. Filters, search and sorting
    /// never change a rank or the cut. Ties fall back on rank, reference number, then id.
    pub fn rank(&self, view: &View) -> Vec<RankedRow> {
        let words: Vec<String> =
            folded(&view.query).split_whitespace().map(str::to_owned).collect();
        let mut shown = self.standings(self.terms());
        shown.retain(|ranked| {
            let row = &self.rows[ranked.index];
            view.panel.as_ref().is_none_or(|panel| *panel == row.panel)
                && match view.filter {
                    Filter::All => true,
                    Filter::Missing => ranked.missing > 0,
                    Filter::Disagreement => ranked.disagreement,
                    Filter::AboveCut => ranked.above_cut,
                    Filter::BelowCut => !ranked.above_cut,
                }
                && row.mentions(&words)
        });
        shown.sort_unstable_by(|a, b| self.compare(view, a, b).then_with(|| self.fall_back(a, b)));
        shown
    }

    /// Whether the figures of a row reach the least mean.
    pub fn enters(&self, stats: &Statistics) -> bool {
        // Means are in points and seldom whole tenths.
        let reaches = |mean: f64| mean * 10.0 >= f64::from(self.minimum) - 1e-6;
        self.minimum == 0 || stats.trimmed.is_some_and(reaches)
    }

    /// What it is reckoned by.
    pub fn terms(&self) -> Terms {
        Terms { places: self.places, trim: self.trim }
    }

    /// Reckons by other terms from now on; answers the former. No score changes.
    pub fn reckon(&mut self, terms: Terms) -> Terms {
        let before = self.terms();
        (self.places, self.trim) = (terms.places, terms.trim);
        before
    }

    /// Every row with figures and standing under some terms, in the order of [`Board::rows`].
    pub fn standings(&self, terms: Terms) -> Vec<RankedRow> {
        let threshold = f64::from(self.threshold) / 10.0;
        let mut totals = Vec::new();
        let figures: Vec<Statistics> = self
            .rows
            .iter()
            .map(|row| {
                totals.clear();
                totals.extend(row.scores.iter().map(|score| score.total));
                Statistics::sorting(&mut totals, terms.trim)
            })
            .collect();
        let ranks =
            statistics::competition_ranks(&figures.iter().map(|f| f.trimmed).collect::<Vec<_>>());
        figures
            .into_iter()
            .zip(ranks)
            .enumerate()
            .map(|(index, (stats, rank))| RankedRow {
                index,
                rank,
                stats,
                missing: statistics::missing(
                    usize::from(self.rows[index].due),
                    self.rows[index].sealed(),
                ),
                disagreement: statistics::disagreement(stats.spread, threshold),
                above_cut: self.enters(&stats) && rank.is_some_and(|rank| rank <= terms.places),
            })
            .collect()
    }

    fn compare(&self, view: &View, a: &RankedRow, b: &RankedRow) -> Ordering {
        let turn = |order: Ordering| {
            if view.descending { order.reverse() } else { order }
        };
        let figure = |of: fn(&Statistics) -> Option<f64>| {
            none_last(of(&a.stats), of(&b.stats), |x, y| turn(x.total_cmp(y)))
        };
        let (left, right) = (&self.rows[a.index], &self.rows[b.index]);
        match view.sort {
            SortKey::Rank => none_last(a.rank, b.rank, |x, y| turn(x.cmp(y))),
            SortKey::Title => turn(left.title.cmp(&right.title)),
            SortKey::Mean => figure(|stats| stats.mean),
            SortKey::Median => figure(|stats| stats.median),
            SortKey::Trimmed => figure(|stats| stats.trimmed),
            SortKey::Spread => figure(|stats| stats.spread),
            SortKey::Missing => turn(a.missing.cmp(&b.missing)),
            SortKey::Reference => turn(left.code.cmp(&right.code)),
        }
    }

    fn fall_back(&self, a: &RankedRow, b: &RankedRow) -> Ordering {
        let (left, right) = (&self.rows[a.index], &self.rows[b.index]);
        none_last(a.rank, b.rank, Ord::cmp)
            .then_with(|| left.code.cmp(&right.code))
            .then_with(|| left.dossier.cmp(&right.dossier))
    }

    /// Progress of the whole board.
    pub fn progress(&self) -> Progress {
        let mut sum = Progress::default();
        self.rows.iter().for_each(|row| sum.add(row));
        sum
    }

    /// Progress of each panel, by its name.
    pub fn progress_by_panel(&self) -> BTreeMap<&str, Progress> {
        let mut sums: BTreeMap<&str, Progress> = BTreeMap::new();
        for row in &self.rows {
            sums.entry(row.panel.as_str()).or_default().add(row);
        }
        sums
    }

    /// The severity of every expert of the board, in its order, then of experts with scores that it
    /// does not name, by id.
    pub fn severity(&self) -> Vec<ExpertSeverity> {
        let mut found = statistics::severity(
            self.rows.iter().map(|row| row.scores.iter().map(|score| (&score.expert, score.total))),
        );
        let mut list: Vec<ExpertSeverity> = self
            .experts
            .iter()
            .map(|(expert, name)| ExpertSeverity {
                expert: expert.clone(),
                name: name.clone(),
                severity: found.remove(expert).unwrap_or_default(),
            })
            .collect();
        let mut unnamed: Vec<_> = found.into_iter().collect();
        unnamed.sort_unstable_by_key(|(expert, _)| *expert);
        list.extend(unnamed.into_iter().map(|(expert, severity)| ExpertSeverity {
            expert: expert.clone(),
            name: expert.as_str().to_owned(),
            severity,
        }));
        list
    }
}

/// Compares what is there and puts what is not behind it.
fn none_last<T>(a: Option<T>, b: Option<T>, compare: impl FnOnce(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests;
