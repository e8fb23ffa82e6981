//! Room *review* (Art. 19): the expert's list, the score sheet, sealing; the live board is in
//! `board`.

use std::collections::BTreeSet;

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::review::blind;
use domain::review::sheet::{SheetForm, SheetLimits, TEXT_KEPT, seal};
use domain::season::{Phase, Season};
use domain::stamp::Stamp;
use domain::views::review::{Applicant, MyReview, MyReviews, SheetSaved, SheetView};

mod amending;
mod board;
mod offline;

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::review::Review;
use crate::ports::{Bell, Session};
use crate::{About, Fault, Result, Service, Work};

impl Service {
    /// The expert's work list. Before the undertaking only names of organisations are
    /// shown, so that conflicts can be declared before anything opens. Applications in conflict,
    /// declared or found, are not on the page at all: whether they are still there, and what
    /// becomes of them, is nothing the expert may know (Art. 15).
    pub async fn my_reviews(&self, actor: &Actor) -> Result<MyReviews> {
        let expert = actor.expert()?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let blind = blind::hides(&season, actor);
        let undertaken = db.undertaking(&season.id, &expert).await?.map(Stamp);
        let conflicts = db.conflicts_of(&season.id, &expert).await?;
        let declared = conflicts.iter().filter(|c| c.declared).count();
        let known = db.expert(&expert).await?;
        let kept_away: BTreeSet<&DossierId> = conflicts.iter().map(|c| &c.dossier).collect();
        let seated = self.seated(&mut *db, &season.id).await?;
        let mut applicants: Vec<Applicant> = seated
            .open_to(known.as_ref())
            .filter(|d| d.standing.stage().checked() && !kept_away.contains(&d.id))
            // Names stand here even where the review is blind: a tie is declared to an
            // organisation, before anything opens. Nothing beside a name leads to its number.
            .map(|d| Applicant {
                dossier: match blind {
                    true => blind::declared_as(&d.summary.org_name),
                    false => d.id.clone(),
                },
                org_name: d.summary.org_name.clone(),
            })
            .collect();
        applicants
            .sort_by(|a, b| a.org_name.cmp(&b.org_name).then_with(|| a.dossier.cmp(&b.dossier)));
        let rows = if undertaken.is_some() {
            db.review_list(&season.id, &expert).await?
        } else {
            Vec::new()
        };
        let rows = rows
            .into_iter()
            .map(|r| MyReview {
                dossier: r.dossier,
                reference: r.reference,
                title: r.title,
                org_name: if blind { String::new() } else { r.org_name },
                saved: r.saved_at.map(Stamp),
                sealed: r.sealed_at.map(Stamp),
                total: r.total,
            })
            .collect();
        let declared = u32::try_from(declared).unwrap_or(u32::MAX);
        Ok(MyReviews { season, now: self.now(), undertaken, declared, applicants, rows })
    }

