//! How an objection is dealt with (第二十一条): investigated by those who are named, put before the committee,
//! decided by two of its heads. Nothing goes on while one is open.

use serde::{Deserialize, Serialize};

use crate::application::version::digest;
use crate::ids::AccountId;
use crate::reason;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The line stays.
    Dismissed,
    /// The line is struck off.
    Upheld,
}

impl Outcome {
    /// Both.
    pub const ALL: [Outcome; 2] = [Outcome::Dismissed, Outcome::Upheld];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Dismissed => "dismissed",
            Outcome::Upheld => "upheld",
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
    /// Received; nobody is named yet.
    Received,
    /// Being investigated.
    Investigated,
    /// The report is before the committee.
    Reported,
    /// One of the heads has proposed a decision.
    Proposed,
    /// Decided.
    Decided,
    /// Taken back by whoever objected.
    Withdrawn,
}

impl Step {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Step::Received => "received",
            Step::Investigated => "investigated",
            Step::Reported => "reported",
            Step::Proposed => "proposed",
            Step::Decided => "decided",
            Step::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing may go on because of it.
    pub fn is_open(self) -> bool {
        !matches!(self, Step::Decided | Step::Withdrawn)
    }

    /// Whether it has come before the committee.
    pub fn before_committee(self) -> bool {
        matches!(self, Step::Reported | Step::Proposed | Step::Decided)
    }
}

/// Where it stands, with the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Handling {
    /// Received.
    #[default]
    Received,
    /// Somebody is named.
    Investigated {
        /// The committee has read a report and asks for more: since when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Stamp>,
    },
    /// The report is before the committee.
    Reported {
        /// Since when.
        at: Stamp,
    },
    /// A decision is proposed.
    Proposed {
        /// What.
        outcome: Outcome,
        /// Why.
        reason: String,
        /// By whom.
        by: AccountId,
        /// When.
        at: Stamp,
    },
    /// Decided.
    Decided {
        /// What.
        outcome: Outcome,
        /// Why.
        reason: String,
        /// Who proposed it.
        by: AccountId,
        /// Who confirmed it: another person.
        confirmed_by: AccountId,
        /// When.
        at: Stamp,
    },
    /// Taken back.
    Withdrawn {
        /// When.
        at: Stamp,
        /// Why, in the objector's words; may be empty.
        reason: String,
        /// It had come before the committee.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        reported: bool,
    },
}

impl Handling {
    /// The step alone.
    pub fn step(&self) -> Step {
        match self {
            Handling::Received => Step::Received,
            Handling::Investigated { .. } => Step::Investigated,
            Handling::Reported { .. } => Step::Reported,
            Handling::Proposed { .. } => Step::Proposed,
            Handling::Decided { .. } => Step::Decided,
            Handling::Withdrawn { .. } => Step::Withdrawn,
        }
    }

    /// Whether it has come before the committee, wherever it stands since.
    pub fn before_committee(&self) -> bool {
        match self {
            Handling::Investigated { asked } => asked.is_some(),
            Handling::Withdrawn { reported, .. } => *reported,
            _ => self.step().before_committee(),
        }
    }

    /// What is proposed or decided, why, who proposed it, and when it came to what it is.
    pub fn decision(&self) -> Option<(Outcome, &str, &AccountId, Stamp)> {
        match self {
            Handling::Proposed { outcome, reason, by, at, .. }
            | Handling::Decided { outcome, reason, by, at, .. } => {
                Some((*outcome, reason, by, *at))
            }
            _ => None,
        }
    }

