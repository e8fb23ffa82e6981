//! Migrations: numbered texts per engine, embedded, applied in order, never edited
//! once released; a checksum tells when one was.

use domain::application::version::digest;

/// One step of the schema.
pub(crate) struct Migration {
    /// Number, rising; a number that was reserved and not used leaves a gap.
    pub(crate) version: i64,
    /// File name without its ending.
    pub(crate) name: &'static str,
    /// The statements.
    pub(crate) text: &'static str,
}

impl Migration {
    /// SHA-256 of the text.
    pub(crate) fn checksum(&self) -> String {
        digest(self.text)
    }
}

/// A step as the database remembers it.
pub(crate) struct Applied {
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) checksum: String,
}

/// The migrations of one engine: the same names in both folders.
macro_rules! migrations {
    ($folder:literal: $($version:literal $name:literal),+ $(,)?) => {
        &[$($crate::migration::Migration {
            version: $version,
            name: $name,
            text: include_str!(concat!("../migrations/", $folder, "/", $name, ".sql")),
        }),+]
    };
}
pub(crate) use migrations;

/// What is still to be applied, or one line on why this database does not fit.
pub(crate) fn judge(
    all: &'static [Migration],
    done: &[Applied],
) -> Result<&'static [Migration], String> {
    if let Some(newer) = done.iter().find(|d| all.iter().all(|m| m.version != d.version)) {
        return Err(format!(
            "the database is newer than this program: it has migration {}, which this program \
             does not know; use the newer program",
            newer.name
        ));
    }
    for (m, d) in all.iter().zip(done) {
        if m.version != d.version || m.checksum() != d.checksum {
            return Err(format!(
                "migration {} of the database is not the one of this program: its text was \
                 changed after it was applied",
                d.name
            ));
        }
    }
    Ok(&all[done.len()..])
}
