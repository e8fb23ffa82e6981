//! Reporting an incident (Art. 24): by anybody, under their real name; the Office and the association report on the
//! same form. Who reports is told to nobody but those who are named.

use domain::application::version::digest;
use domain::event::Event;
use domain::guard::audit::REPORTER;
use domain::incident::case::{Case, Step};
use domain::incident::letter::Letter;
use domain::incident::report::{Form, Report, read};
use domain::incident::{Holder, case_code};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_list_incidents};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::title::Number;
use domain::views::incident::IncidentStatus;

use super::told_outside;
use crate::once::Sending;
use crate::ports::incident::{IncidentRow, Kept};
use crate::rooms::shared;
use crate::rooms::shared::apart;
use crate::rooms::shared::evidence::{self, Staged, Taken, With};
use crate::{About, Fault, Recipient, Result, Service};

/// Reports from one network address within a quarter of an hour; an office shares one.
const REPORT: i64 = 10;

impl Service {
    /// Before the first byte of a form: its sender has not sent too many.
    pub async fn may_report(&self, from: &str) -> Result<()> {
        self.spend(&[(format!("incident:{from}"), REPORT)]).await
    }

    /// The title of a number, for the form: what everybody reads in the register.
    pub async fn reportable(&self, number: &str) -> Result<Option<Holder>> {
        let Ok(number) = Number::parse(number) else { return Ok(None) };
        let mut db = self.read().await?;
        Ok(shared::titles::holder(&mut *db, &number).await?.map(|found| found.holder))
    }

    /// Takes a report. `actor` is whoever is signed in: who works for the Office or the association neither
    /// investigates nor decides what they reported. Returns the secret of the link by which its author follows it.
    /// `once` is what the form was drawn with: sent again it is the same report.
    pub async fn report_incident(
        &self,
        actor: Option<&Actor>,
        form: &Form,
        staged: &[Staged],
        once: &str,
    ) -> Result<String> {
        let taken = self.take_report(form, staged).await;
        self.discard_evidence(staged).await?;
        let (read, taken) = taken?;
        let f = form;
        let mut said = vec![f.who.as_str(), &f.name, &f.uscc, &f.contact, &f.phone, &f.email];
        said.extend([f.number.as_str(), &f.cause, &f.facts]);
        said.extend(evidence::said(&taken));
        let sending = Sending::of("report", actor, once, &said)?;
        let mut work = self.begin().await?;
        if let Some(token) = work.sent(&sending).await? {
            return Ok(token);
        }
        let title = shared::titles::standing(&mut *work.db, &read.number).await?;
        let token = self.chance.token();
        let kept = Kept { sender: read.sender, cause: read.cause, facts: read.facts };
        let text = serde_json::to_string(&kept).map_err(|e| Fault::new(e.to_string()))?;
        let email = kept.sender.email.clone();
        let row = IncidentRow {
            id: self.chance.id().into(),
            holder: title.holder,
            organisation: title.organisation,
            dossier: title.dossier,
            at: work.now.0,
            token: digest(&token),
            reporter: actor.filter(|a| may_list_incidents(a).is_ok()).map(|a| a.account.clone()),
            kept,
            case: Case::default(),
        };
        work.db.insert_incident(&row).await?;
        evidence::store(&mut work, (&row.id).into(), With::Form, taken).await?;
        let event = Event::IncidentReceived { incident: row.id.to_string(), sha256: digest(&text) };
        work.record(REPORTER, &event, About::default()).await?;
        let case = case_code(&row.id);
        if work.sends_receipt(&email).await? {
            let letter = Letter::Received { case: case.clone(), token: token.clone() };
            work.post(&Recipient::Address(email), None, &Message::Incident(letter)).await?;
        }
        let season = crate::season(&mut *work.db).await?.id;
        let message = Message::Incident(Letter::Came { case });
        let away = apart::of_incident(&mut *work.db, &row).await?;
        for (account, ..) in work.db.holders(&season, Role::Office.code()).await? {
            // Who reported it hears of it by their link alone. A case that is told and stands in no list would tell
            // its own people that it is theirs (Art. 15).
            if !away.contains(&account) {
                work.post(&Recipient::Account(account), None, &message).await?;
            }
        }
        work.note_sent(&sending, &token).await?;
        work.commit().await?;
        Ok(token)
    }

    /// What whoever reported sees by their link.
    pub async fn incident_status(&self, token: &str) -> Result<IncidentStatus> {
        shared::possible(token)?;
        let mut db = self.read().await?;
        let row = db.incident_by_token(&digest(token)).await?.ok_or(Refusal::NotYours)?;
        let files =
            db.evidence((&row.id).into()).await?.iter().filter(|f| f.statement == 0).count();
        let settled = match &row.case {
            Case::Declined { reason, .. } => Some((None, reason.clone())),
            Case::Decided { decision, .. } => {
                let (outcome, reason) = told_outside(&mut *db, &row, decision).await?;
                Some((Some(outcome), reason))
            }
            _ => None,
        };
        Ok(IncidentStatus {
            code: case_code(&row.id),
            title: row.holder,
            cause: row.kept.cause,
            at: Stamp(row.at),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            step: told(row.case.step()),
            settled,
        })
    }

    /// Reads the form, judges its files, has them looked through for viruses and keeps them.
    async fn take_report(&self, form: &Form, staged: &[Staged]) -> Result<(Report, Vec<Taken>)> {
        let read = read(form).map_err(|slips| {
            slips.into_iter().next().map_or(Refusal::Anonymous, |(_, refusal)| refusal)
        })?;
        shared::titles::standing(&mut *self.read().await?, &read.number).await?;
        Ok((read, self.take_evidence(staged).await?))
    }
}

/// What is told to whoever reported of how far it is: that it is investigated, until it is settled.
fn told(step: Step) -> Step {
    match step {
        Step::Groundless | Step::Heard | Step::Proposed => Step::Investigated,
        step => step,
    }
}
