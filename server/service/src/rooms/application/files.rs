//! Files of a dossier: received piece by piece, judged by their content, kept, read.
//!
//! Permission and limits are asked before the first byte is taken, and again in the transaction
//! that attaches the file. What is refused leaves nothing behind.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::application::field::Slot;
use domain::application::files::fits::{There, fits};
use domain::application::files::{FileFault, FileState, Kind, clean_name};
use domain::event::Event;
use domain::ids::{DossierId, FileId};
use domain::policy::{Actor, Role, may_edit, may_read, may_read_own};
use domain::refusal::Refusal;
use domain::review::blind;
use domain::season::{Limits, Season};
use domain::stamp::DAY;
use domain::views::application::{FileView, Opened};
use tokio::io::AsyncReadExt;

use super::working::require_writable;
use crate::contents::{TAKEN_OFF, UNNAMED};
use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow};
use crate::ports::files::{Appended, Content, Judged, Source, UploadRow, Whole};
use crate::rooms::shared;
use crate::{About, Error, Fault, Result, Service};

/// How long an upload that was begun can be continued, microseconds.
pub(super) const UPLOAD_LIFETIME: i64 = 2 * DAY;
/// Characters kept of a name as it was sent, before its content calls for an ending.
const SENT_NAME_MAX: usize = 300;
/// How many times what a dossier may hold may come for it within a day: what is taken off stays on the disk.
const DAY_TIMES: i64 = 3;
/// Uploads of one dossier that are begun and not ended; the oldest beyond are forgotten.
const OPEN_UPLOADS_MAX: usize = 20;

/// A file as it arrived, whole.
#[derive(Debug)]
pub struct Upload {
    /// Slot it was sent to.
    pub slot: Slot,
    /// Name it was sent with.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A file that is about to be sent.
#[derive(Clone, Debug)]
pub struct Announced {
    /// Slot it is sent to.
    pub slot: Slot,
    /// Name it is sent with.
    pub name: String,
    /// Bytes there will be.
    pub size: i64,
    /// What tells it from another file of the same name and size, such as when it was changed.
    pub mark: String,
}

/// A file whose bytes have all arrived.
struct Arrived {
    id: FileId,
    slot: Slot,
    name: String,
}

/// Bytes of a file whose author is taken out at most: it is held in memory.
const NAMELESS_MAX: i64 = 64 * 1024 * 1024;

/// A file that somebody may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    /// The file, under the name its reader is told.
    pub file: FileView,
    /// Read in a blind review: what is sent says nothing of its author.
    pub blind: bool,
}

impl std::ops::Deref for Readable {
    type Target = FileView;

    fn deref(&self) -> &FileView {
        &self.file
    }
}

impl Service {
    /// Begins an upload, or finds the one the same person began with the same file, to go on
    /// where it was cut.
    pub async fn open_upload(
        &self,
        actor: &Actor,
        id: &DossierId,
        file: &Announced,
    ) -> Result<Opened> {
        let mut work = self.begin().await?;
        let (d, season) = writable(&mut *work.db, actor, id, Some(file.slot), work.clock).await?;
        let name = shared::kept_line(&file.name, SENT_NAME_MAX);
        let mark = shared::kept_line(&file.mark, 64);
        let there = work.db.files(id).await?;
        fits(&beside(&there), file.slot, None, file.size, &season.limits)?;
        let open = work.db.uploads_of(id).await?;
        let same = |u: &&UploadRow| {
            u.account == actor.account
                && u.slot == file.slot
                && u.size == file.size
                && u.name == name
                && u.mark == mark
                && u.expires_at > work.clock.0
        };
        if let Some(found) = open.iter().find(same) {
            let (upload, size) = (found.id.clone(), found.size);
            drop(work);
            let received = self.files.received(&upload).await?.min(size);
            return Ok(Opened { id: upload, received, size });
        }
        self.disk_left(&mut *work.db, (actor, id), ("", file.size), &season.limits).await?;
        // Nobody fills the disk by beginning and never ending.
        let room = season.limits.files_max - file.size;
        let mut kept = 0;
        let mut forgotten = Vec::new();
        for (n, u) in open.iter().rev().enumerate() {
            kept += u.size;
            if n + 1 >= OPEN_UPLOADS_MAX || kept > room {
                work.db.delete_upload(&u.id).await?;
                forgotten.push(u.id.clone());
            }
        }
        let row = UploadRow {
            id: self.chance.id().into(),
            dossier: d.id,
            slot: file.slot,
            account: actor.account.clone(),
            name,
            size: file.size,
            mark,
            created_at: work.now.0,
            expires_at: work.clock.0 + UPLOAD_LIFETIME,
        };
        work.db.insert_upload(&row).await?;
        work.commit().await?;
        for upload in forgotten {
            self.files.discard(&upload).await?;
        }
        Ok(Opened { id: row.id, received: 0, size: row.size })
    }

