//! Amending a sealed sheet (Art. 19, 20): what was sealed is kept, the latest amendment counts, and each
//! says why.

use domain::application::version::digest;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::reason;
use domain::refusal::Refusal;
use domain::review::amendment::informed;
use domain::review::sheet::{SheetForm, seal};
use domain::stamp::Stamp;
use domain::views::review::Earlier;

use super::{bounded, form_of, limits, read_form};
use crate::ports::review::{Amendment, SheetRow};
use crate::ports::{Bell, Session};
use crate::rooms::shared;
use crate::{About, Fault, Result, Service};

impl Service {
    /// Puts another sheet in the place of a sealed one, for a reason, while the review is open. The
    /// sheet that was sealed and every amendment stay as they were.
    pub async fn amend_sheet(
        &self,
        actor: &Actor,
        review: Review,
        id: &DossierId,
        form: &SheetForm,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        let expert = shared::require_scorer(&mut *work.db, actor, &d, review).await?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        season.require_open(review.phase(), work.clock)?;
        shared::require_panel_open(&mut *work.db, &d, review).await?;
        let sheet = work.db.sheet(review, id, &expert).await?;
        let sheet = sheet.filter(|r| r.sealed_at.is_some()).ok_or(Refusal::NotSealed)?;
        let rubric = season.rubric(review);
        let form = bounded(form, rubric)?;
        let sealed = seal(&form, rubric, &limits(&season))
            .map_err(|p| Refusal::SheetIncomplete { problems: p.len() })?;
        let reason = reason::read(reason, reason::TELLING)?;
        let before = versions(&mut *work.db, review, &sheet).await?;
        if before.last().is_some_and(|last| last.form == form) {
            return Err(Refusal::NothingAmended.into());
        }
        let text = serde_json::to_string(&form).map_err(|e| Fault::new(e.to_string()))?;
        let (at, total, sha256) = (work.now.0, i64::from(sealed.total.0), digest(&text));
        let number = i64::try_from(before.len()).unwrap_or(i64::MAX);
        let amendment = Amendment {
            dossier: id.clone(),
            expert: expert.clone(),
            number,
            form: text,
            total,
            sha256: sha256.clone(),
            reason: reason.clone(),
            at,
        };
        work.db.insert_amendment(review, &amendment).await?;
        let expert = expert.to_string();
        let event = match review {
            Review::Written => Event::ReviewAmended { expert, number, total, sha256 },
            Review::Defence => Event::DefenceAmended { expert, number, total, sha256 },
        };
        let about = About { dossier: Some(id), reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let room = Bell::of_sheets(review).into();
        work.ring(Bell { at, room, dossier: Some(id.clone()), panel: d.panel });
        work.commit().await
    }
}

/// All that a sealed sheet has been, oldest first; the last is what counts.
pub(super) async fn versions(
    db: &mut dyn Session,
    review: Review,
    sheet: &SheetRow,
) -> Result<Vec<Earlier>> {
    let mut all = vec![Earlier {
        at: Stamp(sheet.sealed_at.unwrap_or_default()),
        reason: String::new(),
        form: form_of(sheet)?,
        total: sheet.total.unwrap_or_default(),
        informed: false,
    }];
    let amendments = db.amendments(review, &sheet.dossier, &sheet.expert).await?;
    if amendments.is_empty() {
        return Ok(all);
    }
    let others = db.sealed_sheets(review, &sheet.dossier).await?;
    let others = others.into_iter().filter(|r| r.expert != sheet.expert);
    let others: Vec<Stamp> = others.filter_map(|r| r.sealed_at.map(Stamp)).collect();
    for a in amendments {
        let form = read_form(&a.form, &a.dossier, &a.expert)?;
        let (at, informed) = (Stamp(a.at), informed(Stamp(a.at), others.iter().copied()));
        all.push(Earlier { at, reason: a.reason, form, total: a.total, informed });
    }
    Ok(all)
}
