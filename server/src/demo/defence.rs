//! The demonstration carried on into the defence (Art. 20): the lists of the written review are out, panels
//! sit, and the sheets of those who were heard are sealed.

use std::collections::{BTreeMap, BTreeSet};

use domain::defence::session::{Session, Slot};
use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::lack::Lack;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::journey::Stage;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::review::rubric::Rubric;
use domain::stamp::MINUTE;
use domain::views::deliberation::Row;
use service::ports::defence::{DefenceAssignment, Sitting, SlotRow};
use service::{About, Agreeing, Error, Fault, Result};

use super::Demo;
use super::review::{expert_actor, lead_of, panel_id, sheet};

/// Why a panel departs from the ranking, or decides without all sheets.
const WHY: &str = "合议认为其做法更便于推广，一致同意。（演示数据）";
/// Minutes of a slot.
const SLOT: i64 = 25;

impl Demo {
    /// All panels deliberate on the written review, and their lists come out.
    pub(super) async fn shortlists(&self) -> Result<()> {
        println!("  deliberating on the written review");
        self.clock.go(self.clock.days_ago(2.2));
        for panel in 0..self.size.panels {
            self.conclude(Review::Written, panel).await?;
        }
        self.service.release_lists(&head(Role::Chair), Review::Written).await
    }

    /// A panel agrees, whoever presides signs, another confirms.
    async fn conclude(&self, review: Review, panel: usize) -> Result<()> {
        let id: PanelId = panel_id(panel).into();
        let presiding = self.presiding(review, panel, &id).await?;
        // Each round settles what the one before it has left or brought up.
        for _ in 0..40 {
            let v = self.service.deliberation(&presiding, review, &id).await?;
            let Some(lack) = v.lacks.first() else { break };
            let named = |references: &[String]| -> Vec<Row> {
                v.rows.iter().filter(|r| references.contains(&r.reference)).cloned().collect()
            };
            // One at a time: each record is made over the revision before it.
            let row = match lack {
                Lack::Places { .. } => {
                    let mut chosen = v.rows.iter().filter(|r| r.verdict == Verdict::Shortlisted);
                    chosen.next_back().map(|r| Row { verdict: Verdict::Reserve, ..r.clone() })
                }
                Lack::Points { references, .. } => {
                    let below = named(references).pop();
                    below.map(|r| Row { verdict: Verdict::NotShortlisted, ..r })
                }
                Lack::Reasons { references } => named(references).pop(),
                Lack::Reviews { references } => {
                    named(references).pop().map(|r| Row { exception: WHY.to_owned(), ..r })
                }
                other => return Err(Fault::new(format!("panel {id} lacks {other:?}")).into()),
            };
            let Some(r) = row else { break };
            let agreeing = Agreeing {
                dossier: r.dossier,
                verdict: r.verdict,
                rank: r.rank,
                reason: WHY.to_owned(),
                minutes: r.minutes,
                exception: r.exception,
                revision: v.revision,
            };
            self.service.agree(&presiding, review, &id, &agreeing).await?;
        }
        let seen = self.service.deliberation(&presiding, review, &id).await?.sha256;
        self.service.sign_conclusion(&presiding, review, &id, &seen).await?;
        for role in [Role::Chair, Role::ViceChair] {
            match self.service.confirm_conclusion(&head(role), review, &id, &seen).await {
                Err(Error::Refused(Refusal::NotYours | Refusal::Conflicted)) => {}
                done => return done,
            }
        }
        Err(Fault::new(format!("nobody confirms the conclusion of panel {id}")).into())
    }

    /// Who presides over a panel: a conflict keeps some leads out.
    async fn presiding(&self, review: Review, panel: usize, id: &PanelId) -> Result<Actor> {
        for actor in [lead_of(panel), head(Role::ViceChair), head(Role::Chair)] {
            match self.service.deliberation(&actor, review, id).await {
                Ok(v) if v.presides => return Ok(actor),
                Ok(_) | Err(Error::Refused(Refusal::Conflicted)) => {}
                Err(e) => return Err(e),
            }
        }
        Err(Fault::new(format!("nobody presides over panel {id}")).into())
    }

    /// All panels deliberate on the defence, and their results go to the heads.
    pub(super) async fn proposals(&self) -> Result<()> {
        println!("  deliberating on the defence");
        for panel in 0..self.size.panels {
            self.conclude(Review::Defence, panel).await?;
        }
        self.service.release_lists(&head(Role::Chair), Review::Defence).await
    }

