//! Conflicts that neither an expert declared nor the system found (Art. 15), recorded by the Office.

use domain::ids::ExpertId;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;

use crate::kept_away::keep_away;
use crate::ports::committee::Conflict;
use crate::rooms::shared;
use crate::{Result, Service};

/// Characters of a reason that are kept.
const REASON_MAX: usize = 500;
/// Kind of a conflict the Office has recorded.
const RECORDED: &str = "recorded";

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
        let reason = shared::kept_line(reason, REASON_MAX);
        let reference = shared::kept_line(reference, 40).trim().to_uppercase();
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        work.db.expert(expert).await?.ok_or(Refusal::NotYours)?;
        let d = work.db.dossier_by_reference(&reference).await?;
        let d = d.filter(|d| d.season == season.id && d.standing.stage().checked());
        let d = d.ok_or_else(|| Refusal::BadValue { field: "reference".into() })?;
        if reason.is_empty() {
            return Err(Refusal::TooShort { min: 1, found: 0 }.into());
        }
        let conflict = Conflict {
            expert: expert.clone(),
            dossier: d.id.clone(),
            kind: RECORDED.into(),
            declared: false,
            at: work.now.0,
        };
        keep_away(&mut work, &actor.account, &d, &conflict, &reason).await?;
        work.commit().await
    }
}
