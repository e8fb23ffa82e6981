//! Files that come with a form, from people without an account or with one (Art. 21, 24): taken piece by piece,
//! judged by their content, looked through for viruses, kept only once all of them were judged. What is handed in later
//! is added to a case by those who look into it, in the same way.

pub mod share;

use async_trait::async_trait;
use bytes::Bytes;
use domain::application::files::{FileFault, FileState, clean_name};
use domain::event::Event;
use domain::identity::WINDOW;
use domain::ids::FileId;
use domain::refusal::Refusal;
use domain::sealed::check_text;
use domain::sender::{FILE_MAX, FILES_MAX};
use domain::stamp::{DAY, MINUTE, Stamp};

use self::share::{Place, Turn};
use crate::ports::files::{Appended, Broken, Content, Judged, Scan, Source};
use crate::ports::sealed::{Case, Docket, EvidenceRow};
use crate::rooms::shared;
use crate::{About, Fault, Result, Service, Work};

/// Receipts to one e-mail address within a quarter of an hour: whoever types it need not own it.
const RECEIPTS: i64 = 4;
/// Bytes of evidence that everybody together may send within a day: forty forms as full as they may be, or some
/// hundreds with the usual scans.
pub const DAY_MAX: i64 = 2 * 1024 * 1024 * 1024;
/// How long a form of everybody may be on its way.
const LONGEST: i64 = 30 * MINUTE;
/// Bytes of a file after which it is asked again whether there is room.
const STEP: i64 = 4 * 1024 * 1024;
/// Files looked at in one round.
const ROUND: i64 = 50;
/// Who the journal names for what nobody asked for.
const SYSTEM: &str = "system";

/// A file that has arrived with a form and belongs to nothing yet.
#[derive(Clone, Debug)]
pub struct Staged {
    id: FileId,
    name: String,
    /// What it takes of the room for everybody's.
    place: Option<Place>,
}

/// A file that was judged and kept.
pub(crate) struct Taken {
    /// Identifier.
    pub id: FileId,
    /// Name, cleaned.
    pub name: String,
    /// What it is.
    pub judged: Judged,
    /// How far the look for viruses has come.
    pub state: FileState,
}

/// What the files of a form say of a form that is sent again: the same names, the same contents.
pub(crate) fn said(taken: &[Taken]) -> impl Iterator<Item = &str> {
    taken.iter().flat_map(|file| [file.name.as_str(), file.judged.sha256.as_str()])
}

/// What files of a case come with.
#[derive(Clone, Copy)]
pub(crate) enum With {
    /// With what was typed first.
    Form,
    /// With a statement of the organisation, by its number.
    Statement(i64),
    /// Later, with a note of those who look into the case, by its number.
    Note(i64),
}

/// Stores the files of a form beside their case.
pub(crate) async fn store(
    work: &mut Work,
    case: Case<'_>,
    with: With,
    taken: Vec<Taken>,
) -> Result<()> {
    let (statement, note) = match with {
        With::Form => (0, 0),
        With::Statement(number) => (number, 0),
        With::Note(number) => (0, number),
    };
    for file in taken {
        let row = EvidenceRow {
            id: file.id,
            of: case.id.to_owned(),
            statement,
            note,
            name: file.name,
            media_type: file.judged.kind.media_type().to_owned(),
            size: file.judged.size,
            sha256: file.judged.sha256,
            state: file.state,
            at: work.now.0,
        };
        work.still_kept(&row.sha256).await?;
        work.db.insert_evidence(case.docket, &row).await?;
    }
    Ok(())
}

impl Work {
    /// Whether a receipt goes to an address, which is counted then. Where it has had its share there is none: the page
    /// that follows has the link. Nobody is refused for it: who types an address would learn that somebody has just
    /// used it, and keep its owner from sending what is taken within a period only (Art. 15, 21).
    pub(crate) async fn sends_receipt(&mut self, email: &str) -> Result<bool> {
        if email.is_empty() {
            return Ok(false);
        }
        // Apart from letters that are asked for without an account, whose refusals everybody can try out.
        let (key, now) = (format!("receipt:{email}"), self.clock.0);
        let sends = self.db.tries(&key, now - WINDOW).await?.0 < RECEIPTS;
        if sends {
            self.db.insert_try(&key, now).await?;
        }
        Ok(sends)
    }
}

