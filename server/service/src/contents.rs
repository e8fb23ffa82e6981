//! Contents of files that belong to nothing (ADR 0069): of an upload that was refused at its very end, or whose server was
//! killed; of what was taken off a draft. Each is noted in the database before it is kept, and when it is taken off.
//! From the moment it is due on it is removed where no row names it.
//!
//! Nothing that is attached meanwhile is lost: contents are noted, removed and named under the lock of writers, and a
//! content whose note is gone is not named. So whatever was removed is kept anew, or its sender hears of it.

use domain::ids::FileId;
use domain::stamp::DAY;

use crate::ports::application::FileRow;
use crate::{Fault, Result, Service, Work};

/// How long a content may belong to nothing that was never named. Far longer than a form takes from keeping to naming it.
pub(crate) const UNNAMED: i64 = 7 * DAY;
/// How long the content of what was taken off a draft stays: as long as backups of the database are kept that name it.
pub(crate) const TAKEN_OFF: i64 = 60 * DAY;
/// Contents looked at in one round.
const ROUND: i64 = 200;

impl Service {
    /// Keeps uploads that were judged, each under its hash, to be named by a row soon.
    pub(crate) async fn keep_contents(&self, uploads: &[(&FileId, &str)]) -> Result<()> {
        let mut work = self.begin().await?;
        for (_, sha256) in uploads {
            let due = work.now.0 + UNNAMED;
            work.db.note_content(sha256, due).await?;
        }
        work.commit().await?;
        for (upload, sha256) in uploads {
            self.files.keep(upload, sha256).await?;
        }
        Ok(())
    }

    /// Removes contents that are due and that no row names. Returns how many.
    pub async fn sweep_contents(&self) -> Result<usize> {
        // What a copy of the database to rehearse with does not name, the site may.
        if self.rehearsal().await?.is_some() {
            return Ok(0);
        }
        let by = self.now().0;
        let due = self.read().await?.contents_due(by, ROUND).await?;
        let mut removed = 0;
        for sha256 in due {
            let mut work = self.begin().await?;
            // Somebody may have kept it again since.
            if work.db.content_due(&sha256).await?.is_none_or(|due| due > by) {
                continue;
            }
            if !work.db.content_named(&sha256).await? {
                self.files.remove(&sha256).await?;
                removed += 1;
            }
            work.db.forget_content(&sha256).await?;
            work.commit().await?;
        }
        Ok(removed)
    }
}

impl Work {
    /// Before a row names a content: it was not swept since it was kept.
    pub(crate) async fn still_kept(&mut self, sha256: &str) -> Result<()> {
        match self.db.content_due(sha256).await? {
            Some(_) => Ok(()),
            None => {
                Err(Fault::new(format!("content {sha256} was swept before it was named")).into())
            }
        }
    }

    /// Takes a file off a draft; its content stays for so long, and for good where a version names it.
    pub(crate) async fn take_off(&mut self, file: &FileRow, stays: i64) -> Result<()> {
        let now = self.now.0;
        self.db.remove_file(&file.id, now).await?;
        Ok(self.db.note_content(&file.sha256, now + stays).await?)
    }
}
