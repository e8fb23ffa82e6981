//! What the clock has to say of a case that is heard (第二十四条): to the organisation, that its days are nearly over; to
//! those who decide, that they are. Each is said once, and noted in the case itself: a title of an earlier year has no
//! application here to note it at.

use super::case::{Case, Hearing};
use crate::facts::workdays::Calendar;
use crate::stamp::{DAY, Stamp};

/// What is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// The organisation is reminded of the statement it has not made.
    Due,
    /// The time is over: a decision can be proposed.
    Over,
}

impl Hearing {
    /// The first moment of the working day before the last on which a statement is taken: then somebody is at work to
    /// read it, a holiday between the two or not. None where it was asked for on that day or later, and where the days
    /// of that year are not known any more.
    pub fn reminds_from(&self, calendar: &Calendar) -> Option<Stamp> {
        let mut day = self.due.plus(-1).date();
        loop {
            day = day.previous_day().filter(|day| *day > self.asked.date())?;
            if calendar.is_workday(day).ok()? {
                return Some(Stamp::end_of(day).plus(-DAY));
            }
        }
    }
}

impl Case {
    /// What is to be said of it now, and the case with a note that it was. Whoever has `stated` something is not reminded;
    /// where a decision is proposed, everybody who decides knows that the time is over.
    pub fn saying(&self, calendar: &Calendar, stated: bool, now: Stamp) -> Option<(Saying, Case)> {
        let Case::Heard { hearing } = self else { return None };
        let next = hearing.clone();
        if now >= hearing.due {
            let next = Hearing { over_told: true, ..next };
            return (!hearing.over_told).then_some((Saying::Over, Case::Heard { hearing: next }));
        }
        let due = !stated && !hearing.reminded && hearing.reminds_from(calendar)? <= now;
        let next = Hearing { reminded: true, ..next };
        due.then_some((Saying::Due, Case::Heard { hearing: next }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Cause;
    use crate::incident::case::{Outcome, due};
    use crate::stamp::SECOND;

    const WHY: &str = "经核实，事故由主管部门认定该单位负主要责任。";

    fn at(typed: &str) -> Stamp {
        Stamp::read(typed).unwrap()
    }

    /// The organisation was asked then, for so many working days.
    fn asked(typed: &str, days: u32) -> Hearing {
        let asked = at(typed);
        let due = due(Calendar::builtin(), days, asked).unwrap();
        Hearing::new(Cause::Safety, WHY.into(), asked, due)
    }

    #[test]
    fn art_24_the_organisation_is_reminded_on_the_working_day_before_the_last() {
        let from = |typed, days| asked(typed, days).reminds_from(Calendar::builtin());
        // Over the National Day: the last day is the 8th of October, and nobody works on the seven days before.
        assert_eq!(asked("2026-09-23 10:00", 5).due, at("2026-10-09 00:00"));
        assert_eq!(from("2026-09-23 10:00", 5), Some(at("2026-09-30 00:00")));
        // A Sunday that is worked is a working day.
        assert_eq!(from("2026-09-18 10:00", 2), Some(at("2026-09-20 00:00")));
        // Whoever was asked on that day knows.
        assert_eq!(from("2026-09-30 10:00", 1), None);
        assert_eq!(asked("2026-09-23 10:00", 5).reminds_from(&Calendar::default()), None);
    }

    #[test]
    fn art_24_each_is_said_once_and_nothing_where_it_is_known() {
        let calendar = Calendar::builtin();
        let heard = Case::Heard { hearing: asked("2026-09-23 10:00", 5) };
        let (from, due) = (at("2026-09-30 00:00"), at("2026-10-09 00:00"));
        assert_eq!(heard.saying(calendar, false, from.plus(-SECOND)), None);
        let (said, reminded) = heard.saying(calendar, false, from).unwrap();
        assert_eq!(said, Saying::Due);
        assert_eq!(reminded.saying(calendar, false, due.plus(-SECOND)), None);
        // Who has stated something needs no reminder, and who decides hears all the same that the time is over.
        assert_eq!(heard.saying(calendar, true, from), None);
        for (case, stated) in [(&reminded, false), (&heard, true)] {
            let (said, over) = case.saying(calendar, stated, due).unwrap();
            assert_eq!(said, Saying::Over);
            assert_eq!(over.saying(calendar, stated, due.plus(DAY)), None);
        }
        let proposed = heard.propose(Outcome::Kept, WHY, &"a".into(), due).unwrap();
        assert_eq!(proposed.saying(calendar, false, due), None);
        let decided = proposed.confirm(&proposed.mark(), &"b".into(), due).unwrap();
        assert_eq!(decided.saying(calendar, false, due), None);
        for other in [Case::default(), Case::Investigated { at: from, groundless: None }] {
            assert_eq!(other.saying(calendar, false, due), None);
        }
    }

    #[test]
    fn art_24_a_case_from_before_it_was_noted_is_read_and_stays_as_it_was() {
        let heard = Case::Heard { hearing: asked("2026-09-23 10:00", 5) };
        let stored = serde_json::to_value(&heard).unwrap();
        let hearing = stored["hearing"].as_object().unwrap();
        assert!(!hearing.contains_key("reminded") && !hearing.contains_key("over_told"));
        assert_eq!(serde_json::from_value::<Case>(stored).unwrap(), heard);
    }
}
