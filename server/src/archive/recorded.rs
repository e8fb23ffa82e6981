//! What of an archive the journal must know: a text whose hash no row names was never handed in, sealed or signed; what
//! no act fits was never done.

use std::collections::{BTreeMap, BTreeSet};

use domain::announcement::{APPROVALS, Announcement};
use domain::consultation::opinion::Stance;
use domain::consultation::{Consultation, Consulted};
use domain::incident::Revocation;
use domain::notice::Notice;
use service::ports::Entry;

use super::acts::Acts;
use super::before::Before;
use super::sealed::{Incident, Objection};
use super::{BEFORE, OPINIONS, VERSIONS};

/// Folders of texts whose SHA-256 the journal names.
const TEXTS: [&str; 6] =
    [VERSIONS, "sheets/", "defence-sheets/", "conclusions/", "initial-list/", "letters/"];

/// What the journal knows.
#[derive(Default)]
pub(super) struct Recorded {
    /// By the hashes it names: the kinds of rows and who caused them.
    hashes: BTreeMap<String, BTreeSet<(String, String)>>,
    /// Applications by the hashes of their versions.
    versions: BTreeMap<String, String>,
    /// Applications by their reference numbers.
    references: BTreeMap<String, String>,
    acts: Acts,
}

impl Recorded {
    /// Notes what a row names.
    pub(super) fn note(&mut self, row: &Entry) {
        let Ok(data) = serde_json::from_str::<serde_json::Value>(&row.data) else { return };
        self.acts.note(row, &data);
        if let Some(sha256) = data.get("sha256").and_then(|v| v.as_str()) {
            let rows = self.hashes.entry(sha256.to_owned()).or_default();
            rows.insert((row.kind.clone(), row.actor.clone()));
            if row.kind == "stepped" {
                self.versions.insert(sha256.to_owned(), row.dossier.clone());
            }
        }
    }

    /// Notes by a file of the archive, where it is a version of an application, whose reference number it bears.
    pub(super) fn refer(&mut self, path: &str, sha256: &str) {
        let version = path.strip_prefix(VERSIONS).and_then(|file| file.rsplit_once('-'));
        if let (Some((reference, _)), Some(dossier)) = (version, self.versions.get(sha256)) {
            self.references.insert(reference.to_owned(), dossier.clone());
        }
    }

    /// Who caused a row of a kind with this hash.
    fn persons(&self, sha256: &str, kind: &str) -> BTreeSet<&str> {
        let rows = self.hashes.get(sha256).into_iter().flatten();
        rows.filter(|r| r.0 == kind).map(|r| r.1.as_str()).collect()
    }

    /// Whether a file is none of those the journal must know, or is known to it.
    pub(super) fn knows(&self, path: &str, sha256: &str) -> bool {
        !TEXTS.iter().any(|folder| path.starts_with(folder)) || self.hashes.contains_key(sha256)
    }

    /// Whether this is what the unit of an application wrote last, whichever version it was about.
    pub(super) fn opinion(&self, path: &str, sha256: &str) -> bool {
        let reference = path.strip_prefix(OPINIONS).and_then(|file| file.strip_suffix(".txt"));
        let Some(dossier) = reference.and_then(|r| self.references.get(r)) else { return false };
        let last = self.acts.of(dossier, "opinion_written").next_back();
        last.is_some_and(|act| act.data["sha256"] == sha256)
    }

    /// Whether all this was done with the application of that number.
    pub(super) fn before(&self, path: &str, text: &[u8]) -> bool {
        let Ok(b) = serde_json::from_slice::<Before>(text) else { return false };
        let own = path == format!("{BEFORE}{}.json", b.application);
        let dossier = self.references.get(&b.application);
        own && dossier.is_some_and(|d| d == b.dossier.as_str()) && b.was_done(&self.acts)
    }

    /// Whether this package was put to the ministry, and what was said of its entries was said.
    pub(super) fn consulted(&self, text: &[u8]) -> bool {
        let Ok(c) = serde_json::from_slice::<Consultation>(text) else { return false };
        let opened = !self.persons(&c.package_sha256(), "consultation_opened").is_empty();
        opened && c.entries.iter().all(|entry| self.said(entry))
    }

    fn said(&self, e: &Consulted) -> bool {
        let dossier = e.entry.dossier.as_str();
        let opinion = e.opinion.iter().all(|o| {
            // Who agrees to all the rest is recorded once for all of it.
            let rest = o.stance == Stance::Agrees && o.text.is_empty();
            let mut given = self.acts.of(dossier, "opinion_given");
            rest || given.any(|act| {
                let same = act.data["stance"] == o.stance.code() && act.reason == o.text;
                same && act.actor == o.by.as_str()
            })
        });
        let answer = e.answer.iter().all(|a| {
            let mut answered = self.acts.of(dossier, "opinion_answered");
            answered.any(|act| {
                let same = act.data["refers"] == a.refers && act.reason == a.text;
                same && act.actor == a.by.as_str()
            })
        });
        let kinds = ("entry_proposed", "entry_decided");
        opinion && answer && e.referral.iter().all(|h| self.acts.decided(dossier, h, kinds))
    }

    /// Whether this notice was opened.
    pub(super) fn opened(&self, text: &[u8]) -> bool {
        let notice = serde_json::from_slice::<Notice>(text);
        notice.is_ok_and(|n| !self.persons(&n.opened_sha256(), "notice_opened").is_empty())
    }

    /// Whether this objection was received, and handled and decided as it says.
    pub(super) fn objected(&self, text: &[u8]) -> bool {
        let objection = serde_json::from_slice::<Objection>(text);
        objection.is_ok_and(|o| o.was_dealt_with(&self.acts))
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

    /// Whether this incident was reported, and investigated and decided as it says.
    pub(super) fn reported(&self, text: &[u8]) -> bool {
        let incident = serde_json::from_slice::<Incident>(text);
        incident.is_ok_and(|i| i.was_dealt_with(&self.acts))
    }

    /// Whether this title was revoked, on this ground and for this reason.
    pub(super) fn revoked(&self, text: &[u8]) -> bool {
        let Ok(r) = serde_json::from_slice::<Revocation>(text) else { return false };
        let mut acts = self.acts.of(&r.title.number, "title_revoked");
        acts.any(|act| act.data["cause"] == r.cause.code() && act.reason == r.reason)
    }
}
