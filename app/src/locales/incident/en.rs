//! Words of the pages in English.

use super::Words;

pub(super) const EN: Words = Words {
    number: "Number of the title",
    number_hint: "It stands on certificate and plaque, such as 2026-0017-53; the register has it, too.",
    organisation: "Benchmark organisation",
    benchmark: "Benchmark",
    year: "Year",
    cause: "Ground",
    case: |code| format!("Incident {code}"),
    case_code: "Case",
    state: "State",
    result: "Result",
    reason: "Reason",
    received_at: "Received",
    files: "Files",
    report_title: "Report an incident",
    report_lede: "A title that was obtained by false statements, or whose holder is liable for a major accident of quality, safety, environment or reputation, is revoked and this is published. Anybody may report it under their real name; no account is needed.",
    report_link: "Report an incident",
    report_own: "Put one on record",
    report_wrong: "It was not sent",
    report_sealed: "Only those named to handle it see who reports it, and how they are reached; the organisation does not.",
    facts_hint: |min, max| {
        format!("{min} to {max} characters: what happened, when and where, and what shows it.")
    },
    send: "Send",
    status: "How your report stands",
    keep: "Received. Keep the address of this page: with it you see how it stands. Tell nobody.",
    declined: "Not taken up",
    revoked: "Revoked titles",
    revoked_lede: "These titles are revoked; certificate and plaque are void. The list is kept for good.",
    revoked_at: "Revoked",
    none_revoked: "No title was revoked.",
    tag_revoked: "revoked",
    list: "Incidents",
    list_lede: "Investigated by those who are named: what is groundless two of them drop; else the organisation is heard, then two of the association decide. Others of the Office see only that there is a case; nothing is public before a title is revoked.",
    none: "There are none.",
    reporter: "Who reports what",
    investigators: "Investigated by",
    screening: "Is it taken up?",
    screening_text: "It is, where it is one of the grounds of Art. 24, with facts and evidence.",
    admit: "Take it up",
    decline: "Do not take it up",
    decline_reason: "Why it is not taken up",
    decline_hint: |min, max| {
        format!("Needed then: {min} to {max} characters; whoever reported it is told.")
    },
    ask_text: "Where the report is too little to decide on, ask those who investigate for more. What they add stands in the report until a decision is proposed; the days of the hearing stay as they are.",
    gone: |at| {
        format!(
            "The title was revoked on {at} in another case: it cannot be kept here, and whoever is concerned is told what was made public."
        )
    },
    note_hint: |min, max| {
        format!(
            "{min} to {max} characters. Notes stay with the investigators; what is added to the report is read by those who decide: do not name the reporter in it."
        )
    },
    closing: "Hand the report in and tell the organisation",
    closing_text: |days| {
        format!(
            "The organisation is told and has {days} working days for its statement; nothing is decided before."
        )
    },
    cause_found: "Ground that was found",
    report_text: "Report",
    report_hint: |min, max| {
        format!("{min} to {max} characters, for those who decide. Do not name who reported it.")
    },
    charge: "What the organisation is told",
    charge_hint: |min, max| {
        format!(
            "{min} to {max} characters; the organisation reads it. Nothing in it may tell who reported it."
        )
    },
    close: "Hand in, and tell the organisation",
    dropped: "Found groundless",
    dropping: "Drop it as groundless",
    dropping_text: "Say how it was investigated and what was found; another one who investigates it confirms that, and it is settled. The organisation was never told, and is not told then; nothing is public.",
    dropping_alone: "You alone investigate it now. Name somebody else first, who is to confirm it.",
    drop_report: "Report of what was found groundless",
    drop_report_hint: |min, max| {
        format!(
            "{min} to {max} characters; it stays with the investigators, and with the case for good."
        )
    },
    drop_reason: "Reason for whoever reported it",
    drop_reason_hint: |min, max| {
        format!("{min} to {max} characters; whoever reported it reads them.")
    },
    find_groundless: "Ask for confirmation",
    drop_text: "Confirmed, it is settled and whoever reported it reads why; this cannot be taken back. If you disagree, the investigation goes on.",
    found_by: |name| format!("Found groundless by {name}"),
    drop_it: "Confirm, and settle it",
    go_on: "Go on investigating",
    decision: "Decision",
    decidable: "Can be decided from",
    propose_hint: |min, max| {
        format!(
            "{min} to {max} characters; organisation and reporter are told, and everybody where the title is revoked."
        )
    },
    confirm_text: "It counts from then on. A revocation is published at once and cannot be taken back.",
    give_back: "Disagree, decide again",
    statement_title: "Statement",
    statement_lede: |days| {
        format!(
            "You may make a statement with evidence within {days} working days. The day you were told does not count; the last one counts to 24:00."
        )
    },
    statement_wrong: "The statement was not sent",
    statements: "Statements of the organisation",
    no_statement: "None yet.",
    make_statement: "Make a statement",
    record_statement: "Record a statement on paper",
    recorded_by: |name| match name {
        "" => "on paper, recorded by who investigates".into(),
        name => format!("on paper, recorded by {name}"),
    },
    paper_lede: "What the organisation states on paper is recorded by who investigates, with a scan of the original; those who decide read it as any other. It can be recorded until a decision is proposed.",
    uninformed: "The organisation has no account here that could be told. Tell it on paper what was found and until when it may answer; what it writes is recorded by who investigates.",
    see_statement: "What was told, and your statements",
    hearings: "What concerns your title, and your statement on it",
    statement_text: "Statement",
    statement_hint: |min, max, n| {
        format!(
            "{min} to {max} characters. You may add to it, at most {n} in all; what was sent is not changed."
        )
    },
    hand_in: "Send the statement",
    heard_until: |at| format!("Statements are taken until {at}"),
    heard_over: |at| format!("The time for statements was over at {at}"),
    asked_at: "Told",
    barred_until: "Does not apply up to and including",
};
