//! What a planned season lacks before it can be opened. One list for the page and for the verb.

use serde::{Deserialize, Serialize};

use super::edit::Part;
use super::order::disorder;
use super::template::{Kind, parse};
use super::unfinished::Open;
use super::{Phase, Season};
use crate::facts::workdays::{Calendar, CalendarError};
use crate::recommendation::Quota;
use crate::stamp::Stamp;

/// Something that is missing or does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// No direction (Art. 6).
    Directions,
    /// A phase has no window.
    Window {
        /// Which.
        phase: Phase,
    },
    /// A phase closes before it opens, or opens or closes before the phase that precedes it.
    Order {
        /// Which.
        phase: Phase,
    },
    /// The window of the notice ends before the working days of the notice do (Art. 21).
    NoticeShort {
        /// The first moment after the last of those days.
        ends: Stamp,
    },
    /// The working days of a year are not known, so the days of the notice or of a correction
    /// cannot be counted (Art. 18, 21).
    Calendar {
        /// The year.
        year: i32,
    },
    /// A rubric cannot be used, or its points do not add up (Art. 8).
    Rubric {
        /// [`Part::Written`] or [`Part::Defence`].
        part: Part,
        /// What its points add up to.
        found: u32,
    },
    /// No unit has a seat (Art. 17).
    Seats,
    /// No winner is planned.
    Planned,
    /// Fewer experts are aimed at than are needed at least, or fewer than three are (Art. 19, 20).
    Reviews,
    /// A template does not read.
    Template {
        /// Which.
        kind: Kind,
    },
    /// The season that runs is not finished (Art. 6, 20–22).
    Unfinished {
        /// Its year.
        year: i32,
        /// What is open.
        open: Open,
    },
}

impl Lack {
    /// Where it is mended; none for the calendar and for the season that runs, which are no part of a planned one.
    pub fn part(&self) -> Option<Part> {
        Some(match self {
            Lack::Directions => Part::Directions,
            Lack::Window { .. } | Lack::Order { .. } | Lack::NoticeShort { .. } => Part::Windows,
            Lack::Calendar { .. } | Lack::Unfinished { .. } => return None,
            Lack::Rubric { part, .. } => *part,
            Lack::Seats => Part::Seats,
            Lack::Planned | Lack::Reviews => Part::Limits,
            Lack::Template { .. } => Part::Templates,
        })
    }
}

/// Everything a season lacks; nothing when it can be opened.
pub fn lacks(season: &Season, quotas: &[(String, Quota)], calendar: &Calendar) -> Vec<Lack> {
    let mut found = Vec::new();
    if season.directions.is_empty() {
        found.push(Lack::Directions);
    }
    let missing = Phase::ALL.into_iter().filter(|p| season.window(*p).is_none());
    found.extend(missing.map(|phase| Lack::Window { phase }));
    let mut wrong: Vec<Phase> = disorder(&season.windows).into_iter().map(|d| d.phase).collect();
    wrong.dedup();
    found.extend(wrong.into_iter().map(|phase| Lack::Order { phase }));
    found.extend(days(season, calendar));
    for (part, rubric) in
        [(Part::Written, &season.review.written), (Part::Defence, &season.review.defence)]
    {
        if rubric.check().is_err() {
            found.push(Lack::Rubric { part, found: rubric.total_max() });
        }
    }
    if quotas.iter().all(|q| q.1.seats() == 0) {
        found.push(Lack::Seats);
    }
    if season.planned.total() == 0 {
        found.push(Lack::Planned);
    }
    if !season.review.enough() {
        found.push(Lack::Reviews);
    }
    let bad = Kind::ALL.into_iter().filter(|k| parse(*k, season.templates.text(*k)).is_err());
    found.extend(bad.map(|kind| Lack::Template { kind }));
    found
}

