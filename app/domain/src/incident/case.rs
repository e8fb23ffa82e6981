//! How an incident is dealt with (第二十四条): taken up or not, investigated by those who are named, dropped by two of
//! them where nothing of it holds, else the organisation heard for its working days, decided by two of the association.

use serde::{Deserialize, Serialize};

use super::Cause;
use super::groundless::Groundless;
use crate::application::version::digest;
use crate::facts::workdays::{Calendar, CalendarError, Counting};
use crate::ids::AccountId;
use crate::reason;
use crate::refusal::Refusal;
use crate::sealed::check_text;
use crate::stamp::Stamp;

/// Statements an organisation makes to one charge at most.
pub const STATEMENTS_MAX: usize = 5;

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The title stays.
    Kept,
    /// The title is revoked.
    Revoked,
}

impl Outcome {
    /// Both.
    pub const ALL: [Outcome; 2] = [Outcome::Kept, Outcome::Revoked];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Kept => "kept",
            Outcome::Revoked => "revoked",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// Where it stands, without facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Received; not screened yet.
    Received,
    /// Not taken up.
    Declined,
    /// Being investigated.
    Investigated,
    /// One of those who investigate it has found that nothing of it holds; another is to confirm that.
    Groundless,
    /// Two of them have: nobody was heard, nothing is decided.
    Dropped,
    /// The report is in, the organisation is heard.
    Heard,
    /// One of the association has proposed a decision.
    Proposed,
    /// Decided.
    Decided,
}

impl Step {
    /// All, in order.
    pub const ALL: [Step; 8] = [
        Step::Received,
        Step::Declined,
        Step::Investigated,
        Step::Groundless,
        Step::Dropped,
        Step::Heard,
        Step::Proposed,
        Step::Decided,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Step::Received => "received",
            Step::Declined => "declined",
            Step::Investigated => "investigated",
            Step::Groundless => "groundless",
            Step::Dropped => "dropped",
            Step::Heard => "heard",
            Step::Proposed => "proposed",
            Step::Decided => "decided",
        }
    }

    /// What the tables call it: they know six steps. A case found groundless is investigated for them, and one that
    /// was dropped is declined, for good like any other (ADR 0053).
    pub fn column(self) -> &'static str {
        match self {
            Step::Groundless => Step::Investigated.code(),
            Step::Dropped => Step::Declined.code(),
            step => step.code(),
        }
    }

    /// Whether it is not settled yet.
    pub fn is_open(self) -> bool {
        !matches!(self, Step::Declined | Step::Dropped | Step::Decided)
    }

    /// Whether it has come before those who decide, and before the organisation.
    pub fn reported(self) -> bool {
        matches!(self, Step::Heard | Step::Proposed | Step::Decided)
    }
}

/// The organisation is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// On which ground, as it was found.
    pub cause: Cause,
    /// What it is told that it is charged with.
    pub charge: String,
    /// When it was asked.
    pub asked: Stamp,
    /// First moment at which a statement is too late, and a decision can be proposed.
    pub due: Stamp,
    /// The organisation was reminded of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reminded: bool,
    /// Those who decide were told that the time is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over_told: bool,
}

impl Hearing {
    /// One that begins.
    pub fn new(cause: Cause, charge: String, asked: Stamp, due: Stamp) -> Self {
        Self { cause, charge, asked, due, reminded: false, over_told: false }
    }
}

/// What was decided, or is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// Why; where the title is revoked everybody reads it.
    pub reason: String,
    /// Who proposed it.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

/// Where it stands, with the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Case {
    /// Received.
    #[default]
    Received,
    /// Not taken up; or dropped after the investigation.
    Declined {
        /// Why.
        reason: String,
        /// Who said so.
        by: AccountId,
        /// When.
        at: Stamp,
        /// After the investigation: who confirmed it, another person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<AccountId>,
    },
    /// Taken up.
    Investigated {
        /// When.
        at: Stamp,
        /// One of those who investigate it has found that nothing of it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        groundless: Option<Groundless>,
    },
    /// The report is in.
    Heard {
        /// The hearing.
        hearing: Hearing,
    },
    /// A decision is proposed.
    Proposed {
        /// The hearing.
        hearing: Hearing,
        /// The decision.
        decision: Decision,
    },
    /// Decided.
    Decided {
        /// The hearing.
        hearing: Hearing,
        /// The decision.
        decision: Decision,
        /// Who confirmed it: another person.
        confirmed_by: AccountId,
        /// When.
        at: Stamp,
    },
}

impl Case {
    /// The step alone.
    pub fn step(&self) -> Step {
        match self {
            Case::Received => Step::Received,
            Case::Declined { confirmed_by: None, .. } => Step::Declined,
            Case::Declined { .. } => Step::Dropped,
            Case::Investigated { groundless: None, .. } => Step::Investigated,
            Case::Investigated { .. } => Step::Groundless,
            Case::Heard { .. } => Step::Heard,
            Case::Proposed { .. } => Step::Proposed,
            Case::Decided { .. } => Step::Decided,
        }
    }

