//! What pages of room *defence* are given (Art. 15, 20): when, where and who sits; nothing of any score.

use serde::{Deserialize, Serialize};

use crate::defence::plan::SessionForm;
use crate::defence::session::Times;
use crate::defence::slot::Place;
use crate::defence::visit::Visit;
use crate::ids::{DossierId, ExpertId, FileId, PanelId, SessionId};
use crate::stamp::Stamp;

/// The plan as its viewer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Year of the season.
    pub year: i32,
    /// The server's clock.
    pub now: Stamp,
    /// How long the parts of a slot last.
    pub times: Times,
    /// The phase of the defence, where the season plans one.
    pub window: Option<(Stamp, Stamp)>,
    /// The viewer plans: the Office.
    pub plans: bool,
    /// Planning is possible now.
    pub open: bool,
    /// Experts who score an application at the least.
    pub least: u32,
    /// The viewer sits in sessions and may take them along as a calendar.
    pub sits: bool,
    /// Panels with their drawings: for the Office, chair and vice chair.
    pub panels: Vec<PanelPlan>,
    /// Sessions by beginning.
    pub sessions: Vec<SessionLine>,
    /// What does not go together: for the Office alone.
    pub clashes: Vec<ClashLine>,
}

/// A panel before its sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelPlan {
    /// Which.
    pub id: PanelId,
    /// Its number.
    pub number: i64,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Shortlisted applications: what is in the drum.
    pub applications: Vec<Candidate>,
    /// Slots of its sessions together.
    pub slots: u32,
    /// Its members, to be seated.
    pub members: Vec<MemberLine>,
    /// Drawings, the latest first; the latest counts.
    pub drawings: Vec<Drawing>,
    /// The latest drawing is of the applications there are now.
    pub drawn: bool,
    /// Applicants and experts were told.
    pub told: bool,
}

/// A shortlisted application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// A visit was recorded.
    pub visited: bool,
}

/// A member of a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    /// Who.
    pub id: ExpertId,
    /// Name.
    pub name: String,
    /// Leads the panel.
    pub lead: bool,
    /// References of the panel's applications a conflict keeps them from.
    pub kept_from: Vec<String>,
}

/// One drawing of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Which, from 1.
    pub number: u32,
    /// Seed, decimal.
    pub seed: String,
    /// SHA-256 of the references drawn from.
    pub fingerprint: String,
    /// References in the order drawn.
    pub order: Vec<String>,
    /// Why it was drawn again; empty the first time.
    pub reason: String,
    /// When.
    pub at: Stamp,
    /// Seed and references give this order again.
    pub repeats: bool,
}

/// A session as a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub panel: PanelId,
    /// Number of the panel.
    pub number: i64,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// Room or link.
    pub room: String,
    /// When its first slot begins.
    pub starts: Stamp,
    /// When its last slot is over.
    pub ends: Stamp,
    /// Slots.
    pub slots: u32,
    /// Slots that are taken.
    pub taken: u32,
    /// Applicants who confirmed.
    pub confirmed: u32,
    /// Names of who sits in it.
    pub experts: Vec<String>,
    /// Applicants and experts were told.
    pub told: bool,
    /// Something in it clashes.
    pub clashes: bool,
    /// Fewer experts sit in it than score an application at the least: what it hears will lack reviews.
    pub short: bool,
}

/// Two things that do not go together, by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clash", rename_all = "snake_case")]
pub enum ClashLine {
    /// An expert in the session of an application they have a conflict with.
    Conflicted {
        /// Name of the expert.
        expert: String,
        /// Reference of the application.
        reference: String,
        /// When its session begins.
        starts: Stamp,
    },
    /// An expert in two sessions at once.
    ExpertTwice {
        /// Name.
        expert: String,
        /// When the two begin.
        starts: [Stamp; 2],
    },
    /// An applicant with two slots.
    ApplicantTwice {
        /// References.
        references: [String; 2],
    },
    /// A room in two sessions at once.
    RoomTwice {
        /// Which.
        room: String,
        /// When the two begin.
        starts: [Stamp; 2],
    },
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Year of the season.
    pub year: i32,
    /// The server's clock.
    pub now: Stamp,
    /// The session.
    pub line: SessionLine,
    /// How long the parts of a slot last.
    pub times: Times,
    /// Experts who score an application at the least.
    pub least: u32,
    /// Its slots, by number.
    pub slots: Vec<SlotLine>,
    /// What the Office changes; `None` for others.
    pub form: Option<SessionForm>,
    /// Who can be seated; for the Office.
    pub members: Vec<MemberLine>,
    /// The viewer may start the timer.
    pub runs: bool,
    /// A slot has begun.
    pub begun: bool,
    /// Times that can be given to an application of the panel; `None` where the viewer gives none.
    pub places: Option<Vec<Place>>,
}

