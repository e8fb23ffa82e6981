//! What runs, as the system administrator sees it: settings without their secrets, the database, the work the server does
//! by itself. Nothing of it can be changed here: settings are the operator's, outside the site.

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// A setting as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Shown {
    /// Its value.
    Value {
        /// As it is written in the file.
        text: String,
    },
    /// A secret that was given as a text: its value is never shown.
    Set,
    /// A secret that stands in a file: neither its value nor where is shown.
    FromFile,
    /// It was not given.
    NotSet,
}

/// A setting of the running server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingView {
    /// Its name, as in the configuration's file.
    pub key: String,
    /// What it is.
    pub shown: Shown,
}

/// How a turn of a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Well.
    Done,
    /// With a fault, which stands in the log.
    Failed,
    /// It panicked.
    Panicked,
}

impl Ended {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Ended::Done => "done",
            Ended::Failed => "failed",
            Ended::Panicked => "panicked",
        }
    }
}

/// The last turn of a job on this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnView {
    /// The job.
    pub job: String,
    /// When it ended.
    pub at: Stamp,
    /// How.
    pub ended: Ended,
    /// When a turn of it ended well last.
    pub done: Option<Stamp>,
}

/// What the server knows of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// Version of the program.
    pub version: String,
    /// When it began, by the machine's clock.
    pub started: Option<Stamp>,
    /// Its settings, in the order of the configuration's table.
    pub settings: Vec<SettingView>,
    /// The work it does by itself, by name; none that had no turn yet.
    pub turns: Vec<TurnView>,
}

/// The database it runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// Number of the last migration that was applied.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Number of the last one this program knows.
    pub known: i64,
}

/// What runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemView {
    /// What the server knows of itself.
    pub running: Running,
    /// The database.
    pub schema: Schema,
    /// A rehearsal.
    pub rehearsal: bool,
    /// The server's clock.
    pub now: Stamp,
}
