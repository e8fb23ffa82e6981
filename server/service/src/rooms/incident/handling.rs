//! Investigating an incident (Art. 15, 24): by those who are named, sealed from all others. Whoever reported it, belongs
//! to the organisation, or was in conflict with its application hears nothing of it.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{AccountId, FileId, IncidentId};
use domain::incident::case::{Case, Hearing, Step, due};
use domain::incident::letter::Letter;
use domain::incident::{Cause, case_code};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_list_incidents, may_run_office};
use domain::refusal::Refusal;
use domain::sealed::{Kind, check_text};
use domain::stamp::Stamp;
use domain::views::incident::{IncidentLine, IncidentView, Incidents};
use domain::views::sealed::DecisionView;

use super::{LISTED, Place, kept_from, load, statements};
use crate::once::Sending;
use crate::ports::files::Content;
use crate::ports::incident::IncidentRow;
use crate::ports::sealed::{Docket, EvidenceRow, HandlerRow};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::rooms::shared::apart;
use crate::rooms::shared::sealed::{self, People};
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
        let mut people = People::of_all(&mut *db, Docket::Incidents, &season.id).await?;
        let kept = kept_from(&mut *db, actor).await?;
        for row in db.incidents(LISTED).await? {
            let people = people.remove(row.id.as_str()).unwrap_or_default();
            let place = Place::among(actor, &row, people, &kept);
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
                named: place.people.manned(),
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
        let files = db.evidence(id.into()).await?;
        let notes = sealed::notes(&mut *db, id.into(), &files, place.handles).await?;
        let decision = match row.case.decision() {
            Some(d) => Some(DecisionView {
                outcome: d.outcome,
                reason: d.reason.clone(),
                by: shared::name_at(&mut *db, &d.by, d.at).await?,
            }),
            None => None,
        };
        let proposer = match &row.case {
            Case::Proposed { decision, .. } => Some(decision.by.clone()),
            _ => None,
        };
        let confirms = decides && proposer.is_some_and(|by| by != actor.account);
        let sealed = match place.handles {
            true => {
                let (typed, away) = (&row.kept, apart::of_incident(&mut *db, &row).await?);
                let what = (&typed.sender, typed.facts.as_str());
                let shown = sealed::sealed(&mut *db, actor, what, &files, &place.people, &away);
                Some((typed.cause, shown.await?))
            }
            false => None,
        };
        let doubt = row.case.groundless().filter(|_| place.handles);
        let drops = doubt.is_some_and(|g| g.by != actor.account);
        let groundless = match doubt {
            Some(g) => Some((g.reason.clone(), shared::name_at(&mut *db, &g.by, g.at).await?)),
            None => None,
        };
        let made = statements(&mut *db, id, &files).await?;
        let informed = super::hearing::informed(&mut *db, &row).await?;
        // The tombstone this very case has led to says nothing that does not stand here.
        let gone = match row.case.step() {
            Step::Decided => None,
            _ => db.revocation(&row.holder.number).await?,
        };
        drop(db);
        self.note_read(actor, Sealed::Case(id.into(), None)).await?;
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
            groundless,
            drops,
            notes,
            sealed,
            hearing: row.case.hearing().cloned(),
            informed,
            gone,
            statements: made,
            decision,
            statement_days: season.limits.statement_days,
            handles: place.handles,
            asks: decides && matches!(row.case, Case::Heard { .. }),
            proposes: decides && over && matches!(row.case, Case::Heard { .. }),
            confirms,
            // Whoever found it groundless takes that back by its mark, too.
            seen: match confirms || place.handles && row.case.groundless().is_some() {
                true => row.case.mark(),
                false => String::new(),
            },
            now,
            id: row.id,
        })
    }

    /// Names a colleague to investigate a case. Nobody names themselves; once somebody investigates it, they
    /// alone name others; whoever stepped out or stands apart from it is not named.
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
        if place.apart || place.people.manned() && !place.handles {
            return Err(Refusal::NotYours.into());
        }
        row.case.require_open()?;
        let apart = apart::of_incident(&mut *work.db, &row).await?.contains(account);
        sealed::name(&mut work, actor, id.into(), &place.people, account, apart).await?;
        let event =
            Event::InvestigatorNamed { incident: id.to_string(), account: account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message = Message::Incident(Letter::Named { case: case_code(id) });
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
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
            work.db.leave_case(id.into(), &actor.account, at).await?;
            sealed::incident_freed(&mut work, &row).await?;
        } else if place.decides_on(&row) {
            let account = actor.account.clone();
            let out = HandlerRow { named_by: account.clone(), account, at, left_at: Some(at) };
            work.db.insert_handler(id.into(), &out).await?;
        } else {
            return Err(Refusal::NotYours.into());
        }
        let event = Event::InvestigatorLeft { incident: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
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
        let reason = shared::typed(reason);
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
        work.commit().await
    }

    /// Writes a note of the investigation, or adds to the report, which those who decide read, until one of them has
    /// proposed something. `once` is what the form was drawn with: sent again it is the same note, and nobody is told
    /// twice.
    pub async fn note_incident(
        &self,
        actor: &Actor,
        id: &IncidentId,
        report: bool,
        (text, once): (&str, &str),
    ) -> Result<()> {
        let text = shared::typed(text);
        let said = [id.as_str(), if report { "report" } else { "note" }, &text];
        let sending = Sending::of("note of an incident", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
        let row = handled(&mut work, actor, id).await?;
        check_text(&text)?;
        row.case.require_open()?;
        if report {
            let due = row.case.supplemented()?.due;
            let letter = Letter::Reported { case: case_code(id), due };
            tell_deciders(&mut work, &row, letter, |_| true).await?;
        }
        note(&mut work, actor, id, &text, report).await?;
        work.note_sent(&sending, "").await?;
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
        let (report, charge) = (shared::typed(report), shared::typed(charge));
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        check_text(&report)?;
        let season = crate::season(&mut *work.db).await?;
        let calendar = shared::calendar(&mut *work.db).await?;
        let due = due(&calendar, season.limits.statement_days, work.clock)?;
        let next = row.case.hear(Hearing::new(cause, charge.clone(), work.clock, due))?;
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
        tell_deciders(&mut work, &reported, Letter::Reported { case, due }, |_| true).await?;
        work.commit().await
    }

    /// A file of a case with its content: of the report for those who investigate it, of a statement for those
    /// who decide it and the organisation's own people, too.
    pub async fn incident_file(
        &self,
        actor: &Actor,
        file: &FileId,
    ) -> Result<(EvidenceRow, Content)> {
        shared::possible(file.as_str())?;
        let mut db = self.read().await?;
        let row = db.evidence_file(Docket::Incidents, file).await?.ok_or(Refusal::NotYours)?;
        let case = load(&mut *db, &row.of.as_str().into()).await?;
        let place = Place::of(&mut *db, actor, &case).await?;
        let stated = row.statement > 0;
        let own = case
            .organisation
            .as_ref()
            .is_some_and(|o| stated && domain::policy::may_belong(actor, o).is_ok());
        let named = place.handles || stated && place.decides_on(&case);
        if !(named || own) {
            return Err(Refusal::NotYours.into());
        }
        drop(db);
        let content = self.evidence_content(&row).await?;
        // What the organisation has handed in itself is not sealed from it.
        if named {
            self.note_read(actor, Sealed::Case((&case.id).into(), Some(file))).await?;
        }
        Ok((row, content))
    }
}

