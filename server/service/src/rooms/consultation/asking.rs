//! What the Office does (Art. 20): it opens the consultation, moves its deadline, answers, closes; and the clock
//! reminds.

use domain::consultation::news::News;
use domain::consultation::{Consultation, open};
use domain::event::Event;
use domain::facts::text::line;
use domain::ids::DossierId;
use domain::mail::{Message, reminder_due};
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;

use super::{Table, package, store};
use crate::makers::{seats, tell};
use crate::ports::Session;
use crate::rooms::shared;
use crate::{About, Result, Service, Work};

/// An answer, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// Application.
    pub dossier: DossierId,
    /// The entry is put before the two heads.
    pub refers: bool,
    /// What the ministry is told.
    pub text: String,
}

impl Service {
    /// Puts the signed list to the ministry, whose people are told.
    pub async fn open_consultation(&self, actor: &Actor, due: Stamp) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        if table.consultation.is_some() {
            return Err(Refusal::ConsultationOpened.into());
        }
        let package = package(&mut *work.db, &table).await?;
        let next = open(&table.picture.season, &package, due, &actor.account, work.clock)?;
        let (entries, due) = (count(next.entries.len()), next.due);
        let event = Event::ConsultationOpened {
            list: next.list,
            sha256: next.package_sha256(),
            entries: i64::from(entries),
            due,
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        tell_role(&mut work, &table.picture.season, Role::Ministry, News::Opened { entries, due })
            .await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// Moves the deadline, for a reason that is told.
    pub async fn move_consultation(&self, actor: &Actor, due: Stamp, reason: &str) -> Result<()> {
        may_run_office(actor)?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        let stands = table.opened()?;
        let next = stands.moved(&table.picture.season, due, &reason, work.clock)?;
        // The form that moved it, sent again: nothing is moved, and nobody told twice.
        if next.due == stands.due && stands.moved.last().is_some_and(|m| m.reason == reason) {
            return Ok(());
        }
        let due = next.due;
        let event = Event::ConsultationMoved { list: next.list, due };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let reason = line(&reason);
        tell_role(&mut work, &table.picture.season, Role::Ministry, News::Moved { due, reason })
            .await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// Answers an opinion; where it is about the entry itself, the two heads are told that it waits for them.
    pub async fn answer_opinion(&self, actor: &Actor, typed: &Answering) -> Result<()> {
        may_run_office(actor)?;
        let text = shared::typed(&typed.text);
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        table.require_free(actor, &typed.dossier)?;
        let next = table.opened()?.answer(
            &typed.dossier,
            typed.refers,
            &text,
            &actor.account,
            work.clock,
        )?;
        let about = About { dossier: Some(&typed.dossier), reason: &text, ..About::default() };
        let event = Event::OpinionAnswered { refers: typed.refers };
        work.record(actor.account.as_str(), &event, about).await?;
        if typed.refers {
            let heads = seats(&mut *work.db, &table.picture).await?;
            let season = &table.picture.season;
            let message = Message::Consultation { year: season.year, news: News::Referred };
            tell(&mut work, &season.id, &heads, &message).await?;
        }
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// Closes it: from now on the notice can be opened, with the entries that remain. Where none does there will be no
    /// notice to tell applicants how their year ended (Art. 20, 21): they are told at once.
    pub async fn close_consultation(&self, actor: &Actor, note: &str) -> Result<()> {
        may_run_office(actor)?;
        let note = shared::typed(note);
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        let next = table.opened()?.close(&note, &actor.account, work.clock)?;
        let kept = count(next.remaining().len());
        let struck = next.tally().struck;
        let event = Event::ConsultationClosed {
            list: next.list,
            kept: i64::from(kept),
            struck: i64::from(struck),
        };
        let about = About { reason: &note, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        tell_role(&mut work, &table.picture.season, Role::Ministry, News::Closed { kept, struck })
            .await?;
        store(&mut work, &table, &next).await?;
        if next.nothing_remains() {
            shared::left_off::leave_off(&mut work, actor, &table.picture.season.id).await?;
        }
        work.commit().await
    }

    /// Reminds the ministry before the deadline, and tells the Office once that it is over. Answers whether
    /// anybody was told anything.
    pub async fn remind_consultation(&self) -> Result<bool> {
        let mut db = self.read().await?;
        // Looked at before the writers' lock is taken: mostly there is nothing to tell.
        if waiting(&mut *db, self.now()).await?.is_none() {
            return Ok(false);
        }
        drop(db);
        let mut work = self.begin().await?;
        let now = work.clock;
        let Some((season, next, news)) = waiting(&mut *work.db, now).await? else {
            return Ok(false);
        };
        let role = if matches!(news, News::Over { .. }) { Role::Office } else { Role::Ministry };
        tell_role(&mut work, &season, role, news).await?;
        work.db.save_consultation(&season.id, &next).await?;
        work.commit().await?;
        Ok(true)
    }
}

/// What is due to be told now, and the consultation with a note that it was.
async fn waiting(db: &mut dyn Session, now: Stamp) -> Result<Option<(Season, Consultation, News)>> {
    let Some(season) = db.current_season().await? else { return Ok(None) };
    let Some(list) = db.signed_list(&season.id).await? else { return Ok(None) };
    let Some(c) = db.consultation(&season.id, list.number).await? else { return Ok(None) };
    if c.handed_in.is_some() || c.closed.is_some() {
        return Ok(None);
    }
    let lacking = c.lacking();
    if now >= c.due {
        let news = News::Over { answers: lacking.answers, open: lacking.opinions };
        let told = c.due_told;
        return Ok((!told).then_some((season, Consultation { due_told: true, ..c }, news)));
    }
    let since = c.moved.last().map_or(c.opened.at, |m| m.at);
    let due = reminder_due(&season.mail.reminder_days, c.due, since, now);
    let Some(days) = due.filter(|d| c.reminded != Some(*d)) else { return Ok(None) };
    let news = News::Due { due: c.due, open: lacking.opinions };
    Ok(Some((season, Consultation { reminded: Some(days), ..c }, news)))
}

/// Tells everybody of a role.
pub(super) async fn tell_role(
    work: &mut Work,
    season: &Season,
    role: Role,
    news: News,
) -> Result<()> {
    let message = Message::Consultation { year: season.year, news };
    work.post_to_holders(&season.id, (role, ""), None, &message).await
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
