//! Who comes (Art. 23): whoever has an account registers; the Office notes who came.

use domain::event::Event;
use domain::exchange::guest::{came, forgotten, noted, register, withdraw};
use domain::exchange::news::News;
use domain::ids::{AccountId, ActivityId};
use domain::mail::Message;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;

use super::{holders, of, title_of, whereabouts};
use crate::once::Sending;
use crate::rooms::shared;
use crate::{About, Recipient, Result, Service, Work};

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
        let guest = register(&a, &guests, who, organisation, title, work.clock)?;
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
        work.commit().await
    }

    /// Says that one does not come after all; the place is free again.
    pub async fn withdraw_guest(&self, actor: &Actor, id: &ActivityId) -> Result<()> {
        shared::possible(id.as_str())?;
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?;
        let guests = work.db.guests(id).await?;
        let guest = withdraw(&a, &guests, &actor.account, work.clock)?;
        work.db.save_guest(id, &guest).await?;
        let event = Event::GuestWithdrawn { activity: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
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
        for changed in noted(&a, &guests, present, work.clock)? {
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
        work.commit().await
    }

    /// The Office adds somebody who came without having registered, and, where it knows, for which title: one that
    /// was held at the activity, by its application. `once` is what the form was drawn with: sent again it is the same
    /// guest, while two of one name are two.
    pub async fn add_guest(
        &self,
        actor: &Actor,
        id: &ActivityId,
        (name, organisation): (&str, &str),
        title: &str,
        once: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        shared::possible(id.as_str())?;
        let said = [id.as_str(), name, organisation, title];
        let sending = Sending::of("guest", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if work.sent(&sending).await?.is_some() {
            return Ok(());
        }
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
        let guest = came(&a, &guests, name, organisation, title, work.clock)?;
        work.db.save_guest(id, &guest).await?;
        let event = Event::GuestAdded { activity: id.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.note_sent(&sending, "").await?;
        work.commit().await
    }
}

impl Work {
    /// Somebody closes their account: no list of guests has their name any more, and no place is kept for them.
    pub(crate) async fn forget_guest(&mut self, account: &AccountId) -> Result<()> {
        for (id, guest) in self.db.guests_of(account).await? {
            let Some(activity) = self.db.activity(&id).await? else { continue };
            self.db.save_guest(&id, &forgotten(&activity, &guest, self.clock)).await?;
        }
        Ok(())
    }
}
