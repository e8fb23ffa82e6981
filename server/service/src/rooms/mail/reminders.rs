//! Reminders before deadlines. A job asks for them every few minutes; each is noted in the
//! transaction that posts it, so that it is sent once, however many servers ask.

use domain::application::check::{Context, check_all};
use domain::journey::Stage;
use domain::mail::{Message, reminder_due};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::Stamp;

use crate::ports::application::Dossier;
use crate::{Error, Result, Service};

impl Service {
    /// Reminds the writers of dossiers that are not submitted (Art. 16). Returns how many
    /// dossiers were reminded of.
    pub async fn remind(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let season = match crate::season(&mut *db).await {
            Ok(season) => season,
            Err(Error::Refused(Refusal::NoSeason)) => return Ok(0),
            Err(e) => return Err(e),
        };
        let Some(window) = season.window(Phase::Application) else { return Ok(0) };
        let closes = window.closes;
        if season.require_open(Phase::Application, self.now()).is_err() {
            return Ok(0);
        }
        let drafts = db.dossiers_at(&season.id, &[Stage::Draft]).await?;
        drop(db);
        let mut reminded = 0;
        for d in drafts {
            let since = Stamp(d.created_at);
            let days = reminder_due(&season.mail.reminder_days, closes, since, self.now());
            if let Some(days) = days
                && self.remind_of(&d, days).await?
            {
                reminded += 1;
            }
        }
        Ok(reminded)
    }

    /// Reminds of one dossier, unless that was done.
    async fn remind_of(&self, d: &Dossier, days: i64) -> Result<bool> {
        let mut work = self.begin().await?;
        // Again, under the lock: it may have been submitted, or the closing moved.
        let season = crate::season(&mut *work.db).await?;
        let Some(closes) = season.window(Phase::Application).map(|w| w.closes) else {
            return Ok(false);
        };
        let d = super::super::shared::load(&mut *work.db, &d.id).await?;
        // A closing that was moved is another deadline, and reminded of anew.
        let what = format!("application:{}:{days}", closes.0);
        let at = work.now.0;
        if d.standing.stage() != Stage::Draft || !work.db.insert_reminder(&d.id, &what, at).await? {
            return Ok(false);
        }
        let answers = work.db.pages(&d.id).await?.into_iter().flat_map(|p| p.answers).collect();
        let files = work.db.files(&d.id).await?;
        let id = season.id.clone();
        let context = Context {
            season,
            files: files.iter().map(|f| f.slot).collect(),
            contents: files.into_iter().map(|f| f.sha256).collect(),
        };
        let open = check_all(&answers, &context).len();
        let message = Message::Reminder {
            phase: Phase::Application,
            closes,
            reference: d.reference.clone(),
            open_pages: i64::try_from(open).unwrap_or(i64::MAX),
        };
        work.post_to_writers(&id, &d.organisation, &d.id, &message).await?;
        work.commit().await?;
        Ok(true)
    }
}
