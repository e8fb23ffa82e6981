//! The organisation is heard (Art. 24): its writers read what it is charged with and make a statement, to the last
//! second of the last working day. Nothing of who reported it reaches them.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::IncidentId;
use domain::incident::case::{Case, STATEMENTS_MAX};
use domain::incident::case_code;
use domain::incident::letter::Letter;
use domain::mail::Message;
use domain::policy::{Actor, may_belong, may_state};
use domain::refusal::Refusal;
use domain::sealed::check_text;
use domain::views::incident::HearingView;

use super::{load, ring, statements};
use crate::ports::Session;
use crate::ports::incident::{IncidentRow, StatementRow};
use crate::rooms::shared;
use crate::rooms::shared::evidence::{self, Staged};
use crate::{About, Recipient, Result, Service, Work};

impl Service {
    /// What the organisation is charged with, for its own people, once it is heard.
    pub async fn hearing(&self, actor: &Actor, id: &IncidentId) -> Result<HearingView> {
        let mut db = self.read().await?;
        let row = own(&mut *db, actor, id).await?;
        let hearing = row.case.hearing().cloned().ok_or(Refusal::NotYours)?;
        let files = db.evidence(id.into()).await?;
        let statements = statements(&mut *db, id, &files).await?;
        let season = crate::season(&mut *db).await?;
        let now = self.now();
        let decided = match &row.case {
            Case::Decided { decision, .. } => Some((decision.outcome, decision.reason.clone())),
            _ => None,
        };
        let writes = row.organisation.as_ref().is_some_and(|o| may_state(actor, o).is_ok());
        Ok(HearingView {
            code: case_code(&row.id),
            title: row.holder,
            states: writes && now < hearing.due && statements.len() < STATEMENTS_MAX,
            hearing,
            statement_days: season.limits.statement_days,
            statements,
            decided,
            now,
            id: row.id,
        })
    }

    /// Before the first byte of a form: the actor writes for the organisation, and it is heard now.
    pub async fn may_make_statement(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        let mut db = self.read().await?;
        let row = own(&mut *db, actor, id).await?;
        require(&row, actor)?;
        row.case.require_hearing(self.now())?;
        Ok(())
    }

    /// Makes a statement, decided by the moment of its transaction: what comes after the last second is too late.
    /// Every one is kept; a later one adds to it.
    pub async fn make_statement(
        &self,
        actor: &Actor,
        id: &IncidentId,
        text: &str,
        staged: &[Staged],
    ) -> Result<()> {
        let text = shared::typed(text);
        let taken = match check_text(&text) {
            Ok(()) => match self.may_make_statement(actor, id).await {
                Ok(()) => self.take_evidence(staged).await,
                Err(e) => Err(e),
            },
            Err(slip) => Err(slip.into()),
        };
        self.discard_evidence(staged).await?;
        let taken = taken?;
        let mut work = self.begin().await?;
        let row = own(&mut *work.db, actor, id).await?;
        require(&row, actor)?;
        row.case.require_hearing(work.clock)?;
        let earlier = work.db.statements(id).await?;
        if earlier.len() >= STATEMENTS_MAX {
            return Err(Refusal::StatementsTooMany { max: STATEMENTS_MAX }.into());
        }
        let number = earlier.last().map_or(0, |s| s.number) + 1;
        let at = work.now.0;
        let statement =
            StatementRow { number, author: actor.account.clone(), at, text: text.clone() };
        work.db.insert_statement(id, &statement).await?;
        evidence::store(&mut work, id.into(), number, taken).await?;
        let on_behalf = row.organisation.clone().unwrap_or_default();
        let event =
            Event::StatementMade { incident: id.to_string(), number, sha256: digest(&text) };
        let about = About { on_behalf: on_behalf.as_str(), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let message = Message::Incident(Letter::Stated { case: case_code(id) });
        for person in work.db.handlers(id.into()).await? {
            if person.left_at.is_none() {
                work.post(&Recipient::Account(person.account), None, &message).await?;
            }
        }
        ring(&mut work);
        work.commit().await
    }
}

/// A case whose organisation is the actor's own.
async fn own(db: &mut dyn Session, actor: &Actor, id: &IncidentId) -> Result<IncidentRow> {
    let row = load(db, id).await?;
    let organisation = row.organisation.as_ref().ok_or(Refusal::NotYours)?;
    may_belong(actor, organisation)?;
    // Before the report is in, nobody of the organisation hears that there is a case.
    if row.case.step().reported() { Ok(row) } else { Err(Refusal::NotYours.into()) }
}

fn require(row: &IncidentRow, actor: &Actor) -> std::result::Result<(), Refusal> {
    may_state(actor, row.organisation.as_ref().ok_or(Refusal::NotYours)?)
}

/// Tells those who write for the organisation, where it is here.
pub(super) async fn tell_writers(work: &mut Work, row: &IncidentRow, letter: Letter) -> Result<()> {
    let Some(organisation) = &row.organisation else { return Ok(()) };
    let message = Message::Incident(letter);
    for (member, _) in work.db.people_of(organisation).await? {
        if member.role.writes() {
            let to = Recipient::Account(member.account);
            work.post(&to, row.dossier.as_ref(), &message).await?;
        }
    }
    Ok(())
}
