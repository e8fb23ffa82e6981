//! Views of a sealed case (Art. 15), be it an objection or an incident: what those who look into it see, and what was
//! decided.

use serde::{Deserialize, Serialize};

use crate::application::files::FileState;
use crate::ids::{AccountId, FileId};
use crate::sealed::Kind;
use crate::sender::Sender;
use crate::stamp::Stamp;

/// What was written by those who look into it, or asked by those who decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// What it is.
    pub kind: Kind,
    /// Name of who wrote it.
    pub author: String,
    /// When.
    pub at: Stamp,
    /// What.
    pub text: String,
    /// What was handed in later and added with it, the text saying where it comes from.
    #[serde(default)]
    pub files: Vec<EvidenceView>,
}

/// A file of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// File.
    pub id: FileId,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// How far the look for viruses has come.
    pub state: FileState,
}

/// How somebody who was named stands to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// They look into it.
    AtWork,
    /// They stepped out for a conflict of interest, for good.
    SteppedOut,
    /// They are tied to the organisation or its application since they were named: they fell out of it (Art. 15).
    Tied,
    /// They no longer work for the Office, or their account is disabled.
    Gone,
}

impl Named {
    /// How somebody who was named stands to it: who stepped out stays out, whatever becomes of the rest; whoever is tied
    /// to what it is about looks into it as little as who stepped out (Art. 15); and nobody does who cannot.
    pub fn of(left: bool, tied: bool, able: bool) -> Self {
        match (left, tied, able) {
            (true, ..) => Self::SteppedOut,
            (_, true, _) => Self::Tied,
            (.., false) => Self::Gone,
            _ => Self::AtWork,
        }
    }

    /// Whether they have still to do with it, as soon as they can: a case is closed to whoever stepped out or is tied.
    pub fn stays(self) -> bool {
        matches!(self, Self::AtWork | Self::Gone)
    }
}

/// What was typed, and who looks into it: for those who do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Who sent it.
    pub sender: Sender,
    /// Facts.
    pub facts: String,
    /// Evidence.
    pub files: Vec<EvidenceView>,
    /// Who was named: account, name, and how they stand to it now.
    pub people: Vec<(AccountId, String, Named)>,
    /// Colleagues who can be named.
    pub staff: Vec<(AccountId, String)>,
}

/// What was decided or is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionView<O> {
    /// What.
    pub outcome: O,
    /// Why.
    pub reason: String,
    /// Name of who proposed it.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_15_who_is_tied_to_a_case_looks_into_it_as_little_as_who_stepped_out() {
        for (left, tied, able, expected) in [
            (false, false, true, Named::AtWork),
            (false, false, false, Named::Gone),
            (false, true, true, Named::Tied),
            // Whoever comes back to the Office comes back to no case they are tied to.
            (false, true, false, Named::Tied),
            (true, false, true, Named::SteppedOut),
            (true, true, false, Named::SteppedOut),
        ] {
            let stands = Named::of(left, tied, able);
            assert_eq!(stands, expected, "{left} {tied} {able}");
            assert_eq!(stands.stays(), !left && !tied, "{left} {tied} {able}");
        }
    }
}
