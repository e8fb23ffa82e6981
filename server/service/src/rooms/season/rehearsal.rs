//! A rehearsal: a copy of the database whose clock can be moved on and that sends no mail.

use domain::event::Event;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::stamp::{DAY, Stamp};
use domain::views::season::Rehearsed;

use crate::ports::Bell;
use crate::ports::season::Rehearsal;
use crate::{About, Result, Service};

/// How far a clock is moved at once, at most, days: two seasons.
const FURTHEST: i64 = 800;

impl Service {
    /// Whether this database is a rehearsal, and how its clock goes.
    pub async fn rehearsal(&self) -> Result<Option<Rehearsal>> {
        Ok(self.read().await?.rehearsal().await?)
    }

    /// Marks this database as a rehearsal, for good. For the operator, on a copy.
    pub async fn begin_rehearsal(&self) -> Result<()> {
        let mut work = self.begin().await?;
        if work.db.rehearsal().await?.is_none() {
            let mark = Rehearsal { made_at: work.now.0, ahead: 0 };
            work.db.save_rehearsal(&mark).await?;
            work.record("system", &Event::RehearsalBegun, About::default()).await?;
        }
        work.commit().await?;
        // What waited in the original waits for a real address.
        self.shelve_mail().await
    }

    /// The rehearsal as the Office sees it. Where there is none, there is no such page.
    pub async fn rehearsed(&self, actor: &Actor) -> Result<Rehearsed> {
        may_run_office(actor)?;
        let mark = self.rehearsal().await?.ok_or(Refusal::NotYours)?;
        let windows = self.season().await?.windows;
        Ok(Rehearsed { made_at: Stamp(mark.made_at), ahead: mark.ahead, windows, now: self.now() })
    }

    /// Moves the clock of a rehearsal on to a moment, as typed (Beijing time). It never goes back,
    /// as the journal does not.
    pub async fn move_clock(&self, actor: &Actor, to: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let mark = work.db.rehearsal().await?.ok_or(Refusal::NotYours)?;
        let wrong = Refusal::BadValue { field: "clock".into() };
        // Where another server has moved it, this one's clock follows with the next bell: the mark says how far it is.
        let wall = self.clock.wall();
        let now = work.now.max(wall.plus(mark.ahead));
        let to = Stamp::read(to).filter(|t| t.0 - now.0 < FURTHEST * DAY).ok_or(wrong)?;
        if to <= now {
            return Err(Refusal::ClockBack.into());
        }
        let ahead = to.0 - wall.0;
        work.db.save_rehearsal(&Rehearsal { ahead, ..mark }).await?;
        work.record(actor.account.as_str(), &Event::ClockMoved { to }, About::default()).await?;
        let bell = |at: i64, room: &str| Bell { at, room: room.into(), dossier: None, panel: None };
        work.ring(bell(work.now.0, "clock"));
        work.commit().await?;
        self.clock.put_ahead(ahead);
        // Whoever looks at what is due by now is woken when it is that moment here: woken by the commit, they would look
        // at the moment before, and not again for a minute.
        let mut work = self.begin().await?;
        work.ring(bell(work.now.0, Bell::SEASON));
        work.commit().await
    }
}
