//! Consultation (征求意见, 第二十条): the signed initial list goes to the ministry as a package. The ministry enters
//! an opinion on each entry before a deadline; the Office answers whatever is not an agreement; where an
//! entry itself is in question two heads of the committee decide whether it stays. No notice before that.
//!
//! A consultation belongs to one signed list. A list that was signed anew is put to the ministry anew.

pub mod letter;
pub mod news;
pub mod opinion;
mod stage;

use serde::{Deserialize, Serialize};

use crate::application::version::digest;
use crate::ids::{AccountId, DossierId};
use crate::notice::handling::{Handling, Outcome};
use crate::notice::text::Filled;
use crate::notice::{Entry, annex};
use crate::reason;
use crate::refusal::Refusal;
use crate::season::category::Category;
use crate::season::template::Templates;
use crate::season::{Phase, Season};
use crate::stamp::Stamp;
use opinion::{Answer, Opinion, Stance};
pub use stage::{Lacking, Stage};

/// An entry of the package with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulted {
    /// What the ministry reads. Its number is no rank.
    pub entry: Entry,
    /// What it counts as.
    pub category: Category,
    /// The ministry's opinion; none while it has none.
    pub opinion: Option<Opinion>,
    /// The Office's answer to it.
    pub answer: Option<Answer>,
    /// Where the heads are with it, once it was put before them.
    pub referral: Option<Handling>,
}

impl Consulted {
    /// It owes an answer: the ministry has said something other than that it agrees.
    pub fn owes_answer(&self) -> bool {
        self.answer.is_none() && self.opinion.as_ref().is_some_and(|o| o.stance != Stance::Agrees)
    }

    /// The heads have not decided on it yet.
    pub fn undecided(&self) -> bool {
        self.referral.as_ref().is_some_and(|h| h.step().is_open())
    }

    /// Mark of what one of them proposed, by which the other names it; empty where nothing is.
    pub fn mark(&self) -> String {
        self.referral.as_ref().map(Handling::mark).unwrap_or_default()
    }

    /// Two heads have struck it off.
    pub fn struck(&self) -> bool {
        matches!(&self.referral, Some(Handling::Decided { outcome: Outcome::Upheld, .. }))
    }
}

/// The deadline was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When.
    pub at: Stamp,
    /// The deadline before.
    pub before: Stamp,
    /// Why.
    pub reason: String,
}

/// Somebody did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
    /// A word to it; may be empty.
    pub note: String,
}

/// What letters said before they were texts of the season.
fn letter_default() -> String {
    Templates::default().consultation
}

/// The consultation on a signed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Year of the season.
    pub year: i32,
    /// Number of the signed list.
    pub list: i64,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Who opened it, and when.
    pub opened: Done,
    /// First moment at which an opinion is too late.
    pub due: Stamp,
    /// By what the deadline was moved, earliest first.
    pub moved: Vec<Moved>,
    /// What the letter says: the season's text when it was opened, whatever the season says later.
    #[serde(default = "letter_default")]
    pub template: String,
    /// The package.
    pub entries: Vec<Consulted>,
    /// The ministry has handed its opinions in.
    pub handed_in: Option<Done>,
    /// The Office has closed it; the note is on entries without an opinion.
    pub closed: Option<Done>,
    /// Whether the Office was told that the deadline is over.
    #[serde(default)]
    pub due_told: bool,
    /// Days before the deadline of the reminder sent last; none before the first.
    #[serde(default)]
    pub reminded: Option<i64>,
}

/// What is consulted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Number of the signed list.
    pub list: i64,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Its entries with what they count as, in any order.
    pub entries: Vec<(Entry, Category)>,
}

impl Package {
    /// The entries as they are sent, in no order of merit.
    pub fn consulted(&self) -> Vec<Consulted> {
        let category = |id: &DossierId| {
            let found = self.entries.iter().find(|(e, _)| e.dossier == *id);
            found.map_or(Category::Service, |f| f.1)
        };
        let entries = annex(self.entries.iter().map(|e| e.0.clone()).collect());
        let consulted = |entry: Entry| Consulted {
            category: category(&entry.dossier),
            entry,
            opinion: None,
            answer: None,
            referral: None,
        };
        entries.into_iter().map(consulted).collect()
    }
}

/// Whether a package may be put to the ministry now: within the phase, and never more than the season has places, which
/// may have become fewer since the list was signed.
///
/// # Errors
/// [`Refusal::ListMissing`] of an empty list, those of the phase, [`Refusal::ListOverPlaces`].
pub fn may_open(season: &Season, package: &Package, now: Stamp) -> Result<(), Refusal> {
    if package.entries.is_empty() {
        return Err(Refusal::ListMissing);
    }
    season.require_open(Phase::Consultation, now)?;
    season.require_places(package.entries.len())
}

