//! Who of a panel is at work now. Nothing of the record: it is in no journal, and whoever gives no sign of
//! life is gone by themselves. A sheet that is open holds a line to the server, which gives the signs; no
//! page asks again and again.

use std::collections::BTreeSet;

use domain::deliberation::Review;
use domain::ids::{ExpertId, PanelId};
use domain::policy::{Actor, BoardScope, may_see_board};
use domain::review::blind;
use domain::stamp::SECOND;
use domain::views::review::AtWork;

use super::board::shown;
use crate::picture::viewer;
use crate::ports::Bell;
use crate::ports::committee::Signer;
use crate::{Result, Service};

/// Microseconds between two signs of life of an open line, at most.
pub const SIGN_EVERY: i64 = 45 * SECOND;
/// Microseconds after the last sign of life.
pub const GONE_AFTER: i64 = 150 * SECOND;

impl Service {
    /// Notes that an expert is at work. Boards hear of it when somebody comes. Whoever scores nothing and has
    /// not signed the undertaking is nobody to be told of.
    pub async fn be_at_work(&self, actor: &Actor) -> Result<()> {
        let expert = actor.expert()?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let signer = Signer::Expert(expert.clone());
        if db.undertaking(&season.id, &signer).await?.is_none() {
            return Ok(());
        }
        let now = self.now().0;
        let since = now - GONE_AFTER;
        let there = db.is_at_work(&season.id, &expert, since).await?;
        drop(db);
        let signs = self.held.signs.give(&season.id, &expert, (now, !there));
        if signs.is_empty() {
            return Ok(());
        }
        let mut db = self.store.write().await?;
        let news = !db.is_at_work(&season.id, &expert, since).await?;
        db.forget_at_work(since).await?;
        for ((season, expert), at) in &signs {
            db.save_at_work(season, expert, *at).await?;
        }
        let head = db.head().await?;
        let bell = Bell { at: now, room: Bell::AT_WORK.into(), dossier: None, panel: None };
        db.commit(&head, if news { vec![bell] } else { Vec::new() }).await?;
        Ok(())
    }

    /// The experts who are at work now, of the panel whose board is shown or of all of them, but for the viewer. Who
    /// may see the board may see who reads for it (Art. 13, 14); of which application anybody sits is not told, and in
    /// a blind review only how many they are.
    pub async fn at_work(&self, actor: &Actor, panel: Option<&PanelId>) -> Result<AtWork> {
        let scope: BoardScope = may_see_board(actor, panel)?;
        self.may_listen(actor).await?;
        let picture = self.picture(Review::Written).await?;
        let own: Option<ExpertId> = viewer(actor);
        let all = self.held.at_work.read(self.all_at_work()).await?;
        // Of one name there may be two.
        let there: BTreeSet<(&String, &ExpertId)> = all
            .iter()
            .filter(|(of, id, _)| shown(&scope).is_none_or(|p| p == of) && Some(id) != own.as_ref())
            .map(|(_, id, name)| (name, id))
            .collect();
        if blind::hides_presence(&picture.season, actor, picture.released) {
            return Ok(AtWork::Counted(there.len()));
        }
        Ok(AtWork::Named(there.into_iter().map(|(name, _)| name.clone()).collect()))
    }

    async fn all_at_work(&self) -> Result<Vec<(PanelId, ExpertId, String)>> {
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        Ok(db.at_work(&season.id, self.now().0 - GONE_AFTER).await?)
    }
}