impl Service {
    /// A form of everybody brings files, from a network address: so many at once, and no more in a day than its share.
    pub fn evidence_turn(&self, from: &str) -> Result<Turn> {
        self.held.evidence.begin(from, self.clock.wall())
    }

    /// Takes a file that comes with a form of everybody, once so many have not come within a day, those on their way with
    /// them, and so much room is left, that those who hand in could be left without a place: whoever has many addresses
    /// has many turns. `sealed` is the first file of an organisation, which cannot object without it (Art. 21): it is
    /// taken as long as there is room.
    pub async fn stage_for_all(
        &self,
        turn: &Turn,
        sealed: bool,
        name: &str,
        source: &mut dyn Source,
    ) -> Result<Staged> {
        let place = turn.room()?;
        let since = self.now().0 - DAY;
        let taken = self.read().await?.evidence_since(since).await?;
        let within = sealed || taken + self.held.evidence.underway() <= DAY_MAX;
        if !within || !self.has_room() {
            return Err(Refusal::EvidenceFull.into());
        }
        let until = turn.begun.plus(LONGEST);
        let mut watched = Watched { source, service: self, until, unasked: 0, full: false };
        let staged = self.stage_evidence(name, &mut watched).await;
        if watched.full {
            return Err(Refusal::EvidenceFull.into());
        }
        let staged = staged?;
        place.is(self.files.received(&staged.id).await?);
        Ok(Staged { place: Some(place), ..staged })
    }

    /// Whether the disk has room for what anybody may send.
    fn has_room(&self) -> bool {
        self.host.as_ref().is_none_or(|host| host.room())
    }

    /// Takes a file that comes with a form.
    pub async fn stage_evidence(&self, name: &str, source: &mut dyn Source) -> Result<Staged> {
        let id: FileId = self.chance.id().into();
        let refusal = match self.receive_at_once(&id, FILE_MAX, source).await? {
            Appended::Whole(0) => Refusal::FileEmpty,
            Appended::Whole(_) => {
                return Ok(Staged { id, name: shared::kept_line(name, 300), place: None });
            }
            Appended::Over(_) => Refusal::FileTooLarge { max: FILE_MAX },
            _ => Refusal::FileBad { fault: FileFault::Truncated },
        };
        self.files.discard(&id).await?;
        Err(refusal.into())
    }

    /// Receives a file in one go. What fails on the way leaves nothing behind: nobody will go on with it, and
    /// a disk that is full needs the room. What even then cannot be removed is swept later.
    pub(crate) async fn receive_at_once(
        &self,
        id: &FileId,
        most: i64,
        source: &mut dyn Source,
    ) -> Result<Appended> {
        let received = self.files.append(id, 0, most, source).await;
        if received.is_err() {
            let _ = self.files.discard(id).await;
        }
        Ok(received?)
    }

    /// Forgets files whose form was refused.
    pub async fn discard_evidence(&self, staged: &[Staged]) -> Result<()> {
        for file in staged {
            self.files.discard(&file.id).await?;
        }
        Ok(())
    }

    /// Judges the files of a form, has them looked through for viruses and keeps them.
    pub(crate) async fn take_evidence(&self, staged: &[Staged]) -> Result<Vec<Taken>> {
        if staged.len() > FILES_MAX {
            return Err(Refusal::EvidenceTooMany { max: FILES_MAX }.into());
        }
        let mut taken: Vec<Taken> = Vec::new();
        for file in staged {
            let path = self.files.staged(&file.id)?;
            let judged = self.inspector.judge(&path).await??;
            if taken.iter().any(|t| t.judged.sha256 == judged.sha256) {
                return Err(Refusal::FileTwice.into());
            }
            let state = self.evidence_state(&file.id).await?;
            let name = clean_name(&file.name, judged.kind);
            taken.push(Taken { id: file.id.clone(), name, judged, state });
        }
        // Nothing is kept before everything was judged.
        let contents: Vec<(&FileId, &str)> =
            taken.iter().map(|file| (&file.id, file.judged.sha256.as_str())).collect();
        if !contents.is_empty() {
            self.keep_contents(&contents).await?;
        }
        staged.iter().filter_map(|file| file.place.as_ref()).for_each(Place::keep);
        Ok(taken)
    }

