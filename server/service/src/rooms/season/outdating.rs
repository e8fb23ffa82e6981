//! A change of the season's settings may outdate what panels have signed (Art. 19, 20). Whoever goes on with it hears of
//! that in the transaction of the change, and not where the lists are to come out.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::deliberation::Review;
use domain::deliberation::news::News;
use domain::deliberation::rests::changed;
use domain::ids::PanelId;
use domain::mail::Message;
use domain::season::Season;

use crate::makers::tell;
use crate::picture::Picture;
use crate::ports::{Bell, Session};
use crate::rooms::shared::concluded::concluded;
use crate::table::Chairs;
use crate::{Result, Work};

/// Tells of every conclusion that held before the change and does not any more: what was outdated already was told of.
/// Open pages hear of any change that conclusions rest on.
pub(super) async fn tell_outdated(work: &mut Work, before: &Season, after: &Season) -> Result<()> {
    let changes = changed(before, after);
    if changes.is_empty() {
        return Ok(());
    }
    // Pages that are open show what stands at a table by the season as it was.
    work.ring(Bell { at: work.now.0, room: Bell::TABLE.into(), dossier: None, panel: None });
    for review in Review::ALL {
        let mut picture = Picture::of(&mut *work.db, before.clone(), review).await?;
        let held = holding(&mut *work.db, &picture).await?;
        if held.is_empty() {
            continue;
        }
        picture.season = Arc::new(after.clone());
        let chairs = Chairs::read(&mut *work.db, &picture).await?;
        let now = concluded(&mut *work.db, &picture).await?;
        for one in &now {
            if one.holds() || !held.contains(&one.of.id) {
                continue;
            }
            let seats = chairs.concerned(&picture, &one.of.id, &one.round, work.clock);
            let message = Message::Conclusion {
                review,
                panel: one.of.id.clone(),
                number: one.of.number,
                news: News::Outdated { changes: changes.clone() },
            };
            tell(work, &after.id, &seats, &message).await?;
        }
    }
    Ok(())
}

/// Panels whose conclusion could be confirmed as the season stands.
async fn holding(db: &mut dyn Session, picture: &Picture) -> Result<BTreeSet<PanelId>> {
    let all = concluded(db, picture).await?;
    Ok(all.iter().filter(|c| c.holds()).map(|c| c.of.id.clone()).collect())
}
