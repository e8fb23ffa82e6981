//! Panels and their members (Art. 12, 14), chair and vice chair (Art. 13).

use domain::committee::seating::{Leaving, PanelForm, may_head, may_sit};
use domain::event::Event;
use domain::ids::{ExpertId, PanelId};
use domain::policy::{Actor, Role, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::season::Season;

use super::super::shared;
use super::accounts::{Office, enrol, known, panel, revoke, tell_heads};
use super::pool::load;
use crate::kept_away::find_of;
use crate::once::Sending;
use crate::ports::committee::{Expert, Panel};
use crate::ports::seating::SeatRow;
use crate::{About, Result, Service, Work};

impl Service {
    /// Forms a panel with its members, the first of them its lead (Art. 14).
    pub async fn form_panel(
        &self,
        actor: &Actor,
        panel: &Panel,
        members: &[ExpertId],
    ) -> Result<()> {
        may_run_office(actor)?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        work.db.insert_panel(&season.id, panel).await?;
        let event = Event::PanelFormed {
            panel: panel.id.to_string(),
            number: panel.number,
            fields: panel.fields.clone(),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        for (i, id) in members.iter().enumerate() {
            let expert = known(&mut work, id).await?;
            seat(&mut work, actor, &season, panel, &expert, i == 0, &password).await?;
        }
        find_of(&mut work, &actor.account, &season.id, members).await?;
        work.commit().await
    }

    /// Forms a panel without members; it gets the next number. Gives its identifier. `once` is what the form was drawn
    /// with: sent again it is the same panel.
    pub async fn new_panel(&self, actor: &Actor, form: &PanelForm, once: &str) -> Result<PanelId> {
        may_run_office(actor)?;
        let (again, slips) = PanelForm::read(&form.zh, &form.en, &form.fields.join("、"));
        if let Some((_, slip)) = slips.into_iter().next() {
            return Err(Refusal::Particular { slip }.into());
        }
        let fields = again.fields.join(" ");
        let said = [again.zh.as_str(), &again.en, &fields];
        let sending = Sending::of("panel", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if let Some(id) = work.sent(&sending).await? {
            return Ok(id.into());
        }
        let season = crate::season(&mut *work.db).await?;
        let mut panels = work.db.panels(&season.id).await?;
        // Numbers of panels that were closed are theirs: their draws name them.
        panels.extend(work.db.closed_panels(&season.id).await?);
        let number = panels.iter().map(|p| p.number).max().unwrap_or(0) + 1;
        let id = PanelId::from(self.chance.id());
        let PanelForm { zh, en, fields } = again;
        let panel = Panel { id: id.clone(), number, zh, en, fields: fields.clone() };
        work.db.insert_panel(&season.id, &panel).await?;
        let event = Event::PanelFormed { panel: id.to_string(), number, fields };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.note_sent(&sending, id.as_str()).await?;
        work.commit().await?;
        Ok(id)
    }

    /// Dissolves a panel without members. One for which experts were drawn is closed and its draws stay to be seen:
    /// a draw whose names did not please does not vanish with its panel (Art. 12).
    pub async fn dissolve_panel(&self, actor: &Actor, id: &PanelId) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let panel = panel(&mut work, &season, id).await?;
        if work.db.seats(&season.id).await?.iter().any(|s| s.panel == panel.id) {
            return Err(Refusal::PanelHasMembers.into());
        }
        match u32::try_from(work.db.at_home(&panel.id).await?).unwrap_or(u32::MAX) {
            0 => {}
            applications => return Err(Refusal::PanelHasApplications { applications }.into()),
        }
        match work.db.draws(&season.id).await?.iter().any(|d| d.panel == panel.id) {
            true => work.db.close_panel(&panel.id, work.now.0).await?,
            false => work.db.delete_panel(&panel.id).await?,
        }
        let event = Event::PanelDissolved { panel: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Seats one more expert on a panel, such as a substitute (Art. 12, 14). The first member of a
    /// panel is its lead.
    pub async fn seat_expert(&self, actor: &Actor, to: &PanelId, id: &ExpertId) -> Result<()> {
        may_run_office(actor)?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let panel = panel(&mut work, &season, to).await?;
        let expert = load(&mut *work.db, id).await?;
        let seats = work.db.seats(&season.id).await?;
        may_sit(expert.status, has_seat(&seats, id))?;
        let lead = !seats.iter().any(|s| s.panel == panel.id);
        seat(&mut work, actor, &season, &panel, &expert, lead, &password).await?;
        find_of(&mut work, &actor.account, &season.id, std::slice::from_ref(id)).await?;
        work.commit().await
    }

    /// Releases a member for a reason, before anything is assigned to them (Art. 12, 19). A lead
    /// goes last.
    pub async fn release_expert(&self, actor: &Actor, id: &ExpertId, reason: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let (seats, seat) = seat_of(&mut work, &season, id).await?;
        let heard = work.db.defence_assignments(&season.id).await?;
        let assigned = seat.assigned > 0 || heard.iter().any(|a| a.expert == *id);
        let others = seats.iter().filter(|s| s.panel == seat.panel && s.expert != *id).count();
        Leaving { assigned, lead: seat.lead, others }.may_leave()?;
        let reason = reason::read(reason, reason::GIVEN)?;
        work.db.delete_seat(&season.id, id).await?;
        let event = Event::MemberReleased { expert: id.to_string(), panel: seat.panel.to_string() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        revoke(&mut work, actor, &season, (Role::Expert, id.as_str()), &reason).await?;
        if seat.lead {
            revoke(&mut work, actor, &season, (Role::PanelLead, seat.panel.as_str()), &reason)
                .await?;
        }
        work.commit().await
    }

    /// Makes a member the lead of their panel, in place of the one before, for a reason (Art. 14).
    pub async fn move_lead(&self, actor: &Actor, id: &ExpertId, reason: &str) -> Result<()> {
        may_run_office(actor)?;
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let (_, seat) = seat_of(&mut work, &season, id).await?;
        if seat.lead {
            return Ok(());
        }
        let reason = reason::read(reason, reason::GIVEN)?;
        let members = work.db.members(&season.id).await?;
        if members.iter().any(|m| m.expert.id == *id && m.stood_down.is_some()) {
            return Err(Refusal::ExpertStoodDown.into());
        }
        let panel = panel(&mut work, &season, &seat.panel).await?;
        let expert = known(&mut work, id).await?;
        work.db.save_lead(&panel.id, id).await?;
        let event = Event::LeadMoved { panel: panel.id.to_string(), expert: id.to_string() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        revoke(&mut work, actor, &season, (Role::PanelLead, panel.id.as_str()), &reason).await?;
        let office =
            Office { role: Role::PanelLead, scope: panel.id.as_str(), panel: Some(&panel) };
        enrol(&mut work, actor, &season, &expert, office, &password).await?;
        find_of(&mut work, &actor.account, &season.id, std::slice::from_ref(id)).await?;
        work.commit().await
    }

    /// Appoints the chair or the vice chair from the pool (Art. 13). There is one of each: whoever
    /// was it before is relieved, and then a reason is needed.
    pub async fn appoint_head(
        &self,
        actor: &Actor,
        role: Role,
        id: &ExpertId,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let other = match role {
            Role::Chair => Role::ViceChair,
            Role::ViceChair => Role::Chair,
            _ => return Err(Refusal::BadValue { field: "role".into() }.into()),
        };
        let password = self.unknown_password().await?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let expert = load(&mut *work.db, id).await?;
        let account = work.db.account_by_email(&expert.email).await?.map(|a| a.id);
        let same = |h: &(domain::ids::AccountId, String, String, String)| {
            h.3 == id.as_str() || Some(&h.0) == account.as_ref()
        };
        let twice = work.db.holders(&season.id, other.code()).await?.iter().any(same);
        may_head(expert.status, &expert.email, twice)?;
        let before = work.db.holders(&season.id, role.code()).await?;
        if before.iter().any(|h| h.3 == id.as_str() && Some(&h.0) == account.as_ref()) {
            return Ok(());
        }
        let least = if before.is_empty() { reason::OPTIONAL } else { reason::GIVEN };
        let reason = reason::read(reason, least)?;
        let mut parties = Vec::new();
        for (held, _, _, scope) in before {
            parties.push(held);
            if scope == id.as_str() {
                // The same expert at another account: whoever signs in now signs the undertaking themselves.
                work.db.forget_undertaking(&season.id, id).await?;
            }
            revoke(&mut work, actor, &season, (role, &scope), &reason).await?;
        }
        let office = Office { role, scope: id.as_str(), panel: None };
        let account = enrol(&mut work, actor, &season, &expert, office, &password).await?;
        if !parties.is_empty() {
            parties.extend(account.clone());
            tell_heads(&mut work, &season, &parties, (expert.name.as_str(), role), &reason).await?;
        }
        let event = Event::HeadAppointed {
            account: account.map(|a| a.to_string()).unwrap_or_default(),
            role: role.code().to_owned(),
        };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        find_of(&mut work, &actor.account, &season.id, std::slice::from_ref(id)).await?;
        work.commit().await
    }
}

/// All seats, and the one of an expert; as for nobody when they have none.
async fn seat_of(
    work: &mut Work,
    season: &Season,
    id: &ExpertId,
) -> Result<(Vec<SeatRow>, SeatRow)> {
    shared::possible(id.as_str())?;
    let seats = work.db.seats(&season.id).await?;
    let own = seats.iter().find(|s| s.expert == *id).cloned().ok_or(Refusal::NotYours)?;
    Ok((seats, own))
}

/// Whether an expert sits on one of the panels.
pub(super) fn has_seat(seats: &[SeatRow], id: &ExpertId) -> bool {
    seats.iter().any(|s| s.expert == *id)
}

/// Seats an expert, with the roles that come with it.
pub(super) async fn seat(
    work: &mut Work,
    actor: &Actor,
    season: &Season,
    panel: &Panel,
    expert: &Expert,
    lead: bool,
    password: &str,
) -> Result<()> {
    work.db.insert_member(&season.id, &panel.id, &expert.id, lead).await?;
    let event =
        Event::ExpertAppointed { expert: expert.id.to_string(), panel: panel.id.to_string(), lead };
    work.record(actor.account.as_str(), &event, About::default()).await?;
    let member = Office { role: Role::Expert, scope: expert.id.as_str(), panel: Some(panel) };
    let leads = Office { role: Role::PanelLead, scope: panel.id.as_str(), panel: Some(panel) };
    enrol(work, actor, season, expert, member, password).await?;
    if lead {
        enrol(work, actor, season, expert, leads, password).await?;
    }
    Ok(())
}
