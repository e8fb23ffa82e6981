//! Slides for the defence (Art. 20): beside the dossier, which stays as it was frozen. Open from the invitation
//! to the beginning of the slot.

use domain::application::files::fits::takes_another;
use domain::application::files::{FileState, Kind, clean_name};
use domain::event::Event;
use domain::ids::{DossierId, FileId};
use domain::policy::{Actor, may_read_own};
use domain::refusal::Refusal;
use domain::stamp::Stamp;

use super::sitting::may_look;
use super::slots::own_open;
use crate::ports::defence::SlideRow;
use crate::ports::files::{Appended, Content, Judged, Whole};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::{About, Error, Fault, Result, Service};

/// Slides on their way out.
pub struct SlidesFile {
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// What is in them.
    pub content: Content,
}

impl Service {
    /// Whether the actor may hand slides in now; bytes of a file at most.
    pub async fn may_add_slides(&self, actor: &Actor, id: &DossierId) -> Result<i64> {
        let mut db = self.read().await?;
        let (d, _) = own_open(&mut *db, actor, id, self.now()).await?;
        Ok(crate::season_of(&mut *db, &d.season).await?.limits.file_max)
    }

    /// Hands slides in, decided by the moment at which they had arrived, however long they are looked through: judged by
    /// their content, looked through for viruses, kept, unless the slot has begun by then.
    pub async fn add_slides(
        &self,
        actor: &Actor,
        id: &DossierId,
        name: &str,
        content: Vec<u8>,
    ) -> Result<()> {
        let came = self.now();
        let max = self.may_add_slides(actor, id).await?;
        let upload: FileId = self.chance.id().into();
        let mut source = Whole::new(content);
        let outcome = match self.receive_at_once(&upload, max, &mut source).await? {
            Appended::Whole(0) => Err(Refusal::FileEmpty.into()),
            Appended::Whole(_) => self.take_slides(actor, id, (&upload, name), came).await,
            _ => Err(Refusal::FileTooLarge { max }.into()),
        };
        if let Err(Error::Refused(_)) = &outcome {
            self.files.discard(&upload).await?;
        }
        outcome
    }

    async fn take_slides(
        &self,
        actor: &Actor,
        id: &DossierId,
        (upload, name): (&FileId, &str),
        came: Stamp,
    ) -> Result<()> {
        let staged = self.files.staged(upload)?;
        let Judged { kind, size, sha256 } = self.inspector.judge(&staged).await??;
        if !matches!(kind, Kind::Pdf | Kind::Pptx) {
            return Err(Refusal::SlidesKind.into());
        }
        let d = shared::load(&mut *self.read().await?, id).await?;
        let name = clean_name(&shared::kept_line(name, 300), kind);
        // Nobody looks at these again later: what cannot be looked through now is not taken.
        if self.scanned(&d, upload, &name).await? == FileState::Held {
            return Err(Refusal::ScannerAway.into());
        }
        self.keep_contents(&[(upload, sha256.as_str())]).await?;
        let mut work = self.begin().await?;
        let (d, _) = own_open(&mut *work.db, actor, id, came).await?;
        let there = work.db.slides_of(id).await?;
        let limits = crate::season_of(&mut *work.db, &d.season).await?.limits;
        takes_another(there.iter().map(|s| s.sha256.as_str()), Some(&sha256), &limits)?;
        let row = SlideRow {
            id: upload.clone(),
            dossier: id.clone(),
            name,
            media_type: kind.media_type().to_owned(),
            size,
            sha256: sha256.clone(),
            author: actor.account.to_string(),
            at: work.now.0,
        };
        work.still_kept(&row.sha256).await?;
        work.db.insert_slide(&row).await?;
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        let event = Event::SlidesAttached { file: upload.to_string(), sha256 };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Takes slides back.
    pub async fn remove_slides(&self, actor: &Actor, id: &DossierId, file: &FileId) -> Result<()> {
        let mut work = self.begin().await?;
        let (d, _) = own_open(&mut *work.db, actor, id, work.clock).await?;
        shared::possible(file.as_str())?;
        let row = work.db.slide(file).await?.filter(|s| s.dossier == *id);
        let row = row.ok_or(Refusal::NotYours)?;
        let at = work.now.0;
        work.db.remove_slide(&row.id, at).await?;
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        let event = Event::SlidesRemoved { file: row.id.to_string() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// Slides, for their own organisation and for those who may look at the slot.
    pub async fn slides(&self, actor: &Actor, file: &FileId) -> Result<SlidesFile> {
        shared::possible(file.as_str())?;
        let mut db = self.read().await?;
        let row = db.slide(file).await?.ok_or(Refusal::NotYours)?;
        let d = shared::load(&mut *db, &row.dossier).await?;
        let own = may_read_own(actor, &shared::facts(&d)).is_ok();
        if !own {
            may_look(&mut *db, actor, &d).await?;
        }
        drop(db);
        if !own {
            self.note_read(actor, Sealed::Slides(&d.id)).await?;
        }
        let content = self.files.open(&row.sha256, 0).await?;
        let content =
            content.ok_or_else(|| Fault::new(format!("content of slides {} is gone", row.id)))?;
        Ok(SlidesFile { name: row.name, media_type: row.media_type, size: row.size, content })
    }
}
