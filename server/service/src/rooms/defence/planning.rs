//! Planning sessions, and telling of them (Art. 20).

use domain::defence::lot::assign;
use domain::defence::plan::{SessionForm, require_within};
use domain::defence::session::Session as Sits;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId, SessionId};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;

use super::plan::{Plan, sessions_in};
use crate::once::Sending;
use crate::ports::Bell;
use crate::ports::defence::{DefenceAssignment, Sitting, SlotRow};
use crate::{About, Result, Service, Work};

impl Service {
    /// Plans a session of a panel, or changes one. Of one that was told everybody concerned hears, and
    /// a `reason` is needed. `once` is what the form of a new one was drawn with: sent again it is the same session.
    pub async fn plan_session(
        &self,
        actor: &Actor,
        id: Option<&SessionId>,
        panel: &PanelId,
        form: &SessionForm,
        (reason, once): (&str, &str),
    ) -> Result<SessionId> {
        may_run_office(actor)?;
        // A session that is changed is changed to the same by the same form; a new one would be there twice.
        let experts: Vec<&str> = form.experts.iter().map(ExpertId::as_str).collect();
        let experts = experts.join(" ");
        let mut said = vec![panel.as_str(), &form.room, &form.starts, &form.slots, &form.breaks];
        said.push(&experts);
        let once = if id.is_none() { once } else { "" };
        let sending = Sending::of("session", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if let Some(id) = work.sent(&sending).await? {
            return Ok(id.into());
        }
        let plan = Plan::read(&mut *work.db).await?;
        let before = match id {
            Some(id) => Some(plan.sitting(id)?.clone()),
            None => None,
        };
        let panel = before.as_ref().map_or(panel, |b| &b.session.panel).clone();
        plan.panel(&panel)?;
        plan.require_planning(work.clock)?;
        if before.is_none() && plan.told(&panel) {
            return Err(Refusal::PlanTold.into());
        }
        let id = id.cloned().unwrap_or_else(|| self.chance.id().into());
        let session = form.read(id.clone(), panel.clone(), &plan.seats_of(&panel))?;
        match before {
            Some(before) if before.published_at.is_some() => {
                super::moving::change(&mut work, actor, plan, &before, session, reason).await?;
            }
            _ => {
                require_within(&plan.season, &session, &plan.times(), work.clock)?;
                let event = planned(&session);
                let sitting = Sitting { session, published_at: None };
                work.db.save_sitting(&plan.season.id, &sitting).await?;
                work.record(actor.account.as_str(), &event, About::default()).await?;
            }
        }
        work.note_sent(&sending, id.as_str()).await?;
        ring(&mut work, &panel, None);
        work.commit().await?;
        Ok(id)
    }

    /// Gives up a session that nobody was told of.
    pub async fn drop_session(&self, actor: &Actor, id: &SessionId) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let plan = Plan::read(&mut *work.db).await?;
        let sitting = plan.sitting(id)?;
        if sitting.published_at.is_some() {
            return Err(Refusal::PlanTold.into());
        }
        work.db.delete_sitting(id).await?;
        let panel = sitting.session.panel.clone();
        let event = Event::SessionDropped { session: id.to_string(), panel: panel.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work, &panel, None);
        work.commit().await
    }

