//! What stands twice (Art. 17, 24). Comparing a thousand dossiers takes a second or two, so it is done by a
//! job and kept; pages read what is kept and say when it was. What is kept is derived: it is no part of the
//! record. That somebody has looked is.

use std::collections::BTreeMap;

use domain::application::version::digest;
use domain::event::Event;
use domain::formality::duplicates::{Finding, Kind, Subject, find};
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::season::{PastWinner, Season};
use domain::stamp::Stamp;
use domain::views::formality::{Duplicates, FindingView, Looked, Party};

use super::shared;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::formality::{Comparison, LookRow};
use crate::{About, Fault, Result, Service};

/// Characters of a note that are kept at most.
const NOTE_MAX: usize = 500;

/// Dossiers that are compared: those the Office may read.
async fn before_the_office(db: &mut dyn Session, season: &Season) -> Result<Vec<Dossier>> {
    let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|s| s.seated()).collect();
    Ok(db.dossiers_at(&season.id, &stages).await?)
}

fn winners(season: &Season) -> Vec<PastWinner> {
    season.limits.barred(season.year).cloned().collect()
}

/// Digest of all that a comparison depends on: it need not be done again while this is the same.
fn state(season: &Season, dossiers: &[Dossier]) -> Result<String> {
    let versions: Vec<_> = dossiers.iter().map(|d| (d.id.as_str(), d.standing.version())).collect();
    let all = (versions, &season.limits.duplicates, winners(season));
    serde_json::to_string(&all).map(|t| digest(&t)).map_err(|e| Fault::new(e.to_string()).into())
}

impl Service {
    /// What stands twice, as it was found last.
    pub async fn duplicates(&self, actor: &Actor) -> Result<Duplicates> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let mut season = crate::season(&mut *db).await?;
        let dossiers = before_the_office(&mut *db, &season).await?;
        let kept = db.comparison(&season.id).await?;
        let looks = db.looks(&season.id).await?;
        let state = state(&season, &dossiers)?;
        let stale = kept.as_ref().is_none_or(|c| c.state != state);
        let compared = kept.as_ref().map(|c| (Stamp(c.at), c.dossiers));
        let rows = shown(kept.map(|c| c.findings).unwrap_or_default(), &dossiers, looks);
        // Hundreds of earlier winners need not travel with the page.
        season.limits.past_winners.clear();
        Ok(Duplicates { season, now: self.now(), compared, stale, rows })
    }

    /// Compares all dossiers before the Office now, unless nothing has changed.
    pub async fn compare(&self, actor: &Actor) -> Result<()> {
        may_run_office(actor)?;
        self.compare_what_changed().await.map(drop)
    }

    /// Compares the dossiers of the season that runs, unless nothing has changed; whether it did.
    pub async fn compare_what_changed(&self) -> Result<bool> {
        let mut db = self.read().await?;
        let Some(season) = db.current_season().await? else { return Ok(false) };
        let dossiers = before_the_office(&mut *db, &season).await?;
        let state = state(&season, &dossiers)?;
        if db.comparison(&season.id).await?.is_some_and(|c| c.state == state) {
            return Ok(false);
        }
        let versions = db.latest_versions(&season.id).await?;
        drop(db);
        let (settings, winners) = (season.limits.duplicates.clone(), winners(&season));
        let compare = move || -> Result<(i64, Vec<Finding>)> {
            let subjects = versions
                .iter()
                .map(|(id, v)| Ok(Subject::of(id.clone(), &shared::thawed(id, v)?)))
                .collect::<Result<Vec<_>>>()?;
            drop(versions);
            let n = i64::try_from(subjects.len()).unwrap_or(i64::MAX);
            Ok((n, find(&subjects, &winners, &settings)))
        };
        // Off the async threads: nobody else waits for it.
        let done = tokio::task::spawn_blocking(compare).await;
        let (dossiers, findings) = done.map_err(|e| Fault::new(e.to_string()))??;
        let mut work = self.begin().await?;
        let kept = Comparison { at: work.now.0, dossiers, state, findings };
        work.db.save_comparison(&season.id, &kept).await?;
        work.commit().await?;
        Ok(true)
    }

    /// Notes that somebody of the Office has looked at a finding, and what was seen.
    pub async fn look(
        &self,
        actor: &Actor,
        id: &DossierId,
        against: &str,
        kind: Kind,
        note: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let note = shared::kept_line(note, NOTE_MAX);
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let findings = work.db.comparison(&season.id).await?.map(|c| c.findings);
        let this = |f: &&Finding| f.kind == kind && f.dossier == *id && f.against.key() == against;
        let finding = findings.iter().flatten().find(this).ok_or(Refusal::NotYours)?;
        if note.is_empty() {
            return Err(Refusal::TooShort { min: 1, found: 0 }.into());
        }
        let look = LookRow {
            dossier: id.clone(),
            against: against.to_owned(),
            kind,
            facts: finding.facts(),
            note: note.clone(),
            by: actor.account.to_string(),
            name: String::new(),
            at: work.now.0,
        };
        work.db.save_look(&season.id, &look).await?;
        let event = Event::FindingLooked {
            finding: kind.code().to_owned(),
            against: look.against,
            facts: look.facts,
        };
        let about = About { dossier: Some(id), on_behalf: "", reason: &note };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }
}

/// What is kept about one dossier, for its checklist.
pub(super) async fn of(
    db: &mut dyn Session,
    season: &Season,
    id: &DossierId,
    dossiers: impl IntoIterator<Item = &Dossier>,
) -> Result<Vec<FindingView>> {
    let Some(kept) = db.comparison(&season.id).await? else { return Ok(Vec::new()) };
    let concerns = |f: &Finding| f.dossier == *id || f.against.key() == id.as_str();
    let findings: Vec<Finding> = kept.findings.into_iter().filter(concerns).collect();
    if findings.is_empty() {
        return Ok(Vec::new());
    }
    Ok(shown(findings, dossiers, db.looks(&season.id).await?))
}

/// Findings with the dossiers they name. One that names a dossier which is gone (it was withdrawn since) is
/// left out.
fn shown<'a>(
    findings: Vec<Finding>,
    dossiers: impl IntoIterator<Item = &'a Dossier>,
    looks: Vec<LookRow>,
) -> Vec<FindingView> {
    let party = |d: &Dossier| Party {
        id: d.id.clone(),
        reference: d.reference.clone(),
        org_name: d.summary.org_name.clone(),
        stage: d.standing.stage(),
    };
    let by_id: BTreeMap<&str, &Dossier> =
        dossiers.into_iter().map(|d| (d.id.as_str(), d)).collect();
    let looks: BTreeMap<(String, String, Kind), LookRow> = looks
        .into_iter()
        .map(|l| ((l.dossier.to_string(), l.against.clone(), l.kind), l))
        .collect();
    let view = |finding: Finding| {
        let left = party(by_id.get(finding.dossier.as_str())?);
        let key = finding.against.key();
        let right = match &finding.against {
            domain::formality::duplicates::Against::Dossier(id) => {
                Some(party(by_id.get(id.as_str())?))
            }
            domain::formality::duplicates::Against::Winner(_) => None,
        };
        let looked = looks.get(&(finding.dossier.to_string(), key, finding.kind)).map(|l| Looked {
            by: l.name.clone(),
            at: Stamp(l.at),
            note: l.note.clone(),
            current: l.facts == finding.facts(),
        });
        Some(FindingView { finding, left, right, looked })
    };
    findings.into_iter().filter_map(view).collect()
}
