//! Reading what others have sealed is an event (Art. 15), recorded at most once an hour for each person and thing:
//! a board asks again with every bell (ADR 0050).

use std::collections::HashMap;
use std::sync::Arc;

use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, FileId, PanelId};
use domain::policy::Actor;
use domain::stamp::{HOUR, Stamp};
use tokio::sync::Mutex;

use crate::ports::sealed::{Case, Docket};
use crate::{About, Fault, Result, Service};

/// How long a reading stands for those that follow.
const STANDS: i64 = HOUR;
/// Readings beyond which those that stand for nothing any more are forgotten.
const KEPT: usize = 4_096;

/// Who read what, and when: what this process knows of it. Another one, or the next, records once more.
#[derive(Clone, Default)]
pub(crate) struct Reads(Arc<Mutex<HashMap<String, Stamp>>>);

impl Reads {
    /// Whether a reading is to be recorded.
    async fn is_new(&self, key: &str, now: Stamp) -> bool {
        !self.0.lock().await.get(key).is_some_and(|at| stands(*at, now))
    }

    /// Notes one that stands in the journal.
    async fn note(&self, key: String, now: Stamp) {
        let mut all = self.0.lock().await;
        if all.len() >= KEPT {
            all.retain(|_, at| stands(*at, now));
        }
        all.insert(key, now);
    }
}

/// Whether a reading stands for one that follows.
fn stands(at: Stamp, now: Stamp) -> bool {
    at <= now && now < at.plus(STANDS)
}

/// What is looked at.
#[derive(Clone, Copy)]
pub(crate) enum Sealed<'a> {
    /// The dossier beside a score sheet, and what others gave it once the own one is sealed.
    Material(&'a DossierId, &'a ExpertId),
    /// The board of a panel, or of all.
    Board(Review, Option<&'a PanelId>),
    /// The board of a panel, taken away as a table.
    BoardTable(Review, &'a PanelId),
    /// What a panel agrees on.
    Deliberation(Review, &'a PanelId),
    /// The conclusion of a panel, printed.
    Conclusion(Review, &'a PanelId),
    /// Every sealed sheet of an application, with its comments.
    Sheets(Review, &'a DossierId),
    /// The dossier, by who presides over its panel or confirms (ADR 0059).
    Dossier(Review, &'a DossierId),
    /// Slides of an application that is not one's own.
    Slides(&'a DossierId),
    /// What was seen on the site of an application (Art. 20).
    Visit(&'a DossierId),
    /// An objection or an incident (Art. 21, 24), or a file of it.
    Case(Case<'a>, Option<&'a FileId>),
}

impl Sealed<'_> {
    fn event(self) -> Event {
        let of = |what: &str, review, panel: Option<&PanelId>| {
            let panel = panel.map(ToString::to_string).unwrap_or_default();
            Event::SealedRead { what: what.to_owned(), review, panel }
        };
        match self {
            Self::Material(_, expert) => Event::MaterialRead { expert: expert.to_string() },
            Self::Board(review, panel) => of("board", review, panel),
            Self::BoardTable(review, panel) => of("board_table", review, Some(panel)),
            Self::Conclusion(review, panel) => of("conclusion", review, Some(panel)),
            Self::Deliberation(review, panel) => of("deliberation", review, Some(panel)),
            Self::Sheets(review, _) => of("sheets", review, None),
            Self::Dossier(review, _) => of("dossier", review, None),
            Self::Slides(_) => of("slides", Review::Defence, None),
            Self::Visit(_) => of("visit", Review::Defence, None),
            Self::Case(case, file) => {
                let (id, file) = (case.id.to_owned(), file.map(ToString::to_string));
                let file = file.unwrap_or_default();
                match case.docket {
                    Docket::Objections => Event::ObjectionRead { objection: id, file },
                    Docket::Incidents => Event::IncidentRead { incident: id, file },
                }
            }
        }
    }

    fn dossier(&self) -> Option<&DossierId> {
        match self {
            Self::Material(id, _)
            | Self::Sheets(_, id)
            | Self::Dossier(_, id)
            | Self::Slides(id)
            | Self::Visit(id) => Some(id),
            _ => None,
        }
    }
}

impl Service {
    /// Records that somebody looks at something, before it is handed out.
    pub(crate) async fn note_read(&self, actor: &Actor, sealed: Sealed<'_>) -> Result<()> {
        let (event, dossier) = (sealed.event(), sealed.dossier());
        let what = serde_json::to_string(&event).map_err(|e| Fault::new(e.to_string()))?;
        let of = dossier.map(DossierId::as_str).unwrap_or_default();
        let key = format!("{} {of} {what}", actor.account);
        let now = self.now();
        if !self.held.reads.is_new(&key, now).await {
            return Ok(());
        }
        // Noted once it is recorded: whoever hangs up meanwhile has read nothing, and the next reading is one.
        self.recorded(actor, &event, dossier).await?;
        self.held.reads.note(key, now).await;
        Ok(())
    }

    async fn recorded(
        &self,
        actor: &Actor,
        event: &Event,
        dossier: Option<&DossierId>,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let about = About { dossier, ..About::default() };
        work.record(actor.account.as_str(), event, about).await?;
        work.commit().await
    }
}
