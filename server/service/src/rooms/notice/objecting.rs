//! Objecting (Art. 21): by anybody, under their real name, to the last second of the notice. Who objects is
//! told to nobody but those who are named to handle it. What had arrived by then is in time, however long its files are
//! looked through for viruses.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::ObjectionId;
use domain::mail::Message;
use domain::notice::handling::Handling;
use domain::notice::objection::{Form, Objection, read};
use domain::policy::{Actor, Role, may_list_objections};
use domain::reason;
use domain::refusal::Refusal;
use domain::sealed::code_of;
use domain::stamp::Stamp;
use domain::views::notice::{Line, ObjectionStatus};

use super::handling::tell_seats;
use super::tell_if_last;
use crate::once::Sending;
use crate::ports::Session;
use crate::ports::objection::{Kept, ObjectionRow};
use crate::rooms::shared;
use crate::rooms::shared::evidence::{self, Staged, Taken, With};
use crate::rooms::shared::sealed;
use crate::{About, Fault, Recipient, Result, Service};

/// Objections from one network address within a quarter of an hour; an office shares one.
const OBJECT: i64 = 10;
/// Uses of links from one network address.
const LINKS: i64 = 60;
/// Who the journal names for whoever objects.
const OBJECTOR: &str = "objector";

impl Service {
    /// Before the first byte of a form: the notice of the year is open, and its sender has not sent too many.
    pub async fn may_object(&self, year: i32, from: &str) -> Result<()> {
        let notice = self.read().await?.notice_of_year(year).await?.ok_or(Refusal::NotYours)?;
        notice.require_open(self.now())?;
        self.spend(&[(format!("objection:{from}"), OBJECT)]).await
    }

    /// Takes an objection, decided by the moment at which it had arrived as a whole: what comes after the last second of
    /// the notice is too late, and so is what is still looked through when the result is announced. Returns the secret of
    /// the link by which its author follows it.
    pub async fn object(&self, year: i32, form: &Form, staged: &[Staged]) -> Result<String> {
        self.object_as(None, year, form, staged, "").await
    }

    /// The same by somebody who is signed in: who works for the Office or the committee neither handles nor decides
    /// what they brought forward themselves. `once` is what the form was drawn with: sent again it is the same objection.
    pub async fn object_as(
        &self,
        actor: Option<&Actor>,
        year: i32,
        form: &Form,
        staged: &[Staged],
        once: &str,
    ) -> Result<String> {
        // The scanner and whoever writes before may take minutes: they are not taken from the days of the notice.
        let came = self.now();
        let taken = self.take_objection(year, form, staged, came).await;
        self.discard_evidence(staged).await?;
        let (read, taken) = taken?;
        let (of, f) = (year.to_string(), form);
        let mut said = vec![of.as_str(), &f.who, &f.name, &f.uscc, &f.contact, &f.phone, &f.email];
        said.extend([f.entry.as_str(), &f.facts]);
        said.extend(evidence::said(&taken));
        let sending = Sending::of("object", actor, once, &said)?;
        let mut work = self.begin().await?;
        if let Some(token) = work.sent(&sending).await? {
            return Ok(token);
        }
        let notice = work.db.notice_of_year(year).await?.ok_or(Refusal::NotYours)?;
        notice.require_open(came)?;
        if work.db.announcement(&notice.season).await?.is_some_and(|a| a.released_at.is_some()) {
            return Err(Refusal::NoticeOver { ended: notice.ends_at }.into());
        }
        let entry = notice.entry(read.entry).ok_or(Refusal::NotYours)?;
        let token = self.chance.token();
        let by = actor.filter(|a| may_list_objections(a).is_ok()).map(|a| a.account.clone());
        let kept = Kept { objector: read.objector, facts: read.facts, by };
        let text = serde_json::to_string(&kept).map_err(|e| Fault::new(e.to_string()))?;
        let email = kept.objector.email.clone();
        let row = ObjectionRow {
            id: self.chance.id().into(),
            season: notice.season.clone(),
            number: work.db.next_objection(&notice.season).await?,
            dossier: entry.dossier.clone(),
            place: entry.place,
            at: came.0,
            token: digest(&token),
            kept,
            handling: Handling::default(),
        };
        work.db.insert_objection(&row).await?;
        evidence::store(&mut work, (&row.id).into(), With::Form, taken).await?;
        let event =
            Event::ObjectionReceived { objection: row.id.to_string(), sha256: digest(&text) };
        work.record(OBJECTOR, &event, About::default()).await?;
        let number = row.number;
        if work.sends_receipt(&email).await? {
            // A running number would tell how many came before.
            let (code, token) = (code_of(row.id.as_str()), token.clone());
            let message = Message::ObjectionReceived { year, code, number: 0, token };
            work.post(&Recipient::Address(email), None, &message).await?;
        }
        let message = Message::ObjectionCame { year, number };
        work.post_to_holders(&row.season, (Role::Office, ""), None, &message).await?;
        work.note_sent(&sending, &token).await?;
        work.commit().await?;
        Ok(token)
    }

