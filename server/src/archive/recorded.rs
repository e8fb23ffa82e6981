//! What of an archive the journal must know: a text whose hash no row names was never handed in, sealed or signed.

use std::collections::{BTreeMap, BTreeSet};

use domain::announcement::{APPROVALS, Announcement};
use domain::notice::Notice;
use service::ports::Entry;

/// Folders of texts whose SHA-256 the journal names.
const TEXTS: [&str; 6] =
    ["versions/", "sheets/", "defence-sheets/", "conclusions/", "initial-list/", "letters/"];

/// Hashes the journal names: by hash, the kinds of rows and who caused them.
#[derive(Default)]
pub(super) struct Recorded(BTreeMap<String, BTreeSet<(String, String)>>);

impl Recorded {
    /// Notes what a row names.
    pub(super) fn note(&mut self, row: &Entry) {
        let Ok(data) = serde_json::from_str::<serde_json::Value>(&row.data) else { return };
        if let Some(sha256) = data.get("sha256").and_then(|v| v.as_str()) {
            let rows = self.0.entry(sha256.to_owned()).or_default();
            rows.insert((row.kind.clone(), row.actor.clone()));
        }
    }

    /// Who caused a row of a kind with this hash.
    fn persons(&self, sha256: &str, kind: &str) -> BTreeSet<&str> {
        let rows = self.0.get(sha256).into_iter().flatten();
        rows.filter(|r| r.0 == kind).map(|r| r.1.as_str()).collect()
    }

    /// Whether a file is none of those the journal must know, or is known to it.
    pub(super) fn knows(&self, path: &str, sha256: &str) -> bool {
        !TEXTS.iter().any(|folder| path.starts_with(folder)) || self.0.contains_key(sha256)
    }

    /// Whether this notice was opened.
    pub(super) fn opened(&self, text: &[u8]) -> bool {
        let notice = serde_json::from_slice::<Notice>(text);
        notice.is_ok_and(|n| !self.persons(&n.opened_sha256(), "notice_opened").is_empty())
    }

    /// Whether this announcement was prepared, and approved by those it says; before its release by enough.
    pub(super) fn approved(&self, text: &[u8]) -> bool {
        let Ok(a) = serde_json::from_slice::<Announcement>(text) else { return false };
        let sha256 = a.sha256();
        let persons = self.persons(&sha256, "announcement_approved");
        let enough = a.released_at.is_none() || a.approvals.len() >= APPROVALS;
        let theirs = a.approvals.iter().all(|p| persons.contains(p.by.as_str()));
        enough && theirs && !self.persons(&sha256, "announcement_prepared").is_empty()
    }
}