    /// The hearing, once there is one.
    pub fn hearing(&self) -> Option<&Hearing> {
        match self {
            Case::Heard { hearing }
            | Case::Proposed { hearing, .. }
            | Case::Decided { hearing, .. } => Some(hearing),
            _ => None,
        }
    }

    /// What is proposed or decided.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Case::Proposed { decision, .. } | Case::Decided { decision, .. } => Some(decision),
            _ => None,
        }
    }

    /// What is proposed, or found, as whoever confirms it says that they have read it; empty where there is nothing to
    /// confirm. Another proposal has another mark.
    pub fn mark(&self) -> String {
        let said = match self {
            Case::Investigated { groundless: Some(found), .. } => serde_json::to_string(found),
            Case::Proposed { decision, .. } => serde_json::to_string(decision),
            _ => return String::new(),
        };
        said.map(|said| digest(&said)).unwrap_or_default()
    }

    /// The refusal of what does not begin here.
    pub fn stands(&self) -> Refusal {
        Refusal::IncidentStands { step: self.step() }
    }

    /// Refuses once it is settled.
    pub fn require_open(&self) -> Result<(), Refusal> {
        if self.step().is_open() { Ok(()) } else { Err(self.stands()) }
    }

    /// It is taken up.
    pub fn admit(&self, now: Stamp) -> Result<Case, Refusal> {
        match self {
            Case::Received => Ok(Case::Investigated { at: now, groundless: None }),
            _ => Err(self.stands()),
        }
    }

    /// It is not taken up, for a reason that whoever reported reads.
    pub fn decline(&self, reason: &str, by: &AccountId, now: Stamp) -> Result<Case, Refusal> {
        let Case::Received = self else { return Err(self.stands()) };
        reason::check(reason, reason::TELLING)?;
        let (reason, by) = (reason.to_owned(), by.clone());
        Ok(Case::Declined { reason, by, at: now, confirmed_by: None })
    }

    /// The report is in: the organisation is told what it is charged with, and heard.
    pub fn hear(&self, hearing: Hearing) -> Result<Case, Refusal> {
        // What one of them holds for groundless is confirmed or given back first.
        let Case::Investigated { groundless: None, .. } = self else { return Err(self.stands()) };
        check_text(&hearing.charge)?;
        Ok(Case::Heard { hearing })
    }

    /// Refuses a statement before the organisation is asked, and one that `came` at the first moment after its last day
    /// or later. Nor is one taken that came in time and was still looked through when a decision was proposed.
    pub fn require_hearing(&self, came: Stamp) -> Result<&Hearing, Refusal> {
        match (self, self.hearing()) {
            (Case::Heard { hearing }, _) if came < hearing.due => Ok(hearing),
            (_, Some(h)) => Err(Refusal::StatementOver { due: h.due }),
            (_, None) => Err(self.stands()),
        }
    }

    /// What those who decide read is added to, by a report or by what came on paper: until a decision is proposed.
    pub fn supplemented(&self) -> Result<&Hearing, Refusal> {
        match self {
            Case::Heard { hearing } => Ok(hearing),
            _ => Err(self.stands()),
        }
    }

    /// One of the association proposes a decision, not before the organisation was heard.
    pub fn propose(
        &self,
        outcome: Outcome,
        reason: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Case, Refusal> {
        let Case::Heard { hearing } = self else { return Err(self.stands()) };
        if now < hearing.due {
            return Err(Refusal::HearingRuns { due: hearing.due });
        }
        reason::check(reason, reason::TELLING)?;
        let decision = Decision { outcome, reason: reason.to_owned(), by: by.clone(), at: now };
        Ok(Case::Proposed { hearing: hearing.clone(), decision })
    }

    /// Another one confirms it: what they have `seen`, by its mark, and nothing that was proposed since.
    pub fn confirm(&self, seen: &str, confirming: &AccountId, now: Stamp) -> Result<Case, Refusal> {
        let Case::Proposed { hearing, decision } = self else { return Err(self.stands()) };
        if decision.by == *confirming {
            return Err(Refusal::SecondPerson);
        }
        if seen != self.mark() {
            return Err(Refusal::SeenChanged);
        }
        Ok(Case::Decided {
            hearing: hearing.clone(),
            decision: decision.clone(),
            confirmed_by: confirming.clone(),
            at: now,
        })
    }

    /// Another one does not: the decision they have `seen` is open again, and none that was proposed since.
    pub fn give_back(&self, seen: &str, by: &AccountId) -> Result<Case, Refusal> {
        match self {
            Case::Proposed { decision, .. } if decision.by == *by => Err(Refusal::SecondPerson),
            Case::Proposed { .. } if seen != self.mark() => Err(Refusal::SeenChanged),
            Case::Proposed { hearing, .. } => Ok(Case::Heard { hearing: hearing.clone() }),
            _ => Err(self.stands()),
        }
    }
}

