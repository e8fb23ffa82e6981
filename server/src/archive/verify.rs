//! Checking an archive with nothing but the file: is every file the one that was listed, is the list the
//! one that was signed, and does the journal hold together? Names the first thing that does not fit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use ring::signature::{ED25519, UnparsedPublicKey};
use service::journal::{Damage, Walk};
use service::ports::Entry;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::recorded::Recorded;
use super::{
    ANNOUNCEMENT, BEFORE, CONSULTATION, FORMAT, INCIDENTS, JOURNAL, MANIFEST, Manifest, NOTICE,
    OBJECTIONS, OPINIONS, PUBLIC_KEY, REVOCATIONS, SIGNATURE, fingerprint, public_of,
};

/// Bytes of the manifest at most: a line of some 150 bytes for each of 100,000 files.
const MANIFEST_MAX: u64 = 16 * 1024 * 1024;
/// Bytes of a journal's row at most.
const ROW_MAX: u64 = 4 * 1024 * 1024;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It cannot be read as an archive of ours.
    Unreadable(String),
    /// The signature is not one of this key over this manifest.
    Signature,
    /// The key is not the one that was expected.
    Key {
        /// SHA-256 of the key in the archive.
        found: String,
    },
    /// A file that is listed is not there.
    Missing(String),
    /// A file is there that is not listed.
    Unlisted(String),
    /// A file is not the one that was listed.
    Changed(String),
    /// A file of which the journal knows nothing: nobody handed it in, sealed, signed or did it as it says.
    Unrecorded(String),
    /// The first row of the journal that does not fit.
    Journal {
        /// Its number.
        seq: i64,
        /// What is wrong with it.
        what: Damage,
    },
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Flaw::Unreadable(why) => write!(f, "this is no archive that can be read: {why}"),
            Flaw::Signature => f.write_str("the signature does not fit the manifest"),
            Flaw::Key { found } => write!(f, "signed with another key: {found}"),
            Flaw::Missing(path) => write!(f, "{path} is missing"),
            Flaw::Unlisted(path) => write!(f, "{path} was added"),
            Flaw::Changed(path) => write!(f, "{path} was changed"),
            Flaw::Unrecorded(path) => write!(f, "the journal knows nothing of {path}"),
            Flaw::Journal { seq, what } => write!(f, "journal broken at row {seq}: {what:?}"),
        }
    }
}

/// What an archive proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// What it holds.
    pub manifest: Manifest,
    /// SHA-256 of its key, to be compared with what the Office has published.
    pub key: String,
}

impl Proved {
    /// What it holds: how many files of each folder, and those that stand alone.
    pub fn contents(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for listed in &self.manifest.files {
            let folder = listed.path.split_once('/').map_or(listed.path.as_str(), |p| p.0);
            *found.entry(folder).or_default() += 1;
        }
        found
    }
}

/// Checks an archive; with `keys`, that it was signed with a key of one of these SHA-256.
///
/// # Errors
/// The first flaw that is found.
pub fn verify(archive: &Path, keys: &[String]) -> Result<Proved, Flaw> {
    let unreadable = |e: &dyn std::fmt::Display| Flaw::Unreadable(e.to_string());
    let file = File::open(archive).map_err(|e| unreadable(&e))?;
    let mut zip = ZipArchive::new(file).map_err(|e| unreadable(&e))?;
    let text = small(&mut zip, MANIFEST)?;
    let signature = small(&mut zip, SIGNATURE)?;
    let pem = small(&mut zip, PUBLIC_KEY)?;
    let public = public_of(&String::from_utf8_lossy(&pem)).ok_or(Flaw::Signature)?;
    let found = fingerprint(&public);
    let named = |key: &String| key.trim().eq_ignore_ascii_case(&found);
    if !keys.is_empty() && !keys.iter().any(named) {
        return Err(Flaw::Key { found });
    }
    let checked = UnparsedPublicKey::new(&ED25519, &public).verify(&text, &signature);
    checked.map_err(|_| Flaw::Signature)?;
    let manifest: Manifest = super::manifest(&text, FORMAT).map_err(Flaw::Unreadable)?;
    let names: Result<BTreeSet<String>, _> =
        zip.file_names().map(|name| name.map(|name| name.into_owned())).collect();
    let mut left = names.map_err(|e| unreadable(&e))?;
    for own in [MANIFEST, SIGNATURE, PUBLIC_KEY] {
        left.remove(own);
    }
    for listed in &manifest.files {
        if !left.remove(&listed.path) {
            return Err(Flaw::Missing(listed.path.clone()));
        }
        let entry = zip.by_name(&listed.path).map_err(|e| unreadable(&e))?;
        // One byte more than is listed tells that there are more; a bomb is not unpacked.
        let mut entry = entry.take(listed.size.saturating_add(1));
        let mut hash = Sha256::new();
        let size = std::io::copy(&mut entry, &mut hash);
        // What does not unpack was changed, too.
        let same = size.is_ok_and(|size| size == listed.size)
            && hex::encode(hash.finalize()) == listed.sha256;
        if !same {
            return Err(Flaw::Changed(listed.path.clone()));
        }
    }
    if let Some(extra) = left.pop_first() {
        return Err(Flaw::Unlisted(extra));
    }
    let mut recorded = journal(&mut zip, &manifest)?;
    for listed in &manifest.files {
        recorded.refer(&listed.path, &listed.sha256);
    }
    // The first layout was made before the journal named all of this. What later ones added is asked for where it is.
    if manifest.format >= 2 {
        known(&mut zip, &manifest, &recorded)?;
    }
    Ok(Proved { manifest, key: found })
}

