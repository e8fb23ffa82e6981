//! A session of the defence (第二十条): when its slots begin, with breaks between them.

use serde::{Deserialize, Serialize};

use crate::ids::{DossierId, ExpertId, PanelId, SessionId};
use crate::refusal::Refusal;
use crate::stamp::{MINUTE, Stamp};

/// Slots of one session, at most: more than a day holds.
pub const SLOTS_MAX: u32 = 60;
/// Minutes of one part of a slot, or of one break, at most.
pub const MINUTES_MAX: u32 = 240;

/// How long the parts of a slot last, in minutes. A season's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Times {
    /// The applicant presents; at least 1.
    pub presentation: u32,
    /// The experts ask; may be 0.
    pub questions: u32,
    /// Scores are written and the next applicant comes in; may be 0.
    pub closing: u32,
}

impl Default for Times {
    /// 12 + 10 + 3 minutes, our proposal: the regulation names none.
    fn default() -> Self {
        Self { presentation: 12, questions: 10, closing: 3 }
    }
}

impl Times {
    /// Refuses what no session can be planned with.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] with the name of the field.
    pub fn check(&self) -> Result<(), Refusal> {
        let bad = |field: &str| Err(Refusal::BadValue { field: field.into() });
        match self {
            Self { presentation, .. } if !(1..=MINUTES_MAX).contains(presentation) => {
                bad("presentation")
            }
            Self { questions, .. } if *questions > MINUTES_MAX => bad("questions"),
            Self { closing, .. } if *closing > MINUTES_MAX => bad("closing"),
            _ => Ok(()),
        }
    }

    /// A whole slot, in minutes.
    pub fn total(&self) -> u32 {
        self.presentation.saturating_add(self.questions).saturating_add(self.closing)
    }
}

/// A break between two slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// After the slot of this number, from 1.
    pub after: u32,
    /// How long, in minutes.
    pub minutes: u32,
}

/// A sitting of a panel in one room, or on one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub panel: PanelId,
    /// Room or link; empty while it is not known.
    pub room: String,
    /// When its first slot begins.
    pub starts: Stamp,
    /// How many slots it has.
    pub slots: u32,
    /// Its breaks, in any order.
    pub breaks: Vec<Break>,
    /// The experts who sit in it.
    pub experts: Vec<ExpertId>,
}

/// The time of one application before the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// In which session.
    pub session: SessionId,
    /// Its number there, from 1.
    pub number: u32,
    /// Whose.
    pub dossier: DossierId,
    /// When it begins.
    pub starts: Stamp,
    /// First moment after it.
    pub ends: Stamp,
}

impl Session {
    /// Refuses a session that cannot be: no slot, or a break that is not between two of them.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] with `slots` or `breaks`.
    pub fn check(&self) -> Result<(), Refusal> {
        let bad = |field: &str| Err(Refusal::BadValue { field: field.into() });
        if !(1..=SLOTS_MAX).contains(&self.slots) {
            return bad("slots");
        }
        let fits = |b: &Break| {
            (1..self.slots).contains(&b.after) && (1..=MINUTES_MAX).contains(&b.minutes)
        };
        let twice = |(i, b): (usize, &Break)| self.breaks[..i].iter().any(|o| o.after == b.after);
        if !self.breaks.iter().all(fits) || self.breaks.iter().enumerate().any(twice) {
            return bad("breaks");
        }
        Ok(())
    }

    /// When the slot of a number begins and ends.
    pub fn slot(&self, number: u32, times: &Times) -> (Stamp, Stamp) {
        let minutes = |n: u32| i64::from(n) * MINUTE;
        let before = i64::from(number.saturating_sub(1)) * minutes(times.total());
        let rested = self.breaks.iter().filter(|b| b.after < number).map(|b| minutes(b.minutes));
        let starts = self.starts.plus(before).plus(rested.sum());
        (starts, starts.plus(minutes(times.total())))
    }

