//! Applications whose formality check is not finished (Art. 18): once the lists of the written review are out nobody
//! could review them any more, so the lists wait for them, and each is named.

use domain::deliberation::Review;
use domain::journey::Stage;
use domain::policy::Actor;
use domain::refusal::Refusal;

use crate::Result;
use crate::picture::{self, Picture};
use crate::ports::Session;

/// Stages in which the Office has neither passed nor refused.
const UNCHECKED: [Stage; 2] = [Stage::Recommended, Stage::Correction];

/// What waits for the Office.
pub(super) struct Unchecked {
    /// Nothing does.
    pub(super) none: bool,
    /// Reference numbers, without those a conflict keeps the viewer from (Art. 15).
    pub(super) references: Vec<String>,
}

/// What waits for the Office before the lists of a review may come out, as a viewer may know of it.
pub(super) async fn unchecked(
    db: &mut dyn Session,
    picture: &Picture,
    actor: &Actor,
) -> Result<Unchecked> {
    if picture.review != Review::Written {
        return Ok(Unchecked { none: true, references: Vec::new() });
    }
    let season = &picture.season.id;
    let all = db.dossiers_at(season, &UNCHECKED).await?;
    let away = match picture::viewer(actor) {
        Some(expert) if !all.is_empty() => db.conflicts_of(season, &expert).await?,
        _ => Vec::new(),
    };
    let none = all.is_empty();
    let seen = all.into_iter().filter(|d| away.iter().all(|c| c.dossier != d.id));
    Ok(Unchecked { none, references: seen.map(|d| d.reference).collect() })
}

/// Refuses to release the lists over them.
///
/// # Errors
/// [`Refusal::Unchecked`].
pub(super) async fn require_checked(
    db: &mut dyn Session,
    picture: &Picture,
    actor: &Actor,
) -> Result<()> {
    let left = unchecked(db, picture, actor).await?;
    if left.none { Ok(()) } else { Err(Refusal::Unchecked { references: left.references }.into()) }
}
