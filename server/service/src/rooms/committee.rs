//! Room *committee* (Art. 11–15): experts, panels, undertakings, conflicts, assignment.

mod accounts;
mod assignment;
mod conflicts;
mod drawing;
mod matrix;
pub(super) mod plan;
mod pool;
mod seating;
mod standing_down;

pub(crate) use matrix::Computed;

use std::collections::{BTreeSet, HashMap};

use domain::committee::conflict::ConflictKind;
use domain::committee::undertaking;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{AccountId, DossierId, ExpertId, PanelId, SeasonId};
use domain::journey::Stage;
use domain::policy::{Actor, Role, may_run_office, may_undertake};
use domain::refusal::Refusal;
use domain::review::blind;
use domain::stamp::Stamp;
use domain::views::committee::{CommitteeView, PanelView, Seat};
use domain::views::deliberation::SeatLacking;

use super::shared;
use crate::kept_away::{find_of, keep_away, without_facts};
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::{Conflict, Signer, Undertaking};
use crate::table::Chairs;
use crate::undertaken::signer;
use crate::{About, Result, Service, Work};

/// In a blind review conflicts are declared with names of organisations: their dossiers.
async fn named(
    db: &mut dyn Session,
    season: &SeasonId,
    declared: &[DossierId],
) -> Result<Vec<DossierId>> {
    let all = db.formality_list(season).await?;
    let meant = |d: &&DossierId, name: &str| **d == blind::declared_as(name);
    let dossiers = declared.iter().flat_map(|given| {
        let of_name = all.iter().map(|f| &f.dossier);
        let of_name = of_name.filter(move |d| meant(&given, &d.summary.org_name));
        let mut found: Vec<DossierId> = of_name.map(|d| d.id.clone()).collect();
        if found.is_empty() {
            found.push(given.clone());
        }
        found
    });
    Ok(dossiers.collect())
}

