//! Until when a dossier that its unit returns may be handed in again (Art. 16, 17).
//!
//! While applications are open it is a draft like any other. Afterwards the unit still reads, and most dossiers reach
//! it on the last day: it may return one with a time of its own, in which alone the applicant mends it. That time ends
//! within the recommendation phase, or nobody could recommend what comes back.

use crate::refusal::Refusal;
use crate::season::{Phase, Season};
use crate::stamp::{DAY, HOUR, Stamp};

/// How long before the phase of recommendation closes what is returned has to be back, so that it can be read. A
/// proposal: the unit may give another time.
const TO_READ: i64 = DAY;
/// How long an applicant is given, as we propose it.
const PROPOSED: i64 = 5 * DAY;
/// The shortest time a unit may give.
pub const LEAST: i64 = HOUR;

/// What we propose at `now`: five days, and a day less than is left to recommend; `None` where applications are open
/// or too little is left.
pub fn proposed(season: &Season, now: Stamp) -> Option<Stamp> {
    if season.require_open(Phase::Application, now).is_ok() {
        return None;
    }
    let closes = season.window(Phase::Recommendation)?.closes;
    let until = now.plus(PROPOSED).min(closes.plus(-TO_READ)).max(now.plus(2 * LEAST)).min(closes);
    (until >= now.plus(LEAST)).then_some(until)
}

/// A time as a unit typed it; blank is none.
///
/// # Errors
/// [`Refusal::BadValue`] for what is no day and time.
pub fn typed(text: &str) -> Result<Option<Stamp>, Refusal> {
    match Stamp::read(text) {
        None if !text.trim().is_empty() => Err(Refusal::BadValue { field: "until".into() }),
        read => Ok(read),
    }
}

/// Until when a dossier is handed in again that is returned at `now`; `None` while applications are open and the unit
/// gives no later time: then it closes as they do.
///
/// # Errors
/// [`Refusal::PhaseClosed`] and [`Refusal::PhaseNotOpen`] outside the phase of recommendation, and
/// [`Refusal::ReturnUntil`] where no time is given and one is needed, or one too short or beyond the phase.
pub fn until(season: &Season, asked: Option<Stamp>, now: Stamp) -> Result<Option<Stamp>, Refusal> {
    season.require_open(Phase::Recommendation, now)?;
    let open = season.require_open(Phase::Application, now).is_ok();
    let applications = season.window(Phase::Application).map(|w| w.closes).filter(|_| open);
    let phase = season.window(Phase::Recommendation).map_or(now, |w| w.closes);
    match (asked, applications) {
        // Nobody has less time than everybody.
        (None, Some(_)) => Ok(None),
        (Some(asked), Some(closes)) if asked <= closes => Ok(None),
        (Some(asked), _) if asked >= now.plus(LEAST) && asked <= phase => Ok(Some(asked)),
        _ => Err(Refusal::ReturnUntil { from: now.plus(LEAST), closes: phase }),
    }
}

/// When a draft has to be handed in by: when applications close, or later by the time its unit gave. The moment that
/// is frozen with the version.
pub fn closes(season: &Season, given: Option<Stamp>) -> Option<Stamp> {
    season.window(Phase::Application).map(|w| w.closes).max(given)
}

/// Refuses to write in a draft that cannot be handed in any more.
///
/// # Errors
/// [`Refusal::ReturnOver`] once the time its unit gave is over, and what [`Season::require_open`] says of applications.
pub fn require_time(season: &Season, given: Option<Stamp>, now: Stamp) -> Result<(), Refusal> {
    let open = season.require_open(Phase::Application, now);
    match (given, open) {
        (Some(due), Err(_)) if now < due => Ok(()),
        (Some(due), Err(Refusal::PhaseClosed { .. })) => Err(Refusal::ReturnOver { due }),
        (_, open) => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::Window;
    use crate::season::tests::season;

    /// Applications from day 0 to 10, recommendation from day 5 to 20.
    fn year() -> Season {
        let window = |phase, opens, closes| Window {
            phase,
            opens: day(opens),
            closes: day(closes),
            changed: None,
        };
        let windows = vec![window(Phase::Application, 0, 10), window(Phase::Recommendation, 5, 20)];
        Season { windows, ..season() }
    }

    fn day(n: i64) -> Stamp {
        Stamp(n * DAY)
    }

    #[test]
    fn art_17_what_is_returned_after_applications_closed_has_a_time_within_the_phase() {
        let s = year();
        let wrong =
            |now: Stamp| Err(Refusal::ReturnUntil { from: now.plus(LEAST), closes: day(20) });
        let now = day(12);
        assert_eq!(until(&s, Some(day(15)), now), Ok(Some(day(15))));
        assert_eq!(until(&s, Some(day(20)), now), Ok(Some(day(20))));
        assert_eq!(until(&s, Some(day(20).plus(1)), now), wrong(now));
        assert_eq!(until(&s, Some(now.plus(LEAST - 1)), now), wrong(now));
        assert_eq!(until(&s, None, now), wrong(now));
        assert!(matches!(until(&s, Some(day(15)), day(20)), Err(Refusal::PhaseClosed { .. })));
        assert!(matches!(until(&s, None, day(4)), Err(Refusal::PhaseNotOpen { .. })));
    }

    #[test]
    fn art_16_while_applications_are_open_nobody_has_less_time_than_everybody() {
        let s = year();
        for asked in [None, Some(day(9)), Some(day(10))] {
            assert_eq!(until(&s, asked, day(8)), Ok(None));
        }
        // Returned on the last evening there may be more.
        assert_eq!(until(&s, Some(day(13)), day(10).plus(-1)), Ok(Some(day(13))));
    }

    #[test]
    fn art_16_a_returned_draft_is_written_to_the_last_moment_of_its_time() {
        let s = year();
        let given = Some(day(15));
        assert_eq!(closes(&s, given), given);
        assert_eq!(closes(&s, None), Some(day(10)));
        assert_eq!(closes(&s, Some(day(9))), Some(day(10)), "applications were prolonged since");
        assert_eq!(require_time(&s, given, day(15).plus(-1)), Ok(()));
        assert_eq!(require_time(&s, given, day(15)), Err(Refusal::ReturnOver { due: day(15) }));
        assert!(require_time(&s, None, day(9)).is_ok());
        assert!(matches!(require_time(&s, None, day(10)), Err(Refusal::PhaseClosed { .. })));
    }

    #[test]
    fn art_17_the_proposed_time_leaves_a_day_to_read() {
        let s = year();
        assert_eq!(proposed(&s, day(8)), None);
        assert_eq!(proposed(&s, day(11)), Some(day(16)));
        assert_eq!(proposed(&s, day(17)), Some(day(19)));
        assert_eq!(proposed(&s, day(20).plus(-3 * HOUR)), Some(day(20).plus(-HOUR)));
        assert_eq!(proposed(&s, day(20).plus(-HOUR + 1)), None);
        for now in [day(11), day(17), day(20).plus(-3 * HOUR)] {
            assert!(until(&s, proposed(&s, now), now).is_ok());
        }
    }
}
