//! What the formality check has come to (Art. 18): by day, by group, by what stood in the way.

use std::sync::Arc;

use domain::event::Event;
use domain::formality::Item;
use domain::formality::progress::{By, Counted, Done, obstacles, tallies, total};
use domain::ids::SeasonId;
use domain::journey::Step;
use domain::policy::{Actor, may_run_office};
use domain::stamp::Stamp;
use domain::views::formality::Statistics;

use crate::ports::Session;
use crate::ports::recommendation::Found;
use crate::{Result, Service};

/// Days that are shown at most.
pub(super) const DAYS: usize = 21;

/// What was decided, and when.
async fn read(db: &mut dyn Session, season: &SeasonId) -> Result<Vec<(Stamp, Done)>> {
    let mut done = Vec::new();
    for (at, data) in db.steps_in(season, "formality").await? {
        // A step that a later version knows, working beside this one, is none of these.
        let Ok(event) = serde_json::from_str(&data) else { continue };
        let what = match event {
            Event::Stepped { step: Step::FormalityPassed, .. } => Done::Passed,
            Event::Stepped { step: Step::CorrectionAsked { .. }, .. } => Done::Asked,
            Event::Stepped { step: Step::FormalityRefused { .. }, .. } => Done::Refused,
            _ => continue,
        };
        done.push((Stamp(at), what));
    }
    Ok(done)
}

impl Service {
    /// What was decided in the season, and when.
    pub(super) async fn checks_done(
        &self,
        db: &mut dyn Session,
        season: &SeasonId,
    ) -> Result<Arc<Vec<(Stamp, Done)>>> {
        let mut shelf = self.held.steps.now(db).await?;
        match shelf.get(season.as_str()) {
            Some(done) => Ok(done),
            None => {
                let done = read(db, season).await?;
                Ok(shelf.keep(season.as_str(), done))
            }
        }
    }

    /// The statistics of the formality check.
    pub async fn statistics(&self, actor: &Actor) -> Result<Statistics> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let mut season = crate::season(&mut *db).await?;
        let seated = self.seated(&mut *db, &season.id).await?;
        let counted = |f: &Found| Counted {
            stage: f.dossier.standing.stage(),
            unit: f.dossier.summary.unit.clone(),
            region: f.dossier.summary.region.clone(),
            scope: f.dossier.summary.scope.clone(),
            sme: f.dossier.summary.sme,
            direction: f.dossier.summary.direction.clone(),
        };
        let all: Vec<Counted> = seated.list.iter().map(counted).collect();
        let refused = db.rejected_items(&season.id).await?;
        let rounds = db.rounds(&season.id).await?;
        let asked: Vec<Item> = rounds.iter().flat_map(|r| r.items.keys().copied()).collect();
        season.limits.past_winners.clear();
        Ok(Statistics {
            season,
            now: self.now(),
            total: total(&all),
            groups: By::ALL.map(|by| (by, tallies(&all, by))).to_vec(),
            obstacles: obstacles(&refused, &asked),
        })
    }
}
