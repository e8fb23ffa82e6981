//! Room *season*: open a season, read the call, set quotas, move a closing.

use domain::event::Event;
use domain::ids::SeasonId;
use domain::policy::{Actor, may_run_office};
use domain::recommendation::Quota;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::Call;

use crate::{About, Result, Service};

impl Service {
    /// The public call (Art. 6). Nobody needs to sign in for it.
    pub async fn call(&self) -> Result<Call> {
        let season = self.season().await?.for_dossier(&Default::default());
        Ok(Call { season, now: self.now() })
    }

    /// Opens a season. The rubrics must add up before anything is stored.
    pub async fn open_season(&self, actor: &Actor, season: &Season) -> Result<()> {
        may_run_office(actor)?;
        if season.review.written.check().is_err() || season.review.defence.check().is_err() {
            return Err(Refusal::BadValue { field: "rubric".into() }.into());
        }
        if season.review.reviews < season.review.reviews_min {
            return Err(Refusal::BadValue { field: "reviews".into() }.into());
        }
        let mut work = self.begin().await?;
        if work.db.current_season().await?.is_some_and(|s| s.id == season.id) {
            // Rules of an open season change one by one, each with its reason.
            return Err(Refusal::BadValue { field: "id".into() }.into());
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
        season: &SeasonId,
        unit: &str,
        base: i64,
        sme_extra: i64,
    ) -> Result<()> {
        may_run_office(actor)?;
        if domain::facts::units::unit(unit).is_none() {
            return Err(Refusal::BadValue { field: "unit".into() }.into());
        }
        let mut work = self.begin().await?;
        let old = work.db.quota(season, unit).await?;
        let new = Quota { base, sme_extra, ..old };
        if base < 0
            || sme_extra < 0
            || new.used() > new.seats()
            || new.used_large > base + new.granted
        {
            return Err(Refusal::BadValue { field: "quota".into() }.into());
        }
        work.db.save_quota(season, unit, &new).await?;
        let event = Event::QuotaSet { unit: unit.to_owned(), base, sme_extra };
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
        let reason = super::shared::kept_line(reason, 500);
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let next = season.move_closing(phase, closes, &reason, work.now)?;
        work.db.save_season(&next).await?;
        let event = Event::ClosingMoved { phase, closes };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }
}
