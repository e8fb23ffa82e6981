//! Evidence that comes after its objection did (Art. 21): brought to the Office or sent on paper, where there was no room
//! for it on that day, or where it was found later. Those who handle the objection add it, and say where it comes from;
//! it is judged and looked through like what came with the form.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::ObjectionId;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::sealed::Kind;

use super::objecting::load;
use super::place::Place;
use crate::once::Sending;
use crate::ports::Session;
use crate::rooms::shared;
use crate::rooms::shared::evidence::{self, Staged, With};
use crate::rooms::shared::sealed;
use crate::{About, Result, Service};

impl Service {
    /// Before the first byte of a form: the actor handles the objection, and it is open.
    pub async fn may_add_evidence(&self, actor: &Actor, id: &ObjectionId) -> Result<()> {
        require(&mut *self.read().await?, actor, id).await
    }

    /// Adds files that were handed in later, with a note of where they come from. `once` is what the form was drawn with:
    /// sent again it adds the same files, once.
    pub async fn add_evidence(
        &self,
        actor: &Actor,
        id: &ObjectionId,
        (text, once): (&str, &str),
        staged: &[Staged],
    ) -> Result<()> {
        let text = shared::typed(text);
        let taken = match self.may_add_evidence(actor, id).await {
            Ok(()) => self.take_later(&text, staged).await,
            Err(e) => Err(e),
        };
        self.discard_evidence(staged).await?;
        let taken = taken?;
        let mut said = vec![id.as_str(), &text];
        said.extend(evidence::said(&taken));
        let sending = Sending::of("evidence of an objection", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        require(&mut *work.db, actor, id).await?;
        let note = sealed::note(&mut work, actor, id.into(), Kind::Note, &text).await?;
        let (objection, sha256) = (id.to_string(), digest(&text));
        let event = Event::ObjectionNoted { objection, report: false, sha256 };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        for file in &taken {
            let (objection, sha256) = (id.to_string(), file.judged.sha256.clone());
            let event = Event::EvidenceAdded { objection, note, file: file.id.to_string(), sha256 };
            work.record(actor.account.as_str(), &event, About::default()).await?;
        }
        evidence::store(&mut work, id.into(), With::Note(note), taken).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }
}

/// Refuses unless the actor handles the objection, and it is open.
async fn require(db: &mut dyn Session, actor: &Actor, id: &ObjectionId) -> Result<()> {
    may_run_office(actor)?;
    let row = load(db, id).await?;
    if !Place::of(db, actor, &row).await?.handles {
        return Err(Refusal::NotYours.into());
    }
    if row.handling.step().is_open() { Ok(()) } else { Err(row.handling.stands().into()) }
}