    /// What whoever objected sees by their link.
    pub async fn objection_status(&self, token: &str) -> Result<ObjectionStatus> {
        let mut db = self.read().await?;
        let row = by_token(&mut *db, token).await?;
        let notice = db.notice(&row.season).await?.ok_or(Refusal::NotYours)?;
        let line = notice.entry(row.place).map(Line::from).ok_or(Refusal::NotYours)?;
        let files = db.evidence((&row.id).into()).await?.len();
        let decided = match &row.handling {
            Handling::Decided { outcome, reason, .. } => Some((*outcome, reason.clone())),
            _ => None,
        };
        Ok(ObjectionStatus {
            year: notice.year,
            code: code_of(row.id.as_str()),
            line,
            at: Stamp(row.at),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            step: told(&row.handling),
            decided,
        })
    }

    /// Whoever objected takes the objection back, by their link.
    pub async fn withdraw_objection(&self, token: &str, reason: &str, from: &str) -> Result<()> {
        self.spend(&[(format!("link:{from}"), LINKS)]).await?;
        let reason = reason::read(reason, reason::OPTIONAL)?;
        let mut work = self.begin().await?;
        let row = by_token(&mut *work.db, token).await?;
        let next = row.handling.withdraw(&reason, work.now)?;
        work.db.save_handling(&row.id, &next).await?;
        let event = Event::ObjectionWithdrawn { objection: row.id.to_string() };
        work.record(OBJECTOR, &event, About::default()).await?;
        // Whoever looks into it need not go on.
        let year = work.db.notice(&row.season).await?.ok_or(Refusal::NotYours)?.year;
        let message = Message::ObjectionTakenBack { year, number: row.number };
        let case = ((&row.id).into(), &row.season);
        sealed::tell_handlers(&mut work, case, None, &message).await?;
        // Nor need they decide on it who were told that it waits for them.
        if row.handling.before_committee() {
            tell_seats(&mut work, &row, &message, |_| true).await?;
        }
        tell_if_last(&mut work, &row.season).await?;
        work.commit().await
    }

    /// Reads the form, judges its files, has them looked through for viruses and keeps them.
    async fn take_objection(
        &self,
        year: i32,
        form: &Form,
        staged: &[Staged],
        came: Stamp,
    ) -> Result<(Objection, Vec<Taken>)> {
        let notice = self.read().await?.notice_of_year(year).await?.ok_or(Refusal::NotYours)?;
        notice.require_open(came)?;
        let lines = u32::try_from(notice.entries.len()).unwrap_or(u32::MAX);
        let read = read(form, lines, staged.len()).map_err(|slips| {
            slips.into_iter().next().map_or(Refusal::Anonymous, |(_, refusal)| refusal)
        })?;
        Ok((read, self.take_evidence(staged).await?))
    }
}

/// What is told to whoever objected of how far it is: not what the committee has proposed.
fn told(handling: &Handling) -> domain::notice::handling::Step {
    use domain::notice::handling::Step;
    match handling.step() {
        Step::Proposed => Step::Reported,
        step => step,
    }
}

/// The objection of a link's secret.
async fn by_token(db: &mut dyn Session, token: &str) -> Result<ObjectionRow> {
    shared::possible(token)?;
    Ok(db.objection_by_token(&digest(token)).await?.ok_or(Refusal::NotYours)?)
}

/// An objection, as for one that is not there where there is none.
pub(super) async fn load(db: &mut dyn Session, id: &ObjectionId) -> Result<ObjectionRow> {
    shared::possible(id.as_str())?;
    Ok(db.objection(id).await?.ok_or(Refusal::NotYours)?)
}
