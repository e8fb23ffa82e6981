//! What happens in the room `announcement` (Art. 22).

lines! { $ announcement {
    /// The announcement was prepared (Art. 22).
    AnnouncementPrepared {
        /// Year.
        year: i32,
        /// SHA-256 of text, benchmarks, statistics and what the letters say; before the letters were a part of what is
        /// approved, of the others.
        sha256: String,
    },
    /// Somebody of the association approved it.
    AnnouncementApproved {
        /// Year.
        year: i32,
        /// The same.
        sha256: String,
    },
    /// Somebody of the association gave it back; the reason is the row's.
    AnnouncementReturned {
        /// Year.
        year: i32,
        /// The same.
        sha256: String,
    },
    /// The letter to an organisation that was chosen was written, with the release.
    LetterWritten {
        /// SHA-256 of its text.
        sha256: String,
    },
    /// It was released.
    AnnouncementReleased {
        /// Year.
        year: i32,
        /// Benchmarks.
        benchmarks: i64,
    },
}}
