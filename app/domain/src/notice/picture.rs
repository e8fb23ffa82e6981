//! The days of a notice as a calendar shows them: which counted, which were passed over, and why.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::facts::workdays::{Period, SkipReason, iso_date};

/// What a day is to the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The day it was opened, which does not count.
    Start,
    /// It counts.
    Counted,
    /// A Saturday or Sunday that counts because it is worked (调休上班).
    MakeUp,
    /// It does not count, and why.
    Skipped(SkipReason),
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Which.
    #[serde(with = "iso_date")]
    pub date: Date,
    /// What it is.
    pub mark: Mark,
    /// How many days have counted with it.
    pub nth: u32,
}

/// Every day from the opening to the last one.
pub fn days(start: Date, period: &Period) -> Vec<Day> {
    let (mut all, mut nth) = (Vec::new(), 0);
    let mut day = Some(start);
    while let Some(date) = day.filter(|d| *d <= period.last) {
        let skipped = period.skipped.iter().find(|s| s.0 == date);
        let mark = match skipped {
            Some((_, reason)) => Mark::Skipped(reason.clone()),
            None if date < period.first => Mark::Start,
            None if period.worked_weekends.contains(&date) => Mark::MakeUp,
            None => Mark::Counted,
        };
        if matches!(mark, Mark::Counted | Mark::MakeUp) {
            nth += 1;
        }
        all.push(Day { date, mark, nth });
        day = date.next_day();
    }
    all
}