/// A slot of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotLine {
    /// Its number, from 1.
    pub number: u32,
    /// When it begins.
    pub starts: Stamp,
    /// First moment after it.
    pub ends: Stamp,
    /// The time is taken.
    pub taken: bool,
    /// By whom; `None` for a viewer a conflict keeps away (Art. 15), and where it is free.
    pub who: Option<Who>,
}

/// Whose a slot is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Which application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// When the applicant confirmed.
    pub confirmed: Option<Stamp>,
    /// Who comes: for the Office.
    pub delegates: Vec<String>,
    /// When they were checked in.
    pub arrived: Option<Stamp>,
    /// When the timer was started.
    pub begun: Option<Stamp>,
    /// When it was cancelled.
    pub cancelled: Option<Stamp>,
    /// How often time or place have changed since it was told, cancelling too: what a form that cancels it or gives it
    /// another time names as seen. For the Office, of what was told.
    pub sequence: Option<u32>,
    /// How many score it: who was given it, and while it is planned who sits there without a conflict. For the Office.
    pub readers: Option<u32>,
    /// Slides.
    pub slides: Vec<SlideView>,
    /// The viewer scores it.
    pub scores: bool,
    /// A visit was recorded that the viewer may read.
    pub visited: bool,
}

/// Slides that were handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlideView {
    /// Which.
    pub id: FileId,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// When.
    pub at: Stamp,
}

/// The room's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomView {
    /// Year of the season.
    pub year: i32,
    /// The server's clock when it was read.
    pub now: Stamp,
    /// The session.
    pub line: SessionLine,
    /// How long the parts of a slot last.
    pub times: Times,
    /// Its slots, by number.
    pub slots: Vec<SlotLine>,
    /// The viewer may start the timer.
    pub runs: bool,
}

impl RoomView {
    /// The slot whose timer was started last, with that moment.
    pub fn running(&self) -> Option<(&SlotLine, Stamp)> {
        let begun = |s: &SlotLine| s.who.as_ref().and_then(|w| w.begun);
        let all = self.slots.iter().filter_map(|s| begun(s).map(|at| (s, at)));
        all.max_by_key(|(_, at)| *at)
    }

    /// The first slot that can be started next, for a viewer who sees whose it is.
    pub fn next(&self) -> Option<&SlotLine> {
        let waits = |s: &&SlotLine| {
            s.who.as_ref().is_some_and(|w| w.begun.is_none() && w.cancelled.is_none())
        };
        self.slots.iter().find(waits)
    }
}

/// An applicant's own defence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDefence {
    /// Year of the season.
    pub year: i32,
    /// The server's clock.
    pub now: Stamp,
    /// Which application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The slot; nothing before it was told.
    pub slot: Option<OwnSlot>,
}

/// An applicant's own slot: nothing of the others, neither order nor number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSlot {
    /// Room or link.
    pub room: String,
    /// When it begins.
    pub starts: Stamp,
    /// First moment after it.
    pub ends: Stamp,
    /// How long its parts last.
    pub times: Times,
    /// How often time or place have changed since it was first told.
    pub sequence: u32,
    /// When the applicant confirmed.
    pub confirmed: Option<Stamp>,
    /// Who comes.
    pub delegates: Vec<String>,
    /// People at most.
    pub delegates_max: u32,
    /// Slides.
    pub slides: Vec<SlideView>,
    /// Bytes of a file at most.
    pub file_max: i64,
    /// Files at most.
    pub slides_max: usize,
    /// The viewer may confirm and hand in slides now.
    pub writes: bool,
    /// When it was cancelled.
    pub cancelled: Option<Stamp>,
}

/// The visit of a shortlisted application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitView {
    /// Year of the season.
    pub year: i32,
    /// The server's clock.
    pub now: Stamp,
    /// Which application.
    pub dossier: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title.
    pub title: String,
    /// What was recorded, and when.
    pub visit: Option<(Visit, Stamp)>,
    /// Which version that is, from 1; 0 where there is none.
    pub number: i64,
    /// Why it was recorded again; empty for the first.
    pub reason: String,
    /// What was recorded before, oldest first.
    pub earlier: Vec<EarlierVisit>,
    /// The viewer records: the Office.
    pub records: bool,
}

/// A visit as it was recorded before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierVisit {
    /// Which version, from 1.
    pub number: i64,
    /// When.
    pub at: Stamp,
    /// Why it was recorded again; empty for the first.
    pub reason: String,
    /// What.
    pub visit: Visit,
}
