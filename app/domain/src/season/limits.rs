//! Limits of the dossier and what is judged by them: how titles are written, who waits, what is too much alike.

use serde::{Deserialize, Serialize};

use crate::application::Answers;
use crate::application::check::is_winner;
use crate::application::field::Slot;
use crate::facts::industry::{IndustryCode, PRODUCER_SERVICES_DEFAULT};

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
    /// Whether an industry is a producer service (Art. 10 (5)) as the season has it.
    pub fn is_producer_service(&self, industry: &IndustryCode) -> bool {
        industry.under(&self.producer_services)
    }

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
