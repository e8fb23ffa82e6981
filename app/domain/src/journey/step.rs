//! The steps that lead from stage to stage.

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// A step on the journey, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The dossier was begun.
    Started,
    /// A version was frozen and handed in.
    Submitted {
        /// Its number, from 1.
        version: i64,
    },
    /// The unit recommended it.
    Recommended {
        /// Code of the unit.
        unit: String,
    },
    /// The unit took its recommendation back; the seat is free again.
    RecommendationWithdrawn,
    /// The unit returned it to its applicant, with reasons.
    Returned {
        /// First moment at which handing in again is too late, where the unit set one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Stamp>,
    },
    /// The applicant took it back to a draft, while applications are open.
    TakenBack,
    /// The applicant withdrew it for good.
    Withdrawn,
    /// The Office asked for a correction, once.
    CorrectionAsked {
        /// First moment at which an answer is too late.
        due: Stamp,
    },
    /// The applicant answered with a new version.
    CorrectionAnswered {
        /// Its number.
        version: i64,
    },
    /// The Office passed it.
    FormalityPassed,
    /// The Office refused it.
    FormalityRefused {
        /// Code of the item of the checklist that is not satisfied.
        item: String,
    },
    /// The assignment to experts was published.
    Assigned,
    /// The lists were released, and it is on its panel's.
    Shortlisted,
    /// They were released, and it is in reserve.
    PutInReserve,
    /// They were released, and it is not on its panel's.
    LeftOut,
    /// The public notice was opened, and it is on the initial list.
    PutOnList,
    /// It was opened, or nothing remained to put on one, and it is not on the list.
    LeftOffList,
    /// An objection to it was upheld.
    StruckOff,
    /// The announcement was released.
    Announced,
}
