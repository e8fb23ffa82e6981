//! The key backups are encrypted with: 256 bits, in a file of its own that is kept apart from them.

use std::io::Write;
use std::path::Path;

use service::ports::Chance;

use crate::world::SystemChance;

/// A key.
pub struct Key(pub(super) Vec<u8>);

impl Key {
    /// Makes a new one in a new file that nobody else may read.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn make(path: &Path) -> Result<(), String> {
        let named = |e: std::io::Error| format!("backup key {}: {e}", path.display());
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(named)?;
        writeln!(file, "{}", SystemChance.token()).map_err(named)?;
        file.sync_all().map_err(named)
    }

    /// The key of a file; `-` is standard input, for a key that only root reads.
    ///
    /// # Errors
    /// One line for the operator when it cannot be read or holds something else.
    pub fn of(path: &Path) -> Result<Self, String> {
        let named = |e: &str| format!("backup key {}: {e}", path.display());
        let text = if path == Path::new("-") {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(path)
        };
        let text = text.map_err(|e| named(&e.to_string()))?;
        match hex::decode(text.trim()) {
            Ok(key) if key.len() == 32 => Ok(Self(key)),
            _ => Err(named("it is no key made by `biaogan backup-key`")),
        }
    }
}
