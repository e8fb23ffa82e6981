//! Frozen versions: what was submitted, byte for byte, and its SHA-256.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Answers;
use super::field::Slot;

/// A file as it stands in a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// Where it belongs.
    pub slot: Slot,
    /// Name the applicant gave it.
    pub name: String,
    /// Size in bytes.
    pub size: i64,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
}

/// A version of the dossier as it was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Reference number of the dossier.
    pub reference: String,
    /// Number of the version, from 1.
    pub number: i64,
    /// Everything that was answered.
    pub answers: Answers,
    /// Everything that was attached.
    pub files: Vec<FrozenFile>,
}

impl Version {
    /// The canonical text that is stored and hashed: JSON with sorted keys, so the
    /// same dossier always gives the same bytes.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of [`Self::canonical`], hexadecimal: what the receipt prints.
    pub fn sha256(&self) -> String {
        digest(&self.canonical())
    }

    /// SHA-256 of what is printed to be sealed: everything but the scan of the sealed print
    /// itself, and without the version's number. It is known before there is a scan, and
    /// stays what it is when the scan is attached or the dossier submitted.
    pub fn fingerprint(&self) -> String {
        let mut printed = Self { number: 0, ..self.clone() };
        printed.files.retain(|f| f.slot != Slot::Scan);
        printed
            .files
            .sort_by(|a, b| (a.slot, &a.sha256, &a.name).cmp(&(b.slot, &b.sha256, &b.name)));
        printed.sha256()
    }
}

/// SHA-256 of a text, hexadecimal.
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_dossier_has_the_same_hash_and_any_change_another() {
        let v = Version {
            reference: "QB-2026-00001-A".into(),
            number: 1,
            answers: [("b".into(), "2".into()), ("a".into(), "1".into())].into(),
            files: vec![],
        };
        let back: Version = serde_json::from_str(&v.canonical()).unwrap();
        assert_eq!(back.sha256(), v.sha256());
        let mut other = v.clone();
        other.answers.insert("a".into(), "1 ".into());
        assert_ne!(other.sha256(), v.sha256());
    }

    #[test]
    fn the_printed_fingerprint_outlives_scan_and_submission_and_no_other_change() {
        let file = |slot, name: &str| FrozenFile {
            slot,
            name: name.into(),
            size: 1,
            sha256: digest(name),
        };
        let draft = Version {
            reference: "QB-2026-00001-A".into(),
            number: 0,
            answers: [("title".into(), "甲".into())].into(),
            files: vec![file(Slot::Licence, "licence")],
        };
        let mut submitted = Version { number: 2, ..draft.clone() };
        submitted.files.push(file(Slot::Scan, "scan"));
        assert_eq!(draft.fingerprint(), submitted.fingerprint());
        assert_ne!(submitted.fingerprint(), submitted.sha256());
        let mut other = submitted.clone();
        other.files.push(file(Slot::Credit, "credit"));
        assert_ne!(other.fingerprint(), draft.fingerprint());
        other = submitted.clone();
        other.answers.insert("title".into(), "乙".into());
        assert_ne!(other.fingerprint(), draft.fingerprint());
    }
}
