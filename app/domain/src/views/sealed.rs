//! Views of a sealed case (Art. 15), be it an objection or an incident: what those who look into it see, and what was
//! decided.

use serde::{Deserialize, Serialize};

use crate::application::files::FileState;
use crate::ids::{AccountId, FileId};
use crate::sender::Sender;
use crate::stamp::Stamp;

/// A note of those who look into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// The report to those who decide, else a note of the investigation.
    pub report: bool,
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

/// What was typed, and who looks into it: for those who do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Who sent it.
    pub sender: Sender,
    /// Facts.
    pub facts: String,
    /// Evidence.
    pub files: Vec<EvidenceView>,
    /// Who was named: account, name, and whether they stepped out.
    pub people: Vec<(AccountId, String, bool)>,
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
