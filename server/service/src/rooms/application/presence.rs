//! Who else of an organisation has the dossier open. Not a record of anything: it is in no
//! journal, and whoever gives no sign of life is gone by themselves.

use domain::application::page::Page;
use domain::ids::DossierId;
use domain::policy::{Actor, may_edit, may_read_own};
use domain::stamp::SECOND;
use domain::views::flow::Present;

use crate::ports::Bell;
use crate::ports::flow::PresenceRow;
use crate::rooms::shared;
use crate::{Result, Service};

/// Microseconds after the last sign of life. Pages give one every 20 seconds.
pub const GONE_AFTER: i64 = 50 * SECOND;

impl Service {
    /// Notes that the actor has a page of the dossier open in one of their tabs, and answers who
    /// else is there. The others hear of it when somebody comes or turns a page.
    pub async fn be_present(
        &self,
        actor: &Actor,
        id: &DossierId,
        page: &str,
        tab: &str,
    ) -> Result<Vec<Present>> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_edit(actor, &shared::facts(&d))?;
        drop(db);
        let mine = PresenceRow {
            account: actor.account.to_string(),
            tab: tab.chars().filter(char::is_ascii_alphanumeric).take(16).collect(),
            name: actor.name.clone(),
            page: Page::from_code(page).map(Page::code).unwrap_or_default().to_owned(),
            seen_at: self.now().0,
        };
        let since = mine.seen_at - GONE_AFTER;
        let mut db = self.store.write().await?;
        let before = db.present(id, since).await?;
        let same = |r: &&PresenceRow| (&r.account, &r.tab) == (&mine.account, &mine.tab);
        let news = before.iter().find(same).is_none_or(|r| r.page != mine.page);
        db.save_presence(id, &mine, since).await?;
        let head = db.head().await?;
        let bell = Bell {
            at: mine.seen_at,
            room: "presence".into(),
            dossier: Some(id.clone()),
            panel: None,
        };
        db.commit(&head, if news { vec![bell] } else { Vec::new() }).await?;
        Ok(others(&before, &mine.account, &mine.tab))
    }

    /// Who else is there, for a page that cannot give signs of life.
    pub async fn present(&self, actor: &Actor, id: &DossierId) -> Result<Vec<Present>> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read_own(actor, &shared::facts(&d))?;
        let rows = db.present(id, self.now().0 - GONE_AFTER).await?;
        let others: Vec<_> =
            rows.into_iter().filter(|r| r.account != actor.account.as_str()).collect();
        Ok(self::others(&others, actor.account.as_str(), ""))
    }

    /// Refuses whoever may not write the dossier: only writers hear of each other.
    pub async fn require_writer(&self, actor: &Actor, id: &DossierId) -> Result<()> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        Ok(may_edit(actor, &shared::facts(&d))?)
    }
}

fn others(rows: &[PresenceRow], account: &str, tab: &str) -> Vec<Present> {
    rows.iter()
        .filter(|r| (r.account.as_str(), r.tab.as_str()) != (account, tab))
        .map(|r| Present {
            name: r.name.clone(),
            page: Page::from_code(&r.page),
            own: r.account == account,
        })
        .collect()
}
