//! Agreeing on results (Art. 19, 20): by whoever presides, while the panel is open. Scores never change.

use domain::application::version::digest;
use domain::deliberation::Review;
use domain::deliberation::agreed::{Results, Verdict};
use domain::event::Event;
use domain::ids::{DossierId, PanelId};
use domain::policy::{Actor, may_deliberate};
use domain::reason;
use domain::refusal::Refusal;

use super::room::Room;
use crate::picture::Picture;
use crate::rooms::shared;
use crate::table::Seats;
use crate::{About, Result, Service, Work};

/// What is agreed on an application, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreeing {
    /// Application.
    pub dossier: DossierId,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Its rank, from 1; the others make room.
    pub rank: u32,
    /// Why it departs from the ranking.
    pub reason: String,
    /// Minutes of the talk.
    pub minutes: String,
    /// Why it is decided on although reviews are missing.
    pub exception: String,
    /// The revision it was typed over.
    pub revision: i64,
}

impl Service {
    /// Records what a panel has agreed on an application.
    pub async fn agree(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        typed: &Agreeing,
    ) -> Result<()> {
        may_deliberate(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        let mut room = presided(&mut work, &picture, panel, actor, typed.revision).await?;
        // One too long is refused, not cut: nothing typed is lost without a word.
        let reason = shared::kept(&typed.reason, usize::MAX);
        let minutes = shared::kept(&typed.minutes, usize::MAX);
        let exception = shared::typed(&typed.exception);
        if !exception.is_empty() {
            reason::check(&exception, reason::TELLING)?;
        }
        // What is agreed now is agreed over the scores of now.
        let results = room.kept.results.refreshed(&room.board).moved(&typed.dossier, typed.rank);
        let mut agreed = results.get(&typed.dossier).ok_or(Refusal::NotYours)?.clone();
        agreed.verdict = typed.verdict;
        agreed.reason = reason.clone();
        agreed.minutes = minutes.clone();
        let (rank, computed) = (i64::from(agreed.rank), agreed.computed.map(i64::from));
        room.kept.results = results.with(agreed)?;
        let before = room.kept.exceptions.remove(&typed.dossier).unwrap_or_default();
        let excepted = !exception.is_empty() && exception != before;
        if !exception.is_empty() {
            room.kept.exceptions.insert(typed.dossier.clone(), exception.clone());
        }
        let of = panel.to_string();
        let event = Event::ResultAgreed {
            panel: of.clone(),
            verdict: typed.verdict.code().to_owned(),
            rank,
            computed,
            sha256: digest(&minutes),
            review,
        };
        let about = About { dossier: Some(&typed.dossier), reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        if excepted {
            let event = Event::ReviewsExcepted { panel: of, review };
            let about =
                About { dossier: Some(&typed.dossier), reason: &exception, ..About::default() };
            work.record(actor.account.as_str(), &event, about).await?;
        }
        store(&mut work, room).await?;
        work.commit().await
    }

    /// Fits what was agreed to scores that have changed since: computed ranks are those of now, new
    /// applications stand at the end.
    pub async fn refresh_results(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        revision: i64,
    ) -> Result<()> {
        may_deliberate(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        let mut room = presided(&mut work, &picture, panel, actor, revision).await?;
        room.kept.results = room.kept.results.refreshed(&room.board);
        let (of, order) = (panel.to_string(), order(&room.kept.results));
        let event = Event::ResultsOrdered { panel: of, order, review };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        store(&mut work, room).await?;
        work.commit().await
    }
}

fn order(results: &Results) -> Vec<String> {
    results.in_order().into_iter().map(|a| a.reference.clone()).collect()
}

/// The room, where the actor presides over an open panel and has seen what is stored.
async fn presided<'a>(
    work: &mut Work,
    picture: &'a Picture,
    panel: &PanelId,
    actor: &Actor,
    revision: i64,
) -> Result<Room<'a>> {
    let now = work.clock;
    let room = Room::open(&mut *work.db, picture, panel, (actor, now), Seats::presides).await?;
    room.kept.round.require_open()?;
    if room.kept.revision != revision {
        return Err(Refusal::Stale { revision: room.kept.revision }.into());
    }
    Ok(room)
}

/// Stores it as the next revision.
pub(super) async fn store(work: &mut Work, room: Room<'_>) -> Result<()> {
    let (season, review, at) = (room.season().clone(), room.review(), work.now.0);
    let mut kept = room.kept;
    kept.revision += 1;
    work.db.save_deliberation(&season, review, &kept, at).await?;
    Ok(())
}
