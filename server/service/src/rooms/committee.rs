//! Room *committee* (Art. 11–15): experts, panels, undertakings, conflicts, assignment.

mod accounts;
mod drawing;
mod pool;
mod seating;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::committee::assignment::{
    AppNeed, Costs, ExpertCap, Expertise, Failure, FitWeights, Problem, Subject, bridging,
    fit_cost, seats, solve,
};
use domain::committee::conflict::{self, ConflictKind};
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::journey::{Stage, Step};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::committee::{CommitteeView, PanelView, Proposal, Seat};

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::committee::{Assignment, Conflict, Member, Panel};
use crate::ports::{Bell, Session};
use crate::{About, Fault, Result, Service, Work};

/// Cost of one more review for the same expert, per review already held: spreads the load.
const LOAD_STEP: i64 = 4;

impl Service {
    /// Signs the undertaking of confidentiality and declares conflicts (Art. 15). Pairs
    /// already assigned that are in conflict are taken out at once.
    pub async fn undertake(&self, actor: &Actor, declared: &[DossierId]) -> Result<()> {
        let expert = actor.expert()?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?.id;
        let at = work.now.0;
        if work.db.undertaking(&season, &expert).await?.is_none() {
            work.db.save_undertaking(&season, &expert, at).await?;
            let event = Event::UndertakingSigned { expert: expert.to_string() };
            work.record(actor.account.as_str(), &event, About::default()).await?;
        }
        let known: BTreeSet<DossierId> =
            work.db.conflicts_of(&season, &expert).await?.into_iter().map(|c| c.dossier).collect();
        for dossier in declared.iter().filter(|d| !known.contains(*d)) {
            let d = shared::load(&mut *work.db, dossier).await?;
            if !d.standing.stage().checked() {
                return Err(Refusal::NotYours.into());
            }
            if work.db.review(dossier, &expert).await?.is_some_and(|r| r.sealed_at.is_some()) {
                return Err(Refusal::AlreadySealed.into());
            }
            let conflict = Conflict {
                expert: expert.clone(),
                dossier: dossier.clone(),
                kind: "declared".into(),
                declared: true,
                at,
            };
            work.db.insert_conflict(&season, &conflict).await?;
            work.db.delete_assignment(dossier, &expert).await?;
            let event =
                Event::ConflictDeclared { expert: expert.to_string(), conflict: "declared".into() };
            let about = About { dossier: Some(dossier), ..About::default() };
            work.record(actor.account.as_str(), &event, about).await?;
            work.ring(Bell {
                at,
                room: "reset".into(),
                dossier: Some(dossier.clone()),
                panel: d.panel,
            });
        }
        work.commit().await
    }

