//! Somebody before the deliberation of a panel, or before the list of all panels (Art. 13–15, 19, 20).

use axum::response::sse::Event;
use domain::ids::PanelId;

use super::line::{Heard, Line};
use super::{Listener, SOMETHING};

/// A page of the room *deliberation*.
pub(super) struct Table {
    line: Line,
    /// The panel; `None` for the list of those the viewer has to do with.
    panel: Option<PanelId>,
}

impl Table {
    /// The page of a panel, or the list.
    pub fn new(line: Line, panel: Option<PanelId>) -> Self {
        Self { line, panel }
    }

    /// Whether the listener has a place there now.
    pub async fn may(&self) -> bool {
        self.line.service.sits_at(&self.line.actor, self.panel.as_ref()).await.is_ok()
    }
}

impl Listener for Table {
    /// `table` when a conclusion was signed, confirmed or given back: what, the page asks.
    async fn next(&mut self) -> Option<Event> {
        loop {
            match self.line.next().await? {
                Heard::Looked { anew } => {
                    self.may().await.then_some(())?;
                    if anew {
                        break;
                    }
                }
                Heard::Bell(bell) => {
                    let (service, actor) = (&self.line.service, &self.line.actor);
                    let hears = service.hears_table(actor, self.panel.as_ref(), &bell).await;
                    // What fails is not told: whoever may not hear must not hear by mistake.
                    if hears.unwrap_or(false) {
                        break;
                    }
                }
            }
        }
        Some(Event::default().event("table").data(SOMETHING))
    }
}
