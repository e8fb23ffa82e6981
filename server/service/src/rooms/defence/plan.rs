//! The plan of a season's defence as the database has it, and what follows from it; cut to nobody yet.

use std::collections::{BTreeMap, BTreeSet};

use domain::defence::clash::{Clash, clashes};
use domain::defence::lot::{Entrant, assign, fingerprint};
use domain::defence::session::{Session as Sits, Slot, Times};
use domain::defence::slot::{Place, places};
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::{DossierId, ExpertId, PanelId, SessionId};
use domain::journey::Stage;
use domain::refusal::Refusal;
use domain::season::{Phase, Season, WindowState};
use domain::stamp::Stamp;

use crate::Result;
use crate::conflict::{Belongings, found};
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::{Member, Panel};
use crate::ports::defence::{LotRow, Sitting, SlotRow};

/// The plan.
pub(super) struct Plan {
    /// The season.
    pub season: Season,
    /// Its panels, by number.
    pub panels: Vec<Panel>,
    /// Seats, with their experts.
    pub members: Vec<Member>,
    /// Sessions by beginning, told or not.
    pub sittings: Vec<Sitting>,
    /// Drawings by panel, the latest first.
    pub lots: Vec<LotRow>,
    /// Slots that were told.
    pub slots: Vec<SlotRow>,
    /// Applications past the formality check.
    pub dossiers: BTreeMap<DossierId, Dossier>,
    /// Who is kept away from an application, declared or found.
    pub conflicts: BTreeMap<DossierId, BTreeSet<ExpertId>>,
    /// The lists of the written review are out.
    released: bool,
}