    /// The committee as the Office sees it.
    pub async fn committee(&self, actor: &Actor) -> Result<CommitteeView> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let assignments = db.assignments(&season.id).await?;
        let conflicts = db.conflicts(&season.id).await?;
        let mut load: HashMap<&ExpertId, u32> = HashMap::new();
        for a in &assignments {
            *load.entry(&a.expert).or_default() += 1;
        }
        let mut held: HashMap<&ExpertId, u32> = HashMap::new();
        for c in &conflicts {
            *held.entry(&c.expert).or_default() += 1;
        }
        let dossiers =
            db.dossiers_at(&season.id, &[Stage::FormalityPassed, Stage::WrittenReview]).await?;
        let mut home: HashMap<PanelId, u32> = HashMap::new();
        for panel in dossiers.iter().filter_map(|d| d.panel.clone()) {
            *home.entry(panel).or_default() += 1;
        }
        let members = db.members(&season.id).await?;
        let panels = db
            .panels(&season.id)
            .await?
            .into_iter()
            .map(|p| PanelView {
                seats: members
                    .iter()
                    .filter(|m| m.panel == p.id)
                    .map(|m| Seat {
                        expert: m.expert.id.clone(),
                        name: m.expert.name.clone(),
                        employer: m.expert.employer.clone(),
                        fields: m.expert.fields.clone(),
                        lead: m.lead,
                        undertaken: m.undertaken_at.map(Stamp),
                        load: load.get(&m.expert.id).copied().unwrap_or(0),
                        conflicts: held.get(&m.expert.id).copied().unwrap_or(0),
                    })
                    .collect(),
                applications: home.get(&p.id).copied().unwrap_or(0),
                id: p.id,
                number: p.number,
                zh: p.zh,
                en: p.en,
            })
            .collect();
        let name =
            |mut h: Vec<(domain::ids::AccountId, String, String, String)>| h.pop().map(|h| h.1);
        let chair = name(db.holders(&season.id, Role::Chair.code()).await?);
        let vice_chair = name(db.holders(&season.id, Role::ViceChair.code()).await?);
        let count =
            |stage| u32::try_from(dossiers.iter().filter(|d| d.standing.stage() == stage).count());
        let waiting = count(Stage::FormalityPassed).unwrap_or(0);
        let assigned = count(Stage::WrittenReview).unwrap_or(0);
        Ok(CommitteeView { season, chair, vice_chair, panels, waiting, assigned })
    }

    /// Computes an assignment of everything that passed the formality check and waits.
    /// Nothing is stored; the same seed on the same data gives the same proposal.
    pub async fn propose(&self, actor: &Actor, seed: Option<i64>) -> Result<Proposal> {
        may_run_office(actor)?;
        let seed = seed.unwrap_or_else(|| i64::try_from(self.chance.seed() >> 1).unwrap_or(0));
        let mut db = self.read().await?;
        let plan = Plan::load(&mut *db).await?.solve(seed)?;
        Ok(plan.proposal())
    }

    /// Computes the assignment again from the same seed and publishes it: until then
    /// nobody sees any of it. Found conflicts are stored with it.
    pub async fn publish_assignment(&self, actor: &Actor, seed: i64) -> Result<Proposal> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::WrittenReview, work.now)?;
        for role in [Role::Chair, Role::ViceChair] {
            if work.db.holders(&season.id, role.code()).await?.len() != 1 {
                return Err(Refusal::ExactlyOne { role: role.code().into() }.into());
            }
        }
        let plan = Plan::load(&mut *work.db).await?.solve(seed)?;
        let at = work.now.0;
        for c in &plan.input.found {
            work.db.insert_conflict(&season.id, &Conflict { at, ..c.clone() }).await?;
        }
        for (d, panel) in plan.input.dossiers.iter().zip(&plan.input.home) {
            let panel = &plan.input.panels[*panel].id;
            work.db.save_home_panel(&d.id, panel).await?;
            shared::step(&mut work, actor, d, Step::Assigned, None, About::default()).await?;
        }
        work.db.insert_assignments(&season.id, &plan.pairs, at).await?;
        let proposal = plan.proposal();
        let event = Event::AssignmentPublished {
            applications: i64::from(proposal.applications),
            pairs: i64::from(proposal.pairs),
            cost: proposal.cost,
            seed,
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        tell_experts(&mut work, &season, &plan.pairs).await?;
        work.ring(Bell { at, room: "reset".into(), dossier: None, panel: None });
        work.commit().await?;
        Ok(proposal)
    }
}

/// Tells each expert how many applications are theirs; which, they see once signed in (Art. 15).
async fn tell_experts(work: &mut Work, season: &Season, pairs: &[Assignment]) -> Result<()> {
    let mut loads: BTreeMap<&ExpertId, i64> = BTreeMap::new();
    for pair in pairs {
        *loads.entry(&pair.expert).or_default() += 1;
    }
    let closes = season.window(Phase::WrittenReview).map(|w| w.closes);
    for (expert, applications) in loads {
        let message = Message::ReviewsAssigned { applications, closes };
        let who = (Role::Expert, expert.as_str());
        work.post_to_holders(&season.id, who, None, &message).await?;
    }
    Ok(())
}

