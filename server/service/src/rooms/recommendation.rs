//! Room *recommendation*: a unit reads, writes its opinion, recommends within its quota.

use std::sync::Arc;

use domain::application::version::digest;
use domain::event::Event;
use domain::facts::text::count_chars;
use domain::ids::{DossierId, SeasonId};
use domain::journey::{Stage, Step};
use domain::mail::Message;
use domain::policy::{Actor, may_recommend};
use domain::reason;
use domain::recommendation::ranking::{self, Candidate};
use domain::recommendation::{opinion, returning};
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::recommendation::{UnitComparison, UnitList, UnitReading, UnitRow};

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::flow::ReturnRow;
use crate::ports::recommendation::{Listed, Opinion};
use crate::ports::{Bell, Session};
use crate::{About, Result, Service, Work};

/// A dossier before its own unit while units recommend (Art. 17), with its season.
async fn before_unit(work: &mut Work, actor: &Actor, id: &DossierId) -> Result<(Dossier, Season)> {
    let d = shared::load(&mut *work.db, id).await?;
    may_recommend(actor, &shared::facts(&d))?;
    let season = crate::season_of(&mut *work.db, &d.season).await?;
    season.require_open(Phase::Recommendation, work.clock)?;
    Ok((d, season))
}

/// The dossier has its seat: its step, the word to its writers, the bell.
async fn seat(work: &mut Work, actor: &Actor, d: &Dossier) -> Result<()> {
    let unit = d.summary.unit.clone();
    let about = About { on_behalf: &unit, ..About::default() };
    let step = Step::Recommended { unit: unit.clone() };
    shared::step(work, actor, d, step, None, about).await?;
    let message = Message::Recommended {
        reference: d.reference.clone(),
        title: d.summary.title.clone(),
        unit,
    };
    work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
    let (at, dossier) = (work.now.0, Some(d.id.clone()));
    work.ring(Bell { at, room: "recommendation".into(), dossier, panel: None });
    Ok(())
}

/// What a form about a dossier's opinion begins from: what its unit has written about it so far, whichever the version.
fn base(written: Option<&Opinion>) -> String {
    written.map_or_else(|| "none".into(), |o| digest(&o.text))
}

/// What the unit of a dossier has written about it so far, whichever the version.
async fn written(db: &mut dyn Session, d: &Dossier) -> Result<Option<Opinion>> {
    Ok(db.opinion(&d.id).await?.filter(|o| o.unit == d.summary.unit))
}

/// A dossier as the unit's list shows it.
fn row(listed: Listed) -> UnitRow {
    let opinion = shared::way::opinion_length(&listed);
    let Listed { dossier: d, place, .. } = listed;
    UnitRow {
        id: d.id,
        reference: d.reference,
        title: d.summary.title,
        org_name: d.summary.org_name,
        scope: d.summary.scope,
        direction: d.summary.direction,
        sme: d.summary.sme,
        stage: d.standing.stage(),
        opinion,
        place,
        changed_at: Stamp(d.changed_at),
    }
}

/// Whether a candidate has a place in the unit's order and waits for a seat.
fn waits(place: i64, stage: Stage) -> bool {
    place > 0 && stage == Stage::Submitted
}

impl Service {
    /// The rows of a unit's list.
    async fn unit_rows(
        &self,
        db: &mut dyn Session,
        season: &SeasonId,
        unit: &str,
    ) -> Result<Arc<Vec<UnitRow>>> {
        let mut shelf = self.held.units.now(db).await?;
        let key = format!("{season} {unit}");
        match shelf.get(&key) {
            Some(rows) => Ok(rows),
            None => {
                let rows = db.unit_list(season, unit).await?.into_iter().map(row).collect();
                Ok(shelf.keep(&key, rows))
            }
        }
    }

