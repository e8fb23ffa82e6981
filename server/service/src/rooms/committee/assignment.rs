//! The assignment of reviews (Art. 12, 19): computed, looked at, adjusted by wishes, published, and
//! mended where an expert has left a gap.

use std::collections::{BTreeMap, BTreeSet};

use domain::committee::pairing::Wish;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId};
use domain::journey::{Stage, Step};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::views::committee::Proposal;

use super::super::shared;
use super::plan::{self, Plan};
use crate::kept_away::keep_away;
use crate::ports::Bell;
use crate::ports::application::Dossier;
use crate::ports::committee::{Assignment, Conflict};
use crate::ports::pairing::Pairing;
use crate::{About, Result, Service, Work};

impl Service {
    /// Computes an assignment of everything that passed the formality check and waits, and of the
    /// reviews that published applications lack. Nothing is stored; the same seed on the same data
    /// gives the same proposal. `reviews` per application; the season's number unless fewer are
    /// asked for, never below its minimum.
    pub async fn propose(
        &self,
        actor: &Actor,
        seed: Option<i64>,
        reviews: Option<u32>,
    ) -> Result<Proposal> {
        may_run_office(actor)?;
        let seed = seed.unwrap_or_else(|| i64::try_from(self.chance.seed() >> 1).unwrap_or(0));
        let mut db = self.read().await?;
        let input = plan::load(&mut *db, reviews).await?;
        drop(db);
        Ok(input.solve(seed)?.proposal())
    }

    /// Computes the assignment again from the same seed and publishes it: until then nobody sees
    /// any of it. What is published already stays as it is. Found conflicts are stored with it.
    /// Fewer reviews than the season's number need a reason. `seen` is the mark of the proposal that was looked at:
    /// where the same seed gives another by now, nothing is published; nor where somebody would be given reviews who
    /// cannot sign in (Art. 12, 19).
    pub async fn publish_proposal(
        &self,
        actor: &Actor,
        seed: i64,
        reviews: Option<u32>,
        (reason, seen): (&str, &str),
    ) -> Result<Proposal> {
        self.publish(actor, seed, reviews, (reason, Some(seen))).await
    }

    /// The same without a look at it before: for a season that nobody looks at while it is made.
    pub async fn publish_assignment(
        &self,
        actor: &Actor,
        seed: i64,
        reviews: Option<u32>,
        reason: &str,
    ) -> Result<Proposal> {
        self.publish(actor, seed, reviews, (reason, None)).await
    }

