//! Room *formality*: the Office's list, the checklist, pass, correction, refusal (Art. 18).

mod duplicates;
mod statistics;
mod traces;

pub(crate) use duplicates::AllFound;

use std::collections::BTreeMap;

use domain::application::check::Context;
use domain::application::version::digest;
use domain::event::Event;
use domain::facts::text::{count_chars, line};
use domain::formality::claim::{Claim, may_work};
use domain::formality::correction::{Round, due, require_check};
use domain::formality::progress::days;
use domain::formality::rejection::reject;
use domain::formality::{Facts, Item, Tick, check_tick, computed, may_pass};
use domain::ids::DossierId;
use domain::journey::{Stage, Standing, Step};
use domain::mail::Message;
use domain::policy::{Actor, may_check, may_run_office};
use domain::refusal::Refusal;
use domain::season::{PastWinner, Phase, Season};
use domain::stamp::Stamp;
use domain::views::formality::{Checklist, ChecklistLine, Claimed, FormalityList, FormalityRow};

use super::shared;
use crate::kept_away::find_in;
use crate::ports::application::Dossier;
use crate::ports::flow::CorrectionRow;
use crate::ports::recommendation::{Found, TickRow};
use crate::ports::{Bell, Session};
use crate::{About, Result, Service, Work};

/// What the computed answers are drawn from, owned.
struct Material {
    answers: domain::application::Answers,
    context: Context,
    submitted: Stamp,
    closes: Stamp,
    opinion: usize,
    others: i64,
    repeated: Option<Vec<PastWinner>>,
}

impl Material {
    async fn load(db: &mut dyn Session, d: &Dossier, season: Season) -> Result<Self> {
        let (version, mut row) = shared::handed_in(db, d).await?;
        let season = shared::titles::with_winners(db, season).await?;
        // An answer to a correction is not a late submission: what counts is when the version
        // that it mends was handed in.
        if let Some(c) = db.correction(&d.id).await?.filter(|c| c.after == Some(version.number)) {
            row = db.version(&d.id, c.before).await?.unwrap_or(row);
        }
        let submitted = Stamp(row.at);
        let opinion = shared::way::opinion(db, d).await?.map_or(0, |o| count_chars(&o.text));
        let others = db.others_with_uscc(&season.id, &d.summary.uscc, &d.id).await?;
        // The closing that held then. Versions from before it was kept were not taken late either.
        let closes = row.closes.map(Stamp);
        let closes = closes.or(season.window(Phase::Application).map(|w| w.closes));
        let closes = closes.unwrap_or(submitted);
        let ever = db.files_ever(&d.id).await?;
        let repeated = Self::repeated(&season, &version.answers);
        let context = shared::way::context(season, shared::way::states(&version, &ever));
        let answers = version.answers;
        Ok(Self { answers, context, submitted, closes, opinion, others, repeated })
    }

    /// Earlier winners that are this organisation or have its title; `None` while the season
    /// names none, and a person looks them up.
    fn repeated(
        season: &Season,
        answers: &domain::application::Answers,
    ) -> Option<Vec<PastWinner>> {
        let known = !season.limits.past_winners.is_empty();
        known.then(|| season.clone().for_dossier(answers).limits.past_winners)
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            answers: &self.answers,
            context: &self.context,
            submitted: self.submitted,
            closes: self.closes,
            opinion: self.opinion,
            others: self.others,
            repeated: self.repeated.as_deref(),
        }
    }
}

