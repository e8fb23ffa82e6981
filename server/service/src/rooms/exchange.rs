//! Room *exchange* (Art. 23): activities at which holders of titles share what they do, and the yearly follow-up.

mod attending;
mod follow_up;

use domain::event::Event;
use domain::exchange::activity::{Activity, Form, Host, Slips};
use domain::exchange::guest::{Guest, expected, held_at};
use domain::exchange::news::News;
use domain::exchange::report::Term;
use domain::facts::text;
use domain::ids::{ActivityId, DossierId};
use domain::mail::Message;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::title::Title;
use domain::views::exchange::{Activities, ActivityActs, ActivityLine, ActivityView, GuestLine};

use crate::once::Sending;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::rooms::shared;
use crate::{About, Recipient, Result, Service};

/// What became of a form with several fields: done, or what is wrong with it.
pub type Typed<T> = std::result::Result<T, Slips>;

/// A title that was granted here, with what it obliges to.
pub(crate) struct Holder {
    /// Year of the title.
    pub year: i32,
    /// Who holds it, for what.
    pub host: Host,
    /// For how long, and when reports are due.
    pub term: Term,
    /// When it was granted.
    pub granted: Stamp,
    /// When it was revoked.
    pub revoked: Option<Stamp>,
}

impl Holder {
    /// It was held at an activity.
    fn at(&self, activity: &Activity) -> bool {
        held_at(activity, self.granted, self.revoked)
    }
}

/// All titles that were granted here, the latest year first. Those of seasons before this system oblige to nothing
/// that is followed up here.
pub(crate) async fn holders(db: &mut dyn Session) -> Result<Vec<Holder>> {
    let titles = db.titles_granted().await?;
    held(db, titles).await
}

/// What these titles oblige to.
async fn held(db: &mut dyn Session, titles: Vec<Title>) -> Result<Vec<Holder>> {
    let (seasons, revoked) = (db.opened_seasons().await?, db.revoked_titles().await?);
    let holder = |t: Title| {
        let revoked = revoked.iter().find(|r| r.0 == t.number).map(|r| r.1.at);
        let term = Term::of(&t, &seasons, revoked)?;
        let (year, granted) = (t.year(), t.granted_at?);
        let host = Host { dossier: t.dossier?, organisation: t.organisation, title: t.benchmark };
        Some(Holder { year, host, term, granted, revoked })
    };
    Ok(titles.into_iter().filter_map(holder).collect())
}

/// Those whose titles stand.
async fn standing(db: &mut dyn Session) -> Result<Vec<Holder>> {
    Ok(holders(db).await?.into_iter().filter(|h| h.revoked.is_none()).collect())
}

/// An activity, as for one that is not there where there is none.
fn of(activity: Option<Activity>) -> Result<Activity> {
    Ok(activity.ok_or(Refusal::NotYours)?)
}

impl Service {
    /// The activities. Everybody reads them.
    pub async fn activities(&self, actor: Option<&Actor>) -> Result<Activities> {
        let office = actor.is_some_and(|a| may_run_office(a).is_ok());
        let mut db = self.read().await?;
        let now = self.now();
        let all = db.activities().await?;
        let lines = all.iter().map(|(a, n)| line(a, *n));
        let (mut ahead, over): (Vec<_>, Vec<_>) = lines.partition(|l: &ActivityLine| now < l.ends);
        ahead.reverse();
        ahead.extend(over);
        let winners = match office {
            true => standing(&mut *db).await?.into_iter().map(|h| h.host).collect(),
            false => Vec::new(),
        };
        Ok(Activities { lines: ahead, winners, announces: office, now })
    }

    /// An activity: what everybody reads, what who is registered needs, what the Office notes.
    pub async fn activity(&self, actor: Option<&Actor>, id: &ActivityId) -> Result<ActivityView> {
        shared::possible(id.as_str())?;
        let mut db = self.read().await?;
        let (a, now) = (of(db.activity(id).await?)?, self.now());
        let guests = db.guests(id).await?;
        let office = actor.is_some_and(|x| may_run_office(x).is_ok());
        let own = actor.and_then(|x| {
            guests.iter().find(|g| g.expected() && g.account.as_ref() == Some(&x.account))
        });
        let ahead = a.require_ahead(now).is_ok();
        let begun = a.require_begun(now).is_ok();
        let noted = guests.iter().any(|g| g.attended.is_some());
        let came: Vec<&Guest> = guests.iter().filter(|g| g.attended == Some(true)).collect();
        // By the name the title was given to, whatever a guest has typed.
        let titled = holders(&mut *db).await?;
        let held = |d: &DossierId| titled.iter().find(|h| h.host.dossier == *d);
        let mut present: Vec<String> = came
            .iter()
            .filter_map(|g| held(g.dossier.as_ref()?))
            .map(|h| h.host.organisation.clone())
            .collect();
        present.sort();
        present.dedup();
        let organisation = match actor {
            Some(x) => organisation_of(&mut *db, x).await?,
            None => String::new(),
        };
        let room = expected(&guests) < a.capacity;
        let notes = office && begun;
        let titles = titled.iter().filter(|h| notes && h.at(&a)).map(|h| h.host.clone()).collect();
        Ok(ActivityView {
            line: line(&a, expected(&guests)),
            text: a.text.clone(),
            host: a.host.clone(),
            link: if office || own.is_some() { a.link.clone() } else { String::new() },
            online: !a.link.is_empty(),
            cancelled: a.cancelled.clone(),
            came: noted.then(|| u32::try_from(came.len()).unwrap_or(u32::MAX)),
            holders: present,
            own: own.map(|g| g.organisation.clone()),
            organisation,
            signed_out: actor.is_none(),
            acts: ActivityActs {
                registers: actor.is_some() && own.is_none() && ahead && room,
                withdraws: own.is_some() && ahead,
                notes,
                cancels: office && ahead,
            },
            guests: if office { guests.iter().map(guest).collect() } else { Vec::new() },
            titles,
            now,
        })
    }

