//! Slots: the applicant's own, checking in, the timer of the room, cancelling (Art. 20).

use domain::defence::delegates;
use domain::defence::plan::EARLY;
use domain::defence::slot::require_seen;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, PanelId, SessionId};
use domain::journey::Stage;
use domain::mail::Message;
use domain::policy::{Actor, may_edit, may_read_own, may_run_office, may_run_room};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::defence::{OwnDefence, OwnSlot};

use super::lots::reason_of;
use super::planning::{reset, ring};
use crate::picture;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::defence::{Sitting, SlotRow};
use crate::rooms::shared;
use crate::rooms::shared::slides::shown;
use crate::{About, Fault, Result, Service, Work};

/// What is kept of what an applicant types before it is judged: more than any list of people has.
const TYPED_MAX: usize = 4_000;

impl Service {
    /// An applicant's own slot; nothing while it was not told.
    pub async fn defence_slot(&self, actor: &Actor, id: &DossierId) -> Result<OwnDefence> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read_own(actor, &shared::facts(&d))?;
        let row = db.slot(id).await?;
        if row.is_none() && d.standing.stage() != Stage::Shortlisted {
            return Err(Refusal::NotYours.into());
        }
        let season = crate::season_of(&mut *db, &d.season).await?;
        let now = self.now();
        let slot = match row {
            None => None,
            Some(row) => {
                let sitting = sitting_of(&mut *db, &d, &row).await?;
                let open = row.cancelled_at.is_none() && now < row.slot.starts;
                Some(OwnSlot {
                    room: sitting.session.room,
                    starts: row.slot.starts,
                    ends: row.slot.ends,
                    times: season.review.times,
                    sequence: row.sequence,
                    confirmed: row.confirmed_at.map(Stamp),
                    delegates: row.delegates,
                    delegates_max: season.review.delegates_max,
                    slides: db.slides_of(id).await?.iter().map(shown).collect(),
                    file_max: season.limits.file_max,
                    slides_max: season.limits.slot_files_max,
                    writes: open && may_edit(actor, &shared::facts(&d)).is_ok(),
                    cancelled: row.cancelled_at.map(Stamp),
                })
            }
        };
        Ok(OwnDefence {
            year: season.year,
            now,
            dossier: d.id,
            reference: d.reference,
            title: d.summary.title,
            slot,
        })
    }

    /// The applicant comes, and says who. Said again it replaces what was said, until the slot begins.
    pub async fn confirm_slot(&self, actor: &Actor, id: &DossierId, people: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let (d, mut row) = own_open(&mut *work.db, actor, id, work.clock).await?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        let typed = shared::kept(people, TYPED_MAX);
        row.delegates = delegates::read(&typed, season.review.delegates_max)?;
        row.confirmed_at = Some(work.now.0);
        work.db.save_slot(&row).await?;
        let delegates = i64::try_from(row.delegates.len()).unwrap_or(i64::MAX);
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        let event = Event::SlotConfirmed { delegates };
        work.record(actor.account.as_str(), &event, about).await?;
        if let Some(panel) = &d.panel {
            ring(&mut work, panel, Some(id));
        }
        work.commit().await
    }

    /// The Office checks an applicant's people in, or takes that back.
    pub async fn check_in(&self, actor: &Actor, id: &DossierId, here: bool) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let (d, mut row) = standing(&mut *work.db, id).await?;
        if row.arrived_at.is_some() == here {
            return Ok(());
        }
        row.arrived_at = here.then_some(work.now.0);
        work.db.save_slot(&row).await?;
        let about = About { dossier: Some(id), ..About::default() };
        work.record(actor.account.as_str(), &Event::DelegatesArrived { here }, about).await?;
        if let Some(panel) = &d.panel {
            ring(&mut work, panel, Some(id));
        }
        work.commit().await
    }

    /// Starts the room's timer for a slot: once.
    pub async fn begin_slot(&self, actor: &Actor, id: &SessionId, number: u32) -> Result<()> {
        let mut work = self.begin().await?;
        let (sitting, mut row) = in_room(&mut *work.db, actor, id, number).await?;
        if row.cancelled_at.is_some() {
            return Err(Refusal::SlotCancelled.into());
        }
        if row.begun_at.is_some() {
            return Err(Refusal::SlotBegun.into());
        }
        let from = sitting.session.starts.plus(-EARLY);
        if work.clock < from {
            return Err(Refusal::SlotEarly { from }.into());
        }
        // The room's timer counts from here, by the clock.
        row.begun_at = Some(work.clock.0);
        let event = Event::SlotBegun { session: id.to_string(), number: i64::from(number) };
        timed(work, actor, &sitting.session.panel, &row, &event).await
    }

    /// Takes back that the timer was started, for whoever pressed the wrong button: as long as no sheet is sealed.
    pub async fn unbegin_slot(&self, actor: &Actor, id: &SessionId, number: u32) -> Result<()> {
        let mut work = self.begin().await?;
        let (sitting, mut row) = in_room(&mut *work.db, actor, id, number).await?;
        if row.begun_at.is_none() {
            return Ok(());
        }
        let d = shared::load(&mut *work.db, &row.slot.dossier).await?;
        require_unscored(&mut *work.db, &d).await?;
        row.begun_at = None;
        let event = Event::SlotUnbegun { session: id.to_string(), number: i64::from(number) };
        timed(work, actor, &sitting.session.panel, &row, &event).await
    }

    /// An application does not come before its panel after all. Its time stays empty; nobody scores it. `seen` is the
    /// `sequence` of its slot on the page: what a colleague has moved since is not cancelled from an older one.
    pub async fn cancel_slot(
        &self,
        actor: &Actor,
        id: &DossierId,
        reason: &str,
        seen: Option<u32>,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let (d, mut row) = standing(&mut *work.db, id).await?;
        require_seen(row.sequence, seen)?;
        if row.begun_at.is_some() {
            return Err(Refusal::SlotBegun.into());
        }
        require_unscored(&mut *work.db, &d).await?;
        shared::require_panel_open(&mut *work.db, &d, Review::Defence).await?;
        let reason = reason_of(reason)?;
        row.cancelled_at = Some(work.now.0);
        row.sequence = row.sequence.saturating_add(1);
        work.db.save_slot(&row).await?;
        for pair in work.db.defence_assignments(&d.season).await? {
            if pair.dossier == *id {
                work.db.unassign_defence(id, &pair.expert).await?;
            }
        }
        let event = Event::SlotCancelled { session: row.slot.session.to_string() };
        let about = About { dossier: Some(id), on_behalf: "", reason: &reason };
        work.record(actor.account.as_str(), &event, about).await?;
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message = Message::DefenceCancelled { reference, title, reason: reason.clone() };
        work.post_to_writers(&d.season, &d.organisation, id, &message).await?;
        if let Some(panel) = &d.panel {
            ring(&mut work, panel, Some(id));
            reset(&mut work, panel, Some(id));
        }
        work.commit().await
    }
}

