//! An expert who falls out in the middle of the year is stood down at once, and up again where it was a mistake or they
//! are well (Art. 12, 19, 20; ADR 0066). The seat stays: what they have scored counts.

use std::collections::BTreeSet;

use domain::committee::pairing::Wish;
use domain::committee::standing_down::{Gap, Held};
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId, SessionId};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};

use super::super::shared;
use super::plan::count;
use crate::ports::committee::{Assignment, Member, StoodDown};
use crate::ports::defence::SlotRow;
use crate::ports::pairing::Pairing;
use crate::ports::{Bell, Session};
use crate::{About, Result, Service, Work};

impl Service {
    /// Takes from a member all they have not scored yet, in both reviews and in the sessions where somebody is still to
    /// be heard, and gives them nothing more. A lead goes last.
    pub async fn stand_down(&self, actor: &Actor, id: &ExpertId, reason: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let members = members(&mut work, &season, id).await?;
        let member = own(&members, id)?;
        if member.stood_down.is_some() {
            return Ok(());
        }
        if member.lead && members.iter().any(|m| m.panel == member.panel && m.expert.id != *id) {
            return Err(Refusal::LeadFirst.into());
        }
        let reason = reason::read(reason, reason::GIVEN)?;
        let at = work.now.0;
        let reviews = take(&mut work, &season, Review::Written, id).await?;
        let heard = take(&mut work, &season, Review::Defence, id).await?;
        for dossier in &reviews {
            // By this moment they are known for what they are: standing up forgets these and no others.
            let pairing = Pairing {
                dossier: dossier.clone(),
                expert: id.clone(),
                wish: Wish::Never,
                reason: reason.clone(),
                author: actor.account.to_string(),
                at,
            };
            work.db.save_pairing(&pairing).await?;
        }
        let sessions = leave(&mut work, &season, id).await?;
        let down = StoodDown { at, reason: reason.clone() };
        work.db.save_stood_down(&season.id, id, Some(&down)).await?;
        let taken = reviews.len() + heard.len();
        let event = Event::ExpertStoodDown {
            expert: id.to_string(),
            panel: member.panel.to_string(),
            reviews: reviews.iter().map(ToString::to_string).collect(),
            heard: heard.iter().map(ToString::to_string).collect(),
            sessions: sessions.iter().map(ToString::to_string).collect(),
        };
        if !sessions.is_empty() {
            let panel = Some(member.panel.clone());
            work.ring(Bell { at, room: "defence".into(), dossier: None, panel });
        }
        told(work, actor, (&season, id), &event, (true, taken, &reason)).await
    }

    /// Has a member who was stood down review again. What was taken from them in the written review is theirs again as far
    /// as nobody else was given it; sessions of the defence are planned by hand.
    pub async fn stand_up(&self, actor: &Actor, id: &ExpertId, reason: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let members = members(&mut work, &season, id).await?;
        let member = own(&members, id)?;
        let Some(down) = &member.stood_down else { return Ok(()) };
        let reason = reason::read(reason, reason::GIVEN)?;
        work.db.save_stood_down(&season.id, id, None).await?;
        let pairs = give_back(&mut work, &season, member, down).await?;
        let event = Event::ExpertStoodUp {
            expert: id.to_string(),
            panel: member.panel.to_string(),
            reviews: pairs.iter().map(|p| p.dossier.to_string()).collect(),
        };
        told(work, actor, (&season, id), &event, (false, pairs.len(), &reason)).await
    }
}

/// All seats of a season, for one who sits; as for nobody when they do not.
async fn members(work: &mut Work, season: &Season, id: &ExpertId) -> Result<Vec<Member>> {
    shared::possible(id.as_str())?;
    Ok(work.db.members(&season.id).await?)
}

fn own<'a>(members: &'a [Member], id: &ExpertId) -> std::result::Result<&'a Member, Refusal> {
    members.iter().find(|m| m.expert.id == *id).ok_or(Refusal::NotYours)
}

/// Panels whose conclusion is signed, or more than that.
async fn concluded(
    db: &mut dyn Session,
    season: &Season,
    review: Review,
) -> Result<BTreeSet<PanelId>> {
    let all = db.deliberations(&season.id, review).await?;
    let signed = all.into_iter().filter(|d| d.round.require_open().is_err());
    Ok(signed.map(|d| d.panel).collect())
}

