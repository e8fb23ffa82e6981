//! The two who make the initial list, and who decide what becomes of an entry later (Art. 13, 15, 20).

use std::collections::{BTreeMap, BTreeSet};

use domain::defence::initial_list::Candidate;
use domain::defence::initial_list::who::{Seat, making};
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelRound;
use domain::ids::{AccountId, DossierId, ExpertId, PanelId, SeasonId};
use domain::mail::Message;
use domain::policy::{Grant, Role};
use domain::season::category::Category;
use domain::stamp::Stamp;

use crate::picture::Picture;
use crate::ports::Session;
use crate::rooms::shared;
use crate::{Recipient, Result, Work};

/// The two who make the list.
pub(crate) async fn seats(db: &mut dyn Session, picture: &Picture) -> Result<Vec<Seat>> {
    let season = &picture.season.id;
    let kept_away = |expert: &ExpertId| {
        picture.lines.iter().any(|line| picture.keeps_away(expert, &line.dossier))
    };
    let mut free = BTreeSet::new();
    for (role, seat) in [(Role::Chair, Seat::Chair), (Role::ViceChair, Seat::ViceChair)] {
        let holders = db.holders(season, role.code()).await?;
        // Who does not come from the pool has nothing to be in conflict with.
        let away = |scope: &String| !scope.is_empty() && kept_away(&scope.as_str().into());
        if !holders.is_empty() && !holders.iter().any(|(.., scope)| away(scope)) {
            free.insert(seat);
        }
    }
    for m in db.members(season).await? {
        if m.lead && !kept_away(&m.expert.id) {
            free.insert(Seat::Lead(m.panel));
        }
    }
    let leads: Vec<PanelId> = picture.panels.iter().map(|p| p.id.clone()).collect();
    Ok(making(leads, |seat| free.contains(seat)))
}

/// The two who decide on one application once the list is made (Art. 15, 21): a conflict with it alone keeps out.
pub(crate) async fn seats_over(
    db: &mut dyn Session,
    season: &SeasonId,
    dossier: &DossierId,
) -> Result<Vec<Seat>> {
    let mut free = BTreeSet::new();
    for (role, seat) in [(Role::Chair, Seat::Chair), (Role::ViceChair, Seat::ViceChair)] {
        let held = db.holders(season, role.code()).await?;
        let grants: Vec<Grant> =
            held.into_iter().map(|(.., scope)| Grant { role, scope }).collect();
        if !grants.is_empty() && !shared::in_conflict(db, season, &grants, dossier).await? {
            free.insert(seat);
        }
    }
    // Leads are asked for only where they are needed.
    if free.len() < 2 {
        for m in db.members(season).await?.into_iter().filter(|m| m.lead) {
            let scope = m.expert.id.to_string();
            let grants = [Grant { role: Role::Expert, scope }];
            if !shared::in_conflict(db, season, &grants, dossier).await? {
                free.insert(Seat::Lead(m.panel));
            }
        }
    }
    let leads = db.panels(season).await?.into_iter().map(|p| p.id).collect();
    Ok(making(leads, |seat| free.contains(seat)))
}

/// What the panels chose or put in reserve, where their results are out, and since when they are.
pub(crate) async fn candidates(
    db: &mut dyn Session,
    picture: &Picture,
) -> Result<(Vec<Candidate>, Option<Stamp>)> {
    let season = &picture.season.id;
    let marks: BTreeMap<DossierId, Category> = db.categories(season).await?.into_iter().collect();
    let (mut all, mut since) = (Vec::new(), None);
    for kept in db.deliberations(season, Review::Defence).await? {
        let PanelRound::Released { at, .. } = &kept.round else { continue };
        since = since.max(Some(*at));
        let number = picture.panels.iter().find(|p| p.id == kept.panel).map_or(0, |p| p.number);
        let chosen = kept.results.in_order().into_iter().filter(|a| Candidate::by(a.verdict));
        all.extend(chosen.map(|a| Candidate {
            dossier: a.dossier.clone(),
            reference: a.reference.clone(),
            panel: number,
            verdict: a.verdict,
            category: marks.get(&a.dossier).copied().unwrap_or(Category::Service),
        }));
    }
    Ok((all, since))
}

/// Tells whoever holds these seats.
pub(crate) async fn tell(
    work: &mut Work,
    season: &SeasonId,
    seats: &[Seat],
    message: &Message,
) -> Result<()> {
    for seat in seats {
        let holders: Vec<(AccountId, String)> = work
            .db
            .holders(season, seat.role().code())
            .await?
            .into_iter()
            .map(|(account, .., scope)| (account, scope))
            .collect();
        for (account, scope) in holders {
            let theirs = match seat {
                Seat::Lead(panel) => scope == panel.as_str(),
                _ => true,
            };
            if theirs {
                work.post(&Recipient::Account(account), None, message).await?;
            }
        }
    }
    Ok(())
}
