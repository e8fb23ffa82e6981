//! Who works for the recommending units and what waits for them (Art. 7, 17), for the rooms that show or tell it.

use std::collections::BTreeMap;

use domain::journey::Stage;
use domain::mail::Message;
use domain::policy::Role;
use domain::recommendation::staffed::Staffed;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;

use crate::ports::Session;
use crate::{Result, Work};

/// When units may recommend no more.
pub(crate) fn closing(season: &Season) -> Option<Stamp> {
    season.window(Phase::Recommendation).map(|w| w.closes)
}

/// People who may sign in and recommend, by unit.
pub(crate) async fn people(db: &mut dyn Session, season: &Season) -> Result<BTreeMap<String, i64>> {
    Ok(db.able(&season.id, Role::RecommendingUnit.code()).await?.into_iter().collect())
}

/// Who and what there is at the units, by unit; none where there is neither.
pub(crate) async fn staffed(
    db: &mut dyn Session,
    season: &Season,
) -> Result<BTreeMap<String, Staffed>> {
    let mut found: BTreeMap<String, Staffed> = BTreeMap::new();
    for (unit, n) in people(db, season).await? {
        found.entry(unit).or_default().people = n;
    }
    for d in db.dossiers_at(&season.id, &[Stage::Submitted]).await? {
        found.entry(d.summary.unit).or_default().waiting += 1;
    }
    Ok(found)
}

/// Tells the Office where something has come to a unit for which nobody works (Art. 7): nobody else would notice. Once,
/// of the first that waits there; what follows is reminded of.
pub(crate) async fn tell_if_vacant(work: &mut Work, season: &Season, unit: &str) -> Result<()> {
    let found = staffed(&mut *work.db, season).await?;
    let Some(Staffed { waiting, .. }) =
        found.get(unit).filter(|s| s.stuck() && s.waiting == 1).copied()
    else {
        return Ok(());
    };
    let message = Message::UnitVacant { unit: unit.to_owned(), waiting, closes: closing(season) };
    work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await
}
