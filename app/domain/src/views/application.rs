//! Views of room *application*.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::Answers;
use crate::application::check::{Context, check_all};
use crate::application::field::Slot;
use crate::application::files::{FileState, Kind};
use crate::application::merge::Conflict;
use crate::application::page::Page;
use crate::formality::correction;
use crate::ids::{DossierId, FileId};
use crate::journey::{Stage, Standing};
use crate::season::{Phase, Season};
use crate::stamp::Stamp;
use crate::views::flow::Flow;

/// One of an organisation's dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Title; empty while none was written.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// It was not recommended, and the phase is over (Art. 17).
    #[serde(default)]
    pub passed_over: bool,
    /// When last changed.
    pub changed_at: Stamp,
}

/// The applicant's start page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mine {
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// Organisation's name.
    pub organisation: String,
    /// Its dossiers of the season.
    pub cards: Vec<Card>,
    /// Those of earlier seasons, the latest first.
    pub earlier: Vec<EarlierCard>,
}

/// A dossier of a season that is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlierCard {
    /// The season's year.
    pub year: i32,
    /// The dossier.
    pub card: Card,
    /// It was handed in: there is a receipt.
    pub received: bool,
}

/// A file attached to a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Identifier, part of its address.
    pub id: FileId,
    /// Where it belongs.
    pub slot: Slot,
    /// Name.
    pub name: String,
    /// Media type, judged by content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// How far the look for viruses has come.
    pub state: FileState,
    /// When it was attached.
    pub at: Stamp,
}

impl FileView {
    /// Its kind; `None` for one this program does not know any more.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of_media_type(&self.media_type)
    }

    /// The first other file with the same content, if there is one.
    pub fn twin<'a>(&self, files: &'a [FileView]) -> Option<&'a FileView> {
        files.iter().find(|f| f.sha256 == self.sha256 && f.id != self.id)
    }
}

/// Slots that hold a file which can be read, in order.
pub fn filled_slots(files: &[FileView]) -> Vec<Slot> {
    let there = files.iter().filter(|f| f.state != FileState::Infected);
    let mut slots: Vec<Slot> = there.map(|f| f.slot).collect();
    slots.sort();
    slots.dedup();
    slots
}

/// SHA-256 of the files that can be read, as the answers name them, in their order.
pub fn readable_contents(files: &[FileView]) -> Vec<String> {
    let there = files.iter().filter(|f| f.state != FileState::Infected);
    there.map(|f| f.sha256.clone()).collect()
}

/// An upload that was begun, to be continued at `received`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Identifier, part of its address.
    pub id: FileId,
    /// Bytes that have arrived.
    pub received: i64,
    /// Bytes there will be.
    pub size: i64,
}

/// A dossier as its reader may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierView {
    /// Identifier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Where it stands.
    pub standing: Standing,
    /// Season.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
    /// What was typed (the writer), or what was submitted (every other reader).
    pub answers: Answers,
    /// Files.
    pub files: Vec<FileView>,
    /// Revision of each saved page; empty for readers.
    pub revisions: BTreeMap<Page, i64>,
    /// When each page was last saved; empty for readers.
    pub saved: BTreeMap<Page, Stamp>,
    /// Whether the viewer may change it now.
    pub editable: bool,
    /// Signature, correction, return and withdrawal.
    #[serde(default)]
    pub flow: Flow,
}

impl DossierView {
    /// The attached file with this content, which an answer may name.
    pub fn file_of(&self, sha256: &str) -> Option<&FileView> {
        self.files.iter().find(|f| !sha256.is_empty() && f.sha256 == sha256)
    }

    /// What the check must know beside the answers.
    pub fn context(&self) -> Context {
        Context {
            season: self.season.clone(),
            files: filled_slots(&self.files),
            contents: readable_contents(&self.files),
        }
    }

    /// Errors by page that keep it from being handed in, as its writer sees it: of a draft all, under correction what
    /// the answer owes (Art. 16, 18).
    pub fn owed(&self) -> Vec<(Page, usize)> {
        match self.standing.stage() {
            Stage::Draft => check_all(&self.answers, &self.context()),
            Stage::Correction => {
                correction::check(&self.answers, &self.context(), &self.flow.excused)
            }
            _ => Vec::new(),
        }
    }
}

/// What became of saving a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Revision now stored.
    pub revision: i64,
    /// When, by the server's clock.
    pub at: Stamp,
    /// Keys somebody else had changed meanwhile and that were merged in.
    pub merged: Vec<String>,
    /// Keys both had changed, with the other's text and the one both began from: the last
    /// writer's stands, the others are shown and kept in the page's history.
    pub conflicts: Vec<Conflict>,
}

/// The receipt of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Dossier.
    pub id: DossierId,
    /// Reference number.
    pub reference: String,
    /// Number of the version.
    pub version: i64,
    /// When it was submitted.
    pub at: Stamp,
    /// SHA-256 of the version.
    pub sha256: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub org_name: String,
    /// Code of the recommending unit.
    pub unit: String,
}

/// What anyone with reference number and last four digits may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Reference number.
    pub reference: String,
    /// Stages passed, in order, each with its moment; the last is where it stands.
    pub passed: Vec<(Stage, Stamp)>,
    /// Of a draft that had been handed in: its unit returned it. Otherwise its applicant took it back.
    #[serde(default)]
    pub returned: bool,
    /// When the phase it waits in closes, where that is planned.
    pub until: Option<Stamp>,
    /// Phases of the public timetable with the moments they open and close, in order.
    #[serde(default)]
    pub planned: Vec<(Phase, Stamp, Stamp)>,
    /// When this was read.
    pub now: Stamp,
}
