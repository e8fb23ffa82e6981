//! A sheet that was filled in without a line (Art. 19): read, and kept as the draft it would be, had
//! it been typed. It is never sealed by this.

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::review::offline::{File, Mark, differences, read};
use domain::stamp::Stamp;
use domain::views::review::SheetSaved;

use super::{form_of, keep, limits, writable};
use crate::{Result, Service};

impl Service {
    /// Whether the actor may write on the sheet now: asked before a byte of a file is looked at.
    pub async fn require_writable(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
    ) -> Result<()> {
        let mut db = self.read().await?;
        writable(&mut *db, actor, review, id, self.now()).await.map(drop)
    }

    /// Takes a table over as the draft of the sheet, the whole of it or nothing. A draft that was
    /// changed since the table was written, and says something else, gives way only when `overwrite`
    /// says so.
    pub async fn take_sheet(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
        file: &File,
        overwrite: bool,
    ) -> Result<SheetSaved> {
        let mut work = self.begin().await?;
        let open = writable(&mut *work.db, actor, review, id, work.clock).await?;
        let rubric = open.season.rubric(review);
        let revision = open.draft.as_ref().map_or(0, |r| r.revision);
        let of = Mark::new(review, &open.dossier.reference, open.season.year, rubric, revision);
        let (form, mark) = read(file, &of, rubric, &limits(&open.season))
            .map_err(|problems| Refusal::SheetFileWrong { problems })?;
        if mark.revision != revision
            && !overwrite
            && let Some(draft) = &open.draft
        {
            let fields = differences(&form_of(draft)?, &form, rubric);
            if !fields.is_empty() {
                let saved = Stamp(draft.saved_at);
                return Err(Refusal::SheetFileStale { saved, fields }.into());
            }
        }
        keep(work, open, &form).await
    }
}
