//! Views of room *announcement* (Art. 22).

use serde::{Deserialize, Serialize};

use super::notice::Line;
use crate::announcement::{Announcement, Statistics};
use crate::notice::text::Filled;
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::title::Number;

/// An announcement as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementView {
    /// Year of the season.
    pub year: i32,
    /// What it says.
    pub text: Filled,
    /// The benchmarks.
    pub lines: Vec<Line>,
    /// How many of what.
    pub statistics: Statistics,
    /// When it was released; none while it is only prepared.
    pub released_at: Option<Stamp>,
    /// Which of the benchmarks have lost their titles since (Art. 24). The lines stay as they were announced.
    #[serde(default)]
    pub revoked: Vec<Gone>,
    /// Years there are announcements of, the latest first; empty where only one is asked for.
    pub years: Vec<i32>,
}

impl From<&Announcement> for AnnouncementView {
    fn from(a: &Announcement) -> Self {
        Self {
            year: a.year,
            text: a.said(),
            lines: a.entries.iter().map(Line::from).collect(),
            statistics: a.statistics.clone(),
            released_at: a.released_at,
            revoked: Vec::new(),
            years: Vec::new(),
        }
    }
}

/// A line whose title was revoked after it was announced (Art. 24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Number of the line.
    pub place: u32,
    /// Number of the title, whose page says why.
    pub number: Number,
    /// When it was revoked.
    pub at: Stamp,
}

/// The announcement for those who prepare, approve and release it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparing {
    /// Year of the season.
    pub year: i32,
    /// What is prepared, and its digest.
    pub prepared: Option<(AnnouncementView, String)>,
    /// Why nothing can be prepared now.
    pub refused: Option<Refusal>,
    /// Why what is prepared is neither approved nor released as it is.
    #[serde(default)]
    pub outdated: Option<Refusal>,
    /// Name of who prepared it, and when.
    pub by: Option<(String, Stamp)>,
    /// Names of who approved it, and when.
    pub approvals: Vec<(String, Stamp)>,
    /// Who gave it back, when, and why; it is drawn up anew.
    pub returned: Option<(String, Stamp, String)>,
    /// The letter as it would be sent today to the first on the list; empty where nothing waits to be released.
    pub letter: String,
    /// The viewer may prepare and release.
    pub office: bool,
    /// The viewer may approve now.
    pub approves: bool,
    /// The viewer may give it back now.
    pub returns: bool,
    /// Enough have approved it.
    pub approved: bool,
}
