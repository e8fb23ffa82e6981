//! Signing, confirming, giving back, and the release of all lists at once (Art. 13, 14, 19, 20).

use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::deliberation::news::News;
use domain::deliberation::panel_round::{PanelRound, release};
use domain::event::Event;
use domain::ids::{AccountId, PanelId};
use domain::journey::Step;
use domain::mail::Message;
use domain::policy::{Actor, Role, may_deliberate};
use domain::refusal::Refusal;

use super::agreeing::store;
use super::outdated::require_holding;
use super::room::Room;
use super::telling::Told;
use super::unchecked::require_checked;
use super::{require_read, rounds};
use crate::picture::Picture;
use crate::ports::Bell;
use crate::ports::deliberation::{Deliberation, SignedConclusion};
use crate::rooms::shared;
use crate::table::Seats;
use crate::{About, Result, Service, Work};

impl Service {
    /// Whoever presides signs the conclusion they have read: `seen` is its SHA-256.
    pub async fn sign_conclusion(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        seen: &str,
    ) -> Result<()> {
        may_deliberate(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        let now = work.clock;
        let mut room =
            Room::open(&mut *work.db, &picture, panel, (actor, now), Seats::presides).await?;
        require_read(&mut *work.db, &picture, Some(panel), actor).await?;
        let conclusion = room.conclusion();
        let by: AccountId = actor.account.clone();
        let round = room.kept.round.sign(&room.panel, &conclusion, &by, work.now)?;
        let sha256 = conclusion.sha256();
        if sha256 != seen {
            return Err(Refusal::ConclusionChanged.into());
        }
        let before = work.db.conclusions(room.season(), review, panel).await?;
        let number = i64::try_from(before.len()).unwrap_or(i64::MAX - 1) + 1;
        let signed = SignedConclusion {
            number,
            canonical: conclusion.canonical(),
            sha256: sha256.clone(),
            by,
            at: work.now.0,
        };
        work.db.insert_conclusion(room.season(), review, panel, &signed).await?;
        let shortlisted = i64::try_from(conclusion.results.shortlisted()).unwrap_or(i64::MAX);
        let of = panel.to_string();
        let event = Event::ConclusionSigned { panel: of, number, sha256, shortlisted, review };
        room.kept.round = round;
        settle(work, (&picture, room), (actor, ""), &event, News::Signed).await
    }

    /// A second person confirms the conclusion they have read.
    pub async fn confirm_conclusion(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        seen: &str,
    ) -> Result<()> {
        may_deliberate(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        let now = work.clock;
        let mut room =
            Room::open(&mut *work.db, &picture, panel, (actor, now), Seats::confirms).await?;
        let conclusion = room.conclusion();
        let by = actor.account.clone();
        let round = room.kept.round.confirm(&room.panel, &conclusion, seen, &by, work.now)?;
        let (of, sha256) = (panel.to_string(), seen.to_owned());
        let event = Event::ConclusionConfirmed { panel: of, sha256, review };
        room.kept.round = round;
        settle(work, (&picture, room), (actor, ""), &event, News::Confirmed).await
    }

    /// They give what they have `seen` back to the panel, with what is to be talked over again.
    pub async fn give_back_conclusion(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        (seen, reason): (&str, &str),
    ) -> Result<()> {
        may_deliberate(actor)?;
        let reason = shared::kept(reason, usize::MAX);
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        let now = work.clock;
        let mut room =
            Room::open(&mut *work.db, &picture, panel, (actor, now), Seats::confirms).await?;
        let by = actor.account.clone();
        let conclusion = room.conclusion();
        room.kept.round = room.kept.round.give_back(&conclusion, (seen, &reason), &by, work.now)?;
        let event = Event::ConclusionReturned { panel: panel.to_string(), review };
        let news = News::Returned { reason: reason.clone() };
        settle(work, (&picture, room), (actor, &reason), &event, news).await
    }

    /// Releases the lists of all panels at once (Art. 19): every application takes its step, every applicant
    /// is told. Before that nobody who may not know can tell. Of the defence nothing reaches anybody yet
    /// (Art. 15, 20): the panels' results go to chair and vice chair, who make the initial list of them. What was
    /// confirmed is let out only while it could still be confirmed.
    pub async fn release_lists(&self, actor: &Actor, review: Review) -> Result<()> {
        if !actor.is(Role::Chair) && !actor.is(Role::ViceChair) {
            return Err(Refusal::NotYours.into());
        }
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        picture.signatures.require(actor)?;
        let all: Vec<(i64, PanelRound)> = rounds(&mut *work.db, &picture)
            .await?
            .into_iter()
            .map(|(panel, round)| (panel.number, round))
            .collect();
        let released = release(&all, work.now)?;
        require_checked(&mut *work.db, &picture, actor).await?;
        require_read(&mut *work.db, &picture, None, actor).await?;
        require_holding(&mut *work.db, &picture).await?;
        let season = picture.season.id.clone();
        let mut shortlisted = 0_i64;
        for kept in work.db.deliberations(&season, review).await? {
            let number = picture.panels.iter().find(|p| p.id == kept.panel).map(|p| p.number);
            let round = released.iter().find(|(n, _)| Some(*n) == number).map(|(_, r)| r.clone());
            let Some(round) = round else { continue };
            shortlisted += i64::try_from(kept.results.shortlisted()).unwrap_or(0);
            if review == Review::Written {
                steps(&mut work, actor, &kept).await?;
            }
            let revision = kept.revision + 1;
            let kept = Deliberation { round, revision, ..kept };
            let at = work.now.0;
            work.db.save_deliberation(&season, review, &kept, at).await?;
        }
        let panels = i64::try_from(released.len()).unwrap_or(i64::MAX);
        let event = Event::ListsReleased { panels, shortlisted, review };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "deliberation".into(), dossier: None, panel: None });
        work.commit().await
    }
}

/// Records what became of a conclusion, stores it, and tells whom it concerns.
async fn settle(
    mut work: Work,
    (picture, room): (&Picture, Room<'_>),
    (actor, reason): (&Actor, &str),
    event: &Event,
    news: News,
) -> Result<()> {
    work.record(actor.account.as_str(), event, About { reason, ..About::default() }).await?;
    let told = Told { picture, panel: room.of, round: room.kept.round.clone() };
    store(&mut work, room).await?;
    told.tell(&mut work, news).await?;
    work.commit().await
}

/// Every application of a panel goes where its agreed result says, and its writers are told.
async fn steps(work: &mut Work, actor: &Actor, kept: &Deliberation) -> Result<()> {
    for agreed in kept.results.in_order() {
        let d = shared::load(&mut *work.db, &agreed.dossier).await?;
        let step = match agreed.verdict {
            Verdict::Shortlisted => Step::Shortlisted,
            Verdict::Reserve => Step::PutInReserve,
            Verdict::NotShortlisted => Step::LeftOut,
        };
        shared::step(work, actor, &d, step, None, About::default()).await?;
        let message = Message::ListReleased {
            reference: d.reference.clone(),
            title: d.summary.title.clone(),
            verdict: agreed.verdict,
        };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
    }
    Ok(())
}
