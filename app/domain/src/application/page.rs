//! The pages of the dossier, one group of questions each, and the state of each page.

use serde::{Deserialize, Serialize};

use super::Answers;
use super::check::{Context, Level, check_page};
use super::field::Field;

/// A page of the dossier's task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Organisation, contact and recommending unit.
    Organisation,
    /// Assets, revenue and profits of three years (Art. 9 (1)).
    Finance,
    /// Industry, staff and computed size class (Art. 10 (4)).
    Size,
    /// Title, scope, direction, abstract (Art. 6, 10).
    Title,
    /// The method, its origin and since when it is used (Art. 8 (1), 9 (2)).
    Method,
    /// The experience report in nine sections (Art. 8).
    Report,
    /// Results with comparison (Art. 8 (3)).
    Results,
    /// Declarations and consent (Art. 9).
    Declarations,
    /// Supporting evidence.
    Attachments,
}

impl Page {
    /// All pages in the order of the task list.
    pub const ALL: [Page; 9] = [
        Page::Organisation,
        Page::Finance,
        Page::Size,
        Page::Title,
        Page::Method,
        Page::Report,
        Page::Results,
        Page::Declarations,
        Page::Attachments,
    ];

    /// Stable code, used in addresses and as stored.
    pub fn code(self) -> &'static str {
        match self {
            Page::Organisation => "organisation",
            Page::Finance => "finance",
            Page::Size => "size",
            Page::Title => "title",
            Page::Method => "method",
            Page::Report => "report",
            Page::Results => "results",
            Page::Declarations => "declarations",
            Page::Attachments => "attachments",
        }
    }

    /// The page of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The page after this one.
    pub fn next(self) -> Option<Self> {
        let i = Self::ALL.iter().position(|p| *p == self)?;
        Self::ALL.get(i + 1).copied()
    }

    /// Fields of the page in order. Results rows repeat their columns
    /// (see [`Field::result_key`]); attachments have none.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |f| f.page() == self)
    }
}

/// How far a page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PageState {
    /// Nothing written yet.
    NotStarted,
    /// Written, with so many problems left.
    InProgress {
        /// Problems left.
        problems: usize,
    },
    /// Nothing left to mend.
    Done,
}

/// The state of one page, by the same check that judges the submission.
pub fn page_state(page: Page, answers: &Answers, cx: &Context) -> PageState {
    let problems =
        check_page(page, answers, cx).iter().filter(|p| p.level() == Level::Error).count();
    let touched = if page == Page::Attachments {
        !cx.files.is_empty()
    } else {
        answers.iter().any(|(k, v)| {
            !v.trim().is_empty()
                && !k.ends_with(".unit")
                && Field::of_key(k).is_some_and(|f| f.page() == page)
        })
    };
    match (touched, problems) {
        (false, p) if p > 0 => PageState::NotStarted,
        (_, 0) => PageState::Done,
        (_, problems) => PageState::InProgress { problems },
    }
}
