//! Room *season*: open a season, read the call, set quotas, move a closing; planning the next one
//! and the calendar stand below.

pub mod calendar;
mod finished;
pub mod plan;
pub mod rehearsal;

use std::collections::BTreeMap;

use domain::event::Event;
use domain::facts::units::{Unit, units};
use domain::ids::SeasonId;
use domain::policy::{Actor, may_run_office};
use domain::recommendation::{Quota, import};
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
        let planned = db.planned_season().await?.map(|s| s.year);
        Ok(Plan { season, quotas, planned, now: self.now() })
    }

    /// Opens a season. The rubrics must add up before anything is stored, and the season that runs is finished
    /// before a later one takes its place.
    pub async fn open_season(&self, actor: &Actor, season: &Season) -> Result<()> {
        may_run_office(actor)?;
        if season.review.written.check().is_err() || season.review.defence.check().is_err() {
            return Err(Refusal::BadValue { field: "rubric".into() }.into());
        }
        if season.review.reviews < season.review.reviews_min {
            return Err(Refusal::BadValue { field: "reviews".into() }.into());
        }
        let mut work = self.begin().await?;
        if let Some(running) = work.db.current_season().await? {
            if running.id == season.id {
                // Rules of an open season change one by one, each with its reason.
                return Err(Refusal::BadValue { field: "id".into() }.into());
            }
            let now = work.now;
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

    /// Sets a unit's seats (Art. 17). Seats already taken stay taken.
    pub async fn set_quota(
        &self,
        actor: &Actor,
        unit: &str,
        base: i64,
        sme_extra: i64,
    ) -> Result<()> {
        may_run_office(actor)?;
        if domain::facts::units::unit(unit).is_none() {
            return Err(Refusal::BadValue { field: "unit".into() }.into());
        }
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?.id;
        let old = work.db.quota(&season, unit).await?;
        let new = Quota { base, sme_extra, ..old };
        if !new.holds() {
            return Err(Refusal::BadValue { field: "quota".into() }.into());
        }
        work.db.save_quota(&season, unit, &new).await?;
        let event = Event::QuotaSet { unit: unit.to_owned(), base, sme_extra };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Sets the seats of all units of a table, or of none where a row of it is wrong (Art. 17).
    /// Returns how many units have other seats now.
    pub async fn import_quotas(&self, actor: &Actor, text: &str) -> Result<usize> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?.id;
        let now = work.db.quotas(&season).await?;
        let lines = import::read(text, &now).map_err(|_| Refusal::RowsWrong { rows: vec![] })?;
        let wrong = lines.iter().filter(|l| !l.faults.is_empty());
        let rows: Vec<u32> = wrong.map(|l| l.row).take(20).collect();
        if !rows.is_empty() {
            return Err(Refusal::RowsWrong { rows }.into());
        }
        let mut changed = 0;
        for (line, unit) in
            lines.iter().filter(|l| l.changes()).filter_map(|l| Some((l, l.unit.clone()?)))
        {
            work.db.save_quota(&season, &unit, &line.after).await?;
            let Quota { base, sme_extra, .. } = line.after;
            let event = Event::QuotaSet { unit, base, sme_extra };
            work.record(actor.account.as_str(), &event, About::default()).await?;
            changed += 1;
        }
        work.commit().await?;
        Ok(changed)
    }

    /// Sets how many seats beyond its quota a unit is granted, for a reason (Art. 17). Seats
    /// already taken stay taken.
    pub async fn grant_seats(
        &self,
        actor: &Actor,
        unit: &str,
        granted: i64,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        if domain::facts::units::unit(unit).is_none() {
            return Err(Refusal::BadValue { field: "unit".into() }.into());
        }
        let reason = super::shared::kept_line(reason, 500);
        if reason.is_empty() {
            return Err(Refusal::TooShort { min: 1, found: 0 }.into());
        }
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let new = Quota { granted, ..work.db.quota(&season.id, unit).await? };
        if !new.holds() {
            return Err(Refusal::BadValue { field: "quota".into() }.into());
        }
        work.db.save_quota(&season.id, unit, &new).await?;
        let event = Event::SeatsGranted { unit: unit.to_owned(), granted };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
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
        let reason = super::shared::kept_line(reason, 500);
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let mut next = season.move_closing(phase, closes, &reason, work.now)?;
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
