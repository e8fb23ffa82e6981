//! On-site verification (Art. 20): recorded by the Office, read by those who decide. What was recorded stays:
//! recorded again it is a version of its own, with its reason.

use domain::application::version::digest;
use domain::defence::visit::VisitForm;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, Role, may_run_office};
use domain::reason;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::defence::{EarlierVisit, VisitView};

use super::sitting::may_look;
use crate::ports::defence::{VisitRow, VisitVersion};
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::{About, Result, Service};

impl Service {
    /// Records what was seen on the site of a shortlisted application, until the conclusion of its panel is signed.
    /// `base` is the version the form was drawn from, 0 where there was none; recorded again it needs a reason.
    pub async fn record_visit(
        &self,
        actor: &Actor,
        id: &DossierId,
        form: &VisitForm,
        base: i64,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        if d.standing.stage() != Stage::Shortlisted {
            return Err(Refusal::NotYours.into());
        }
        shared::require_panel_open(&mut *work.db, &d, Review::Defence).await?;
        let last = work.db.visit_versions(id).await?.pop().map_or(0, |v| v.number);
        if base != last {
            return Err(Refusal::Stale { revision: last }.into());
        }
        let visit = form.read(work.clock)?;
        if last > 0 {
            reason::check(&reason, reason::TELLING)?;
        }
        let author = actor.account.to_string();
        let row = VisitRow { dossier: id.clone(), visit, author, at: work.now.0 };
        let reason = if last > 0 { reason } else { String::new() };
        let version = VisitVersion { number: last + 1, reason, row };
        work.db.insert_visit_version(&version).await?;
        work.db.save_visit(&version.row).await?;
        let event = Event::SiteVisited {
            finding: version.row.visit.finding.code().to_owned(),
            sha256: digest(&version.row.visit.report),
            number: version.number,
        };
        let about = About { dossier: Some(id), reason: &version.reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// The visit of an application with all that was recorded of it before, for the Office, for chair and vice chair,
    /// for who scores it in the defence, and for who presides over its panel there or confirms; never for the
    /// applicant. Reading it is an event.
    pub async fn site_visit(&self, actor: &Actor, id: &DossierId) -> Result<VisitView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        let office = actor.is(Role::Office) && d.standing.stage() == Stage::Shortlisted;
        if !office && let Err(refused) = may_look(&mut *db, actor, &d).await {
            drop(db);
            // Or whoever presides over its panel in the defence, or confirms there.
            let at_table = self.reads_at_table(actor, &d).await? == Some(Review::Defence);
            if !at_table {
                return Err(refused);
            }
            db = self.read().await?;
        }
        let season = crate::season_of(&mut *db, &d.season).await?;
        let mut versions: Vec<EarlierVisit> =
            db.visit_versions(id).await?.into_iter().map(shown).collect();
        drop(db);
        if !versions.is_empty() {
            self.note_read(actor, Sealed::Visit(id)).await?;
        }
        let last = versions.pop();
        Ok(VisitView {
            year: season.year,
            now: self.now(),
            dossier: d.id,
            reference: d.reference,
            title: d.summary.title,
            number: last.as_ref().map_or(0, |v| v.number),
            reason: last.as_ref().map(|v| v.reason.clone()).unwrap_or_default(),
            visit: last.map(|v| (v.visit, v.at)),
            earlier: versions,
            records: office,
        })
    }
}

fn shown(version: VisitVersion) -> EarlierVisit {
    let VisitVersion { number, reason, row } = version;
    EarlierVisit { number, at: Stamp(row.at), reason, visit: row.visit }
}
