//! The life of a slot that was told (第二十条): whether its application was heard, and which other times it can be given.

use serde::{Deserialize, Serialize};

use super::session::{Session, Slot, Times};
use crate::ids::SessionId;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// Whether an application was heard, or is being heard: by the room's timer, ahead of the plan or behind it; by the
/// plan where nobody uses the timer in that session. `timed` says that somebody does. A timer that was started was
/// started, whatever the clock says since.
pub fn heard(timed: bool, begun: bool, starts: Stamp, now: Stamp) -> bool {
    begun || (!timed && starts <= now)
}

/// Refuses to cancel, or to give another time to, what is another by now than on the page that was looked at (第二十条):
/// each move of a slot that was told, each cancelling and each giving back makes its `sequence` grow. A page that names
/// nothing has seen nothing.
///
/// # Errors
/// [`Refusal::Stale`].
pub fn require_seen(sequence: u32, seen: Option<u32>) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen == sequence => Ok(()),
        _ => Err(Refusal::Stale { revision: i64::from(sequence) }),
    }
}

/// A time before a panel that can be given to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// In which session.
    pub session: SessionId,
    /// Its room or link.
    pub room: String,
    /// Number of the slot there, from 1.
    pub number: u32,
    /// When it begins.
    pub starts: Stamp,
    /// First moment after it.
    pub ends: Stamp,
}

/// The times an application of these sessions' panel can be given, by session and number: nobody holds them, and they
/// are still to come. `held` are the slots that were told; what was cancelled is held as well, for its own application:
/// that one gets its number (`own`) back, whatever the hour.
pub fn places(
    sessions: &[Session],
    held: &[Slot],
    own: Option<(&SessionId, u32)>,
    times: &Times,
    now: Stamp,
) -> Vec<Place> {
    let numbers = sessions.iter().flat_map(|s| (1..=s.slots).map(move |number| (s, number)));
    let place = |(s, number): (&Session, u32)| {
        let (starts, ends) = s.slot(number, times);
        let (session, room) = (s.id.clone(), s.room.clone());
        Place { session, room, number, starts, ends }
    };
    // Slots keep the length they were told with: a season that changed it since has some that lie across numbers.
    let crosses =
        |p: &Place, h: &Slot| h.number == p.number || (h.starts < p.ends && p.starts < h.ends);
    let taken = |p: &Place| held.iter().any(|h| h.session == p.session && crosses(p, h));
    let free = |p: &Place| {
        let back = own.is_some_and(|(session, number)| p.session == *session && p.number == number);
        back || (p.starts > now && !taken(p))
    };
    numbers.map(place).filter(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::defence::session::tests::session;
    use crate::stamp::MINUTE;

    const TIMES: Times = Times { presentation: 12, questions: 10, closing: 3 };

    fn at(minutes: i64) -> Stamp {
        Stamp(minutes * MINUTE)
    }

    fn held(of: &Session, number: u32) -> Slot {
        let (starts, ends) = of.slot(number, &TIMES);
        let dossier = format!("{}-{number}", of.id).into();
        Slot { session: of.id.clone(), number, dossier, starts, ends }
    }

    fn numbers(all: &[Place]) -> Vec<(&str, u32)> {
        all.iter().map(|p| (p.session.as_str(), p.number)).collect()
    }

    #[test]
    fn art_20_heard_is_one_question() {
        let starts = at(100);
        for (timed, begun, now, expected) in [
            // Nobody uses the timer: the plan says.
            (false, false, at(99), false),
            (false, false, at(100), true),
            // Somebody does: ahead of the plan or behind it.
            (true, false, at(500), false),
            (true, true, at(99), true),
            (true, true, at(500), true),
        ] {
            assert_eq!(heard(timed, begun, starts, now), expected, "{timed} {begun} {now:?}");
        }
    }

    #[test]
    fn art_20_a_time_is_given_to_what_was_seen_and_to_nothing_else() {
        assert_eq!(require_seen(0, Some(0)), Ok(()));
        assert_eq!(require_seen(3, Some(3)), Ok(()));
        for seen in [Some(0), Some(2), Some(4), None] {
            assert_eq!(require_seen(3, seen), Err(Refusal::Stale { revision: 3 }), "{seen:?}");
        }
        assert_eq!(require_seen(0, None), Err(Refusal::Stale { revision: 0 }));
    }

    #[test]
    fn art_20_a_time_that_is_held_or_has_come_is_given_to_nobody() {
        let (a, b) = (session("a", 0, 3), session("b", 600, 2));
        let taken = [held(&a, 1), held(&a, 2), held(&b, 2)];
        let both = [a.clone(), b.clone()];
        let free = |own, now| places(&both, &taken, own, &TIMES, now);
        let all = free(None, at(-10));
        assert_eq!(numbers(&all), [("a", 3), ("b", 1)]);
        assert_eq!((all[0].starts, all[0].ends), a.slot(3, &TIMES));
        // The third of a begins after fifty minutes.
        assert_eq!(numbers(&free(None, at(50))), [("b", 1)]);
        assert_eq!(numbers(&free(None, at(600))), []);
        // What was cancelled is given back, whatever the hour, and to nobody else.
        assert_eq!(numbers(&free(Some((&b.id, 2)), at(900))), [("b", 2)]);
        assert_eq!(numbers(&free(Some((&a.id, 1)), at(-10))), [("a", 1), ("a", 3), ("b", 1)]);
        // A session that has fewer slots since has none to give back.
        assert_eq!(numbers(&free(Some((&b.id, 3)), at(900))), []);
    }

    #[test]
    fn art_20_no_time_is_given_across_one_that_was_told_with_another_length() {
        let a = session("a", 0, 3);
        let mut long = held(&a, 1);
        long.ends = at(40);
        let all = places(&[a], &[long], None, &TIMES, at(-10));
        assert_eq!(numbers(&all), [("a", 3)]);
    }
}
