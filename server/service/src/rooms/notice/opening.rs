//! Opening the notice (Art. 21): by somebody of the Office, or by itself at the moment they have planned, exactly as they
//! have seen it.

use std::collections::BTreeSet;

use domain::event::Event;
use domain::ids::DossierId;
use domain::journey::Step;
use domain::mail::Message;
use domain::notice::Notice;
use domain::notice::planned::Planned;
use domain::policy::{Actor, Grant, Role, may_run_office};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;

use super::{SYSTEM, proposed, ring, save_ends};
use crate::rooms::shared;
use crate::{About, Error, Result, Service, Work};

impl Service {
    /// Opens the notice that was seen (Art. 21): from now on everybody reads it, every application that could
    /// have been on it goes its way, and their writers are told. Before that nobody who may not know can tell.
    pub async fn open_notice(&self, actor: &Actor, seen: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = unopened(&mut work).await?;
        let (_, notice) = proposed(&mut *work.db, &season, work.clock).await?;
        let notice = notice?;
        if notice.sha256() != seen {
            return Err(Refusal::SeenChanged.into());
        }
        publish(&mut work, actor, season, &notice).await?;
        work.commit().await
    }

    /// Plans the opening of the notice as it was seen for a moment to come, or plans it anew.
    pub async fn plan_notice(&self, actor: &Actor, at: Stamp, seen: &str) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = unopened(&mut work).await?;
        let planned = Planned::new(at, seen, &actor.account, work.clock)?;
        let (_, notice) = proposed(&mut *work.db, &season, at).await?;
        if notice?.sha256() != seen {
            return Err(Refusal::SeenChanged.into());
        }
        work.db.save_planned_notice(&season.id, &planned).await?;
        let event = Event::NoticePlanned { year: season.year, at, sha256: planned.seen };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Drops the plan: the notice is opened by hand, or planned anew.
    pub async fn drop_planned_notice(&self, actor: &Actor) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = unopened(&mut work).await?;
        work.db.planned_notice(&season.id).await?.ok_or(Refusal::NotYours)?;
        work.db.drop_planned_notice(&season.id).await?;
        let event = Event::NoticePlanDropped { year: season.year, changed: false };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Opens the notice whose moment has come. One that is no longer what was seen does not open; its plan is dropped
    /// and the Office told. Whether anything was done.
    pub async fn open_planned_notice(&self) -> Result<bool> {
        let mut db = self.read().await?;
        let season = match crate::season(&mut *db).await {
            Ok(season) => season,
            Err(Error::Refused(Refusal::NoSeason)) => return Ok(false),
            Err(e) => return Err(e),
        };
        // Looked at before the writers' lock is taken: mostly there is nothing to open.
        if !db.planned_notice(&season.id).await?.is_some_and(|p| p.is_due(self.now())) {
            return Ok(false);
        }
        drop(db);
        let mut work = self.begin().await?;
        let planned = work.db.planned_notice(&season.id).await?;
        let Some(planned) = planned.filter(|p| p.is_due(work.clock)) else { return Ok(false) };
        let season = unopened(&mut work).await?;
        let notice = match proposed(&mut *work.db, &season, work.clock).await {
            Ok((_, notice)) => notice.ok().filter(|n| n.sha256() == planned.seen),
            Err(Error::Refused(_)) => None,
            Err(e) => return Err(e),
        };
        match notice {
            Some(notice) => publish(&mut work, &who(&planned), season, &notice).await?,
            None => {
                work.db.drop_planned_notice(&season.id).await?;
                let event = Event::NoticePlanDropped { year: season.year, changed: true };
                work.record(SYSTEM, &event, About::default()).await?;
                let message = Message::NoticeNotOpened { year: season.year };
                work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
            }
        }
        work.commit().await?;
        Ok(true)
    }
}

/// Whoever planned it opens it.
fn who(planned: &Planned) -> Actor {
    let grants = vec![Grant { role: Role::Office, scope: String::new() }];
    Actor { account: planned.by.clone(), name: String::new(), grants }
}

/// The season, refused once its notice is open.
async fn unopened(work: &mut Work) -> Result<Season> {
    let season = crate::season(&mut *work.db).await?;
    match work.db.notice(&season.id).await? {
        Some(_) => Err(Refusal::NoticeOpened.into()),
        None => Ok(season),
    }
}

async fn publish(work: &mut Work, actor: &Actor, season: Season, notice: &Notice) -> Result<()> {
    let year = notice.year;
    work.db.save_notice(&season.id, notice).await?;
    work.db.drop_planned_notice(&season.id).await?;
    save_ends(work, season.clone(), notice, None).await?;
    let listed: BTreeSet<DossierId> = notice.entries.iter().map(|e| e.dossier.clone()).collect();
    for id in &listed {
        let d = shared::load(&mut *work.db, id).await?;
        shared::step(work, actor, &d, Step::PutOnList, None, About::default()).await?;
        let (reference, title) = (d.reference.clone(), d.summary.title.clone());
        let message = Message::OnNotice { reference, title, year, ends: notice.ends_at };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
    }
    shared::left_off::leave_off(work, actor, &season.id).await?;
    let event = Event::NoticeOpened {
        year,
        lines: i64::try_from(notice.entries.len()).unwrap_or(i64::MAX),
        ends: notice.ends_at,
        sha256: notice.sha256(),
    };
    work.record(actor.account.as_str(), &event, About::default()).await?;
    ring(work);
    Ok(())
}