    async fn publish(
        &self,
        actor: &Actor,
        seed: i64,
        reviews: Option<u32>,
        (reason, seen): (&str, Option<&str>),
    ) -> Result<Proposal> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::WrittenReview, work.clock)?;
        shared::require_lists_held(&mut *work.db, &season.id).await?;
        for role in [Role::Chair, Role::ViceChair] {
            if work.db.holders(&season.id, role.code()).await?.len() != 1 {
                return Err(Refusal::ExactlyOne { role: role.code().into() }.into());
            }
        }
        let input = plan::load(&mut *work.db, reviews).await?;
        let fewer = input.reviews < season.review.reviews;
        let least = if fewer { reason::GIVEN } else { reason::OPTIONAL };
        let reason = reason::read(reason, least)?;
        let plan = input.solve(seed)?;
        if seen.is_some_and(|seen| seen != plan.mark()) {
            return Err(Refusal::SeenChanged.into());
        }
        // Nobody is given a review who can neither hear of it nor open it. A season that is made without anybody looking
        // has people without accounts.
        if seen.is_some() {
            plan.require_reached()?;
        }
        require_open(&mut work, &season, &plan).await?;
        let at = work.now.0;
        // What is found here was tied before conflicts were sought at every change (ADR 0056).
        for c in &plan.input.found {
            if let Some(d) = plan.input.dossiers.iter().find(|d| d.id == c.dossier) {
                let conflict = Conflict { at, ..c.clone() };
                keep_away(&mut work, &actor.account, d, &conflict, "").await?;
            }
        }
        let homes = plan.input.dossiers.iter().zip(&plan.input.home);
        let waiting = |(d, _): &(&Dossier, &usize)| d.standing.stage() == Stage::FormalityPassed;
        for (d, panel) in homes.filter(waiting) {
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
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        tell_experts(&mut work, &season, &plan.pairs).await?;
        ring_of(&mut work, &plan);
        work.commit().await?;
        Ok(proposal)
    }

    /// Wishes something for a pair, or forgets what was wished, for a reason. Takes effect with the
    /// next proposal; a published pair that is wished away is taken out at once unless its review
    /// is sealed.
    pub async fn wish_pair(
        &self,
        actor: &Actor,
        dossier: &DossierId,
        expert: &ExpertId,
        wish: Option<Wish>,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        if wish == Some(Wish::Declined) {
            return Err(Refusal::BadValue { field: "wish".into() }.into());
        }
        let reason = reason::read(reason, reason::GIVEN)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let d = shared::load(&mut *work.db, dossier).await?;
        let members = work.db.members(&season.id).await?;
        let member = members.iter().find(|m| m.expert.id == *expert).ok_or(Refusal::NotYours)?;
        if !d.standing.stage().checked() {
            return Err(Refusal::NotYours.into());
        }
        if wish == Some(Wish::Must) && member.stood_down.is_some() {
            return Err(Refusal::ExpertStoodDown.into());
        }
        let conflicts = work.db.conflicts_of(&season.id, expert).await?;
        if wish == Some(Wish::Must) && conflicts.iter().any(|c| c.dossier == *dossier) {
            return Err(Refusal::PairInConflict.into());
        }
        match wish {
            Some(wish) => {
                if wish.keeps_away() {
                    take_out(&mut work, &d, Review::Written, expert).await?;
                }
                let author = actor.account.to_string();
                let pairing = Pairing {
                    dossier: dossier.clone(),
                    expert: expert.clone(),
                    wish,
                    reason: reason.clone(),
                    author,
                    at: work.now.0,
                };
                work.db.save_pairing(&pairing).await?;
            }
            None => work.db.delete_pairing(dossier, expert).await?,
        }
        let event = Event::PairWished {
            expert: expert.to_string(),
            wish: wish.map(|w| w.code().to_owned()).unwrap_or_default(),
        };
        let about = About { dossier: Some(dossier), reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Sets how many applications one expert can take; none is the season's number. What they hold
    /// already stays theirs.
    pub async fn set_load_limit(
        &self,
        actor: &Actor,
        expert: &ExpertId,
        limit: Option<i64>,
    ) -> Result<()> {
        may_run_office(actor)?;
        if limit.is_some_and(|n| !(0..=1_000).contains(&n)) {
            return Err(Refusal::BadValue { field: "limit".into() }.into());
        }
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        if !work.db.members(&season.id).await?.iter().any(|m| m.expert.id == *expert) {
            return Err(Refusal::NotYours.into());
        }
        work.db.save_load_limit(&season.id, expert, limit).await?;
        let event = Event::LoadLimitSet { expert: expert.to_string(), limit };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// An expert gives an application back before the own sheet is sealed, with a reason (Art. 15,
    /// 19, 20): for want of time or knowledge, or of distance. The Office is told and fills the place.
    pub async fn decline_review(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        let expert = shared::require_scorer(&mut *work.db, actor, &d, review).await?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(review.phase(), work.clock)?;
        shared::require_panel_open(&mut *work.db, &d, review).await?;
        let reason = reason::read(reason, reason::GIVEN)?;
        take_out(&mut work, &d, review, &expert).await?;
        if review == Review::Written {
            // The next assignment does not give it back to them; sessions are filled by hand.
            let pairing = Pairing {
                dossier: id.clone(),
                expert: expert.clone(),
                wish: Wish::Declined,
                reason: reason.clone(),
                author: actor.account.to_string(),
                at: work.now.0,
            };
            work.db.save_pairing(&pairing).await?;
        }
        let expert = expert.to_string();
        let event = match review {
            Review::Written => Event::ReviewDeclined { expert },
            Review::Defence => Event::DefenceDeclined { expert },
        };
        let about = About { dossier: Some(id), reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let message = Message::ReviewDeclined {
            reference: d.reference.clone(),
            expert: actor.name.clone(),
            reason,
            review,
        };
        work.post_to_holders(&season.id, (Role::Office, ""), Some(id), &message).await?;
        work.commit().await
    }
}

/// Takes a pair out of what is published of a review. A sealed sheet stays.
async fn take_out(work: &mut Work, d: &Dossier, review: Review, expert: &ExpertId) -> Result<()> {
    if !work.db.scores(review, &d.id, expert).await? {
        return Ok(());
    }
    if work.db.sheet(review, &d.id, expert).await?.is_some_and(|r| r.sealed_at.is_some()) {
        return Err(Refusal::AlreadySealed.into());
    }
    match review {
        Review::Written => work.db.delete_assignment(&d.id, expert).await?,
        Review::Defence => work.db.unassign_defence(&d.id, expert).await.map(drop)?,
    }
    let (at, panel, room) = (work.now.0, d.panel.clone(), Bell::of_readers(review).into());
    work.ring(Bell { at, room, dossier: Some(d.id.clone()), panel });
    Ok(())
}

/// Refuses to give anything to a panel whose conclusion is signed, or to take anything from it: no sheet could be
/// sealed there (Art. 19). It is given back first.
async fn require_open(work: &mut Work, season: &Season, plan: &Plan) -> Result<()> {
    let changed: BTreeSet<&DossierId> =
        plan.pairs.iter().chain(&plan.input.fallen).map(|p| &p.dossier).collect();
    let homes = plan.input.dossiers.iter().zip(&plan.input.home);
    let homes: BTreeSet<usize> =
        homes.filter(|(d, _)| changed.contains(&d.id)).map(|(_, home)| *home).collect();
    for home in homes {
        let panel = &plan.input.panels[home].id;
        shared::require_open(&mut *work.db, &season.id, panel, Review::Written).await?;
    }
    Ok(())
}

/// Applications beyond which one bell for all of them is rung.
const BELLS_MAX: usize = 20;

/// One bell for each application that has other readers now, so that whoever has a conflict with
/// all of them hears nothing (Art. 15); one for all where they are many.
fn ring_of(work: &mut Work, plan: &Plan) {
    let at = work.now.0;
    let changed = plan.pairs.iter().chain(&plan.input.fallen).map(|p| &p.dossier);
    let changed: BTreeSet<&DossierId> = changed.collect();
    if changed.len() > BELLS_MAX {
        work.ring(Bell { at, room: "reset".into(), dossier: None, panel: None });
        return;
    }
    for (d, home) in plan.input.dossiers.iter().zip(&plan.input.home) {
        if changed.contains(&d.id) {
            let (dossier, panel) = (d.id.clone(), plan.input.panels[*home].id.clone());
            work.ring(Bell {
                at,
                room: "reset".into(),
                dossier: Some(dossier),
                panel: Some(panel),
            });
        }
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
