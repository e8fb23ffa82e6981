//! Whether what was confirmed still holds (Art. 19, 20): until all lists come out the season's numbers may change, or a
//! conflict come to light, and then the panel signs anew.

use std::collections::BTreeMap;

use domain::deliberation::lack::Lack;
use domain::ids::PanelId;
use domain::refusal::Refusal;

use crate::Result;
use crate::picture::Picture;
use crate::ports::Session;
use crate::rooms::shared::concluded::concluded;

/// Panels whose confirmed conclusion could not be confirmed any more, each with what it lacks.
pub(super) async fn outdated(
    db: &mut dyn Session,
    picture: &Picture,
) -> Result<BTreeMap<PanelId, Vec<Lack>>> {
    let all = concluded(db, picture).await?.into_iter();
    let found = all.filter_map(|one| {
        let lacks = one.round.outdated(&one.panel, &one.conclusion)?;
        Some((one.of.id.clone(), lacks))
    });
    Ok(found.collect())
}

/// Refuses to release the lists over one of them.
///
/// # Errors
/// [`Refusal::ConclusionChanged`].
pub(super) async fn require_holding(db: &mut dyn Session, picture: &Picture) -> Result<()> {
    let none = outdated(db, picture).await?.is_empty();
    if none { Ok(()) } else { Err(Refusal::ConclusionChanged.into()) }
}
