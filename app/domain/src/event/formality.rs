//! What happens in the room `formality` beside the steps of the journey (Art. 18).

lines! { $ formality {
    /// The Office asked for a correction of these items (Art. 18); the step stands beside it.
    CorrectionItems {
        /// Item codes, with the reasons' SHA-256.
        items: Vec<(String, String)>,
    },
    /// A checklist item was ticked by a person.
    ItemTicked {
        /// Item code.
        item: String,
        /// Satisfied or not.
        yes: bool,
    },
    /// Somebody of the Office has looked at what stands twice (Art. 17, 24); the journal's reason says what
    /// was seen.
    FindingLooked {
        /// Kind code.
        finding: String,
        /// What the dossier met.
        against: String,
        /// SHA-256 of the facts that were seen.
        facts: String,
    },
}}
