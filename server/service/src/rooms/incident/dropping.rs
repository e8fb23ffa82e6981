//! Dropping an incident that turns out to be groundless (Art. 24): one of those who investigate it hands in the report,
//! another one confirms it. Whoever reported it reads why; the organisation never hears that there was a case.

use domain::event::Event;
use domain::ids::IncidentId;
use domain::incident::case::Case;
use domain::incident::case_code;
use domain::incident::groundless::GROUNDLESS;
use domain::incident::letter::Letter;
use domain::mail::Message;
use domain::policy::Actor;
use domain::sealed::check_text;

use super::handling::{handled, note, tell_reporter};
use crate::rooms::shared;
use crate::rooms::shared::sealed;
use crate::{About, Fault, Result, Service};

impl Service {
    /// Finds that nothing of it holds: with the report, and the reason whoever reported it will read.
    pub async fn find_groundless(
        &self,
        actor: &Actor,
        id: &IncidentId,
        report: &str,
        reason: &str,
    ) -> Result<()> {
        let (report, reason) = (shared::typed(report), shared::typed(reason));
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        check_text(&report)?;
        let next = row.case.find_groundless(&reason, &actor.account, work.now)?;
        work.db.save_case(id, &next).await?;
        note(&mut work, actor, id, &report, true).await?;
        let (incident, outcome) = (id.to_string(), GROUNDLESS.to_owned());
        let event = Event::IncidentProposed { incident, outcome };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let message = Message::Incident(Letter::Doubted { case: case_code(id) });
        let season = crate::season(&mut *work.db).await?.id;
        let besides = Some(&actor.account);
        sealed::tell_handlers(&mut work, (id.into(), &season), besides, &message).await?;
        work.commit().await
    }

    /// Another one of those who investigate it confirms what they have `seen`: it is settled, and whoever reported it is
    /// told why.
    pub async fn drop_incident(&self, actor: &Actor, id: &IncidentId, seen: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        let next = row.case.drop_it(seen, &actor.account, work.now)?;
        work.db.save_case(id, &next).await?;
        let Case::Declined { reason, .. } = next else {
            return Err(Fault::new("a case that was dropped is not settled").into());
        };
        let (incident, outcome) = (id.to_string(), GROUNDLESS.to_owned());
        let event = Event::IncidentDecided { incident, outcome };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let letter = Letter::Groundless { case: case_code(id), reason };
        tell_reporter(&mut work, &row, letter).await?;
        work.commit().await
    }

    /// Another one does not, having `seen` the same, or whoever found so thinks better of it: the investigation goes on.
    pub async fn go_on_investigating(
        &self,
        actor: &Actor,
        id: &IncidentId,
        seen: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let row = handled(&mut work, actor, id).await?;
        work.db.save_case(id, &row.case.go_on(seen)?).await?;
        let event = Event::IncidentReturned { incident: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }
}
