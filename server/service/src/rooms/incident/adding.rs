//! Files that come after their report did (Art. 24): brought to the Office or sent on paper. Those who investigate the case
//! add them, and say where they come from; they are judged and looked through like what came with the form.

use domain::event::Event;
use domain::ids::IncidentId;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;

use super::handling::note;
use super::{Place, load};
use crate::once::Sending;
use crate::ports::Session;
use crate::rooms::shared;
use crate::rooms::shared::evidence::{self, Staged, With};
use crate::{About, Result, Service};

impl Service {
    /// Before the first byte of a form: the actor investigates the case, and it is open.
    pub async fn may_add_incident_files(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        require(&mut *self.read().await?, actor, id).await
    }

    /// Adds files that were handed in later, with a note of where they come from. `once` is what the form was drawn with:
    /// sent again it adds the same files, once.
    pub async fn add_incident_files(
        &self,
        actor: &Actor,
        id: &IncidentId,
        (text, once): (&str, &str),
        staged: &[Staged],
    ) -> Result<()> {
        let text = shared::typed(text);
        let taken = match self.may_add_incident_files(actor, id).await {
            Ok(()) => self.take_later(&text, staged).await,
            Err(e) => Err(e),
        };
        self.discard_evidence(staged).await?;
        let taken = taken?;
        let mut said = vec![id.as_str(), &text];
        said.extend(evidence::said(&taken));
        let sending = Sending::of("files of an incident", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        require(&mut *work.db, actor, id).await?;
        let note = note(&mut work, actor, id, &text, false).await?;
        for file in &taken {
            let (incident, sha256) = (id.to_string(), file.judged.sha256.clone());
            let event =
                Event::IncidentFileAdded { incident, note, file: file.id.to_string(), sha256 };
            work.record(actor.account.as_str(), &event, About::default()).await?;
        }
        evidence::store(&mut work, id.into(), With::Note(note), taken).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }
}

/// Refuses unless the actor investigates the case, and it is open.
async fn require(db: &mut dyn Session, actor: &Actor, id: &IncidentId) -> Result<()> {
    may_run_office(actor)?;
    let row = load(db, id).await?;
    if !Place::of(db, actor, &row).await?.handles {
        return Err(Refusal::NotYours.into());
    }
    Ok(row.case.require_open()?)
}