/// A case the actor investigates.
pub(super) async fn handled(
    work: &mut Work,
    actor: &Actor,
    id: &IncidentId,
) -> Result<IncidentRow> {
    may_run_office(actor)?;
    let row = load(&mut *work.db, id).await?;
    match Place::of(&mut *work.db, actor, &row).await?.handles {
        true => Ok(row),
        false => Err(Refusal::NotYours.into()),
    }
}

/// Stores a note and records it. Answers its number.
pub(super) async fn note(
    work: &mut Work,
    actor: &Actor,
    id: &IncidentId,
    text: &str,
    report: bool,
) -> Result<i64> {
    let kind = if report { Kind::Report } else { Kind::Note };
    let number = sealed::note(work, actor, id.into(), kind, text).await?;
    let event = Event::IncidentNoted { incident: id.to_string(), report, sha256: digest(text) };
    work.record(actor.account.as_str(), &event, About::default()).await?;
    Ok(number)
}

/// Tells whoever reported it that it is settled, where there is an address.
pub(super) async fn settled(
    work: &mut Work,
    row: &IncidentRow,
    outcome: Option<domain::incident::case::Outcome>,
    reason: &str,
) -> Result<()> {
    let letter = Letter::Settled { case: case_code(&row.id), outcome, reason: reason.to_owned() };
    tell_reporter(work, row, letter).await
}

/// Tells whoever reported it, where there is an address.
pub(super) async fn tell_reporter(
    work: &mut Work,
    row: &IncidentRow,
    letter: Letter,
) -> Result<()> {
    let email = row.kept.sender.email.clone();
    if email.is_empty() {
        return Ok(());
    }
    work.post(&Recipient::Address(email), None, &Message::Incident(letter)).await
}

/// Tells those of the association who may decide it: all of them, or some.
pub(super) async fn tell_deciders(
    work: &mut Work,
    row: &IncidentRow,
    letter: Letter,
    whom: impl Fn(&AccountId) -> bool + Send,
) -> Result<()> {
    let message = Message::Incident(letter);
    let season = crate::season(&mut *work.db).await?.id;
    let people = People::of(&mut *work.db, (&row.id).into(), &season).await?;
    let away = apart::of_incident(&mut *work.db, row).await?;
    for (account, ..) in work.db.holders(&season, Role::Caq.code()).await? {
        // Whoever investigates it, or stepped out, does not decide it.
        if whom(&account) && !away.contains(&account) && people.find(&account).is_none() {
            work.post(&Recipient::Account(account), None, &message).await?;
        }
    }
    Ok(())
}