/// What an assignment is computed from.
struct Input {
    season: Season,
    dossiers: Vec<Dossier>,
    panels: Vec<Panel>,
    members: Vec<Member>,
    /// Home panel of each dossier, index into `panels`.
    home: Vec<usize>,
    /// Pairs ruled out.
    ruled_out: BTreeSet<(DossierId, ExpertId)>,
    /// Conflicts found now, not stored yet.
    found: Vec<Conflict>,
    /// Reviews each member holds already.
    held: Vec<u32>,
}

/// A solved assignment.
struct Plan {
    input: Input,
    pairs: Vec<Assignment>,
    cost: i64,
    fitting: u32,
    bridging: u32,
    seed: i64,
}

impl Plan {
    async fn load(db: &mut dyn Session) -> Result<Input> {
        let season = crate::season(db).await?;
        let dossiers = db.dossiers_at(&season.id, &[Stage::FormalityPassed]).await?;
        let mut panels = db.panels(&season.id).await?;
        let members = db.members(&season.id).await?;
        // A panel that is still to be drawn reads nothing.
        panels.retain(|p| members.iter().any(|m| m.panel == p.id));
        if dossiers.is_empty() || panels.is_empty() || members.is_empty() {
            return Err(Refusal::NothingToPublish.into());
        }
        let stored = db.conflicts(&season.id).await?;
        let mut ruled_out: BTreeSet<(DossierId, ExpertId)> =
            stored.into_iter().map(|c| (c.dossier, c.expert)).collect();
        let found = found_conflicts(&dossiers, &members, &ruled_out);
        ruled_out.extend(found.iter().map(|c| (c.dossier.clone(), c.expert.clone())));
        let published = db.assignments(&season.id).await?;
        let held = members
            .iter()
            .map(|m| {
                u32::try_from(published.iter().filter(|a| a.expert == m.expert.id).count())
                    .unwrap_or(0)
            })
            .collect();
        let home = home_panels(&dossiers, &panels);
        Ok(Input { season, dossiers, panels, members, home, ruled_out, found, held })
    }
}

impl Input {
    fn solve(self, seed: i64) -> Result<Plan> {
        let settings = &self.season.review;
        let bridges =
            bridging(&self.home, self.panels.len(), settings.bridging_percent, seed.unsigned_abs());
        let lines = seats(&self.home, settings.reviews, &bridges);
        let panel_of: Vec<usize> = self
            .members
            .iter()
            .map(|m| self.panels.iter().position(|p| p.id == m.panel).unwrap_or(usize::MAX))
            .collect();
        let fit: Vec<Vec<i64>> = self
            .dossiers
            .iter()
            .map(|d| {
                let industry =
                    d.summary.industry.trim_start_matches(char::is_alphabetic).to_owned();
                let subject = Subject { industry, methods: Vec::new() };
                let known = |m: &Member| Expertise {
                    industries: m.expert.fields.clone(),
                    methods: Vec::new(),
                };
                self.members
                    .iter()
                    .map(|m| fit_cost(&subject, &known(m), &FitWeights::default()))
                    .collect()
            })
            .collect();
        let cost = Costs::build(lines.len(), self.members.len(), |line, expert| {
            let (app, panel) = (lines[line].application, lines[line].panel);
            let pair = (self.dossiers[app].id.clone(), self.members[expert].expert.id.clone());
            (panel_of[expert] == panel && !self.ruled_out.contains(&pair)).then(|| fit[app][expert])
        });
        let problem = Problem {
            applications: lines.iter().map(|l| AppNeed { need: l.need }).collect(),
            experts: self
                .held
                .iter()
                .map(|h| ExpertCap { cap: settings.load_max.saturating_sub(*h) })
                .collect(),
            cost,
            fixed: Vec::new(),
            load_step: LOAD_STEP,
        };
        let solved = solve(&problem).map_err(|failure| match failure {
            Failure::Infeasible(i) => {
                let names: BTreeSet<String> = i
                    .applications
                    .iter()
                    .map(|line| self.dossiers[lines[*line].application].reference.clone())
                    .collect();
                crate::Error::Refused(Refusal::Infeasible {
                    missing: u32::try_from(i.missing).unwrap_or(u32::MAX),
                    applications: names.into_iter().take(20).collect(),
                })
            }
            Failure::Malformed(m) => Fault::new(format!("assignment problem: {m:?}")).into(),
        })?;
        let pairs: Vec<Assignment> = solved
            .pairs
            .iter()
            .map(|(line, expert)| Assignment {
                dossier: self.dossiers[lines[*line].application].id.clone(),
                expert: self.members[*expert].expert.id.clone(),
                panel: self.panels[lines[*line].panel].id.clone(),
                bridging: lines[*line].panel != self.home[lines[*line].application],
            })
            .collect();
        let fitting =
            solved.pairs.iter().filter(|(l, e)| fit[lines[*l].application][*e] == 0).count();
        Ok(Plan {
            pairs,
            cost: solved.cost,
            fitting: u32::try_from(fitting).unwrap_or(u32::MAX),
            bridging: u32::try_from(bridges.len()).unwrap_or(u32::MAX),
            seed,
            input: self,
        })
    }
}