    /// Where an upload of one's own stands.
    pub async fn upload_at(&self, actor: &Actor, upload: &FileId) -> Result<Opened> {
        let row = self.own_upload(actor, upload).await?;
        let received = self.files.received(upload).await?.min(row.size);
        Ok(Opened { id: row.id, received, size: row.size })
    }

    /// Takes further bytes of an upload, from `offset` on. A line that breaks is no refusal:
    /// what had arrived is there, and the answer says how much that is.
    pub async fn receive(
        &self,
        actor: &Actor,
        upload: &FileId,
        offset: i64,
        source: &mut dyn Source,
    ) -> Result<i64> {
        let row = self.own_upload(actor, upload).await?;
        match self.files.append(upload, offset, row.size, source).await? {
            Appended::Whole(received) | Appended::Cut(received) => Ok(received),
            Appended::Over(received) | Appended::Elsewhere(received) => {
                Err(Refusal::UploadOffset { received }.into())
            }
            Appended::Busy => Err(Refusal::UploadBusy.into()),
        }
    }

    /// Ends an upload whose bytes have all arrived: judges and attaches it. Asked again after
    /// an answer that got lost, it answers the same.
    pub async fn finish_upload(&self, actor: &Actor, upload: &FileId) -> Result<FileView> {
        shared::possible(upload.as_str())?;
        let mut db = self.read().await?;
        if let Some(done) = db.file(upload).await? {
            let d = shared::load(&mut *db, &done.dossier).await?;
            may_edit(actor, &shared::facts(&d))?;
            return Ok(shared::file_view(done));
        }
        drop(db);
        let row = self.own_upload(actor, upload).await?;
        let received = self.files.received(upload).await?;
        if received != row.size {
            return Err(Refusal::UploadOffset { received }.into());
        }
        let arrived = Arrived { id: row.id, slot: row.slot, name: row.name };
        self.take(actor, &row.dossier, arrived).await
    }

    /// Gives an upload up.
    pub async fn cancel_upload(&self, actor: &Actor, upload: &FileId) -> Result<()> {
        self.own_upload(actor, upload).await?;
        let mut work = self.begin().await?;
        work.db.delete_upload(upload).await?;
        work.commit().await?;
        Ok(self.files.discard(upload).await?)
    }

    /// Whether the actor may attach files to a dossier now; the limits they must keep.
    pub async fn may_attach(&self, actor: &Actor, id: &DossierId) -> Result<Limits> {
        let (_, season) = writable(&mut *self.read().await?, actor, id, None, self.now()).await?;
        Ok(season.limits)
    }

    /// Attaches a file to a draft, whose bytes come in one stream, as a plain form sends them.
    pub async fn attach_from(
        &self,
        actor: &Actor,
        id: &DossierId,
        slot: Slot,
        name: &str,
        source: &mut dyn Source,
    ) -> Result<FileView> {
        let mut db = self.read().await?;
        let (_, season) = writable(&mut *db, actor, id, Some(slot), self.now()).await?;
        let limits = season.limits;
        let files = db.files(id).await?;
        fits(&beside(&files), slot, None, 1, &limits)?;
        self.disk_left(&mut *db, (actor, id), ("", 1), &limits).await?;
        drop(db);
        let left = limits.files_max - files.iter().map(|f| f.size).sum::<i64>();
        let max = limits.file_max.min(left);
        let upload: FileId = self.chance.id().into();
        let refusal = match self.receive_at_once(&upload, max, source).await? {
            Appended::Whole(0) => Refusal::FileEmpty,
            Appended::Whole(_) => {
                let name = shared::kept_line(name, SENT_NAME_MAX);
                return self.take(actor, id, Arrived { id: upload, slot, name }).await;
            }
            Appended::Over(_) if max < limits.file_max => {
                Refusal::FilesTooLarge { max: limits.files_max }
            }
            Appended::Over(_) => Refusal::FileTooLarge { max: limits.file_max },
            _ => Refusal::FileBad { fault: FileFault::Truncated },
        };
        self.files.discard(&upload).await?;
        Err(refusal.into())
    }

    /// Attaches a file that is there already, whole.
    pub async fn attach(&self, actor: &Actor, id: &DossierId, upload: Upload) -> Result<FileView> {
        let mut content = Whole::new(upload.content);
        self.attach_from(actor, id, upload.slot, &upload.name, &mut content).await
    }

