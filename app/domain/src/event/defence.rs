//! What happens in the room `defence`, and to the initial list (Art. 20).

lines! { $ defence {
    /// A session of the defence was planned, or its plan changed (Art. 20).
    SessionPlanned {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
        /// When its first slot begins.
        starts: Stamp,
        /// How many slots it has.
        slots: i64,
        /// Experts who sit in it.
        experts: Vec<String>,
    },
    /// A session that nobody had been told of was given up.
    SessionDropped {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
    },
    /// The order of a panel's applications was drawn by lot (Art. 20): seed and references give it again.
    /// Drawn once more, the reason stands beside the event.
    OrderDrawn {
        /// The panel.
        panel: String,
        /// Which drawing of this panel, from 1.
        number: i64,
        /// Seed, decimal.
        seed: String,
        /// SHA-256 of the references drawn from, see `defence::lot::fingerprint`.
        fingerprint: String,
        /// References in the order drawn.
        order: Vec<String>,
    },
    /// The slots of a panel were told to applicants and experts (Art. 20).
    DefencePublished {
        /// The panel.
        panel: String,
        /// Sessions.
        sessions: i64,
        /// Applications.
        applications: i64,
        /// Pairs of application and expert.
        pairs: i64,
    },
    /// A session that was told was changed; the reason stands beside the event.
    SessionMoved {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
        /// When its first slot begins from now on.
        starts: Stamp,
        /// Experts who sit in it from now on.
        experts: Vec<String>,
    },
    /// The applicant comes, with so many people.
    SlotConfirmed {
        /// People.
        delegates: i64,
    },
    /// The applicant does not come before the panel after all; the reason stands beside the event.
    SlotCancelled {
        /// The session.
        session: String,
    },
    /// An application was given another time, or its own back after it was cancelled; the reason stands beside the
    /// event.
    SlotPlaced {
        /// The session.
        session: String,
        /// Number of the slot.
        number: i64,
    },
    /// The applicant's people were checked in, or this was taken back.
    DelegatesArrived {
        /// Here, else not.
        here: bool,
    },
    /// The timer of the room was started for an application.
    SlotBegun {
        /// The session.
        session: String,
        /// Number of the slot.
        number: i64,
    },
    /// The timer of the room was started by mistake, and this was taken back.
    SlotUnbegun {
        /// The session.
        session: String,
        /// Number of the slot.
        number: i64,
    },
    /// Slides for the defence were handed in.
    SlidesAttached {
        /// File.
        file: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// Slides were taken back.
    SlidesRemoved {
        /// File.
        file: String,
    },
    /// An on-site verification was recorded (Art. 20).
    SiteVisited {
        /// Code of the finding.
        finding: String,
        /// SHA-256 of the report.
        sha256: String,
        /// Which version, from 1; 0 before there were versions.
        #[serde(default)]
        number: i64,
    },
    /// A head decided on a candidate of the initial list; the reason stands beside the event (Art. 20).
    ListDecided {
        /// It is on the list.
        listed: bool,
    },
    /// A head said why more of a category are on the list than were planned, or took it back.
    ListExplained {
        /// Code of the category.
        category: String,
    },
    /// One of two signed the initial list.
    ListSigned {
        /// SHA-256 of its text.
        sha256: String,
        /// Applications on it.
        listed: i64,
    },
    /// The other confirmed it.
    ListConfirmed {
        /// Which of its season, from 1.
        number: i64,
        /// SHA-256 of its text.
        sha256: String,
        /// Applications on it.
        listed: i64,
    },
    /// The other gave it back; the reason stands beside the event.
    ListReturned,
    /// A confirmed list was opened again; the reason stands beside the event.
    ListReopened,
}}
