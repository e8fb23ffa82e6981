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
    /// They no longer work for the Office, or their account is disabled.
    Gone,
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