impl Service {
    /// Recommended dossiers, waiting and passed.
    pub async fn formality_list(&self, actor: &Actor) -> Result<FormalityList> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let mut season = crate::season(&mut *db).await?;
        let now = self.now();
        let done = self.checks_done(&mut *db, &season.id).await?;
        let seated = self.seated(&mut *db, &season.id).await?;
        let mut claims = db.claims(&season.id).await?;
        let row = |Found { dossier: d, ticks }: &Found| FormalityRow {
            id: d.id.clone(),
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            org_name: d.summary.org_name.clone(),
            unit: d.summary.unit.clone(),
            stage: d.standing.stage(),
            ticks: *ticks,
            changed_at: Stamp(d.changed_at),
            since: d.standing.since(),
            due: match d.standing {
                Standing::Correction { due, .. } => Some(due),
                _ => None,
            },
            claimed: claimed(claims.remove(&d.id), actor, &season, now),
        };
        let rows = seated.list.iter().map(row).collect();
        let days = days(&done, now, statistics::DAYS);
        // Hundreds of earlier winners need not travel with the page.
        season.limits.past_winners.clear();
        Ok(FormalityList { season, now, rows, days })
    }

    /// A dossier with its checklist: computed answers with evidence, ticks by persons.
    pub async fn checklist(&self, actor: &Actor, id: &DossierId) -> Result<Checklist> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *db, &d.season).await?;
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
        let opinion = shared::way::opinion(&mut *db, &d).await?.map(|o| o.text).unwrap_or_default();
        let now = self.now();
        let seated = self.seated(&mut *db, &season.id).await?;
        let claims = db.claims(&season.id).await?;
        let free = |f: &&Found| {
            f.dossier.standing.stage() == Stage::Recommended
                && f.dossier.id != d.id
                && claimed(claims.get(&f.dossier.id).cloned(), actor, &season, now)
                    .is_none_or(|c| c.own)
        };
        let (earlier, later) = seated.list.split_at(seated.place(id).unwrap_or(0));
        let next = later.iter().chain(earlier).find(free).map(|f| f.dossier.id.clone());
        let before = earlier.iter().rev().find(free).map(|f| f.dossier.id.clone());
        let findings = db.findings_of(&season.id, id, duplicates::SHOWN).await?;
        let claimed = claimed(claims.get(id).cloned(), actor, &season, now);
        let correction = db.correction(id).await?;
        let changed = match correction.as_ref().and_then(|c| c.after.map(|after| (c.before, after)))
        {
            Some((before, after)) => shared::difference(&mut *db, id, before, after).await?,
            None => None,
        };
        // Told before it is asked: an answer may be due when the check has closed.
        let answer_due = match d.standing.stage() == Stage::Recommended && correction.is_none() {
            true => {
                let calendar = shared::calendar(&mut *db).await?;
                due(&calendar, now, season.limits.correction_days, season.counting).ok()
            }
            false => None,
        };
        let overdrawn = db.overdrawn(id).await?.is_some();
        let mut dossier = shared::reading(&mut *db, &d, season, now).await?;
        dossier.flow.correction = correction.map(|c| c.round);
        dossier.flow.rejection = db.rejection(id).await?;
        Ok(Checklist {
            dossier,
            opinion,
            lines,
            claimed,
            next,
            before,
            changed,
            findings,
            answer_due,
            overdrawn,
        })
    }

    /// Ticks an item.
    pub async fn tick(&self, actor: &Actor, id: &DossierId, item: Item, tick: &Tick) -> Result<()> {
        let tick = Tick { yes: tick.yes, note: line(&tick.note) };
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        require_checked(&mut work, &d, &season).await?;
        hold(&mut work, actor, &d, &season).await?;
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
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        require_checked(&mut work, &d, &season).await?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        shared::require_lists_held(&mut *work.db, &season.id).await?;
        hold(&mut work, actor, &d, &season).await?;
        work.db.delete_claim(id).await?;
        let material = Material::load(&mut *work.db, &d, season).await?;
        let ticks = work.db.ticks(id).await?.into_iter().map(|t| (t.item, t.tick)).collect();
        may_pass(&ticks, &material.facts())?;
        let sme = d.summary.sme;
        if !shared::way::reseat(&mut work, &d, sme).await? {
            return Err(Refusal::SeatOverdrawn { unit: d.summary.unit.clone(), sme }.into());
        }
        shared::step(&mut work, actor, &d, Step::FormalityPassed, None, About::default()).await?;
        // Now it is before the committee: whoever of it is tied to the applicant is kept away (Art. 15).
        find_in(&mut work, &actor.account, &d).await?;
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message = Message::FormalityPassed { reference, title };
        work.post_to_writers(&d.season, &d.organisation, id, &message).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "formality".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await
    }

    /// Asks the applicant for a correction, once, of these items with their reasons (Art. 18).
    /// What concerns them reopens, for as many working days as the season gives.
    pub async fn ask_correction(
        &self,
        actor: &Actor,
        id: &DossierId,
        items: &BTreeMap<Item, String>,
    ) -> Result<()> {
        let items: BTreeMap<Item, String> =
            items.iter().map(|(i, r)| (*i, shared::typed(r))).collect();
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        season.require_open(Phase::Formality, work.clock)?;
        let earlier = work.db.correction(id).await?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        hold(&mut work, actor, &d, &season).await?;
        work.db.delete_claim(id).await?;
        let round = Round::ask(
            earlier.as_ref().map(|c| &c.round),
            &items,
            season.limits.correction_days,
            season.counting,
            &shared::calendar(&mut *work.db).await?,
            work.clock,
        )?;
        let about = About::default();
        let due = round.due;
        shared::step(&mut work, actor, &d, Step::CorrectionAsked { due }, None, about).await?;
        let event = Event::CorrectionItems {
            items: items.iter().map(|(i, r)| (i.code().to_owned(), digest(r))).collect(),
        };
        let reason: String =
            items.iter().map(|(i, r)| format!("{}: {r}", i.code())).collect::<Vec<_>>().join("\n");
        let about = About { dossier: Some(id), on_behalf: "", reason: &reason };
        work.record(actor.account.as_str(), &event, about).await?;
        let by = actor.account.to_string();
        let before = d.standing.version().unwrap_or_default();
        work.db.insert_correction(id, &CorrectionRow { round, by, before, after: None }).await?;
        let message = Message::CorrectionAsked {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            items: items.into_values().collect(),
            due,
        };
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "formality".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await
    }
}

