//! Who comes (Art. 23): whoever has an account registers; the Office notes who came.

use domain::event::Event;
use domain::exchange::guest::{came, noted, register, withdraw};
use domain::exchange::news::News;
use domain::ids::ActivityId;
use domain::mail::Message;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;

use super::{holders, of, ring, title_of, whereabouts};
use crate::rooms::shared;
use crate::{About, Recipient, Result, Service};

impl Service {
    /// Registers for an activity; the link of a meeting on line comes with the confirmation.
    pub async fn register_guest(
        &self,
        actor: &Actor,
        id: &ActivityId,
        organisation: &str,
    ) -> Result<()> {
        shared::possible(id.as_str())?;
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?;
        let guests = work.db.guests(id).await?;
        let title = title_of(&mut *work.db, actor).await?;
        let who = (&actor.account, actor.name.as_str());
        let guest = register(&a, &guests, who, organisation, title, work.now)?;
        work.db.save_guest(id, &guest).await?;
        let event = Event::GuestRegistered { activity: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let news = News::Registered {
            title: a.title.clone(),
            starts: a.starts,
            place: whereabouts(&a),
            activity: id.to_string(),
        };
        let to = Recipient::Account(actor.account.clone());
        work.post(&to, None, &Message::Exchange { news }).await?;
        ring(&mut work);
        work.commit().await
    }

    /// Says that one does not come after all; the place is free again.
    pub async fn withdraw_guest(&self, actor: &Actor, id: &ActivityId) -> Result<()> {
        shared::possible(id.as_str())?;
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?;
        let guests = work.db.guests(id).await?;
        let guest = withdraw(&a, &guests, &actor.account, work.now)?;
        work.db.save_guest(id, &guest).await?;
        let event = Event::GuestWithdrawn { activity: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work);
        work.commit().await
    }

    /// The Office notes who came: those named, and none of the others.
    pub async fn note_attendance(
        &self,
        actor: &Actor,
        id: &ActivityId,
        present: &[i64],
    ) -> Result<()> {
        may_run_office(actor)?;
        shared::possible(id.as_str())?;
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?;
        let mut guests = work.db.guests(id).await?;
        for changed in noted(&a, &guests, present, work.now)? {
            work.db.save_guest(id, &changed).await?;
            if let Some(g) = guests.iter_mut().find(|g| g.number == changed.number) {
                *g = changed;
            }
        }
        let attended = guests.iter().filter(|g| g.attended == Some(true)).count();
        let event = Event::AttendanceNoted {
            activity: id.to_string(),
            present: i64::try_from(attended).unwrap_or(i64::MAX),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work);
        work.commit().await
    }

    /// The Office adds somebody who came without having registered, and, where it knows, for which title: one that
    /// was held at the activity, by its application.
    pub async fn add_guest(
        &self,
        actor: &Actor,
        id: &ActivityId,
        (name, organisation): (&str, &str),
        title: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        shared::possible(id.as_str())?;
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?;
        let guests = work.db.guests(id).await?;
        let title = match title {
            "" => None,
            title => {
                let all = holders(&mut *work.db).await?;
                let held = all.into_iter().find(|h| h.at(&a) && h.host.dossier.as_str() == title);
                let held = held.ok_or_else(|| Refusal::BadValue { field: "title".into() })?;
                Some(held.host.dossier)
            }
        };
        let guest = came(&a, &guests, name, organisation, title, work.now)?;
        work.db.save_guest(id, &guest).await?;
        let event = Event::GuestAdded { activity: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        ring(&mut work);
        work.commit().await
    }
}
