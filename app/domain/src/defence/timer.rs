//! The clock of the room (第二十条): which part of a slot runs, how long it still lasts, what the room is told. All
//! from the moment the slot was begun, so that a page that slept, or was opened late, shows the same.

use serde::{Deserialize, Serialize};

use super::session::Times;
use crate::stamp::{MINUTE, SECOND, Stamp};

/// Seconds during which the end of a part is shown.
pub const END_SHOWN: i64 = 5;

/// A part of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The applicant presents.
    Presentation,
    /// The experts ask.
    Questions,
    /// Scores are written and the next applicant comes in.
    Closing,
}

/// What the room is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// A minute or less is left of the part. Not in a part that lasts no longer.
    LastMinute,
    /// A part has just ended.
    End,
    /// The slot is over.
    Overtime,
}

/// What the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum Reading {
    /// It has not begun.
    Before {
        /// Seconds until it does.
        seconds: i64,
    },
    /// A part runs.
    Running {
        /// Which.
        part: Part,
        /// Seconds left of it, a begun one counted whole: from its full length down to 1.
        remaining: i64,
        /// What the room is told now.
        warning: Option<Warning>,
    },
    /// All parts are over.
    Over {
        /// Whole seconds since.
        seconds: i64,
        /// [`Warning::End`] at first, then [`Warning::Overtime`].
        warning: Warning,
    },
}

/// The parts that have a length, with their first moment and the first after them.
fn parts(begun: Stamp, times: &Times) -> Vec<(Part, Stamp, Stamp)> {
    let lengths = [
        (Part::Presentation, times.presentation),
        (Part::Questions, times.questions),
        (Part::Closing, times.closing),
    ];
    let mut from = begun;
    let mut all = Vec::new();
    for (part, minutes) in lengths.into_iter().filter(|p| p.1 > 0) {
        let to = from.plus(i64::from(minutes) * MINUTE);
        all.push((part, from, to));
        from = to;
    }
    all
}

fn between(from: Stamp, to: Stamp) -> i64 {
    to.0.saturating_sub(from.0)
}

/// Seconds of so many microseconds, a begun one counted whole.
fn begun_seconds(micros: i64) -> i64 {
    micros / SECOND + i64::from(micros % SECOND > 0)
}

/// What the clock shows at `now` of a slot that was begun, or begins, at `begun`.
pub fn reading(begun: Stamp, times: &Times, now: Stamp) -> Reading {
    if now < begun {
        return Reading::Before { seconds: begun_seconds(between(now, begun)) };
    }
    let parts = parts(begun, times);
    let just = |ended: Stamp| between(ended, now) < END_SHOWN * SECOND;
    for (part, from, to) in &parts {
        if now < *to {
            let left = between(now, *to);
            let warning = if left <= MINUTE && between(*from, *to) > MINUTE {
                Some(Warning::LastMinute)
            } else {
                (*from > begun && just(*from)).then_some(Warning::End)
            };
            return Reading::Running { part: *part, remaining: begun_seconds(left), warning };
        }
    }
    let end = parts.last().map_or(begun, |p| p.2);
    let warning = if just(end) { Warning::End } else { Warning::Overtime };
    Reading::Over { seconds: between(end, now) / SECOND, warning }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEGUN: Stamp = Stamp(1_782_288_487 * SECOND);

    fn at(seconds: i64) -> Reading {
        reading(BEGUN, &Times::default(), BEGUN.plus(seconds * SECOND))
    }

    fn running(part: Part, remaining: i64, warning: Option<Warning>) -> Reading {
        Reading::Running { part, remaining, warning }
    }

    #[test]
    fn art_20_the_clock_runs_through_presentation_questions_and_closing() {
        use Part::{Closing, Presentation, Questions};
        use Warning::{End, LastMinute, Overtime};
        for (seconds, expected) in [
            (-90, Reading::Before { seconds: 90 }),
            (0, running(Presentation, 720, None)),
            (659, running(Presentation, 61, None)),
            (660, running(Presentation, 60, Some(LastMinute))),
            (719, running(Presentation, 1, Some(LastMinute))),
            (720, running(Questions, 600, Some(End))),
            (724, running(Questions, 596, Some(End))),
            (725, running(Questions, 595, None)),
            (1260, running(Questions, 60, Some(LastMinute))),
            (1320, running(Closing, 180, Some(End))),
            (1440, running(Closing, 60, Some(LastMinute))),
            (1500, Reading::Over { seconds: 0, warning: End }),
            (1505, Reading::Over { seconds: 5, warning: Overtime }),
            (9000, Reading::Over { seconds: 7500, warning: Overtime }),
        ] {
            assert_eq!(at(seconds), expected, "{seconds}");
        }
        // Between two seconds the greater is shown: at 0:00 the part is over, never before.
        let half = reading(BEGUN, &Times::default(), BEGUN.plus(720 * SECOND - 1));
        assert_eq!(half, running(Presentation, 1, Some(LastMinute)));
        let early = reading(BEGUN, &Times::default(), BEGUN.plus(-1));
        assert_eq!(early, Reading::Before { seconds: 1 });
    }

    #[test]
    fn a_part_of_a_minute_has_no_last_minute_and_one_of_none_is_left_out() {
        let times = Times { presentation: 2, questions: 0, closing: 1 };
        let later = reading(BEGUN, &times, BEGUN.plus(130 * SECOND));
        assert_eq!(later, running(Part::Closing, 50, None));
    }

    proptest! {
        #[test]
        fn art_20_what_is_left_of_all_parts_adds_up_to_the_slot(
            after in 0..2_000_000_000_i64,
            (presentation, questions, closing) in (1..15_u32, 0..15_u32, 0..5_u32),
        ) {
            let times = Times { presentation, questions, closing };
            let whole = i64::from(times.total()) * 60;
            let later = match reading(BEGUN, &times, BEGUN.plus(after)) {
                Reading::Running { part, remaining, .. } => {
                    prop_assert!(remaining >= 1);
                    let rest = match part {
                        Part::Presentation => questions + closing,
                        Part::Questions => closing,
                        Part::Closing => 0,
                    };
                    whole - remaining - i64::from(rest) * 60
                }
                Reading::Over { seconds, .. } => whole + seconds,
                Reading::Before { .. } => return Err(TestCaseError::fail("it has begun")),
            };
            prop_assert_eq!(later, after / SECOND);
        }
    }
}
