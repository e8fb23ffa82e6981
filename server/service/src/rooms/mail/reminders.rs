//! Reminders before deadlines. A job asks for them every few minutes; each is noted in the
//! transaction that posts it, so that it is sent once, however many servers ask.

use std::collections::BTreeSet;

use domain::application::check::check_all;
use domain::ids::DossierId;
use domain::journey::{Stage, Standing};
use domain::mail::{Message, reminder_due};
use domain::recommendation::returning;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};
use domain::stamp::Stamp;

use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::rooms::shared;
use crate::{Error, Result, Service};

/// Stages in which something is due from the writers.
const WAITING: [Stage; 2] = [Stage::Draft, Stage::Correction];

/// The season that runs, if one does.
pub(super) async fn running(db: &mut dyn Session) -> Result<Option<Season>> {
    match crate::season(db).await {
        Ok(season) => Ok(Some(season)),
        Err(Error::Refused(Refusal::NoSeason)) => Ok(None),
        Err(e) => Err(e),
    }
}

/// What is due of a dossier.
struct Due {
    closes: Stamp,
    /// Since when the writers know.
    since: Stamp,
}

/// What is due of a dossier where it stands, if anything.
fn due(season: &Season, d: &Dossier) -> Option<Due> {
    match &d.standing {
        Standing::Draft { until, .. } => {
            let window = season.window(Phase::Application)?;
            // Whoever was given a time of their own was told so when it was returned.
            let told = if until.is_some() { d.standing.since() } else { Stamp(d.created_at) };
            let closes = returning::closes(season, *until)?;
            Some(Due { closes, since: told.max(window.opens) })
        }
        Standing::Correction { at, due, .. } => Some(Due { closes: *due, since: *at }),
        _ => None,
    }
}

impl Service {
    /// Reminds the writers of unfinished dossiers (Art. 16) and of corrections that were not
    /// answered (Art. 18) before their deadlines. Returns how many dossiers were reminded of.
    pub async fn remind(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let Some(season) = running(&mut *db).await? else { return Ok(0) };
        let waiting = db.dossiers_at(&season.id, &WAITING).await?;
        // A reminder stays due until the next one is. What was sent is known before the writers' lock is taken, or
        // each draft would take it at every turn to learn that nothing is to be done.
        let noted: BTreeSet<(DossierId, String)> =
            db.reminders(&season.id).await?.into_iter().collect();
        drop(db);
        let now = self.now();
        let mut reminded = 0;
        for d in waiting {
            let Some((due, days)) = days_left(&season, &d, now) else { continue };
            let known = noted.contains(&(d.id.clone(), what(&d, &due, days)));
            if !known && self.remind_of(&d.id).await? {
                reminded += 1;
            }
        }
        Ok(reminded)
    }

    /// Reminds of one dossier, unless that was done.
    async fn remind_of(&self, id: &DossierId) -> Result<bool> {
        let mut work = self.begin().await?;
        // Again, under the lock: it may have been submitted, or the closing moved.
        let season = crate::season(&mut *work.db).await?;
        let d = shared::load(&mut *work.db, id).await?;
        let Some((due, days)) = days_left(&season, &d, work.clock) else { return Ok(false) };
        let what = what(&d, &due, days);
        let at = work.now.0;
        if !work.db.insert_reminder(&d.id, &what, at).await? {
            return Ok(false);
        }
        let (id, reference) = (season.id.clone(), d.reference.clone());
        let message = match d.standing {
            Standing::Correction { due, .. } => Message::CorrectionDue { reference, due },
            _ => Message::Reminder {
                phase: Phase::Application,
                closes: due.closes,
                reference,
                open_pages: open_pages(&mut *work.db, season, &d.id).await?,
            },
        };
        work.post_to_writers(&id, &d.organisation, &d.id, &message).await?;
        work.commit().await?;
        Ok(true)
    }
}

/// What is reminded of. A closing that was moved is another deadline, and reminded of anew.
fn what(d: &Dossier, due: &Due, days: i64) -> String {
    format!("{}:{}:{days}", d.standing.stage().code(), due.closes.0)
}

/// Pages of a draft that are not complete.
async fn open_pages(db: &mut dyn Session, season: Season, id: &DossierId) -> Result<i64> {
    let answers = db.pages(id).await?.into_iter().flat_map(|p| p.answers).collect();
    let files = db.files(id).await?;
    let season = shared::titles::with_winners(db, season).await?;
    let of = files.iter().map(|f| (f.slot, f.sha256.as_str(), f.state));
    let context = shared::way::context(season, of);
    Ok(i64::try_from(check_all(&answers, &context).len()).unwrap_or(i64::MAX))
}

/// What is due of a dossier and which of the season's reminders is to be sent now.
fn days_left(season: &Season, d: &Dossier, now: Stamp) -> Option<(Due, i64)> {
    let due = due(season, d)?;
    let days = reminder_due(&season.mail.reminder_days, due.closes, due.since, now)?;
    Some((due, days))
}
