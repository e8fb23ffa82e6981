//! Views of what is printed and sealed.

use serde::{Deserialize, Serialize};

use super::application::{DossierView, FileView};
use crate::application::seal::Match;
use crate::ids::DossierId;
use crate::stamp::Stamp;

/// A submitted version, as a print names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Number of the version.
    pub number: i64,
    /// When it was submitted.
    pub at: Stamp,
    /// Its SHA-256, that of the receipt.
    pub sha256: String,
}

/// Everything a printed dossier says, cut to who prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// The dossier; its files are those of what is printed.
    pub dossier: DossierView,
    /// The version; `None` for a draft.
    pub frozen: Option<Frozen>,
    /// Fingerprint of what is printed (see [`crate::application::version::Version::fingerprint`]).
    pub fingerprint: String,
    /// Who was given this copy, where every page must say so (Art. 15).
    pub copy_for: Option<String>,
}

/// The page on which a sealed print is compared with the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealView {
    /// Dossier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title; empty while none was written.
    pub title: String,
    /// Fingerprint of the dossier as it stands.
    pub fingerprint: String,
    /// The version, once submitted.
    pub frozen: Option<Frozen>,
    /// Whether the viewer may still change and attach.
    pub editable: bool,
    /// What was typed, and what came of it; `None` when nothing was.
    pub typed: Option<Match>,
    /// Scans attached, and what their own content says.
    pub scans: Vec<(FileView, Match)>,
}
