//! How the formality check comes along (Art. 18): how long applications have waited, which corrections fall
//! due when, what was done on each day, what became of whom.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Item;
use crate::journey::Stage;
use crate::stamp::{DAY, Stamp};

/// Days of waiting at which a bar begins; the last one has no end.
pub const AGES: [i64; 8] = [0, 1, 2, 3, 5, 7, 10, 14];

/// How many have waited since these moments, by [`AGES`].
pub fn ages(since: impl IntoIterator<Item = Stamp>, now: Stamp) -> [usize; AGES.len()] {
    let mut bars = [0; AGES.len()];
    for at in since {
        let days = now.0.saturating_sub(at.0).max(0) / DAY;
        let bar = AGES.iter().rposition(|from| days >= *from).unwrap_or(0);
        bars[bar] += 1;
    }
    bars
}

/// What the Office did on a day, on a calendar in Shanghai.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// `2026-06-24`.
    pub date: String,
    /// Passed.
    pub passed: usize,
    /// Corrections asked for.
    pub asked: usize,
    /// Refused.
    pub refused: usize,
}

impl Day {
    /// All of it.
    pub fn all(&self) -> usize {
        self.passed + self.asked + self.refused
    }
}

/// A decision of the Office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It passed.
    Passed,
    /// A correction was asked for.
    Asked,
    /// It was refused.
    Refused,
}

/// Decisions by day: every day from the first to `now`, also those on which nothing was done; at most
/// `latest` of them.
pub fn days(done: &[(Stamp, Done)], now: Stamp, latest: usize) -> Vec<Day> {
    let mut by: BTreeMap<String, Day> = BTreeMap::new();
    let Some(first) = done.iter().map(|d| d.0).min() else { return Vec::new() };
    let span = i64::try_from(latest).unwrap_or(i64::MAX).saturating_sub(1).max(0);
    let mut at = first.max(now.plus(-span.saturating_mul(DAY)));
    while at <= now {
        by.entry(at.show_date()).or_default();
        at = at.plus(DAY);
    }
    by.entry(now.show_date()).or_default();
    for (at, what) in done {
        if let Some(day) = by.get_mut(&at.show_date()) {
            match what {
                Done::Passed => day.passed += 1,
                Done::Asked => day.asked += 1,
                Done::Refused => day.refused += 1,
            }
        }
    }
    by.into_iter().map(|(date, day)| Day { date, ..day }).collect()
}

/// Corrections by the last day on which they can be answered. `due` is the first moment that is too late.
pub fn due(due: impl IntoIterator<Item = Stamp>) -> Vec<(String, usize)> {
    let mut by: BTreeMap<String, usize> = BTreeMap::new();
    for at in due {
        *by.entry(at.plus(-1).show_date()).or_default() += 1;
    }
    by.into_iter().collect()
}

/// By what the Office's dossiers are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Recommending unit.
    Unit,
    /// Region of the organisation.
    Region,
    /// Scope of Art. 10.
    Scope,
    /// Small and medium-sized, or large.
    Size,
    /// Direction of the year (Art. 6).
    Direction,
}

impl By {
    /// All, in the order of the page.
    pub const ALL: [By; 5] = [By::Unit, By::Region, By::Scope, By::Size, By::Direction];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            By::Unit => "unit",
            By::Region => "region",
            By::Scope => "scope",
            By::Size => "size",
            By::Direction => "direction",
        }
    }
}

/// What is counted of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Where it stands.
    pub stage: Stage,
    /// Code of its unit.
    pub unit: String,
    /// Code of the unit of its region.
    pub region: String,
    /// Scope, "1" to "6".
    pub scope: String,
    /// Small or medium-sized.
    pub sme: bool,
    /// Code of its direction.
    pub direction: String,
}

impl Counted {
    fn key(&self, by: By) -> String {
        match by {
            By::Unit => self.unit.clone(),
            By::Region => self.region.clone(),
            By::Scope => self.scope.clone(),
            By::Size => if self.sme { "sme" } else { "large" }.to_owned(),
            By::Direction => self.direction.clone(),
        }
    }
}

/// A line of the statistics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Code of the group; empty where it was not answered.
    pub key: String,
    /// Before the Office.
    pub waiting: usize,
    /// Being corrected.
    pub correction: usize,
    /// Passed, and whatever came after.
    pub passed: usize,
    /// Refused.
    pub refused: usize,
}

impl Tally {
    fn count(&mut self, stage: Stage) {
        match stage {
            Stage::Recommended => self.waiting += 1,
            Stage::Correction => self.correction += 1,
            Stage::FormalityPassed
            | Stage::WrittenReview
            | Stage::Shortlisted
            | Stage::Reserve
            | Stage::OnInitialList
            | Stage::Announced
            | Stage::NotShortlisted
            | Stage::NotListed
            | Stage::StruckOff => self.passed += 1,
            Stage::FormalityRefused => self.refused += 1,
            // These are not before the Office.
            Stage::Draft | Stage::Submitted | Stage::Withdrawn => {}
        }
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.waiting + self.correction + self.passed + self.refused
    }