    /// The same of files that are handed in later, with `text` on where they come from: one at least.
    pub(crate) async fn take_later(&self, text: &str, staged: &[Staged]) -> Result<Vec<Taken>> {
        check_text(text)?;
        if staged.is_empty() {
            return Err(Refusal::FileEmpty.into());
        }
        self.take_evidence(staged).await
    }

    /// The content of a file, once nothing was found in it.
    pub(crate) async fn evidence_content(&self, file: &EvidenceRow) -> Result<Content> {
        match file.state {
            FileState::Infected => Err(Refusal::FileInfected { found: String::new() }.into()),
            FileState::Held => Err(Refusal::FileHeld.into()),
            _ => {
                let content = self.files.open(&file.sha256, 0).await?;
                let gone = || Fault::new(format!("content of evidence {} is gone", file.id));
                Ok(content.ok_or_else(gone)?)
            }
        }
    }

    /// Has evidence that is held looked at again. Returns how many files were settled.
    pub async fn rescan_evidence(&self) -> Result<usize> {
        let Some(scanner) = &self.scanner else { return Ok(0) };
        let held = {
            let (mut db, mut held) = (self.read().await?, Vec::new());
            for docket in Docket::ALL {
                let files = db.held_evidence(docket, ROUND).await?;
                held.extend(files.into_iter().map(|f| (docket, f.id, f.sha256)));
            }
            held
        };
        let mut settled = 0;
        for (docket, id, sha256) in held {
            let Some(content) = self.files.open(&sha256, 0).await? else {
                tracing::error!("content of held evidence {id} is gone");
                continue;
            };
            let clean = match scanner.scan(content).await {
                Scan::Away(why) => {
                    tracing::warn!("the scanner is still away: {why}");
                    break;
                }
                Scan::Clean => true,
                Scan::Found(_) => false,
            };
            let state = if clean { FileState::Clean } else { FileState::Infected };
            let mut work = self.begin().await?;
            // Several servers look: who comes second settles nothing again.
            let file = work.db.evidence_file(docket, &id).await?;
            if file.is_none_or(|file| file.state != FileState::Held) {
                continue;
            }
            work.db.save_evidence_state(docket, &id, state).await?;
            let event = Event::EvidenceScanned { file: id.to_string(), clean };
            work.record(SYSTEM, &event, About::default()).await?;
            work.commit().await?;
            settled += 1;
        }
        Ok(settled)
    }

    async fn evidence_state(&self, id: &FileId) -> Result<FileState> {
        let Some(scanner) = &self.scanner else { return Ok(FileState::Unscanned) };
        let path = self.files.staged(id)?;
        let file = tokio::fs::File::open(&path)
            .await
            .map_err(|e| Fault::new(format!("opening evidence for the scanner: {e}")))?;
        match scanner.scan(Box::new(file)).await {
            Scan::Clean => Ok(FileState::Clean),
            Scan::Away(why) => {
                tracing::warn!("evidence {id} is held, the scanner is away: {why}");
                Ok(FileState::Held)
            }
            Scan::Found(found) => {
                let found = shared::kept_line(&found, 100);
                Err(Refusal::FileInfected { found }.into())
            }
        }
    }
}

/// What everybody sends, as long as there is time and room for it.
struct Watched<'a> {
    source: &'a mut dyn Source,
    service: &'a Service,
    until: Stamp,
    /// Bytes since it was asked whether there is room.
    unasked: i64,
    full: bool,
}

#[async_trait]
impl Source for Watched<'_> {
    async fn next(&mut self) -> Option<std::result::Result<Bytes, Broken>> {
        if self.service.clock.wall() > self.until {
            return Some(Err(Broken));
        }
        let next = self.source.next().await;
        if let Some(Ok(bytes)) = &next {
            self.unasked += i64::try_from(bytes.len()).unwrap_or(STEP);
        }
        if self.unasked >= STEP {
            self.unasked = 0;
            self.full = !self.service.has_room();
        }
        if self.full { Some(Err(Broken)) } else { next }
    }
}
