//! Where a dossier stands, with the facts of its stage.

use serde::{Deserialize, Serialize};

use super::Stage;
use crate::stamp::Stamp;

/// Where a dossier stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Standing {
    /// Being written.
    Draft {
        /// Since when.
        since: Stamp,
        /// First moment at which handing in again is too late, where the unit that returned it set one (Art. 17);
        /// otherwise applications close for it as for everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Stamp>,
    },
    /// Frozen as a version and handed in.
    Submitted {
        /// When.
        at: Stamp,
        /// Number of the frozen version, from 1.
        version: i64,
    },
    /// Recommended by its unit.
    Recommended {
        /// When.
        at: Stamp,
        /// Version recommended.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Reopened where the Office asked (Art. 18).
    Correction {
        /// When it was asked.
        at: Stamp,
        /// Version the Office read.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
        /// First moment at which an answer is too late.
        due: Stamp,
    },
    /// Passed the formality check.
    FormalityPassed {
        /// When.
        at: Stamp,
        /// Version checked.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// With the experts.
    WrittenReview {
        /// Since when.
        at: Stamp,
        /// Version under review.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// On its panel's list.
    Shortlisted {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// In reserve.
    Reserve {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Not on the list.
    NotShortlisted {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// On the public notice.
    OnInitialList {
        /// When the notice was opened.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// A benchmark of its year.
    Announced {
        /// When the announcement was released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Not on the initial list.
    NotListed {
        /// When the notice was opened, or the consultation closed of which nothing remained.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Struck off the list.
    StruckOff {
        /// When the objection was decided.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Refused by the formality check.
    FormalityRefused {
        /// When.
        at: Stamp,
        /// Version checked.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Withdrawn for good.
    Withdrawn {
        /// When.
        at: Stamp,
        /// The last version handed in.
        version: i64,
    },
}

impl Standing {
    /// The stage alone.
    pub fn stage(&self) -> Stage {
        match self {
            Standing::Draft { .. } => Stage::Draft,
            Standing::Submitted { .. } => Stage::Submitted,
            Standing::Recommended { .. } => Stage::Recommended,
            Standing::Correction { .. } => Stage::Correction,
            Standing::FormalityPassed { .. } => Stage::FormalityPassed,
            Standing::WrittenReview { .. } => Stage::WrittenReview,
            Standing::Shortlisted { .. } => Stage::Shortlisted,
            Standing::Reserve { .. } => Stage::Reserve,
            Standing::NotShortlisted { .. } => Stage::NotShortlisted,
            Standing::OnInitialList { .. } => Stage::OnInitialList,
            Standing::Announced { .. } => Stage::Announced,
            Standing::NotListed { .. } => Stage::NotListed,
            Standing::StruckOff { .. } => Stage::StruckOff,
            Standing::FormalityRefused { .. } => Stage::FormalityRefused,
            Standing::Withdrawn { .. } => Stage::Withdrawn,
        }
    }

    /// The number of the version that was handed in; `None` for a draft.
    pub fn version(&self) -> Option<i64> {
        match self {
            Standing::Draft { .. } => None,
            Standing::Submitted { version, .. }
            | Standing::Recommended { version, .. }
            | Standing::Correction { version, .. }
            | Standing::FormalityPassed { version, .. }
            | Standing::WrittenReview { version, .. }
            | Standing::Shortlisted { version, .. }
            | Standing::Reserve { version, .. }
            | Standing::NotShortlisted { version, .. }
            | Standing::OnInitialList { version, .. }
            | Standing::Announced { version, .. }
            | Standing::NotListed { version, .. }
            | Standing::StruckOff { version, .. }
            | Standing::FormalityRefused { version, .. }
            | Standing::Withdrawn { version, .. } => Some(*version),
        }
    }

    /// Since when it stands there.
    pub fn since(&self) -> Stamp {
        match self {
            Standing::Draft { since: at, .. }
            | Standing::Submitted { at, .. }
            | Standing::Recommended { at, .. }
            | Standing::Correction { at, .. }
            | Standing::FormalityPassed { at, .. }
            | Standing::WrittenReview { at, .. }
            | Standing::Shortlisted { at, .. }
            | Standing::Reserve { at, .. }
            | Standing::NotShortlisted { at, .. }
            | Standing::OnInitialList { at, .. }
            | Standing::Announced { at, .. }
            | Standing::NotListed { at, .. }
            | Standing::StruckOff { at, .. }
            | Standing::FormalityRefused { at, .. }
            | Standing::Withdrawn { at, .. } => *at,
        }
    }
}
