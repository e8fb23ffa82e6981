//! What is wished for one pair of application and expert, whatever the costs say (第十二条): the Office
//! adjusts a proposal by wishes with reasons, not by hand, so that it can be computed again.

use serde::{Deserialize, Serialize};

/// A wish about a pair. Conflicts are none: they are stronger than any wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// This expert reads this application.
    Must,
    /// This expert does not.
    Never,
    /// This expert has declined it; only the expert can wish so.
    Declined,
}

impl Wish {
    /// All of them.
    pub const ALL: [Wish; 3] = [Wish::Must, Wish::Never, Wish::Declined];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Wish::Must => "must",
            Wish::Never => "never",
            Wish::Declined => "declined",
        }
    }

    /// The wish of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.code() == code)
    }

    /// Whether it keeps the expert away.
    pub fn keeps_away(self) -> bool {
        self != Wish::Must
    }
}
