//! The organisation is heard (Art. 24): its writers read what it is charged with and make a statement, to the last
//! second of the last working day. Nothing of who reported it reaches them. An organisation that has no account is told
//! on paper, and what it writes is recorded by who investigates: those who decide read it like any other.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::IncidentId;
use domain::incident::case::{Case, STATEMENTS_MAX};
use domain::incident::case_code;
use domain::incident::letter::Letter;
use domain::mail::Message;
use domain::policy::{Actor, may_belong, may_run_office, may_state};
use domain::refusal::Refusal;
use domain::sealed::check_text;
use domain::stamp::Stamp;
use domain::views::incident::HearingView;

use super::{Place, load, statements, told_outside};
use crate::once::Sending;
use crate::ports::Session;
use crate::ports::incident::{IncidentRow, StatementRow};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::rooms::shared::evidence::{self, Staged, With};
use crate::rooms::shared::sealed;
use crate::{About, Error, Recipient, Result, Service, Work};

impl Service {
    /// What the organisation is charged with, for its own people, once it is heard; and for who records what it writes
    /// on paper.
    pub async fn hearing(&self, actor: &Actor, id: &IncidentId) -> Result<HearingView> {
        let mut db = self.read().await?;
        let (row, records) = heard(&mut *db, actor, id).await?;
        let hearing = row.case.hearing().cloned().ok_or(Refusal::NotYours)?;
        let files = db.evidence(id.into()).await?;
        let mut statements = statements(&mut *db, id, &files).await?;
        // Who investigates is none of the organisation's business.
        for s in statements.iter_mut().filter(|s| s.paper && !records) {
            s.author.clear();
        }
        let season = crate::season(&mut *db).await?;
        let now = self.now();
        let decided = match &row.case {
            Case::Decided { decision, .. } => Some(told_outside(&mut *db, &row, decision).await?),
            _ => None,
        };
        let open = match records {
            true => row.case.supplemented().is_ok(),
            false => now < hearing.due && require(&row, actor).is_ok(),
        };
        let made = statements.iter().filter(|s| s.paper == records).count();
        drop(db);
        if records {
            self.note_read(actor, Sealed::Case(id.into(), None)).await?;
        }
        Ok(HearingView {
            code: case_code(&row.id),
            title: row.holder,
            states: open && made < STATEMENTS_MAX,
            records,
            hearing,
            statement_days: season.limits.statement_days,
            statements,
            decided,
            now,
            id: row.id,
        })
    }

    /// Before the first byte of a form: the actor writes for the organisation, and it is heard now; or they record what
    /// it wrote.
    pub async fn may_make_statement(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        self.may_state_at(actor, id, self.now()).await
    }

    /// Makes a statement, decided by the moment at which it had arrived as a whole: what comes after the last second is
    /// too late, and so is what is still looked through when a decision is proposed. Every one is kept; a later one adds
    /// to it. What came on paper is recorded until a decision is proposed: the day on which it came is not the day on
    /// which it is typed. `once` is what the form was drawn with: sent again it is the same statement.
    pub async fn make_statement(
        &self,
        actor: &Actor,
        id: &IncidentId,
        (text, once): (&str, &str),
        staged: &[Staged],
    ) -> Result<()> {
        // The scanner and whoever writes before may take minutes: they are not taken from the days of the hearing.
        let came = self.now();
        let text = shared::typed(text);
        let taken = match check_text(&text) {
            Ok(()) => match self.may_state_at(actor, id, came).await {
                Ok(()) => self.take_evidence(staged).await,
                Err(e) => Err(e),
            },
            Err(slip) => Err(slip.into()),
        };
        self.discard_evidence(staged).await?;
        let taken = taken?;
        let mut said = vec![id.as_str(), &text];
        said.extend(evidence::said(&taken));
        let sending = Sending::of("statement", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        let (row, paper) = heard(&mut *work.db, actor, id).await?;
        may_add(&row, actor, paper, came)?;
        let earlier = work.db.statements(id).await?;
        if earlier.iter().filter(|s| s.paper == paper).count() >= STATEMENTS_MAX {
            return Err(Refusal::StatementsTooMany { max: STATEMENTS_MAX }.into());
        }
        let number = earlier.last().map_or(0, |s| s.number) + 1;
        let at = came.0;
        let statement =
            StatementRow { number, author: actor.account.clone(), at, text: text.clone(), paper };
        work.db.insert_statement(id, &statement).await?;
        evidence::store(&mut work, id.into(), With::Statement(number), taken).await?;
        let (incident, sha256) = (id.to_string(), digest(&text));
        if paper {
            let event = Event::StatementRecorded { incident, number, sha256 };
            work.record(actor.account.as_str(), &event, About::default()).await?;
        } else {
            let on_behalf = row.organisation.clone().unwrap_or_default();
            let event = Event::StatementMade { incident, number, sha256 };
            let about = About { on_behalf: on_behalf.as_str(), ..About::default() };
            work.record(actor.account.as_str(), &event, about).await?;
        }
        let message = Message::Incident(Letter::Stated { case: case_code(id) });
        let season = crate::season(&mut *work.db).await?.id;
        let besides = paper.then_some(&actor.account);
        sealed::tell_handlers(&mut work, (id.into(), &season), besides, &message).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }

    /// The same of one that has arrived.
    async fn may_state_at(&self, actor: &Actor, id: &IncidentId, came: Stamp) -> Result<()> {
        let mut db = self.read().await?;
        let (row, records) = heard(&mut *db, actor, id).await?;
        may_add(&row, actor, records, came)
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

/// A case whose organisation is the actor's own; or which they investigate, and record for (`true`).
async fn heard(
    db: &mut dyn Session,
    actor: &Actor,
    id: &IncidentId,
) -> Result<(IncidentRow, bool)> {
    match own(db, actor, id).await {
        Ok(row) => return Ok((row, false)),
        Err(Error::Refused(Refusal::NotYours)) => may_run_office(actor)?,
        Err(e) => return Err(e),
    }
    let row = load(db, id).await?;
    let handles = Place::of(db, actor, &row).await?.handles;
    if handles && row.case.step().reported() {
        Ok((row, true))
    } else {
        Err(Refusal::NotYours.into())
    }
}

/// Refuses what is no statement now: of the organisation within its days, on paper until a decision is proposed.
fn may_add(row: &IncidentRow, actor: &Actor, paper: bool, came: Stamp) -> Result<()> {
    if paper {
        row.case.supplemented()?;
    } else {
        require(row, actor)?;
        row.case.require_hearing(came)?;
    }
    Ok(())
}

/// Whether somebody who answers for the organisation is told here: a writer whose address is proved.
pub(super) async fn informed(db: &mut dyn Session, row: &IncidentRow) -> Result<bool> {
    let Some(organisation) = &row.organisation else { return Ok(false) };
    let people = db.people_of(organisation).await?;
    Ok(people.iter().any(|(member, account)| member.role.writes() && account.proved()))
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
