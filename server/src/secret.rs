//! Secrets the operator gives: texts that are never printed, read from files that others cannot read,
//! and the key that secrets of accounts are sealed with.

use std::io::Write;
use std::ops::Deref;
use std::path::Path;
use std::str::FromStr;

use serde::Deserialize;
use service::vault::KEY;

/// A text that is never printed: what shows a configuration shows that there is one.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

impl Deref for Secret {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

/// The first line of a file with a secret. `what` names it for the operator; with `secure`, a file
/// that everybody on the machine can read is refused.
///
/// # Errors
/// One line for the operator, without anything of the secret.
pub fn of_file(path: &Path, what: &str, secure: bool) -> Result<Secret, String> {
    judge(path, what, secure)?;
    let text = std::fs::read_to_string(path)
        .map_err(|e| format!("cannot read {what} in {}: {e}", path.display()))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return Err(format!("{what}: the first line of {} is empty", path.display()));
    }
    Ok(line.into())
}

/// Refuses, with `secure`, a file that everybody on the machine can read. One that is not there is
/// no trouble here.
///
/// # Errors
/// One line for the operator.
pub fn judge(path: &Path, what: &str, secure: bool) -> Result<(), String> {
    #[cfg(unix)]
    if let Ok(about) = std::fs::metadata(path) {
        use std::os::unix::fs::PermissionsExt;
        if secure && about.permissions().mode() & 0o004 != 0 {
            return Err(format!(
                "{what}: everybody on this machine can read {}; run chmod o-r on it",
                path.display()
            ));
        }
    }
    #[cfg(not(unix))]
    let _ = (path, what, secure);
    Ok(())
}

/// The key of a file, 64 hexadecimal digits; where there is none, a new one is made and kept there,
/// for its owner's eyes only.
///
/// # Errors
/// One line for the operator when the file cannot be read or made, or holds something else.
pub fn key(path: &Path, secure: bool) -> Result<[u8; KEY], String> {
    let what = "the secret key";
    if !path.exists() {
        let fresh = hex::encode(crate::world::random::<KEY>());
        keep(path, format!("{fresh}\n").as_bytes())
            .map_err(|e| format!("cannot make {what} {}: {e}", path.display()))?;
    }
    let line = of_file(path, what, secure)?;
    let bytes = hex::decode(&*line).ok().and_then(|b| <[u8; KEY]>::try_from(b).ok());
    bytes.ok_or_else(|| format!("{what} {} is not 64 hexadecimal digits", path.display()))
}

/// Writes a new file that nobody else may read.
pub fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(dir) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
        std::fs::create_dir_all(dir)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::from("postgres://u:hunter2@host/db");
        assert!(!format!("{secret:?} {:#?}", Some(secret.clone())).contains("hunter2"));
        assert_eq!(&*secret, "postgres://u:hunter2@host/db");
    }

    #[test]
    fn a_file_that_everybody_reads_is_refused_where_it_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("password");
        std::fs::write(&path, "  hunter2  \nmore\n").unwrap();
        for (mode, open) in [(0o600, false), (0o640, false), (0o644, true), (0o604, true)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(of_file(&path, "x", true).is_err(), open, "{mode:o}");
            assert_eq!(&*of_file(&path, "x", false).unwrap(), "hunter2");
        }
        let told = of_file(&path, "x", true).unwrap_err();
        assert!(!told.contains("hunter2") && told.contains("chmod"), "{told}");
        std::fs::write(&path, "\nlate").unwrap();
        assert!(of_file(&path, "x", false).is_err());
        assert!(of_file(&dir.path().join("none"), "x", true).is_err());
    }

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/secret.key");
        let first = key(&path, true).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(key(&path, true).unwrap(), first);
        assert_ne!(key(&dir.path().join("other.key"), true).unwrap(), first);
        std::fs::write(&path, "no key").unwrap();
        assert!(key(&path, false).unwrap_err().contains("64 hexadecimal digits"));
    }
}
