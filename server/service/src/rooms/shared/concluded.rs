//! What panels have signed or confirmed and not yet let out, beside what is known now (Art. 19, 20).

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::conclusion::{Case, Conclusion, Panel as Known};
use domain::deliberation::panel_round::{PanelRound, PanelStage};
use domain::ids::{DossierId, ExpertId};
use domain::review::board::{Board, RankedRow, View};

use crate::Result;
use crate::picture::Picture;
use crate::ports::Session;
use crate::ports::committee::Panel;

/// A conclusion that is signed, confirmed already or not.
pub(crate) struct Concluded<'a> {
    /// Whose it is.
    pub(crate) of: &'a Panel,
    /// Where it stands.
    pub(crate) round: PanelRound,
    /// The panel as its conclusion is judged by.
    pub(crate) panel: Known,
    /// The conclusion as it would be drawn up now.
    pub(crate) conclusion: Conclusion,
}

impl Concluded<'_> {
    /// Whether it could still be confirmed.
    pub(crate) fn holds(&self) -> bool {
        self.round.holds(&self.panel, &self.conclusion)
    }
}

/// All of a review. One that has nothing to decide on any more is not released with the others, and nobody could give
/// it back: it is left out.
pub(crate) async fn concluded<'a>(
    db: &mut dyn Session,
    picture: &'a Picture,
) -> Result<Vec<Concluded<'a>>> {
    let season = &picture.season.id;
    let mut begun = db.deliberations(season, picture.review).await?;
    begun.retain(|kept| {
        let stands =
            matches!(kept.round.stage(), PanelStage::SignedByLead | PanelStage::ConfirmedByChair);
        stands && picture.lines.iter().any(|l| l.panel == kept.panel)
    });
    if begun.is_empty() {
        return Ok(Vec::new());
    }
    let members = db.members(season).await?;
    let mut found = Vec::new();
    for kept in begun {
        let Some(of) = picture.panels.iter().find(|p| p.id == kept.panel) else { continue };
        let ours = members.iter().filter(|m| m.panel == of.id).map(|m| m.expert.id.clone());
        let board = picture.board(None, Some(&of.id), false);
        let panel = known(picture, &board, of, ours.collect());
        let left = BTreeMap::new();
        let conclusion = Conclusion::of(&panel, kept.results, &kept.exceptions, &left);
        found.push(Concluded { of, round: kept.round, panel, conclusion });
    }
    Ok(found)
}

/// The panel as a conclusion is judged by.
pub(crate) fn known(
    picture: &Picture,
    board: &Board,
    of: &Panel,
    members: BTreeSet<ExpertId>,
) -> Known {
    let case = |r: RankedRow| {
        let row = &board.rows[r.index];
        Case {
            dossier: row.dossier.clone(),
            reference: row.code.clone(),
            computed: r.rank,
            due: u32::from(row.due),
            sealed: u32::try_from(row.scores.len()).unwrap_or(u32::MAX),
            enters: board.enters(&r.stats),
        }
    };
    let cases: Vec<Case> = board.rank(&View::default()).into_iter().map(case).collect();
    let mut conflicts: BTreeMap<DossierId, BTreeSet<ExpertId>> = BTreeMap::new();
    for expert in members {
        for dossier in picture.conflicts.get(&expert).into_iter().flatten() {
            if cases.iter().any(|c| c.dossier == *dossier) {
                conflicts.entry(dossier.clone()).or_default().insert(expert.clone());
            }
        }
    }
    Known {
        id: of.id.clone(),
        review: picture.review,
        places: board.places,
        minimum: picture.season.reviews_min(picture.review),
        least: board.minimum,
        cases,
        conflicts,
    }
}
