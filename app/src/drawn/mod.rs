//! What follows from the answers of a dossier, as markup. The server draws it together with the
//! page; the wizard's program draws the same again at every key, in the places that the server
//! marked. No page framework: this is all that program knows of pages.

pub mod combobox;
pub mod files;
pub mod kept;
pub mod life;
pub mod pick;
pub mod pieces;
pub mod questions;
pub mod results;
pub mod tasks;
pub mod time;
pub mod verdict;

use std::collections::BTreeSet;

use domain::application::check::{Context, Level, Problem, check_page, size_verdict};
use domain::application::field::{Field, RESULT_ROWS, Slot};
use domain::application::page::Page;
use domain::application::{Answers, results as rows};
use domain::formality::correction::Round;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::season::{Direction, Limits, Phase, Season, Window};
use domain::stamp::Stamp;
use domain::views::application::{DossierView, FileView, filled_slots, readable_contents};
use domain::views::flow::Present;
use serde::{Deserialize, Serialize};

use crate::locales::{Lang, faults, flow};
use crate::markup::text;

/// Attribute of an element whose content follows from the answers; it names what follows.
pub const FOLLOWS: &str = "data-follows";
/// Attribute of a question; it names its key, or every key of the page with [`ALL`].
pub const QUESTION: &str = "data-q";
/// A question of many cells: it is wrong when any of them is.
pub const ALL: &str = "*";
/// Identifier of the error summary.
pub const SUMMARY: &str = "summary";

/// Name of the control of a key.
pub fn name(key: &str) -> String {
    format!("a[{key}]")
}

/// The key of a control's name.
pub fn key_of(name: &str) -> Option<&str> {
    name.strip_prefix("a[")?.strip_suffix(']')
}

/// Identifier of the control of a key.
pub fn id_of(key: &str) -> String {
    format!("f-{key}")
}

/// Who else has the dossier open; nothing when nobody has.
pub fn present(lang: Lang, others: &[Present]) -> String {
    if others.is_empty() {
        return String::new();
    }
    let said: Vec<String> = others.iter().map(|o| flow::present(lang, o)).collect();
    format!(
        "<p class=\"presence\" role=\"status\"><b>{}</b> {}</p>",
        flow::words(lang).here_too,
        text(&said.join(lang.pick("；", "; ")))
    )
}

/// What the server tells the program of a page: of the dossier and its season no more than the page is
/// judged and drawn by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Dossier.
    pub id: DossierId,
    /// The page.
    pub page: Page,
    /// The server's clock.
    pub now: Stamp,
    /// When applications are open, where that is planned.
    pub window: Option<Window>,
    /// Revision of the page.
    pub base: i64,
    /// Whether the reader may change it now.
    pub editable: bool,
    /// The correction that is going on.
    pub round: Option<Round>,
    /// What of the page was wrong when it was handed in and is not asked about.
    #[serde(default)]
    pub excused: Vec<Problem>,
    /// All answers of the dossier.
    pub answers: Answers,
    /// Files.
    pub files: Vec<FileView>,
    /// Year of the season.
    pub year: i32,
    /// Its directions.
    pub directions: Vec<Direction>,
    /// Its limits.
    pub limits: Limits,
}

impl Told {
    /// What is told of a page of a dossier.
    pub fn of(d: &DossierView, page: Page) -> Self {
        Self {
            id: d.id.clone(),
            page,
            now: d.now,
            window: d.season.window(Phase::Application).cloned(),
            base: d.revisions.get(&page).copied().unwrap_or_default(),
            editable: d.editable,
            round: d.flow.correction.clone().filter(|_| d.standing.stage() == Stage::Correction),
            excused: d.flow.excused.iter().filter(|p| p.0 == page).map(|p| p.1.clone()).collect(),
            answers: d.answers.clone(),
            files: d.files.clone(),
            year: d.season.year,
            directions: d.season.directions.clone(),
            limits: d.season.limits.clone(),
        }
    }
}

/// A page of a dossier as it is being written: what was typed, what is wrong with it, what of that is
/// shown.
pub struct Leaf {
    /// Language.
    pub lang: Lang,
    /// Dossier.
    pub id: DossierId,
    /// The page.
    pub page: Page,
    /// All answers of the dossier, as typed.
    pub answers: Answers,
    /// What the check must know.
    pub context: Context,
    /// Files that are attached, those of this minute among them.
    pub files: Vec<FileView>,
    /// The correction that is going on: only what it opens is asked.
    pub round: Option<Round>,
    /// What was wrong when it was handed in and is not asked about: nobody can mend it, so it is not shown.
    pub excused: Vec<Problem>,
    /// Whether the reader may change it now.
    pub editable: bool,
    /// What is wrong with the page, by the check that judges the submission.
    pub problems: Vec<Problem>,
    /// Keys whose problems are shown because something was typed there.
    pub touched: BTreeSet<String>,
    /// All problems are shown: the page was checked.
    pub checked: bool,
    /// Rows of results that are shown.
    pub rows: usize,
}

