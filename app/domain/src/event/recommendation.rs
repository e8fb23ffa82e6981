//! What happens in the room `recommendation` beside the steps of the journey (Art. 17).

lines! { $ recommendation {
    /// A unit put its candidates in order (Art. 17).
    Ranked {
        /// Dossiers, the first on top.
        order: Vec<String>,
    },
    /// The recommending unit wrote its opinion.
    OpinionWritten {
        /// SHA-256 of its text.
        sha256: String,
    },
}}
