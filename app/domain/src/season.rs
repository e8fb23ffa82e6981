//! Room *season* (Art. 6, 21): one year's call and the settings of every other room.
//! What the regulation leaves open stands here as a setting with our proposal as
//! its default, never as a constant elsewhere.

pub mod category;
pub mod edit;
pub mod next;
pub mod order;
pub mod ready;
pub mod rows;
pub mod rubric;
pub mod settings;
pub mod template;
pub mod unfinished;

use serde::{Deserialize, Serialize};

use crate::application::Answers;
use crate::application::check::{has_title, is_winner};
use crate::application::field::Slot;
use crate::defence::session::Times;
use crate::deliberation::Review;
use crate::facts::industry::PRODUCER_SERVICES_DEFAULT;
use crate::facts::workdays::Counting;
use crate::ids::SeasonId;
use crate::refusal::Refusal;
use crate::review::rubric::Rubric;
use crate::review::statistics::Trim;
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

/// How a title is customarily written: it contains one of the verbs and ends in one of the
/// endings. An empty list asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Naming {
    /// Words of which one says that something was applied.
    pub verbs: Vec<String>,
    /// How titles end.
    pub endings: Vec<String>,
}

impl Default for Naming {
    fn default() -> Self {
        let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        Self { verbs: owned(&["实施", "运用", "基于"]), endings: owned(&["经验"]) }
    }
}

impl Naming {
    /// Whether a title is written like that.
    pub fn followed_by(&self, title: &str) -> bool {
        let any = |words: &[String], fits: &dyn Fn(&str) -> bool| {
            words.is_empty() || words.iter().any(|w| fits(w))
        };
        any(&self.endings, &|w| title.ends_with(w)) && any(&self.verbs, &|w| title.contains(w))
    }
}

/// An organisation that was chosen in an earlier season, and with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastWinner {
    /// Year of that selection.
    pub year: i32,
    /// Its credit code; empty where it is not known.
    #[serde(default)]
    pub uscc: String,
    /// Its name.
    pub organisation: String,
    /// The title it was chosen with.
    pub title: String,
    /// Year in which that was revoked; `None` while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<i32>,
}

/// Why an organisation does not apply, and until when (Art. 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Year in which it was chosen.
    pub year: i32,
    /// Year in which the title was revoked; `None` while it stands.
    pub revoked: Option<i32>,
    /// Year of the last season in which it does not apply.
    pub until: i32,
}

/// When two dossiers are so alike that the Office is told (Art. 17, 24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)] // as for `Limits`
pub struct Duplicates {
    /// Titles: percentage of the pairs of characters both have of those either has, at least.
    pub title: u32,
    /// Abstracts: the same with runs of three characters.
    pub summary: u32,
    /// Reports: percentage of the shorter one that stands in the other word for word, at least.
    pub report: u32,
    /// A passage or a file found in more dossiers than this is a common phrase, or a form.
    pub common_in: usize,
}

impl Default for Duplicates {
    fn default() -> Self {
        Self { title: 80, summary: 60, report: 15, common_in: 10 }
    }
}