/// First moment at which a statement is too late that was asked for at `now`: the day of asking does not count.
///
/// # Errors
/// [`Refusal::CalendarUnknown`] names the year nobody has imported.
pub fn due(calendar: &Calendar, days: u32, now: Stamp) -> Result<Stamp, Refusal> {
    let period = calendar.period(now.date(), days, Counting::NextDay);
    let period =
        period.map_err(|CalendarError::UnknownYear(year)| Refusal::CalendarUnknown { year })?;
    Ok(Stamp::end_of(period.last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHY: &str = "经核实，事故由主管部门认定该单位负主要责任。";

    fn hearing() -> Hearing {
        Hearing::new(Cause::Safety, WHY.into(), Stamp(2), Stamp(5))
    }

    #[test]
    fn art_24_an_incident_is_screened_investigated_heard_and_decided_by_two() {
        let (a, b): (AccountId, AccountId) = ("a".into(), "b".into());
        let new = Case::default();
        assert!(new.hear(hearing()).is_err());
        assert_eq!(new.require_hearing(Stamp(1)), Err(new.stands()));
        assert!(new.decline("短", &a, Stamp(1)).is_err());
        let declined = new.decline(WHY, &a, Stamp(1)).unwrap();
        assert!(!declined.step().is_open() && declined.admit(Stamp(2)).is_err());
        let taken_up = new.admit(Stamp(1)).unwrap();
        assert!(taken_up.propose(Outcome::Revoked, WHY, &a, Stamp(9)).is_err());
        assert!(taken_up.hear(Hearing { charge: "短".into(), ..hearing() }).is_err());
        let heard = taken_up.hear(hearing()).unwrap();
        assert!(heard.hear(hearing()).is_err());
        assert!(heard.supplemented().is_ok() && taken_up.supplemented().is_err());
        // To the last moment, and nothing is decided before.
        assert!(heard.require_hearing(Stamp(4)).is_ok());
        assert_eq!(heard.require_hearing(Stamp(5)), Err(Refusal::StatementOver { due: Stamp(5) }));
        let early = heard.propose(Outcome::Revoked, WHY, &a, Stamp(4));
        assert_eq!(early, Err(Refusal::HearingRuns { due: Stamp(5) }));
        assert!(heard.propose(Outcome::Revoked, "短", &a, Stamp(5)).is_err());
        let proposed = heard.propose(Outcome::Revoked, WHY, &a, Stamp(5)).unwrap();
        let mark = proposed.mark();
        assert_eq!(proposed.confirm(&mark, &a, Stamp(6)), Err(Refusal::SecondPerson));
        assert_eq!(proposed.give_back(&mark, &a), Err(Refusal::SecondPerson));
        assert_eq!(proposed.give_back("", &b), Err(Refusal::SeenChanged));
        assert_eq!(proposed.give_back(&mark, &b).unwrap(), heard);
        assert_eq!(proposed.supplemented(), Err(proposed.stands()));
        // What came in time is too late once the case has gone on.
        let over = Err(Refusal::StatementOver { due: Stamp(5) });
        assert_eq!(proposed.require_hearing(Stamp(4)), over);
        let anew = heard.propose(Outcome::Kept, WHY, &a, Stamp(5)).unwrap();
        assert_eq!(anew.confirm(&mark, &b, Stamp(6)), Err(Refusal::SeenChanged));
        assert_eq!(anew.give_back(&mark, &b), Err(Refusal::SeenChanged));
        let decided = proposed.confirm(&mark, &b, Stamp(6)).unwrap();
        assert!(!decided.step().is_open());
        assert!(
            decided.confirm(&mark, &b, Stamp(7)).is_err() && decided.give_back(&mark, &b).is_err()
        );
        assert_eq!(decided.decision().map(|d| d.outcome), Some(Outcome::Revoked));
    }

    #[test]
    fn art_24_five_working_days_pass_over_the_spring_festival() {
        let calendar = Calendar::builtin();
        let at = |day: &str| Stamp::read(&format!("{day}T10:00")).unwrap();
        // Thursday the 12th: the 13th, the working Saturday, then nine days off, the 24th to the 26th.
        let due_ = due(calendar, 5, at("2026-02-12")).unwrap();
        assert_eq!(due_.plus(-1).show_minute(), "2026-02-26 23:59");
        let plain = due(calendar, 5, at("2026-07-06")).unwrap();
        assert_eq!(plain.plus(-1).show_minute(), "2026-07-13 23:59");
        let unknown = due(calendar, 5, at("2039-07-06"));
        assert_eq!(unknown, Err(Refusal::CalendarUnknown { year: 2039 }));
    }

    #[test]
    fn codes_lead_back() {
        for o in Outcome::ALL {
            assert_eq!(Outcome::from_code(o.code()), Some(o));
        }
        let open = Step::ALL.iter().filter(|s| s.is_open()).count();
        assert_eq!(open, 5);
    }
}
