//! What happens in the room `deliberation` (Art. 19, 20).

lines! { $ deliberation {
    /// A panel agreed on an application (Art. 19); the reason stands beside the event.
    ResultAgreed {
        /// The panel.
        panel: String,
        /// Code of the verdict.
        verdict: String,
        /// Agreed rank, from 1.
        rank: i64,
        /// Rank by scores; `None` without a score.
        computed: Option<i64>,
        /// SHA-256 of the minutes.
        sha256: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// The order of a panel was changed, or fitted to scores that have changed.
    ResultsOrdered {
        /// The panel.
        panel: String,
        /// References of its applications by agreed rank.
        order: Vec<String>,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// An application is decided on although reviews are missing; the reason stands beside the event.
    ReviewsExcepted {
        /// The panel.
        panel: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// Whoever presides signed a panel's conclusion.
    ConclusionSigned {
        /// The panel.
        panel: String,
        /// Which signature of this panel, from 1.
        number: i64,
        /// SHA-256 of the conclusion.
        sha256: String,
        /// Applications shortlisted.
        shortlisted: i64,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// A second person confirmed it.
    ConclusionConfirmed {
        /// The panel.
        panel: String,
        /// SHA-256 of the conclusion.
        sha256: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// It was given back to the panel; the reason stands beside the event.
    ConclusionReturned {
        /// The panel.
        panel: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// The lists of all panels came out at once (Art. 19).
    ListsReleased {
        /// Panels.
        panels: i64,
        /// Applications shortlisted, in all.
        shortlisted: i64,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
}}
