//! Next year's season out of this year's: everything is copied, the timetable is moved on by a
//! year, and nothing that happened goes with it.

use time::{Date, Month};

use super::{Season, Window};
use crate::facts::workdays::Calendar;
use crate::ids::SeasonId;
use crate::stamp::{DAY, Stamp};

/// The season after `last`, as a plan: its directions, limits, rubrics and templates, its windows a
/// year later. A phase begins on a working day where the calendar knows the year; the order of
/// openings and of closings stays.
pub fn next_from(last: &Season, id: SeasonId, calendar: &Calendar) -> Season {
    let mut next = last.clone();
    next.id = id;
    next.year = last.year + 1;
    next.changes.clear();
    next.published = Default::default();
    let (mut opened, mut closed) = (Stamp(i64::MIN), Stamp(i64::MIN));
    for w in &mut next.windows {
        *w = moved(w, opened, calendar);
        w.closes = w.closes.max(closed);
        (opened, closed) = (w.opens, w.closes);
    }
    next
}

/// The window a year later, opening no earlier than the phase that precedes it: of two openings
/// moved to the same Monday the times of day may be the other way round.
fn moved(w: &Window, opened: Stamp, calendar: &Calendar) -> Window {
    let opens = on_a_working_day(year_later(w.opens), calendar).max(opened);
    // A phase that would vanish keeps its length.
    // 24:00 belongs to the day it ends.
    let closes = year_later(w.closes.plus(-1)).plus(1);
    let length = w.closes.0.saturating_sub(w.opens.0);
    let closes = if closes > opens { closes } else { opens.plus(length) };
    Window { phase: w.phase, opens, closes, changed: None }
}

/// The same day and time a year later; 29 February becomes the 28th.
fn year_later(at: Stamp) -> Stamp {
    let date = at.date();
    let within = at.0 - Stamp::end_of(date).plus(-DAY).0;
    let year = date.year() + 1;
    let later =
        date.replace_year(year).or_else(|_| Date::from_calendar_date(year, Month::February, 28));
    later.map_or(at, |d| Stamp::end_of(d).plus(within - DAY))
}

/// The moment itself, or the same time on the next working day. Where the year is not known it
/// stays where it is: the check before the opening names the year.
fn on_a_working_day(at: Stamp, calendar: &Calendar) -> Stamp {
    // No holiday is longer than a fortnight.
    let days = (0..14).map(|n| at.plus(n * DAY));
    for day in days {
        match calendar.is_workday(day.date()) {
            Ok(true) => return day,
            Ok(false) => {}
            Err(_) => return at,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::Phase;
    use crate::season::order::disorder;
    use crate::season::tests::season;
    use proptest::prelude::*;

    fn at(text: &str) -> Stamp {
        Stamp::read(text).unwrap()
    }

    fn with(windows: &[(&str, &str)]) -> Season {
        let window = |(phase, (opens, closes)): (Phase, &(&str, &str))| Window {
            phase,
            opens: at(opens),
            closes: at(closes),
            changed: Some("台风".into()),
        };
        Season { windows: Phase::ALL.into_iter().zip(windows).map(window).collect(), ..season() }
    }

    #[test]
    fn art_6_phases_begin_on_working_days_a_year_later() {
        let last = with(&[
            ("2025-02-17 09:00", "2025-04-30 24:00"),
            ("2025-02-18 08:00", "2025-04-30 24:00"),
        ]);
        let next = next_from(&last, "n".into(), Calendar::builtin());
        // 17 February 2026 is Spring Festival, and so are the days to the 23rd.
        assert_eq!(next.windows[0].opens, at("2026-02-24 09:00"));
        assert_eq!(next.windows[0].closes, at("2026-04-30 24:00"));
        // The next would begin on the same day, an hour before it.
        assert_eq!(next.windows[1].opens, at("2026-02-24 09:00"));
        assert_eq!((next.year, next.id.as_str()), (last.year + 1, "n"));
        assert!(next.windows.iter().all(|w| w.changed.is_none()));
        let leap = with(&[("2024-02-29 00:00", "2024-03-05 24:00")]);
        let next = next_from(&leap, "n".into(), Calendar::builtin());
        assert_eq!(next.windows[0].opens, at("2025-02-28 00:00"));
    }

    #[test]
    fn art_6_where_the_year_is_unknown_the_day_stays() {
        let last = with(&[("2026-05-02 09:00", "2026-06-30 24:00")]);
        let next = next_from(&last, "n".into(), Calendar::builtin());
        assert_eq!(next.windows[0].opens, at("2027-05-02 09:00"));
        assert_eq!(next.windows[0].closes, at("2027-06-30 24:00"));
    }

    proptest! {
        /// Whatever order the windows had, they have it a year later, and none is empty.
        #[test]
        fn art_6_a_timetable_in_order_stays_in_order(
            gaps in proptest::collection::vec((0i64..40 * 24, 1i64..60 * 24), 8),
            start in 0i64..700 * 24,
        ) {
            let hour = DAY / 24;
            let (mut opens, mut closes) = (at("2023-01-01 00:00").plus(start * hour), Stamp(0));
            let windows = Phase::ALL.into_iter().zip(gaps).map(|(phase, (gap, length))| {
                opens = opens.plus(gap * hour);
                closes = closes.max(opens.plus(length * hour));
                Window { phase, opens, closes, changed: None }
            });
            let last = Season { windows: windows.collect(), ..season() };
            prop_assert!(disorder(&last.windows).is_empty());
            let next = next_from(&last, "n".into(), Calendar::builtin());
            prop_assert!(disorder(&next.windows).is_empty(), "{:?}", next.windows);
        }
    }
}