    /// A session a panel, begun so many days ago; who is in conflict with what it hears does not sit in it.
    pub(super) async fn sessions(&self, begun: f64) -> Result<()> {
        println!("  sitting");
        self.clock.go(self.clock.days_ago(1.5));
        let mut work = self.service.begin().await?;
        let (at, starts) = (work.now.0, self.clock.days_ago(begun));
        let mut conflicts: BTreeMap<ExpertId, BTreeSet<DossierId>> = BTreeMap::new();
        for c in work.db.conflicts(&self.season).await? {
            conflicts.entry(c.expert).or_default().insert(c.dossier);
        }
        let mut members: BTreeMap<PanelId, Vec<ExpertId>> = BTreeMap::new();
        for m in work.db.members(&self.season).await? {
            members.entry(m.panel).or_default().push(m.expert.id);
        }
        let mut heard: BTreeMap<PanelId, Vec<DossierId>> = BTreeMap::new();
        for d in work.db.dossiers_at(&self.season, &[Stage::Shortlisted]).await? {
            if let Some(panel) = d.panel {
                heard.entry(panel).or_default().push(d.id);
            }
        }
        let (mut applications, mut pairs) = (0, 0);
        for (panel, dossiers) in heard {
            let free = |expert: &ExpertId| {
                let kept = conflicts.get(expert);
                !kept.is_some_and(|all| dossiers.iter().any(|d| all.contains(d)))
            };
            let mut experts = members.remove(&panel).unwrap_or_default();
            experts.retain(free);
            let session = Session {
                id: format!("sitting-{panel}").into(),
                panel: panel.clone(),
                room: format!("演示会议室 {}", panel.as_str().trim_start_matches("panel-")),
                starts,
                slots: u32::try_from(dossiers.len()).unwrap_or(1),
                breaks: Vec::new(),
                experts: experts.clone(),
            };
            let sitting = Sitting { session, published_at: Some(at) };
            work.db.save_sitting(&self.season, &sitting).await?;
            for (number, dossier) in (1..).zip(dossiers) {
                let starts = starts.plus(i64::from(number - 1) * SLOT * MINUTE);
                let slot = Slot {
                    session: sitting.session.id.clone(),
                    number,
                    dossier: dossier.clone(),
                    starts,
                    ends: starts.plus(SLOT * MINUTE),
                };
                work.db.save_slot(&SlotRow::told(slot)).await?;
                applications += 1;
                for expert in &experts {
                    let (dossier, expert) = (dossier.clone(), expert.clone());
                    let pair = DefenceAssignment { dossier, expert, panel: panel.clone(), at };
                    work.db.assign_defence(&self.season, &pair).await?;
                    pairs += 1;
                }
            }
        }
        let event = Event::AssignmentPublished { applications, pairs, cost: 0, seed: 0 };
        work.record("operator", &event, About::default()).await?;
        work.commit().await
    }

    /// The sheets of those whose slots have begun, but for an expert who is to try it.
    pub(super) async fn hearings(&self, spared: Option<usize>) -> Result<()> {
        println!("  sealing sheets of the defence");
        let rubric = Rubric::defence_default();
        self.clock.go(self.clock.days_ago(0.0));
        for i in 0..self.size.experts() {
            if Some(i) == spared {
                continue;
            }
            let actor = expert_actor(i);
            for (n, row) in
                (0_u32..).zip(self.service.my_reviews(&actor, Review::Defence).await?.rows)
            {
                let seed = row.dossier.as_str().bytes().map(u32::from).sum::<u32>();
                let total = f64::from(70 + seed % 17 + (seed * (n + 1) + i as u32 * 7) % 9);
                let form = sheet(&rubric, total);
                let sealed =
                    self.service.seal_sheet(&actor, Review::Defence, &row.dossier, &form).await;
                match sealed {
                    Ok(()) | Err(Error::Refused(Refusal::SlotNotBegun { .. })) => {}
                    Err(e) => return Err(e),
                }
            }
        }
        Ok(())
    }
}

/// Chair or vice chair as they act: both come from the pool.
pub(super) fn head(role: Role) -> Actor {
    Demo::actor(&format!("demo-{}", role.code()), role, role.code())
}
