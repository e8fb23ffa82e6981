//! Who hears that a conclusion was signed, confirmed or given back, or that what it rests on was changed (Art. 15):
//! whoever sits at that table, and nobody whom a conflict keeps out of the room.

use domain::ids::PanelId;
use domain::policy::{Actor, may_deliberate};
use domain::refusal::Refusal;
use domain::stamp::Stamp;

use crate::picture;
use crate::ports::Bell;
use crate::table::seats_of;
use crate::{Result, Service};

impl Service {
    /// Refuses whoever has no place at the table of a panel, or at any.
    pub async fn sits_at(&self, actor: &Actor, panel: Option<&PanelId>) -> Result<()> {
        may_deliberate(actor)?;
        self.may_listen(actor).await?;
        let Some(panel) = panel else { return Ok(()) };
        let review = self.review_of_table(actor, None, Some(panel)).await?;
        let picture = self.picture(review).await?;
        let known = picture.panels.iter().any(|p| p.id == *panel);
        let mut db = self.read().await?;
        let seats = seats_of(&mut *db, &picture, panel, self.now(), actor).await?;
        if known && !seats.barred() { Ok(()) } else { Err(Refusal::NotYours.into()) }
    }

    /// Whether a bell may be heard on the page of a panel, or on the list of panels: one of a table at which the
    /// listener sits, by all that was known when it rang; or that the lists are out or the season was changed. On the
    /// page of a panel what the listener has done is no news: only that it was not they is told, and never who it was.
    pub async fn hears_table(
        &self,
        actor: &Actor,
        panel: Option<&PanelId>,
        bell: &Bell,
    ) -> Result<bool> {
        if bell.room != Bell::TABLE {
            return Ok(false);
        }
        if panel.is_some() && bell.panel.is_some() && panel != bell.panel.as_ref() {
            return Ok(false);
        }
        let review = self.review_of_table(actor, None, bell.panel.as_ref()).await?;
        let picture = self.picture_since(review, bell.at).await?;
        let Some(of) = &bell.panel else {
            // All of them at once: what is kept from somebody is among them.
            let viewer = picture::viewer(actor);
            let kept = |e| picture.lines.iter().any(|l| picture.keeps_away(&e, &l.dossier));
            return Ok(!viewer.is_some_and(kept));
        };
        let mut db = self.read().await?;
        let seats = seats_of(&mut *db, &picture, of, self.now(), actor).await?;
        if seats.barred() {
            return Ok(false);
        }
        let kept = db.deliberation(&picture.season.id, review, of).await?;
        let by = kept.as_ref().and_then(|kept| kept.round.acted(Stamp(bell.at)));
        Ok(panel.is_none() || by != Some(&actor.account))
    }
}
