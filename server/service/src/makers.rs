//! The two who make the initial list, and who decide what becomes of an entry later (Art. 13, 15, 20).

use std::collections::{BTreeMap, BTreeSet};

use domain::defence::initial_list::Candidate;
use domain::defence::initial_list::who::{Seat, making};
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelRound;
use domain::deliberation::who::{Away, Person, Place};
use domain::ids::{AccountId, DossierId, ExpertId, PanelId, SeasonId};
use domain::mail::Message;
use domain::policy::{Actor, Grant, Role};
use domain::season::category::Category;
use domain::stamp::Stamp;

use crate::picture::Picture;
use crate::ports::Session;
use crate::rooms::shared;
use crate::table::Chairs;
use crate::{Recipient, Result, Work};

/// The two who make the list. Who does not come from the pool has nothing to be in conflict with.
pub(crate) async fn seats(db: &mut dyn Session, picture: &Picture) -> Result<Vec<Seat>> {
    let chairs = Chairs::read(db, picture).await?;
    let kept_away = |expert: &ExpertId| {
        picture.lines.iter().any(|line| picture.keeps_away(expert, &line.dossier))
    };
    Ok(making(&chairs.in_conflict(kept_away)))
}

/// A seat that is held.
struct Held {
    seat: Seat,
    /// By whom of the pool.
    experts: Vec<ExpertId>,
    /// Who signs in to it, with all their roles.
    holders: Vec<Actor>,
}

/// Who sits where in a season's committee, and what they are in conflict with: asked once, however many applications
/// it is about.
pub(crate) struct Seating {
    /// Seats that are held.
    held: Vec<Held>,
    /// Panels, by number.
    panels: Vec<PanelId>,
    /// Conflicts of the season.
    conflicts: BTreeSet<(ExpertId, DossierId)>,
}

impl Seating {
    /// As it is now.
    pub async fn of(db: &mut dyn Session, season: &SeasonId) -> Result<Self> {
        let mut held = Vec::new();
        for (role, seat) in [(Role::Chair, Seat::Chair), (Role::ViceChair, Seat::ViceChair)] {
            // A head who is kept from signing in keeps no seat against who stands in for them.
            let holders = who_hold(db, season, role).await?;
            let grants = holders.iter().flat_map(|a| &a.grants).filter(|g| g.role == role);
            let grants: Vec<Grant> = grants.cloned().collect();
            if !grants.is_empty() {
                let experts = shared::of_pool(&grants).collect();
                held.push(Held { seat, experts, holders });
            }
        }
        let all = who_hold(db, season, Role::PanelLead).await?;
        for m in db.members(season).await?.into_iter().filter(|m| m.lead) {
            let seat = Seat::Lead(m.panel);
            let holders = all.iter().filter(|a| seat.held_by(a)).cloned().collect();
            held.push(Held { seat, experts: vec![m.expert.id], holders });
        }
        let panels = db.panels(season).await?.into_iter().map(|p| p.id).collect();
        let conflicts = db.conflicts(season).await?.into_iter().map(|c| (c.expert, c.dossier));
        Ok(Self { held, panels, conflicts: conflicts.collect() })
    }

    /// Whether somebody with these roles is in conflict with an application.
    pub fn kept_from(&self, grants: &[Grant], dossier: &DossierId) -> bool {
        shared::of_pool(grants).any(|expert| self.conflicts.contains(&(expert, dossier.clone())))
    }

    /// The two who decide on something about one application once the list is made (Art. 15, 21): a conflict with it
    /// keeps out, and so does whatever sets all `apart` who hold the seat. A seat that nobody can sign in to is left out.
    pub fn over(&self, dossier: &DossierId, apart: impl Fn(&Actor) -> bool) -> Vec<Seat> {
        let away = |e: &ExpertId| self.conflicts.contains(&(e.clone(), dossier.clone()));
        let places = |h: &Held| -> Vec<Place> {
            let kept = h.experts.iter().any(away) || h.holders.iter().all(&apart);
            let expert = h.experts.first();
            let person =
                |a: &Actor| Person { expert: expert.cloned(), account: Some(a.account.clone()) };
            let place = |person| Place {
                seat: h.seat.clone(),
                person,
                away: kept.then_some(Away::Conflict),
            };
            h.holders.iter().map(person).map(place).collect()
        };
        let leads = self.panels.iter().cloned().map(Seat::Lead);
        let line = [Seat::Chair, Seat::ViceChair].into_iter().chain(leads);
        let held = line.filter_map(|seat| self.held.iter().find(|h| h.seat == seat));
        making(&held.flat_map(places).collect::<Vec<_>>())
    }

    /// Whoever signs in to these seats.
    pub fn holders<'a>(&'a self, seats: &'a [Seat]) -> impl Iterator<Item = &'a Actor> {
        let held = seats.iter().flat_map(|seat| self.held.iter().filter(move |h| h.seat == *seat));
        held.flat_map(|h| &h.holders)
    }
}

/// Whoever holds a role in a season and can sign in, with all their roles.
async fn who_hold(db: &mut dyn Session, season: &SeasonId, role: Role) -> Result<Vec<Actor>> {
    let able = db.able_holders(season, role.code()).await?;
    let mut all: BTreeMap<AccountId, Vec<Grant>> = BTreeMap::new();
    for (account, grant) in db.grants_of_holders(season, role.code()).await? {
        all.entry(account).or_default().push(grant);
    }
    let actor = |(account, grants)| Actor { account, name: String::new(), grants };
    Ok(all.into_iter().map(actor).filter(|a| able.contains(&a.account)).collect())
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

/// Whoever holds these seats, each once.
async fn holders(
    db: &mut dyn Session,
    season: &SeasonId,
    seats: &[Seat],
) -> Result<Vec<AccountId>> {
    let mut found = Vec::new();
    for seat in seats {
        for (account, .., scope) in db.holders(season, seat.role().code()).await? {
            let theirs = match seat {
                Seat::Lead(panel) => scope == panel.as_str(),
                _ => true,
            };
            if theirs && !found.contains(&account) {
                found.push(account);
            }
        }
    }
    Ok(found)
}

/// Tells whoever holds these seats.
pub(crate) async fn tell(
    work: &mut Work,
    season: &SeasonId,
    seats: &[Seat],
    message: &Message,
) -> Result<()> {
    for account in holders(&mut *work.db, season, seats).await? {
        work.post(&Recipient::Account(account), None, message).await?;
    }
    Ok(())
}
