//! What is told to whom of an incident (第二十四条). What was reported, and by whom, stands in none of it.

use serde::{Deserialize, Serialize};

use super::Cause;
use super::case::Outcome;
use crate::stamp::Stamp;

/// A message about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// It was received: the receipt of whoever reports, with the link to see how it stands.
    Received {
        /// Code of the case.
        case: String,
        /// Secret of the link.
        token: String,
    },
    /// One has come in; told to the Office, and nothing else of it.
    Came {
        /// Code of the case.
        case: String,
    },
    /// The reader is named to investigate it.
    Named {
        /// Code of the case.
        case: String,
    },
    /// Nobody investigates it any more; told to the Office, which names somebody anew.
    Freed {
        /// Code of the case.
        case: String,
    },
    /// The reader is tied to the organisation or its application since they were named, and investigates it no more (Art.
    /// 15).
    KeptFrom {
        /// Code of the case.
        case: String,
    },
    /// The association has decided; told to those who investigated it.
    Decided {
        /// Code of the case.
        case: String,
    },
    /// The organisation is asked for its statement; told to its writers.
    Hearing {
        /// Code of the case.
        case: String,
        /// Identifier of the case, for the page on which it answers.
        id: String,
        /// Number of the title.
        number: String,
        /// First moment at which a statement is too late.
        due: Stamp,
    },
    /// A working day before it is too late the organisation has made no statement; told to its writers.
    HearingDue {
        /// Code of the case.
        case: String,
        /// Identifier of the case, for the page on which it answers.
        id: String,
        /// Number of the title.
        number: String,
        /// First moment at which a statement is too late.
        due: Stamp,
    },
    /// The time of the statement is over, and a decision can be proposed; told to those of the association who decide.
    HearingOver {
        /// Code of the case.
        case: String,
    },
    /// The organisation has made a statement; told to those who investigate.
    Stated {
        /// Code of the case.
        case: String,
    },
    /// The report is in; told to those of the association who decide.
    Reported {
        /// Code of the case.
        case: String,
        /// First moment at which it can be decided.
        due: Stamp,
    },
    /// One of those who decide asks for more; told to those who investigate.
    Asked {
        /// Code of the case.
        case: String,
    },
    /// A decision is proposed and waits for another; told to the others who decide.
    Proposed {
        /// Code of the case.
        case: String,
    },
    /// The decision was given back; told to whoever proposed it.
    Returned {
        /// Code of the case.
        case: String,
    },
    /// It is settled; told to whoever reported.
    Settled {
        /// Code of the case.
        case: String,
        /// What became of it; `None` where it was not taken up.
        outcome: Option<Outcome>,
        /// Why.
        reason: String,
    },
    /// One of those who investigate it holds it for groundless; told to the others of them.
    Doubted {
        /// Code of the case.
        case: String,
    },
    /// It was investigated, and nothing of it holds; told to whoever reported.
    Groundless {
        /// Code of the case.
        case: String,
        /// Why.
        reason: String,
    },
    /// The title stays; told to the organisation, which was heard.
    Kept {
        /// Number of the title.
        number: String,
        /// Why.
        reason: String,
    },
    /// The title is revoked; told to the organisation.
    Revoked {
        /// Number of the title.
        number: String,
        /// On which ground.
        cause: Cause,
        /// Why.
        reason: String,
        /// Year up to which the organisation does not apply again.
        until: i32,
    },
}

impl Letter {
    /// The secret it carries.
    pub fn token(&self) -> Option<&str> {
        match self {
            Letter::Received { token, .. } => Some(token),
            _ => None,
        }
    }

    /// Forgets it.
    pub fn scrub(&mut self) {
        if let Letter::Received { token, .. } = self {
            token.clear();
        }
    }

    /// The path where something is to be done or seen.
    pub fn place(&self) -> String {
        match self {
            Letter::Received { token, .. } => format!("/incident/status/{token}"),
            Letter::Came { .. }
            | Letter::Named { .. }
            | Letter::Freed { .. }
            | Letter::KeptFrom { .. }
            | Letter::Decided { .. }
            | Letter::Stated { .. }
            | Letter::Doubted { .. }
            | Letter::Asked { .. }
            | Letter::Proposed { .. }
            | Letter::Returned { .. }
            | Letter::HearingOver { .. }
            | Letter::Reported { .. } => "/incident".into(),
            Letter::Hearing { id, .. } | Letter::HearingDue { id, .. } => {
                format!("/incident/statement/{id}")
            }
            Letter::Settled { .. }
            | Letter::Groundless { .. }
            | Letter::Kept { .. }
            | Letter::Revoked { .. } => "/revocation".into(),
        }
    }

    /// One of every kind, with invented facts.
    pub fn examples() -> Vec<Letter> {
        let (case, number) = ("9F2C-41D0".to_owned(), "2026-0017-53".to_owned());
        let reason = "经核实，情况不属实".to_owned();
        vec![
            Letter::Received { case: case.clone(), token: "t".repeat(64) },
            Letter::Came { case: case.clone() },
            Letter::Named { case: case.clone() },
            Letter::Freed { case: case.clone() },
            Letter::KeptFrom { case: case.clone() },
            Letter::Decided { case: case.clone() },
            Letter::Hearing {
                case: case.clone(),
                id: "演示".into(),
                number: number.clone(),
                due: Stamp(2),
            },
            Letter::HearingDue {
                case: case.clone(),
                id: "演示".into(),
                number: number.clone(),
                due: Stamp(2),
            },
            Letter::HearingOver { case: case.clone() },
            Letter::Stated { case: case.clone() },
            Letter::Reported { case: case.clone(), due: Stamp(2) },
            Letter::Asked { case: case.clone() },
            Letter::Proposed { case: case.clone() },
            Letter::Returned { case: case.clone() },
            Letter::Settled { case: case.clone(), outcome: None, reason: reason.clone() },
            Letter::Doubted { case: case.clone() },
            Letter::Groundless { case: case.clone(), reason: reason.clone() },
            Letter::Settled { case, outcome: Some(Outcome::Kept), reason: reason.clone() },
            Letter::Kept { number: number.clone(), reason: reason.clone() },
            Letter::Revoked { number, cause: Cause::Falsified, reason, until: 2029 },
        ]
    }
}
