//! What happens in the room `consultation` (Art. 20).

lines! { $ consultation {
    /// The signed initial list was put to the ministry (Art. 20).
    ConsultationOpened {
        /// Number of the signed list.
        list: i64,
        /// SHA-256 of the package.
        sha256: String,
        /// Entries.
        entries: i64,
        /// First moment at which an opinion is too late.
        due: Stamp,
    },
    /// Its deadline was moved; the reason stands beside the event.
    ConsultationMoved {
        /// Number of the signed list.
        list: i64,
        /// The new deadline.
        due: Stamp,
    },
    /// The ministry entered an opinion; its text stands beside the event.
    OpinionGiven {
        /// Code of the stance.
        stance: String,
    },
    /// The ministry agreed to all entries it had said nothing of.
    RestAgreed {
        /// How many.
        entries: i64,
    },
    /// The ministry handed its opinions in.
    OpinionsHandedIn {
        /// Number of the signed list.
        list: i64,
        /// Opinions that are no agreement.
        answers: i64,
    },
    /// The Office answered an opinion; the answer stands beside the event.
    OpinionAnswered {
        /// The entry is put before the heads.
        refers: bool,
    },
    /// A head proposed whether an entry stays; the reason stands beside the event.
    EntryProposed {
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    EntryDecided {
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    EntryReturned,
    /// The consultation was closed; a word on entries without an opinion stands beside the event.
    ConsultationClosed {
        /// Number of the signed list.
        list: i64,
        /// Entries that stay.
        kept: i64,
        /// Entries struck off.
        struck: i64,
    },
}}