impl Service {
    /// Signs the undertaking of confidentiality and declares conflicts (Art. 15): everybody of the committee, chair
    /// and vice chair too. Pairs already assigned that are in conflict are taken out at once.
    pub async fn undertake(&self, actor: &Actor, declared: &[DossierId]) -> Result<()> {
        may_undertake(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let signer = signer(&mut *work.db, actor).await?;
        self.sign_undertaking(&mut work, actor, &season.id, &signer).await?;
        let Signer::Expert(expert) = signer else {
            // Who does not come from the pool has no facts to compare; the Office is told of ties, not the system.
            return match declared.is_empty() {
                true => work.commit().await,
                false => Err(Refusal::BadValue { field: "conflicts".into() }.into()),
            };
        };
        let own = std::slice::from_ref(&expert);
        without_facts(find_of(&mut work, &actor.account, &season.id, own).await)?;
        let declared = match season.review.blind {
            true => named(&mut *work.db, &season.id, declared).await?,
            false => declared.to_vec(),
        };
        let (season, at) = (season.id, work.now.0);
        let known: BTreeSet<DossierId> =
            work.db.conflicts_of(&season, &expert).await?.into_iter().map(|c| c.dossier).collect();
        for dossier in declared.iter().filter(|d| !known.contains(*d)) {
            let d = shared::load(&mut *work.db, dossier).await?;
            if !d.standing.stage().checked() {
                return Err(Refusal::NotYours.into());
            }
            // A score that was given is not taken back by declaring: the Office records such a conflict.
            for review in Review::ALL {
                let sheet = work.db.sheet(review, dossier, &expert).await?;
                if sheet.is_some_and(|r| r.sealed_at.is_some()) {
                    return Err(Refusal::AlreadySealed.into());
                }
            }
            let conflict = Conflict {
                expert: expert.clone(),
                dossier: dossier.clone(),
                kind: ConflictKind::Declared.code().into(),
                declared: true,
                at,
            };
            keep_away(&mut work, &actor.account, &d, &conflict, "").await?;
        }
        work.commit().await
    }

    /// Notes the signature, with the version and the digest of the text it stands under; the first one stands.
    async fn sign_undertaking(
        &self,
        work: &mut Work,
        actor: &Actor,
        season: &SeasonId,
        signer: &Signer,
    ) -> Result<()> {
        if work.db.undertaking(season, signer).await?.is_some() {
            return Ok(());
        }
        let (version, sha256) = (undertaking::VERSION.to_owned(), undertaking::sha256());
        let at = work.now.0;
        let signed = Undertaking { at, version: version.clone(), sha256: sha256.clone() };
        work.db.save_undertaking(season, signer, &signed).await?;
        let expert = match signer {
            Signer::Expert(expert) => expert.to_string(),
            Signer::Head(_) => String::new(),
        };
        let event = Event::UndertakingSigned { expert, version, sha256 };
        work.record(actor.account.as_str(), &event, About::default()).await
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
        let seated = self.seated(&mut *db, &season.id).await?;
        let checked = seated.list.iter().map(|f| &f.dossier);
        let dossiers: Vec<&Dossier> = checked.filter(|d| d.standing.stage().checked()).collect();
        let mut home: HashMap<PanelId, u32> = HashMap::new();
        for panel in dossiers.iter().filter_map(|d| d.panel.clone()) {
            *home.entry(panel).or_default() += 1;
        }
        let members = db.members(&season.id).await?;
        let chair = db.holders(&season.id, Role::Chair.code()).await?;
        let vice_chair = db.holders(&season.id, Role::ViceChair.code()).await?;
        let signed: BTreeSet<String> = db.undertakings(&season.id).await?.into_iter().collect();
        let heads = [(Role::Chair, chair.last()), (Role::ViceChair, vice_chair.last())];
        let waits = |(role, holder): (Role, Option<&(AccountId, String, String, String)>)| {
            let (account, .., scope) = holder?;
            let has = signed.contains(scope) || signed.contains(account.as_str());
            (!has).then_some(role)
        };
        let unsigned = heads.into_iter().filter_map(waits).collect();
        let all = db.panels(&season.id).await?;
        let numbered: Vec<&PanelId> = all.iter().map(|p| &p.id).collect();
        let chairs = Chairs::of((&chair, &vice_chair, &[]), &numbered, &members);
        let kept: BTreeSet<(&ExpertId, &DossierId)> =
            conflicts.iter().map(|c| (&c.expert, &c.dossier)).collect();
        let lacking: HashMap<PanelId, SeatLacking> = numbered
            .iter()
            .filter_map(|panel| {
                let of = discussed(&dossiers, panel);
                let conflicted = |e: &ExpertId| of.iter().any(|d| kept.contains(&(e, *d)));
                let lacking = chairs.lacking(panel, conflicted).filter(|_| !of.is_empty())?;
                Some(((*panel).clone(), lacking))
            })
            .collect();
        let panels = all
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
                        stood_down: m.stood_down.is_some(),
                    })
                    .collect(),
                applications: home.get(&p.id).copied().unwrap_or(0),
                lacking: lacking.get(&p.id).copied(),
                id: p.id,
                number: p.number,
                zh: p.zh,
                en: p.en,
            })
            .collect();
        let name = |mut h: Vec<(AccountId, String, String, String)>| h.pop().map(|h| h.1);
        let (chair, vice_chair) = (name(chair), name(vice_chair));
        let count =
            |stage| u32::try_from(dossiers.iter().filter(|d| d.standing.stage() == stage).count());
        let waiting = count(Stage::FormalityPassed).unwrap_or(0);
        let assigned = count(Stage::WrittenReview).unwrap_or(0);
        let mut readers: HashMap<&DossierId, u32> = HashMap::new();
        for a in &assignments {
            *readers.entry(&a.dossier).or_default() += 1;
        }
        let lacks = |d: &Dossier| {
            season.review.reviews.saturating_sub(readers.get(&d.id).copied().unwrap_or(0))
        };
        let published = dossiers.iter().filter(|d| d.standing.stage() == Stage::WrittenReview);
        let gaps = published.map(|d| lacks(d)).sum();
        Ok(CommitteeView { season, chair, vice_chair, unsigned, panels, waiting, assigned, gaps })
    }
}

/// Applications of a panel that are deliberated on: those in the defence once there are any, else those in the written
/// review.
fn discussed<'a>(dossiers: &[&'a Dossier], panel: &PanelId) -> Vec<&'a DossierId> {
    let at = |stage: Stage| dossiers.iter().filter(move |d| d.standing.stage() == stage);
    let stage = match at(Stage::Shortlisted).next() {
        Some(_) => Stage::Shortlisted,
        None => Stage::WrittenReview,
    };
    at(stage).filter(|d| d.panel.as_ref() == Some(panel)).map(|d| &d.id).collect()
}