impl Plan {
    fn proposal(&self) -> Proposal {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut loads: Vec<(String, u32)> = self
            .input
            .members
            .iter()
            .map(|m| {
                let n = self.pairs.iter().filter(|p| p.expert == m.expert.id).count();
                (m.expert.name.clone(), count(n))
            })
            .collect();
        loads.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Proposal {
            seed: self.seed,
            applications: count(self.input.dossiers.len()),
            pairs: count(self.pairs.len()),
            cost: self.cost,
            fitting: self.fitting,
            bridging: self.bridging,
            ruled_out: count(self.input.ruled_out.len()),
            loads,
        }
    }
}

/// Conflicts that can be computed (Art. 15) and are not stored yet.
fn found_conflicts(
    dossiers: &[Dossier],
    members: &[Member],
    stored: &BTreeSet<(DossierId, ExpertId)>,
) -> Vec<Conflict> {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let mut found = Vec::new();
    for m in members {
        let expert = conflict::ExpertFacts {
            employer: m.expert.employer.clone(),
            uscc: some(&m.expert.uscc),
            unit: some(&m.expert.unit),
            ties: m.expert.ties.clone(),
        };
        for d in dossiers {
            let facts = conflict::DossierFacts {
                organisation: d.summary.org_name.clone(),
                uscc: d.summary.uscc.clone(),
                unit: d.summary.unit.clone(),
            };
            if stored.contains(&(d.id.clone(), m.expert.id.clone())) {
                continue;
            }
            if let Some(kind) = conflict::found(&expert, &facts).first() {
                found.push(Conflict {
                    expert: m.expert.id.clone(),
                    dossier: d.id.clone(),
                    kind: kind_code(*kind).into(),
                    declared: false,
                    at: 0,
                });
            }
        }
    }
    found
}

fn kind_code(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::SameEmployer => "same_employer",
        ConflictKind::SameUscc => "same_uscc",
        ConflictKind::Adviser { .. } => "adviser",
        ConflictKind::OwnUnit => "own_unit",
        ConflictKind::Kinship => "kinship",
        ConflictKind::Declared => "declared",
    }
}

/// The home panel of each dossier: one that covers its division, the emptiest of them;
/// the emptiest of all where none does.
fn home_panels(dossiers: &[Dossier], panels: &[Panel]) -> Vec<usize> {
    let mut load: BTreeMap<usize, usize> = BTreeMap::new();
    dossiers
        .iter()
        .map(|d| {
            let division: String =
                d.summary.industry.chars().filter(char::is_ascii_digit).take(2).collect();
            let fits = |p: &usize| panels[*p].fields.contains(&division);
            let all = || 0..panels.len();
            let emptiest = |candidates: Vec<usize>| {
                candidates.into_iter().min_by_key(|p| (load.get(p).copied().unwrap_or(0), *p))
            };
            let home = emptiest(all().filter(fits).collect())
                .or_else(|| emptiest(all().collect()))
                .unwrap_or(0);
            *load.entry(home).or_default() += 1;
            home
        })
        .collect()
}
