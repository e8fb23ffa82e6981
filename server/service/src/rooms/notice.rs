//! Room *notice* (Art. 21): the list stands before the public for its working days; objections to it stand
//! below. When a notice is open follows from its moments alone.

mod adding;
mod handling;
mod objecting;
mod opening;
mod place;

use domain::announcement::Announcement;
use domain::event::Event;
use domain::ids::{DossierId, SeasonId};
use domain::incident::Revocation;
use domain::journey::Stage;
use domain::mail::Message;
use domain::notice::{self, Entry, Notice, annex};
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::notice::{Line, NoticeView, Noticed, Preparation};

use crate::ports::application::Dossier;
use crate::ports::{Bell, Session};
use crate::rooms::shared;
use crate::{About, Error, Result, Service, Work};

/// Who the journal names for what nobody asked for.
const SYSTEM: &str = "system";

/// What stands before the public, the latest year first.
#[derive(Clone, Debug, Default)]
pub struct Public {
    /// Notices.
    pub notices: Vec<Notice>,
    /// Announcements.
    pub announcements: Vec<Announcement>,
    /// Titles that were revoked.
    pub revocations: Vec<Revocation>,
}

impl Service {
    /// The notice of a year, or of the season that runs; nothing before it was opened. Nobody needs to sign
    /// in for it.
    pub async fn notice(&self, year: Option<i32>) -> Result<Option<NoticeView>> {
        let mut db = self.read().await?;
        let notice = match year {
            Some(year) => db.notice_of_year(year).await?,
            None => match crate::season(&mut *db).await {
                Ok(season) => db.notice(&season.id).await?,
                Err(Error::Refused(Refusal::NoSeason)) => None,
                Err(e) => return Err(e),
            },
        };
        // Of a year without a notice there is no page; of the season that runs there may be none yet.
        if year.is_some() && notice.is_none() {
            return Err(Refusal::NotYours.into());
        }
        let now = self.now();
        Ok(notice.map(|n| NoticeView::of(&n, now)))
    }

    /// The same as its page has it: with the years there are others of, which nobody finds otherwise once another
    /// season runs.
    pub async fn noticed(&self, year: Option<i32>) -> Result<Noticed> {
        let notice = self.notice(year).await?;
        let mut db = self.read().await?;
        let years = db.notices().await?.iter().map(|n| n.year).collect();
        let announced = db.released_announcements().await?.iter().map(|a| a.year).collect();
        Ok(Noticed { notice, years, announced })
    }

    /// All that stands before the public: for the feeds.
    pub async fn published(&self) -> Result<Public> {
        let mut db = self.read().await?;
        let notices = db.notices().await?;
        let announcements = db.released_announcements().await?;
        Ok(Public { notices, announcements, revocations: db.revocations().await? })
    }

    /// The notice as the Office prepares it: what would be published now, or when it is planned; or why nothing can be.
    pub async fn notice_preparation(&self, actor: &Actor) -> Result<Preparation> {
        self.notice_preparation_at(actor, None).await
    }

    /// The same for a moment to come, before its opening is planned.
    pub async fn notice_preparation_at(
        &self,
        actor: &Actor,
        at: Option<Stamp>,
    ) -> Result<Preparation> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let now = self.now();
        let opened = db.notice(&season.id).await?.map(|n| NoticeView::of(&n, now));
        let all = db.objections(&season.id).await?;
        let open = all.iter().filter(|o| o.handling.step().is_open()).count();
        let planned = db.planned_notice(&season.id).await?;
        let mut preparation = Preparation {
            year: season.year,
            opened,
            planned: planned.as_ref().map(|p| p.at),
            at,
            proposed: None,
            refused: None,
            lines: Vec::new(),
            objections: u32::try_from(open).unwrap_or(u32::MAX),
        };
        if preparation.opened.is_some() {
            return Ok(preparation);
        }
        let moment = at.or(planned.map(|p| p.at)).unwrap_or(now);
        if at.is_some_and(|at| at <= now) {
            preparation.refused = Some(Refusal::OpeningPast);
            return Ok(preparation);
        }
        match proposed(&mut *db, &season, moment.max(now)).await {
            Ok((lines, Ok(notice))) => {
                preparation.lines = lines;
                preparation.proposed = Some((NoticeView::of(&notice, now), notice.sha256()));
            }
            Ok((lines, Err(refusal))) => {
                preparation.lines = lines;
                preparation.refused = Some(refusal);
            }
            Err(Error::Refused(refusal)) => preparation.refused = Some(refusal),
            Err(e) => return Err(e),
        }
        Ok(preparation)
    }

    /// Extends the notice by so many working days, for a reason everybody reads; `seen` is the end that was read.
    pub async fn extend_notice(
        &self,
        actor: &Actor,
        days: u32,
        reason: &str,
        seen: Stamp,
    ) -> Result<()> {
        may_run_office(actor)?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let notice = work.db.notice(&season.id).await?.ok_or(Refusal::NotYours)?;
        let calendar = shared::calendar(&mut *work.db).await?;
        let next = notice.extended(&calendar, (days, seen), &reason, work.clock)?;
        work.db.save_notice(&season.id, &next).await?;
        save_ends(&mut work, season, &next, Some(&reason)).await?;
        let event = Event::NoticeExtended { year: next.year, ends: next.ends_at };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        tell_listed(&mut work, &next, &reason).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Tells the Office, once, that the time of a notice is over. The notice closes without it.
    pub async fn tell_closed_notice(&self) -> Result<bool> {
        let mut db = self.read().await?;
        let season = match crate::season(&mut *db).await {
            Ok(season) => season,
            Err(Error::Refused(Refusal::NoSeason)) => return Ok(false),
            Err(e) => return Err(e),
        };
        let waits = |n: &Notice, now: Stamp| !n.closing_told && now >= n.ends_at;
        // Looked at before the writers' lock is taken: mostly there is nothing to tell.
        if !db.notice(&season.id).await?.is_some_and(|n| waits(&n, self.now())) {
            return Ok(false);
        }
        drop(db);
        let mut work = self.begin().await?;
        let notice = work.db.notice(&season.id).await?;
        let Some(notice) = notice.filter(|n| waits(n, work.clock)) else { return Ok(false) };
        let all = work.db.objections(&season.id).await?;
        let open = all.iter().filter(|o| o.handling.step().is_open()).count();
        let (year, open) = (notice.year, i64::try_from(open).unwrap_or(i64::MAX));
        work.db.save_notice(&season.id, &Notice { closing_told: true, ..notice }).await?;
        work.record(SYSTEM, &Event::NoticeClosed { year, open }, About::default()).await?;
        let message = Message::NoticeClosed { year, open };
        work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        work.commit().await?;
        Ok(true)
    }
}