/// Refuses where a sheet of the defence is sealed: what was scored was heard.
pub(super) async fn require_unscored(db: &mut dyn Session, d: &Dossier) -> Result<()> {
    match db.totals_of(Review::Defence, &d.id).await?.is_empty() {
        true => Ok(()),
        false => Err(Refusal::SlotScored.into()),
    }
}

/// A slot of a session that was told, to whoever runs its room.
async fn in_room(
    db: &mut dyn Session,
    actor: &Actor,
    id: &SessionId,
    number: u32,
) -> Result<(Sitting, SlotRow)> {
    shared::possible(id.as_str())?;
    let season = crate::season(db).await?;
    let sittings = db.sittings(&season.id).await?;
    let told = |s: &Sitting| s.session.id == *id && s.published_at.is_some();
    let sitting = sittings.into_iter().find(told).ok_or(Refusal::NotYours)?;
    may_run_room(actor, &sitting.session.panel)?;
    let rows = db.slots(&season.id).await?;
    let of = |r: &SlotRow| r.slot.session == *id && r.slot.number == number;
    let row = rows.into_iter().find(of).ok_or(Refusal::NotYours)?;
    // Whoever is in conflict is out of the room; somebody else presses the button (Art. 15).
    if let Some(expert) = picture::viewer(actor) {
        let conflicts = db.conflicts_of(&season.id, &expert).await?;
        if conflicts.iter().any(|c| c.dossier == row.slot.dossier) {
            return Err(Refusal::NotYours.into());
        }
    }
    Ok((sitting, row))
}

/// Keeps what the room's timer says of a slot; the room's screens follow.
async fn timed(
    mut work: Work,
    actor: &Actor,
    panel: &PanelId,
    row: &SlotRow,
    event: &Event,
) -> Result<()> {
    work.db.save_slot(row).await?;
    let about = About { dossier: Some(&row.slot.dossier), ..About::default() };
    work.record(actor.account.as_str(), event, about).await?;
    ring(&mut work, panel, Some(&row.slot.dossier));
    work.commit().await
}

/// A slot that was told and not cancelled.
async fn standing(db: &mut dyn Session, id: &DossierId) -> Result<(Dossier, SlotRow)> {
    let d = shared::load(db, id).await?;
    let row = db.slot(id).await?.ok_or(Refusal::NotYours)?;
    if row.cancelled_at.is_some() {
        return Err(Refusal::SlotCancelled.into());
    }
    Ok((d, row))
}

/// A slot of the actor's own organisation that has not begun, to a writer.
pub(super) async fn own_open(
    db: &mut dyn Session,
    actor: &Actor,
    id: &DossierId,
    now: Stamp,
) -> Result<(Dossier, SlotRow)> {
    let d = shared::load(db, id).await?;
    may_read_own(actor, &shared::facts(&d))?;
    // That there is no slot comes before who may change it.
    db.slot(id).await?.ok_or(Refusal::NotYours)?;
    may_edit(actor, &shared::facts(&d))?;
    let (d, row) = standing(db, &d.id).await?;
    if now >= row.slot.starts || row.begun_at.is_some() {
        return Err(Refusal::SlotOver.into());
    }
    Ok((d, row))
}

async fn sitting_of(db: &mut dyn Session, d: &Dossier, row: &SlotRow) -> Result<Sitting> {
    let all = db.sittings(&d.season).await?;
    let found = all.into_iter().find(|s| s.session.id == row.slot.session);
    Ok(found.ok_or_else(|| Fault::new(format!("the slot of {} has no session", d.id)))?)
}