    /// What is proposed, as whoever confirms it says that they have read it; empty where nothing is. Another proposal
    /// has another mark.
    pub fn mark(&self) -> String {
        match self {
            Handling::Proposed { .. } => {
                serde_json::to_string(self).map(|s| digest(&s)).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The refusal of what does not begin here.
    pub fn stands(&self) -> Refusal {
        Refusal::ObjectionStands { step: self.step() }
    }

    /// Somebody is named to handle it.
    pub fn named(&self) -> Result<Handling, Refusal> {
        match self {
            Handling::Received => Ok(Handling::Investigated { asked: None }),
            step if step.step().is_open() => Ok(step.clone()),
            _ => Err(self.stands()),
        }
    }

    /// The report goes to the committee; one that lies before it is supplemented, until a decision is proposed.
    pub fn reported(&self, now: Stamp) -> Result<Handling, Refusal> {
        match self {
            Handling::Investigated { .. } => Ok(Handling::Reported { at: now }),
            Handling::Reported { .. } => Ok(self.clone()),
            _ => Err(self.stands()),
        }
    }

    /// One of those who decide holds the report for too thin: it is looked into further.
    pub fn ask_further(&self, now: Stamp) -> Result<Handling, Refusal> {
        match self {
            Handling::Reported { .. } => Ok(Handling::Investigated { asked: Some(now) }),
            _ => Err(self.stands()),
        }
    }

    /// A head of the committee proposes a decision, with its reason.
    pub fn propose(
        &self,
        outcome: Outcome,
        reason: &str,
        by: &AccountId,
        now: Stamp,
    ) -> Result<Handling, Refusal> {
        let Handling::Reported { .. } = self else { return Err(self.stands()) };
        reason::check(reason, reason::TELLING)?;
        Ok(Handling::Proposed { outcome, reason: reason.to_owned(), by: by.clone(), at: now })
    }

    /// Another one confirms it: what they have `seen`, by its mark, and nothing that was proposed since.
    pub fn confirm(
        &self,
        seen: &str,
        confirming: &AccountId,
        now: Stamp,
    ) -> Result<Handling, Refusal> {
        let Handling::Proposed { outcome, reason, by, .. } = self else {
            return Err(self.stands());
        };
        if by == confirming {
            return Err(Refusal::SecondPerson);
        }
        if seen != self.mark() {
            return Err(Refusal::SeenChanged);
        }
        Ok(Handling::Decided {
            outcome: *outcome,
            reason: reason.clone(),
            by: by.clone(),
            confirmed_by: confirming.clone(),
            at: now,
        })
    }

    /// Another one does not agree with what they have `seen`: the committee goes on deliberating.
    pub fn give_back(&self, seen: &str, by: &AccountId, now: Stamp) -> Result<Handling, Refusal> {
        match self {
            Handling::Proposed { by: proposed, .. } if proposed == by => Err(Refusal::SecondPerson),
            Handling::Proposed { .. } if seen != self.mark() => Err(Refusal::SeenChanged),
            Handling::Proposed { .. } => Ok(Handling::Reported { at: now }),
            _ => Err(self.stands()),
        }
    }

    /// Whoever objected takes it back.
    pub fn withdraw(&self, reason: &str, now: Stamp) -> Result<Handling, Refusal> {
        if !self.step().is_open() {
            return Err(self.stands());
        }
        let reported = self.before_committee();
        Ok(Handling::Withdrawn { at: now, reason: reason.to_owned(), reported })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHY: &str = "经调查核实，所反映的数据与原始记录一致。";

    #[test]
    fn art_21_an_objection_is_investigated_reported_and_decided_by_two() {
        let (a, b): (AccountId, AccountId) = ("a".into(), "b".into());
        let new = Handling::default();
        assert!(new.reported(Stamp(1)).is_err());
        let named = new.named().unwrap();
        assert_eq!(named.step(), Step::Investigated);
        assert!(named.propose(Outcome::Upheld, WHY, &a, Stamp(2)).is_err());
        let reported = named.reported(Stamp(2)).unwrap();
        assert!(reported.propose(Outcome::Upheld, "短", &a, Stamp(3)).is_err());
        let proposed = reported.propose(Outcome::Upheld, WHY, &a, Stamp(3)).unwrap();
        assert_eq!(proposed.confirm(&proposed.mark(), &a, Stamp(4)), Err(Refusal::SecondPerson));
        let back = proposed.give_back(&proposed.mark(), &b, Stamp(4)).unwrap();
        assert_eq!(back.step(), Step::Reported);
        let decided = proposed.confirm(&proposed.mark(), &b, Stamp(4)).unwrap();
        assert!(!decided.step().is_open());
        assert!(decided.withdraw("", Stamp(5)).is_err() && decided.named().is_err());
        for open in [new, named, reported, proposed] {
            assert!(open.step().is_open());
            assert!(!open.withdraw("", Stamp(9)).unwrap().step().is_open());
        }
    }

    #[test]
    fn art_21_a_report_is_supplemented_until_a_decision_is_proposed_and_asked_for_again() {
        let a: AccountId = "a".into();
        let named = Handling::default().named().unwrap();
        assert_eq!(named.ask_further(Stamp(1)), Err(named.stands()));
        let reported = named.reported(Stamp(2)).unwrap();
        assert_eq!(reported.reported(Stamp(3)).unwrap(), reported);
        let asked = reported.ask_further(Stamp(4)).unwrap();
        assert_eq!((asked.step(), asked.before_committee()), (Step::Investigated, true));
        assert!(!named.before_committee() && asked.ask_further(Stamp(5)).is_err());
        assert!(asked.propose(Outcome::Upheld, WHY, &a, Stamp(5)).is_err());
        assert_eq!(asked.reported(Stamp(6)).unwrap(), Handling::Reported { at: Stamp(6) });
        let proposed = reported.propose(Outcome::Upheld, WHY, &a, Stamp(7)).unwrap();
        assert_eq!(proposed.reported(Stamp(8)), Err(proposed.stands()));
        assert_eq!(proposed.ask_further(Stamp(8)), Err(proposed.stands()));
        // What was taken back stays readable for who had read the report, and for nobody else.
        assert!(asked.withdraw("", Stamp(9)).unwrap().before_committee());
        assert!(!named.withdraw("", Stamp(9)).unwrap().before_committee());
    }

    #[test]
    fn objections_that_were_stored_before_read_as_they_did() {
        for old in [r#"{"step":"investigated"}"#, r#"{"step":"withdrawn","at":1,"reason":""}"#] {
            let handling: Handling = serde_json::from_str(old).unwrap();
            assert!(!handling.before_committee());
            assert_eq!(serde_json::to_string(&handling).unwrap(), old);
        }
    }

    #[test]
    fn art_21_what_is_confirmed_is_what_was_seen() {
        let (a, b): (AccountId, AccountId) = ("a".into(), "b".into());
        let reported = Handling::Reported { at: Stamp(2) };
        let stays = reported.propose(Outcome::Dismissed, WHY, &a, Stamp(3)).unwrap();
        // Given back and proposed anew within one tick of the clock, with the other outcome.
        let struck = reported.propose(Outcome::Upheld, WHY, &a, Stamp(3)).unwrap();
        assert_eq!(struck.confirm(&stays.mark(), &b, Stamp(4)), Err(Refusal::SeenChanged));
        assert_eq!(struck.confirm("", &b, Stamp(4)), Err(Refusal::SeenChanged));
        // Nor is given back what nobody has read.
        for seen in [stays.mark(), String::new()] {
            assert_eq!(struck.give_back(&seen, &b, Stamp(4)), Err(Refusal::SeenChanged));
        }
        assert!(struck.confirm(&struck.mark(), &b, Stamp(4)).is_ok());
        assert!(reported.mark().is_empty());
    }
}