impl Plan {
    /// Reads it.
    pub async fn read(db: &mut dyn Session) -> Result<Self> {
        let season = crate::season(db).await?;
        let panels = db.panels(&season.id).await?;
        let members = db.members(&season.id).await?;
        let sittings = db.sittings(&season.id).await?;
        let lots = db.lots(&season.id).await?;
        let slots = db.slots(&season.id).await?;
        let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|s| s.checked()).collect();
        let dossiers = db.dossiers_at(&season.id, &stages).await?;
        let stored = db.conflicts(&season.id).await?;
        let begun = db.deliberations(&season.id, Review::Written).await?;
        let released = begun.iter().any(|d| d.round.stage() == PanelStage::Released);
        let pairs: BTreeSet<(DossierId, ExpertId)> =
            stored.iter().map(|c| (c.dossier.clone(), c.expert.clone())).collect();
        let before: Vec<Dossier> =
            dossiers.iter().filter(|d| d.standing.stage().concluded()).cloned().collect();
        let belongings = Belongings::of(db.belongings(&season.id).await?);
        let found = found(&before, members.iter().map(|m| &m.expert), &belongings, &pairs);
        let mut conflicts: BTreeMap<DossierId, BTreeSet<ExpertId>> = BTreeMap::new();
        for c in stored.into_iter().chain(found) {
            conflicts.entry(c.dossier).or_default().insert(c.expert);
        }
        let dossiers = dossiers.into_iter().map(|d| (d.id.clone(), d)).collect();
        Ok(Self { season, panels, members, sittings, lots, slots, dossiers, conflicts, released })
    }

    /// How long the parts of a slot last.
    pub fn times(&self) -> Times {
        self.season.review.times
    }

    /// Experts who score an application at the least (Art. 20).
    pub fn least(&self) -> u32 {
        self.season.reviews_min(Review::Defence)
    }

    /// Refuses before the lists of the written review are out, and after the phase (Art. 19, 20).
    pub fn require_planning(&self, now: Stamp) -> std::result::Result<(), Refusal> {
        let phase = Phase::Defence;
        let window = self.season.window(phase);
        let window = window.ok_or_else(|| Refusal::BadValue { field: "phase".into() })?;
        if window.state(now) == WindowState::Past {
            return Err(Refusal::PhaseClosed { phase, closed: window.closes });
        }
        if self.released { Ok(()) } else { Err(Refusal::DefenceNotYet) }
    }

    /// A panel of the season.
    pub fn panel(&self, id: &PanelId) -> std::result::Result<&Panel, Refusal> {
        self.panels.iter().find(|p| p.id == *id).ok_or(Refusal::NotYours)
    }

    /// A session.
    pub fn sitting(&self, id: &SessionId) -> std::result::Result<&Sitting, Refusal> {
        self.sittings.iter().find(|s| s.session.id == *id).ok_or(Refusal::NotYours)
    }

    /// Sessions of a panel.
    pub fn of_panel(&self, panel: &PanelId) -> Vec<Sits> {
        let own = self.sittings.iter().filter(|s| s.session.panel == *panel);
        own.map(|s| s.session.clone()).collect()
    }

    /// Whether applicants and experts were told of a panel's sessions.
    pub fn told(&self, panel: &PanelId) -> bool {
        self.sittings.iter().any(|s| s.session.panel == *panel && s.published_at.is_some())
    }

    /// Whether a conflict keeps somebody from an application.
    pub fn kept_away(&self, expert: Option<&ExpertId>, dossier: &DossierId) -> bool {
        let all = self.conflicts.get(dossier);
        expert.is_some_and(|e| all.is_some_and(|all| all.contains(e)))
    }

    /// What is in the drum of a panel: its shortlisted applications, by number.
    pub fn entrants(&self, panel: &PanelId) -> Vec<Entrant> {
        let waits = |d: &&Dossier| {
            d.panel.as_ref() == Some(panel) && d.standing.stage() == Stage::Shortlisted
        };
        self.dossiers.values().filter(waits).map(entrant).collect()
    }

    /// The latest drawing of a panel.
    pub fn lot(&self, panel: &PanelId) -> Option<&LotRow> {
        self.lots.iter().filter(|l| l.panel == *panel).max_by_key(|l| l.number)
    }

    /// The order of a panel, where it was drawn of the applications there are now.
    pub fn order(&self, panel: &PanelId) -> Option<Vec<Entrant>> {
        let entrants = self.entrants(panel);
        let lot = self.lot(panel).filter(|l| l.fingerprint == fingerprint(&entrants))?;
        let of = |reference: &String| entrants.iter().find(|e| e.reference == *reference).cloned();
        let order: Vec<Entrant> = lot.drawn.iter().filter_map(of).collect();
        (!order.is_empty()).then_some(order)
    }

    /// All slots: those that were told and not cancelled, and of the other panels those the plan
    /// would give, as far as it reaches.
    pub fn all_slots(&self) -> Vec<Slot> {
        let standing = self.slots.iter().filter(|s| s.cancelled_at.is_none());
        let mut all: Vec<Slot> = standing.map(|s| s.slot.clone()).collect();
        for panel in self.panels.iter().filter(|p| !self.told(&p.id)) {
            let sessions = self.of_panel(&panel.id);
            let room: usize = sessions.iter().map(|s| s.slots as usize).sum();
            let Some(mut order) = self.order(&panel.id) else { continue };
            order.truncate(room);
            all.extend(assign(&order, &sessions, &self.times()).unwrap_or_default());
        }
        all
    }

    /// All clashes, across panels.
    pub fn clashes(&self) -> Vec<Clash> {
        let sessions: Vec<Sits> = self.sittings.iter().map(|s| s.session.clone()).collect();
        let entrants: Vec<Entrant> = self.dossiers.values().map(entrant).collect();
        clashes(&sessions, &self.all_slots(), &entrants, &self.conflicts, &self.times())
    }

    /// Times of a panel that was told which an application can be given; its own too where that `was` cancelled.
    pub fn places(&self, panel: &PanelId, was: Option<&SlotRow>, now: Stamp) -> Vec<Place> {
        let of = |s: &&Sitting| s.session.panel == *panel && s.published_at.is_some();
        let sessions: Vec<Sits> =
            self.sittings.iter().filter(of).map(|s| s.session.clone()).collect();
        let held: Vec<Slot> = self.slots.iter().map(|r| r.slot.clone()).collect();
        let own = was.filter(|r| r.cancelled_at.is_some());
        let own = own.map(|r| (&r.slot.session, r.slot.number));
        places(&sessions, &held, own, &self.times(), now)
    }

    /// Name of an expert who has a seat.
    pub fn name_of(&self, expert: &ExpertId) -> String {
        let member = self.members.iter().find(|m| m.expert.id == *expert);
        member.map(|m| m.expert.name.clone()).unwrap_or_default()
    }

    /// Members of a panel, to be seated: not those who are stood down.
    pub fn seats_of(&self, panel: &PanelId) -> Vec<ExpertId> {
        let own = self.members.iter().filter(|m| m.panel == *panel && m.stood_down.is_none());
        own.map(|m| m.expert.id.clone()).collect()
    }
}

fn entrant(d: &Dossier) -> Entrant {
    Entrant {
        dossier: d.id.clone(),
        reference: d.reference.clone(),
        organisation: d.organisation.clone(),
    }
}

/// The sessions a clash is about.
pub(super) fn sessions_in(clash: &Clash) -> Vec<&SessionId> {
    match clash {
        Clash::Conflicted { session, .. } => vec![session],
        Clash::ExpertTwice { sessions, .. } | Clash::RoomTwice { sessions, .. } => {
            sessions.iter().collect()
        }
        Clash::ApplicantTwice { .. } => Vec::new(),
    }
}
