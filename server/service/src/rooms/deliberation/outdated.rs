//! Whether what was confirmed still holds (Art. 19, 20): until all lists come out the season's numbers may change, or a
//! conflict come to light, and then the panel signs anew.

use std::collections::BTreeMap;

use domain::deliberation::conclusion::Conclusion;
use domain::deliberation::lack::Lack;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::PanelId;
use domain::refusal::Refusal;

use super::room::known;
use crate::Result;
use crate::picture::Picture;
use crate::ports::Session;

/// Panels whose confirmed conclusion could not be confirmed any more, each with what it lacks. One that has nothing to
/// decide on any more is not released with the others, and nobody could give it back.
pub(super) async fn outdated(
    db: &mut dyn Session,
    picture: &Picture,
) -> Result<BTreeMap<PanelId, Vec<Lack>>> {
    let season = &picture.season.id;
    let mut begun = db.deliberations(season, picture.review).await?;
    begun.retain(|kept| {
        let ours = |panel: &PanelId| picture.lines.iter().any(|l| l.panel == *panel);
        kept.round.stage() == PanelStage::ConfirmedByChair && ours(&kept.panel)
    });
    if begun.is_empty() {
        return Ok(BTreeMap::new());
    }
    let members = db.members(season).await?;
    let mut found = BTreeMap::new();
    for kept in begun {
        let Some(of) = picture.panels.iter().find(|p| p.id == kept.panel) else { continue };
        let ours = members.iter().filter(|m| m.panel == of.id).map(|m| m.expert.id.clone());
        let board = picture.board(None, Some(&of.id), false);
        let panel = known(picture, &board, of, ours.collect());
        let left = BTreeMap::new();
        let conclusion = Conclusion::of(&panel, kept.results, &kept.exceptions, &left);
        if let Some(lacks) = kept.round.outdated(&panel, &conclusion) {
            found.insert(kept.panel, lacks);
        }
    }
    Ok(found)
}

/// Refuses to release the lists over one of them.
///
/// # Errors
/// [`Refusal::ConclusionChanged`].
pub(super) async fn require_holding(db: &mut dyn Session, picture: &Picture) -> Result<()> {
    let none = outdated(db, picture).await?.is_empty();
    if none { Ok(()) } else { Err(Refusal::ConclusionChanged.into()) }
}
