//! Incidents (第二十四条): somebody reports one about the holder of a title; it is screened, investigated, the
//! organisation is heard, two of the association decide; a title that is revoked stays in the register, marked so.
//!
//! The article names who acts (the Office) and on which grounds; how many days the organisation is heard, and for
//! how many seasons it does not apply again, are settings.

pub mod case;
pub mod groundless;
pub mod letter;
pub mod report;
pub mod saying;

use serde::{Deserialize, Serialize};

use crate::ids::IncidentId;
use crate::sealed::code_of;
use crate::stamp::Stamp;

/// A ground on which a title is revoked; those of the article and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The title was obtained by false statements (弄虚作假).
    Falsified,
    /// A major accident of quality.
    Quality,
    /// A major accident of safety.
    Safety,
    /// A major accident of the environment.
    Environment,
    /// A major breach of faith: complaints, dishonesty (信誉).
    Reputation,
}

impl Cause {
    /// All, in the order of the article.
    pub const ALL: [Cause; 5] =
        [Cause::Falsified, Cause::Quality, Cause::Safety, Cause::Environment, Cause::Reputation];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Cause::Falsified => "falsified",
            Cause::Quality => "quality",
            Cause::Safety => "safety",
            Cause::Environment => "environment",
            Cause::Reputation => "reputation",
        }
    }

    /// The cause of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// What a case is called by all who hear of it: nothing that would tell how many there are.
pub fn case_code(id: &IncidentId) -> String {
    code_of(id.as_str())
}

/// The title a case is about, as it was when it was reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Number of the title, as it stands on the plaque.
    pub number: String,
    /// Year of its selection.
    pub year: i32,
    /// Organisation.
    pub organisation: String,
    /// Its credit code; empty where it is not known.
    pub uscc: String,
    /// Benchmark title.
    pub benchmark: String,
}

/// The public tombstone of a title that was revoked. Nothing of who reported what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// The title.
    pub title: Holder,
    /// On which ground.
    pub cause: Cause,
    /// Why, in words for everybody.
    pub reason: String,
    /// When.
    pub at: Stamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_has_a_code_that_tells_nothing() {
        let (a, b) = (case_code(&"1".into()), case_code(&"2".into()));
        assert!(a != b && a.len() == 9);
    }

    #[test]
    fn art_24_grounds_are_those_of_the_article() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
        assert_eq!(Cause::from_code("other"), None);
    }
}
