//! Views of room *exchange* (Art. 23).

use serde::{Deserialize, Serialize};

use crate::exchange::activity::{Cancelled, Host};
use crate::exchange::report::State;
use crate::ids::{ActivityId, DossierId};
use crate::stamp::Stamp;

/// An activity in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityLine {
    /// Identifier.
    pub id: ActivityId,
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub starts: Stamp,
    /// When it is over.
    pub ends: Stamp,
    /// Where; empty where it takes place on line.
    pub place: String,
    /// Organisation that shares a practice there; empty for none.
    pub host: String,
    /// How many may come.
    pub capacity: u32,
    /// How many are expected.
    pub expected: u32,
    /// It was called off.
    pub cancelled: bool,
}

/// The activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activities {
    /// Those ahead or going on, the next first; then those that are over, the latest first.
    pub lines: Vec<ActivityLine>,
    /// Who can be host; empty but for the Office.
    pub winners: Vec<Host>,
    /// The viewer may announce one.
    pub announces: bool,
    /// The server's clock.
    pub now: Stamp,
}

/// Somebody who comes, as the Office sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestLine {
    /// Number in the list.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Whom they come from.
    pub organisation: String,
    /// They come for the holder of a title.
    pub holder: bool,
    /// They do not come after all.
    pub withdrawn: bool,
    /// Whether they came.
    pub attended: Option<bool>,
}

/// What a viewer may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityActs {
    /// Register.
    pub registers: bool,
    /// Say that they do not come.
    pub withdraws: bool,
    /// Note who came.
    pub notes: bool,
    /// Call it off.
    pub cancels: bool,
}

/// An activity as its viewer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    /// The same as in the list.
    pub line: ActivityLine,
    /// What it is about.
    pub text: String,
    /// The winner who shares a practice.
    pub host: Option<Host>,
    /// Address of the meeting; for the Office and who is registered.
    pub link: String,
    /// It has one, whoever may see it.
    pub online: bool,
    /// Why it was called off.
    pub cancelled: Option<Cancelled>,
    /// How many were noted to have come; none before anything is noted.
    pub came: Option<u32>,
    /// Holders of titles that came, by name.
    pub holders: Vec<String>,
    /// Who is expected and who came; for the Office.
    pub guests: Vec<GuestLine>,
    /// Titles somebody can have come for who had not registered: those held at the activity; for the Office.
    pub titles: Vec<Host>,
    /// The viewer is registered, from whom.
    pub own: Option<String>,
    /// Organisation proposed to who registers.
    pub organisation: String,
    /// Nobody is signed in: to register one signs in.
    pub signed_out: bool,
    /// What the viewer may do.
    pub acts: ActivityActs,
    /// The server's clock.
    pub now: Stamp,
}

/// What was filed for a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Whether the results were kept up, and how.
    pub kept_up: String,
    /// In figures.
    pub figures: String,
    /// What was shared.
    pub shared: String,
    /// Name of who filed it.
    pub name: String,
    /// When; where it was filed again, the last time.
    pub at: Stamp,
}

/// A year of the follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearView {
    /// The year.
    pub year: i32,
    /// First moment at which its report is late.
    pub due: Stamp,
    /// How it stands.
    pub state: State,
    /// What was filed.
    pub filed: Option<Filed>,
    /// The viewer may file it now.
    pub files: bool,
}

/// The follow-up of a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpView {
    /// The application that won.
    pub dossier: DossierId,
    /// Year of the title.
    pub title_year: i32,
    /// Organisation.
    pub organisation: String,
    /// What it was chosen with.
    pub title: String,
    /// When it was revoked.
    pub revoked: Option<Stamp>,
    /// Its years.
    pub years: Vec<YearView>,
    /// Activities its people came to: title, and when.
    pub activities: Vec<(ActivityId, String, Stamp)>,
}

/// A title in the Office's list of reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpLine {
    /// The application that won.
    pub dossier: DossierId,
    /// Year of the title.
    pub title_year: i32,
    /// Organisation.
    pub organisation: String,
    /// What it was chosen with.
    pub title: String,
    /// It was revoked.
    pub revoked: bool,
    /// Its years with their deadlines and how they stand.
    pub years: Vec<(i32, Stamp, State)>,
    /// Activities its people came to.
    pub came: u32,
}

impl FollowUpLine {
    /// A report of it is late now.
    pub fn late(&self) -> bool {
        self.years.iter().any(|y| y.2 == State::Late)
    }
}

/// The follow-up of all titles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUps {
    /// Those with a late report first, then the latest titles first.
    pub lines: Vec<FollowUpLine>,
    /// Titles with a late report.
    pub late: u32,
    /// Titles of seasons before this system, of which none is owed.
    pub earlier: u32,
}
