//! What happens in the room `notice`, and to its objections (Art. 21).

lines! { $ notice {
    /// The public notice was opened (Art. 21).
    NoticeOpened {
        /// Year.
        year: i32,
        /// Lines of its annex.
        lines: i64,
        /// First moment after it.
        ends: Stamp,
        /// SHA-256 of text, lines and last day.
        sha256: String,
    },
    /// Its opening was planned.
    NoticePlanned {
        /// Year.
        year: i32,
        /// When it opens.
        at: Stamp,
        /// SHA-256 of text, lines and last day.
        sha256: String,
    },
    /// A planned opening was called off: by somebody, or because what was seen had changed by then.
    NoticePlanDropped {
        /// Year.
        year: i32,
        /// What was seen had changed.
        changed: bool,
    },
    /// It was extended; the reason stands beside the event.
    NoticeExtended {
        /// Year.
        year: i32,
        /// First moment after it, from now on.
        ends: Stamp,
    },
    /// Its time was over.
    NoticeClosed {
        /// Year.
        year: i32,
        /// Objections that were open then.
        open: i64,
    },
    /// An objection was received. Who objects, and to what, does not stand in the journal.
    ObjectionReceived {
        /// The objection.
        objection: String,
        /// SHA-256 of what was typed.
        sha256: String,
    },
    /// Somebody was named to handle it.
    HandlerNamed {
        /// The objection.
        objection: String,
        /// The account.
        account: String,
    },
    /// They stepped out, for a conflict of interest.
    HandlerLeft {
        /// The objection.
        objection: String,
    },
    /// A note was written, or the report to the committee.
    ObjectionNoted {
        /// The objection.
        objection: String,
        /// The report.
        report: bool,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// One of those who handle it added a file that was handed in later; where it comes from stands in the note.
    EvidenceAdded {
        /// The objection.
        objection: String,
        /// Number of the note, from 1.
        note: i64,
        /// The file.
        file: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// Somebody opened it, or had one of its files; once an hour for each of them.
    ObjectionRead {
        /// The objection.
        objection: String,
        /// The file; empty where the case itself was opened.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        file: String,
    },
    /// One of those who decide asked those who handle it to go on.
    FurtherAsked {
        /// The objection.
        objection: String,
        /// SHA-256 of what they want to know.
        sha256: String,
    },
    /// A head of the committee proposed a decision; the reason stands beside the event.
    OutcomeProposed {
        /// The objection.
        objection: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    OutcomeConfirmed {
        /// The objection.
        objection: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    OutcomeReturned {
        /// The objection.
        objection: String,
    },
    /// Whoever objected took the objection back.
    ObjectionWithdrawn {
        /// The objection.
        objection: String,
    },
    /// The scanner, which had been away, has looked at a file of evidence.
    EvidenceScanned {
        /// File.
        file: String,
        /// Nothing was found.
        clean: bool,
    },
}}