    /// Refuses what would fill the disk that others hand in to: contents that come and are taken off and stay there
    /// all the same, and, once little room is left, all from somebody who has proved nothing yet (Art. 16).
    async fn disk_left(
        &self,
        db: &mut dyn Session,
        (actor, id): (&Actor, &DossierId),
        (sha256, size): (&str, i64),
        limits: &Limits,
    ) -> Result<()> {
        if !proved(actor) && self.host.as_ref().is_some_and(|host| !host.room()) {
            return Err(Refusal::RoomShort.into());
        }
        let since = self.now().0 - DAY;
        let mut contents: BTreeMap<String, i64> = BTreeMap::new();
        for file in db.files_ever(id).await? {
            if file.attached_at > since && file.sha256 != sha256 {
                contents.insert(file.sha256, file.size);
            }
        }
        let max = limits.files_max.saturating_mul(DAY_TIMES);
        let came = contents.values().sum::<i64>();
        if came.saturating_add(size) > max {
            return Err(Refusal::FilesOfDay { max }.into());
        }
        Ok(())
    }

    /// Takes a file off a draft. Its content stays in the store where a version needs it.
    pub async fn detach(&self, actor: &Actor, id: &DossierId, file: &FileId) -> Result<()> {
        let mut work = self.begin().await?;
        writable(&mut *work.db, actor, id, None, work.clock).await?;
        shared::possible(file.as_str())?;
        let row = work.db.files(id).await?.into_iter().find(|f| f.id == *file);
        let row = row.ok_or(Refusal::NotYours)?;
        let (d, _) = writable(&mut *work.db, actor, id, Some(row.slot), work.clock).await?;
        let stays = if proved(actor) { TAKEN_OFF } else { UNNAMED };
        work.take_off(&row, stays).await?;
        let event = Event::FileRemoved { file: row.id.to_string() };
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// A file, for whoever may read its dossier. What waits for the scanner is for its own
    /// organisation only; what a virus was found in is for nobody. In a blind review experts are
    /// given a number for its name, and no papers about the organisation.
    pub async fn readable(&self, actor: &Actor, file: &FileId) -> Result<Readable> {
        shared::possible(file.as_str())?;
        let mut db = self.read().await?;
        let row = db.file(file).await?.ok_or(Refusal::NotYours)?;
        let d = shared::load(&mut *db, &row.dossier).await?;
        let facts = shared::facts(&d);
        let by = match may_read(actor, &facts) {
            Ok(()) => None,
            Err(_) => {
                let judged = shared::require_reader(&mut *db, actor, &d).await;
                match judged {
                    Ok(review) => Some(review),
                    Err(refused) => {
                        drop(db);
                        // Or whoever presides over its panel, or confirms.
                        let review = self.reads_at_table(actor, &d).await?;
                        db = self.read().await?;
                        Some(review.ok_or(refused)?)
                    }
                }
            }
        };
        let (mut name, mut blind) = (row.name.clone(), false);
        if may_read_own(actor, &facts).is_err() {
            // A reader reads what was handed in, not what is being written since.
            let (version, _, _) = shared::submitted(&mut *db, &d).await?;
            let mut of_slot = version.files.iter().filter(|f| f.slot == row.slot);
            let at = of_slot.position(|f| f.sha256 == row.sha256).ok_or(Refusal::NotYours)?;
            let season = crate::season_of(&mut *db, &d.season).await?;
            if by.is_some_and(|review| blind::hides(&season, review, actor)) {
                if blind::about_applicant(row.slot) {
                    return Err(Refusal::NotYours.into());
                }
                blind = true;
                name = blind::file_name(row.slot, at + 1, Kind::of_media_type(&row.media_type));
            }
        }
        match row.state {
            FileState::Infected => Err(Refusal::FileInfected { found: String::new() }.into()),
            FileState::Held if may_edit(actor, &facts).is_err() => Err(Refusal::FileHeld.into()),
            _ => Ok(Readable { file: FileView { name, ..shared::file_view(row) }, blind }),
        }
    }

    /// The content of a file that [`Self::readable`] gave, from a byte on.
    pub async fn content(&self, file: &FileView, from: i64) -> Result<Content> {
        if let Some(content) = self.files.open(&file.sha256, from).await? {
            return Ok(content);
        }
        // What was taken off a draft and swept is not there any more; all else must be.
        match self.read().await?.content_named(&file.sha256).await? {
            false => Err(Refusal::NotYours.into()),
            true => Err(Fault::new(format!("content of file {} is gone", file.id)).into()),
        }
    }

    /// The whole content of a file for a reader of a blind review: without what it says of its author
    /// (Art. 15). `None` where that cannot be taken out.
    pub async fn nameless(&self, file: &FileView) -> Result<Option<Bytes>> {
        if file.size > NAMELESS_MAX {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut content = self.content(file, 0).await?;
        let read = content.read_to_end(&mut bytes).await;
        read.map_err(|e| Fault::new(format!("reading file {}: {e}", file.id)))?;
        Ok(self.inspector.nameless(bytes.into()).await?)
    }

    /// An upload of the actor's own, whose dossier can still be written.
    async fn own_upload(&self, actor: &Actor, upload: &FileId) -> Result<UploadRow> {
        shared::possible(upload.as_str())?;
        let mut db = self.read().await?;
        let now = self.now();
        let row = db.upload(upload).await?.filter(|u| u.expires_at > now.0);
        let row = row.filter(|u| u.account == actor.account).ok_or(Refusal::NotYours)?;
        writable(&mut *db, actor, &row.dossier, Some(row.slot), now).await?;
        Ok(row)
    }

    /// Judges, keeps and attaches; what is refused is forgotten.
    async fn take(&self, actor: &Actor, id: &DossierId, file: Arrived) -> Result<FileView> {
        let upload = file.id.clone();
        let outcome = self.judge_and_attach(actor, id, file).await;
        if let Err(Error::Refused(_)) = &outcome {
            let mut work = self.begin().await?;
            work.db.delete_upload(&upload).await?;
            work.commit().await?;
            self.files.discard(&upload).await?;
        }
        outcome
    }

    async fn judge_and_attach(
        &self,
        actor: &Actor,
        id: &DossierId,
        file: Arrived,
    ) -> Result<FileView> {
        let Arrived { id: upload, slot, name } = file;
        let staged = self.files.staged(&upload)?;
        let Judged { kind, size, sha256 } = self.inspector.judge(&staged).await??;
        // Slides are for the defence.
        if kind == Kind::Pptx {
            return Err(Refusal::FileKind.into());
        }
        if slot.pdf_only() && kind != Kind::Pdf {
            return Err(Refusal::FileMustBePdf.into());
        }
        // Whatever can be refused is refused before the content is kept.
        let mut db = self.read().await?;
        let (d, season) = writable(&mut *db, actor, id, Some(slot), self.now()).await?;
        let there = db.files(id).await?;
        if let Some(done) = there.iter().find(|f| f.id == upload) {
            return Ok(shared::file_view(done.clone()));
        }
        fits(&beside(&there), slot, Some(&sha256), size, &season.limits)?;
        self.disk_left(&mut *db, (actor, id), (&sha256, size), &season.limits).await?;
        drop(db);
        let name = clean_name(&name, kind);
        let state = self.scanned(&d, &upload, &name).await?;
        self.keep_contents(&[(&upload, sha256.as_str())]).await?;
        let mut work = self.begin().await?;
        if let Some(done) = work.db.file(&upload).await? {
            return Ok(shared::file_view(done));
        }
        let (d, season) = writable(&mut *work.db, actor, id, Some(slot), work.clock).await?;
        fits(&beside(&work.db.files(id).await?), slot, Some(&sha256), size, &season.limits)?;
        self.disk_left(&mut *work.db, (actor, id), (&sha256, size), &season.limits).await?;
        let row = FileRow {
            id: upload,
            dossier: id.clone(),
            slot,
            name,
            media_type: kind.media_type().to_owned(),
            size,
            sha256: sha256.clone(),
            state,
            attached_at: work.now.0,
            attached_by: actor.account.to_string(),
        };
        work.still_kept(&row.sha256).await?;
        work.db.insert_file(&row).await?;
        work.db.delete_upload(&row.id).await?;
        let event =
            Event::FileAttached { file: row.id.to_string(), slot: slot.code().into(), sha256 };
        let about = About { dossier: Some(id), on_behalf: d.organisation.as_str(), reason: "" };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await?;
        Ok(shared::file_view(row))
    }
}

/// Whether it is known whom the actor writes for.
fn proved(actor: &Actor) -> bool {
    actor.membership().is_none_or(|m| m.role != Role::Registrant)
}

/// A dossier whose files the actor may change now: theirs, and a draft while applications are
/// open (Art. 16), or under correction (Art. 18), where only the places that were asked for take
/// or give files.
async fn writable(
    db: &mut dyn Session,
    actor: &Actor,
    id: &DossierId,
    slot: Option<Slot>,
    now: domain::stamp::Stamp,
) -> Result<(Dossier, Season)> {
    let d = shared::load(db, id).await?;
    may_edit(actor, &shared::facts(&d))?;
    let season = crate::season_of(db, &d.season).await?;
    let round = require_writable(db, &d, &season, now).await?;
    match (&round, slot) {
        (Some(round), Some(slot)) if !round.opens_slot(slot) => {
            Err(Refusal::WrongStage { stage: d.standing.stage() }.into())
        }
        _ => Ok((d, season)),
    }
}

/// The files of a dossier, as the next one must fit beside them.
fn beside(files: &[FileRow]) -> Vec<There<'_>> {
    files.iter().map(|f| There { slot: f.slot, sha256: &f.sha256, size: f.size }).collect()
}