/// Takes the open pairs of an expert out of what is published of a review.
async fn take(
    work: &mut Work,
    season: &Season,
    review: Review,
    expert: &ExpertId,
) -> Result<Vec<DossierId>> {
    let signed = concluded(&mut *work.db, season, review).await?;
    let list = work.db.review_list(review, &season.id, expert).await?;
    let ids: Vec<DossierId> = list.iter().map(|r| r.dossier.clone()).collect();
    let dossiers = shared::load_all(&mut *work.db, &ids).await?;
    let mut taken = Vec::new();
    for row in list {
        let panel = dossiers.get(&row.dossier).and_then(|d| d.panel.as_ref());
        let held = Held {
            sealed: row.sealed_at.is_some(),
            missed: work.db.missed(review, &row.dossier, expert).await?,
            concluded: panel.is_some_and(|p| signed.contains(p)),
        };
        if !held.taken() {
            continue;
        }
        match review {
            Review::Written => work.db.delete_assignment(&row.dossier, expert).await?,
            Review::Defence => work.db.unassign_defence(&row.dossier, expert).await.map(drop)?,
        }
        taken.push(row.dossier);
    }
    Ok(taken)
}

/// Takes an expert out of all sessions in which somebody is still to be heard, told or not. Where everybody was heard it
/// stays written who sat there.
async fn leave(work: &mut Work, season: &Season, expert: &ExpertId) -> Result<Vec<SessionId>> {
    let slots = work.db.slots(&season.id).await?;
    let mut left = Vec::new();
    for mut sitting in work.db.sittings(&season.id).await? {
        let session = &mut sitting.session;
        let of = |r: &&SlotRow| r.slot.session == session.id && r.cancelled_at.is_none();
        let standing: Vec<&SlotRow> = slots.iter().filter(of).collect();
        let over = !standing.is_empty() && standing.iter().all(|r| r.heard(&slots, work.clock));
        if over || !session.experts.contains(expert) {
            continue;
        }
        session.experts.retain(|e| e != expert);
        left.push(session.id.clone());
        work.db.save_sitting(&season.id, &sitting).await?;
    }
    Ok(left)
}

/// Gives back what was taken with the standing down.
async fn give_back(
    work: &mut Work,
    season: &Season,
    member: &Member,
    down: &StoodDown,
) -> Result<Vec<Assignment>> {
    let expert = &member.expert.id;
    for role in [Role::Chair, Role::ViceChair] {
        // Whoever heads the committee may have read the others' scores meanwhile.
        if !work.db.holders_of(&season.id, role.code(), expert.as_str()).await?.is_empty() {
            return Ok(Vec::new());
        }
    }
    let with_it = |p: &Pairing| p.expert == *expert && p.wish == Wish::Never && p.at == down.at;
    let mut taken = work.db.pairings(&season.id).await?;
    taken.retain(with_it);
    for pair in &taken {
        work.db.delete_pairing(&pair.dossier, expert).await?;
    }
    if season.require_open(Phase::WrittenReview, work.clock).is_err() {
        return Ok(Vec::new());
    }
    let ids: Vec<DossierId> = taken.into_iter().map(|p| p.dossier).collect();
    let dossiers = shared::load_all(&mut *work.db, &ids).await?;
    let signed = concluded(&mut *work.db, season, Review::Written).await?;
    let published = work.db.assignments(&season.id).await?;
    let conflicts = work.db.conflicts_of(&season.id, expert).await?;
    let mut pairs = Vec::new();
    for (id, d) in dossiers {
        let gap = Gap {
            readers: count(published.iter().filter(|a| a.dossier == id).count()),
            wanted: season.review.reviews,
            conflicted: conflicts.iter().any(|c| c.dossier == id),
            concluded: d.panel.as_ref().is_some_and(|p| signed.contains(p)),
        };
        if gap.returns() {
            let bridging = d.panel.as_ref() != Some(&member.panel);
            let (expert, panel) = (expert.clone(), member.panel.clone());
            pairs.push(Assignment { dossier: id, expert, panel, bridging });
        }
    }
    work.db.insert_assignments(&season.id, &pairs, work.now.0).await?;
    Ok(pairs)
}

/// Records it, tells the expert once, and has all boards look again: one bell of no application, so that it says nothing
/// of any (Art. 15).
async fn told(
    mut work: Work,
    actor: &Actor,
    (season, id): (&Season, &ExpertId),
    event: &Event,
    (down, applications, reason): (bool, usize, &str),
) -> Result<()> {
    let about = About { reason, ..About::default() };
    work.record(actor.account.as_str(), event, about).await?;
    let applications = i64::try_from(applications).unwrap_or(i64::MAX);
    let message = Message::StoodDown { down, applications, reason: reason.to_owned() };
    let to = (Role::Expert, id.as_str());
    work.post_to_holders(&season.id, to, None, &message).await?;
    let at = work.now.0;
    work.ring(Bell { at, room: Bell::RESET.into(), dossier: None, panel: None });
    work.commit().await
}
