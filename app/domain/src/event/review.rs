//! What happens in the room `review`: reading and scoring, in the written review and in the defence (Art. 19, 20).

lines! { $ review {
    /// An expert gave an application back; the journal's reason says why (Art. 19).
    ReviewDeclined {
        /// Expert.
        expert: String,
    },
    /// The same in the defence (Art. 20).
    DefenceDeclined {
        /// Expert.
        expert: String,
    },
    /// An expert opened sealed material (reads are events too).
    MaterialRead {
        /// Expert.
        expert: String,
    },
    /// Somebody looked at what others have sealed, agreed on or handed in under seal: a board, a deliberation,
    /// slides. At most once an hour for each of them (ADR 0050).
    SealedRead {
        /// Code of what it was.
        what: String,
        /// The review it is of.
        review: Review,
        /// The panel; empty where it is of all of them, or of none.
        panel: String,
    },
    /// A sheet was not sealed in time; its expert says why, beside the event (Art. 19).
    SheetMissed {
        /// Expert.
        expert: String,
        /// Of which review.
        review: Review,
    },
    /// A score sheet was sealed.
    ReviewSealed {
        /// Expert.
        expert: String,
        /// Total, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet.
        sha256: String,
    },
    /// An expert amended a sealed sheet, which is kept; the journal's reason says why.
    ReviewAmended {
        /// Expert.
        expert: String,
        /// Number of the amendment, from 1.
        number: i64,
        /// Total from now on, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet as amended.
        sha256: String,
    },
    /// A score sheet of the defence was sealed (Art. 20).
    DefenceSealed {
        /// Expert.
        expert: String,
        /// Total, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet.
        sha256: String,
    },
    /// An expert amended a sealed sheet of the defence; the journal's reason says why.
    DefenceAmended {
        /// Expert.
        expert: String,
        /// Number of the amendment, from 1.
        number: i64,
        /// Total from now on, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet as amended.
        sha256: String,
    },
}}
