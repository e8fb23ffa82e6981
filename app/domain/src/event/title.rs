//! What happens in the room `title` (Art. 22, 23).

lines! { $ title {
    /// A title was granted (Art. 22, 23).
    TitleGranted {
        /// Number of its plaque.
        number: String,
    },
    /// Titles of earlier seasons were taken over from a table.
    TitlesImported {
        /// So many.
        titles: i64,
        /// SHA-256 of their rows.
        sha256: String,
    },
    /// A title of an earlier season was corrected (Art. 23); the reason stands beside the event.
    TitleCorrected {
        /// Number of its plaque, as it was before.
        number: String,
        /// Which correction of it, from 1.
        revision: i64,
        /// The number it has now, where that is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaced_by: Option<String>,
        /// SHA-256 of the title as it stands now.
        sha256: String,
    },
}}
