//! Files that come with a form, from people without an account or with one (Art. 21, 24): taken piece by piece,
//! judged by their content, looked through for viruses, kept only once all of them were judged.

use domain::application::files::{FileFault, FileState, clean_name};
use domain::event::Event;
use domain::ids::FileId;
use domain::refusal::Refusal;
use domain::sender::{FILE_MAX, FILES_MAX};
use domain::stamp::DAY;

use crate::ports::files::{Appended, Content, Judged, Scan, Source};
use crate::ports::sealed::{Case, Docket, EvidenceRow};
use crate::rooms::shared;
use crate::{About, Fault, Result, Service, Work};

/// Receipts to one e-mail address within a quarter of an hour.
const RECEIPTS: i64 = 4;
/// Bytes of evidence that everybody together may send within a day: forty forms as full as they may be, or some
/// hundreds with the usual scans.
pub const DAY_MAX: i64 = 2 * 1024 * 1024 * 1024;
/// Files looked at in one round.
const ROUND: i64 = 50;
/// Who the journal names for what nobody asked for.
const SYSTEM: &str = "system";

/// A file that has arrived with a form and belongs to nothing yet.
#[derive(Clone, Debug)]
pub struct Staged {
    id: FileId,
    name: String,
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

/// Stores the files of a form beside their case; `statement` is the one they came with, or 0.
pub(crate) async fn store(
    work: &mut Work,
    case: Case<'_>,
    statement: i64,
    taken: Vec<Taken>,
) -> Result<()> {
    for file in taken {
        let row = EvidenceRow {
            id: file.id,
            of: case.id.to_owned(),
            statement,
            name: file.name,
            media_type: file.judged.kind.media_type().to_owned(),
            size: file.judged.size,
            sha256: file.judged.sha256,
            state: file.state,
            at: work.now.0,
        };
        work.db.insert_evidence(case.docket, &row).await?;
    }
    Ok(())
}

impl Service {
    /// Refuses files from everybody once so many have come within a day, or so little room is left, that those who
    /// hand in could be left without a place: whoever has many addresses has many turns.
    pub async fn room_for_evidence(&self) -> Result<()> {
        let since = self.now().0 - DAY;
        let taken = self.read().await?.evidence_since(since).await?;
        let room = self.host.as_ref().is_none_or(|host| host.room());
        if taken < DAY_MAX && room { Ok(()) } else { Err(Refusal::EvidenceFull.into()) }
    }

    /// Takes a file that comes with a form.
    pub async fn stage_evidence(&self, name: &str, source: &mut dyn Source) -> Result<Staged> {
        let id: FileId = self.chance.id().into();
        let refusal = match self.receive_at_once(&id, FILE_MAX, source).await? {
            Appended::Whole(0) => Refusal::FileEmpty,
            Appended::Whole(_) => return Ok(Staged { id, name: shared::kept_line(name, 300) }),
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

    /// Counts a receipt that will be sent to an address, where one was given.
    pub(crate) async fn spend_receipt(&self, email: &str) -> Result<()> {
        if email.is_empty() {
            return Ok(());
        }
        self.spend(&[(format!("letter:{email}"), RECEIPTS)]).await
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
        for file in &taken {
            self.files.keep(&file.id, &file.judged.sha256).await?;
        }
        Ok(taken)
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
