//! Conflicts of interest as they are kept (Art. 15): whoever is tied to an applicant is kept away from its application
//! from the moment the system can know. So it is asked wherever somebody takes a seat, and wherever a fact of a person
//! or of an application changes, in the same transaction. What an expert was to score there is taken from them, and
//! what they have scored counts no more (ADR 0050, ADR 0056).

use std::collections::BTreeSet;

use domain::defence::initial_list::round::ListStage;
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::event::Event;
use domain::ids::{AccountId, DossierId, ExpertId, SeasonId};
use domain::journey::Stage;
use domain::mail::Message;
use domain::policy::Role;
use domain::refusal::Refusal;

use crate::conflict::{Belongings, found};
use crate::makers::{candidates, seats, tell};
use crate::picture::Picture;
use crate::ports::application::Dossier;
use crate::ports::committee::{Conflict, Expert};
use crate::ports::review::SetAside;
use crate::ports::{Bell, Session};
use crate::rooms::shared::falling_out;
use crate::{About, Error, Result, Work};

/// Everybody who sits on the committee of a season: members of panels, and heads, who come from the pool too (Art. 13).
pub(crate) async fn committee(db: &mut dyn Session, season: &SeasonId) -> Result<Vec<Expert>> {
    let mut all: Vec<Expert> = db.members(season).await?.into_iter().map(|m| m.expert).collect();
    for role in [Role::Chair, Role::ViceChair] {
        for (.., scope) in db.holders(season, role.code()).await? {
            if all.iter().all(|e| e.id.as_str() != scope) {
                all.extend(db.expert(&scope.into()).await?);
            }
        }
    }
    Ok(all)
}

/// Finds the conflicts of experts who took a seat, or of whom something changed, with everything that passed the
/// formality check. Whoever has no seat is kept from nothing yet.
///
/// # Errors
/// As [`keep_away`].
pub(crate) async fn find_of(
    work: &mut Work,
    by: &AccountId,
    season: &SeasonId,
    experts: &[ExpertId],
) -> Result<()> {
    let mut seated = committee(&mut *work.db, season).await?;
    seated.retain(|e| experts.contains(&e.id));
    if seated.is_empty() {
        return Ok(());
    }
    let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|s| s.checked()).collect();
    let dossiers = work.db.dossiers_at(season, &stages).await?;
    keep_found(work, by, season, &dossiers, &seated).await
}

/// The same of an application that has just come before the committee.
pub(crate) async fn find_in(work: &mut Work, by: &AccountId, d: &Dossier) -> Result<()> {
    let seated = committee(&mut *work.db, &d.season).await?;
    keep_found(work, by, &d.season, std::slice::from_ref(d), &seated).await
}

/// The same of somebody who has just joined an organisation, where their account has a seat in the season that runs. What
/// they look into and is about that organisation is closed to them at once.
pub(crate) async fn find_of_account(work: &mut Work, account: &AccountId) -> Result<()> {
    falling_out::by_joining(work, account).await?;
    let Some(season) = work.db.current_season().await? else { return Ok(()) };
    let held = work.db.grants(&season.id, account).await?;
    let seats = held.into_iter().filter(|g| Role::COMMITTEE.contains(&g.role));
    let experts: Vec<ExpertId> = seats.map(|g| g.scope.into()).collect();
    match experts.is_empty() {
        true => Ok(()),
        false => without_facts(find_of(work, account, &season.id, &experts).await),
    }
}

/// What somebody hears who is not of the Office. That a panel has signed, over whose score and of which application,
/// is for who confirms and for the Office, which has it given back (Art. 15).
pub(crate) fn without_facts(outcome: Result<()>) -> Result<()> {
    outcome.map_err(|why| match why {
        Error::Refused(Refusal::ScoreUnderSignature { .. }) => Refusal::AskOffice.into(),
        other => other,
    })
}

async fn keep_found(
    work: &mut Work,
    by: &AccountId,
    season: &SeasonId,
    dossiers: &[Dossier],
    experts: &[Expert],
) -> Result<()> {
    let stored = work.db.conflicts(season).await?;
    let stored: BTreeSet<(DossierId, ExpertId)> =
        stored.into_iter().map(|c| (c.dossier, c.expert)).collect();
    let belongings = Belongings::of(work.db.belongings(season).await?);
    for conflict in found(dossiers, experts.iter(), &belongings, &stored) {
        if let Some(d) = dossiers.iter().find(|d| d.id == conflict.dossier) {
            let conflict = Conflict { at: work.now.0, ..conflict };
            keep_away(work, by, d, &conflict, "").await?;
        }
    }
    Ok(())
}

/// Stores a conflict and takes from the expert all that it forbids, in both reviews.
///
/// # Errors
/// [`Refusal::ScoreUnderSignature`] where a sealed score would be set aside under a conclusion that is signed: it is given
/// back first. What is released stands; there the score is set aside for what is still decided on it.
pub(crate) async fn keep_away(
    work: &mut Work,
    by: &AccountId,
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
    work.record(by.as_str(), &event, about).await?;
    let mut counted = false;
    for review in Review::ALL {
        counted |= put_aside(work, by, d, (review, conflict), reason).await?;
    }
    work.db.delete_assignment(&d.id, expert).await?;
    work.db.unassign_defence(&d.id, expert).await?;
    if counted {
        tell_makers(work, d).await?;
    }
    falling_out::by_conflict(work, expert, &d.id).await?;
    // What has no panel yet is on no board, and nothing of it is open to anybody here.
    if d.panel.is_some() {
        let (dossier, panel) = (Some(d.id.clone()), d.panel.clone());
        // Whoever it was on the page of hears it once more, the one in conflict too.
        work.ring(Bell { at, room: Bell::RESET.into(), dossier, panel });
    }
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
async fn put_aside(
    work: &mut Work,
    by: &AccountId,
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
        return Err(under_signature(&mut *work.db, d, expert).await?.into());
    }
    let aside = SetAside {
        dossier: d.id.clone(),
        expert: expert.clone(),
        conflict: conflict.kind.clone(),
        reason: reason.to_owned(),
        author: by.to_string(),
        at: work.now.0,
    };
    work.db.set_aside(review, &aside).await?;
    let (expert, sha256) = (expert.to_string(), sheet.sha256);
    let event = Event::ScoreSetAside { expert, review, sha256 };
    let about = About { dossier: Some(&d.id), reason, ..About::default() };
    work.record(by.as_str(), &event, about).await?;
    Ok(true)
}

/// The refusal that says which score stands under which signature: a table of hundreds of rows is refused by it.
async fn under_signature(db: &mut dyn Session, d: &Dossier, expert: &ExpertId) -> Result<Refusal> {
    let panels = db.panels(&d.season).await?;
    let panel = panels.iter().find(|p| Some(&p.id) == d.panel.as_ref()).map_or(0, |p| p.number);
    let name = db.expert(expert).await?.map_or_else(|| expert.to_string(), |e| e.name);
    Ok(Refusal::ScoreUnderSignature { panel, expert: name, reference: d.reference.clone() })
}

/// Whether the conclusion of an application's panel is signed and not released.
async fn signed(work: &mut Work, d: &Dossier, review: Review) -> Result<bool> {
    let Some(panel) = &d.panel else { return Ok(false) };
    let kept = work.db.deliberation(&d.season, review, panel).await?;
    Ok(kept.is_some_and(|k| !matches!(k.round.stage(), PanelStage::Open | PanelStage::Released)))
}