/// Opens a consultation, with a deadline that lies in its phase.
///
/// # Errors
/// As [`may_open`]; [`Refusal::DueOutside`], and a template that cannot be read.
pub fn open(
    season: &Season,
    package: &Package,
    due: Stamp,
    by: &AccountId,
    now: Stamp,
) -> Result<Consultation, Refusal> {
    may_open(season, package, now)?;
    let due = deadline(season, due, now)?;
    let template = season.templates.consultation.clone();
    letter::letter(&template, season.year, package.entries.len(), due, now)?;
    Ok(Consultation {
        year: season.year,
        list: package.list,
        sha256: package.sha256.clone(),
        opened: Done { by: by.clone(), at: now, note: String::new() },
        due,
        moved: Vec::new(),
        template,
        entries: package.consulted(),
        handed_in: None,
        closed: None,
        due_told: false,
        reminded: None,
    })
}

/// The deadline: in the future, and within the phase. Of the day on which the phase closes it is the moment
/// at which it does.
fn deadline(season: &Season, due: Stamp, now: Stamp) -> Result<Stamp, Refusal> {
    let closes = season.window(Phase::Consultation).map_or(now, |w| w.closes);
    let last_day = due.plus(-1).date() == closes.plus(-1).date();
    let due = if last_day { due.min(closes) } else { due };
    if now < due && due <= closes { Ok(due) } else { Err(Refusal::DueOutside { closes }) }
}

impl Consultation {
    /// The letter around the list of so many entries.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] of a template that cannot be read.
    pub fn letter(&self, entries: usize) -> Result<Filled, Refusal> {
        letter::letter(&self.template, self.year, entries, self.due, self.opened.at)
    }

    /// SHA-256 of the package: what was sent, without what was said of it.
    pub fn package_sha256(&self) -> String {
        let sent: Vec<_> = self.entries.iter().map(|e| (&e.entry, e.category)).collect();
        digest(&serde_json::to_string(&(self.year, &self.sha256, sent)).unwrap_or_default())
    }

    /// An entry.
    pub fn of(&self, dossier: &DossierId) -> Option<&Consulted> {
        self.entries.iter().find(|e| e.entry.dossier == *dossier)
    }

    /// The applications that go on to the notice.
    pub fn remaining(&self) -> Vec<DossierId> {
        let kept = self.entries.iter().filter(|e| !e.struck());
        kept.map(|e| e.entry.dossier.clone()).collect()
    }

    /// It is closed, and nothing is left to put on notice: without a notice the year ends here (Art. 20, 21).
    pub fn nothing_remains(&self) -> bool {
        self.closed.is_some() && self.remaining().is_empty()
    }

    /// The same with another deadline, for a reason; also after the first is over, as long as nothing was
    /// handed in.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`]; [`Refusal::DueOutside`]; the reason's.
    pub fn moved(
        &self,
        season: &Season,
        due: Stamp,
        reason: &str,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        if self.handed_in.is_some() || self.closed.is_some() {
            return Err(self.stands(now));
        }
        let due = deadline(season, due, now)?;
        reason::check(reason, reason::TELLING)?;
        let mut next = self.clone();
        let moved = Moved { at: now, before: self.due, reason: reason.to_owned() };
        next.moved.push(moved);
        (next.due, next.due_told, next.reminded) = (due, false, None);
        Ok(next)
    }

    /// The Office closes it: the time is over or the ministry has handed in, everything is answered and
    /// decided. Entries without an opinion need a word on what was done about them.
    ///
    /// # Errors
    /// [`Refusal::ConsultationStands`]; [`Refusal::ConsultationLacks`]; the word's.
    pub fn close(&self, note: &str, by: &AccountId, now: Stamp) -> Result<Self, Refusal> {
        self.require(Stage::Answering, now)?;
        let lacking = self.lacking();
        if lacking.answers + lacking.decisions > 0 {
            return Err(Refusal::ConsultationLacks { lacking });
        }
        if lacking.opinions > 0 || !note.is_empty() {
            reason::check(note, reason::TELLING)?;
        }
        let mut next = self.clone();
        next.closed = Some(Done { by: by.clone(), at: now, note: note.to_owned() });
        Ok(next)
    }

    /// One entry changed by `with`.
    fn with(
        &self,
        dossier: &DossierId,
        with: impl FnOnce(&Consulted) -> Result<Consulted, Refusal>,
    ) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let found = next.entries.iter_mut().find(|e| e.entry.dossier == *dossier);
        let entry = found.ok_or(Refusal::NotYours)?;
        *entry = with(entry)?;
        Ok(next)
    }
}

#[cfg(test)]
mod tests;
