//! How an objection is dealt with (第二十一条): investigated by those who are named, put before the committee,
//! decided by two of its heads. Nothing goes on while one is open.

use serde::{Deserialize, Serialize};

use crate::deliberation::check_reason;
use crate::ids::AccountId;
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
    Investigated,
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
    },
}

impl Handling {
    /// The step alone.
    pub fn step(&self) -> Step {
        match self {
            Handling::Received => Step::Received,
            Handling::Investigated => Step::Investigated,
            Handling::Reported { .. } => Step::Reported,
            Handling::Proposed { .. } => Step::Proposed,
            Handling::Decided { .. } => Step::Decided,
            Handling::Withdrawn { .. } => Step::Withdrawn,
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

    /// The refusal of what does not begin here.
    pub fn stands(&self) -> Refusal {
        Refusal::ObjectionStands { step: self.step() }
    }

    /// Somebody is named to handle it.
    pub fn named(&self) -> Result<Handling, Refusal> {
        match self {
            Handling::Received => Ok(Handling::Investigated),
            step if step.step().is_open() => Ok(step.clone()),
            _ => Err(self.stands()),
        }
    }

    /// The report goes to the committee.
    pub fn reported(&self, now: Stamp) -> Result<Handling, Refusal> {
        match self {
            Handling::Investigated => Ok(Handling::Reported { at: now }),
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
        check_reason(reason)?;
        Ok(Handling::Proposed { outcome, reason: reason.to_owned(), by: by.clone(), at: now })
    }

    /// Another one confirms it.
    pub fn confirm(&self, confirming: &AccountId, now: Stamp) -> Result<Handling, Refusal> {
        let Handling::Proposed { outcome, reason, by, .. } = self else {
            return Err(self.stands());
        };
        if by == confirming {
            return Err(Refusal::SecondPerson);
        }
        Ok(Handling::Decided {
            outcome: *outcome,
            reason: reason.clone(),
            by: by.clone(),
            confirmed_by: confirming.clone(),
            at: now,
        })
    }

    /// Another one does not: the committee goes on deliberating.
    pub fn give_back(&self, by: &AccountId, now: Stamp) -> Result<Handling, Refusal> {
        match self {
            Handling::Proposed { by: proposed, .. } if proposed == by => Err(Refusal::SecondPerson),
            Handling::Proposed { .. } => Ok(Handling::Reported { at: now }),
            _ => Err(self.stands()),
        }
    }

    /// Whoever objected takes it back.
    pub fn withdraw(&self, reason: &str, now: Stamp) -> Result<Handling, Refusal> {
        if !self.step().is_open() {
            return Err(self.stands());
        }
        Ok(Handling::Withdrawn { at: now, reason: reason.to_owned() })
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
        assert_eq!(proposed.confirm(&a, Stamp(4)), Err(Refusal::SecondPerson));
        assert_eq!(proposed.give_back(&b, Stamp(4)).unwrap().step(), Step::Reported);
        let decided = proposed.confirm(&b, Stamp(4)).unwrap();
        assert!(!decided.step().is_open());
        assert!(decided.withdraw("", Stamp(5)).is_err() && decided.named().is_err());
        for open in [new, named, reported, proposed] {
            assert!(open.step().is_open());
            assert!(!open.withdraw("", Stamp(9)).unwrap().step().is_open());
        }
    }
}
