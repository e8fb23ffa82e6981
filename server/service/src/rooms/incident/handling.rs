//! Investigating an incident (Art. 15, 24): by those who are named, sealed from all others. Whoever reported it, belongs
//! to the organisation, or was in conflict with its application hears nothing of it.

use std::collections::BTreeMap;

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{AccountId, FileId, IncidentId};
use domain::incident::case::{Case, Hearing, check_text, due};
use domain::incident::letter::Letter;
use domain::incident::{Cause, case_code};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_list_incidents, may_run_office};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::incident::{DecisionView, IncidentLine, IncidentView, Incidents, SealedReport};
use domain::views::notice::NoteView;

use super::{LISTED, Place, files_of, load, ring, statements};
use crate::ports::Session;
use crate::ports::files::Content;
use crate::ports::incident::{IncidentFileRow, IncidentRow};
use crate::ports::objection::{HandlerRow, NoteRow};
use crate::rooms::shared;
use crate::{About, Recipient, Result, Service, Work};

impl Service {
    /// Which cases there are. Those who are not named see that there is one, and no more; those who decide see
    /// the ones whose report is in; whoever stands apart sees nothing.
    pub async fn incidents(&self, actor: &Actor) -> Result<Incidents> {
        may_list_incidents(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let office = actor.is(Role::Office);
        let mut lines = Vec::new();
        let mut people: BTreeMap<IncidentId, Vec<HandlerRow>> = BTreeMap::new();
        for (incident, person) in db.people_of_incidents().await? {
            people.entry(incident).or_default().push(person);
        }
        for row in db.incidents(LISTED).await? {
            let people = people.remove(&row.id).unwrap_or_default();
            let place = Place::among(&mut *db, actor, &row, people).await?;
            let decides = place.decides_on(&row);
            if place.apart || !(office || decides) {
                continue;
            }
            let step = row.case.step();
            let known = (place.handles || decides).then(|| (row.holder.clone(), step));
            lines.push(IncidentLine {
                code: case_code(&row.id),
                at: Stamp(row.at),
                open: step.is_open(),
                named: place.manned(),
                known,
                id: row.id,
            });
        }
        let staff = match office {
            true => shared::staff(&mut *db, &season.id, actor).await?,
            false => Vec::new(),
        };
        Ok(Incidents { lines, staff })
    }

    /// A case: to those who investigate it with all that was typed, to those who decide it with the report and
    /// what the organisation stated.
    pub async fn incident(&self, actor: &Actor, id: &IncidentId) -> Result<IncidentView> {
        may_list_incidents(actor)?;
        let mut db = self.read().await?;
        let row = load(&mut *db, id).await?;
        let place = Place::of(&mut *db, actor, &row).await?;
        let decides = place.decides_on(&row);
        if !place.handles && !decides {
            return Err(Refusal::NotYours.into());
        }
        let season = crate::season(&mut *db).await?;
        let mut notes = Vec::new();
        for note in db.incident_notes(id).await? {
            if place.handles || note.report {
                let author = shared::name_of(&mut *db, &note.author).await?;
                let NoteRow { report, at, text, .. } = note;
                notes.push(NoteView { report, author, at: Stamp(at), text });
            }
        }
        let files = db.incident_files(id).await?;
        let decision = match row.case.decision() {
            Some(d) => Some(DecisionView::of(d, shared::name_of(&mut *db, &d.by).await?)),
            None => None,
        };
        let proposer = match &row.case {
            Case::Proposed { decision, .. } => Some(decision.by.clone()),
            _ => None,
        };
        let sealed = match place.handles {
            true => Some(sealed(&mut *db, actor, &row, &place, &files).await?),
            false => None,
        };
        let now = self.now();
        let over = row.case.hearing().is_some_and(|h| now >= h.due);
        Ok(IncidentView {
            code: case_code(&row.id),
            title: row.holder.clone(),
            at: Stamp(row.at),
            step: row.case.step(),
            declined: match &row.case {
                Case::Declined { reason, .. } => Some(reason.clone()),
                _ => None,
            },
            notes,
            sealed,
            hearing: row.case.hearing().cloned(),
            statements: statements(&mut *db, id, &files).await?,
            decision,
            statement_days: season.limits.statement_days,
            handles: place.handles,
            proposes: decides && over && matches!(row.case, Case::Heard { .. }),
            confirms: decides && proposer.is_some_and(|by| by != actor.account),
            now,
            id: row.id,
        })
    }

    /// Names a colleague to investigate a case. Nobody names themselves; once somebody investigates it, they
    /// alone name others; whoever stepped out or reported it is not named.
    pub async fn name_investigator(
        &self,
        actor: &Actor,
        id: &IncidentId,
        account: &AccountId,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let row = load(&mut *work.db, id).await?;
        let place = Place::of(&mut *work.db, actor, &row).await?;
        if place.apart || place.manned() && !place.handles {
            return Err(Refusal::NotYours.into());
        }
        row.case.require_open()?;
        if *account == actor.account {
            return Err(Refusal::NamesSelf.into());
        }
        let known = place.people.iter().find(|p| p.account == *account);
        let left = known.is_some_and(|p| p.left_at.is_some());
        if left || row.reporter.as_ref() == Some(account) {
            return Err(Refusal::Conflicted.into());
        }
        let season = crate::season(&mut *work.db).await?.id;
        let holders = work.db.holders(&season, Role::Office.code()).await?;
        if known.is_some() || !holders.iter().any(|h| h.0 == *account) {
            return Err(Refusal::BadValue { field: "account".into() }.into());
        }
        let person = HandlerRow {
            account: account.clone(),
            named_by: actor.account.clone(),
            at: work.now.0,
            left_at: None,
        };
        work.db.insert_incident_person(id, &person).await?;
        let event =
            Event::InvestigatorNamed { incident: id.to_string(), account: account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message = Message::Incident(Letter::Named { case: case_code(id) });
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Steps out for a conflict of interest (Art. 15), for good: whoever investigates it, or would decide it.
    pub async fn leave_incident(&self, actor: &Actor, id: &IncidentId) -> Result<()> {
        may_list_incidents(actor)?;
        let mut work = self.begin().await?;
        let row = load(&mut *work.db, id).await?;
        let place = Place::of(&mut *work.db, actor, &row).await?;
        let at = work.now.0;
        if place.handles {
            work.db.leave_incident(id, &actor.account, at).await?;
        } else if place.decides_on(&row) {
            let account = actor.account.clone();
            let out = HandlerRow { named_by: account.clone(), account, at, left_at: Some(at) };
            work.db.insert_incident_person(id, &out).await?;
        } else {
            return Err(Refusal::NotYours.into());
        }
        let event = Event::InvestigatorLeft { incident: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Takes a case up, or does not: then whoever reported it is told why.
    pub async fn screen_incident(
        &self,
        actor: &Actor,
        id: &IncidentId,
        admitted: bool,
        reason: &str,
    ) -> Result<()> {
        let reason = shared::kept(reason, usize::MAX).trim().to_owned();
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        let next = match admitted {
            true => row.case.admit(work.now)?,
            false => row.case.decline(&reason, &actor.account, work.now)?,
        };
        work.db.save_case(id, &next).await?;
        let event = Event::IncidentScreened { incident: id.to_string(), admitted };
        let about = About { reason: if admitted { "" } else { &reason }, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        if !admitted {
            settled(&mut work, &row, None, &reason).await?;
        }
        ring(&mut work);
        work.commit().await
    }

    /// Writes a note of the investigation.
    pub async fn note_incident(&self, actor: &Actor, id: &IncidentId, text: &str) -> Result<()> {
        let text = shared::kept(text, usize::MAX).trim().to_owned();
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        check_text(&text)?;
        row.case.require_open()?;
        note(&mut work, actor, id, &text, false).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Hands the report in: those who decide read it, and the organisation is told what it is charged with and
    /// heard for its working days (Art. 24).
    pub async fn close_investigation(
        &self,
        actor: &Actor,
        id: &IncidentId,
        cause: Cause,
        report: &str,
        charge: &str,
    ) -> Result<()> {
        let kept = |text: &str| shared::kept(text, usize::MAX).trim().to_owned();
        let (report, charge) = (kept(report), kept(charge));
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        check_text(&report)?;
        let season = crate::season(&mut *work.db).await?;
        let calendar = shared::calendar(&mut *work.db).await?;
        let due = due(&calendar, season.limits.statement_days, work.now)?;
        let next =
            row.case.hear(Hearing { cause, charge: charge.clone(), asked: work.now, due })?;
        work.db.save_case(id, &next).await?;
        note(&mut work, actor, id, &report, true).await?;
        let event =
            Event::StatementAsked { incident: id.to_string(), due, sha256: digest(&charge) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let case = case_code(id);
        let letter = Letter::Hearing {
            case: case.clone(),
            id: id.to_string(),
            number: row.holder.number.clone(),
            due,
        };
        super::hearing::tell_writers(&mut work, &row, letter).await?;
        let reported = IncidentRow { case: next, ..row };
        tell_deciders(&mut work, &reported, &Message::Incident(Letter::Reported { case, due }))
            .await?;
        ring(&mut work);
        work.commit().await
    }

    /// A file of a case with its content: of the report for those who investigate it, of a statement for those
    /// who decide it and the organisation's own people, too.
    pub async fn incident_file(
        &self,
        actor: &Actor,
        file: &FileId,
    ) -> Result<(IncidentFileRow, Content)> {
        shared::possible(file.as_str())?;
        let mut db = self.read().await?;
        let row = db.incident_file(file).await?.ok_or(Refusal::NotYours)?;
        let case = load(&mut *db, &row.incident).await?;
        let place = Place::of(&mut *db, actor, &case).await?;
        let stated = row.statement > 0;
        let own = case
            .organisation
            .as_ref()
            .is_some_and(|o| stated && domain::policy::may_belong(actor, o).is_ok());
        if !(place.handles || own || stated && place.decides_on(&case)) {
            return Err(Refusal::NotYours.into());
        }
        let content = self.evidence_content(&row.id, &row.sha256, row.state).await?;
        Ok((row, content))
    }
}

/// A case the actor investigates.
async fn handled(work: &mut Work, actor: &Actor, id: &IncidentId) -> Result<IncidentRow> {
    may_run_office(actor)?;
    let row = load(&mut *work.db, id).await?;
    match Place::of(&mut *work.db, actor, &row).await?.handles {
        true => Ok(row),
        false => Err(Refusal::NotYours.into()),
    }
}

/// Stores a note and records it.
async fn note(
    work: &mut Work,
    actor: &Actor,
    id: &IncidentId,
    text: &str,
    report: bool,
) -> Result<()> {
    let notes = work.db.incident_notes(id).await?;
    let note = NoteRow {
        number: notes.last().map_or(0, |n| n.number) + 1,
        report,
        author: actor.account.clone(),
        at: work.now.0,
        text: text.to_owned(),
    };
    work.db.insert_incident_note(id, &note).await?;
    let event = Event::IncidentNoted { incident: id.to_string(), report, sha256: digest(text) };
    work.record(actor.account.as_str(), &event, About::default()).await
}

/// Tells whoever reported it that it is settled, where there is an address.
pub(super) async fn settled(
    work: &mut Work,
    row: &IncidentRow,
    outcome: Option<domain::incident::case::Outcome>,
    reason: &str,
) -> Result<()> {
    let email = row.kept.sender.email.clone();
    if email.is_empty() {
        return Ok(());
    }
    let letter = Letter::Settled { case: case_code(&row.id), outcome, reason: reason.to_owned() };
    work.post(&Recipient::Address(email), None, &Message::Incident(letter)).await
}

/// Tells those of the association who may decide it.
async fn tell_deciders(work: &mut Work, row: &IncidentRow, message: &Message) -> Result<()> {
    let season = crate::season(&mut *work.db).await?.id;
    for (account, name, ..) in work.db.holders(&season, Role::Caq.code()).await? {
        let grants = work.db.grants(&season, &account).await?;
        let actor = Actor { account: account.clone(), name, grants };
        if Place::of(&mut *work.db, &actor, row).await?.decides {
            work.post(&Recipient::Account(account), None, message).await?;
        }
    }
    Ok(())
}

/// What was typed, for those who investigate it.
async fn sealed(
    db: &mut dyn Session,
    actor: &Actor,
    row: &IncidentRow,
    place: &Place,
    files: &[IncidentFileRow],
) -> Result<SealedReport> {
    let mut people = Vec::new();
    for p in &place.people {
        let name = shared::name_of(db, &p.account).await?;
        people.push((p.account.clone(), name, p.left_at.is_some()));
    }
    let season = crate::season(db).await?.id;
    let mut staff = shared::staff(db, &season, actor).await?;
    staff.retain(|(account, _)| {
        place.people.iter().all(|p| p.account != *account) && row.reporter.as_ref() != Some(account)
    });
    Ok(SealedReport {
        sender: row.kept.sender.clone(),
        cause: row.kept.cause,
        facts: row.kept.facts.clone(),
        files: files_of(files, 0),
        people,
        staff,
    })
}
