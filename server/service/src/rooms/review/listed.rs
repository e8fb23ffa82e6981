//! Whether an expert's own list has changed (Art. 15, 19, 20): a page of the list that stays open is told of that, and
//! of nothing of anybody else's.

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::season::Window;

use crate::ports::Bell;
use crate::ports::committee::Signer;
use crate::{Result, Service};

/// What an expert's list comes to, to be compared: what is theirs and what of it is sealed, when each review is
/// open, and whether it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    rows: Vec<(Review, DossierId, Option<i64>)>,
    windows: Vec<(Option<Window>, bool)>,
}

impl Listed {
    /// Whether what a bell tells of may have changed anybody's list.
    pub fn may_change_by(bell: &Bell) -> bool {
        let rooms = Review::ALL.map(Bell::of_readers);
        rooms.into_iter().chain([Bell::RESET, Bell::SEASON]).any(|room| bell.room == room)
    }
}

impl Service {
    /// The own list as it stands; nothing of it before the undertaking is signed.
    pub async fn listed(&self, actor: &Actor) -> Result<Listed> {
        let expert = actor.expert()?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let signer = Signer::Expert(expert.clone());
        if db.undertaking(&season.id, &signer).await?.is_none() {
            return Err(Refusal::NotYours.into());
        }
        let (now, mut rows) = (self.now(), Vec::new());
        for review in Review::ALL {
            let list = db.review_list(review, &season.id, &expert).await?;
            rows.extend(list.into_iter().map(|r| (review, r.dossier, r.sealed_at)));
        }
        let window = |review: Review| {
            let phase = review.phase();
            (season.window(phase).cloned(), season.require_open(phase, now).is_ok())
        };
        Ok(Listed { rows, windows: Review::ALL.into_iter().map(window).collect() })
    }
}
