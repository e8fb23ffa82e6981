//! What the formality check has come to (Art. 18): by day, by group, by what stood in the way.

use domain::event::Event;
use domain::formality::Item;
use domain::formality::progress::{By, Counted, Day, Done, days, obstacles, tallies, total};
use domain::journey::Step;
use domain::policy::{Actor, may_run_office};
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::formality::Statistics;

use crate::ports::Session;
use crate::{Fault, Result, Service};

/// Days that are shown at most.
const DAYS: usize = 21;

/// What was decided on each of the last days.
pub(super) async fn by_day(db: &mut dyn Session, season: &Season, now: Stamp) -> Result<Vec<Day>> {
    let mut done = Vec::new();
    for (at, data) in db.steps_in(&season.id, "formality").await? {
        let event: Event = serde_json::from_str(&data).map_err(|e| Fault::new(e.to_string()))?;
        let what = match event {
            Event::Stepped { step: Step::FormalityPassed, .. } => Done::Passed,
            Event::Stepped { step: Step::CorrectionAsked { .. }, .. } => Done::Asked,
            Event::Stepped { step: Step::FormalityRefused { .. }, .. } => Done::Refused,
            _ => continue,
        };
        done.push((Stamp(at), what));
    }
    Ok(days(&done, now, DAYS))
}

impl Service {
    /// The statistics of the formality check.
    pub async fn statistics(&self, actor: &Actor) -> Result<Statistics> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let mut season = crate::season(&mut *db).await?;
        let all: Vec<Counted> = db
            .formality_list(&season.id)
            .await?
            .into_iter()
            .map(|f| Counted {
                stage: f.dossier.standing.stage(),
                unit: f.dossier.summary.unit,
                region: f.dossier.summary.region,
                scope: f.dossier.summary.scope,
                sme: f.dossier.summary.sme,
                direction: f.dossier.summary.direction,
            })
            .collect();
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
