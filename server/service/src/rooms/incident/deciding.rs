//! Deciding on an incident (Art. 24): one of the association proposes, another confirms; neither has investigated or
//! reported it. A title that is revoked is public from that moment on.

use domain::event::Event;
use domain::ids::IncidentId;
use domain::incident::Revocation;
use domain::incident::case::{Case, Outcome};
use domain::incident::letter::Letter;
use domain::policy::{Actor, may_decide_incident};
use domain::refusal::Refusal;
use domain::season::PastWinner;

use super::hearing::tell_writers;
use super::{Place, handling, load, ring};
use crate::ports::Bell;
use crate::ports::incident::IncidentRow;
use crate::rooms::shared;
use crate::{About, Fault, Result, Service, Work};

impl Service {
    /// Proposes a decision, once the time of the organisation's statement is over.
    pub async fn propose_decision(
        &self,
        actor: &Actor,
        id: &IncidentId,
        outcome: Outcome,
        reason: &str,
    ) -> Result<()> {
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.case.propose(outcome, &reason, &actor.account, work.now)?;
        work.db.save_case(id, &next).await?;
        let event =
            Event::IncidentProposed { incident: id.to_string(), outcome: outcome.code().into() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Another one does not agree: the decision is open again.
    pub async fn give_back_decision(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.case.give_back(&actor.account)?;
        work.db.save_case(id, &next).await?;
        let event = Event::IncidentReturned { incident: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Another one confirms it: a title that is revoked is public, and whoever is concerned is told.
    pub async fn confirm_decision(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.case.confirm(&actor.account, work.now)?;
        work.db.save_case(id, &next).await?;
        let Case::Decided { hearing, decision, .. } = next else {
            return Err(Fault::new("a confirmed case is not decided").into());
        };
        let outcome = decision.outcome;
        let event =
            Event::IncidentDecided { incident: id.to_string(), outcome: outcome.code().into() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let letter = match outcome {
            Outcome::Kept => {
                Letter::Kept { number: row.holder.number.clone(), reason: decision.reason.clone() }
            }
            Outcome::Revoked => {
                let revocation = Revocation {
                    title: row.holder.clone(),
                    cause: hearing.cause,
                    reason: decision.reason.clone(),
                    at: work.now,
                };
                revoke(&mut work, actor, &row, &revocation).await?
            }
        };
        tell_writers(&mut work, &row, letter).await?;
        handling::settled(&mut work, &row, Some(outcome), &decision.reason).await?;
        ring(&mut work);
        work.commit().await
    }
}

/// Revokes the title, unless another case has done so. Answers what its organisation is told.
async fn revoke(
    work: &mut Work,
    actor: &Actor,
    row: &IncidentRow,
    revocation: &Revocation,
) -> Result<Letter> {
    let number = row.holder.number.clone();
    if work.db.revocation(&number).await?.is_none() {
        work.db.insert_revocation(&row.id, revocation).await?;
        let event = Event::TitleRevoked {
            number: number.clone(),
            cause: revocation.cause.code().to_owned(),
        };
        let about =
            About { dossier: row.dossier.as_ref(), reason: &revocation.reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "title".into(), dossier: None, panel: None });
    }
    let season = crate::season(&mut *work.db).await?;
    let lost = PastWinner {
        year: row.holder.year,
        uscc: row.holder.uscc.clone(),
        organisation: row.holder.organisation.clone(),
        title: row.holder.benchmark.clone(),
        revoked: Some(revocation.at.date().year()),
    };
    Ok(Letter::Revoked {
        number,
        cause: revocation.cause,
        reason: revocation.reason.clone(),
        until: season.limits.bar_of(&lost).until,
    })
}

/// A case whose report is in, and that the actor decides.
async fn decided_by(work: &mut Work, actor: &Actor, id: &IncidentId) -> Result<IncidentRow> {
    may_decide_incident(actor)?;
    let row = load(&mut *work.db, id).await?;
    match Place::of(&mut *work.db, actor, &row).await?.decides_on(&row) {
        true => Ok(row),
        false => Err(Refusal::NotYours.into()),
    }
}
