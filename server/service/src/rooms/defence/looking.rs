//! The plan as a whole, cut to who looks (Art. 15, 20).

use std::collections::BTreeSet;

use domain::defence::clash::Clash;
use domain::ids::{DossierId, PanelId, SessionId};
use domain::policy::{Actor, DefenceScope, may_see_defence, may_see_session};
use domain::season::Phase;
use domain::stamp::Stamp;
use domain::views::defence::{
    Candidate, ClashLine, Drawing, MemberLine, Overview, PanelPlan, SessionLine,
};

use super::lots::repeats;
use super::plan::{Plan, sessions_in};
use crate::picture;
use crate::ports::committee::{Member, Panel};
use crate::ports::defence::{LotRow, Sitting};
use crate::{Result, Service};

impl Service {
    /// Sessions of all panels: as they are planned to the Office, as they were told to the others; leads and
    /// experts see their own.
    pub async fn defence(&self, actor: &Actor) -> Result<Overview> {
        let scope = may_see_defence(actor)?;
        let mut db = self.read().await?;
        let plan = Plan::read(&mut *db).await?;
        let now = self.now();
        let office = scope == DefenceScope::Office;
        let clashes = if office { plan.clashes() } else { Vec::new() };
        let visible = |s: &&Sitting| {
            let may = may_see_session(actor, &s.session.panel, &s.session.experts).is_ok();
            may && (office || s.published_at.is_some())
        };
        let sessions: Vec<SessionLine> =
            plan.sittings.iter().filter(visible).map(|s| line(&plan, s, actor, &clashes)).collect();
        let sits = actor.expert().is_ok_and(|e| {
            let told = plan.sittings.iter().filter(|s| s.published_at.is_some());
            told.into_iter().any(|s| s.session.experts.contains(&e))
        });
        let visited: BTreeSet<DossierId> = match office {
            true => db.visits(&plan.season.id).await?.into_iter().map(|v| v.dossier).collect(),
            false => BTreeSet::new(),
        };
        let panels = match scope {
            DefenceScope::Own => Vec::new(),
            _ => {
                let shown = plan.panels.iter().filter(|p| open_to(&plan, actor, p));
                shown.map(|p| panel_plan(&plan, p, office, &visited)).collect()
            }
        };
        Ok(Overview {
            year: plan.season.year,
            now,
            times: plan.times(),
            window: plan.season.window(Phase::Defence).map(|w| (w.opens, w.closes)),
            plans: office,
            open: office && plan.require_planning(now).is_ok(),
            least: plan.least(),
            sits,
            panels,
            sessions,
            clashes: clashes.iter().map(|c| named(&plan, c)).collect(),
        })
    }
}

/// Whether the order of a panel says nothing of an application the viewer is kept from.
fn open_to(plan: &Plan, actor: &Actor, panel: &Panel) -> bool {
    let viewer = picture::viewer(actor);
    let own = plan.dossiers.values().filter(|d| d.panel.as_ref() == Some(&panel.id));
    !own.into_iter().any(|d| plan.kept_away(viewer.as_ref(), &d.id))
}

/// A session as a line. What somebody is kept from is counted as taken, and for nothing else.
pub(super) fn line(plan: &Plan, s: &Sitting, actor: &Actor, clashes: &[Clash]) -> SessionLine {
    let of = &s.session;
    let panel = plan.panels.iter().find(|p| p.id == of.panel);
    let viewer = picture::viewer(actor);
    let slots = plan.all_slots();
    let taken = slots.iter().filter(|slot| slot.session == of.id).count();
    let rows = plan.slots.iter().filter(|r| r.slot.session == of.id && r.cancelled_at.is_none());
    let seen = rows.filter(|r| !plan.kept_away(viewer.as_ref(), &r.slot.dossier));
    let confirmed = seen.filter(|r| r.confirmed_at.is_some()).count();
    SessionLine {
        id: of.id.clone(),
        panel: of.panel.clone(),
        number: panel.map_or(0, |p| p.number),
        zh: panel.map(|p| p.zh.clone()).unwrap_or_default(),
        en: panel.map(|p| p.en.clone()).unwrap_or_default(),
        room: of.room.clone(),
        starts: of.starts,
        ends: of.ends(&plan.times()),
        slots: of.slots,
        taken: u32::try_from(taken).unwrap_or(u32::MAX),
        confirmed: u32::try_from(confirmed).unwrap_or(u32::MAX),
        experts: of.experts.iter().map(|e| plan.name_of(e)).collect(),
        told: s.published_at.is_some(),
        clashes: clashes.iter().any(|c| sessions_in(c).contains(&&of.id)),
        short: u32::try_from(of.experts.len()).unwrap_or(u32::MAX) < plan.least(),
    }
}

