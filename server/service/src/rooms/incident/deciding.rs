//! Deciding on an incident (Art. 24): one of the association proposes, another confirms; neither has investigated or
//! reported it. A title that is revoked is public from that moment on.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::IncidentId;
use domain::incident::case::{Case, Outcome};
use domain::incident::letter::Letter;
use domain::incident::{Revocation, case_code};
use domain::mail::Message;
use domain::policy::{Actor, may_decide_incident};
use domain::refusal::Refusal;
use domain::sealed::{Kind, check_text};
use domain::season::PastWinner;

use super::hearing::tell_writers;
use super::{Place, handling, load};
use crate::once::Sending;
use crate::ports::Session;
use crate::ports::incident::IncidentRow;
use crate::rooms::shared;
use crate::rooms::shared::sealed;
use crate::{About, Fault, Result, Service, Work};

impl Service {
    /// Proposes a decision, once the time of the organisation's statement is over. The others who decide are told.
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
        require_told(&mut *work.db, &row, outcome).await?;
        let next = row.case.propose(outcome, &reason, &actor.account, work.clock)?;
        work.db.save_case(id, &next).await?;
        let event =
            Event::IncidentProposed { incident: id.to_string(), outcome: outcome.code().into() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let letter = Letter::Proposed { case: case_code(id) };
        handling::tell_deciders(&mut work, &row, letter, |a| *a != actor.account).await?;
        work.commit().await
    }

    /// One of those who decide holds the report for too thin, and says what is to be found out: whoever investigates it is
    /// told, and adds to the report. The organisation is being heard meanwhile, and its days stay as they are. `once` is
    /// what the form was drawn with: sent again it is the same question.
    pub async fn ask_investigators(
        &self,
        actor: &Actor,
        id: &IncidentId,
        (text, once): (&str, &str),
    ) -> Result<()> {
        let text = shared::typed(text);
        let said = [id.as_str(), &text];
        let sending = Sending::of("question of an incident", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        let row = decided_by(&mut work, actor, id).await?;
        check_text(&text)?;
        row.case.supplemented()?;
        sealed::note(&mut work, actor, id.into(), Kind::Question, &text).await?;
        let event = Event::IncidentAsked { incident: id.to_string(), sha256: digest(&text) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let letter = Message::Incident(Letter::Asked { case: case_code(id) });
        let season = crate::season(&mut *work.db).await?.id;
        sealed::tell_handlers(&mut work, (id.into(), &season), None, &letter).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }

    /// Another one does not agree with what they have `seen`: the decision is open again, and whoever proposed is told.
    pub async fn give_back_decision(
        &self,
        actor: &Actor,
        id: &IncidentId,
        seen: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.case.give_back(seen, &actor.account)?;
        work.db.save_case(id, &next).await?;
        let event = Event::IncidentReturned { incident: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        if let Case::Proposed { decision, .. } = &row.case {
            let letter = Letter::Returned { case: case_code(id) };
            handling::tell_deciders(&mut work, &row, letter, |a| *a == decision.by).await?;
        }
        work.commit().await
    }

    /// Another one confirms what they have `seen`: a title that is revoked is public, and whoever is concerned is told.
    pub async fn confirm_decision(&self, actor: &Actor, id: &IncidentId, seen: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let row = decided_by(&mut work, actor, id).await?;
        let next = row.case.confirm(seen, &actor.account, work.now)?;
        work.db.save_case(id, &next).await?;
        let Case::Decided { hearing, decision, .. } = next else {
            return Err(Fault::new("a confirmed case is not decided").into());
        };
        let outcome = decision.outcome;
        require_told(&mut *work.db, &row, outcome).await?;
        let event =
            Event::IncidentDecided { incident: id.to_string(), outcome: outcome.code().into() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let number = row.holder.number.clone();
        let (letter, reason) = match outcome {
            Outcome::Kept => {
                (Letter::Kept { number, reason: decision.reason.clone() }, decision.reason)
            }
            Outcome::Revoked => {
                let revocation = Revocation {
                    title: row.holder.clone(),
                    cause: hearing.cause,
                    reason: decision.reason,
                    at: work.now,
                };
                let stands = revoke(&mut work, actor, &row, revocation).await?;
                (lost(&mut work, number, &stands).await?, stands.reason)
            }
        };
        tell_writers(&mut work, &row, letter).await?;
        handling::settled(&mut work, &row, Some(outcome), &reason).await?;
        let letter = Message::Incident(Letter::Decided { case: case_code(id) });
        let season = crate::season(&mut *work.db).await?.id;
        sealed::tell_handlers(&mut work, (id.into(), &season), None, &letter).await?;
        work.commit().await
    }
}

/// Where another case has revoked the title already, nobody is told that it stays.
async fn require_told(db: &mut dyn Session, row: &IncidentRow, outcome: Outcome) -> Result<()> {
    match (outcome, db.revocation(&row.holder.number).await?) {
        (Outcome::Kept, Some(gone)) => Err(Refusal::TitleGone { at: gone.at }.into()),
        _ => Ok(()),
    }
}

/// Revokes the title, unless another case has done so. Answers what stands in public: no second case says anything else.
async fn revoke(
    work: &mut Work,
    actor: &Actor,
    row: &IncidentRow,
    revocation: Revocation,
) -> Result<Revocation> {
    let number = &row.holder.number;
    if let Some(stands) = work.db.revocation(number).await? {
        return Ok(stands);
    }
    work.db.insert_revocation(&row.id, &revocation).await?;
    let cause = revocation.cause.code().to_owned();
    let event = Event::TitleRevoked { number: number.clone(), cause };
    let about =
        About { dossier: row.dossier.as_ref(), reason: &revocation.reason, ..About::default() };
    work.record(actor.account.as_str(), &event, about).await?;
    Ok(revocation)
}

/// What the organisation is told of a title it has lost.
async fn lost(work: &mut Work, number: String, revocation: &Revocation) -> Result<Letter> {
    let season = crate::season(&mut *work.db).await?;
    let title = &revocation.title;
    let lost = PastWinner {
        year: title.year,
        uscc: title.uscc.clone(),
        organisation: title.organisation.clone(),
        title: title.benchmark.clone(),
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
