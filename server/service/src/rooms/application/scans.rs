//! The look for viruses: when a file arrives, and later for files that arrived while the scanner
//! was away. Work of nobody in particular runs under the name `system`.

use domain::application::files::FileState;
use domain::event::Event;
use domain::ids::FileId;
use domain::journey::Stage;
use domain::mail::Message;
use domain::refusal::Refusal;
use domain::stamp::Stamp;

use super::files::UPLOAD_LIFETIME;
use crate::contents::UNNAMED;
use crate::ports::application::{Dossier, FileRow};
use crate::ports::files::Scan;
use crate::rooms::shared;
use crate::{About, Fault, Result, Service};

/// Files looked at in one round.
const ROUND: i64 = 50;
/// Who the journal names for what nobody asked for.
const SYSTEM: &str = "system";

impl Service {
    /// Has an upload looked at before it is kept. A virus is a refusal, noted and
    /// told by mail; a scanner that is away holds the file.
    pub(crate) async fn scanned(
        &self,
        d: &Dossier,
        upload: &FileId,
        name: &str,
    ) -> Result<FileState> {
        let Some(scanner) = &self.scanner else { return Ok(FileState::Unscanned) };
        let path = self.files.staged(upload)?;
        let file = tokio::fs::File::open(&path)
            .await
            .map_err(|e| Fault::new(format!("opening an upload for the scanner: {e}")))?;
        match scanner.scan(Box::new(file)).await {
            Scan::Clean => Ok(FileState::Clean),
            Scan::Away(why) => {
                tracing::warn!("file {upload} is held, the scanner is away: {why}");
                Ok(FileState::Held)
            }
            Scan::Found(found) => {
                let found = shared::kept_line(&found, 100);
                self.tell_infected(d, upload, name, &found, false).await?;
                Err(Refusal::FileInfected { found }.into())
            }
        }
    }

    /// Has held files looked at again, as many as one round takes; stops while the scanner is
    /// away. Returns how many were settled.
    pub async fn rescan(&self) -> Result<usize> {
        let Some(scanner) = &self.scanner else { return Ok(0) };
        let held = self.read().await?.files_in_state(FileState::Held, ROUND).await?;
        let mut settled = 0;
        for file in held {
            let Some(content) = self.files.open(&file.sha256, 0).await? else {
                tracing::error!("content of held file {} is gone", file.id);
                continue;
            };
            match scanner.scan(content).await {
                Scan::Away(why) => {
                    tracing::warn!("the scanner is still away: {why}");
                    break;
                }
                Scan::Clean => self.passed_scan(&file).await?,
                Scan::Found(found) => {
                    let found = shared::kept_line(&found, 100);
                    let d = shared::load(&mut *self.read().await?, &file.dossier).await?;
                    self.tell_infected(&d, &file.id, &file.name, &found, true).await?;
                }
            }
            settled += 1;
        }
        Ok(settled)
    }

    async fn passed_scan(&self, file: &FileRow) -> Result<()> {
        let mut work = self.begin().await?;
        // Another server may have looked at it meanwhile.
        if work.db.file(&file.id).await?.is_none_or(|f| f.state != FileState::Held) {
            return Ok(());
        }
        work.db.save_file_state(&file.id, FileState::Clean).await?;
        let event = Event::FileScanned { file: file.id.to_string() };
        work.record(SYSTEM, &event, About { dossier: Some(&file.dossier), ..About::default() })
            .await?;
        work.commit().await
    }

    /// Notes a virus and tells those who write the dossier. What is attached already is taken off a
    /// draft, and closed to everybody in a dossier that was handed in.
    async fn tell_infected(
        &self,
        d: &Dossier,
        file: &FileId,
        name: &str,
        found: &str,
        attached: bool,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        if attached {
            // Several servers look: who comes second settles nothing again, and tells nobody.
            let held = work.db.file(file).await?.filter(|f| f.state == FileState::Held);
            let Some(held) = held else { return Ok(()) };
            let d = shared::load(&mut *work.db, &d.id).await?;
            // In a version that was handed in it stays named, and is closed to everybody.
            work.db.save_file_state(file, FileState::Infected).await?;
            if d.standing.stage() == Stage::Draft {
                work.take_off(&held, UNNAMED).await?;
            }
        }
        let event = Event::FileInfected { file: file.to_string(), found: found.to_owned() };
        let about = About { dossier: Some(&d.id), on_behalf: d.organisation.as_str(), reason: "" };
        work.record(SYSTEM, &event, about).await?;
        let message = Message::FileInfected {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            name: name.to_owned(),
            found: found.to_owned(),
        };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
        work.commit().await
    }

    /// Forgets uploads that were begun and not ended in time. Returns how many.
    pub async fn expire_uploads(&self) -> Result<usize> {
        let now = self.now();
        let expired = self.read().await?.expired_uploads(now.0).await?;
        if !expired.is_empty() {
            let mut work = self.begin().await?;
            for upload in &expired {
                work.db.delete_upload(&upload.id).await?;
            }
            work.commit().await?;
        }
        for upload in &expired {
            self.files.discard(&upload.id).await?;
        }
        // What a plain form left behind when its line broke has no row.
        let left = self.files.sweep(Stamp(now.0 - UPLOAD_LIFETIME)).await?;
        Ok(expired.len() + left)
    }
}