    /// The unit's work list and its seats.
    pub async fn unit_list(&self, actor: &Actor) -> Result<UnitList> {
        let unit = actor.unit()?.to_owned();
        let mut db = self.read().await?;
        let mut season = crate::season(&mut *db).await?;
        let quota = db.quota(&season.id, &unit).await?;
        let rows = self.unit_rows(&mut *db, &season.id, &unit).await?.as_ref().clone();
        // Hundreds of earlier winners need not travel with the page.
        season.limits.past_winners.clear();
        let mut waiting: Vec<&UnitRow> = rows.iter().filter(|r| waits(r.place, r.stage)).collect();
        waiting.sort_by_key(|r| r.place);
        let seen = ranking::mark(quota, waiting.into_iter().map(|r| &r.id));
        Ok(UnitList { season, now: self.now(), unit, quota, rows, seen })
    }

    /// A submitted dossier before its unit.
    pub async fn unit_reading(&self, actor: &Actor, id: &DossierId) -> Result<UnitReading> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_recommend(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let quota = db.quota(&season.id, &d.summary.unit).await?;
        let opinion = shared::way::opinion(&mut *db, &d).await?.map(|o| o.text).unwrap_or_default();
        let written = written(&mut *db, &d).await?;
        let base = base(written.as_ref());
        // What it wrote about an earlier version is a draft to begin from, and nobody else's to see.
        let begins = d.standing.stage() == Stage::Submitted && opinion.is_empty();
        let earlier = written.filter(|_| begins).map(|o| (o.version, o.text));
        let overdrawn = db.overdrawn(id).await?.is_some();
        let return_until = returning::proposed(&season, self.now());
        let sme = d.summary.sme;
        let mut rows =
            self.unit_rows(&mut *db, &season.id, &d.summary.unit).await?.as_ref().clone();
        rows.sort_by_key(UnitRow::order);
        let at = rows.iter().position(|r| r.id == *id);
        let beside = |to: Option<usize>| to.and_then(|i| rows.get(i)).map(|r| r.id.clone());
        let (before, after) =
            (beside(at.and_then(|i| i.checked_sub(1))), beside(at.map(|i| i + 1)));
        let place = at.map_or(0, |i| rows[i].place);
        let ranked = rows.iter().map(|r| r.place).max().unwrap_or(0);
        let mut dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        // It spent a seat on it: it learns what for, as the applicant does (Art. 18).
        dossier.flow.rejection = db.rejection(id).await?;
        Ok(UnitReading {
            dossier,
            opinion,
            earlier,
            base,
            quota,
            sme,
            overdrawn,
            place,
            ranked,
            before,
            after,
            return_until,
        })
    }

    /// Two dossiers of the unit beside one another; without both, its list to choose from.
    pub async fn unit_compare(
        &self,
        actor: &Actor,
        a: &DossierId,
        b: &DossierId,
    ) -> Result<UnitComparison> {
        let unit = actor.unit()?.to_owned();
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let mut pair = None;
        if !a.as_str().is_empty() && !b.as_str().is_empty() {
            let (a, b) = (shared::load(&mut *db, a).await?, shared::load(&mut *db, b).await?);
            may_recommend(actor, &shared::facts(&a))?;
            may_recommend(actor, &shared::facts(&b))?;
            let now = self.now();
            let a = shared::reading(&mut *db, &a, season.clone(), now).await?;
            let b = shared::reading(&mut *db, &b, season.clone(), now).await?;
            pair = Some(Box::new((a, b)));
        }
        let mut rows = self.unit_rows(&mut *db, &season.id, &unit).await?.as_ref().clone();
        rows.sort_by_key(UnitRow::order);
        Ok(UnitComparison { rows, pair })
    }

    /// Saves the unit's opinion as it is, whatever was written before; recommending asks for its length.
    pub async fn write_opinion(&self, actor: &Actor, id: &DossierId, text: &str) -> Result<()> {
        self.write_opinion_over(actor, id, text, "").await
    }

