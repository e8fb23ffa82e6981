//! Room *announcement* (Art. 22): prepared by the Office once the notice is over and no objection is open,
//! approved by two persons of the association or given back by one, released in one act.

use domain::announcement::{Announcement, Marks, letter, prepare, ready, told};
use domain::application::version::digest;
use domain::event::Event;
use domain::facts::text::line;
use domain::ids::{AccountId, DossierId};
use domain::journey::{Stage, Standing, Step};
use domain::mail::Message;
use domain::notice::{Entry, Notice};
use domain::policy::{
    Actor, Role, may_approve, may_list_objections, may_prepare_announcement, may_read_own,
    may_run_office,
};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::title::Number;
use domain::views::announcement::{AnnouncementView, Gone, Preparing};

use crate::ports::application::Summary;
use crate::ports::notice::KeptLetter;
use crate::ports::{Bell, Session};
use crate::rooms::shared;
use crate::{About, Error, Result, Service, Work, titles};

/// A letter as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Reference number of the application.
    pub reference: String,
    /// Name of the organisation.
    pub organisation: String,
    /// What it says.
    pub text: String,
    /// When the result was announced.
    pub at: Stamp,
}

impl Service {
    /// The announcement of a year, once it is released. Nobody needs to sign in for it; before that there is
    /// none, as for any other year. With the years there are others of, and which titles were revoked since (Art. 24).
    pub async fn announcement(&self, year: i32) -> Result<AnnouncementView> {
        let mut db = self.read().await?;
        let all = db.released_announcements().await?;
        let released = all.iter().find(|a| a.year == year).ok_or(Refusal::NotYours)?;
        let years = all.iter().map(|a| a.year).collect();
        let revoked = db.revoked_titles().await?;
        // Numbers of titles follow the annex.
        let gone = released.entries.iter().filter_map(|entry| {
            let number = Number::new(year, entry.place)?;
            let at = revoked.iter().find(|r| r.0 == number)?.1.at;
            Some(Gone { place: entry.place, number, at })
        });
        let revoked = gone.collect();
        Ok(AnnouncementView { years, revoked, ..AnnouncementView::from(released) })
    }

