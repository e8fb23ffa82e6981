//! What stands twice (Art. 17, 24). Comparing a thousand dossiers takes a second or two, so it is done by a
//! job and kept; pages read what is kept and say when it was. What is kept is derived: it is no part of the
//! record. That somebody has looked is.

use std::sync::Arc;

use domain::application::version::digest;
use domain::event::Event;
use domain::formality::duplicates::{Finding, KEPT, Kind, Subject, find, surest};
use domain::ids::DossierId;
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::season::{PastWinner, Season};
use domain::stamp::Stamp;
use domain::views::formality::{Asked, Duplicates, FoundKind};

use super::shared;
use crate::ports::Session;
use crate::ports::formality::{Comparison, LookRow};
use crate::seated::Seated;
use crate::{About, Fault, Result, Service};

/// Findings on the checklist of one dossier at most.
pub(super) const SHOWN: i64 = 100;

/// What can be said of all findings together.
pub(crate) struct AllFound {
    /// Digest of what could be compared now.
    state: String,
    /// How many there are of each kind.
    kinds: Vec<FoundKind>,
}

fn winners(season: &Season) -> Vec<PastWinner> {
    season.limits.barred(season.year).cloned().collect()
}

/// Digest of all that a comparison depends on: it need not be done again while this is the same.
fn state(season: &Season, seated: &Seated) -> Result<String> {
    let dossiers = seated.list.iter().map(|f| &f.dossier);
    let mut versions: Vec<_> =
        dossiers.map(|d| (d.number, d.id.as_str(), d.standing.version())).collect();
    versions.sort_unstable();
    let all = (versions, &season.limits.duplicates, winners(season));
    serde_json::to_string(&all).map(|t| digest(&t)).map_err(|e| Fault::new(e.to_string()).into())
}

impl Service {
    /// What stands twice, as it was found last: what is asked for of it.
    pub async fn duplicates(&self, actor: &Actor, asked: Asked) -> Result<Duplicates> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let mut season = shared::titles::with_winners(&mut *db, season).await?;
        let seated = self.seated(&mut *db, &season.id).await?;
        let kept = db.comparison(&season.id).await?;
        let found = self.found(&mut *db, &season, &seated, kept.as_ref()).await?;
        let rows = db.findings(&season.id, asked.kind, asked.all, asked.most.into()).await?;
        let stale = kept.as_ref().is_none_or(|c| c.state != found.state);
        let compared = kept.as_ref().map(|c| (Stamp(c.at), c.dossiers));
        let most = i64::try_from(KEPT).unwrap_or(i64::MAX);
        let beyond = kept.map_or(0, |c| u64::try_from(c.found - most).unwrap_or(0));
        let kinds = found.kinds.clone();
        // Hundreds of earlier winners need not travel with the page.
        season.limits.past_winners.clear();
        Ok(Duplicates { season, now: self.now(), compared, stale, beyond, kinds, rows })
    }

    /// What the page says of all findings, counted once for all who look.
    async fn found(
        &self,
        db: &mut dyn Session,
        season: &Season,
        seated: &Seated,
        kept: Option<&Comparison>,
    ) -> Result<Arc<AllFound>> {
        let mut shelf = self.held.found.now(db).await?;
        // A comparison is no event: it is told by its moment.
        let key = format!("{} {}", season.id, kept.map_or(0, |c| c.at));
        if let Some(found) = shelf.get(&key) {
            return Ok(found);
        }
        let number = |n: i64| usize::try_from(n).unwrap_or(0);
        let counts = db.finding_counts(&season.id).await?.into_iter();
        let mut kinds: Vec<FoundKind> = counts
            .map(|c| FoundKind { kind: c.kind, all: number(c.all), open: number(c.open) })
            .collect();
        kinds.sort_unstable_by_key(|k| k.kind);
        Ok(shelf.keep(&key, AllFound { state: state(season, seated)?, kinds }))
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
        let season = shared::titles::with_winners(&mut *db, season).await?;
        let state = state(&season, &*self.seated(&mut *db, &season.id).await?)?;
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
        let found = i64::try_from(findings.len()).unwrap_or(i64::MAX);
        let kept = Comparison { at: work.now.0, dossiers, state, found };
        work.db.save_comparison(&season.id, &kept, &surest(findings, KEPT)).await?;
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
        shared::possible(id.as_str())?;
        shared::possible(against)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let finding = work.db.finding(&season.id, id, against, kind).await?;
        let finding = finding.ok_or(Refusal::NotYours)?;
        let note = reason::read(note, reason::GIVEN)?;
        let look = LookRow {
            dossier: id.clone(),
            against: against.to_owned(),
            kind,
            facts: finding.facts(),
            note: note.clone(),
            by: actor.account.to_string(),
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
