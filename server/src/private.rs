//! Files that hold what only the operator may read together: made so that nobody else ever could, however the
//! program was started.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::world::SystemChance;
use service::ports::Chance;

/// Makes a new file, to write to and to read again, that its owner alone may read from its first moment.
///
/// # Errors
/// When it is there already, or cannot be made.
pub fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// How the names of passing copies go on after that of what they are copies of.
const PASSING: &str = ".passing-";

/// A file of this process alone for the time it is worked on: in a directory, named after something. Where one was
/// killed before it could remove its own, the next one does: each is locked as long as its process lives.
pub struct Passing {
    /// To read what was written.
    pub file: File,
    /// Where, until [`Passing::hide`].
    pub path: PathBuf,
}

impl Passing {
    /// Makes one in a directory, after removing what others have left there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(dir: &Path, name: &str) -> io::Result<Self> {
        sweep(dir, name);
        let path = dir.join(format!("{name}{PASSING}{}", SystemChance.id()));
        let file = create(&path)?;
        // Without a lock it may be swept too early, which its writer sees.
        let _ = file.lock();
        Ok(Self { file, path })
    }

    /// Makes one where a file is to be, and gives what is to be written to.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn beside(to: &Path, name: &str) -> Result<(Self, File), String> {
        let dir = to.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let made = Self::new(dir, name).and_then(|made| Ok((made.file.try_clone()?, made)));
        let (out, made) = made.map_err(|e| format!("cannot create {}: {e}", to.display()))?;
        Ok((made, out))
    }

    /// Gives what was written the name it is to have.
    ///
    /// # Errors
    /// One line for the operator.
    pub fn becomes(self, to: &Path) -> Result<(), String> {
        std::fs::rename(&self.path, to).map_err(|e| format!("{}: {e}", to.display()))
    }

    /// Takes its name away: from now on it is gone when this process ends, however it ends. Where the system cannot
    /// do that, it goes when this is dropped.
    pub fn hide(&self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        self.hide();
    }
}

/// Removes what processes that live no more have left.
fn sweep(dir: &Path, name: &str) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let begins = format!("{name}{PASSING}");
    for entry in entries.flatten() {
        let left = entry.file_name().to_string_lossy().starts_with(&begins)
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            tracing::warn!("{} was left by a program that was killed; removed", begins);
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read, Seek, SeekFrom, Write};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_passing_copy_is_its_owners_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let left = dir.path().join("x.db.passing-left");
        std::fs::write(&left, "what a killed program has left").unwrap();
        let other = dir.path().join("y.db.passing-left");
        std::fs::write(&other, "of something else").unwrap();
        let mut one = Passing::new(dir.path(), "x.db").unwrap();
        assert!(!left.exists() && other.exists());
        assert_eq!(std::fs::metadata(&one.path).unwrap().permissions().mode() & 0o777, 0o600);
        // One that is in use stays.
        let two = Passing::new(dir.path(), "x.db").unwrap();
        assert!(one.path.exists() && two.path.exists());
        drop(two);
        std::fs::OpenOptions::new().write(true).open(&one.path).unwrap().write_all(b"abc").unwrap();
        one.hide();
        assert!(!one.path.exists());
        let mut text = String::new();
        one.file.seek(SeekFrom::Start(0)).unwrap();
        one.file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "abc");
    }
}
