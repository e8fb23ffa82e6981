//! Which of the two reviews a viewer means who does not say so (Art. 19, 20): addresses that were written
//! down before there were two must lead where one is at work now.

use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId};
use domain::policy::{Actor, BoardScope, may_see_board};
use domain::refusal::Refusal;
use domain::views::which::Which;

use crate::rooms::shared;
use crate::{Result, Service};

impl Service {
    /// Of an expert's list: the defence once it has begun and something is theirs in it.
    pub async fn review_of_list(&self, actor: &Actor, asked: Option<Review>) -> Result<Review> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let (Ok(expert), mut db) = (actor.expert(), self.read().await?) else {
            return Ok(Review::Written);
        };
        let season = crate::season(&mut *db).await?;
        let running = Review::running(&season, self.now());
        if running.is_written() || db.review_list(running, &season.id, &expert).await?.is_empty() {
            return Ok(Review::Written);
        }
        Ok(running)
    }

    /// Of a sheet: the defence once it has begun and the expert scores the application in it.
    pub async fn review_of_sheet(
        &self,
        actor: &Actor,
        asked: Option<Review>,
        dossier: &DossierId,
    ) -> Result<Review> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        shared::possible(dossier.as_str())?;
        let (Ok(expert), mut db) = (actor.expert(), self.read().await?) else {
            return Ok(Review::Written);
        };
        let season = crate::season(&mut *db).await?;
        let running = Review::running(&season, self.now());
        let scores = !running.is_written() && db.scores(running, dossier, &expert).await?;
        Ok(if scores { running } else { Review::Written })
    }

    /// Of a board or a deliberation: the defence once it has begun and the viewer sees something in it.
    pub async fn review_of_table(
        &self,
        actor: &Actor,
        asked: Option<Review>,
        panel: Option<&PanelId>,
    ) -> Result<Review> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let picture = self.picture(Review::Written).await?;
        let running = Review::running(&picture.season, self.now());
        let seen = !running.is_written() && picture.seen_in_defence(actor, panel);
        Ok(if seen { running } else { Review::Written })
    }

    /// Of what lies behind the scores of an application: the defence once it has begun and the application is heard
    /// in it. To whom it is not there, neither is the other.
    pub async fn review_of_application(
        &self,
        actor: &Actor,
        asked: Option<Review>,
        panel: &PanelId,
        dossier: &DossierId,
    ) -> Result<Review> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        if !actor.on_committee() {
            return Ok(Review::Written);
        }
        let picture = self.picture(Review::Written).await?;
        let running = Review::running(&picture.season, self.now());
        let heard = !running.is_written() && picture.is_heard(dossier, panel);
        Ok(if heard { running } else { Review::Written })
    }

    /// The way back to a list after an act: it names its review where another would be shown without.
    pub async fn which_list(&self, actor: &Actor, review: Review) -> Result<Which> {
        let shown = self.review_of_list(actor, None).await?;
        Ok(Which { review, both: shown != review })
    }

    /// The same of a sheet.
    pub async fn which_sheet(
        &self,
        actor: &Actor,
        review: Review,
        dossier: &DossierId,
    ) -> Result<Which> {
        let shown = self.review_of_sheet(actor, None, dossier).await?;
        Ok(Which { review, both: shown != review })
    }

    /// The same of a deliberation.
    pub async fn which_table(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
    ) -> Result<Which> {
        let shown = self.review_of_table(actor, None, panel).await?;
        Ok(Which { review, both: shown != review })
    }
}

/// The panel somebody sees who asks for one, or for all they may see.
///
/// # Errors
/// [`Refusal::NotYours`], see [`may_see_board`].
pub(crate) fn panel_of(
    actor: &Actor,
    panel: Option<&PanelId>,
) -> std::result::Result<Option<PanelId>, Refusal> {
    Ok(match may_see_board(actor, panel)? {
        BoardScope::Committee => None,
        BoardScope::Panel(panel) => Some(panel),
    })
}
