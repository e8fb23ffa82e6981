//! Room *committee* (Art. 11–15): experts, panels, undertakings, conflicts, assignment.

mod accounts;
mod assignment;
mod conflicts;
mod drawing;
mod matrix;
pub(super) mod plan;
mod pool;
mod seating;

pub(crate) use matrix::Computed;

use std::collections::{BTreeSet, HashMap};

use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};
use domain::journey::Stage;
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;
use domain::review::blind;
use domain::stamp::Stamp;
use domain::views::committee::{CommitteeView, PanelView, Seat};

use super::shared;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::Conflict;
use crate::{About, Result, Service};

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
    /// Signs the undertaking of confidentiality and declares conflicts (Art. 15). Pairs
    /// already assigned that are in conflict are taken out at once.
    pub async fn undertake(&self, actor: &Actor, declared: &[DossierId]) -> Result<()> {
        let expert = actor.expert()?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let declared = match season.review.blind {
            true => named(&mut *work.db, &season.id, declared).await?,
            false => declared.to_vec(),
        };
        let season = season.id;
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
                kind: "declared".into(),
                declared: true,
                at,
            };
            conflicts::keep_away(&mut work, actor, &d, &conflict, "").await?;
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
        let seated = self.seated(&mut *db, &season.id).await?;
        let checked = seated.list.iter().map(|f| &f.dossier);
        let dossiers: Vec<&Dossier> = checked.filter(|d| d.standing.stage().checked()).collect();
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
        let mut readers: HashMap<&DossierId, u32> = HashMap::new();
        for a in &assignments {
            *readers.entry(&a.dossier).or_default() += 1;
        }
        let lacks = |d: &Dossier| {
            season.review.reviews.saturating_sub(readers.get(&d.id).copied().unwrap_or(0))
        };
        let published = dossiers.iter().filter(|d| d.standing.stage() == Stage::WrittenReview);
        let gaps = published.map(|d| lacks(d)).sum();
        Ok(CommitteeView { season, chair, vice_chair, panels, waiting, assigned, gaps })
    }
}
