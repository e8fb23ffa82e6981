//! One application is given another time, or its own back after it was cancelled by mistake (Art. 20).

use domain::defence::session::Slot;
use domain::defence::slot::require_seen;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, SessionId};
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;

use super::lots::reason_of;
use super::plan::Plan;
use super::planning::{clash, invite, reset, ring, seat};
use super::slots::require_unscored;
use crate::ports::defence::{DefenceAssignment, SlotRow};
use crate::rooms::shared;
use crate::{About, Result, Service};

impl Service {
    /// Gives an application that was told its time another one, cancelled or not: a free number of a session of its panel.
    /// The own number of what was cancelled is given back. The applicant is invited anew, with the reason, and confirms
    /// again; who sits there and has no conflict scores it, and hears of it. `seen` is the `sequence` of its slot on the
    /// page: what a colleague has cancelled or moved since is given no time from an older one.
    pub async fn place_slot(
        &self,
        actor: &Actor,
        id: &DossierId,
        to: &SessionId,
        number: u32,
        reason: &str,
        seen: Option<u32>,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let plan = Plan::read(&mut *work.db).await?;
        let before = plan.slots.iter().find(|r| r.slot.dossier == *id).cloned();
        let before = before.ok_or(Refusal::NotYours)?;
        let d = plan.dossiers.get(id).ok_or(Refusal::NotYours)?;
        let (old, new) = (&plan.sitting(&before.slot.session)?.session, &plan.sitting(to)?.session);
        plan.require_planning(work.clock)?;
        let (returns, stays) =
            (before.cancelled_at.is_some(), old.id == *to && before.slot.number == number);
        if stays && !returns {
            return Ok(());
        }
        require_seen(before.sequence, seen)?;
        // What was cancelled was not heard, whatever the hour.
        if !returns && before.heard(&plan.slots, work.clock) {
            return Err(Refusal::SlotBegun.into());
        }
        require_unscored(&mut *work.db, d).await?;
        shared::require_panel_open(&mut *work.db, d, Review::Defence).await?;
        let reason = reason_of(reason)?;
        let places = plan.places(&old.panel, Some(&before), work.clock);
        let place = places.into_iter().find(|p| p.session == *to && p.number == number);
        let place = place.ok_or(Refusal::SlotTaken)?;

        let all = work.db.defence_assignments(&plan.season.id).await?;
        let pairs = all.into_iter().filter(|p| p.dossier == *id).map(|p| p.expert);
        let (stay, go): (Vec<ExpertId>, Vec<ExpertId>) =
            pairs.partition(|e| new.experts.contains(e));
        // Who sits in both and scores it no more has given it back: it is not given to them again.
        let sat = |e: &ExpertId| !returns && old.experts.contains(e);
        let seats = plan.seats_of(&new.panel);
        let free = |e: &ExpertId| seats.contains(e) && !plan.kept_away(Some(e), id);
        let come: Vec<&ExpertId> =
            new.experts.iter().filter(|e| !stay.contains(e) && !sat(e) && free(e)).collect();
        if stay.is_empty() && come.is_empty() {
            return Err(match new.experts.len() {
                0 => Refusal::NobodySits,
                kept => clash(kept),
            }
            .into());
        }

        let slot = Slot {
            session: place.session,
            number,
            dossier: id.clone(),
            starts: place.starts,
            ends: place.ends,
        };
        let row = SlotRow {
            slot,
            sequence: before.sequence.saturating_add(1),
            confirmed_at: None,
            delegates: before.delegates,
            arrived_at: before.arrived_at.filter(|_| stays),
            begun_at: None,
            cancelled_at: None,
        };
        work.db.save_slot(&row).await?;
        for expert in &go {
            work.db.unassign_defence(id, expert).await?;
        }
        for expert in &come {
            let pair = DefenceAssignment {
                dossier: id.clone(),
                expert: (*expert).clone(),
                panel: new.panel.clone(),
                at: work.now.0,
            };
            work.db.assign_defence(&plan.season.id, &pair).await?;
        }
        invite(&mut work, &plan, new, &row, &reason).await?;
        for expert in &come {
            seat(&mut work, &plan, new, expert.as_str(), &reason).await?;
        }
        let event = Event::SlotPlaced { session: to.to_string(), number: i64::from(number) };
        let about = About { dossier: Some(id), on_behalf: "", reason: &reason };
        work.record(actor.account.as_str(), &event, about).await?;
        ring(&mut work, &new.panel, Some(id));
        reset(&mut work, &new.panel, Some(id));
        work.commit().await
    }
}