/// Whether working days can be counted where the season counts them.
fn days(season: &Season, calendar: &Calendar) -> Vec<Lack> {
    let mut found = Vec::new();
    let mut unknown = |year| {
        let lack = Lack::Calendar { year };
        if !found.contains(&lack) {
            found.push(lack);
        }
    };
    // The latest correction is asked for just before the check closes.
    if let Some(w) = season.window(Phase::Formality) {
        let day = w.closes.plus(-1).date();
        if let Err(CalendarError::UnknownYear(year)) =
            calendar.period(day, season.limits.correction_days, season.counting)
        {
            unknown(year);
        }
    }
    let mut short = None;
    if let Some(w) = season.window(Phase::Notice) {
        match calendar.period(w.opens.date(), season.notice_days, season.counting) {
            Err(CalendarError::UnknownYear(year)) => unknown(year),
            Ok(period) => {
                let ends = Stamp::end_of(period.last);
                short = (ends > w.closes).then_some(Lack::NoticeShort { ends });
            }
        }
    }
    found.extend(short);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::Window;
    use crate::season::tests::season;

    fn at(text: &str) -> Stamp {
        Stamp::read(text).unwrap()
    }

    /// A season of 2026 that lacks nothing, and its seats.
    fn ready() -> (Season, Vec<(String, Quota)>) {
        let windows = Phase::ALL.into_iter().enumerate().map(|(i, phase)| Window {
            phase,
            opens: at(&format!("2026-{:02}-03 09:00", i + 2)),
            closes: at(&format!("2026-{:02}-28 24:00", i + 2)),
            changed: None,
        });
        let seats = vec![("R110000".to_owned(), Quota { base: 3, ..Quota::default() })];
        (Season { windows: windows.collect(), ..season() }, seats)
    }

    fn of(change: fn(&mut Season)) -> Vec<Lack> {
        let (mut s, seats) = ready();
        change(&mut s);
        lacks(&s, &seats, Calendar::builtin())
    }

    #[test]
    fn art_6_what_is_missing_is_named_and_nothing_else() {
        assert_eq!(of(|_| ()), []);
        assert_eq!(of(|s| s.directions.clear()), [Lack::Directions]);
        assert_eq!(of(|s| drop(s.windows.remove(4))), [Lack::Window { phase: Phase::Defence }]);
        assert_eq!(
            of(|s| s.windows[3].opens = s.windows[2].opens.plus(-1)),
            [Lack::Order { phase: Phase::WrittenReview }]
        );
        assert_eq!(of(|s| s.planned.industrial = 0), []);
        assert_eq!(of(|s| s.review.reviews = 2), [Lack::Reviews]);
        assert_eq!(of(|s| s.review.reviews_min = 2), [Lack::Reviews]);
        assert_eq!(of(|s| s.review.defence_reviews_min = 2), [Lack::Reviews]);
        let (s, _) = ready();
        assert_eq!(lacks(&s, &[], Calendar::builtin()), [Lack::Seats]);
    }

    #[test]
    fn art_8_points_that_do_not_add_up_open_no_season() {
        assert_eq!(
            of(|s| s.review.defence.criteria[0].items[0].max += 2),
            [Lack::Rubric { part: Part::Defence, found: 102 }]
        );
    }

    #[test]
    fn art_21_a_year_that_is_not_known_is_named() {
        let next = |s: &mut Season| {
            for w in &mut s.windows[6..] {
                w.opens = at("2026-12-28 09:00");
                w.closes = at("2027-01-28 24:00");
            }
        };
        assert_eq!(of(next), [Lack::Calendar { year: 2027 }]);
    }

    #[test]
    fn art_21_the_window_of_the_notice_holds_its_working_days() {
        // Ten working days after 3 August 2026 end on the 17th.
        let to = |s: &mut Season, closes: &str| s.windows[6].closes = at(closes);
        assert_eq!(ready().0.windows[6].opens.show_date(), "2026-08-03");
        let (mut s, seats) = ready();
        for w in &mut s.windows[..6] {
            w.closes = w.closes.min(at("2026-08-10 24:00"));
        }
        to(&mut s, "2026-08-17 24:00");
        assert_eq!(lacks(&s, &seats, Calendar::builtin()), []);
        to(&mut s, "2026-08-17 23:59");
        let ends = at("2026-08-17 24:00");
        assert_eq!(lacks(&s, &seats, Calendar::builtin()), [Lack::NoticeShort { ends }]);
    }
}