    /// Tells of a panel's plan: every application gets its slot, in the order drawn; applicants are
    /// invited, experts have whom to score. Refused while something clashes.
    pub async fn publish_defence(&self, actor: &Actor, panel: &PanelId) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let plan = Plan::read(&mut *work.db).await?;
        plan.panel(panel)?;
        plan.require_planning(work.clock)?;
        if plan.told(panel) {
            return Err(Refusal::PlanTold.into());
        }
        let order = plan.order(panel).ok_or(Refusal::LotMissing)?;
        let sessions = plan.of_panel(panel);
        let times = plan.times();
        if sessions.iter().any(|s| s.experts.is_empty()) {
            // Whoever was to sit there was stood down.
            return Err(Refusal::NobodySits.into());
        }
        for session in &sessions {
            require_within(&plan.season, session, &times, work.clock)?;
        }
        let slots = assign(&order, &sessions, &times)?;
        let own = |id: &SessionId| sessions.iter().any(|s| s.id == *id);
        let clashes = plan.clashes();
        let blocking = clashes.iter().filter(|c| c.blocks());
        let count = blocking.filter(|c| sessions_in(c).into_iter().any(own)).count();
        if count > 0 {
            return Err(clash(count).into());
        }
        let at = work.now.0;
        for session in &sessions {
            let sitting = Sitting { session: session.clone(), published_at: Some(at) };
            work.db.save_sitting(&plan.season.id, &sitting).await?;
        }
        let (applications, mut pairs) = (slots.len(), 0);
        for slot in slots {
            let row = SlotRow::told(slot);
            work.db.save_slot(&row).await?;
            let session = sessions.iter().find(|s| s.id == row.slot.session);
            let experts = session.map(|s| s.experts.as_slice()).unwrap_or_default();
            for expert in experts.iter().filter(|e| !plan.kept_away(Some(e), &row.slot.dossier)) {
                let pair = DefenceAssignment {
                    dossier: row.slot.dossier.clone(),
                    expert: expert.clone(),
                    panel: panel.clone(),
                    at,
                };
                work.db.assign_defence(&plan.season.id, &pair).await?;
                pairs += 1;
            }
            if let Some(session) = session {
                invite(&mut work, &plan, session, &row, "").await?;
            }
        }
        for session in &sessions {
            for expert in &session.experts {
                seat(&mut work, &plan, session, expert.as_str(), "").await?;
            }
        }
        let event = Event::DefencePublished {
            panel: panel.to_string(),
            sessions: i64::try_from(sessions.len()).unwrap_or(i64::MAX),
            applications: i64::try_from(applications).unwrap_or(i64::MAX),
            pairs,
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work, panel, None);
        reset(&mut work, panel, None);
        work.commit().await
    }
}

/// The refusal of a plan in which so much clashes.
pub(super) fn clash(count: usize) -> Refusal {
    Refusal::PlanClashes { count: u32::try_from(count).unwrap_or(u32::MAX) }
}

fn planned(s: &Sits) -> Event {
    Event::SessionPlanned {
        session: s.id.to_string(),
        panel: s.panel.to_string(),
        starts: s.starts,
        slots: i64::from(s.slots),
        experts: s.experts.iter().map(ToString::to_string).collect(),
    }
}

/// Screens of the panel's rooms look again, those left out that a conflict keeps from the `dossier`.
pub(super) fn ring(work: &mut Work, panel: &PanelId, dossier: Option<&DossierId>) {
    let (at, dossier) = (work.now.0, dossier.cloned());
    work.ring(Bell { at, room: "defence".into(), dossier, panel: Some(panel.clone()) });
}

/// Boards look again: who scores whom has changed.
pub(super) fn reset(work: &mut Work, panel: &PanelId, dossier: Option<&DossierId>) {
    let (at, dossier) = (work.now.0, dossier.cloned());
    work.ring(Bell { at, room: "reset".into(), dossier, panel: Some(panel.clone()) });
}

/// Invites an applicant, or tells them what has changed and why.
pub(super) async fn invite(
    work: &mut Work,
    plan: &Plan,
    session: &Sits,
    row: &SlotRow,
    reason: &str,
) -> Result<()> {
    let Some(d) = plan.dossiers.get(&row.slot.dossier) else { return Ok(()) };
    let message = Message::DefenceInvited {
        reference: d.reference.clone(),
        title: d.summary.title.clone(),
        room: session.room.clone(),
        starts: row.slot.starts,
        ends: row.slot.ends,
        reason: reason.to_owned(),
    };
    work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await
}

/// Tells an expert of a session, or what has changed in it and why.
pub(super) async fn seat(
    work: &mut Work,
    plan: &Plan,
    session: &Sits,
    expert: &str,
    reason: &str,
) -> Result<()> {
    let message = Message::DefenceSeated {
        room: session.room.clone(),
        starts: session.starts,
        ends: session.ends(&plan.times()),
        reason: reason.to_owned(),
    };
    work.post_to_holders(&plan.season.id, (Role::Expert, expert), None, &message).await
}
