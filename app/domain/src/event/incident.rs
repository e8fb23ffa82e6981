//! What happens in the room `incident` (Art. 24, 25).

lines! { $ incident {
    /// An incident was reported (Art. 24). Who reports it, and about whom, does not stand in the journal.
    IncidentReceived {
        /// The case.
        incident: String,
        /// SHA-256 of what was typed.
        sha256: String,
    },
    /// Somebody was named to investigate it.
    InvestigatorNamed {
        /// The case.
        incident: String,
        /// The account.
        account: String,
    },
    /// Somebody stepped out of it, for a conflict of interest.
    InvestigatorLeft {
        /// The case.
        incident: String,
    },
    /// It was taken up, or not; then the reason stands beside the event.
    IncidentScreened {
        /// The case.
        incident: String,
        /// It was taken up.
        admitted: bool,
    },
    /// A note was written, or the report.
    IncidentNoted {
        /// The case.
        incident: String,
        /// The report.
        report: bool,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// One of those who investigate it added a file that was handed in later; where it comes from stands in the note.
    IncidentFileAdded {
        /// The case.
        incident: String,
        /// Number of the note, from 1.
        note: i64,
        /// The file.
        file: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// Somebody who decides it asked those who investigate it for more.
    IncidentAsked {
        /// The case.
        incident: String,
        /// SHA-256 of the question.
        sha256: String,
    },
    /// Somebody opened it, or had one of its files; once an hour for each of them.
    IncidentRead {
        /// The case.
        incident: String,
        /// The file; empty where the case itself was opened.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        file: String,
    },
    /// The organisation was told what it is charged with, and asked for its statement.
    StatementAsked {
        /// The case.
        incident: String,
        /// First moment at which one is too late.
        due: Stamp,
        /// SHA-256 of the charge.
        sha256: String,
    },
    /// It made one.
    StatementMade {
        /// The case.
        incident: String,
        /// Which of the case, from 1.
        number: i64,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// One that came on paper was recorded by one of those who investigate.
    StatementRecorded {
        /// The case.
        incident: String,
        /// Which of the case, from 1.
        number: i64,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// One of the association proposed a decision, or one of those who investigate it to drop it; the reason stands
    /// beside the event.
    IncidentProposed {
        /// The case.
        incident: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    IncidentDecided {
        /// The case.
        incident: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    IncidentReturned {
        /// The case.
        incident: String,
    },
    /// A title was revoked, and everybody reads it; the reason stands beside the event.
    TitleRevoked {
        /// Number of the title.
        number: String,
        /// Code of the ground.
        cause: String,
    },
}}