/// What was handed in, recommended, checked, sealed, signed, opened, objected and approved is what the journal says was.
fn known(zip: &mut ZipArchive<File>, manifest: &Manifest, recorded: &Recorded) -> Result<(), Flaw> {
    for listed in &manifest.files {
        let path = listed.path.as_str();
        let fits = match path {
            NOTICE => recorded.opened(&small(zip, path)?),
            ANNOUNCEMENT => recorded.approved(&small(zip, path)?),
            _ if path.starts_with(OPINIONS) => recorded.opinion(path, &listed.sha256),
            _ if path.starts_with(BEFORE) => recorded.before(path, &small(zip, path)?),
            _ if path.starts_with(CONSULTATION) => recorded.consulted(&small(zip, path)?),
            _ if path.starts_with(OBJECTIONS) => recorded.objected(&small(zip, path)?),
            _ if path.starts_with(INCIDENTS) => recorded.reported(&small(zip, path)?),
            _ if path.starts_with(REVOCATIONS) => recorded.revoked(&small(zip, path)?),
            _ => recorded.knows(path, &listed.sha256),
        };
        if !fits {
            return Err(Flaw::Unrecorded(path.to_owned()));
        }
    }
    Ok(())
}

/// The chain of the journal, up to the head the manifest names, with the hashes it knows.
fn journal(zip: &mut ZipArchive<File>, manifest: &Manifest) -> Result<Recorded, Flaw> {
    let entry = zip.by_name(JOURNAL).map_err(|_| Flaw::Missing(JOURNAL.to_owned()))?;
    let mut lines = BufReader::new(entry);
    let (mut walk, mut recorded) = (Walk::default(), Recorded::default());
    loop {
        let mut line = String::new();
        let read = (&mut lines).take(ROW_MAX).read_line(&mut line);
        if read.map_err(|e| Flaw::Unreadable(e.to_string()))? == 0 {
            break;
        }
        let row: Entry = serde_json::from_str(&line)
            .map_err(|_| Flaw::Journal { seq: walk.rows() + 1, what: Damage::Content })?;
        recorded.note(&row);
        walk.step(row).map_err(|what| Flaw::Journal { seq: walk.rows() + 1, what })?;
    }
    if walk.rows() != manifest.journal_rows || walk.hash() != manifest.journal_head {
        return Err(Flaw::Journal { seq: walk.rows() + 1, what: Damage::Truncated });
    }
    Ok(recorded)
}

fn small(zip: &mut ZipArchive<File>, path: &str) -> Result<Vec<u8>, Flaw> {
    let entry = zip.by_name(path).map_err(|_| Flaw::Missing(path.to_owned()))?;
    let mut bytes = Vec::new();
    let read = entry.take(MANIFEST_MAX).read_to_end(&mut bytes);
    read.map_err(|e| Flaw::Unreadable(e.to_string()))?;
    Ok(bytes)
}
