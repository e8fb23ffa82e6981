//! Views of a dossier's way: signature, correction, return, withdrawal, history, presence.

use serde::{Deserialize, Serialize};

use crate::application::check::Problem;
use crate::application::diff::{Change, FileChange};
use crate::application::page::Page;
use crate::formality::correction::Round;
use crate::formality::rejection::Rejection;
use crate::ids::DossierId;
use crate::stamp::Stamp;
use crate::views::application::DossierView;
use crate::views::incident::HearingLine;

/// Where a dossier stands on its way, as far as its reader is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The round of correction, asked or answered (Art. 18).
    pub correction: Option<Round>,
    /// While it waits for its answer: what is wrong with what was handed in and not asked about, and therefore not
    /// held against the answer.
    #[serde(default)]
    pub excused: Vec<(Page, Problem)>,
    /// Why the Office refused it (Art. 18).
    pub rejection: Option<Rejection>,
    /// Why the unit returned it; only while it is a draft again.
    pub returned: Option<Returned>,
    /// The legal representative's signature; only while it can be changed.
    pub sign_off: SignOff,
    /// What withdrawing would come to now, for its writer.
    pub withdraw: Option<Withdraw>,
    /// How many versions were handed in.
    pub versions: i64,
    /// Of a benchmark: in which cases its organisation is, or was, heard (Art. 24).
    #[serde(default)]
    pub hearings: Vec<HearingLine>,
}

/// A unit's return of a submitted dossier (Art. 17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// When.
    pub at: Stamp,
    /// Why.
    pub reason: String,
    /// Until when it is handed in again, where the unit gave a time of its own.
    #[serde(default)]
    pub until: Option<Stamp>,
}

/// What withdrawing comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdraw {
    /// Back to a draft.
    ToDraft,
    /// For good.
    ForGood,
}

/// The state of the signature on what is written now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SignOff {
    /// The season does not ask for it.
    #[default]
    NotNeeded,
    /// Not asked for yet.
    NotAsked,
    /// The link is out.
    Asked {
        /// When it was asked for.
        at: Stamp,
        /// Until when the link is good.
        expires: Stamp,
        /// Where it was sent, masked.
        to: String,
    },
    /// The link ran out unused.
    RunOut {
        /// When.
        at: Stamp,
    },
    /// Declined.
    Declined {
        /// When.
        at: Stamp,
        /// Why.
        reason: String,
    },
    /// Asked for or signed, and changed since: it no longer fits.
    Changed {
        /// Whether it had been signed.
        signed: bool,
        /// When it was asked for, or signed.
        at: Stamp,
    },
    /// Signed, and it fits.
    Signed {
        /// When.
        at: Stamp,
        /// By whom.
        name: String,
        /// SHA-256 of what was signed.
        sha256: String,
    },
}

impl SignOff {
    /// Whether nothing stands in the way of handing in.
    pub fn settled(&self) -> bool {
        matches!(self, SignOff::NotNeeded | SignOff::Signed { .. })
    }
}

/// What whoever holds a link to sign by is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignView {
    /// What is to be signed.
    pub dossier: DossierView,
    /// Number the version will have.
    pub version: i64,
    /// SHA-256 of exactly this.
    pub sha256: String,
    /// Until when the link is good.
    pub expires: Stamp,
    /// Who asked.
    pub asked_by: String,
}

/// A state of a dossier that can be compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// What is written now.
    Now,
    /// A frozen version.
    Version(i64),
    /// A page as it was saved once.
    Revision(Page, i64),
}

impl State {
    /// As it stands in an address: `now`, `v2`, `title.3`.
    pub fn code(self) -> String {
        match self {
            State::Now => "now".to_owned(),
            State::Version(n) => format!("v{n}"),
            State::Revision(page, n) => format!("{}.{n}", page.code()),
        }
    }

    /// Reads [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "now" {
            return Some(State::Now);
        }
        if let Some((page, n)) = code.split_once('.') {
            return Some(State::Revision(Page::from_code(page)?, number(n)?));
        }
        Some(State::Version(number(code.strip_prefix('v')?)?))
    }
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|n| *n > 0)
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Which state.
    pub state: State,
    /// When.
    pub at: Stamp,
    /// Who; empty when the account is gone.
    pub by: String,
    /// SHA-256 of a frozen version.
    pub sha256: Option<String>,
}

/// What differs between two states, the earlier first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// From.
    pub from: State,
    /// To.
    pub to: State,
    /// Fields that differ.
    pub changes: Vec<Change>,
    /// Files that differ; a page's revisions know none.
    pub files: Vec<FileChange>,
}

/// A dossier's history with a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Dossier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// The season, in whose words fields are named.
    pub season: crate::season::Season,
    /// The server's clock.
    pub now: Stamp,
    /// Versions, latest first.
    pub versions: Vec<Past>,
    /// Saved revisions of the pages, latest first, at most so many.
    pub revisions: Vec<Past>,
    /// Revisions that are older than those listed.
    pub older: i64,
    /// The comparison asked for; `None` when none was, or the two have no page in common.
    pub difference: Option<Difference>,
}

/// Somebody else who has the dossier open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Name.
    pub name: String,
    /// The page, where it is one of the dossier's.
    pub page: Option<Page>,
    /// It is the viewer, in another tab.
    pub own: bool,
}

/// Who else is there, and what time it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Here {
    /// The server's clock.
    pub now: Stamp,
    /// Others who have the dossier open.
    pub others: Vec<Present>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_survive_the_address_and_nothing_else_is_one() {
        for s in [State::Now, State::Version(12), State::Revision(Page::Report, 3)] {
            assert_eq!(State::from_code(&s.code()), Some(s));
        }
        for bad in ["", "v", "v0", "v-1", "title", "title.0", "x.1", "title.1.1", "v９"] {
            assert_eq!(State::from_code(bad), None, "{bad}");
        }
    }
}