fn panel_plan(
    plan: &Plan,
    panel: &Panel,
    office: bool,
    visited: &BTreeSet<DossierId>,
) -> PanelPlan {
    let mut applications: Vec<Candidate> = plan
        .entrants(&panel.id)
        .into_iter()
        .map(|e| Candidate {
            visited: visited.contains(&e.dossier),
            title: plan
                .dossiers
                .get(&e.dossier)
                .map(|d| d.summary.title.clone())
                .unwrap_or_default(),
            dossier: e.dossier,
            reference: e.reference,
        })
        .collect();
    applications.sort_by(|a, b| a.reference.cmp(&b.reference));
    let told = plan.told(&panel.id);
    PanelPlan {
        id: panel.id.clone(),
        number: panel.number,
        zh: panel.zh.clone(),
        en: panel.en.clone(),
        applications,
        slots: plan.of_panel(&panel.id).iter().map(|s| s.slots).sum(),
        members: if office { member_lines(plan, &panel.id) } else { Vec::new() },
        // Chair and vice chair see what counts once it was told.
        drawings: match office || told {
            true => plan.lots.iter().filter(|l| l.panel == panel.id).map(drawing).collect(),
            false => Vec::new(),
        },
        drawn: plan.order(&panel.id).is_some(),
        told,
    }
}

fn drawing(l: &LotRow) -> Drawing {
    Drawing {
        number: l.number,
        seed: l.seed.to_string(),
        fingerprint: l.fingerprint.clone(),
        order: l.drawn.clone(),
        reason: l.reason.clone(),
        at: Stamp(l.at),
        repeats: repeats(l),
    }
}

/// Members of a panel who can be seated, with what they are kept from, the lead first.
pub(super) fn member_lines(plan: &Plan, panel: &PanelId) -> Vec<MemberLine> {
    let entrants = plan.entrants(panel);
    let line = |m: &Member| {
        let kept = entrants.iter().filter(|e| plan.kept_away(Some(&m.expert.id), &e.dossier));
        MemberLine {
            id: m.expert.id.clone(),
            name: m.expert.name.clone(),
            lead: m.lead,
            kept_from: kept.map(|e| e.reference.clone()).collect(),
        }
    };
    let sits = |m: &&Member| m.panel == *panel && m.stood_down.is_none();
    plan.members.iter().filter(sits).map(line).collect()
}

fn named(plan: &Plan, clash: &Clash) -> ClashLine {
    let reference =
        |d: &DossierId| plan.dossiers.get(d).map(|d| d.reference.clone()).unwrap_or_default();
    let starts = |s: &SessionId| plan.sitting(s).map(|s| s.session.starts).unwrap_or_default();
    let both = |s: &[SessionId; 2]| [starts(&s[0]), starts(&s[1])];
    match clash {
        Clash::Conflicted { expert, session, dossier } => ClashLine::Conflicted {
            expert: plan.name_of(expert),
            reference: reference(dossier),
            starts: starts(session),
        },
        Clash::ExpertTwice { expert, sessions } => {
            ClashLine::ExpertTwice { expert: plan.name_of(expert), starts: both(sessions) }
        }
        Clash::ApplicantTwice { dossiers, .. } => ClashLine::ApplicantTwice {
            references: [reference(&dossiers[0]), reference(&dossiers[1])],
        },
        Clash::RoomTwice { room, sessions } => {
            ClashLine::RoomTwice { room: room.clone(), starts: both(sessions) }
        }
    }
}