    /// The announcement for those who prepare, approve and release it.
    pub async fn announcement_preparing(&self, actor: &Actor) -> Result<Preparing> {
        may_prepare_announcement(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let stored = db.announcement(&season.id).await?;
        // Once it is released nothing more is prepared, and nothing said of it.
        let out = stored.as_ref().is_some_and(|a| a.released_at.is_some());
        let now = self.now();
        let refused = if out { None } else { refused(&mut *db, actor, &season, now).await? };
        let (mut by, mut approvals, mut returned) = (None, Vec::new(), None);
        let mut first = None;
        if let Some(a) = &stored {
            first = a.entries.first().filter(|_| !out);
            by = Some((
                shared::name_at(&mut *db, &a.prepared_by, a.prepared_at).await?,
                a.prepared_at,
            ));
            for approval in &a.approvals {
                approvals.push((
                    shared::name_at(&mut *db, &approval.by, approval.at).await?,
                    approval.at,
                ));
            }
            if let Some(r) = &a.returned {
                let name = shared::name_at(&mut *db, &r.by, r.at).await?;
                returned = Some((name, r.at, r.reason.clone()));
            }
        }
        // A template that cannot be filled is told of where the letters are written.
        let letter = first.and_then(|e| letter(&season, &e.organisation, &e.title, now).ok());
        let outdated = stored.as_ref().filter(|_| !out);
        let outdated = outdated.and_then(|a| a.require_letters(&season).err());
        let association = may_approve(actor).is_ok();
        let may = |what: fn(&Announcement, &AccountId) -> bool| {
            association && stored.as_ref().is_some_and(|a| what(a, &actor.account))
        };
        Ok(Preparing {
            year: season.year,
            approves: outdated.is_none() && may(Announcement::awaits),
            returns: may(Announcement::may_come_back),
            approved: stored.as_ref().is_some_and(Announcement::approved),
            prepared: stored.as_ref().map(|a| (AnnouncementView::from(a), a.sha256())),
            refused,
            outdated,
            by,
            approvals,
            returned,
            letter: letter.unwrap_or_default(),
            office: actor.is(Role::Office),
        })
    }

    /// Prepares the announcement out of what remained on the notice. Prepared again, it is approved again.
    pub async fn prepare_announcement(&self, actor: &Actor) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        if work.db.announcement(&season.id).await?.is_some_and(|a| a.released_at.is_some()) {
            return Err(Refusal::AnnouncementStands.into());
        }
        let (notice, open) = known(&mut *work.db, &season).await?;
        let lines = remaining(&mut *work.db, &notice).await?;
        let a = prepare(&season, &notice, &open, lines, &actor.account, work.clock)?;
        work.db.save_announcement(&season.id, &a).await?;
        let event = Event::AnnouncementPrepared { year: a.year, sha256: a.sha256() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let message = Message::ApprovalAsked { year: a.year };
        work.post_to_holders(&season.id, (Role::Caq, ""), None, &message).await?;
        work.commit().await
    }

    /// Somebody of the association approves what they have seen. With the second of them the Office is told that it may
    /// release it.
    pub async fn approve_announcement(&self, actor: &Actor, seen: &str) -> Result<()> {
        may_approve(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let stored = work.db.announcement(&season.id).await?.ok_or(Refusal::NotYours)?;
        let next = stored.approve(&season, &actor.account, seen, work.now)?;
        work.db.save_announcement(&season.id, &next).await?;
        let event = Event::AnnouncementApproved { year: next.year, sha256: next.sha256() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        if next.approved() {
            let message = Message::AnnouncementApproved { year: next.year };
            work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        }
        work.commit().await
    }

    /// Somebody of the association gives back what they have seen, with a reason, which the Office is told: it draws it
    /// up anew. Until the release, who has approved it takes that back by the same act.
    pub async fn give_back_announcement(&self, actor: &Actor, said: (&str, &str)) -> Result<()> {
        may_approve(actor)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let stored = work.db.announcement(&season.id).await?.ok_or(Refusal::NotYours)?;
        let next = stored.give_back(&actor.account, said, work.now)?;
        work.db.save_announcement(&season.id, &next).await?;
        let reason = next.returned.as_ref().map(|r| r.reason.as_str()).unwrap_or_default();
        let event = Event::AnnouncementReturned { year: next.year, sha256: next.sha256() };
        let about = About { reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let message = Message::AnnouncementReturned { year: next.year, reason: line(reason) };
        work.post_to_holders(&season.id, (Role::Office, ""), None, &message).await?;
        work.commit().await
    }

    /// Releases it: every application on it becomes a benchmark with a title of its own, everybody reads the list,
    /// every winner is told. All of it or nothing.
    pub async fn release_announcement(&self, actor: &Actor) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let mut season = crate::season(&mut *work.db).await?;
        let stored = work.db.announcement(&season.id).await?.ok_or(Refusal::NotYours)?;
        let (notice, open) = known(&mut *work.db, &season).await?;
        ready(&notice, &open, work.clock)?;
        let lines = remaining(&mut *work.db, &notice).await?;
        let lines: Vec<Entry> = lines.into_iter().map(|l| l.0).collect();
        let released = stored.release(&season, &lines, work.clock)?;
        let mut dossiers = Vec::with_capacity(released.entries.len());
        for entry in &released.entries {
            let d = shared::load(&mut *work.db, &entry.dossier).await?;
            shared::step(&mut work, actor, &d, Step::Announced, None, About::default()).await?;
            let letter = keep_letter(&mut work, actor, &season, entry).await?;
            let (reference, title) = (d.reference.clone(), d.summary.title.clone());
            let message = Message::Announced { reference, title, year: released.year, letter };
            work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
            dossiers.push(d);
        }
        work.db.save_announcement(&season.id, &released).await?;
        titles::grant(&mut work, actor, &season, &released, &dossiers).await?;
        season.published.announced = Some(work.now);
        work.db.save_season(&season).await?;
        let event = Event::AnnouncementReleased {
            year: released.year,
            benchmarks: i64::try_from(released.entries.len()).unwrap_or(i64::MAX),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: Bell::SEASON.into(), dossier: None, panel: None });
        work.commit().await
    }

    /// The letter to an organisation that was chosen, for its own people: as it was sent, whatever became of the
    /// template. Where it was released before letters were kept, the template is filled as it stands.
    pub async fn winner_letter(&self, actor: &Actor, id: &DossierId) -> Result<Letter> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_read_own(actor, &shared::facts(&d))?;
        let Standing::Announced { at, .. } = d.standing else {
            return Err(Refusal::NotYours.into());
        };
        if let Some(kept) = db.winner_letter(id).await? {
            let KeptLetter { organisation, text, at, .. } = kept;
            return Ok(Letter { reference: d.reference, organisation, text, at });
        }
        let season = crate::season_of(&mut *db, &d.season).await?;
        let text = letter(&season, &d.summary.org_name, &d.summary.title, at)?;
        let Summary { org_name: organisation, .. } = d.summary;
        Ok(Letter { reference: d.reference, organisation, text, at })
    }
}

/// Writes the letter to an organisation that was chosen, which it names as the list does that was approved, and keeps
/// it. Answers its text, for the mail.
async fn keep_letter(
    work: &mut Work,
    actor: &Actor,
    season: &Season,
    entry: &Entry,
) -> Result<String> {
    let text = letter(season, &entry.organisation, &entry.title, work.clock)?;
    let kept = KeptLetter {
        dossier: entry.dossier.clone(),
        organisation: entry.organisation.clone(),
        sha256: digest(&text),
        text,
        at: work.now,
    };
    work.db.insert_winner_letter(&season.id, &kept).await?;
    let event = Event::LetterWritten { sha256: kept.sha256 };
    let about = About { dossier: Some(&entry.dossier), ..About::default() };
    work.record(actor.account.as_str(), &event, about).await?;
    Ok(kept.text)
}

/// Why nothing can be prepared now, as far as an actor is told.
async fn refused(
    db: &mut dyn Session,
    actor: &Actor,
    season: &Season,
    now: Stamp,
) -> Result<Option<Refusal>> {
    let (notice, open) = match known(db, season).await {
        Ok(known) => known,
        // What became of the consultation is told to no more people than what became of objections.
        Err(Error::Refused(Refusal::NothingRemains)) if may_list_objections(actor).is_err() => {
            return Ok(Some(Refusal::ListMissing));
        }
        Err(Error::Refused(refusal)) => return Ok(Some(refusal)),
        Err(e) => return Err(e),
    };
    let refused = match ready(&notice, &open, now) {
        Err(refusal) => Some(refusal),
        Ok(()) if remaining(db, &notice).await?.is_empty() => Some(Refusal::NothingRemains),
        Ok(()) => None,
    };
    Ok(refused.and_then(|refused| told(refused, actor)))
}

/// The notice, and the numbers of the objections that are open.
async fn known(db: &mut dyn Session, season: &Season) -> Result<(Notice, Vec<i64>)> {
    let Some(notice) = db.notice(&season.id).await? else {
        return Err(without_notice(db, season).await?.into());
    };
    let all = db.objections(&season.id).await?;
    let open = all.iter().filter(|o| o.handling.step().is_open()).map(|o| o.number).collect();
    Ok((notice, open))
}

/// Why there is no notice: there will be none where nothing remained of the list the ministry was asked about.
async fn without_notice(db: &mut dyn Session, season: &Season) -> Result<Refusal> {
    let Some(list) = db.signed_list(&season.id).await? else { return Ok(Refusal::ListMissing) };
    let consulted = db.consultation(&season.id, list.number).await?;
    let fell = consulted.is_some_and(|c| c.nothing_remains());
    Ok(if fell { Refusal::NothingRemains } else { Refusal::ListMissing })
}

/// What remains on the notice, with what the statistics need.
async fn remaining(db: &mut dyn Session, notice: &Notice) -> Result<Vec<(Entry, Marks)>> {
    let named: Vec<DossierId> = notice.entries.iter().map(|e| e.dossier.clone()).collect();
    let mut dossiers = shared::load_all(db, &named).await?;
    let standing = notice.entries.iter().filter_map(|entry| {
        let d = dossiers.remove(&entry.dossier)?;
        let Summary { sme, industry, region, .. } = d.summary;
        let stands = d.standing.stage() == Stage::OnInitialList;
        stands.then(|| (entry.clone(), Marks { sme, industry, region }))
    });
    Ok(standing.collect())
}