impl Service {
    /// Takes a dossier, so that nobody else checks it, or lets it go.
    pub async fn claim(&self, actor: &Actor, id: &DossierId, take: bool) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        if d.standing.stage() != Stage::Recommended {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        hold(&mut work, actor, &d, &season).await?;
        if !take {
            work.db.delete_claim(id).await?;
        }
        // No bell: its writers alone would hear it, and who checks when is none of theirs.
        work.commit().await
    }

    /// Refuses an application, with the item of the checklist it fails and the reason (Art. 18).
    pub async fn reject(
        &self,
        actor: &Actor,
        id: &DossierId,
        item: Item,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        require_checked(&mut work, &d, &season).await?;
        let rejection = reject(&d.standing, item, reason, work.now)?;
        let reason = rejection.reason.clone();
        hold(&mut work, actor, &d, &season).await?;
        work.db.delete_claim(id).await?;
        let step = Step::FormalityRefused { item: item.code().to_owned() };
        let about = About { reason: &reason, ..About::default() };
        shared::step(&mut work, actor, &d, step, None, about).await?;
        work.db.insert_rejection(id, &rejection, actor.account.as_str()).await?;
        let message = Message::FormalityRefused {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            item,
            reason,
        };
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "formality".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await
    }
}

/// Refuses to go on with a check that is not open; one with a round of correction goes on to its end (Art. 18).
async fn require_checked(work: &mut Work, d: &Dossier, season: &Season) -> Result<()> {
    let round = work.db.correction(&d.id).await?.map(|c| c.round);
    Ok(require_check(season, round.as_ref(), work.clock)?)
}

/// Refuses whoever would work on what somebody else has taken; otherwise it is theirs from now on.
async fn hold(work: &mut Work, actor: &Actor, d: &Dossier, season: &Season) -> Result<()> {
    let claim = work.db.claim(&d.id).await?;
    let account = actor.account.as_str();
    may_work(claim.as_ref(), account, season.limits.claim_minutes, work.clock)?;
    let name = work.db.account(&actor.account).await?.map(|a| a.name).unwrap_or_default();
    let claim = Claim { account: account.to_owned(), name, at: work.clock };
    work.db.save_claim(&d.id, &claim).await?;
    Ok(())
}

/// A claim as a reader sees it; nothing once it has run out.
fn claimed(claim: Option<Claim>, actor: &Actor, season: &Season, now: Stamp) -> Option<Claimed> {
    let claim = claim.filter(|c| c.holds(season.limits.claim_minutes, now))?;
    Some(Claimed { own: claim.account == actor.account.as_str(), by: claim.name, at: claim.at })
}