/// Limits of the dossier. Defaults are proposals; the regulation names none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)] // a season stored before a setting existed gets that setting's default
pub struct Limits {
    /// Title, characters.
    pub title_max: usize,
    /// How titles are customarily written. Not following it is a warning only.
    pub naming: Naming,
    /// Abstract, characters.
    pub abstract_max: usize,
    /// Honours and praise received, characters.
    pub honours_max: usize,
    /// How the method matured, characters.
    pub maturity_max: usize,
    /// Experience report in all, characters, at least.
    pub report_min: usize,
    /// Experience report in all, characters, at most.
    pub report_max: usize,
    /// Pages of A4 the report may take when it is set; estimated while it is written, so
    /// that going beyond is a warning only.
    pub report_pages: usize,
    /// Each of the nine sections, characters, at least.
    pub section_min: usize,
    /// Rows of the results table, at least.
    pub results_min: usize,
    /// Rows of the results table, at most; never more than
    /// [`RESULT_ROWS`](crate::application::field::RESULT_ROWS).
    pub results_max: usize,
    /// Whether each row of the results must name the file that proves it (Art. 8 (3)).
    /// Otherwise a row without one is a warning.
    pub results_evidence: bool,
    /// Years the method must have been in use (Art. 8 (2), 9 (2)).
    pub method_years_min: i32,
    /// Prefixes of industry codes that count as producer services (Art. 10 (5)).
    pub producer_services: Vec<String>,
    /// Seasons after being chosen in which an organisation does not apply again, and a title
    /// is not used again; none switches the rule off.
    pub winner_bar: i32,
    /// Seasons after the year of a revocation in which the organisation does not apply again.
    pub revocation_bar: i32,
    /// Working days in which an organisation makes its statement on an incident (Art. 24).
    pub statement_days: u32,
    /// Who was chosen in earlier seasons, as far as it is known here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past_winners: Vec<PastWinner>,
    /// Files without which nothing is submitted.
    pub required_slots: Vec<Slot>,
    /// Pages of evidence, at most. Told to applicants, judged by people.
    pub evidence_pages: usize,
    /// One file, bytes.
    pub file_max: i64,
    /// All files of a dossier, bytes.
    pub files_max: i64,
    /// Files of one slot.
    pub slot_files_max: usize,
    /// Files of a dossier.
    pub dossier_files_max: usize,
    /// Recommending unit's opinion, characters, at least.
    pub opinion_min: usize,
    /// Expert's overall comment, characters, at least (Art. 19).
    pub comment_min: usize,
    /// Whether the legal representative must sign before a version is handed in (Art. 16).
    pub signoff_required: bool,
    /// Hours a link to sign by is good for.
    pub signoff_hours: i64,
    /// Working days in which a correction is answered (Art. 18).
    pub correction_days: u32,
    /// Minutes after which whoever has taken a dossier to check it, and does nothing, has let go.
    pub claim_minutes: i64,
    /// When two dossiers are so alike that the Office is told.
    pub duplicates: Duplicates,
    /// Years after the selection for which a title runs and is followed up (Art. 23).
    pub title_years: i32,
    /// Month at whose end the yearly report is due, 1 to 12 (Art. 23).
    pub follow_up_month: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            title_max: 40,
            naming: Naming::default(),
            abstract_max: 500,
            honours_max: 300,
            maturity_max: 1_000,
            report_min: 5_000,
            report_max: 8_000,
            report_pages: 25,
            section_min: 100,
            results_min: 3,
            results_max: 12,
            results_evidence: false,
            method_years_min: 2,
            producer_services: PRODUCER_SERVICES_DEFAULT.map(str::to_owned).to_vec(),
            winner_bar: 3,
            revocation_bar: 3,
            statement_days: 5,
            past_winners: Vec::new(),
            required_slots: vec![Slot::Licence, Slot::Statements, Slot::Credit, Slot::Scan],
            evidence_pages: 50,
            file_max: 20 * 1024 * 1024,
            files_max: 200 * 1024 * 1024,
            slot_files_max: 10,
            dossier_files_max: 40,
            opinion_min: 30,
            comment_min: 50,
            signoff_required: true,
            signoff_hours: 72,
            correction_days: 5,
            claim_minutes: 30,
            duplicates: Duplicates::default(),
            title_years: 3,
            follow_up_month: 3,
        }
    }
}

impl Limits {
    /// Whether nothing is submitted without a file in this slot.
    pub fn requires(&self, slot: Slot) -> bool {
        self.required_slots.contains(&slot)
    }

    /// Rows the results table may have, within what a dossier can hold.
    pub fn result_rows(&self) -> usize {
        self.results_max.clamp(1, crate::application::field::RESULT_ROWS)
    }

    /// How long it keeps an organisation from applying that it was chosen: for the seasons of the setting, and
    /// longer where the title was revoked late (Art. 24). The one rule of it.
    pub fn bar_of(&self, w: &PastWinner) -> Bar {
        let chosen = w.year + self.winner_bar;
        let until = w.revoked.map_or(chosen, |year| chosen.max(year + self.revocation_bar));
        Bar { year: w.year, revoked: w.revoked, until }
    }

