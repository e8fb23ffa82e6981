//! One session and the screen of its room, cut to who looks: of an application a conflict keeps somebody from
//! they see that the time is taken, and nothing else (Art. 15).

use std::collections::{BTreeMap, BTreeSet};

use domain::defence::plan::SessionForm;
use domain::ids::{DossierId, PanelId, SessionId};
use domain::policy::{Actor, DefenceScope, Role, may_run_room, may_see_defence, may_see_session};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::defence::{RoomView, SessionView, SlideView, SlotLine, Who};

use super::looking::{line, member_lines};
use super::plan::Plan;
use crate::picture;
use crate::ports::application::Dossier;
use crate::ports::defence::{Sitting, SlotRow};
use crate::ports::{Bell, Session};
use crate::rooms::shared;
use crate::rooms::shared::slides::shown;
use crate::{Result, Service};

impl Service {
    /// One session.
    pub async fn defence_session(&self, actor: &Actor, id: &SessionId) -> Result<SessionView> {
        let scope = may_see_defence(actor)?;
        let mut db = self.read().await?;
        let plan = Plan::read(&mut *db).await?;
        let sitting = seen(&plan, actor, id)?;
        let office = scope == DefenceScope::Office;
        let beside = Beside::read(&mut *db, &plan, actor).await?;
        let slots = slot_lines(&plan, sitting, actor, &beside);
        let begun = plan.slots.iter().any(|r| r.slot.session == *id && r.begun_at.is_some());
        let now = self.now();
        let gives = office && sitting.published_at.is_some() && plan.require_planning(now).is_ok();
        Ok(SessionView {
            year: plan.season.year,
            now,
            line: line(&plan, sitting, actor, &plan.clashes()),
            times: plan.times(),
            least: plan.least(),
            slots,
            form: office.then(|| SessionForm::of(&sitting.session)),
            members: match office {
                true => member_lines(&plan, &sitting.session.panel),
                false => Vec::new(),
            },
            runs: runs(sitting, actor),
            begun,
            places: gives.then(|| plan.places(&sitting.session.panel, None, now)),
        })
    }

    /// The screen of a session's room.
    pub async fn defence_room(&self, actor: &Actor, id: &SessionId) -> Result<RoomView> {
        may_see_defence(actor)?;
        let mut db = self.read().await?;
        let plan = Plan::read(&mut *db).await?;
        let sitting = seen(&plan, actor, id)?;
        if sitting.published_at.is_none() {
            return Err(Refusal::NotYours.into());
        }
        let slots = slot_lines(&plan, sitting, actor, &Beside::default());
        Ok(RoomView {
            year: plan.season.year,
            now: self.now(),
            line: line(&plan, sitting, actor, &[]),
            times: plan.times(),
            slots,
            runs: runs(sitting, actor),
        })
    }

    /// The panel whose bells the screen of a room follows.
    pub async fn room_bells(&self, actor: &Actor, id: &SessionId) -> Result<PanelId> {
        shared::possible(id.as_str())?;
        may_see_defence(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let sittings = db.sittings(&season.id).await?;
        let told = |s: &Sitting| s.session.id == *id && s.published_at.is_some();
        let found = sittings.into_iter().find(told).ok_or(Refusal::NotYours)?;
        may_see_session(actor, &found.session.panel, &found.session.experts)?;
        Ok(found.session.panel)
    }
}

impl Service {
    /// Whether the screen of a room hears a bell: one of its panel, and of no application that a conflict keeps
    /// its viewer from (Art. 15). Whose bell it is stands on it: of the many others nothing is asked.
    pub async fn hears_room(&self, actor: &Actor, panel: &PanelId, bell: &Bell) -> Result<bool> {
        if bell.room != "defence" || bell.panel.as_ref() != Some(panel) {
            return Ok(false);
        }
        let (Some(dossier), Some(expert)) = (&bell.dossier, picture::viewer(actor)) else {
            return Ok(true);
        };
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let kept = db.conflicts_of(&season.id, &expert).await?;
        Ok(!kept.iter().any(|c| c.dossier == *dossier))
    }
}

/// A session the actor may see: while it is planned the Office alone.
fn seen<'a>(
    plan: &'a Plan,
    actor: &Actor,
    id: &SessionId,
) -> std::result::Result<&'a Sitting, Refusal> {
    shared::possible(id.as_str())?;
    let sitting = plan.sitting(id)?;
    may_see_session(actor, &sitting.session.panel, &sitting.session.experts)?;
    let told = sitting.published_at.is_some() || actor.is(Role::Office);
    if told { Ok(sitting) } else { Err(Refusal::NotYours) }
}

fn runs(sitting: &Sitting, actor: &Actor) -> bool {
    sitting.published_at.is_some() && may_run_room(actor, &sitting.session.panel).is_ok()
}

/// What stands beside the plan.
#[derive(Default)]
struct Beside {
    slides: BTreeMap<DossierId, Vec<SlideView>>,
    visited: BTreeSet<DossierId>,
    scores: BTreeSet<DossierId>,
    /// How many were given each application; for the Office.
    readers: Option<BTreeMap<DossierId, u32>>,
}