    /// Saves the unit's opinion over the one its form began from (`from`, the base of the reading; empty for whichever
    /// stands): several people of a unit write one opinion, and nobody undoes what a colleague has written meanwhile.
    pub async fn write_opinion_over(
        &self,
        actor: &Actor,
        id: &DossierId,
        text: &str,
        from: &str,
    ) -> Result<()> {
        opinion::fits(text)?;
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_recommend(actor, &shared::facts(&d))?;
        if d.standing.stage() != Stage::Submitted {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        crate::season_of(&mut *work.db, &d.season)
            .await?
            .require_open(Phase::Recommendation, work.clock)?;
        let text = shared::typed(text);
        // What one has written oneself one may write over: the page need not have been drawn since.
        let others = written(&mut *work.db, &d).await?.filter(|o| o.by != actor.account.as_str());
        let unread = others.is_some_and(|o| o.text != text && digest(&o.text) != from);
        if unread && !from.is_empty() {
            return Err(Refusal::Stale { revision: 0 }.into());
        }
        let opinion = Opinion {
            text,
            by: actor.account.to_string(),
            at: work.now.0,
            version: d.standing.version().unwrap_or_default(),
            unit: d.summary.unit.clone(),
        };
        work.db.save_opinion(id, &opinion).await?;
        let event = Event::OpinionWritten { sha256: digest(&opinion.text) };
        let about = About { dossier: Some(id), on_behalf: &d.summary.unit, reason: "" };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Recommends within the quota (Art. 17). The quota is read, decided and stored inside
    /// one serialised transaction, and the table's own constraint repeats the rule.
    pub async fn recommend(&self, actor: &Actor, id: &DossierId) -> Result<()> {
        let mut work = self.begin().await?;
        let (d, season) = before_unit(&mut work, actor, id).await?;
        if d.standing.stage() != Stage::Submitted {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        let written =
            shared::way::opinion(&mut *work.db, &d).await?.ok_or(Refusal::OpinionMissing)?;
        opinion::enough(count_chars(&written.text), &season.limits)?;
        let unit = d.summary.unit.clone();
        let quota = work.db.quota(&season.id, &unit).await?.take(d.summary.sme)?;
        work.db.save_quota(&season.id, &unit, &quota).await?;
        seat(&mut work, actor, &d).await?;
        work.commit().await
    }

    /// Gives a candidate a place in the unit's order, from 1, or takes it out (0).
    pub async fn rank(&self, actor: &Actor, id: &DossierId, to: usize) -> Result<()> {
        let mut work = self.begin().await?;
        let (d, season) = before_unit(&mut work, actor, id).await?;
        let stage = d.standing.stage();
        if to > 0 && stage != Stage::Submitted && stage != Stage::Recommended {
            return Err(Refusal::WrongStage { stage }.into());
        }
        let mut rows = work.db.unit_list(&season.id, &d.summary.unit).await?;
        rows.retain(|r| r.place > 0);
        rows.sort_by_key(|r| r.place);
        let before: Vec<DossierId> = rows.into_iter().map(|r| r.dossier.id).collect();
        let order = ranking::placed(&before, id, to);
        if order == before {
            return Ok(());
        }
        work.db.save_order(&order, (to == 0).then_some(id)).await?;
        let event = Event::Ranked { order: order.iter().map(DossierId::to_string).collect() };
        let about = About { on_behalf: &d.summary.unit, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Recommends in one act as many of the unit's candidates as have seats, in its order
    /// (Art. 17). Where one of them lacks its opinion nothing is done. Returns how many. `seen` is the mark of the order
    /// and the seats that were looked at: others than those are recommended by nobody.
    pub async fn recommend_batch(&self, actor: &Actor, seen: &str) -> Result<usize> {
        let unit = actor.unit()?.to_owned();
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        season.require_open(Phase::Recommendation, work.clock)?;
        let mut rows = work.db.unit_list(&season.id, &unit).await?;
        rows.retain(|r| waits(r.place, r.dossier.standing.stage()));
        rows.sort_by_key(|r| r.place);
        let quota = work.db.quota(&season.id, &unit).await?;
        if ranking::mark(quota, rows.iter().map(|r| &r.dossier.id)) != seen {
            return Err(Refusal::SeenChanged.into());
        }
        let mut order = Vec::new();
        for r in &rows {
            let opinion = shared::way::opinion(&mut *work.db, &r.dossier).await?.map(|o| o.text);
            let (id, sme) = (r.dossier.id.clone(), r.dossier.summary.sme);
            order.push(Candidate { id, sme, opinion: opinion.unwrap_or_default() });
        }
        let batch = ranking::batch(quota, &order, &season.limits);
        let of = |ids: &[DossierId]| rows.iter().filter(|r| ids.contains(&r.dossier.id)).collect();
        let lacking: Vec<&Listed> = of(&batch.lacking);
        if !lacking.is_empty() {
            let references = lacking.iter().map(|r| r.dossier.reference.clone()).collect();
            return Err(Refusal::OpinionsLacking { references }.into());
        }
        if batch.seated.is_empty() {
            let full = Refusal::QuotaFull { quota: quota.seats() };
            return Err(if order.is_empty() { Refusal::NothingRanked } else { full }.into());
        }
        work.db.save_quota(&season.id, &unit, &batch.quota).await?;
        let seated: Vec<&Listed> = of(&batch.seated);
        for r in &seated {
            seat(&mut work, actor, &r.dossier).await?;
        }
        work.commit().await?;
        Ok(seated.len())
    }

    /// Takes a recommendation back; the seat is free at once.
    pub async fn withdraw_recommendation(
        &self,
        actor: &Actor,
        id: &DossierId,
        reason: &str,
    ) -> Result<()> {
        let reason = reason::read(reason, reason::GIVEN)?;
        let mut work = self.begin().await?;
        let (d, _) = before_unit(&mut work, actor, id).await?;
        let unit = d.summary.unit.clone();
        let about = About { on_behalf: &unit, reason: &reason, ..About::default() };
        shared::step(&mut work, actor, &d, Step::RecommendationWithdrawn, None, about).await?;
        shared::way::free_seat(&mut work, &d).await?;
        work.db.delete_claim(id).await?;
        let message = Message::RecommendationWithdrawn {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            unit,
            reason,
        };
        work.post_to_writers(&d.season, &d.organisation, id, &message).await?;
        work.commit().await
    }

    /// Returns a submitted dossier to its applicant, with reasons, while its unit recommends: it is a draft again, to
    /// be mended and submitted anew (Art. 17). Once applications have closed it is handed in again by `asked`, within
    /// the phase of recommendation.
    pub async fn return_dossier(
        &self,
        actor: &Actor,
        id: &DossierId,
        reason: &str,
        asked: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let (d, season) = before_unit(&mut work, actor, id).await?;
        if d.standing.stage() != Stage::Submitted {
            return Err(Refusal::WrongStage { stage: d.standing.stage() }.into());
        }
        let reason = reason::read_lines(reason, reason::GIVEN)?;
        let until = returning::until(&season, returning::typed(asked)?, work.clock)?;
        let unit = d.summary.unit.clone();
        shared::way::let_go(&mut work, &d).await?;
        let about = About { on_behalf: &unit, reason: &reason, ..About::default() };
        shared::step(&mut work, actor, &d, Step::Returned { until }, None, about).await?;
        let at = work.now.0;
        let row = ReturnRow { at, by: actor.account.to_string(), reason: reason.clone() };
        work.db.insert_return(id, &row).await?;
        let message = Message::Returned {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            unit,
            reason,
            until: until.or(season.window(Phase::Application).map(|w| w.closes)),
        };
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        work.ring(Bell {
            at,
            room: "recommendation".into(),
            dossier: Some(id.clone()),
            panel: None,
        });
        work.commit().await
    }
}