    /// The score sheet with the dossier beside it. Opening sealed material is an event.
    pub async fn sheet(&self, actor: &Actor, id: &DossierId) -> Result<SheetView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        let expert = shared::require_reader(&mut *db, actor, &d).await?;
        let season = crate::season(&mut *db).await?;
        let review = db.review(id, &expert).await?;
        let sealed = review.as_ref().and_then(|r| r.sealed_at).map(Stamp);
        let mut others = Vec::new();
        let mut versions = Vec::new();
        if let Some(review) = review.as_ref().filter(|r| r.sealed_at.is_some()) {
            others = db
                .totals_of(id)
                .await?
                .into_iter()
                .filter(|(of, _)| *of != expert)
                .map(|(_, total)| total)
                .collect();
            others.sort_unstable();
            versions = amending::versions(&mut *db, review).await?;
        }
        let amendable =
            sealed.is_some() && season.require_open(Phase::WrittenReview, self.now()).is_ok();
        let (rubric, limits) = (season.review.written.clone(), limits(&season));
        let mut dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        shared::for_expert(&mut dossier, actor);
        drop(db);
        if review.is_none() {
            let mut work = self.begin().await?;
            let event = Event::MaterialRead { expert: expert.to_string() };
            work.record(
                actor.account.as_str(),
                &event,
                About { dossier: Some(id), ..About::default() },
            )
            .await?;
            work.commit().await?;
        }
        // Sealed, the last of the versions is what counts; the others are what it was before.
        let last = versions.pop();
        let form = match &last {
            Some(last) => last.form.clone(),
            None => review.as_ref().map(form_of).transpose()?.unwrap_or_default(),
        };
        Ok(SheetView {
            dossier,
            rubric,
            limits,
            form,
            revision: review.as_ref().map_or(0, |r| r.revision),
            saved: review.as_ref().map(|r| Stamp(r.saved_at)),
            sealed,
            total: last.as_ref().map(|last| last.total),
            amended: last.filter(|_| !versions.is_empty()).map(|last| (last.at, last.reason)),
            earlier: versions,
            amendable,
            others,
        })
    }

    /// Saves a sheet as it is, right or wrong. A sealed sheet is never changed.
    pub async fn save_sheet(
        &self,
        actor: &Actor,
        id: &DossierId,
        form: &SheetForm,
    ) -> Result<SheetSaved> {
        let mut work = self.begin().await?;
        let open = writable(&mut *work.db, actor, id, work.now).await?;
        keep(work, open, form).await
    }

    /// Seals a sheet (Art. 19: comments and scores). What is sealed is what was sent, so
    /// that nobody seals what they do not see.
    pub async fn seal_sheet(&self, actor: &Actor, id: &DossierId, form: &SheetForm) -> Result<()> {
        let mut work = self.begin().await?;
        let open = writable(&mut *work.db, actor, id, work.now).await?;
        let Open { dossier: d, expert, season, draft } = open;
        shared::require_panel_open(&mut *work.db, &d).await?;
        let form = bounded(form, &season);
        let sealed = seal(&form, &season.review.written, &limits(&season))
            .map_err(|p| Refusal::SheetIncomplete { problems: p.len() })?;
        let text = serde_json::to_string(&form).map_err(|e| Fault::new(e.to_string()))?;
        let (at, total, sha256) = (work.now.0, i64::from(sealed.total.0), digest(&text));
        let review = Review {
            dossier: id.clone(),
            expert: expert.clone(),
            revision: draft.map_or(0, |r| r.revision) + 1,
            form: text,
            saved_at: at,
            sealed_at: Some(at),
            total: Some(total),
            sha256: sha256.clone(),
        };
        work.db.save_review(&review).await?;
        let event = Event::ReviewSealed { expert: expert.to_string(), total, sha256 };
        let about = About { dossier: Some(id), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.ring(Bell { at, room: "review".into(), dossier: Some(id.clone()), panel: d.panel });
        work.commit().await
    }
}

/// A sheet that may be written on.
struct Open {
    dossier: Dossier,
    expert: ExpertId,
    season: Season,
    /// What is saved of it so far.
    draft: Option<Review>,
}

/// The sheet of an expert who may write on it now: theirs, the review open, nothing sealed.
async fn writable(db: &mut dyn Session, actor: &Actor, id: &DossierId, now: Stamp) -> Result<Open> {
    let dossier = shared::load(db, id).await?;
    let expert = shared::require_reader(db, actor, &dossier).await?;
    let season = crate::season(db).await?;
    season.require_open(Phase::WrittenReview, now)?;
    let draft = db.review(id, &expert).await?;
    if draft.as_ref().is_some_and(|r| r.sealed_at.is_some()) {
        return Err(Refusal::AlreadySealed.into());
    }
    Ok(Open { dossier, expert, season, draft })
}

/// Saves a draft.
async fn keep(mut work: Work, open: Open, form: &SheetForm) -> Result<SheetSaved> {
    let form = serde_json::to_string(&bounded(form, &open.season))
        .map_err(|e| Fault::new(e.to_string()))?;
    let (revision, at) = (open.draft.map_or(0, |r| r.revision) + 1, work.now);
    let review = Review {
        dossier: open.dossier.id,
        expert: open.expert,
        revision,
        form,
        saved_at: at.0,
        sealed_at: None,
        total: None,
        sha256: String::new(),
    };
    work.db.save_review(&review).await?;
    work.commit().await?;
    Ok(SheetSaved { revision, at })
}

fn limits(season: &Season) -> SheetLimits {
    SheetLimits { overall_min: season.limits.comment_min, ..SheetLimits::default() }
}

fn form_of(review: &Review) -> Result<SheetForm> {
    read_form(&review.form, &review.dossier, &review.expert)
}

fn read_form(form: &str, dossier: &DossierId, expert: &ExpertId) -> Result<SheetForm> {
    serde_json::from_str(form)
        .map_err(|e| Fault::new(format!("sheet of {dossier} by {expert}: {e}")).into())
}

/// Only the rubric's own keys, bounded; otherwise as typed.
fn bounded(form: &SheetForm, season: &Season) -> SheetForm {
    let cut = |s: &String, n: usize| {
        s.chars().filter(|c| !c.is_control() || *c == '\n').take(n).collect::<String>()
    };
    let rubric = &season.review.written;
    SheetForm {
        scores: rubric
            .items()
            .filter_map(|i| Some((i.code.clone(), cut(form.scores.get(&i.code)?, 20))))
            .collect(),
        comments: rubric
            .criteria
            .iter()
            .filter_map(|c| Some((c.code.clone(), cut(form.comments.get(&c.code)?, TEXT_KEPT))))
            .collect(),
        overall: cut(&form.overall, TEXT_KEPT),
    }
}