impl Beside {
    async fn read(db: &mut dyn Session, plan: &Plan, actor: &Actor) -> Result<Self> {
        let season = &plan.season.id;
        let mut slides: BTreeMap<DossierId, Vec<SlideView>> = BTreeMap::new();
        for s in db.slides(season).await? {
            slides.entry(s.dossier.clone()).or_default().push(shown(&s));
        }
        let visited = db.visits(season).await?.into_iter().map(|v| v.dossier).collect();
        let expert = actor.expert().ok();
        let pairs = db.defence_assignments(season).await?;
        let readers = actor.is(Role::Office).then(|| {
            let mut all: BTreeMap<DossierId, u32> = BTreeMap::new();
            for pair in &pairs {
                *all.entry(pair.dossier.clone()).or_default() += 1;
            }
            all
        });
        let own = pairs.into_iter().filter(|p| Some(&p.expert) == expert.as_ref());
        Ok(Self { slides, visited, scores: own.map(|p| p.dossier).collect(), readers })
    }
}

/// The slots of a session, told or as the plan would give them.
fn slot_lines(plan: &Plan, of: &Sitting, actor: &Actor, beside: &Beside) -> Vec<SlotLine> {
    let viewer = picture::viewer(actor);
    let office = actor.is(Role::Office);
    let own = |r: &&SlotRow| r.slot.session == of.session.id;
    let rows: Vec<&SlotRow> = plan.slots.iter().filter(own).collect();
    let planned = plan.all_slots();
    let readers = |id: &DossierId, told: bool| {
        let given = beside.readers.as_ref()?;
        if told {
            return Some(given.get(id).copied().unwrap_or_default());
        }
        let free = of.session.experts.iter().filter(|e| !plan.kept_away(Some(e), id));
        u32::try_from(free.count()).ok()
    };
    let who = |id: &DossierId, row: Option<&SlotRow>| {
        let d = plan.dossiers.get(id)?;
        let begun = row.and_then(|r| r.begun_at);
        let slides = beside.slides.get(id).cloned().unwrap_or_default();
        Some(Who {
            dossier: id.clone(),
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            organisation: d.summary.org_name.clone(),
            confirmed: row.and_then(|r| r.confirmed_at).map(Stamp),
            delegates: match row {
                Some(row) if office => row.delegates.clone(),
                _ => Vec::new(),
            },
            arrived: row.and_then(|r| r.arrived_at).map(Stamp),
            begun: begun.map(Stamp),
            cancelled: row.and_then(|r| r.cancelled_at).map(Stamp),
            sequence: row.filter(|_| office).map(|r| r.sequence),
            readers: readers(id, row.is_some()),
            slides,
            scores: beside.scores.contains(id),
            visited: beside.visited.contains(id),
        })
    };
    let slot = |number: u32| {
        let (mut starts, mut ends) = of.session.slot(number, &plan.times());
        let row = rows.iter().find(|r| r.slot.number == number).copied();
        let planned = planned
            .iter()
            .find(|s| s.session == of.session.id && s.number == number)
            .map(|s| &s.dossier);
        if let Some(row) = row {
            (starts, ends) = (row.slot.starts, row.slot.ends);
        }
        let dossier = row.map(|r| &r.slot.dossier).or(planned);
        let seen = dossier.filter(|d| !plan.kept_away(viewer.as_ref(), d));
        SlotLine {
            number,
            starts,
            ends,
            taken: dossier.is_some(),
            who: seen.and_then(|d| who(d, row)),
        }
    };
    // What was cancelled stays to be seen where the session has fewer slots since.
    let beyond = rows.iter().map(|r| r.slot.number).filter(|n| *n > of.session.slots);
    (1..=of.session.slots).chain(beyond).map(slot).collect()
}

/// Refuses unless the actor may look at the slot of an application: the Office, chair and vice chair, and who
/// scores it, the panel's lead among them; none of them in conflict.
pub(super) async fn may_look(db: &mut dyn Session, actor: &Actor, d: &Dossier) -> Result<()> {
    let scope = may_see_defence(actor)?;
    let row = db.slot(&d.id).await?;
    if scope == DefenceScope::Office {
        return row.map(drop).ok_or_else(|| Refusal::NotYours.into());
    }
    row.ok_or(Refusal::NotYours)?;
    if let Some(expert) = picture::viewer(actor) {
        let conflicts = db.conflicts_of(&d.season, &expert).await?;
        if conflicts.iter().any(|c| c.dossier == d.id) {
            return Err(Refusal::NotYours.into());
        }
    }
    if scope == DefenceScope::Own {
        let expert = actor.expert()?;
        let pairs = db.defence_assignments(&d.season).await?;
        if !pairs.iter().any(|p| p.dossier == d.id && p.expert == expert) {
            return Err(Refusal::NotYours.into());
        }
    }
    Ok(())
}
