//! Printing: what the PDF of a dossier says, and whether a sealed print is of this dossier
//! (Art. 15, 16).

use domain::application::answer;
use domain::application::field::{Field, Slot};
use domain::application::files::FileState;
use domain::application::seal::{Match, compare, compare_file};
use domain::application::version::{FrozenFile, Version};
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::DossierId;
use domain::policy::{Actor, may_read, may_read_own};
use domain::refusal::Refusal;
use domain::review::blind;
use domain::views::application::{DossierView, FileView};
use domain::views::print::{Frozen, Print, SealView};

use tokio::io::AsyncReadExt;

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::files::Content;
use crate::{About, Error, Fault, Result, Service};

/// Bytes of a scan looked through at a time.
const PIECE: u64 = 1024 * 1024;
/// Bytes of one piece looked through again with the next: more than a mark and its hash.
const OVERLAP: usize = 128;

impl Service {
    /// What is printed of a dossier, for whoever may read it: its writers, drafts too; its unit
    /// and the Office; the experts it is assigned to, without contact data and with their name
    /// on every page. A print by anyone but its writers stands in the journal.
    pub async fn print(&self, actor: &Actor, id: &DossierId) -> Result<Print> {
        let (d, mut dossier, by) = self.open_for(actor, id).await?;
        let (frozen, fingerprint) = self.identify(&d, &mut dossier).await?;
        if may_read_own(actor, &shared::facts(&d)).is_err()
            && let Some(frozen) = &frozen
        {
            let mut work = self.begin().await?;
            let about = About { dossier: Some(id), ..About::default() };
            let event = Event::Printed { sha256: frozen.sha256.clone() };
            work.record(actor.account.as_str(), &event, about).await?;
            work.commit().await?;
        }
        // What it is printed from names its files as they were handed in.
        if by.is_some_and(|review| blind::hides(&dossier.season, review, actor)) {
            blind::cut_files(&mut dossier.files);
        }
        let copy_for = by.map(|_| actor.name.clone());
        Ok(Print { dossier, frozen, fingerprint, copy_for })
    }

    /// Compares a sealed print with the dossier: what was typed off its paper, and what the
    /// attached scans carry themselves.
    pub async fn seal(&self, actor: &Actor, id: &DossierId, typed: &str) -> Result<SealView> {
        let (d, mut dossier, by) = self.open_for(actor, id).await?;
        if by.is_some() {
            return Err(Refusal::NotYours.into());
        }
        let (frozen, fingerprint) = self.identify(&d, &mut dossier).await?;
        let mut known = vec![fingerprint.as_str()];
        known.extend(frozen.as_ref().map(|f| f.sha256.as_str()));
        let typed = (!typed.trim().is_empty()).then(|| compare(typed, &known));
        let mut scans = Vec::new();
        for file in dossier.files.iter().filter(|f| f.slot == Slot::Scan) {
            let content = match file.state {
                FileState::Unscanned | FileState::Clean => self.files.open(&file.sha256, 0).await?,
                FileState::Held | FileState::Infected => None,
            };
            let found = match content {
                Some(content) => looked_through(content, &known).await?,
                None => Match::ByEye,
            };
            scans.push((file.clone(), found));
        }
        Ok(SealView {
            id: d.id,
            reference: d.reference,
            title: answer(&dossier.answers, Field::Title.key()).to_owned(),
            fingerprint,
            frozen,
            editable: dossier.editable,
            typed,
            scans,
        })
    }

    /// A dossier for its readers, for the experts it is assigned to, and for who presides over its panel or confirms;
    /// says by which review, where the actor reads it as one of these.
    async fn open_for(
        &self,
        actor: &Actor,
        id: &DossierId,
    ) -> Result<(Dossier, DossierView, Option<Review>)> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        if may_read(actor, &shared::facts(&d)).is_ok() {
            drop(db);
            let dossier = self.dossier(actor, id).await?;
            return Ok((d, dossier, None));
        }
        let judged = shared::require_reader(&mut *db, actor, &d).await;
        let review = match judged {
            Ok(review) => review,
            Err(Error::Refused(_)) => {
                drop(db);
                // To somebody without a part in it there is no dossier at all.
                let review = self.reads_at_table(actor, &d).await?.ok_or(Refusal::NotYours)?;
                db = self.read().await?;
                review
            }
            Err(fault) => return Err(fault),
        };
        let season = crate::season_of(&mut *db, &d.season).await?;
        let mut dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        shared::for_expert(&mut dossier, review, actor);
        Ok((d, dossier, Some(review)))
    }

    /// Which version a view shows, if it shows one, and the fingerprint of what it shows. A
    /// submitted dossier lists the files of its version.
    async fn identify(
        &self,
        d: &Dossier,
        dossier: &mut DossierView,
    ) -> Result<(Option<Frozen>, String)> {
        if !dossier.editable && d.standing.version().is_some() {
            let mut db = self.read().await?;
            let (version, at, sha256) = shared::submitted(&mut *db, d).await?;
            let files = std::mem::take(&mut dossier.files);
            dossier.files = version.files.iter().map(|f| listed(f, &files)).collect();
            let fingerprint = version.fingerprint();
            return Ok((Some(Frozen { number: version.number, at, sha256 }), fingerprint));
        }
        let frozen = |f: &FileView| FrozenFile {
            slot: f.slot,
            name: f.name.clone(),
            size: f.size,
            sha256: f.sha256.clone(),
        };
        let draft = Version {
            reference: d.reference.clone(),
            number: 0,
            answers: dossier.answers.clone(),
            files: dossier.files.iter().map(frozen).collect(),
        };
        Ok((None, draft.fingerprint()))
    }
}

/// Compares a content piece by piece: a scan may be large. Pieces overlap, so that a mark on their
/// border is found too.
async fn looked_through(mut content: Content, known: &[&str]) -> Result<Match> {
    let mut piece = Vec::new();
    let mut found = Match::ByEye;
    loop {
        let n = (&mut content)
            .take(PIECE)
            .read_to_end(&mut piece)
            .await
            .map_err(|e| Fault::new(format!("reading a scan: {e}")))?;
        if let told @ (Match::Equal | Match::Different) = compare_file(&piece, known) {
            found = told;
        }
        if n == 0 || found == Match::Equal {
            return Ok(found);
        }
        piece.drain(..piece.len().saturating_sub(OVERLAP));
    }
}

/// A file of a version as its reader may see it.
fn listed(f: &FrozenFile, files: &[FileView]) -> FileView {
    let kept = files.iter().find(|k| k.slot == f.slot && k.sha256 == f.sha256);
    FileView {
        id: kept.map_or_else(|| "".into(), |k| k.id.clone()),
        slot: f.slot,
        name: f.name.clone(),
        media_type: kept.map(|k| k.media_type.clone()).unwrap_or_default(),
        size: f.size,
        sha256: f.sha256.clone(),
        state: kept.map(|k| k.state).unwrap_or_default(),
        at: kept.map(|k| k.at).unwrap_or_default(),
    }
}
