//! What several rooms do with a dossier: load it with its facts, read the submitted
//! version, take a step of its journey.

use std::collections::BTreeMap;

use domain::application::Answers;
use domain::application::version::Version;
use domain::event::Event;
use domain::ids::DossierId;
use domain::journey::{Standing, Step, evolve};
use domain::policy::{Actor, DossierFacts};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::application::{DossierView, FileView};

use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow};
use crate::{About, Fault, Result, Work};

/// Loads a dossier or answers as for one that is not there.
pub async fn load(db: &mut dyn Session, id: &DossierId) -> Result<Dossier> {
    db.dossier(id).await?.ok_or_else(|| Refusal::NotYours.into())
}

/// What policy must know of it.
pub fn facts(d: &Dossier) -> DossierFacts {
    DossierFacts {
        organisation: d.organisation.clone(),
        unit: d.summary.unit.clone(),
        stage: d.standing.stage(),
        panel: d.panel.clone(),
    }
}

/// The number of the version that was submitted; `None` for a draft.
pub fn version_number(s: &Standing) -> Option<i64> {
    match s {
        Standing::Draft { .. } => None,
        Standing::Submitted { version, .. }
        | Standing::Recommended { version, .. }
        | Standing::FormalityPassed { version, .. }
        | Standing::WrittenReview { version, .. } => Some(*version),
    }
}

/// What was submitted, with the moment and the hash of its version.
pub async fn submitted(db: &mut dyn Session, d: &Dossier) -> Result<(Version, Stamp, String)> {
    let number = version_number(&d.standing).ok_or(Refusal::NotYours)?;
    let row = db
        .version(&d.id, number)
        .await?
        .ok_or_else(|| Fault::new(format!("dossier {} lacks version {number}", d.id)))?;
    let version = serde_json::from_str(&row.canonical)
        .map_err(|e| Fault::new(format!("version {number} of {}: {e}", d.id)))?;
    Ok((version, Stamp(row.at), row.sha256))
}

/// Takes a step of the journey: judges it, stores the standing, records the event.
pub async fn step(
    work: &mut Work,
    actor: &Actor,
    d: &Dossier,
    step: Step,
    sha256: Option<String>,
    about: About<'_>,
) -> Result<Standing> {
    let next = evolve(Some(&d.standing), &step, work.now)
        .map_err(|i| Refusal::WrongStage { stage: i.stage.unwrap_or(d.standing.stage()) })?;
    let now = work.now.0;
    work.db.save_standing(&d.id, &next, now).await?;
    let event = Event::Stepped { step, sha256 };
    work.record(actor.account.as_str(), &event, About { dossier: Some(&d.id), ..about }).await?;
    Ok(next)
}

/// A file as its reader may see it.
pub fn file_view(f: FileRow) -> FileView {
    FileView {
        id: f.id,
        slot: f.slot,
        name: f.name,
        media_type: f.media_type,
        size: f.size,
        sha256: f.sha256,
    }
}

/// A dossier for a reader: the submitted version, nothing of any later draft.
pub async fn reading(
    db: &mut dyn Session,
    d: &Dossier,
    season: Season,
    now: Stamp,
) -> Result<DossierView> {
    let (version, _, _) = submitted(db, d).await?;
    let files = db.files(&d.id).await?.into_iter().map(file_view).collect();
    Ok(view(d, season, now, version.answers, files))
}

/// A dossier's view without revisions, not editable.
pub fn view(
    d: &Dossier,
    season: Season,
    now: Stamp,
    answers: Answers,
    files: Vec<FileView>,
) -> DossierView {
    DossierView {
        id: d.id.clone(),
        reference: d.reference.clone(),
        standing: d.standing.clone(),
        season,
        now,
        answers,
        files,
        revisions: BTreeMap::new(),
        saved: BTreeMap::new(),
        editable: false,
    }
}
