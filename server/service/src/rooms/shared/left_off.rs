//! Whatever waits for the list and is not on it (Art. 20, 21): it is left off when the notice opens, and where nothing
//! remained to put on one, when the consultation is closed.

use domain::ids::SeasonId;
use domain::journey::{Stage, Step};
use domain::mail::Message;
use domain::policy::Actor;

use super::step;
use crate::{About, Result, Work};

/// Stages that wait for the list: shortlisted, or in reserve.
const WAITING: [Stage; 2] = [Stage::Shortlisted, Stage::Reserve];

/// Leaves off all that still waits, and tells its writers. What was said of it in the consultation they are not told
/// (Art. 15).
pub(crate) async fn leave_off(work: &mut Work, actor: &Actor, season: &SeasonId) -> Result<()> {
    for d in work.db.dossiers_at(season, &WAITING).await? {
        step(work, actor, &d, Step::LeftOffList, None, About::default()).await?;
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message = Message::NotListed { reference, title };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
    }
    Ok(())
}
