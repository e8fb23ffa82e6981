//! The initial list (初评名单, 第二十条): of what the panels chose after the defence, chair and vice chair make one
//! list of the whole committee. It is never longer than the places of the season; whoever departs from a
//! panel's verdict says why; two persons sign the same text.
//!
//! No score stands in the text: the figures are help, not verdict, and people are not signed for by points.

pub mod aside;
pub mod figures;
pub mod lack;
pub mod round;
pub mod who;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::version::digest;
use crate::deliberation::agreed::Verdict;
use crate::ids::DossierId;
use crate::reason;
use crate::refusal::Refusal;
use crate::season::Season;
use crate::season::category::Category;

/// An application the heads decide on: its panel chose it or put it in reserve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
    /// Number of its panel.
    pub panel: i64,
    /// What its panel agreed on.
    pub verdict: Verdict,
    /// What it counts as.
    pub category: Category,
}

/// Whether a candidate is to be on the list, as a form sends it.
///
/// # Errors
/// [`Refusal::BadValue`].
pub fn read_listed(sent: &str) -> Result<bool, Refusal> {
    match sent {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::BadValue { field: "listed".into() }),
    }
}

impl Candidate {
    /// Whether a panel's verdict makes an application a candidate.
    pub fn by(verdict: Verdict) -> bool {
        verdict != Verdict::NotShortlisted
    }

    /// What its panel proposes.
    fn proposed(&self) -> bool {
        self.verdict == Verdict::Shortlisted
    }
}

/// What the heads have decided on one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// It is on the list.
    pub listed: bool,
    /// Why, where that is not what its panel proposed; may say something otherwise too.
    pub reason: String,
}

/// What is being decided: what differs from the panels' proposal, or has a word to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// By application.
    pub decisions: BTreeMap<DossierId, Decision>,
    /// Why more of a category are listed than were planned.
    pub beyond: BTreeMap<Category, String>,
}

/// One candidate with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its reference number.
    pub reference: String,
    /// Which application.
    pub dossier: DossierId,
    /// Number of its panel.
    pub panel: i64,
    /// What its panel agreed on.
    pub verdict: Verdict,
    /// What it counts as.
    pub category: Category,
    /// It is on the list.
    pub listed: bool,
    /// Why that is not what the panel proposed.
    pub reason: String,
}

impl Entry {
    /// It is not what the panel proposed.
    pub fn departs(&self) -> bool {
        self.listed != (self.verdict == Verdict::Shortlisted)
    }

    /// It departs, and nobody has said why.
    pub fn owes(&self) -> bool {
        self.departs() && reason::check(&self.reason, reason::TELLING).is_err()
    }
}

/// The list as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitialList {
    /// Year of the season.
    pub year: i32,
    /// How many it may hold.
    pub places: u32,
    /// Winners planned, by category.
    pub planned: BTreeMap<Category, u32>,
    /// All candidates in the order of their references.
    pub entries: Vec<Entry>,
    /// Why more of a category are listed than were planned.
    pub beyond: BTreeMap<Category, String>,
}

impl InitialList {
    /// The list of the candidates as a draft decides on them; what nobody has touched is as its panel
    /// proposed. The order of the candidates does not matter.
    pub fn of(season: &Season, candidates: &[Candidate], draft: &Draft) -> Self {
        let entry = |c: &Candidate| {
            let decided = draft.decisions.get(&c.dossier);
            Entry {
                reference: c.reference.clone(),
                dossier: c.dossier.clone(),
                panel: c.panel,
                verdict: c.verdict,
                category: c.category,
                listed: decided.map_or(c.proposed(), |d| d.listed),
                reason: decided.map(|d| d.reason.clone()).unwrap_or_default(),
            }
        };
        let mut entries: Vec<Entry> = candidates.iter().map(entry).collect();
        entries.sort_by(|a, b| (&a.reference, &a.dossier).cmp(&(&b.reference, &b.dossier)));
        Self {
            year: season.year,
            places: season.planned.total(),
            planned: Category::ALL.into_iter().map(|c| (c, season.planned.of(c))).collect(),
            entries,
            beyond: draft.beyond.clone(),
        }
    }

    /// How many are on it.
    pub fn listed(&self) -> u32 {
        self.count(|_| true)
    }

    /// How many of a category are.
    pub fn listed_of(&self, category: Category) -> u32 {
        self.count(|e| e.category == category)
    }

    fn count(&self, which: impl Fn(&Entry) -> bool) -> u32 {
        let n = self.entries.iter().filter(|e| e.listed && which(e)).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    }

    /// Applications on it, in the order of their references.
    pub fn dossiers(&self) -> Vec<DossierId> {
        self.entries.iter().filter(|e| e.listed).map(|e| e.dossier.clone()).collect()
    }

    /// The canonical text: JSON with the fields in the order above, so that the same list is always the
    /// same bytes.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of [`Self::canonical`], hexadecimal: what is signed.
    pub fn sha256(&self) -> String {
        digest(&self.canonical())
    }
}

impl Draft {
    /// The draft with one candidate decided on.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] where it is no candidate; [`Refusal::TooShort`] and [`Refusal::TooLong`] for the
    /// reason of a departure, or of one that was begun; [`Refusal::ListFull`] where no place is left.
    pub fn decided(
        &self,
        season: &Season,
        candidates: &[Candidate],
        dossier: &DossierId,
        decision: &Decision,
    ) -> Result<Self, Refusal> {
        let of = candidates.iter().find(|c| c.dossier == *dossier).ok_or(Refusal::NotYours)?;
        let reason = decision.reason.trim().to_owned();
        let departs = decision.listed != of.proposed();
        if departs || !reason.is_empty() {
            reason::check(&reason, reason::TELLING)?;
        }
        let before = InitialList::of(season, candidates, self);
        let listed = before.entries.iter().any(|e| e.dossier == *dossier && e.listed);
        if decision.listed && !listed && before.listed() >= before.places {
            return Err(Refusal::ListFull { places: before.places });
        }
        let mut next = self.clone();
        if departs || !reason.is_empty() {
            let decision = Decision { listed: decision.listed, reason };
            next.decisions.insert(dossier.clone(), decision);
        } else {
            next.decisions.remove(dossier);
        }
        Ok(next)
    }

    /// The draft with a word on why more of a category are listed than were planned; an empty one takes
    /// it back.
    ///
    /// # Errors
    /// [`Refusal::TooShort`] and [`Refusal::TooLong`].
    pub fn explained(&self, category: Category, reason: &str) -> Result<Self, Refusal> {
        let reason = reason.trim();
        let mut next = self.clone();
        if reason.is_empty() {
            next.beyond.remove(&category);
        } else {
            reason::check(reason, reason::TELLING)?;
            next.beyond.insert(category, reason.to_owned());
        }
        Ok(next)
    }
}

#[cfg(test)]
pub(crate) mod tests;
