//! The inbox.

use serde::{Deserialize, Serialize};

use crate::mail::Message;
use crate::stamp::Stamp;

/// A message in the reader's inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    /// Identifier.
    pub id: String,
    /// What is told.
    pub message: Message,
    /// Where something is to be done or seen: a path on this site.
    pub place: String,
    /// When it came.
    pub at: Stamp,
    /// Whether it was read.
    pub read: bool,
}

/// The reader's messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// How many were not read, shown or not.
    pub unread: i64,
    /// The latest, newest first.
    pub lines: Vec<InboxLine>,
    /// The server's clock.
    pub now: Stamp,
}
