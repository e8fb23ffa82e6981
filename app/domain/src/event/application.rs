//! What happens in the room `application` beside the steps of the journey (Art. 16).

lines! { $ application {
    /// A page of a dossier was saved.
    PageSaved {
        /// Page code.
        page: String,
        /// Its revision after saving.
        revision: i64,
        /// SHA-256 of the page's answers.
        sha256: String,
    },
    /// A file was attached.
    FileAttached {
        /// File.
        file: String,
        /// Slot code.
        slot: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// A file was taken off a draft.
    FileRemoved {
        /// File.
        file: String,
    },
    /// The legal representative was asked to sign (Art. 16).
    SignOffAsked {
        /// The request.
        request: String,
        /// Number the version will have.
        version: i64,
        /// SHA-256 of what is to be signed.
        sha256: String,
    },
    /// The legal representative signed.
    SignedOff {
        /// The request.
        request: String,
        /// SHA-256 of what was signed.
        sha256: String,
    },
    /// The legal representative declined; the journal's reason says why.
    SignOffDeclined {
        /// The request.
        request: String,
        /// SHA-256 of what was shown.
        sha256: String,
    },
    /// A dossier was printed by somebody who does not write it (Art. 15).
    Printed {
        /// SHA-256 of the version.
        sha256: String,
    },
    /// The scanner, which had been away, found nothing in a file.
    FileScanned {
        /// File.
        file: String,
    },
    /// The scanner found a virus: a file was not taken, was taken off a draft, or is closed to
    /// everybody in a dossier that was handed in.
    FileInfected {
        /// File.
        file: String,
        /// The scanner's name for it.
        found: String,
    },
}}
