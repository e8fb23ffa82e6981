//! The clock of the room (第二十条): which part of a slot runs, how long it still lasts, when it rings. All from
//! the moment the slot was begun, so that a page that slept, or was opened late, shows the same.

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

/// A moment at which the clock rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bell {
    /// When.
    pub at: Stamp,
    /// For which part.
    pub part: Part,
    /// [`Warning::LastMinute`] or [`Warning::End`].
    pub warning: Warning,
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

/// When the clock rings: a minute before the end of each part, and at its end.
pub fn bells(begun: Stamp, times: &Times) -> Vec<Bell> {
    let mut all = Vec::new();
    for (part, from, to) in parts(begun, times) {
        if between(from, to) > MINUTE {
            all.push(Bell { at: to.plus(-MINUTE), part, warning: Warning::LastMinute });
        }
        all.push(Bell { at: to, part, warning: Warning::End });
    }
    all
}

/// The bells a page rings that looked at the clock at `before` and looks again `now`: none is lost when
/// it looks late, and none rings twice.
pub fn rung(begun: Stamp, times: &Times, before: Stamp, now: Stamp) -> Vec<Bell> {
    let mut all = bells(begun, times);
    all.retain(|b| before < b.at && b.at <= now);
    all
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
    fn art_20_it_rings_a_minute_before_each_end_and_at_each_end() {
        let found: Vec<(i64, Part, Warning)> = bells(BEGUN, &Times::default())
            .iter()
            .map(|b| ((b.at.0 - BEGUN.0) / SECOND, b.part, b.warning))
            .collect();
        assert_eq!(
            found,
            [
                (660, Part::Presentation, Warning::LastMinute),
                (720, Part::Presentation, Warning::End),
                (1260, Part::Questions, Warning::LastMinute),
                (1320, Part::Questions, Warning::End),
                (1440, Part::Closing, Warning::LastMinute),
                (1500, Part::Closing, Warning::End),
            ]
        );
    }

    #[test]
    fn a_part_of_a_minute_has_no_last_minute_and_one_of_none_no_bell() {
        let times = Times { presentation: 2, questions: 0, closing: 1 };
        let found: Vec<(Part, Warning)> =
            bells(BEGUN, &times).iter().map(|b| (b.part, b.warning)).collect();
        assert_eq!(
            found,
            [
                (Part::Presentation, Warning::LastMinute),
                (Part::Presentation, Warning::End),
                (Part::Closing, Warning::End),
            ]
        );
        let later = reading(BEGUN, &times, BEGUN.plus(130 * SECOND));
        assert_eq!(later, running(Part::Closing, 50, None));
    }

    proptest! {
        #[test]
        fn art_20_however_seldom_a_page_looks_each_bell_rings_once(
            steps in prop::collection::vec(0..400_000_000_i64, 0..40),
            (presentation, questions, closing) in (1..15_u32, 0..15_u32, 0..5_u32),
        ) {
            let times = Times { presentation, questions, closing };
            let mut before = BEGUN.plus(-1);
            let mut heard = Vec::new();
            for step in steps {
                let now = before.plus(step);
                heard.extend(rung(BEGUN, &times, before, now));
                before = now;
            }
            let mut all = bells(BEGUN, &times);
            all.retain(|b| b.at <= before);
            prop_assert_eq!(heard, all);
        }

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
