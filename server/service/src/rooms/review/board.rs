//! The live board: one picture of the season, cut to whoever looks.

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId};
use domain::policy::{Actor, BoardScope, may_see_board};
use domain::refusal::Refusal;
use domain::review::board::Delta;
use domain::review::sheet::SheetForm;
use domain::review::weights::{BoardPoints, points};
use domain::views::review::BoardView;

use crate::picture::{self, Picture};
use crate::ports::Bell;
use crate::ports::committee::Panel;
use crate::reads::Sealed;
use crate::{Error, Fault, Result, Service};

impl Service {
    /// The live board: the whole committee for chair and vice chair, the own panel for a
    /// lead.
    pub async fn board(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
    ) -> Result<BoardView> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture(review).await?;
        picture.signatures.require(actor)?;
        let (season, all) = (&picture.season, &picture.panels);
        let panel = shown(&scope);
        require_panel(all, panel)?;
        self.note_read(actor, Sealed::Board(review, panel)).await?;
        let blind = picture.hides_names(actor);
        let panels = all
            .iter()
            .filter(|p| panel_choice(actor, &p.id))
            .map(|p| (p.id.clone(), p.number, p.zh.clone(), p.en.clone()))
            .collect();
        Ok(BoardView {
            which: picture.which(actor, panel),
            year: season.year,
            panel: panel.cloned(),
            panels,
            closes: season.window(review.phase()).map(|w| w.closes),
            days: picture.days(picture::viewer(actor).as_ref(), panel),
            board: picture.board(picture::viewer(actor).as_ref(), panel, blind),
        })
    }

    /// Rows of the board that changed after `since` (a moment the board itself gave).
    pub async fn board_delta(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
        since: i64,
    ) -> Result<Delta> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture(review).await?;
        picture.signatures.require(actor)?;
        require_panel(&picture.panels, shown(&scope))?;
        self.note_read(actor, Sealed::Board(review, shown(&scope))).await?;
        Ok(changed(&picture, actor, &scope, since))
    }

    /// The same for a listener who has just heard a bell of the moment `at`: of a picture that contains it,
    /// which all who heard it share.
    pub async fn board_news(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
        since: i64,
        at: i64,
    ) -> Result<Delta> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture_since(review, at).await?;
        picture.signatures.require(actor)?;
        require_panel(&picture.panels, shown(&scope))?;
        Ok(changed(&picture, actor, &scope, since))
    }

    /// The points behind the totals the viewer sees on the board, to try out other weights (Art. 8).
    pub async fn board_points(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
    ) -> Result<BoardPoints> {
        let scope = may_see_board(actor, panel)?;
        let picture = self.picture(review).await?;
        picture.signatures.require(actor)?;
        require_panel(&picture.panels, shown(&scope))?;
        self.note_read(actor, Sealed::Board(review, shown(&scope))).await?;
        let blind = picture.hides_names(actor);
        let seen = picture.scorers(picture::viewer(actor).as_ref(), shown(&scope));
        let season = &picture.season;
        let (rubric, limits) = (season.rubric(review).clone(), super::limits(season));
        let mut found = BoardPoints { rubric, rows: BTreeMap::new() };
        let mut db = self.read().await?;
        let forms = match shown(&scope) {
            None => db.sealed_forms(review, &season.id).await?,
            Some(panel) => db.sealed_forms_of(review, &season.id, panel).await?,
        };
        for (dossier, expert, form) in forms {
            // Cut to what the board itself shows, before anything is read out of it.
            if !seen.get(&dossier).is_some_and(|experts| experts.contains(&expert)) {
                continue;
            }
            let form: SheetForm =
                serde_json::from_str(&form).map_err(|e| Fault::new(e.to_string()))?;
            if let Some(points) = points(&form, &found.rubric, &limits) {
                let label = picture.label(&expert, blind);
                found.rows.entry(dossier).or_default().push((label, points));
            }
        }
        for points in found.rows.values_mut() {
            points.sort_by(|a, b| a.0.cmp(&b.0));
        }
        Ok(found)
    }

    /// Whether a bell may be heard on this board: its review, its panel, and no conflict of the
    /// listener that was declared or found before it rang. What the season is reckoned by concerns all boards.
    pub async fn hears(
        &self,
        actor: &Actor,
        review: Review,
        scope: &BoardScope,
        bell: &Bell,
    ) -> Result<bool> {
        if bell.room == "resync" {
            return Ok(true);
        }
        let of = [Bell::of_sheets(review), Bell::of_readers(review), Bell::RESET, Bell::SEASON];
        if !of.contains(&bell.room.as_str()) {
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
        Ok(!self.picture_since(review, bell.at).await?.keeps_away(&expert, dossier))
    }

    /// What the board of a viewer comes to, and the moment of the latest change on it: of a picture that contains
    /// everything up to a moment, or of the one of now.
    pub async fn board_digest(
        &self,
        actor: &Actor,
        review: Review,
        panel: Option<&PanelId>,
        at: Option<i64>,
    ) -> Result<(u64, i64)> {
        let scope = may_see_board(actor, panel)?;
        let picture = match at {
            Some(at) => self.picture_since(review, at).await?,
            None => self.picture(review).await?,
        };
        let blind = picture.hides_names(actor);
        Ok(picture.digest(picture::viewer(actor).as_ref(), shown(&scope), blind))
    }

    /// What pages of a review show the actor, as of now or, for a listener who has just heard a bell, as of its
    /// moment.
    pub async fn shown_to(
        &self,
        actor: &Actor,
        review: Review,
        at: Option<i64>,
    ) -> Result<ShownTo> {
        let picture = match at {
            Some(at) => self.picture_since(review, at).await,
            None => self.picture(review).await,
        };
        let picture = match picture {
            // Nothing runs yet that could be shown.
            Err(Error::Refused(_)) => return Ok(ShownTo::default()),
            picture => picture?,
        };
        let viewer = picture::viewer(actor);
        let kept = viewer.and_then(|e| picture.conflicts.get(&e)).cloned().unwrap_or_default();
        let all = picture.lines.iter().map(|line| &line.dossier);
        let open = all.filter(|d| !kept.contains(*d)).cloned().collect();
        Ok(ShownTo { open, kept })
    }
}

/// Applications of a review as they are to one viewer.
#[derive(Clone, Debug, Default)]
pub struct ShownTo {
    /// Those their pages may show.
    pub open: BTreeSet<DossierId>,
    /// Those a conflict keeps from them. What goes from their open pages because of it is no secret to them: it is
    /// their own conflict. What never was on any of them is (Art. 15).
    pub kept: BTreeSet<DossierId>,
}

/// What of a picture changed after a moment, cut to the viewer.
fn changed(picture: &Picture, actor: &Actor, scope: &BoardScope, since: i64) -> Delta {
    let blind = picture.hides_names(actor);
    let viewer = picture::viewer(actor);
    let (rows, as_of) = picture.rows(viewer.as_ref(), shown(scope), blind, since);
    let (digest, _) = picture.digest(viewer.as_ref(), shown(scope), blind);
    Delta { rows, as_of: as_of.max(since), digest: Some(digest) }
}

pub(super) fn shown(scope: &BoardScope) -> Option<&PanelId> {
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
