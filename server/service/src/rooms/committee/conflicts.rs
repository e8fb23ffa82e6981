//! Conflicts that come to light late (Art. 15): what an expert was to score is taken from them, and what they have
//! scored counts no more.

use domain::defence::initial_list::round::ListStage;
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::event::Event;
use domain::ids::ExpertId;
use domain::mail::Message;
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;

use crate::makers::{candidates, seats, tell};
use crate::picture::Picture;
use crate::ports::Bell;
use crate::ports::application::Dossier;
use crate::ports::committee::Conflict;
use crate::ports::review::SetAside;
use crate::rooms::shared;
use crate::{About, Result, Service, Work};

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
        keep_away(&mut work, actor, &d, &conflict, &reason).await?;
        work.commit().await
    }
}

/// Stores a conflict and takes from the expert all that it forbids, in both reviews.
///
/// # Errors
/// [`Refusal::PanelStands`] where a sealed score would be set aside under a conclusion that is signed: it is given
/// back first. What is released stands; there the score is set aside for what is still decided on it.
pub(super) async fn keep_away(
    work: &mut Work,
    actor: &Actor,
    d: &Dossier,
    conflict: &Conflict,
    reason: &str,
) -> Result<()> {
    let at = work.now.0;
    let expert = &conflict.expert;
    work.db.insert_conflict(&d.season, conflict).await?;
    let event =
        Event::ConflictDeclared { expert: expert.to_string(), conflict: conflict.kind.clone() };
    let about = About { dossier: Some(&d.id), reason, ..About::default() };
    work.record(actor.account.as_str(), &event, about).await?;
    let mut counted = false;
    for review in Review::ALL {
        counted |= put_aside(work, actor, d, (review, conflict), reason).await?;
    }
    work.db.delete_assignment(&d.id, expert).await?;
    work.db.unassign_defence(&d.id, expert).await?;
    if counted {
        tell_makers(work, d).await?;
    }
    let (dossier, panel) = (Some(d.id.clone()), d.panel.clone());
    work.ring(Bell { at, room: Bell::RESET.into(), dossier, panel });
    Ok(())
}

/// Tells the two who make the initial list, and the Office once they have shown it the list, that a score under a list
/// they have signed counts no more: the list stands until they do something about it (ADR 0053). Whom a conflict keeps
/// out hears nothing; nor is anything told of what is no candidate.
async fn tell_makers(work: &mut Work, d: &Dossier) -> Result<()> {
    let kept = work.db.initial_list(&d.season).await?.unwrap_or_default();
    let stage = kept.round.stage();
    if stage == ListStage::Open {
        return Ok(());
    }
    let picture = Picture::read(&mut *work.db, Review::Defence).await?;
    let (candidates, _) = candidates(&mut *work.db, &picture).await?;
    if !candidates.iter().any(|c| c.dossier == d.id) {
        return Ok(());
    }
    let (year, reference) = (picture.season.year, d.reference.clone());
    let message = Message::ScoreSetAside { year, reference };
    let makers = seats(&mut *work.db, &picture).await?;
    tell(work, &d.season, &makers, &message).await?;
    if stage == ListStage::Confirmed {
        work.post_to_holders(&d.season, (Role::Office, ""), None, &message).await?;
    }
    Ok(())
}

/// Has a sealed score count no more, where there is one that does; answers whether there was.
pub(super) async fn put_aside(
    work: &mut Work,
    actor: &Actor,
    d: &Dossier,
    (review, conflict): (Review, &Conflict),
    reason: &str,
) -> Result<bool> {
    let expert = &conflict.expert;
    if !work.db.scores(review, &d.id, expert).await? {
        return Ok(false);
    }
    let sheet = work.db.sheet(review, &d.id, expert).await?;
    let Some(sheet) = sheet.filter(|s| s.sealed_at.is_some()) else { return Ok(false) };
    if signed(work, d, review).await? {
        return Err(Refusal::PanelStands { stage: PanelStage::SignedByLead }.into());
    }
    let aside = SetAside {
        dossier: d.id.clone(),
        expert: expert.clone(),
        conflict: conflict.kind.clone(),
        reason: reason.to_owned(),
        author: actor.account.to_string(),
        at: work.now.0,
    };
    work.db.set_aside(review, &aside).await?;
    let (expert, sha256) = (expert.to_string(), sheet.sha256);
    let event = Event::ScoreSetAside { expert, review, sha256 };
    let about = About { dossier: Some(&d.id), reason, ..About::default() };
    work.record(actor.account.as_str(), &event, about).await?;
    Ok(true)
}

/// Whether the conclusion of an application's panel is signed and not released.
async fn signed(work: &mut Work, d: &Dossier, review: Review) -> Result<bool> {
    let Some(panel) = &d.panel else { return Ok(false) };
    let kept = work.db.deliberation(&d.season, review, panel).await?;
    Ok(kept.is_some_and(|k| !matches!(k.round.stage(), PanelStage::Open | PanelStage::Released)))
}
