//! Backups: one file with the database and the contents of files, listed with their hashes, and encrypted
//! where a key is given. What was written is read again before anybody says that it is there.

pub mod key;
pub mod postgres;
pub mod read;
mod room;
mod seal;
pub mod write;

use serde::{Deserialize, Serialize};

use crate::archive::Listed;

pub use key::Key;

/// The list of all other files.
pub const MANIFEST: &str = "manifest.json";
/// A SQLite database.
pub const SQLITE: &str = "biaogan.db";
/// A database of PostgreSQL, as `pg_dump --format=custom` writes it.
pub const POSTGRES: &str = "biaogan.pgdump";
/// Before the path of a file's content.
pub const FILES: &str = "files/";

/// Version of the layout. The first did not say which contents it lacks.
pub const FORMAT: u32 = 2;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the layout, see [`FORMAT`].
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When it was begun, microseconds since 1970 UTC.
    pub made_at: i64,
    /// Rows of the journal that are in it for certain; more may have come while it was written.
    pub journal_rows: i64,
    /// Hash of the last of these.
    pub journal_head: String,
    /// Whether contents of files are in it.
    pub contents: bool,
    /// How many contents the database named when it was begun; not known of the first layout.
    #[serde(default)]
    pub named: Option<usize>,
    /// Hashes of those that were missing or damaged then, and so are not in it.
    #[serde(default)]
    pub lacking: Vec<String>,
    /// All files but this one, by path.
    pub files: Vec<Listed>,
}

impl Manifest {
    /// Which kind of database it holds.
    pub fn database(&self) -> Option<&'static str> {
        [SQLITE, POSTGRES].into_iter().find(|name| self.files.iter().any(|f| f.path == *name))
    }
}
