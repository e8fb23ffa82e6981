//! On-site verification (Art. 20): recorded by the Office, read by those who decide.

use domain::application::version::digest;
use domain::defence::visit::VisitForm;
use domain::event::Event;
use domain::ids::DossierId;
use domain::journey::Stage;
use domain::policy::{Actor, Role, may_run_office};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::defence::VisitView;

use super::sitting::may_look;
use crate::ports::defence::VisitRow;
use crate::rooms::shared;
use crate::{About, Result, Service};

impl Service {
    /// Records what was seen on the site of a shortlisted application. Recorded again it replaces what
    /// stood there; the journal keeps that it was.
    pub async fn record_visit(
        &self,
        actor: &Actor,
        id: &DossierId,
        form: &VisitForm,
    ) -> Result<()> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        let stage = d.standing.stage();
        if stage != Stage::Shortlisted {
            return Err(Refusal::NotYours.into());
        }
        let visit = form.read(work.now)?;
        let row = VisitRow {
            dossier: id.clone(),
            visit,
            author: actor.account.to_string(),
            at: work.now.0,
        };
        work.db.save_visit(&row).await?;
        let event = Event::SiteVisited {
            finding: row.visit.finding.code().to_owned(),
            sha256: digest(&row.visit.report),
        };
        let about = About { dossier: Some(id), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await
    }

    /// The visit of an application, for the Office, for chair and vice chair, and for who scores it in the
    /// defence; never for the applicant.
    pub async fn site_visit(&self, actor: &Actor, id: &DossierId) -> Result<VisitView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        let office = actor.is(Role::Office) && d.standing.stage() == Stage::Shortlisted;
        if !office {
            may_look(&mut *db, actor, &d).await?;
        }
        let season = crate::season_of(&mut *db, &d.season).await?;
        let row = db.visit(id).await?;
        Ok(VisitView {
            year: season.year,
            now: self.now(),
            dossier: d.id,
            reference: d.reference,
            title: d.summary.title,
            visit: row.map(|r| (r.visit, Stamp(r.at))),
            records: office,
        })
    }
}
