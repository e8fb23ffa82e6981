//! Room *season*: open a season, read the call, move a closing; seats, planning the next one and the calendar stand
//! below.

pub mod calendar;
mod finished;
mod outdating;
pub mod plan;
pub mod rehearsal;
mod seats;

use std::collections::BTreeMap;

use domain::event::Event;
use domain::facts::units::{Unit, units};
use domain::ids::SeasonId;
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::recommendation::Quota;
use domain::refusal::Refusal;
use domain::season::edit::{Part, change};
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::Call;
use domain::views::season::Plan;

use self::finished::unfinished;
use crate::ports::{Bell, Session};
use crate::{About, Result, Service};

impl Service {
    /// The public call (Art. 6). Nobody needs to sign in for it.
    pub async fn call(&self) -> Result<Call> {
        let mut season = self.season().await?;
        let mut changes = std::mem::take(&mut season.changes);
        changes.retain(|c| c.public);
        let season = Season { changes, ..season.for_dossier(&Default::default()) };
        Ok(Call { season, now: self.now() })
    }

    /// The season as the Office plans it, with the seats of every unit.
    pub async fn season_plan(&self, actor: &Actor) -> Result<Plan> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let quotas = quotas(&mut *db, &season.id).await?;
        let staffed = super::shared::units::staffed(&mut *db, &season).await?;
        let planned = db.planned_season().await?.map(|s| s.year);
        Ok(Plan { season, quotas, staffed, planned, now: self.now() })
    }

    /// Opens a season. The rubrics must add up before anything is stored, and the season that runs is finished
    /// before a later one takes its place.
    pub async fn open_season(&self, actor: &Actor, season: &Season) -> Result<()> {
        may_run_office(actor)?;
        if season.review.written.check().is_err() || season.review.defence.check().is_err() {
            return Err(Refusal::BadValue { field: "rubric".into() }.into());
        }
        if !season.review.enough() {
            return Err(Refusal::BadValue { field: "reviews".into() }.into());
        }
        let mut work = self.begin().await?;
        if let Some(running) = work.db.current_season().await? {
            if running.id == season.id {
                // Rules of an open season change one by one, each with its reason.
                return Err(Refusal::BadValue { field: "id".into() }.into());
            }
            let now = work.clock;
            if running.year <= season.year
                && let Some(lack) = unfinished(&mut *work.db, &running, now).await?
            {
                return Err(Refusal::NotReady { lacks: vec![lack] }.into());
            }
        }
        work.db.save_season(season).await?;
        let event = Event::SeasonCreated { year: season.year };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Moves the closing of a phase; once it has opened, a reason is needed and shown.
    pub async fn move_closing(
        &self,
        actor: &Actor,
        phase: Phase,
        closes: Stamp,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let reason = reason::read(reason, reason::OPTIONAL)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let mut next = season.move_closing(phase, closes, &reason, work.clock)?;
        if !reason.is_empty() {
            next.changes.extend(change(Part::Windows, &season, &next, &reason, work.now));
        }
        work.db.save_season(&next).await?;
        let event = Event::ClosingMoved { phase, closes };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        // Whoever reminds before closings looks again.
        let at = work.now.0;
        work.ring(Bell { at, room: "season".into(), dossier: None, panel: None });
        work.commit().await
    }
}

/// The seats of every unit there is, in the order of the list of units.
async fn quotas(db: &mut dyn Session, season: &SeasonId) -> Result<Vec<(String, Quota)>> {
    let mut set: BTreeMap<String, Quota> = db.quotas(season).await?.into_iter().collect();
    let of = |u: &Unit| (u.code.clone(), set.remove(&u.code).unwrap_or_default());
    Ok(units().iter().map(of).collect())
}
