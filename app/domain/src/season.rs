//! Room *season* (Art. 6, 21): one year's call and the settings of every other room.
//! What the regulation leaves open stands here as a setting with our proposal as
//! its default, never as a constant elsewhere.

pub mod category;
pub mod edit;
mod limits;
pub mod next;
pub mod order;
pub mod ready;
mod review;
pub mod rows;
pub mod rubric;
pub mod settings;
pub mod template;
pub mod unfinished;

use serde::{Deserialize, Serialize};

pub use self::limits::{Bar, Duplicates, Limits, Naming, PastWinner};
pub use self::review::ReviewSettings;
use crate::application::Answers;
use crate::application::check::{has_title, is_winner};
use crate::deliberation::Review;
use crate::facts::workdays::Counting;
use crate::ids::SeasonId;
use crate::reason;
use crate::refusal::Refusal;
use crate::review::rubric::Rubric;
use crate::stamp::Stamp;

/// A stretch of the year in which certain verbs are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Voluntary application (Art. 16).
    Application,
    /// Merit-based recommendation (Art. 17).
    Recommendation,
    /// Formality check (Art. 18).
    Formality,
    /// Written review (Art. 19).
    WrittenReview,
    /// Defence review (Art. 20).
    Defence,
    /// Consultation of MIIT (Art. 20).
    Consultation,
    /// Public notice (Art. 21).
    Notice,
    /// Result announcement (Art. 22).
    Announcement,
}

impl Phase {
    /// All phases in the order of the regulation.
    pub const ALL: [Phase; 8] = [
        Phase::Application,
        Phase::Recommendation,
        Phase::Formality,
        Phase::WrittenReview,
        Phase::Defence,
        Phase::Consultation,
        Phase::Notice,
        Phase::Announcement,
    ];

    /// The number of the article that provides for the phase.
    pub fn article(self) -> u8 {
        match self {
            Phase::Application => 16,
            Phase::Recommendation => 17,
            Phase::Formality => 18,
            Phase::WrittenReview => 19,
            Phase::Defence | Phase::Consultation => 20,
            Phase::Notice => 21,
            Phase::Announcement => 22,
        }
    }
}

/// When a phase is open: from `opens` on, until just before `closes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Which phase.
    pub phase: Phase,
    /// First moment inside.
    pub opens: Stamp,
    /// First moment outside.
    pub closes: Stamp,
    /// Why the window was changed after it had opened; shown publicly.
    pub changed: Option<String>,
}

/// Where a window stands at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// Not begun.
    Future,
    /// Open now.
    Open,
    /// Over.
    Past,
}

impl Window {
    /// Where the window stands at `now`.
    pub fn state(&self, now: Stamp) -> WindowState {
        if now < self.opens {
            WindowState::Future
        } else if now < self.closes {
            WindowState::Open
        } else {
            WindowState::Past
        }
    }
}

/// A direction of the year's focus areas (Art. 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// Stable code, stored in dossiers.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// When persons are told what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)] // as for `Limits`
pub struct MailSettings {
    /// Minutes a message that is not urgent waits for others to the same account: what comes
    /// together becomes one mail.
    pub digest_minutes: i64,
    /// Whole days before a deadline on which writers of an unfinished dossier are reminded.
    pub reminder_days: Vec<i64>,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self { digest_minutes: 10, reminder_days: vec![14, 3, 1] }
    }
}

/// Planned winners by category (stored apart from the scope of Art. 10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Industrial enterprises.
    pub industrial: u32,
    /// Small and medium-sized enterprises.
    pub sme: u32,
    /// Service enterprises.
    pub service: u32,
}

impl Planned {
    /// All winners together.
    pub fn total(&self) -> u32 {
        self.industrial + self.sme + self.service
    }
}

/// What of a season stands before the public: set by the acts that publish it, never by an editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Published {
    /// First moment at which the public notice is over, once it was opened (Art. 21).
    pub notice_ends: Option<Stamp>,
    /// When the result was announced (Art. 22).
    pub announced: Option<Stamp>,
}

impl Published {
    /// Whether nothing is.
    pub fn nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a public notice is open at `now`.
    pub fn notice_open(&self, now: Stamp) -> bool {
        self.notice_ends.is_some_and(|ends| now < ends)
    }
}

/// One year's selection with all its settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Season {
    /// Identifier.
    pub id: SeasonId,
    /// Year of the selection; the three figures years are the three before it.
    pub year: i32,
    /// Demonstration data: every page says so.
    pub demo: bool,
    /// Focus directions (Art. 6).
    pub directions: Vec<Direction>,
    /// One window per phase, in the order of [`Phase::ALL`].
    pub windows: Vec<Window>,
    /// Limits of the dossier.
    pub limits: Limits,
    /// Review and committee.
    pub review: ReviewSettings,
    /// When persons are told what.
    #[serde(default)]
    pub mail: MailSettings,
    /// Planned winners.
    pub planned: Planned,
    /// How days of the public notice are counted (Art. 21).
    pub counting: Counting,
    /// Working days of the public notice (Art. 21: ten).
    pub notice_days: u32,
    /// What notices and letters say.
    #[serde(default, skip_serializing_if = "template::Templates::is_default")]
    pub templates: template::Templates,
    /// What was changed after the opening and why, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<edit::Change>,
    /// What of it stands before the public.
    #[serde(default, skip_serializing_if = "Published::nothing")]
    pub published: Published,
}

