//! A season is planned out of the one that runs, changed part by part, and opened (Art. 6). While
//! it is only planned, nothing of it is seen outside the Office, and the season that runs goes on
//! untouched.

use domain::application::version::digest;
use domain::event::Event;
use domain::policy::{Actor, Role, may_run_office};
use domain::reason;
use domain::recommendation::Quota;
use domain::refusal::Refusal;
use domain::season::edit::{self, Form, Part, Stand};
use domain::season::next::next_from;
use domain::season::ready::lacks;
use domain::season::rows::{seats, seats_form};
use domain::season::{Season, Window};
use domain::views::season::Draft;

use super::finished::unfinished;
use super::outdating::tell_outdated;
use super::quotas;
use super::seats::{Change, store_seats};
use crate::ports::{Bell, Session};
use crate::rooms::shared::calendar;
use crate::{About, Fault, Result, Service};

/// Roles that do not begin anew with a season: those of standing bodies, whose people go on
/// working on the day it opens. Experts, leads and chairs are appointed for each season
/// (Art. 12, 13).
const STANDING: [Role; 7] = [
    Role::Office,
    Role::RecommendingUnit,
    Role::Ministry,
    Role::Caq,
    Role::SystemAdmin,
    Role::SecurityAdmin,
    Role::AuditAdmin,
];

impl Service {
    /// Plans the season after the one that runs, with the seats of all units. Returns its year.
    pub async fn plan_season(&self, actor: &Actor) -> Result<i32> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let last = crate::season(&mut *work.db).await?;
        if let Some(planned) = work.db.planned_season().await? {
            return Err(Refusal::PlannedAlready { year: planned.year }.into());
        }
        let years = calendar(&mut *work.db).await?;
        let next = next_from(&last, self.chance.id().into(), &years);
        work.db.insert_planned(&next).await?;
        work.db.copy_quotas(&last.id, &next.id).await?;
        let event = Event::SeasonPlanned { year: next.year };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(next.year)
    }

    /// The season of a year as it is planned, or as it runs, with what it lacks.
    pub async fn season_draft(&self, actor: &Actor, year: i32) -> Result<Draft> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let (season, opened) = of_year(&mut *db, year).await?;
        let quotas = quotas(&mut *db, &season.id).await?;
        let mut lacks = lacks(&season, &quotas, &calendar(&mut *db).await?);
        let now = self.now();
        if !opened && let Some(running) = db.current_season().await? {
            lacks.extend(unfinished(&mut *db, &running, now).await?);
        }
        Ok(Draft { season, opened, quotas, lacks, now })
    }

    /// Changes a part of a season as a form has it. A season that was opened is changed with a
    /// reason only; where it concerns applicants the change stands on the public call with it.
    pub async fn change_season(
        &self,
        actor: &Actor,
        year: i32,
        part: Part,
        form: &Form,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let (season, opened) = of_year(&mut *work.db, year).await?;
        let stand = Stand { opened, now: work.clock };
        let seats_now = quotas(&mut *work.db, &season.id).await?;
        let now =
            if part == Part::Seats { seats_form(&seats_now) } else { edit::to_form(part, &season) };
        if form.get("base").is_some_and(|b| *b != edit::base(&now)) {
            return Err(Refusal::Stale { revision: 0 }.into());
        }
        let wrong = |faults| Refusal::FormWrong { faults };
        if part == Part::Seats {
            let next = seats(&seats_now, form).map_err(wrong)?;
            let of = |((unit, new), old): ((String, Quota), Quota)| Change { unit, old, new };
            let changes = next.into_iter().zip(seats_now.into_iter().map(|q| q.1)).map(of);
            let changes = changes.collect();
            store_seats(&mut work, actor, (&season.id, opened), changes, reason).await?;
            return work.commit().await;
        }
        let mut next = edit::read(part, &season, form, stand).map_err(wrong)?;
        if next == season {
            return Ok(());
        }
        let reason = reason::read(reason, if opened { reason::GIVEN } else { reason::OPTIONAL })?;
        if opened {
            mark(&season, &mut next, &reason);
            next.changes.extend(edit::change(part, &season, &next, &reason, work.now));
        }
        work.db.save_season(&next).await?;
        let text = serde_json::to_string(&edit::to_form(part, &next))
            .map_err(|e| Fault::new(e.to_string()))?;
        let event =
            Event::SeasonChanged { year, part: part.code().to_owned(), sha256: digest(&text) };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        // Nobody hears that next year is being planned, and nothing is reckoned by it.
        if opened {
            tell_outdated(&mut work, &season, &next).await?;
            let at = work.now.0;
            work.ring(Bell { at, room: Bell::SEASON.into(), dossier: None, panel: None });
        }
        work.commit().await
    }

    /// Opens the planned season of a year: from now on it is the one that runs, so the one before is finished
    /// first. Standing roles are carried over, so that the Office goes on working in it.
    pub async fn open_planned(&self, actor: &Actor, year: i32) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let planned = work.db.planned_season().await?.filter(|s| s.year == year);
        let planned = planned.ok_or(Refusal::NotYours)?;
        let last = crate::season(&mut *work.db).await?;
        if planned.year <= last.year {
            return Err(Refusal::BadValue { field: "year".into() }.into());
        }
        let seats = quotas(&mut *work.db, &planned.id).await?;
        let mut lacks = lacks(&planned, &seats, &calendar(&mut *work.db).await?);
        let now = work.clock;
        lacks.extend(unfinished(&mut *work.db, &last, now).await?);
        if !lacks.is_empty() {
            return Err(Refusal::NotReady { lacks }.into());
        }
        work.db.open_season(&planned.id).await?;
        let roles = work.db.carry_grants(&last.id, &planned.id, &STANDING).await?;
        let text = serde_json::to_string(&planned).map_err(|e| Fault::new(e.to_string()))?;
        let event = Event::SeasonOpened { year, roles, sha256: digest(&text) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let at = work.now.0;
        for room in ["identity", "season"] {
            work.ring(Bell { at, room: room.into(), dossier: None, panel: None });
        }
        work.commit().await
    }
}

/// The planned season of a year, or the one that runs; whether it is open.
async fn of_year(db: &mut dyn Session, year: i32) -> Result<(Season, bool)> {
    if let Some(planned) = db.planned_season().await?.filter(|s| s.year == year) {
        return Ok((planned, false));
    }
    let running = db.current_season().await?.filter(|s| s.year == year);
    Ok((running.ok_or(Refusal::NotYours)?, true))
}

/// Notes the reason at every window that differs: the timetable of the call shows it there.
fn mark(before: &Season, after: &mut Season, reason: &str) {
    for w in &mut after.windows {
        let same = |b: &&Window| b.phase == w.phase && (b.opens, b.closes) == (w.opens, w.closes);
        if before.windows.iter().find(same).is_none() {
            w.changed = Some(reason.to_owned());
        }
    }
}
