//! The live board: one picture of the season, cut to whoever looks.

use domain::ids::{ExpertId, PanelId};
use domain::policy::{Actor, BoardScope, Role, may_see_board};
use domain::refusal::Refusal;
use domain::review::board::{Board, BoardRow, BoardScore, Delta};
use domain::season::Phase;
use domain::views::review::BoardView;

use super::picture::Picture;
use crate::ports::Bell;
use crate::ports::committee::Panel;
use crate::ports::review::{BoardCell, BoardLine};
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
        let (rows, as_of) = rows(&picture, actor, panel, 0);
        let panels = all
            .iter()
            .filter(|p| panel_choice(actor, &p.id))
            .map(|p| (p.id.clone(), p.number, p.zh.clone(), p.en.clone()))
            .collect();
        let experts = picture
            .experts
            .iter()
            .filter(|(id, _)| rows.iter().any(|r| r.scores.iter().any(|s| s.expert == *id)))
            .cloned()
            .collect();
        let places = if panel.is_some() && !all.is_empty() {
            season.shortlist_places().div_ceil(u32::try_from(all.len()).unwrap_or(1))
        } else {
            season.shortlist_places()
        };
        let threshold = i32::try_from(season.review.spread_threshold * 10).unwrap_or(150);
        Ok(BoardView {
            year: season.year,
            panel: panel.cloned(),
            panels,
            closes: season.window(Phase::WrittenReview).map(|w| w.closes),
            board: Board { rows, experts, places, threshold, trim: season.review.trim, as_of },
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
        let (rows, as_of) = rows(&picture, actor, shown(&scope), since);
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
        let (Some(dossier), Some(expert)) = (&bell.dossier, viewer_expert(actor)) else {
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

/// The expert a viewer of the board is, whatever role opens the board to them: chair and
/// vice chair come from the pool too (Art. 13), and their conflicts count.
fn viewer_expert(actor: &Actor) -> Option<ExpertId> {
    let of = |role| actor.scope(role).filter(|s| !s.is_empty()).map(ExpertId::from);
    of(Role::Expert).or_else(|| of(Role::Chair)).or_else(|| of(Role::ViceChair))
}

/// Board rows that changed after `since`, cut to the viewer: applications in conflict are not
/// there at all, and of an application the viewer still has to score only the number of sealed
/// sheets shows. Beside them the moment of the latest change among them.
fn rows(
    picture: &Picture,
    actor: &Actor,
    panel: Option<&PanelId>,
    since: i64,
) -> (Vec<BoardRow>, i64) {
    let viewer = viewer_expert(actor);
    let hidden =
        |line: &BoardLine| viewer.as_ref().is_some_and(|e| picture.keeps_away(e, &line.dossier));
    let rows: Vec<BoardRow> = picture
        .lines
        .iter()
        .filter(|line| panel.is_none_or(|panel| line.panel == *panel))
        .filter(|line| changed_at(line) > since && !hidden(line))
        .map(|line| row(line, viewer.as_ref()))
        .collect();
    let as_of = rows.iter().map(|row| row.changed_at).fold(since, i64::max);
    (rows, as_of)
}

fn changed_at(line: &BoardLine) -> i64 {
    line.cells.iter().map(|c| c.changed_at).max().unwrap_or(0)
}

/// A row with its scores; masked where the viewer's own sheet is not sealed.
fn row(line: &BoardLine, viewer: Option<&ExpertId>) -> BoardRow {
    let masked = line.cells.iter().any(|c| Some(&c.expert) == viewer && c.total.is_none());
    let sealed = line.cells.iter().filter(|c| c.total.is_some()).count();
    let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    BoardRow {
        due: count(line.cells.len()),
        masked: if masked { count(sealed) } else { 0 },
        changed_at: changed_at(line),
        dossier: line.dossier.clone(),
        code: line.reference.clone(),
        title: line.title.clone(),
        organisation: line.org_name.clone(),
        unit: line.unit.clone(),
        panel: line.panel.to_string(),
        scores: line.cells.iter().filter(|_| !masked).filter_map(score).collect(),
    }
}

fn score(cell: &BoardCell) -> Option<BoardScore> {
    let total = i32::try_from(cell.total?).unwrap_or(0);
    Some(BoardScore { expert: cell.expert.clone(), total, amended: cell.amended })
}
