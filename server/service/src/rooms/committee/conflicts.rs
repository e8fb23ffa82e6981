//! Conflicts that neither an expert declared nor the system found (Art. 15), recorded by the Office.

use std::cmp::Reverse;

use domain::committee::conflict::ConflictKind;
use domain::ids::{DossierId, ExpertId};
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::pool::KeptFrom;

use crate::conflict::{Belongings, facts};
use crate::kept_away::keep_away;
use crate::ports::Session;
use crate::ports::committee::{Conflict, Expert};
use crate::rooms::shared;
use crate::{Result, Service};

/// What an expert is kept away from in the season that runs, with the facts that met: for the Office alone.
pub(super) async fn kept_from(db: &mut dyn Session, e: &Expert) -> Result<Vec<KeptFrom>> {
    let Some(season) = db.current_season().await? else { return Ok(Vec::new()) };
    let mut conflicts = db.conflicts_of(&season.id, &e.id).await?;
    conflicts.sort_by_key(|c| (Reverse(c.at), c.dossier.clone()));
    let ids: Vec<DossierId> = conflicts.iter().map(|c| c.dossier.clone()).collect();
    let dossiers = shared::load_all(db, &ids).await?;
    let belongings = Belongings::of(db.belongings(&season.id).await?);
    let shown = |c: &Conflict| {
        let (d, kind) = (dossiers.get(&c.dossier)?, ConflictKind::from_code(&c.kind));
        Some(KeptFrom {
            reference: d.reference.clone(),
            organisation: d.summary.org_name.clone(),
            kind,
            facts: kind.and_then(|kind| facts(kind, e, d, &belongings)),
            at: Stamp(c.at),
        })
    };
    Ok(conflicts.iter().filter_map(shown).collect())
}

impl Service {
    /// Records a conflict of an expert with an application that neither declared nor the system found: what they
    /// were to score there is taken from them, and a sealed score is set aside, for a reason.
    pub async fn record_conflict(
        &self,
        actor: &Actor,
        expert: &ExpertId,
        reference: &str,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        shared::possible(expert.as_str())?;
        let reference = shared::kept_line(reference, 40).trim().to_uppercase();
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        work.db.expert(expert).await?.ok_or(Refusal::NotYours)?;
        let d = work.db.dossier_by_reference(&reference).await?;
        let d = d.filter(|d| d.season == season.id && d.standing.stage().checked());
        let d = d.ok_or_else(|| Refusal::BadValue { field: "reference".into() })?;
        let reason = reason::read(reason, reason::GIVEN)?;
        let conflict = Conflict {
            expert: expert.clone(),
            dossier: d.id.clone(),
            kind: ConflictKind::Recorded.code().into(),
            declared: false,
            at: work.now.0,
        };
        keep_away(&mut work, &actor.account, &d, &conflict, &reason).await?;
        work.commit().await
    }
}
