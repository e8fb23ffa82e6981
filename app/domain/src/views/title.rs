//! Views of room *title* (Art. 22–24): the register of all seasons, a title that is checked, those of an
//! organisation.

use serde::{Deserialize, Serialize};

use crate::ids::DossierId;
use crate::season::Direction;
use crate::season::category::Category;
use crate::stamp::Stamp;
use crate::title::correction::Change;
use crate::title::import::{Counts, Line};
use crate::title::{Number, Slip, Title, Tombstone};
use crate::views::incident::HearingLine;

/// Rows of a page of the register.
pub const PAGE: u32 = 50;

/// A title as everybody may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleLine {
    /// Number of its plaque.
    pub number: Number,
    /// Organisation, as announced.
    pub organisation: String,
    /// Its credit code; empty where it is not known.
    pub uscc: String,
    /// What it was chosen with.
    pub benchmark: String,
    /// Category.
    pub category: Option<Category>,
    /// Direction.
    pub direction: Option<Direction>,
    /// Code of its region's unit; empty where it is not known.
    pub region: String,
    /// When it was granted; none for titles of seasons before this system.
    pub granted_at: Option<Stamp>,
    /// When and why it was revoked.
    pub revoked: Option<Tombstone>,
}

impl TitleLine {
    /// The line of a title.
    pub fn of(t: Title, revoked: Option<Tombstone>) -> Self {
        Self {
            number: t.number,
            organisation: t.organisation,
            uscc: t.uscc,
            benchmark: t.benchmark,
            category: t.category,
            direction: t.direction,
            region: t.region,
            granted_at: t.granted_at,
            revoked,
        }
    }

    /// Year of the season.
    pub fn year(&self) -> i32 {
        self.number.year()
    }
}

/// Which titles the register shows, as it stands in the address; empty texts and 0 leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Part of number, organisation, credit code, or what it was chosen with.
    pub q: String,
    /// Year.
    pub year: i32,
    /// Code of a category.
    pub category: String,
    /// Code of a region's unit.
    pub region: String,
    /// Chinese name of a direction.
    pub direction: String,
    /// Code of a [`Standing`](crate::title::Standing).
    pub state: String,
    /// Code of an [`Order`](crate::title::Order).
    pub order: String,
    /// Page, from 1.
    pub page: u32,
}

/// How many of what the register holds, of those that are wished for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// By year, the earliest first.
    pub years: Vec<(i32, u32)>,
    /// By category; none for those it is not known of.
    pub categories: Vec<(Option<Category>, u32)>,
    /// By region, most first; empty for those it is not known of.
    pub regions: Vec<(String, u32)>,
}

/// A page of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// What was wished for, cleaned.
    pub wish: Wish,
    /// The rows of this page.
    pub lines: Vec<TitleLine>,
    /// How many fit the wish.
    pub found: u32,
    /// How many there are.
    pub all: u32,
    /// Years there are titles of, the latest first.
    pub years: Vec<i32>,
    /// Directions there are titles of, those of the latest year first.
    pub directions: Vec<Direction>,
    /// The year that is wished for was announced here.
    pub announced: bool,
    /// What is drawn.
    pub sums: Sums,
}

/// What came of checking a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Found {
    /// Nothing was asked.
    Nothing,
    /// It is no number: what is wrong with it.
    Slip {
        /// What.
        slip: Slip,
    },
    /// No title has it.
    Unknown {
        /// The number as it was read.
        number: Number,
    },
    /// A title has it: valid, or revoked.
    Title {
        /// The title.
        line: Box<TitleLine>,
        /// What was corrected of it, earliest first.
        corrections: Vec<CorrectionLine>,
    },
    /// A title had it, and has another number since it was corrected.
    Replaced {
        /// The number that was asked for.
        number: Number,
        /// The number it has now.
        by: Number,
        /// When it was corrected.
        at: Stamp,
        /// Why.
        reason: String,
    },
}

/// A correction of a title of a season before this system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionLine {
    /// When.
    pub at: Stamp,
    /// What was corrected.
    pub changes: Vec<Change>,
    /// Why, in words for everybody.
    pub reason: String,
    /// Who did it; for the Office, empty for everybody else.
    pub by: String,
}

/// A title of an earlier season that is corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correcting {
    /// As it stands.
    pub line: TitleLine,
    /// What was corrected of it, earliest first.
    pub corrections: Vec<CorrectionLine>,
    /// Directions that are proposed.
    pub directions: Vec<Direction>,
    /// The first year this system grants titles for itself.
    pub since: i32,
}

/// A number that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// As it was typed.
    pub typed: String,
    /// What came of it.
    pub found: Found,
    /// When, by the server's clock.
    pub at: Stamp,
}

/// A title of an organisation, as its own people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTitle {
    /// The title.
    pub line: TitleLine,
    /// The application it was granted for.
    pub dossier: DossierId,
}

/// The titles of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTitles {
    /// Name of the organisation.
    pub organisation: String,
    /// The latest first.
    pub titles: Vec<OwnTitle>,
    /// In which cases it is, or was, heard (Art. 24), the latest first.
    pub hearings: Vec<HearingLine>,
}

/// What is printed on a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The title.
    pub line: TitleLine,
    /// When the result was announced.
    pub granted_at: Stamp,
    /// Demonstration data: the certificate says so.
    pub demo: bool,
}

/// A table of earlier titles, judged; nothing of it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// How many rows of what.
    pub counts: Counts,
    /// Rows that are shown, wrong ones first.
    pub lines: Vec<Line>,
    /// Rows that are not shown.
    pub left: usize,
    /// Why it is no table.
    pub no_table: Option<crate::title::import::NoTable>,
}