    /// Announces an activity; all holders of titles are told, who are to take part (Art. 23). `once` is what the form was
    /// drawn with: sent again it is the same activity, and nobody is told twice.
    pub async fn announce_activity(
        &self,
        actor: &Actor,
        form: &Form,
        once: &str,
    ) -> Result<Typed<ActivityId>> {
        may_run_office(actor)?;
        let f = form;
        let mut said = vec![f.title.as_str(), &f.text, &f.starts, &f.ends, &f.place, &f.link];
        said.extend([f.capacity.as_str(), &f.host]);
        let sending = Sending::of("announce", Some(actor), once, &said)?;
        let mut work = self.begin().await?;
        if let Some(id) = work.sent(&sending).await? {
            return Ok(Ok(id.into()));
        }
        let winners = standing(&mut *work.db).await?;
        let hosts: Vec<Host> = winners.iter().map(|w| w.host.clone()).collect();
        let id: ActivityId = self.chance.id().into();
        let a = match form.read(id.clone(), &hosts, &actor.account, work.clock) {
            Ok(a) => a,
            Err(slips) => return Ok(Err(slips)),
        };
        work.db.save_activity(&a).await?;
        let event = Event::ActivityAnnounced { activity: id.to_string(), starts: a.starts };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let news = News::Announced {
            title: a.title.clone(),
            starts: a.starts,
            place: a.place.clone(),
            activity: id.to_string(),
        };
        let message = Message::Exchange { news };
        let this = work.clock.date().year();
        let running = winners.into_iter().filter(|w| w.term.runs_in(this));
        let running: Vec<DossierId> = running.map(|w| w.host.dossier).collect();
        let dossiers = shared::load_all(&mut *work.db, &running).await?;
        let told: Vec<&Dossier> = running.iter().filter_map(|id| dossiers.get(id)).collect();
        work.post_to_writers_of(&told, |_| message.clone()).await?;
        work.note_sent(&sending, id.as_str()).await?;
        work.commit().await?;
        Ok(Ok(id))
    }

    /// Calls an activity off; everybody who has registered is told why.
    pub async fn cancel_activity(
        &self,
        actor: &Actor,
        id: &ActivityId,
        reason: &str,
    ) -> Result<()> {
        may_run_office(actor)?;
        shared::possible(id.as_str())?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let a = of(work.db.activity(id).await?)?.cancel(&reason, &actor.account, work.clock)?;
        work.db.save_activity(&a).await?;
        let event = Event::ActivityCancelled { activity: id.to_string() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let news = News::Cancelled {
            title: a.title.clone(),
            starts: a.starts,
            reason: text::line(&reason),
            activity: id.to_string(),
        };
        let message = Message::Exchange { news };
        for g in work.db.guests(id).await?.into_iter().filter(Guest::expected) {
            if let Some(account) = g.account {
                work.post(&Recipient::Account(account), None, &message).await?;
            }
        }
        work.commit().await
    }
}

/// The name of whom an actor comes from, as it is proposed to them; empty where that is not known.
async fn organisation_of(db: &mut dyn Session, actor: &Actor) -> Result<String> {
    let Ok(id) = actor.organisation() else { return Ok(String::new()) };
    Ok(db.organisation(&id).await?.map(|o| o.name).unwrap_or_default())
}

/// The title an actor comes for: of their organisation, the latest.
async fn title_of(db: &mut dyn Session, actor: &Actor) -> Result<Option<DossierId>> {
    let Ok(own) = actor.organisation() else { return Ok(None) };
    let titles = db.titles_of(&own).await?;
    let latest = held(db, titles).await?.into_iter().find(|h| h.revoked.is_none());
    Ok(latest.map(|h| h.host.dossier))
}

fn line(a: &Activity, expected: u32) -> ActivityLine {
    ActivityLine {
        id: a.id.clone(),
        title: a.title.clone(),
        starts: a.starts,
        ends: a.ends,
        place: a.place.clone(),
        host: a.host.as_ref().map(|h| h.organisation.clone()).unwrap_or_default(),
        capacity: a.capacity,
        expected,
        cancelled: a.cancelled.is_some(),
    }
}

fn guest(g: &Guest) -> GuestLine {
    GuestLine {
        number: g.number,
        name: g.name.clone(),
        organisation: g.organisation.clone(),
        holder: g.dossier.is_some(),
        withdrawn: g.withdrawn.is_some(),
        attended: g.attended,
    }
}

/// Place and link in one, for who is registered.
fn whereabouts(a: &Activity) -> String {
    [a.place.as_str(), a.link.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
