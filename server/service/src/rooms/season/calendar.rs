//! The years whose working days are known (Art. 18, 21), and the import of a further one.

use domain::application::version::digest;
use domain::event::Event;
use domain::facts::workdays::Calendar;
use domain::facts::workdays::import::{Sheet, read};
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::season::{KnownYear, Years};

use crate::ports::Bell;
use crate::ports::season::CalendarYear;
use crate::rooms::shared::calendar;
use crate::{About, Fault, Result, Service};

impl Service {
    /// The years that are known, in order; an imported one in place of the one that ships.
    pub async fn calendar_years(&self, actor: &Actor) -> Result<Years> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let stored = db.calendar_years().await?;
        let all = calendar(&mut *db).await?;
        let known = |year: i32| {
            let row = stored.iter().find(|s| s.data.year == year);
            let data = all.year(year)?.clone();
            let reason = row.map(|r| r.reason.clone()).unwrap_or_default();
            Some(KnownYear { data, imported: row.map(|r| Stamp(r.at)), reason })
        };
        let years = all.known_years().into_iter().filter_map(known).collect();
        Ok(Years { years, now: self.now() })
    }

    /// Imports a year of working days, whole or not at all. A year that is known already is
    /// replaced for a reason only. Deadlines that were given stay as they were given. Returns the
    /// year.
    pub async fn import_year(&self, actor: &Actor, sheet: &Sheet, reason: &str) -> Result<i32> {
        may_run_office(actor)?;
        let judged = read(sheet);
        let Some(data) = judged.good().cloned() else {
            return Err(
                Refusal::YearWrong { rows: judged.wrong().into_iter().take(20).collect() }.into()
            );
        };
        let mut work = self.begin().await?;
        let stored = work.db.calendar_years().await?;
        let known = stored.iter().any(|s| s.data.year == data.year)
            || Calendar::builtin().known_years().contains(&data.year);
        let reason = reason::read(reason, if known { reason::GIVEN } else { reason::OPTIONAL })?;
        let year = data.year;
        let text = serde_json::to_string(&data).map_err(|e| Fault::new(e.to_string()))?;
        let (author, at) = (actor.account.to_string(), work.now.0);
        let row = CalendarYear { data, reason: reason.clone(), author, at };
        work.db.save_calendar_year(&row).await?;
        let event = Event::CalendarYearSet { year, sha256: digest(&text) };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.ring(Bell { at, room: "season".into(), dossier: None, panel: None });
        work.commit().await?;
        Ok(year)
    }
}
