//! The legal representative's signature (Art. 16): asked for, shown, given or declined. Whoever
//! holds the link needs no account; looking at it uses nothing up.

use domain::application::answer;
use domain::application::field::Field;
use domain::application::sign_off::{Outcome, check};
use domain::application::version::digest;
use domain::event::Event;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::mail::Message;
use domain::policy::{Actor, may_edit};
use domain::reason;
use domain::refusal::Refusal;
use domain::stamp::{HOUR, SECOND, Stamp};
use domain::views::application::FileView;
use domain::views::flow::SignView;

use super::working::{Complete, Working};
use crate::ports::Bell;
use crate::ports::application::{Dossier, FileRow};
use crate::ports::flow::SignOffRow;
use crate::rooms::shared;
use crate::{About, Recipient, Result, Service, Work};

/// Who acts through a link, as the journal names them.
const SIGNER: &str = "legal-representative";
/// Links that may be sent for one dossier within [`WINDOW`]: nobody's mailbox is flooded.
const ASKED_MAX: i64 = 10;
/// Microseconds in which they are counted.
const WINDOW: i64 = HOUR;

impl Service {
    /// Asks the legal representative to sign what is written now, which must be complete. The
    /// link goes by mail; its secret is answered too, to be shown once as a link and a code. A
    /// link that was out before is no good any more.
    pub async fn ask_sign_off(&self, actor: &Actor, id: &DossierId, email: &str) -> Result<String> {
        let email = domain::identity::email(email)?;
        let mut work = self.begin().await?;
        let Complete { dossier: d, season, working, .. } =
            Complete::load(&mut work, actor, id).await?;
        let (now, key) = (work.now.0, format!("sign:{id}"));
        let (asked, last) = work.db.tries(&key, now - WINDOW).await?;
        if asked >= ASKED_MAX {
            let wait = (last + WINDOW - now) / SECOND + 1;
            return Err(Refusal::TooManyAttempts { wait }.into());
        }
        work.db.insert_try(&key, now).await?;
        let token = self.chance.token();
        let row = SignOffRow {
            id: self.chance.id(),
            dossier: id.clone(),
            token_hash: digest(&token),
            email: email.clone(),
            asked_by: actor.account.to_string(),
            asked_at: now,
            expires_at: now.saturating_add(season.limits.signoff_hours.saturating_mul(HOUR)),
            version: working.version.number,
            sha256: working.sha256,
            outcome: Outcome::Open,
            answered_at: None,
            name: String::new(),
            reason: String::new(),
        };
        work.db.replace_sign_offs(id, row.version, now).await?;
        work.db.insert_sign_off(&row).await?;
        let event =
            Event::SignOffAsked { request: row.id, version: row.version, sha256: row.sha256 };
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        work.record(actor.account.as_str(), &event, about).await?;
        let message = Message::SignOffAsked {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            organisation: d.summary.org_name.clone(),
            token: token.clone(),
        };
        work.post(&Recipient::Address(email), Some(id), &message).await?;
        ring(&mut work, id);
        work.commit().await?;
        Ok(token)
    }

    /// Whether a secret is that of the link now out for a dossier, for showing it again to the
    /// writer who just asked.
    pub async fn sign_off_link(
        &self,
        actor: &Actor,
        id: &DossierId,
        token: &str,
    ) -> Result<Option<Stamp>> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_edit(actor, &shared::facts(&d))?;
        let row = db.sign_off_of(&digest(token)).await?.filter(|r| r.dossier == *id);
        let open = row.filter(|r| r.request().require_open(self.now()).is_ok());
        Ok(open.map(|r| Stamp(r.expires_at)))
    }

    /// What a link asks to sign: the whole dossier as it would be frozen, to whoever holds the
    /// link. Refused once the dossier was changed, so that nothing else is signed than shown.
    pub async fn sign_view(&self, token: &str) -> Result<SignView> {
        let now = self.now();
        let mut db = self.read().await?;
        let row = db.sign_off_of(&digest(token)).await?.ok_or(Refusal::LinkOver)?;
        let (d, working) = shown(&mut *db, &row, now).await?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let asked_by = db.account(&row.asked_by.as_str().into()).await?;
        // The names are what is signed; the contents are for those who have an account.
        let nameless = |f: &FileRow| FileView { id: "".into(), ..shared::file_view(f.clone()) };
        let files = working.files.iter().map(nameless).collect();
        let answers = working.version.answers.clone();
        Ok(SignView {
            dossier: shared::view(&d, season, now, answers, files),
            version: row.version,
            sha256: row.sha256,
            expires: Stamp(row.expires_at),
            asked_by: asked_by.map(|a| a.name).unwrap_or_default(),
        })
    }

    /// Signs what the link showed. The typed name must be the legal representative's.
    pub async fn sign(&self, token: &str, name: &str, agreed: bool) -> Result<()> {
        let mut work = self.begin().await?;
        let row = work.db.sign_off_of(&digest(token)).await?.ok_or(Refusal::LinkOver)?;
        let (d, working) = shown(&mut *work.db, &row, work.clock).await?;
        check(name, answer(&working.version.answers, Field::LegalRep.key()), agreed)?;
        let name = shared::kept_line(name, 60);
        let event = Event::SignedOff { request: row.id.clone(), sha256: row.sha256.clone() };
        let signed = SignOffRow { outcome: Outcome::Signed, name, ..row };
        answered(&mut work, &d, signed, event).await?;
        work.commit().await
    }

    /// Declines to sign, with a reason the writers read.
    pub async fn decline(&self, token: &str, reason: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let row = work.db.sign_off_of(&digest(token)).await?.ok_or(Refusal::LinkOver)?;
        let (d, _) = shown(&mut *work.db, &row, work.clock).await?;
        let reason = reason::read(reason, reason::GIVEN)?;
        let event = Event::SignOffDeclined { request: row.id.clone(), sha256: row.sha256.clone() };
        let declined = SignOffRow { outcome: Outcome::Declined, reason, ..row };
        answered(&mut work, &d, declined, event).await?;
        work.commit().await
    }
}

/// The dossier behind a link that is still good, as it is written now.
async fn shown(
    db: &mut dyn crate::ports::Session,
    row: &SignOffRow,
    now: Stamp,
) -> Result<(Dossier, Working)> {
    row.request().require_open(now)?;
    let d = db.dossier(&row.dossier).await?.ok_or(Refusal::LinkOver)?;
    if !matches!(d.standing.stage(), Stage::Draft | Stage::Correction) {
        return Err(Refusal::LinkOver.into());
    }
    let working = Working::load(db, &d).await?;
    row.request().require_same(&working.sha256)?;
    Ok((d, working))
}

/// Stores what became of a request, records it and tells the writers.
async fn answered(work: &mut Work, d: &Dossier, row: SignOffRow, event: Event) -> Result<()> {
    let row = SignOffRow { answered_at: Some(work.now.0), ..row };
    work.db.answer_sign_off(&row).await?;
    let about =
        About { dossier: Some(&d.id), on_behalf: d.organisation.as_str(), reason: &row.reason };
    work.record(SIGNER, &event, about).await?;
    let message = Message::SignOffDone {
        reference: d.reference.clone(),
        title: d.summary.title.clone(),
        signed: row.outcome == Outcome::Signed,
        reason: row.reason.clone(),
    };
    work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
    ring(work, &d.id);
    Ok(())
}

fn ring(work: &mut Work, id: &DossierId) {
    let at = work.now.0;
    work.ring(Bell { at, room: "application".into(), dossier: Some(id.clone()), panel: None });
}