/// Tells the writers of what stands on a notice that it goes on longer: their letter named another end.
async fn tell_listed(work: &mut Work, notice: &Notice, reason: &str) -> Result<()> {
    let named: Vec<DossierId> = notice.entries.iter().map(|e| e.dossier.clone()).collect();
    let dossiers = shared::load_all(&mut *work.db, &named).await?;
    let stands = |d: &&Dossier| d.standing.stage() == Stage::OnInitialList;
    let listed: Vec<&Dossier> = dossiers.values().filter(stands).collect();
    let said = |d: &Dossier| Message::NoticeExtended {
        reference: d.reference.clone(),
        title: d.summary.title.clone(),
        year: notice.year,
        ends: notice.ends_at,
        reason: reason.to_owned(),
    };
    work.post_to_writers_of(&listed, said).await
}

/// Where the Office was told, at the end of a notice, that objections were open: that the last of them is settled. Before
/// the end there is nothing to tell yet.
async fn tell_if_last(work: &mut Work, season: &SeasonId) -> Result<()> {
    let Some(notice) = work.db.notice(season).await?.filter(|n| n.closing_told) else {
        return Ok(());
    };
    if work.db.objections(season).await?.iter().any(|o| o.handling.step().is_open()) {
        return Ok(());
    }
    let message = Message::NoticeClosed { year: notice.year, open: 0 };
    work.post_to_holders(season, (Role::Office, ""), None, &message).await
}

/// The annex, and the notice as it would be opened now.
async fn proposed(
    db: &mut dyn Session,
    season: &Season,
    now: Stamp,
) -> Result<(Vec<Line>, std::result::Result<Notice, Refusal>)> {
    let list = db.signed_list(&season.id).await?.ok_or(Refusal::ListMissing)?;
    // Art. 20: the ministry has been asked about this very list, and what it said is settled.
    let consulted = db.consultation(&season.id, list.number).await?;
    let consulted = consulted.filter(|c| c.closed.is_some()).ok_or(Refusal::ConsultationNeeded)?;
    let dossiers = shared::load_all(db, &consulted.remaining()).await?;
    let entries = dossiers.into_values().map(|d| Entry {
        place: 0,
        dossier: d.id,
        organisation: d.summary.org_name,
        title: d.summary.title,
        unit: d.summary.unit,
    });
    let entries = annex(entries.collect());
    let lines = entries.iter().map(Line::from).collect();
    let calendar = shared::calendar(db).await?;
    Ok((lines, notice::open(season, &calendar, entries, &list.sha256, now)))
}

/// Notes in the season until when its notice is open: the call and every page's head show it.
async fn save_ends(
    work: &mut Work,
    mut season: Season,
    notice: &Notice,
    reason: Option<&str>,
) -> Result<()> {
    season.published.notice_ends = Some(notice.ends_at);
    for w in season.windows.iter_mut().filter(|w| w.phase == Phase::Notice) {
        w.closes = notice.ends_at;
        if let Some(reason) = reason {
            w.changed = Some(reason.to_owned());
        }
    }
    work.db.save_season(&season).await?;
    Ok(())
}

/// Rings that a notice opened or was extended, which everybody sees, boards too. Of what is sealed nothing rings:
/// that something happened is secret as well (Art. 15).
fn ring(work: &mut Work) {
    let at = work.now.0;
    work.ring(Bell { at, room: Bell::SEASON.into(), dossier: None, panel: None });
}
