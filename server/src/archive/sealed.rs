//! Sealed cases (Art. 15, 21, 24) as an archive tells of them. Who sent one stands nowhere in the journal; the hash of what
//! was typed does, and of each note and statement, and who decided what.

use domain::application::version::digest;
use domain::incident::case::Case;
use domain::notice::handling::Handling;
use serde::{Deserialize, Serialize};
use service::ports::{incident, objection};

use super::acts::{Act, Acts, Decided};

/// An objection.
#[derive(Deserialize)]
pub(super) struct Objection {
    id: String,
    kept: objection::Kept,
    #[serde(default)]
    evidence: Vec<Filed>,
    #[serde(default)]
    notes: Vec<Noted>,
    handling: Handling,
}

/// An incident.
#[derive(Deserialize)]
pub(super) struct Incident {
    id: String,
    kept: incident::Kept,
    #[serde(default)]
    files: Vec<Filed>,
    #[serde(default)]
    notes: Vec<Noted>,
    #[serde(default)]
    statements: Vec<Stated>,
    case: Case,
}

/// A file: with what was typed first, with a statement, or added later with a note.
#[derive(Deserialize)]
struct Filed {
    sha256: String,
    #[serde(default)]
    note: i64,
}

/// A note, a report, or a question of those who decide.
#[derive(Deserialize)]
struct Noted {
    report: bool,
    author: String,
    text: String,
}

/// A statement of the organisation.
#[derive(Deserialize)]
struct Stated {
    number: i64,
    author: String,
    text: String,
}

/// SHA-256 of what was typed, as it was kept.
fn typed(kept: &impl Serialize) -> String {
    serde_json::to_string(kept).map(|text| digest(&text)).unwrap_or_default()
}

impl Filed {
    /// Whether it was added with its note, by an act of this kind. The journal names no other file.
    fn was_added(&self, acts: &Acts, case: &str, added: &str) -> bool {
        let same = |act: &Act| act.data["sha256"] == self.sha256 && act.data["note"] == self.note;
        self.note == 0 || acts.of(case, added).any(same)
    }
}

impl Noted {
    /// Whether it was written, by an act of one of these kinds: of a note or a report, and of a question.
    fn was_written(&self, acts: &Acts, case: &str, (noted, asked): (&str, &str)) -> bool {
        let sha256 = digest(&self.text);
        let note = acts.of(case, noted).filter(|act| act.data["report"] == self.report);
        let mut either = note.chain(acts.of(case, asked));
        either.any(|act| act.actor == self.author && act.data["sha256"] == sha256)
    }
}

impl Stated {
    /// Whether it was made, or recorded by those who investigate where it came on paper.
    fn was_made(&self, acts: &Acts, case: &str) -> bool {
        let sha256 = digest(&self.text);
        let mut either = acts.of(case, "statement_made").chain(acts.of(case, "statement_recorded"));
        either.any(|act| {
            let same = act.data["sha256"] == sha256 && act.data["number"] == self.number;
            same && act.actor == self.author
        })
    }
}

impl Objection {
    /// Whether all of it was received, noted and decided.
    pub(super) fn was_dealt_with(&self, acts: &Acts) -> bool {
        let noted = ("objection_noted", "further_asked");
        let decided = ("outcome_proposed", "outcome_confirmed");
        let added = |file: &Filed| file.was_added(acts, &self.id, "evidence_added");
        acts.wrote(&self.id, "objection_received", &typed(&self.kept))
            && self.evidence.iter().all(added)
            && self.notes.iter().all(|note| note.was_written(acts, &self.id, noted))
            && acts.decided(&self.id, &self.handling, decided)
    }
}

impl Incident {
    /// Whether all of it was reported, noted, stated and decided.
    pub(super) fn was_dealt_with(&self, acts: &Acts) -> bool {
        let noted = ("incident_noted", "incident_asked");
        let added = |file: &Filed| file.was_added(acts, &self.id, "incident_file_added");
        acts.wrote(&self.id, "incident_received", &typed(&self.kept))
            && self.files.iter().all(added)
            && self.notes.iter().all(|note| note.was_written(acts, &self.id, noted))
            && self.statements.iter().all(|statement| statement.was_made(acts, &self.id))
            && self.was_decided(acts)
    }

    /// Whether one of the association proposed what another confirmed. What is not decided yet binds nobody.
    fn was_decided(&self, acts: &Acts) -> bool {
        let Case::Decided { decision, confirmed_by, .. } = &self.case else { return true };
        let (by, confirmed_by) = (decision.by.as_str(), confirmed_by.as_str());
        let (outcome, reason) = (decision.outcome.code(), decision.reason.as_str());
        let what = Decided { outcome, reason, by, confirmed_by };
        acts.by_two(&self.id, &what, ("incident_proposed", "incident_decided"))
    }
}
