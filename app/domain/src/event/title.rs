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
}}
