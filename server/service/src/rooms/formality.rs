//! Room *formality*: the Office's list, the checklist, pass (Art. 18).

use std::collections::BTreeMap;

use domain::application::check::Context;
use domain::event::Event;
use domain::facts::text::count_chars;
use domain::formality::{Facts, Item, Tick, check_tick, computed, may_pass};
use domain::ids::DossierId;
use domain::journey::{Stage, Step};
use domain::mail::Message;
use domain::policy::{Actor, may_check, may_run_office};
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::formality::{Checklist, ChecklistLine, FormalityList, FormalityRow};

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::recommendation::TickRow;
use crate::ports::{Bell, Session};
use crate::{About, Result, Service};

/// What the computed answers are drawn from, owned.
struct Material {
    answers: domain::application::Answers,
    context: Context,
    submitted: Stamp,
    closes: Stamp,
    opinion: usize,
    others: i64,
}

impl Material {
    async fn load(db: &mut dyn Session, d: &Dossier, season: Season) -> Result<Self> {
        let (version, submitted, _) = shared::submitted(db, d).await?;
        let opinion = db.opinion(&d.id).await?.map_or(0, |o| count_chars(&o.text));
        let others = db.others_with_uscc(&season.id, &d.summary.uscc, &d.id).await?;
        let closes = season.window(Phase::Application).map_or(submitted, |w| w.closes);
        let mut files: Vec<_> = version.files.iter().map(|f| f.slot).collect();
        files.sort();
        files.dedup();
        let contents = version.files.iter().map(|f| f.sha256.clone()).collect();
        let context = Context { season, files, contents };
        Ok(Self { answers: version.answers, context, submitted, closes, opinion, others })
    }

    /// Earlier winners that are this organisation or have its title; `None` while the season
    /// names none, and a person looks them up.
    fn repeated(&self) -> Option<i64> {
        let season = &self.context.season;
        let known = !season.limits.past_winners.is_empty();
        let own = season.clone().for_dossier(&self.answers).limits.past_winners.len();
        known.then(|| i64::try_from(own).unwrap_or(i64::MAX))
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            answers: &self.answers,
            context: &self.context,
            submitted: self.submitted,
            closes: self.closes,
            opinion: self.opinion,
            others: self.others,
            repeated: self.repeated(),
        }
    }
}

impl Service {
    /// Recommended dossiers, waiting and passed.
    pub async fn formality_list(&self, actor: &Actor) -> Result<FormalityList> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let rows = db
            .formality_list(&season.id)
            .await?
            .into_iter()
            .map(|(d, ticks)| FormalityRow {
                id: d.id,
                reference: d.reference,
                title: d.summary.title,
                org_name: d.summary.org_name,
                unit: d.summary.unit,
                stage: d.standing.stage(),
                ticks,
                changed_at: Stamp(d.changed_at),
            })
            .collect();
        Ok(FormalityList { season, now: self.now(), rows })
    }

    /// A dossier with its checklist: computed answers with evidence, ticks by persons.
    pub async fn checklist(&self, actor: &Actor, id: &DossierId) -> Result<Checklist> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season(&mut *db).await?;
        let material = Material::load(&mut *db, &d, season.clone()).await?;
        let mut ticks: BTreeMap<Item, Tick> =
            db.ticks(id).await?.into_iter().map(|t| (t.item, t.tick)).collect();
        let lines = Item::ALL
            .iter()
            .map(|item| ChecklistLine {
                item: *item,
                computed: computed(*item, &material.facts()),
                tick: ticks.remove(item),
            })
            .collect();
        let opinion = db.opinion(id).await?.map(|o| o.text).unwrap_or_default();
        let next = db
            .dossiers_at(&season.id, &[Stage::Recommended])
            .await?
            .into_iter()
            .find(|o| o.number > d.number)
            .map(|o| o.id);
        let dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        Ok(Checklist { dossier, opinion, lines, next })
    }

    /// Ticks an item.
    pub async fn tick(&self, actor: &Actor, id: &DossierId, item: Item, tick: &Tick) -> Result<()> {
        let tick = Tick { yes: tick.yes, note: shared::kept_line(&tick.note, 500) };
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::Formality, work.now)?;
        let material = Material::load(&mut *work.db, &d, season).await?;
        check_tick(item, &tick, &material.facts())?;
        let (by, at) = (actor.account.to_string(), work.now.0);
        let event = Event::ItemTicked { item: item.code().into(), yes: tick.yes };
        let reason = tick.note.clone();
        work.db.save_tick(id, &TickRow { item, tick, by, at }).await?;
        let about = About { dossier: Some(id), on_behalf: "", reason: &reason };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Passes the formality check; every item must be satisfied (Art. 18).
    pub async fn pass(&self, actor: &Actor, id: &DossierId) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::Formality, work.now)?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        let material = Material::load(&mut *work.db, &d, season).await?;
        let ticks = work.db.ticks(id).await?.into_iter().map(|t| (t.item, t.tick)).collect();
        may_pass(&ticks, &material.facts())?;
        shared::step(&mut work, actor, &d, Step::FormalityPassed, None, About::default()).await?;
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message = Message::FormalityPassed { reference, title };
        work.post_to_writers(&d.season, &d.organisation, id, &message).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "formality".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await
    }
}
