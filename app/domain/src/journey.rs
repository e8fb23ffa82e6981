//! Where a dossier stands: one enum that carries its facts, one transition table,
//! one fold. The stored standing is a projection of the journal; `check` folds
//! the journal again and compares.

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// The stage without its facts, for lists, filters and refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written (Art. 16).
    Draft,
    /// Submitted to its recommending unit (Art. 16).
    Submitted,
    /// Recommended within the quota (Art. 17).
    Recommended,
    /// Formality check passed (Art. 18).
    FormalityPassed,
    /// Assigned to experts for the written review (Art. 19).
    WrittenReview,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 5] = [
        Stage::Draft,
        Stage::Submitted,
        Stage::Recommended,
        Stage::FormalityPassed,
        Stage::WrittenReview,
    ];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Submitted => "submitted",
            Stage::Recommended => "recommended",
            Stage::FormalityPassed => "formality_passed",
            Stage::WrittenReview => "written_review",
        }
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Where a dossier stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Standing {
    /// Being written.
    Draft {
        /// Since when.
        since: Stamp,
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
}

impl Standing {
    /// The stage alone.
    pub fn stage(&self) -> Stage {
        match self {
            Standing::Draft { .. } => Stage::Draft,
            Standing::Submitted { .. } => Stage::Submitted,
            Standing::Recommended { .. } => Stage::Recommended,
            Standing::FormalityPassed { .. } => Stage::FormalityPassed,
            Standing::WrittenReview { .. } => Stage::WrittenReview,
        }
    }
}

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
    /// The Office passed it.
    FormalityPassed,
    /// The assignment to experts was published.
    Assigned,
}

/// A step that does not begin where the dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illegal {
    /// Where it stands; `None` before it was begun.
    pub stage: Option<Stage>,
    /// The step that was tried.
    pub step: Step,
}

/// The table of allowed steps: from, step's name, to.
pub const TABLE: &[(Option<Stage>, &str, Stage)] = &[
    (None, "started", Stage::Draft),
    (Some(Stage::Draft), "submitted", Stage::Submitted),
    (Some(Stage::Submitted), "recommended", Stage::Recommended),
    (Some(Stage::Recommended), "recommendation_withdrawn", Stage::Submitted),
    (Some(Stage::Recommended), "formality_passed", Stage::FormalityPassed),
    (Some(Stage::FormalityPassed), "assigned", Stage::WrittenReview),
];

/// Takes one step from where the dossier stands, at `at`.
pub fn evolve(from: Option<&Standing>, step: &Step, at: Stamp) -> Result<Standing, Illegal> {
    use Standing as S;
    let next = match (from, step) {
        (None, Step::Started) => S::Draft { since: at },
        (Some(S::Draft { .. }), Step::Submitted { version }) => {
            S::Submitted { at, version: *version }
        }
        (Some(S::Submitted { version, .. }), Step::Recommended { unit }) => {
            S::Recommended { at, version: *version, unit: unit.clone() }
        }
        (Some(S::Recommended { version, .. }), Step::RecommendationWithdrawn) => {
            S::Submitted { at, version: *version }
        }
        (Some(S::Recommended { version, unit, .. }), Step::FormalityPassed) => {
            S::FormalityPassed { at, version: *version, unit: unit.clone() }
        }
        (Some(S::FormalityPassed { version, unit, .. }), Step::Assigned) => {
            S::WrittenReview { at, version: *version, unit: unit.clone() }
        }
        (from, step) => {
            return Err(Illegal { stage: from.map(Standing::stage), step: step.clone() });
        }
    };
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<(&'static str, Step)> {
        vec![
            ("started", Step::Started),
            ("submitted", Step::Submitted { version: 1 }),
            ("recommended", Step::Recommended { unit: "R370200".into() }),
            ("recommendation_withdrawn", Step::RecommendationWithdrawn),
            ("formality_passed", Step::FormalityPassed),
            ("assigned", Step::Assigned),
        ]
    }

    fn standings() -> Vec<Option<Standing>> {
        let (at, version, unit) = (Stamp(1), 1, "R370200".to_string());
        vec![
            None,
            Some(Standing::Draft { since: at }),
            Some(Standing::Submitted { at, version }),
            Some(Standing::Recommended { at, version, unit: unit.clone() }),
            Some(Standing::FormalityPassed { at, version, unit: unit.clone() }),
            Some(Standing::WrittenReview { at, version, unit }),
        ]
    }

    /// The table shown to readers and the fold that runs are the same rule.
    #[test]
    fn evolve_allows_exactly_what_the_table_lists() {
        for from in standings() {
            for (name, step) in steps() {
                let listed = TABLE
                    .iter()
                    .find(|(f, n, _)| *f == from.as_ref().map(Standing::stage) && *n == name);
                let got = evolve(from.as_ref(), &step, Stamp(2)).ok().map(|s| s.stage());
                assert_eq!(got, listed.map(|l| l.2), "{from:?} {name}");
            }
        }
    }

    #[test]
    fn art_18_nothing_reaches_the_experts_without_the_formality_check() {
        let recommended = &standings()[3];
        assert!(evolve(recommended.as_ref(), &Step::Assigned, Stamp(2)).is_err());
    }
}
