//! What happens in the room `season` (Art. 6), and to the clock of a rehearsal.

lines! { $ season {
    /// A season was opened.
    SeasonCreated {
        /// Its year.
        year: i32,
    },
    /// Next year's season was planned out of this year's.
    SeasonPlanned {
        /// Its year.
        year: i32,
    },
    /// A planned season was opened: from now on it is the one that runs.
    SeasonOpened {
        /// Its year.
        year: i32,
        /// Roles that were carried over to it.
        roles: i64,
        /// SHA-256 of its settings as they were opened.
        sha256: String,
    },
    /// A part of a season was changed; after the opening the journal's reason says why.
    SeasonChanged {
        /// Its year.
        year: i32,
        /// Code of the part.
        part: String,
        /// SHA-256 of the part as it is now.
        sha256: String,
    },
    /// The working days of a year were imported, or replaced; the journal's reason says why.
    CalendarYearSet {
        /// The year.
        year: i32,
        /// SHA-256 of the arrangement.
        sha256: String,
    },
    /// This database became a rehearsal: a copy that does not count.
    RehearsalBegun,
    /// The clock of a rehearsal was moved on.
    ClockMoved {
        /// To this moment.
        to: Stamp,
    },
    /// A phase's closing was moved; the journal's reason says why.
    ClosingMoved {
        /// Which phase.
        phase: Phase,
        /// New closing.
        closes: Stamp,
    },
    /// A unit's seats were set.
    QuotaSet {
        /// Unit code.
        unit: String,
        /// Seats for anyone.
        base: i64,
        /// Further seats for small and medium-sized enterprises.
        sme_extra: i64,
    },
    /// Further seats were granted to a unit, or taken back; the journal's reason says why.
    SeatsGranted {
        /// Unit code.
        unit: String,
        /// Seats granted to it in all.
        granted: i64,
    },
}}
