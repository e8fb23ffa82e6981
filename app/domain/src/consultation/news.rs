//! What is told of a consultation, by mail and in the inbox (第二十条).

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// News of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// It is open; told to the ministry.
    Opened {
        /// Entries.
        entries: u32,
        /// First moment at which an opinion is too late.
        due: Stamp,
    },
    /// The deadline was moved; told to the ministry.
    Moved {
        /// The new one.
        due: Stamp,
        /// Why.
        reason: String,
    },
    /// The deadline comes near and nothing was handed in; told to the ministry.
    Due {
        /// The deadline.
        due: Stamp,
        /// Entries without an opinion.
        open: u32,
    },
    /// The ministry has handed in; told to the Office.
    HandedIn {
        /// Opinions that ask for an answer.
        answers: u32,
    },
    /// The time is over and the ministry has not handed in; told to the Office.
    Over {
        /// Opinions that ask for an answer.
        answers: u32,
        /// Entries without an opinion.
        open: u32,
    },
    /// An entry waits for the two heads; told to them.
    Referred,
    /// One of them has proposed a decision; told to the other.
    Proposed,
    /// The other did not confirm it; told to whoever proposed.
    Returned,
    /// It is closed; told to the ministry.
    Closed {
        /// Entries that stay.
        kept: u32,
        /// Entries struck off.
        struck: u32,
    },
}

impl News {
    /// One of every kind, with invented facts.
    pub fn examples() -> Vec<News> {
        vec![
            News::Opened { entries: 60, due: Stamp(2) },
            News::Moved { due: Stamp(2), reason: "部内会签需要更多时间".into() },
            News::Due { due: Stamp(2), open: 12 },
            News::HandedIn { answers: 3 },
            News::Over { answers: 1, open: 2 },
            News::Referred,
            News::Proposed,
            News::Returned,
            News::Closed { kept: 59, struck: 1 },
        ]
    }
}
