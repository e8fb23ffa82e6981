//! The inbox on the site.

use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::mail::{Inbox, InboxLine};

use super::super::shared;
use crate::{Result, Service};

/// Messages shown at most, the latest.
const SHOWN: i64 = 200;

impl Service {
    /// The actor's messages, newest first.
    pub async fn inbox(&self, actor: &Actor) -> Result<Inbox> {
        let mut db = self.read().await?;
        let unread = db.count_unread(&actor.account).await?;
        let lines = db
            .inbox(&actor.account, SHOWN)
            .await?
            .into_iter()
            .map(|r| InboxLine {
                id: r.id,
                place: r.message.place(r.dossier.as_ref()),
                message: r.message,
                at: Stamp(r.at),
                read: r.read_at.is_some(),
            })
            .collect();
        Ok(Inbox { unread, lines, now: self.now() })
    }

    /// How many messages the actor has not read: for the header of every page.
    pub async fn unread(&self, actor: &Actor) -> Result<i64> {
        Ok(self.read().await?.count_unread(&actor.account).await?)
    }

    /// Marks a message of the actor's read; returns the path where it leads.
    pub async fn open_message(&self, actor: &Actor, id: &str) -> Result<String> {
        shared::possible(id)?;
        let mut work = self.begin().await?;
        let at = work.now.0;
        let row = work.db.inbox_row(&actor.account, id).await?.ok_or(Refusal::NotYours)?;
        if row.read_at.is_none() {
            work.db.read_inbox(&actor.account, id, at).await?;
            work.commit().await?;
        }
        Ok(row.message.place(row.dossier.as_ref()))
    }

    /// Marks read what the actor was shown: everything up to `until`.
    pub async fn read_messages(&self, actor: &Actor, until: Stamp) -> Result<()> {
        let mut work = self.begin().await?;
        let at = work.now.0;
        work.db.read_whole_inbox(&actor.account, until.0, at).await?;
        work.commit().await
    }
}
