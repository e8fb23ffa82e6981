//! What several rooms do with a dossier: load it with its facts, read the submitted
//! version, take a step of its journey.

use std::collections::BTreeMap;

use domain::application::Answers;
use domain::application::version::Version;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId};
use domain::journey::{Standing, Step, evolve};
use domain::policy::{Actor, DossierFacts, may_review};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::application::{DossierView, FileView};

use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow};
use crate::{About, Fault, Result, Work};

/// Loads a dossier or answers as for one that is not there.
pub async fn load(db: &mut dyn Session, id: &DossierId) -> Result<Dossier> {
    possible(id.as_str())?;
    db.dossier(id).await?.ok_or_else(|| Refusal::NotYours.into())
}

/// Refuses a text that cannot be an identifier of ours, before a database has to: one of the
/// engines takes a text with a NUL for an error, not for an unknown identifier.
pub fn possible(id: &str) -> std::result::Result<(), Refusal> {
    let possible = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_graphic());
    if possible { Ok(()) } else { Err(Refusal::NotYours) }
}

/// A text as it is kept: line breaks of one kind, none of the other control characters (one of
/// the engines cannot store a NUL, and terminals obey some of the rest), at most `max`
/// characters.
pub fn kept(text: &str, max: usize) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(max)
        .collect()
}

/// The same for a name or a reason: one line without blanks around it.
pub fn kept_line(text: &str, max: usize) -> String {
    let line = kept(text, usize::MAX).replace(['\n', '\t'], " ");
    line.trim().chars().take(max).collect()
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
        state: f.state,
        at: Stamp(f.attached_at),
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
        season: season.for_dossier(&answers),
        now,
        answers,
        files,
        revisions: BTreeMap::new(),
        saved: BTreeMap::new(),
        editable: false,
    }
}

/// Refuses unless the actor is assigned to the dossier as an expert, has signed the
/// undertaking and has no conflict (Art. 15).
pub async fn require_reader(db: &mut dyn Session, actor: &Actor, d: &Dossier) -> Result<ExpertId> {
    let expert = actor.expert()?;
    let assigned = db.assigned(&d.id, &expert).await?;
    let conflicted = db.conflicts_of(&d.season, &expert).await?.iter().any(|c| c.dossier == d.id);
    may_review(actor, assigned, conflicted)?;
    if db.undertaking(&d.season, &expert).await?.is_none() {
        return Err(Refusal::UndertakingMissing.into());
    }
    Ok(expert)
}
