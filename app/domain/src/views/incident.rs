//! Views of incidents (Art. 24): what whoever reports one, whoever handles or decides it, the organisation, and
//! everybody may know.

use serde::{Deserialize, Serialize};

use super::sealed::{DecisionView, EvidenceView, NoteView, Sealed};
use crate::ids::{AccountId, IncidentId};
use crate::incident::case::{Hearing, Outcome, Step};
use crate::incident::{Cause, Holder, Revocation};
use crate::stamp::Stamp;

/// What whoever reported sees by their link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentStatus {
    /// Code of the case.
    pub code: String,
    /// The title it is about.
    pub title: Holder,
    /// Ground as it was reported.
    pub cause: Cause,
    /// When it was received.
    pub at: Stamp,
    /// How many files came with it.
    pub files: u32,
    /// Where it stands, as far as that is told.
    pub step: Step,
    /// What became of it, and why; no outcome where it was not taken up, or dropped.
    pub settled: Option<(Option<Outcome>, String)>,
}

/// A case in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentLine {
    /// The case.
    pub id: IncidentId,
    /// Its code.
    pub code: String,
    /// When it was received.
    pub at: Stamp,
    /// Whether it is open.
    pub open: bool,
    /// Whether somebody investigates it.
    pub named: bool,
    /// What it is about and where it stands; to those alone who handle or decide it.
    pub known: Option<(Holder, Step)>,
}

/// The list of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incidents {
    /// The latest first.
    pub lines: Vec<IncidentLine>,
    /// Colleagues who can be named; empty but for the Office.
    pub staff: Vec<(AccountId, String)>,
}

/// A statement of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementView {
    /// Which of the case, from 1.
    pub number: i64,
    /// Name of who made it, or recorded it; empty where the reader is not to know who did.
    pub author: String,
    /// It came on paper, and was recorded by who investigates.
    pub paper: bool,
    /// When.
    pub at: Stamp,
    /// What.
    pub text: String,
    /// What came with it.
    pub files: Vec<EvidenceView>,
}

/// A case as those who handle or decide it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentView {
    /// The case.
    pub id: IncidentId,
    /// Its code.
    pub code: String,
    /// The title it is about.
    pub title: Holder,
    /// When it was received.
    pub at: Stamp,
    /// Where it stands.
    pub step: Step,
    /// Why it was not taken up, or dropped.
    pub declined: Option<String>,
    /// For those who investigate: why it is to be dropped, and the name of who found so.
    pub groundless: Option<(String, String)>,
    /// The viewer may confirm that.
    pub drops: bool,
    /// Notes and report; to those who decide the report alone.
    pub notes: Vec<NoteView>,
    /// For those who investigate: the ground as it was reported, and what was typed.
    pub sealed: Option<(Cause, Sealed)>,
    /// The hearing.
    pub hearing: Option<Hearing>,
    /// Somebody who can answer for the organisation is told here; else it is told on paper.
    pub informed: bool,
    /// The title was revoked already, by another case: what everybody reads of it.
    pub gone: Option<Revocation>,
    /// What the organisation has stated.
    pub statements: Vec<StatementView>,
    /// What is proposed or decided.
    pub decision: Option<DecisionView<Outcome>>,
    /// Working days in which a statement is made.
    pub statement_days: u32,
    /// The viewer investigates.
    pub handles: bool,
    /// The viewer may ask for more.
    pub asks: bool,
    /// The viewer may propose.
    pub proposes: bool,
    /// The viewer may confirm or give back.
    pub confirms: bool,
    /// Mark of what they would confirm; empty where they may not.
    pub seen: String,
    /// The server's clock.
    pub now: Stamp,
}

/// What the organisation sees, and who records its statement for it: what it is charged with, until when it is heard, what it stated, what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingView {
    /// The case.
    pub id: IncidentId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: Holder,
    /// The hearing.
    pub hearing: Hearing,
    /// Working days of it.
    pub statement_days: u32,
    /// What was stated.
    pub statements: Vec<StatementView>,
    /// What was decided, and why.
    pub decided: Option<(Outcome, String)>,
    /// The viewer may make a statement now, or record one.
    pub states: bool,
    /// The viewer investigates the case, and records what comes on paper.
    pub records: bool,
    /// The server's clock.
    pub now: Stamp,
}

/// A case an organisation is, or was, heard in: for its own people, who find their page by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingLine {
    /// The case.
    pub id: IncidentId,
    /// Its code.
    pub code: String,
    /// Number of the title it is about.
    pub number: String,
    /// First moment at which a statement is too late.
    pub due: Stamp,
    /// Statements are taken now.
    pub open: bool,
    /// What was decided.
    pub decided: Option<Outcome>,
}

/// All titles that were revoked, the latest first. Everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocations {
    /// They.
    pub lines: Vec<Revocation>,
}
