//! An expert before the own list (Art. 15, 19, 20).

use axum::response::sse::Event;
use service::rooms::review::Listed;

use super::line::{Heard, Line};
use super::{Listener, SOMETHING};

/// The page of the list.
pub(super) struct List {
    line: Line,
    /// The list as the page is known to have it.
    listed: Listed,
    /// Moment of the bell that was looked into last: all bells of one change carry the same.
    rung: i64,
}

impl List {
    /// The page, as the list stands now.
    pub fn new(line: Line, listed: Listed) -> Self {
        Self { line, listed, rung: i64::MIN }
    }
}

impl Listener for List {
    /// `list` when the own list has changed: how, the page asks. Of a bell that is others' nothing is told.
    async fn next(&mut self) -> Option<Event> {
        loop {
            match self.line.next().await? {
                // Reviews open and close by the clock, too.
                Heard::Looked { .. } => {}
                Heard::Bell(bell) if Listed::may_change_by(&bell) && bell.at != self.rung => {
                    self.rung = bell.at;
                }
                Heard::Bell(_) => continue,
            }
            let now = self.line.service.listed(&self.line.actor).await.ok()?;
            if now != self.listed {
                self.listed = now;
                return Some(Event::default().event("list").data(SOMETHING));
            }
        }
    }
}
