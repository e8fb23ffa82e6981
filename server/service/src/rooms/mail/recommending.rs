//! What is told about the end of the phase of recommendation (Art. 7, 17): units are reminded before it, the Office
//! hears of units for which nobody works, and who was not recommended hears of it when the phase is over. A job asks
//! for it every few minutes; each thing told is noted with its dossiers, in the transaction that posts it.

use std::collections::BTreeSet;

use domain::ids::DossierId;
use domain::journey::Stage;
use domain::mail::{Message, reminder_due};
use domain::policy::Role;
use domain::recommendation::passed_over::passed_over;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;

use super::reminders::running;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::rooms::shared::{self, units};
use crate::{Result, Service};

/// What was noted of which dossier.
type Noted = BTreeSet<(DossierId, String)>;

/// Dossiers that wait for their units, and what was told of them already.
async fn waiting(db: &mut dyn Session, season: &Season) -> Result<(Vec<Dossier>, Noted)> {
    let waiting = db.dossiers_at(&season.id, &[Stage::Submitted]).await?;
    Ok((waiting, db.reminders(&season.id).await?.into_iter().collect()))
}

/// What a unit is reminded of now where this dossier waits for it. A closing that was moved is another deadline.
fn reminder(season: &Season, d: &Dossier, now: Stamp) -> Option<String> {
    let closes = units::closing(season)?;
    let since = d.standing.since().max(season.window(Phase::Recommendation)?.opens);
    let days = reminder_due(&season.mail.reminder_days, closes, since, now)?;
    Some(format!("recommendation:{}:{days}", closes.0))
}

/// What is told of a dossier that was not recommended, once for each closing.
fn farewell(season: &Season, d: &Dossier, now: Stamp) -> Option<String> {
    let closes = units::closing(season)?;
    passed_over(d.standing.stage(), Some(closes), now)
        .then(|| format!("not_recommended:{}", closes.0))
}

impl Service {
    /// Reminds units of the dossiers that wait for them before the phase of recommendation closes (Art. 17); where
    /// nobody works for a unit, the Office (Art. 7). Returns how many units were reminded, or told of.
    pub async fn remind_units(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let Some(season) = running(&mut *db).await? else { return Ok(0) };
        let (waiting, noted) = waiting(&mut *db, &season).await?;
        drop(db);
        let now = self.now();
        let new = |d: &Dossier| {
            reminder(&season, d, now).is_some_and(|what| !noted.contains(&(d.id.clone(), what)))
        };
        let late: BTreeSet<String> =
            waiting.iter().filter(|d| new(d)).map(|d| d.summary.unit.clone()).collect();
        let mut reminded = 0;
        for unit in late {
            reminded += usize::from(self.remind_unit(&unit).await?);
        }
        Ok(reminded)
    }

    /// Reminds one unit, unless that was done.
    async fn remind_unit(&self, unit: &str) -> Result<bool> {
        let mut work = self.begin().await?;
        // Again, under the lock: what waited may be recommended, or the closing moved.
        let Some(season) = running(&mut *work.db).await? else { return Ok(false) };
        let (at, now) = (work.now.0, work.clock);
        let mut all = work.db.dossiers_at(&season.id, &[Stage::Submitted]).await?;
        all.retain(|d| d.summary.unit == unit);
        let mut new = false;
        for d in &all {
            if let Some(what) = reminder(&season, d, now) {
                new |= work.db.insert_reminder(&d.id, &what, at).await?;
            }
        }
        let Some(closes) = units::closing(&season).filter(|_| new) else { return Ok(false) };
        let waiting = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let people = units::people(&mut *work.db, &season).await?;
        if people.contains_key(unit) {
            let message = Message::RecommendationDue { closes, waiting };
            let to = (Role::RecommendingUnit, unit);
            work.post_to_holders(&season.id, to, None, &message).await?;
        } else {
            let closes = Some(closes);
            let message = Message::UnitVacant { unit: unit.to_owned(), waiting, closes };
            work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        }
        work.commit().await?;
        Ok(true)
    }

    /// Tells those who were not recommended, once the phase is over (Art. 17), and again where it was moved and is over
    /// anew. Returns how many dossiers were told of.
    pub async fn tell_not_recommended(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let Some(season) = running(&mut *db).await? else { return Ok(0) };
        let now = self.now();
        if units::closing(&season).is_none_or(|closes| now < closes) {
            return Ok(0);
        }
        let (waiting, noted) = waiting(&mut *db, &season).await?;
        drop(db);
        let mut told = 0;
        for d in waiting {
            let due = farewell(&season, &d, now);
            if due.is_some_and(|what| !noted.contains(&(d.id.clone(), what))) {
                told += usize::from(self.tell_of(&d.id).await?);
            }
        }
        Ok(told)
    }

    /// Tells of one dossier, unless that was done.
    async fn tell_of(&self, id: &DossierId) -> Result<bool> {
        let mut work = self.begin().await?;
        let Some(season) = running(&mut *work.db).await? else { return Ok(false) };
        let d = shared::load(&mut *work.db, id).await?;
        let at = work.now.0;
        let Some(what) = farewell(&season, &d, work.clock) else { return Ok(false) };
        if !work.db.insert_reminder(id, &what, at).await? {
            return Ok(false);
        }
        let message = Message::NotRecommended {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            unit: d.summary.unit.clone(),
        };
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        work.commit().await?;
        Ok(true)
    }
}