impl Leaf {
    /// A page as it was loaded. `asked` is how many rows of results were asked for.
    pub fn new(lang: Lang, told: Told, checked: bool, asked: usize) -> Self {
        let page = told.page;
        // What was typed before is judged at once; what was never reached is left in peace.
        let written = |(k, v): (&String, &String)| {
            let here = Field::of_key(k).is_some_and(|f| f.page() == page);
            (here && !v.trim().is_empty()).then(|| k.clone())
        };
        let mut leaf = Self {
            lang,
            id: told.id,
            page,
            touched: told.answers.iter().filter_map(written).collect(),
            answers: told.answers,
            context: Context {
                season: Season::of_dossier(told.year, told.directions, told.limits),
                files: filled_slots(&told.files),
                contents: readable_contents(&told.files),
            },
            files: told.files,
            round: told.round,
            excused: told.excused,
            editable: told.editable,
            problems: Vec::new(),
            checked,
            rows: 0,
        };
        let limits = &leaf.context.season.limits;
        let (min, max) = (limits.results_min, limits.result_rows());
        leaf.rows = results::rows_for(&leaf.answers, min, max).max(asked.min(max));
        leaf.judge();
        leaf
    }

    /// Judges the page as it stands.
    pub fn judge(&mut self) {
        self.problems = check_page(self.page, &self.answers, &self.context);
        self.problems.retain(|p| !self.excused.contains(p));
        // Restored or merged rows need their place; rows once shown stay.
        self.rows = self.rows.max(rows::last(&self.answers)).min(RESULT_ROWS);
    }

    /// Other files are attached now.
    pub fn attach(&mut self, files: Vec<FileView>) {
        self.context.files = filled_slots(&files);
        self.context.contents = readable_contents(&files);
        self.files = files;
        self.judge();
    }

    /// Whether a field is asked: under correction only what was asked for is.
    pub fn opens(&self, field: Field) -> bool {
        self.round.as_ref().is_none_or(|r| r.opens(field))
    }

    /// Whether a place takes files now.
    pub fn opens_slot(&self, slot: Slot) -> bool {
        self.editable && self.round.as_ref().is_none_or(|r| r.opens_slot(slot))
    }

    /// What was typed at a key, as it was typed.
    pub fn text(&self, key: &str) -> &str {
        self.answers.get(key).map_or("", String::as_str)
    }

    /// The problem shown at a key.
    fn shown(&self, key: &str) -> Option<&Problem> {
        let shown = self.checked || self.touched.contains(key);
        self.problems.iter().find(|p| shown && p.key == key)
    }

    /// The problem shown at a key: its level and its sentence.
    pub fn problem(&self, key: &str) -> Option<(Level, String)> {
        let p = self.shown(key)?;
        Some((p.level(), faults::sentence(self.lang, p, &self.answers)))
    }

    /// Whether an error is shown at a key, or anywhere with [`ALL`].
    pub fn wrong(&self, key: &str) -> bool {
        match key {
            ALL => self.shown_errors().next().is_some(),
            _ => self.shown(key).is_some_and(|p| p.level() == Level::Error),
        }
    }

    /// Errors of the page that are shown, in order.
    pub fn shown_errors(&self) -> impl Iterator<Item = &Problem> {
        let shown = |p: &&Problem| {
            p.level() == Level::Error && (self.checked || self.touched.contains(&p.key))
        };
        self.problems.iter().filter(shown)
    }

    /// What a control says of itself. Beside a wrong cell, the others of a table say that they are
    /// right.
    pub fn invalid(&self, key: &str) -> Option<&'static str> {
        match self.wrong(key) {
            true => Some("true"),
            false => matches!(self.page, Page::Finance | Page::Results).then_some("false"),
        }
    }

    /// What describes a control: its hint where it has one, and what is wrong when something is.
    pub fn described(&self, key: &str, hint: bool) -> Option<String> {
        let id = id_of(key);
        match (hint, self.shown(key).is_some()) {
            (true, true) => Some(format!("{id}-h {id}-e")),
            (true, false) => Some(format!("{id}-h")),
            (false, true) => Some(format!("{id}-e")),
            (false, false) => None,
        }
    }

    /// What stands in a place that follows from the answers, by the name in its [`FOLLOWS`].
    pub fn follow(&self, place: &str) -> String {
        let (what, of) = place.split_once(' ').unwrap_or((place, ""));
        match what {
            "message" => questions::message(self, of),
            "summary" => questions::summary(self),
            "count" => Field::of_key(of).map(|f| questions::count(self, f)).unwrap_or_default(),
            "total" => questions::total(self),
            "equals" => Field::of_key(of).map(|f| questions::equals(self, f)).unwrap_or_default(),
            "industry" => pick::industry(self),
            "region" => pick::region(self),
            "size" => verdict::section(self.lang, size_verdict(&self.answers).as_ref()),
            "better" => results::better(self, of.parse().unwrap_or_default()),
            "tasks" => tasks::list(
                self.lang,
                &self.id,
                &self.answers,
                &self.context,
                Some(self.page),
                self.round.as_ref(),
            ),
            "used" => files::used(self),
            "twin" => files::twin(self, of),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_keys() {
        for key in ["org_name", "revenue_1.unit", "result.12.before"] {
            assert_eq!(key_of(&name(key)), Some(key));
        }
        assert_eq!(key_of("base"), None);
    }
}
