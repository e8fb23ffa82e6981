//! Seats of the recommending units (Art. 17). Whatever the form (one unit, a table, all units on a page), they are
//! stored by one verb: once the season is opened a change needs a reason, which the journal keeps.

use domain::event::Event;
use domain::ids::SeasonId;
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::recommendation::{Quota, import};
use domain::refusal::Refusal;

use crate::{About, Result, Service, Work};

impl Service {
    /// Sets a unit's seats (Art. 17). Seats already taken stay taken.
    pub async fn set_quota(
        &self,
        actor: &Actor,
        unit: &str,
        base: i64,
        sme_extra: i64,
        reason: &str,
    ) -> Result<()> {
        self.change_seats(actor, unit, reason, |old| Quota { base, sme_extra, ..old }).await
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
        self.change_seats(actor, unit, reason, |old| Quota { granted, ..old }).await
    }

    /// Changes the seats of one unit of the season that runs.
    async fn change_seats(
        &self,
        actor: &Actor,
        unit: &str,
        reason: &str,
        change: impl FnOnce(Quota) -> Quota + Send,
    ) -> Result<()> {
        may_run_office(actor)?;
        if domain::facts::units::unit(unit).is_none() {
            return Err(Refusal::BadValue { field: "unit".into() }.into());
        }
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?.id;
        let old = work.db.quota(&season, unit).await?;
        let change = Change { unit: unit.to_owned(), old, new: change(old) };
        store_seats(&mut work, actor, (&season, true), vec![change], reason).await?;
        work.commit().await
    }

    /// Sets the seats of all units of a table, or of none where a row of it is wrong (Art. 17).
    /// Returns how many units have other seats now.
    pub async fn import_quotas(&self, actor: &Actor, text: &str, reason: &str) -> Result<usize> {
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
        let of = |l: import::Line| Some(Change { unit: l.unit?, old: l.before, new: l.after });
        let changes = lines.into_iter().filter_map(of).collect();
        let changed = store_seats(&mut work, actor, (&season, true), changes, reason).await?;
        work.commit().await?;
        Ok(changed)
    }
}

/// The seats of a unit as they were and as they are to be.
pub(super) struct Change {
    /// Code of the unit.
    pub(super) unit: String,
    /// As they were.
    pub(super) old: Quota,
    /// As they are to be.
    pub(super) new: Quota,
}

/// Stores seats of a season, which was opened or is only planned: the one way to change them. What differs in nothing
/// is passed over and needs no reason. Returns how many units have other seats now.
///
/// # Errors
/// [`Refusal::BadValue`] for seats that cannot be, or fewer than are taken; [`Refusal::TooShort`] where a reason is
/// missing.
pub(super) async fn store_seats(
    work: &mut Work,
    actor: &Actor,
    (season, opened): (&SeasonId, bool),
    changes: Vec<Change>,
    reason: &str,
) -> Result<usize> {
    let changes: Vec<Change> = changes.into_iter().filter(|c| c.old != c.new).collect();
    if changes.iter().any(|c| !c.new.holds()) {
        return Err(Refusal::BadValue { field: "quota".into() }.into());
    }
    let owed = opened && !changes.is_empty();
    let reason = reason::read(reason, if owed { reason::GIVEN } else { reason::OPTIONAL })?;
    for Change { unit, old, new } in &changes {
        work.db.save_quota(season, unit, new).await?;
        let unit = unit.clone();
        let event = match new.granted == old.granted {
            true => Event::QuotaSet { unit, base: new.base, sme_extra: new.sme_extra },
            false => Event::SeatsGranted { unit, granted: new.granted },
        };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
    }
    Ok(changes.len())
}
