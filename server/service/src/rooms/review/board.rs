//! The live board: one picture of the season, cut to whoever looks.

use domain::ids::PanelId;
use domain::policy::{Actor, BoardScope, may_see_board};
use domain::refusal::Refusal;
use domain::review::board::Delta;
use domain::season::Phase;
use domain::views::review::BoardView;

use crate::picture;
use crate::ports::Bell;
use crate::ports::committee::Panel;
use crate::{Result, Service};

impl Service {
    /// The live board: the whole committee for chair and vice chair, the own panel for a
    /// lead.
    pub async fn board(&self, actor: &Actor, panel: Option<&PanelId>) -> Result<BoardView> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture().await?;
        let (season, all) = (&picture.season, &picture.panels);
        let panel = shown(&scope);
        require_panel(all, panel)?;
        let blind = picture.hides_names(actor);
        let panels = all
            .iter()
            .filter(|p| panel_choice(actor, &p.id))
            .map(|p| (p.id.clone(), p.number, p.zh.clone(), p.en.clone()))
            .collect();
        Ok(BoardView {
            year: season.year,
            panel: panel.cloned(),
            panels,
            closes: season.window(Phase::WrittenReview).map(|w| w.closes),
            board: picture.board(picture::viewer(actor).as_ref(), panel, blind),
        })
    }

    /// Rows of the board that changed after `since` (a moment the board itself gave).
    pub async fn board_delta(
        &self,
        actor: &Actor,
        panel: Option<&PanelId>,
        since: i64,
    ) -> Result<Delta> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture().await?;
        require_panel(&picture.panels, shown(&scope))?;
        let blind = picture.hides_names(actor);
        let viewer = picture::viewer(actor);
        let (rows, as_of) = picture.rows(viewer.as_ref(), shown(&scope), blind, since);
        Ok(Delta { rows, as_of: as_of.max(since) })
    }

    /// Whether a bell may be heard on this board: its panel, and no conflict of the
    /// listener that was declared or found before it rang.
    pub async fn hears(&self, actor: &Actor, scope: &BoardScope, bell: &Bell) -> Result<bool> {
        if bell.room == "resync" {
            return Ok(true);
        }
        if bell.room != "review" && bell.room != "reset" {
            return Ok(false);
        }
        if let (BoardScope::Panel(own), Some(panel)) = (scope, &bell.panel)
            && own != panel
        {
            return Ok(false);
        }
        let (Some(dossier), Some(expert)) = (&bell.dossier, picture::viewer(actor)) else {
            return Ok(true);
        };
        Ok(!self.picture_since(bell.at).await?.keeps_away(&expert, dossier))
    }
}

fn shown(scope: &BoardScope) -> Option<&PanelId> {
    match scope {
        BoardScope::Committee => None,
        BoardScope::Panel(p) => Some(p),
    }
}

/// Refuses a panel that is not one of the season's.
fn require_panel(panels: &[Panel], panel: Option<&PanelId>) -> std::result::Result<(), Refusal> {
    let known = panel.is_none_or(|id| panels.iter().any(|p| p.id == *id));
    if known { Ok(()) } else { Err(Refusal::NotYours) }
}

fn panel_choice(actor: &Actor, panel: &PanelId) -> bool {
    may_see_board(actor, Some(panel)).is_ok()
}
