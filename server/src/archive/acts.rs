//! What the journal says was done, by the application, case or title it was done with. What an archive tells of them
//! and no act fits was never done.

use std::collections::BTreeMap;

use domain::notice::handling::Handling;
use serde_json::Value;
use service::ports::Entry;

/// Kinds of acts that are compared; most of a journal is read, saved and signed in.
const KINDS: [&str; 24] = [
    "stepped",
    "opinion_written",
    "item_ticked",
    "correction_items",
    "site_visited",
    "opinion_given",
    "opinion_answered",
    "entry_proposed",
    "entry_decided",
    "objection_received",
    "objection_noted",
    "evidence_added",
    "further_asked",
    "outcome_proposed",
    "outcome_confirmed",
    "incident_received",
    "incident_noted",
    "incident_file_added",
    "incident_asked",
    "statement_made",
    "statement_recorded",
    "incident_proposed",
    "incident_decided",
    "title_revoked",
];

/// An act.
pub(super) struct Act {
    kind: String,
    at: i64,
    /// Who did it.
    pub(super) actor: String,
    /// What was said to it.
    pub(super) reason: String,
    /// The event.
    pub(super) data: Value,
}

impl Act {
    /// Whether somebody did it at a moment.
    pub(super) fn is(&self, by: &str, at: i64) -> bool {
        self.actor == by && self.at == at
    }
}

/// What two have decided.
pub(super) struct Decided<'a> {
    /// Code of the outcome.
    pub(super) outcome: &'a str,
    /// Why.
    pub(super) reason: &'a str,
    /// Who proposed it.
    pub(super) by: &'a str,
    /// Who confirmed it.
    pub(super) confirmed_by: &'a str,
}

/// All of them, by what they were done with.
#[derive(Default)]
pub(super) struct Acts(BTreeMap<String, Vec<Act>>);

impl Acts {
    /// Notes a row of the journal.
    pub(super) fn note(&mut self, row: &Entry, data: &Value) {
        if !KINDS.contains(&row.kind.as_str()) {
            return;
        }
        // Of a sealed case the journal names the case, and no application.
        let named =
            ["objection", "incident", "number"].iter().find_map(|field| data[*field].as_str());
        let about = named.unwrap_or(&row.dossier).to_owned();
        let act = Act {
            kind: row.kind.clone(),
            at: row.at,
            actor: row.actor.clone(),
            reason: row.reason.clone(),
            data: data.clone(),
        };
        self.0.entry(about).or_default().push(act);
    }

    /// Those of a kind, in order.
    pub(super) fn of(&self, about: &str, kind: &str) -> impl DoubleEndedIterator<Item = &Act> {
        self.0.get(about).into_iter().flatten().filter(move |act| act.kind == kind)
    }

    /// Whether a text was written as an act of this kind.
    pub(super) fn wrote(&self, about: &str, kind: &str, sha256: &str) -> bool {
        self.of(about, kind).any(|act| act.data["sha256"] == sha256)
    }

    /// Whether one proposed it and another confirmed it, by acts of these kinds.
    pub(super) fn by_two(
        &self,
        about: &str,
        what: &Decided<'_>,
        (proposed, confirmed): (&str, &str),
    ) -> bool {
        let theirs = |act: &Act, who: &str| act.actor == who && act.data["outcome"] == what.outcome;
        self.of(about, proposed).any(|act| theirs(act, what.by) && act.reason == what.reason)
            && self.of(about, confirmed).any(|act| theirs(act, what.confirmed_by))
    }

    /// The same of what the heads decide on. What is not decided yet binds nobody.
    pub(super) fn decided(&self, about: &str, handling: &Handling, kinds: (&str, &str)) -> bool {
        let Handling::Decided { outcome, reason, by, confirmed_by, .. } = handling else {
            return true;
        };
        let (by, confirmed_by) = (by.as_str(), confirmed_by.as_str());
        let what = Decided { outcome: outcome.code(), reason, by, confirmed_by };
        self.by_two(about, &what, kinds)
    }
}
