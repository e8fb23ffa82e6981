//! A season as one file that proves itself: what was handed in, scored, agreed on and signed, the whole
//! journal, and a signature over all of it. Whoever has the binary, or `sha256sum` and `openssl`, can check
//! it without the database, years later and on another machine.

mod acts;
mod after;
mod before;
mod committee;
mod defence;
mod key;
mod papers;
mod people;
mod recorded;
mod sealed;
pub mod verify;
pub mod write;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use key::{Key, fingerprint, public_of, signs};

/// The list of all other files. What is signed is this file, byte by byte.
pub const MANIFEST: &str = "manifest.json";
/// Ed25519 signature of the manifest, 64 bytes.
pub const SIGNATURE: &str = "manifest.sig";
/// The key to check it with, PEM.
pub const PUBLIC_KEY: &str = "public-key.pem";
/// The journal, one row a line, as JSON.
pub const JOURNAL: &str = "journal.jsonl";
/// The notice as it was opened and extended.
pub const NOTICE: &str = "notice.json";
/// The announcement with who approved it.
pub const ANNOUNCEMENT: &str = "announcement.json";
/// Frozen versions of applications.
const VERSIONS: &str = "versions/";
/// What the units wrote of them.
const OPINIONS: &str = "opinions/";
/// What else was done with them before they came before the committee.
const BEFORE: &str = "before/";
/// What the ministry was asked and said.
const CONSULTATION: &str = "consultation/";
/// Objections to the notice.
const OBJECTIONS: &str = "objections/";
/// Incidents about titles of the season.
const INCIDENTS: &str = "incidents/";
/// Titles of the season that were revoked.
const REVOCATIONS: &str = "revocations/";
/// Version of the layout. The first held nothing of what came after the consultation but the titles; the second
/// sheets as they counted last alone, and no word on who the experts were; the third no letters; the fourth nothing
/// of what units and the Office did before the committee, nor of how the defence went, and no paper but the dossiers;
/// in the fifth what is approved of an announcement said nothing of its letters.
pub const FORMAT: u32 = 6;
/// How to check all this by hand.
pub const README: &str = "README.txt";

/// Reads a manifest of a layout up to the newest this program knows. The layout's version is looked at before the
/// rest, so that a field nobody knew yet is told as a later version and not as something broken.
///
/// # Errors
/// One line: it is of a later version, or no manifest.
pub(crate) fn manifest<T: DeserializeOwned>(text: &[u8], newest: u32) -> Result<T, String> {
    #[derive(Deserialize)]
    struct Layout {
        format: u32,
    }
    let Layout { format } = serde_json::from_slice(text).map_err(|e| e.to_string())?;
    if format > newest {
        return Err(format!("layout {format} is of a later version"));
    }
    serde_json::from_slice(text).map_err(|e| e.to_string())
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the layout, see [`FORMAT`].
    pub format: u32,
    /// Year of the season.
    pub year: i32,
    /// Identifier of the season.
    pub season: String,
    /// When it was made, microseconds since 1970 UTC.
    pub made_at: i64,
    /// Rows of the journal it holds.
    pub journal_rows: i64,
    /// Hash of the last of them.
    pub journal_head: String,
    /// All files but manifest, signature and key, by path.
    pub files: Vec<Listed>,
}

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its path in the archive.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}