    /// How many of those decided have passed, in whole percent; `None` while nothing is decided.
    pub fn rate(&self) -> Option<usize> {
        let decided = self.passed + self.refused;
        (decided > 0).then(|| self.passed * 100 / decided)
    }
}

/// All together.
pub fn total(all: &[Counted]) -> Tally {
    let mut sum = Tally::default();
    all.iter().for_each(|c| sum.count(c.stage));
    sum
}

/// One line a group, by its code.
pub fn tallies(all: &[Counted], by: By) -> Vec<Tally> {
    let mut groups: BTreeMap<String, Tally> = BTreeMap::new();
    for c in all {
        groups.entry(c.key(by)).or_default().count(c.stage);
    }
    groups.into_iter().map(|(key, t)| Tally { key, ..t }).collect()
}

/// How often an item of the checklist stood in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// The item.
    pub item: Item,
    /// Refusals for it.
    pub refused: usize,
    /// Corrections that asked about it.
    pub asked: usize,
}

/// Items that stood in somebody's way, in the order of the articles.
pub fn obstacles(refused: &[Item], asked: &[Item]) -> Vec<Obstacle> {
    let of = |all: &[Item], item: Item| all.iter().filter(|i| **i == item).count();
    Item::ALL
        .iter()
        .map(|i| Obstacle { item: *i, refused: of(refused, *i), asked: of(asked, *i) })
        .filter(|o| o.refused + o.asked > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-07-06, noon in Shanghai.
    const NOON: Stamp = Stamp(1_783_310_400_000_000);

    #[test]
    fn art_18_waiting_is_counted_in_whole_days() {
        assert_eq!(NOON.show_minute(), "2026-07-06 12:00");
        let since = [0, DAY - 1, DAY, 4 * DAY, 40 * DAY, -DAY].map(|d| NOON.plus(-d));
        assert_eq!(ages(since, NOON), [3, 1, 0, 1, 0, 0, 0, 1]);
        assert_eq!(ages(since, NOON).iter().sum::<usize>(), since.len());
    }

    #[test]
    fn art_18_every_day_is_shown_also_one_on_which_nothing_was_done() {
        let done =
            [(NOON.plus(-2 * DAY), Done::Passed), (NOON, Done::Refused), (NOON, Done::Asked)];
        let days_of = |latest| days(&done, NOON, latest);
        let shown: Vec<_> = days_of(30).iter().map(|d| (d.date.clone(), d.all())).collect();
        let expected = [("2026-07-04", 1), ("2026-07-05", 0), ("2026-07-06", 2)];
        assert_eq!(shown, expected.map(|(d, n)| (d.to_owned(), n)));
        assert_eq!(days_of(2).iter().map(Day::all).collect::<Vec<_>>(), [0, 2]);
        assert!(days(&[], NOON, 30).is_empty());
    }

    #[test]
    fn art_18_a_correction_is_due_on_its_last_day() {
        let end = Stamp::end_of(NOON.date());
        assert_eq!(
            due([end, end, end.plus(DAY)]),
            [("2026-07-06".into(), 2), ("2026-07-07".into(), 1)]
        );
    }

    #[test]
    fn art_18_groups_add_up_to_the_total_and_the_rate_is_of_what_was_decided() {
        let of = |stage, unit: &str, sme| Counted {
            stage,
            unit: unit.into(),
            region: "R330000".into(),
            scope: "1".into(),
            sme,
            direction: String::new(),
        };
        let all = [
            of(Stage::WrittenReview, "R330000", true),
            of(Stage::FormalityPassed, "A001", false),
            of(Stage::FormalityRefused, "R330000", true),
            of(Stage::Recommended, "R330000", false),
            of(Stage::Correction, "A001", false),
            of(Stage::Submitted, "A001", false),
        ];
        for by in By::ALL {
            assert_eq!(tallies(&all, by).iter().map(Tally::all).sum::<usize>(), 5, "{by:?}");
        }
        let units = tallies(&all, By::Unit);
        assert_eq!(
            units.iter().map(|t| (t.key.as_str(), t.rate())).collect::<Vec<_>>(),
            [("A001", Some(100)), ("R330000", Some(50))]
        );
        assert_eq!(total(&all).rate(), Some(66));
        assert_eq!(Tally::default().rate(), None);
    }

    #[test]
    fn art_18_items_that_stood_in_the_way_are_counted() {
        let found = obstacles(&[Item::Profit, Item::Profit], &[Item::Signed, Item::Profit]);
        let shown: Vec<_> = found.iter().map(|o| (o.item, o.refused, o.asked)).collect();
        assert_eq!(shown, [(Item::Profit, 2, 1), (Item::Signed, 0, 1)]);
    }
}
