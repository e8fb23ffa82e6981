//! The journal as the audit reads it: that something happened, who did it and when; not scores,
//! not verdicts, not texts (Art. 15). What is shown is listed, so that a new event shows nothing
//! of its content until somebody has thought about it.

use serde_json::Value;

/// Rows of a page.
pub const PAGE: i64 = 50;
/// Rows of a table that is taken away, at most.
pub const EXPORT: i64 = 20_000;

/// Facts that identify what happened, and say nothing of its content.
const SHOWN: [&str; 35] = [
    "account",
    "role",
    "organisation",
    "invitation",
    "version",
    "moved",
    "reset",
    "left",
    "rows",
    "sound",
    "year",
    "unit",
    "part",
    "phase",
    "closes",
    "page",
    "revision",
    "sha256",
    "file",
    "slot",
    "request",
    "expert",
    "panel",
    "session",
    "draw",
    "objection",
    "incident",
    "note",
    "number",
    "replaced_by",
    "step",
    "review",
    "experts",
    "scope",
    "yes",
];

/// Steps that say how an application fares.
const VERDICTS: [&str; 8] = [
    "formality_refused",
    "shortlisted",
    "put_in_reserve",
    "left_out",
    "put_on_list",
    "left_off_list",
    "struck_off",
    "announced",
];

/// Whether a row may say which application it is about. The ministry is asked about those on the
/// initial list alone, so that an act of the consultation would tell who is on it (Art. 20).
pub fn names_dossier(room: &str) -> bool {
    room != "consultation"
}

/// Who the journal names for whoever reports an incident, be it somebody of the house.
pub const REPORTER: &str = "reporter";

/// Whether a row may say who acted. Who reports an incident is told to nobody but those who are named (Art. 15, 24),
/// and rows of earlier versions have their account.
pub fn names_actor(kind: &str) -> bool {
    kind != "incident_received"
}

/// Kinds whose reason is about accounts, rules and the clock, not about an application.
const REASONED: [&str; 16] = [
    "role_granted",
    "role_revoked",
    "role_asked",
    "role_answered",
    "factor_reset",
    "account_disabled",
    "account_enabled",
    "account_unlocked",
    "session_ended",
    "season_changed",
    "calendar_year_set",
    "closing_moved",
    "seats_granted",
    "clock_moved",
    "journal_exported",
    // It is public with the correction.
    "title_corrected",
];

/// What may be shown of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Facts by name.
    pub facts: Vec<(String, String)>,
    /// The reason; empty where it is not shown, or there is none.
    pub reason: String,
    /// Something is not shown.
    pub cut: bool,
}

/// Cuts an event, given as the journal keeps it, with the reason beside it.
pub fn cut(kind: &str, data: &str, reason: &str) -> Cut {
    let value = serde_json::from_str::<Value>(data).unwrap_or(Value::Null);
    let (mut facts, mut cut) = (Vec::new(), value.is_null());
    for (name, value) in value.as_object().into_iter().flatten() {
        let shown = SHOWN.contains(&name.as_str())
            && match name.as_str() {
                // A tick of the formality check says how an application fares.
                "yes" => kind == "role_answered",
                // Which note a file was added to; never what a note says, which is under seal (Art. 15, 21, 24).
                "note" => value.is_number(),
                "step" => value.as_str().is_some_and(|step| !VERDICTS.contains(&step)),
                _ => true,
            };
        let text = match value {
            _ if name == "kind" => continue,
            Value::String(text) if text.is_empty() => continue,
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Array(all) => all.len().to_string(),
            _ => {
                cut = true;
                continue;
            }
        };
        // What an identifier may be is short; a text is not.
        if shown && text.chars().count() <= 80 {
            facts.push((name.clone(), text))
        } else {
            cut = true
        }
    }
    let told = REASONED.contains(&kind);
    Cut {
        facts,
        reason: if told { reason.to_owned() } else { String::new() },
        cut: cut || !told && !reason.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;

    fn of(event: &Event, reason: &str) -> Cut {
        let data = serde_json::to_string(event).unwrap();
        let kind = serde_json::to_value(event).unwrap()["kind"].as_str().unwrap().to_owned();
        cut(&kind, &data, reason)
    }

    #[test]
    fn art_15_the_audit_sees_that_a_sheet_was_sealed_and_not_its_score() {
        let sealed =
            Event::ReviewSealed { expert: "e11".into(), total: 873, sha256: "ab".repeat(32) };
        let shown = of(&sealed, "");
        assert!(shown.cut);
        let names: Vec<&str> = shown.facts.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(names, ["expert", "sha256"]);
        let decided = of(&Event::ListDecided { listed: true }, "数据来源说明不足");
        assert_eq!(decided, Cut { facts: Vec::new(), reason: String::new(), cut: true });
        let ticked = of(&Event::ItemTicked { item: "profit".into(), yes: false }, "");
        assert!(ticked.cut && ticked.facts.is_empty());
    }

    #[test]
    fn art_15_21_24_the_audit_sees_to_which_note_a_file_was_added_and_no_note() {
        let names = |shown: &Cut| {
            let mut names: Vec<String> = shown.facts.iter().map(|f| f.0.clone()).collect();
            names.sort();
            names
        };
        let sha256 = "ab".repeat(32);
        let added = Event::EvidenceAdded {
            objection: "o1".into(),
            note: 2,
            file: "f1".into(),
            sha256: sha256.clone(),
        };
        let objection = of(&added, "");
        assert!(!objection.cut);
        assert_eq!(names(&objection), ["file", "note", "objection", "sha256"]);
        assert!(objection.facts.contains(&("note".to_owned(), "2".to_owned())));
        let added =
            Event::IncidentFileAdded { incident: "i1".into(), note: 1, file: "f2".into(), sha256 };
        let incident = of(&added, "");
        assert!(!incident.cut);
        assert_eq!(names(&incident), ["file", "incident", "note", "sha256"]);
        // What somebody wrote stays under seal, however short it is.
        let said = cut("evidence_added", r#"{"kind":"evidence_added","note":"口径不一致"}"#, "");
        assert_eq!(said, Cut { facts: Vec::new(), reason: String::new(), cut: true });
    }

    #[test]
    fn art_20_no_row_tells_the_audit_who_is_on_the_initial_list() {
        assert!(!names_dossier(Event::EntryReturned.room()));
        assert!(names_dossier(Event::ListDecided { listed: true }.room()));
    }

    #[test]
    fn art_24_no_row_tells_the_audit_who_reported_an_incident() {
        let received = Event::IncidentReceived { incident: "i1".into(), sha256: "0".repeat(64) };
        let value = serde_json::to_value(&received).unwrap();
        assert!(!names_actor(value["kind"].as_str().unwrap()));
        assert!(names_actor("incident_read") && names_actor("signed_in"));
    }

    #[test]
    fn what_administrators_did_is_shown_with_its_reason() {
        let granted = Event::RoleGranted {
            account: "a1".into(),
            role: "office".into(),
            scope: String::new(),
        };
        let shown = of(&granted, "新到岗");
        assert_eq!(shown.reason, "新到岗");
        assert!(!shown.cut);
        assert_eq!(shown.facts.len(), 2);
        let signed_in = of(&Event::SignedIn, "");
        assert_eq!(signed_in, Cut { facts: Vec::new(), reason: String::new(), cut: false });
        assert!(cut("x", "no json", "").cut);
        assert!(cut("x", r#"{"kind":"x","sha256":{"a":1}}"#, "").cut);
    }
}