    /// Which of the earlier winners do not apply in `year`, and whose titles are not used.
    pub fn barred(&self, year: i32) -> impl Iterator<Item = &PastWinner> {
        self.past_winners.iter().filter(move |w| w.year < year && self.bar_of(w).until >= year)
    }

    /// What keeps this applicant from applying in `year`: of several the longest.
    pub fn bar(&self, year: i32, answers: &Answers) -> Option<Bar> {
        let own = self.barred(year).filter(|w| is_winner(w, answers));
        own.map(|w| self.bar_of(w)).max_by_key(|bar| (bar.until, bar.revoked, bar.year))
    }
}

/// Settings of the written review and of the committee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)] // as for `Limits`
pub struct ReviewSettings {
    /// Rubric of the written review (Art. 8, 19).
    pub written: Rubric,
    /// Rubric of the defence (Art. 8, 20).
    pub defence: Rubric,
    /// Experts per application, aimed at.
    pub reviews: u32,
    /// Experts per application in the written review, never fewer.
    pub reviews_min: u32,
    /// Experts per application in the defence, never fewer. Seasons from before this was a setting of its own go
    /// on with what held for them.
    #[serde(default = "before::defence_reviews_min")]
    pub defence_reviews_min: u32,
    /// Points the mean of the written review has to reach for the shortlist (Art. 19, 20); 0 for none, as in
    /// seasons from before there was one.
    #[serde(default)]
    pub defence_points: u32,
    /// Reviews one expert may be given at most.
    pub load_max: u32,
    /// Places on the shortlist per planned winner (at most twice the winners).
    pub shortlist_factor: u32,
    /// Spread (points) above which a case must be discussed (合议).
    pub spread_threshold: u32,
    /// How long the parts of a slot of the defence last (Art. 20).
    pub times: Times,
    /// People an applicant may send to the defence at most.
    pub delegates_max: u32,
    /// How means are trimmed before ranking.
    pub trim: Trim,
    /// Share (percent) of applications also read by an expert of a second panel.
    pub bridging_percent: u32,
    /// Whether the review is blind: numbers in place of names, see
    /// [`blind`](crate::review::blind). Settled by the time the season opens.
    pub blind: bool,
    /// Weight (percent) of the defence in the figure of both reviews together; the written review has
    /// the rest. Help for chair and vice chair, no verdict (Art. 20).
    pub defence_percent: u32,
}

/// What held for seasons that were stored before a setting was there.
mod before {
    /// One number was for both reviews.
    pub(super) fn defence_reviews_min() -> u32 {
        3
    }
}

impl ReviewSettings {
    /// Experts who score an application, never fewer, whatever a season says: with two nobody can tell which of
    /// them is the outlier (Art. 19, 20).
    pub const LEAST: u32 = 3;

    /// Whether reviews of both kinds are as many as they have to be, and those aimed at no fewer than those needed.
    pub fn enough(&self) -> bool {
        let least = self.reviews_min.min(self.defence_reviews_min);
        least >= Self::LEAST && self.reviews >= self.reviews_min
    }
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self {
            written: Rubric::written_default(),
            defence: Rubric::defence_default(),
            reviews: 5,
            reviews_min: 3,
            defence_reviews_min: 5,
            defence_points: 70,
            load_max: 40,
            shortlist_factor: 2,
            spread_threshold: 15,
            times: Times::default(),
            delegates_max: 5,
            trim: Trim::default(),
            bridging_percent: 20,
            blind: false,
            defence_percent: 60,
        }
    }
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
        let reason = reason.trim();
        if w.state(now) != WindowState::Future && reason.is_empty() {
            return Err(Refusal::TooShort { min: 1, found: 0 });
        }
        w.closes = closes;
        w.changed = (!reason.is_empty()).then(|| reason.to_owned());
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
