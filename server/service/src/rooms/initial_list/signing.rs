//! Signing, confirming, giving back and opening again (Art. 13, 20): two persons, one text.

use domain::deliberation::Review;
use domain::event::Event;
use domain::facts::text::line;
use domain::mail::Message;
use domain::policy::{Actor, Role, may_make_list};

use super::deciding::store;
use super::signatures;
use super::table::{Table, settled};
use crate::makers::tell;
use crate::picture::Picture;
use crate::ports::initial_list::SignedList;
use crate::rooms::shared;
use crate::{About, Result, Service};

impl Service {
    /// One of the two signs the list they have read: `seen` is its SHA-256. The other is told.
    pub async fn sign_initial_list(&self, actor: &Actor, seen: &str) -> Result<()> {
        may_make_list(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = Table::ready(&mut *work.db, &picture, actor).await?;
        let list = table.list();
        table.kept.round = table.kept.round.sign(&list, seen, &actor.account, work.now)?;
        let listed = i64::from(list.listed());
        let event = Event::ListSigned { sha256: seen.to_owned(), listed };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let season = &picture.season;
        let message = Message::ListSigned { year: season.year };
        tell(&mut work, &season.id, &table.others(actor), &message).await?;
        store(&mut work, table).await?;
        work.commit().await
    }

    /// The other confirms what they have read. The list is kept for good, the Office is told.
    pub async fn confirm_initial_list(&self, actor: &Actor, seen: &str) -> Result<()> {
        may_make_list(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = Table::ready(&mut *work.db, &picture, actor).await?;
        let list = table.list();
        table.kept.round = table.kept.round.confirm(&list, seen, &actor.account, work.now)?;
        let season = &picture.season;
        let number = work.db.signed_lists(&season.id).await? + 1;
        if let (Some(signed), Some(confirmed)) = signatures(&table.kept.round) {
            let row = SignedList {
                number,
                canonical: list.canonical(),
                sha256: seen.to_owned(),
                dossiers: list.dossiers(),
                signed_by: signed.by.clone(),
                signed_at: signed.at.0,
                confirmed_by: confirmed.by.clone(),
                confirmed_at: confirmed.at.0,
            };
            work.db.insert_signed_list(&season.id, &row).await?;
        }
        let listed = list.listed();
        let event =
            Event::ListConfirmed { number, sha256: seen.to_owned(), listed: i64::from(listed) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message = Message::ListConfirmed { year: season.year, listed };
        work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        store(&mut work, table).await?;
        work.commit().await
    }

    /// The other gives back what they have `seen`, with a reason; whoever signed is told.
    pub async fn give_back_initial_list(
        &self,
        actor: &Actor,
        (seen, reason): (&str, &str),
    ) -> Result<()> {
        may_make_list(actor)?;
        let reason = shared::kept(reason, usize::MAX);
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = Table::ready(&mut *work.db, &picture, actor).await?;
        let list = table.list();
        let by = &actor.account;
        table.kept.round = table.kept.round.give_back(&list, (seen, &reason), by, work.now)?;
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &Event::ListReturned, about).await?;
        let season = &picture.season;
        let message = Message::ListReturned { year: season.year, reason: line(&reason) };
        tell(&mut work, &season.id, &table.others(actor), &message).await?;
        store(&mut work, table).await?;
        work.commit().await
    }

    /// One of the two opens a confirmed list again, before the notice is out or the year is over without one. The
    /// Office and the other are told; the signed text stays what it was, and counts no more until both sign again.
    pub async fn reopen_initial_list(&self, actor: &Actor, reason: &str) -> Result<()> {
        may_make_list(actor)?;
        let reason = shared::kept(reason, usize::MAX);
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = Table::ready(&mut *work.db, &picture, actor).await?;
        let season = &picture.season;
        let next = table.kept.round.reopen(&reason, &actor.account, work.now)?;
        if let Some(refused) = settled(&mut *work.db, season).await? {
            return Err(refused.into());
        }
        table.kept.round = next;
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &Event::ListReopened, about).await?;
        let message = Message::ListReopened { year: season.year, reason: line(&reason) };
        tell(&mut work, &season.id, &table.others(actor), &message).await?;
        work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        store(&mut work, table).await?;
        work.commit().await
    }
}
