//! Room *review* (Art. 19, 20): the expert's list, the score sheet, sealing; the live board is in
//! `board`. The written review and the defence are two reviews by the same rules (ADR 0034).

use domain::application::version::digest;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::{DossierId, ExpertId, PanelId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::review::blind;
use domain::review::draft::require_kept;
use domain::review::offline::differences;
use domain::review::rubric::Rubric;
use domain::review::sheet::{SheetForm, SheetLimits, seal};
use domain::review::statistics::Statistics;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::review::{Beside, MyReview, MyReviews, SheetSaved, SheetView};
use domain::views::which::Which;

mod amending;
pub mod at_work;
mod board;
mod handed_in;
mod listed;
mod offline;
pub(crate) mod signs;

pub use board::ShownTo;
pub use listed::Listed;

use super::shared;
use crate::ports::application::Dossier;
use crate::ports::committee::Signer;
use crate::ports::review::SheetRow;
use crate::ports::{Bell, Session};
use crate::reads::Sealed;
use crate::undertaken::Declarable;
use crate::{About, Fault, Result, Service, Work};

impl Service {
    /// The expert's work list. Before the undertaking only names of organisations are
    /// shown, so that conflicts can be declared before anything opens. Applications in conflict,
    /// declared or found, are not on the page at all: whether they are still there, and what
    /// becomes of them, is nothing the expert may know (Art. 15).
    pub async fn my_reviews(&self, actor: &Actor, review: Review) -> Result<MyReviews> {
        let expert = actor.expert()?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let nameless = blind::hides(&season, review, actor);
        let signer = Signer::Expert(expert.clone());
        let undertaken = db.undertaking(&season.id, &signer).await?.map(Stamp);
        let Declarable { applicants, declared } =
            self.declarable(&mut *db, &season, actor, &expert).await?;
        let (mut rows, mut both) = (Vec::new(), undertaken.is_some());
        for of in Review::ALL.into_iter().filter(|_| undertaken.is_some()) {
            let list = db.review_list(of, &season.id, &expert).await?;
            both &= !list.is_empty();
            if of == review {
                rows = list;
            }
        }
        let rows = rows
            .into_iter()
            .map(|r| MyReview {
                dossier: r.dossier,
                reference: r.reference,
                title: r.title,
                org_name: if nameless { String::new() } else { r.org_name },
                saved: r.saved_at.map(Stamp),
                sealed: r.sealed_at.map(Stamp),
                total: r.total,
            })
            .collect();
        let which = Which { review, both };
        Ok(MyReviews { which, season, now: self.now(), undertaken, declared, applicants, rows })
    }

    /// The score sheet with the dossier beside it. Opening sealed material is an event.
    pub async fn sheet(&self, actor: &Actor, review: Review, id: &DossierId) -> Result<SheetView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        let expert = shared::require_scorer(&mut *db, actor, &d, review).await?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        let kept = db.sheet(review, id, &expert).await?;
        let sealed = kept.as_ref().and_then(|r| r.sealed_at).map(Stamp);
        let mut both = true;
        for of in Review::ALL {
            both &= db.scores(of, id, &expert).await?;
        }
        let slot = match review {
            Review::Written => None,
            Review::Defence => db.slot(id).await?.map(|s| s.slot.starts),
        };
        // Both open to experts with the slot.
        let beside = match slot {
            Some(_) => shared::slides::beside(&mut *db, id).await?,
            None => Beside::default(),
        };
        let mut others = Vec::new();
        let mut versions = Vec::new();
        let mut written = None;
        let mut table = None;
        if let Some(kept) = kept.as_ref().filter(|r| r.sealed_at.is_some()) {
            others = db
                .totals_of(review, id)
                .await?
                .into_iter()
                .filter(|(of, _)| *of != expert)
                .map(|(_, total)| total)
                .collect();
            others.sort_unstable();
            versions = amending::versions(&mut *db, review, kept).await?;
            table = table_of(&mut *db, &d, &expert).await?;
            if review == Review::Defence {
                written = written_mean(&mut *db, &season, id).await?;
            }
        }
        let amendable = sealed.is_some() && season.require_open(review.phase(), self.now()).is_ok();
        let (rubric, limits) = (season.rubric(review).clone(), limits(&season));
        let (handed_in, difference) =
            handed_in::handed_in(&mut *db, &d, review, actor, &season, self.now()).await?;
        let mut dossier = shared::reading(&mut *db, &d, season, self.now()).await?;
        shared::for_expert(&mut dossier, review, actor);
        drop(db);
        self.note_read(actor, Sealed::Material(id, &expert)).await?;
        // Sealed, the last of the versions is what counts; the others are what it was before.
        let last = versions.pop();
        let form = match &last {
            Some(last) => last.form.clone(),
            None => kept.as_ref().map(form_of).transpose()?.unwrap_or_default(),
        };
        Ok(SheetView {
            which: Which { review, both },
            dossier,
            rubric,
            limits,
            form,
            revision: kept.as_ref().map_or(0, |r| r.revision),
            saved: kept.as_ref().map(|r| Stamp(r.saved_at)),
            sealed,
            total: last.as_ref().map(|last| last.total),
            informed: last.as_ref().is_some_and(|last| last.informed),
            table,
            amended: last.filter(|_| !versions.is_empty()).map(|last| (last.at, last.reason)),
            earlier: versions,
            amendable,
            others,
            handed_in,
            difference,
            slot,
            beside,
            written,
        })
    }

    /// Saves a sheet as it is, right or wrong. A sealed sheet is never changed; nor is one that was saved
    /// since the revision `base` and says something else: both texts are the expert's, who chooses. Without
    /// a base what is sent counts.
    pub async fn save_sheet(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
        base: Option<i64>,
        form: &SheetForm,
    ) -> Result<SheetSaved> {
        let mut work = self.begin().await?;
        let open = writable(&mut *work.db, actor, review, id, work.clock).await?;
        if let (Some(base), Some(draft)) = (base, &open.draft)
            && draft.revision != base
        {
            let fields = differences(&form_of(draft)?, form, open.season.rubric(review));
            if !fields.is_empty() {
                return Err(Refusal::SheetChanged { saved: Stamp(draft.saved_at), fields }.into());
            }
        }
        keep(work, open, form).await
    }

    /// Seals a sheet (Art. 19, 20: comments and scores). What is sealed is what was sent, so
    /// that nobody seals what they do not see. In the defence nobody seals before the applicant is heard.
    pub async fn seal_sheet(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
        form: &SheetForm,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let open = writable(&mut *work.db, actor, review, id, work.clock).await?;
        let Open { dossier: d, expert, season, draft, .. } = open;
        shared::require_panel_open(&mut *work.db, &d, review).await?;
        if review == Review::Defence {
            require_heard(&mut *work.db, &d, work.clock).await?;
        }
        let rubric = season.rubric(review);
        let form = bounded(form, rubric)?;
        let sealed = seal(&form, rubric, &limits(&season))
            .map_err(|p| Refusal::SheetIncomplete { problems: p.len() })?;
        let text = serde_json::to_string(&form).map_err(|e| Fault::new(e.to_string()))?;
        let (at, total, sha256) = (work.now.0, i64::from(sealed.total.0), digest(&text));
        let row = SheetRow {
            dossier: id.clone(),
            expert: expert.clone(),
            revision: draft.map_or(0, |r| r.revision) + 1,
            form: text,
            saved_at: at,
            sealed_at: Some(at),
            total: Some(total),
            sha256: sha256.clone(),
        };
        store(&mut *work.db, review, &row, rubric).await?;
        let expert = expert.to_string();
        let event = match review {
            Review::Written => Event::ReviewSealed { expert, total, sha256 },
            Review::Defence => Event::DefenceSealed { expert, total, sha256 },
        };
        let about = About { dossier: Some(id), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let room = Bell::of_sheets(review).into();
        work.ring(Bell { at, room, dossier: Some(id.clone()), panel: d.panel });
        work.commit().await
    }
}

/// A sheet that may be written on.
struct Open {
    review: Review,
    dossier: Dossier,
    expert: ExpertId,
    season: Season,
    /// What is saved of it so far.
    draft: Option<SheetRow>,
}

/// The sheet of an expert who may write on it now: theirs, the review open, nothing sealed.
async fn writable(
    db: &mut dyn Session,
    actor: &Actor,
    review: Review,
    id: &DossierId,
    now: Stamp,
) -> Result<Open> {
    let dossier = shared::load(db, id).await?;
    let expert = shared::require_scorer(db, actor, &dossier, review).await?;
    let season = crate::season_of(db, &dossier.season).await?;
    season.require_open(review.phase(), now)?;
    let draft = db.sheet(review, id, &expert).await?;
    if draft.as_ref().is_some_and(|r| r.sealed_at.is_some()) {
        return Err(Refusal::AlreadySealed.into());
    }
    if db.missed(review, id, &expert).await? {
        return Err(Refusal::SheetMissed.into());
    }
    Ok(Open { review, dossier, expert, season, draft })
}

/// Refuses before the applicant is heard (Art. 20).
async fn require_heard(db: &mut dyn Session, d: &Dossier, now: Stamp) -> Result<()> {
    let slot = db.slot(&d.id).await?;
    let starts = slot.as_ref().map(|s| s.slot.starts);
    let heard = match slot {
        None => false,
        Some(own) => own.heard(&db.slots(&d.season).await?, now),
    };
    if heard { Ok(()) } else { Err(Refusal::SlotNotBegun { starts }.into()) }
}

/// The panel at whose table the sheets of an application are read by its members; `None` for who reads it from another
/// panel, or in a season that is over.
async fn table_of(db: &mut dyn Session, d: &Dossier, expert: &ExpertId) -> Result<Option<PanelId>> {
    if db.current_season().await?.is_none_or(|s| s.id != d.season) {
        return Ok(None);
    }
    let Some(panel) = &d.panel else { return Ok(None) };
    let members = db.members(&d.season).await?;
    let member = members.iter().any(|m| m.panel == *panel && m.expert.id == *expert);
    Ok(member.then(|| panel.clone()))
}

/// What the written review came to, as the season reckons.
async fn written_mean(
    db: &mut dyn Session,
    season: &Season,
    id: &DossierId,
) -> Result<Option<f64>> {
    let totals = db.totals_of(Review::Written, id).await?;
    let totals: Vec<i32> =
        totals.into_iter().map(|(_, total)| i32::try_from(total).unwrap_or(0)).collect();
    Ok(Statistics::of(&totals, season.review.trim).trimmed)
}

/// Saves a draft.
async fn keep(mut work: Work, open: Open, form: &SheetForm) -> Result<SheetSaved> {
    let rubric = open.season.rubric(open.review);
    let form =
        serde_json::to_string(&bounded(form, rubric)?).map_err(|e| Fault::new(e.to_string()))?;
    let (revision, at) = (open.draft.map_or(0, |r| r.revision) + 1, work.now);
    let row = SheetRow {
        dossier: open.dossier.id,
        expert: open.expert,
        revision,
        form,
        saved_at: at.0,
        sealed_at: None,
        total: None,
        sha256: String::new(),
    };
    store(&mut *work.db, open.review, &row, rubric).await?;
    work.commit().await?;
    Ok(SheetSaved { revision, at })
}

/// Stores a sheet, unless another request was quicker: one of two that began from the same state.
async fn store(
    db: &mut dyn Session,
    review: Review,
    row: &SheetRow,
    rubric: &Rubric,
) -> Result<()> {
    if db.save_sheet(review, row).await? {
        return Ok(());
    }
    let stored = db.sheet(review, &row.dossier, &row.expert).await?;
    let stored = stored.ok_or_else(|| Fault::new("a sheet that was not stored is not there"))?;
    if stored.sealed_at.is_some() {
        return Err(Refusal::AlreadySealed.into());
    }
    let fields = differences(&form_of(&stored)?, &form_of(row)?, rubric);
    Err(Refusal::SheetChanged { saved: Stamp(stored.saved_at), fields }.into())
}

fn limits(season: &Season) -> SheetLimits {
    SheetLimits { overall_min: season.limits.comment_min, ..SheetLimits::default() }
}

fn form_of(sheet: &SheetRow) -> Result<SheetForm> {
    read_form(&sheet.form, &sheet.dossier, &sheet.expert)
}

fn read_form(form: &str, dossier: &DossierId, expert: &ExpertId) -> Result<SheetForm> {
    serde_json::from_str(form)
        .map_err(|e| Fault::new(format!("sheet of {dossier} by {expert}: {e}")).into())
}

/// Only the rubric's own keys, without control characters; otherwise as typed. What is too long is refused.
fn bounded(form: &SheetForm, rubric: &Rubric) -> Result<SheetForm> {
    require_kept(form, rubric)?;
    let kept = |s: &String| s.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
    Ok(SheetForm {
        scores: rubric
            .items()
            .filter_map(|i| Some((i.code.clone(), kept(form.scores.get(&i.code)?))))
            .collect(),
        comments: rubric
            .criteria
            .iter()
            .filter_map(|c| Some((c.code.clone(), kept(form.comments.get(&c.code)?))))
            .collect(),
        overall: kept(&form.overall),
    })
}