impl Season {
    /// As much of a season as a page of a dossier is judged by, where no more of it is known.
    pub fn of_dossier(year: i32, directions: Vec<Direction>, limits: Limits) -> Self {
        Self {
            id: SeasonId::default(),
            year,
            demo: false,
            directions,
            windows: Vec::new(),
            limits,
            review: ReviewSettings::default(),
            mail: MailSettings::default(),
            planned: Planned { industrial: 0, sme: 0, service: 0 },
            counting: Counting::default(),
            notice_days: 0,
            templates: template::Templates::default(),
            changes: Vec::new(),
            published: Published::default(),
        }
    }

    /// The window of a phase, if the season plans that phase.
    pub fn window(&self, phase: Phase) -> Option<&Window> {
        self.windows.iter().find(|w| w.phase == phase)
    }

    /// Refuses unless `phase` is open at `now`: phases open and close by the clock.
    pub fn require_open(&self, phase: Phase, now: Stamp) -> Result<(), Refusal> {
        let Some(w) = self.window(phase) else {
            return Err(Refusal::BadValue { field: "phase".into() });
        };
        match w.state(now) {
            WindowState::Open => Ok(()),
            WindowState::Future => Err(Refusal::PhaseNotOpen { phase, opens: w.opens }),
            WindowState::Past => Err(Refusal::PhaseClosed { phase, closed: w.closes }),
        }
    }

    /// Changes when a phase closes: to a moment to come, and in the order of the phases (Art. 6). Before it has
    /// opened this is planning; afterwards a reason is needed and is shown publicly. Once the notice is open its end
    /// is the notice's own: ten working days, and longer by an extension alone (Art. 21).
    pub fn move_closing(
        &self,
        phase: Phase,
        closes: Stamp,
        reason: &str,
        now: Stamp,
    ) -> Result<Season, Refusal> {
        if phase == Phase::Notice && self.published.notice_ends.is_some() {
            return Err(Refusal::NoticeOpened);
        }
        if let Some(fault) = order::closing_fault(self, phase, closes, now) {
            return Err(Refusal::FormWrong { faults: vec![("closes".to_owned(), fault)] });
        }
        let mut next = self.clone();
        let Some(w) = next.windows.iter_mut().find(|w| w.phase == phase) else {
            return Err(Refusal::BadValue { field: "phase".into() });
        };
        let begun = w.state(now) != WindowState::Future;
        let reason = reason::read(reason, if begun { reason::GIVEN } else { reason::OPTIONAL })?;
        w.closes = closes;
        w.changed = (!reason.is_empty()).then_some(reason);
        Ok(next)
    }

    /// The season as it goes with one dossier: of the earlier winners only those that are
    /// the applicant or have its title, so that no list of hundreds travels with each page; nor
    /// do templates and the history of changes.
    pub fn for_dossier(mut self, answers: &Answers) -> Season {
        let year = self.year;
        let mut won: Vec<PastWinner> = self.limits.barred(year).cloned().collect();
        won.retain(|w| is_winner(w, answers) || has_title(w, answers));
        self.limits.past_winners = won;
        self.templates = template::Templates::default();
        self.changes.clear();
        self
    }

    /// Places on the shortlist of the written review.
    pub fn shortlist_places(&self) -> u32 {
        self.planned.total() * self.review.shortlist_factor
    }

    /// Places a review has to give: on the shortlist (Art. 19), or on the initial list, which is as
    /// long as there are planned winners (Art. 20).
    pub fn places(&self, review: Review) -> u32 {
        match review {
            Review::Written => self.shortlist_places(),
            Review::Defence => self.planned.total(),
        }
    }

    /// Refuses more entries of a signed list than there are places by now, which may have become fewer since it was
    /// signed: the ministry is not asked about more, and no more are put on notice (Art. 20, 21).
    ///
    /// # Errors
    /// [`Refusal::ListOverPlaces`].
    pub fn require_places(&self, entries: usize) -> Result<(), Refusal> {
        let places = self.places(Review::Defence);
        let entries = u32::try_from(entries).unwrap_or(u32::MAX);
        if entries > places { Err(Refusal::ListOverPlaces { places }) } else { Ok(()) }
    }

    /// Experts who score an application in a review, never fewer (Art. 19, 20).
    pub fn reviews_min(&self, review: Review) -> u32 {
        match review {
            Review::Written => self.review.reviews_min,
            Review::Defence => self.review.defence_reviews_min,
        }
    }

    /// Points the mean of a review has to reach to go on, in tenths: to enter the defence (Art. 19, 20). What goes
    /// on the initial list is for chair and vice chair to say.
    pub fn entry(&self, review: Review) -> i32 {
        match review {
            Review::Written => i32::try_from(self.review.defence_points * 10).unwrap_or(1_000),
            Review::Defence => 0,
        }
    }

    /// What a review is scored by (Art. 8).
    pub fn rubric(&self, review: Review) -> &Rubric {
        match review {
            Review::Written => &self.review.written,
            Review::Defence => &self.review.defence,
        }
    }

    /// The three years whose figures a dossier carries, and in each of which it made a profit, latest first
    /// (Art. 9 (1)).
    pub fn figure_years(&self) -> [i32; 3] {
        [self.year - 1, self.year - 2, self.year - 3]
    }
}

#[cfg(test)]
pub(crate) mod tests;
