//! Reading a backup: whether it is whole, and getting out of it what was put in.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::seal::{MAGIC, Opening};
use super::{FILES, FORMAT, Key, MANIFEST, Manifest};
use crate::{archive, private};

/// Bytes of the manifest at most: a line of some 150 bytes for each of a million files.
const MANIFEST_MAX: u64 = 256 * 1024 * 1024;

/// An opened backup.
pub struct Backup {
    zip: ZipArchive<Box<dyn Source>>,
    /// What it holds.
    pub manifest: Manifest,
}

/// What it is read from.
trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

impl Backup {
    /// Opens one, encrypted or not.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn open(path: &Path, key: Option<&Key>) -> Result<Self, String> {
        let named = |e: &dyn std::fmt::Display| format!("backup {}: {e}", path.display());
        let mut file = File::open(path).map_err(|e| named(&e))?;
        let mut begin = [0; MAGIC.len()];
        let sealed = file.read_exact(&mut begin).is_ok() && &begin == MAGIC;
        file.seek(SeekFrom::Start(0)).map_err(|e| named(&e))?;
        let from: Box<dyn Source> = match (sealed, key) {
            (true, Some(key)) => Box::new(Opening::new(file, key).map_err(|e| named(&e))?),
            (true, None) => return Err(named(&"it is encrypted; name its key with --key-file")),
            (false, _) => Box::new(file),
        };
        let mut zip = ZipArchive::new(from).map_err(|e| named(&e))?;
        let text = {
            let entry = zip.by_name(MANIFEST).map_err(|e| named(&e))?;
            let mut text = Vec::new();
            entry.take(MANIFEST_MAX).read_to_end(&mut text).map_err(|e| named(&e))?;
            text
        };
        let manifest: Manifest = archive::manifest(&text, FORMAT).map_err(|e| named(&e))?;
        if manifest.format == 0 || manifest.database().is_none() {
            return Err(named(&"it holds no database"));
        }
        Ok(Self { zip, manifest })
    }

    /// Reads all of it and compares every hash.
    ///
    /// # Errors
    /// The first file that is not what was listed.
    pub fn verify(&mut self) -> Result<(), String> {
        for listed in self.manifest.files.clone() {
            self.copy(&listed.path, &mut io::sink())?;
        }
        Ok(())
    }

    /// Writes a file of it to somewhere, and compares its hash.
    ///
    /// # Errors
    /// One line for the operator; what was written until then was.
    pub fn pour(&mut self, path: &str, to: &mut dyn Write) -> Result<(), String> {
        self.copy(path, to)
    }

    /// Writes a file of it to a new file that nobody else may read, and compares its hash.
    ///
    /// # Errors
    /// One line for the operator; nothing is left behind.
    pub fn extract(&mut self, path: &str, to: &Path) -> Result<(), String> {
        let named = |e: io::Error| format!("{}: {e}", to.display());
        if let Some(dir) = to.parent() {
            std::fs::create_dir_all(dir).map_err(named)?;
        }
        let mut file = private::create(to).map_err(named)?;
        let done = self.copy(path, &mut file).and_then(|()| file.sync_all().map_err(named));
        if done.is_err() {
            let _ = std::fs::remove_file(to);
        }
        done
    }

    /// Puts the contents of files where they belong; those that are there already stay. How many there are.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn contents(&mut self, files: &Path) -> Result<usize, String> {
        let mut n = 0;
        for listed in self.manifest.files.clone() {
            let Some(within) = listed.path.strip_prefix(FILES) else { continue };
            let to =
                files
                    .join(place(within).ok_or_else(|| {
                        format!("{} is no name of a file's content", listed.path)
                    })?);
            // What was damaged already when it was packed is not what it is named after.
            if !to.ends_with(&listed.sha256) {
                continue;
            }
            if !to.exists() {
                self.extract(&listed.path, &to)?;
            }
            n += 1;
        }
        Ok(n)
    }

    fn copy(&mut self, path: &str, to: &mut dyn Write) -> Result<(), String> {
        let listed = self.manifest.files.iter().find(|f| f.path == path);
        let listed = listed.ok_or_else(|| format!("{path} is not in the backup"))?;
        let entry = self.zip.by_name(path).map_err(|e| format!("{path}: {e}"))?;
        // One byte more than is listed tells that there are more; a bomb is not unpacked.
        let mut entry = entry.take(listed.size.saturating_add(1));
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut piece = vec![0; 256 * 1024];
        loop {
            let n = entry.read(&mut piece).map_err(|e| format!("{path} was changed: {e}"))?;
            if n == 0 {
                break;
            }
            hash.update(&piece[..n]);
            size += n as u64;
            to.write_all(&piece[..n]).map_err(|e| format!("{path} cannot be written: {e}"))?;
        }
        if size == listed.size && hex::encode(hash.finalize()) == listed.sha256 {
            Ok(())
        } else {
            Err(format!("{path} was changed"))
        }
    }
}

/// The place of a content, `ab/abcd…`; `None` for anything else, such as a path that leads elsewhere.
fn place(within: &str) -> Option<PathBuf> {
    let (folder, name) = within.split_once('/')?;
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    (folder.len() == 2 && name.len() == 64 && hex(folder) && hex(name))
        .then(|| Path::new(folder).join(name))
}
