//! A session that was told changes: time, place, or who sits (Art. 20). Whoever it concerns is told, and
//! calendars replace what they have.

use std::collections::BTreeSet;

use domain::defence::clash::Clash;
use domain::defence::plan::require_within;
use domain::defence::session::Session as Sits;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::ExpertId;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;

use super::lots::reason_of;
use super::plan::{Plan, sessions_in};
use super::planning::{clash, invite, reset, seat};
use crate::ports::defence::{DefenceAssignment, Sitting, SlotRow};
use crate::rooms::shared;
use crate::{About, Result, Work};

/// Puts `after` in place of a session that was told, within a transaction.
pub(super) async fn change(
    work: &mut Work,
    actor: &Actor,
    mut plan: Plan,
    before: &Sitting,
    after: Sits,
    reason: &str,
) -> Result<()> {
    let old = &before.session;
    if *old == after {
        return Ok(());
    }
    let reason = reason_of(reason)?;
    let times = plan.times();
    let rows: Vec<SlotRow> =
        plan.slots.iter().filter(|r| r.slot.session == old.id).cloned().collect();
    let standing = || rows.iter().filter(|r| r.cancelled_at.is_none());
    if let Some(last) = standing().map(|r| r.slot.number).max().filter(|n| *n > after.slots) {
        return Err(Refusal::SlotsTaken { last }.into());
    }
    let spans = |s: &Sits| standing().map(|r| s.slot(r.slot.number, &times)).collect::<Vec<_>>();
    let moved = old.starts != after.starts || old.room != after.room || spans(old) != spans(&after);
    if moved {
        if rows.iter().any(|r| r.begun_at.is_some()) {
            return Err(Refusal::SessionBegun.into());
        }
        for row in standing() {
            if !work.db.totals_of(Review::Defence, &row.slot.dossier).await?.is_empty() {
                return Err(Refusal::SlotScored.into());
            }
        }
        require_within(&plan.season, &after, &times, work.clock)?;
    }
    // What clashed before, a conflict declared since for example, keeps nobody from mending the rest.
    let known: BTreeSet<Clash> = plan.clashes().into_iter().collect();
    let sitting = Sitting { session: after.clone(), published_at: before.published_at };
    for s in plan.sittings.iter_mut().filter(|s| s.session.id == after.id) {
        *s = sitting.clone();
    }
    let mut next = rows.clone();
    for row in next.iter_mut().filter(|r| r.cancelled_at.is_none() && moved) {
        (row.slot.starts, row.slot.ends) = after.slot(row.slot.number, &times);
        row.sequence = row.sequence.saturating_add(1);
        row.confirmed_at = None;
    }
    for row in &mut plan.slots {
        if let Some(new) = next.iter().find(|n| n.slot.dossier == row.slot.dossier) {
            *row = new.clone();
        }
    }
    let found = plan.clashes();
    let new = found.iter().filter(|c| c.blocks() && !known.contains(c));
    let count = new.filter(|c| sessions_in(c).contains(&&after.id)).count();
    if count > 0 {
        return Err(clash(count).into());
    }
    if old.experts != after.experts {
        shared::require_open(&mut *work.db, &plan.season.id, &after.panel, Review::Defence).await?;
    }
    work.db.save_sitting(&plan.season.id, &sitting).await?;
    let gone: Vec<&ExpertId> = old.experts.iter().filter(|e| !after.experts.contains(e)).collect();
    let come: Vec<&ExpertId> = after.experts.iter().filter(|e| !old.experts.contains(e)).collect();
    for row in next.iter().filter(|r| r.cancelled_at.is_none()) {
        if moved {
            work.db.save_slot(row).await?;
            invite(work, &plan, &after, row, &reason).await?;
        }
        // Who heard an application scores it, and nobody else does.
        if row.heard(&rows, work.clock) {
            continue;
        }
        for expert in &gone {
            let sheet = work.db.sheet(Review::Defence, &row.slot.dossier, expert).await?;
            if sheet.is_none_or(|s| s.sealed_at.is_none()) {
                work.db.unassign_defence(&row.slot.dossier, expert).await?;
            }
        }
        for expert in come.iter().filter(|e| !plan.kept_away(Some(e), &row.slot.dossier)) {
            let pair = DefenceAssignment {
                dossier: row.slot.dossier.clone(),
                expert: (*expert).clone(),
                panel: after.panel.clone(),
                at: work.now.0,
            };
            work.db.assign_defence(&plan.season.id, &pair).await?;
        }
    }
    for expert in gone {
        let message = Message::DefenceUnseated { starts: old.starts, reason: reason.clone() };
        let to = (Role::Expert, expert.as_str());
        work.post_to_holders(&plan.season.id, to, None, &message).await?;
    }
    for expert in after.experts.iter().filter(|e| moved || come.contains(e)) {
        seat(work, &plan, &after, expert.as_str(), &reason).await?;
    }
    let event = Event::SessionMoved {
        session: after.id.to_string(),
        panel: after.panel.to_string(),
        starts: after.starts,
        experts: after.experts.iter().map(ToString::to_string).collect(),
    };
    let about = About { reason: &reason, ..About::default() };
    work.record(actor.account.as_str(), &event, about).await?;
    reset(work, &after.panel, None);
    Ok(())
}