    /// First moment after its last slot, used or not.
    pub fn ends(&self, times: &Times) -> Stamp {
        self.slot(self.slots, times).1
    }

    /// Whether two sessions are at the same time. One may begin when the other ends.
    pub fn overlaps(&self, other: &Self, times: &Times) -> bool {
        self.starts < other.ends(times) && other.starts < self.ends(times)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in crate::defence) fn session(id: &str, starts: i64, slots: u32) -> Session {
        Session {
            id: id.into(),
            panel: "p1".into(),
            room: String::new(),
            starts: Stamp(starts * MINUTE),
            slots,
            breaks: vec![],
            experts: vec![],
        }
    }

    #[test]
    fn art_20_slots_follow_each_other_with_breaks_between() {
        let mut s = session("s", 0, 4);
        s.breaks = vec![Break { after: 3, minutes: 60 }, Break { after: 1, minutes: 15 }];
        let minutes: Vec<(i64, i64)> = (1..=4)
            .map(|n| s.slot(n, &Times::default()))
            .map(|(from, to)| (from.0 / MINUTE, to.0 / MINUTE))
            .collect();
        assert_eq!(minutes, [(0, 25), (40, 65), (65, 90), (150, 175)]);
        assert_eq!(s.ends(&Times::default()), Stamp(175 * MINUTE));
    }

    #[test]
    fn a_session_or_a_time_that_cannot_be_is_refused_by_its_field() {
        let bad = |field: &str| Err(Refusal::BadValue { field: field.into() });
        for (presentation, questions, closing, expected) in [
            (12, 10, 3, Ok(())),
            (1, 0, 0, Ok(())),
            (0, 10, 3, bad("presentation")),
            (12, 241, 3, bad("questions")),
            (12, 10, u32::MAX, bad("closing")),
        ] {
            assert_eq!(Times { presentation, questions, closing }.check(), expected);
        }
        let with = |slots, breaks: &[(u32, u32)]| {
            let mut s = session("s", 0, slots);
            s.breaks = breaks.iter().map(|&(after, minutes)| Break { after, minutes }).collect();
            s.check()
        };
        assert_eq!(with(1, &[]), Ok(()));
        assert_eq!(with(3, &[(2, 240), (1, 1)]), Ok(()));
        assert_eq!([with(0, &[]), with(SLOTS_MAX + 1, &[])], [bad("slots"), bad("slots")]);
        // Before the first, after the last, without length, twice in one place.
        for breaks in [&[(0, 5)][..], &[(3, 5)], &[(1, 0)], &[(1, 5), (1, 5)]] {
            assert_eq!(with(3, breaks), bad("breaks"), "{breaks:?}");
        }
    }

    #[test]
    fn art_20_a_session_may_begin_when_another_ends() {
        let (a, b, c) = (session("a", 0, 2), session("b", 50, 2), session("c", 49, 2));
        let times = Times::default();
        assert!(!a.overlaps(&b, &times) && !b.overlaps(&a, &times));
        assert!(a.overlaps(&c, &times) && c.overlaps(&a, &times));
    }

    proptest! {
        #[test]
        fn art_20_no_two_slots_of_a_session_touch_the_same_minute(
            slots in 1..=SLOTS_MAX,
            breaks in prop::collection::btree_map(1..SLOTS_MAX, 1..=MINUTES_MAX, 0..6),
            (presentation, questions, closing) in (1..30_u32, 0..30_u32, 0..10_u32),
        ) {
            let times = Times { presentation, questions, closing };
            let mut s = session("s", 0, slots);
            s.breaks = breaks.iter().map(|(&after, &minutes)| Break { after, minutes })
                .filter(|b| b.after < slots).collect();
            prop_assert_eq!(s.check(), Ok(()));
            for n in 1..slots {
                let pause = s.slot(n + 1, &times).0.0 - s.slot(n, &times).1.0;
                let asked = breaks.get(&n).copied().unwrap_or(0);
                prop_assert_eq!(pause, i64::from(asked) * MINUTE);
            }
        }
    }
}
