//! What the two heads do (Art. 13, 15, 20): where the Office has put an entry before them, one proposes whether
//! it stays and the other confirms, as they do with an objection to the notice.

use domain::consultation::Consultation;
use domain::consultation::news::News;
use domain::defence::initial_list::who::Seat;
use domain::event::Event;
use domain::ids::DossierId;
use domain::mail::Message;
use domain::notice::handling::{Handling, Outcome};
use domain::policy::{Actor, may_make_list};
use domain::refusal::Refusal;

use super::{Table, held, store};
use crate::makers::{seats, tell};
use crate::rooms::shared;
use crate::{About, Result, Service, Work};

impl Service {
    /// One of the two proposes whether an entry stays. The other is told.
    pub async fn propose_entry(
        &self,
        actor: &Actor,
        dossier: &DossierId,
        outcome: Outcome,
        reason: &str,
    ) -> Result<()> {
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let (table, seats) = table(&mut work, actor).await?;
        let by = &actor.account;
        let next = table.opened()?.propose(dossier, outcome, &reason, by, work.clock)?;
        let event = Event::EntryProposed { outcome: outcome.code().to_owned() };
        let about = About { dossier: Some(dossier), reason: &reason, ..About::default() };
        work.record(by.as_str(), &event, about).await?;
        tell_other(&mut work, actor, (&table, seats), News::Proposed).await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// The other confirms what they have `seen`: an entry that is struck off does not come onto the notice.
    pub async fn confirm_entry(
        &self,
        actor: &Actor,
        dossier: &DossierId,
        seen: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let (table, _) = table(&mut work, actor).await?;
        let next = table.opened()?.confirm(dossier, seen, &actor.account, work.clock)?;
        let event = Event::EntryDecided { outcome: decided(&next, dossier).to_owned() };
        let about = About { dossier: Some(dossier), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// The other does not confirm what they have `seen`: they go on deliberating, and whoever proposed is told.
    pub async fn give_back_entry(
        &self,
        actor: &Actor,
        dossier: &DossierId,
        seen: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let (table, seats) = table(&mut work, actor).await?;
        let next = table.opened()?.give_back(dossier, seen, &actor.account, work.clock)?;
        let about = About { dossier: Some(dossier), ..About::default() };
        work.record(actor.account.as_str(), &Event::EntryReturned, about).await?;
        tell_other(&mut work, actor, (&table, seats), News::Returned).await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }
}

/// The table and the seats of the two, for one of them.
async fn table(work: &mut Work, actor: &Actor) -> Result<(Table, Vec<Seat>)> {
    may_make_list(actor)?;
    let table = Table::lay(&mut *work.db).await?;
    let seats = seats(&mut *work.db, &table.picture).await?;
    if held(&seats, actor) { Ok((table, seats)) } else { Err(Refusal::NotYours.into()) }
}

/// Tells whoever holds the seat beside the actor's.
async fn tell_other(
    work: &mut Work,
    actor: &Actor,
    (table, seats): (&Table, Vec<Seat>),
    news: News,
) -> Result<()> {
    let other: Vec<Seat> = seats.into_iter().filter(|s| !s.held_by(actor)).collect();
    let season = &table.picture.season;
    let message = Message::Consultation { year: season.year, news };
    tell(work, &season.id, &other, &message).await
}

/// Code of what was decided on an entry.
fn decided(c: &Consultation, dossier: &DossierId) -> &'static str {
    match c.of(dossier).and_then(|e| e.referral.as_ref()) {
        Some(Handling::Decided { outcome, .. }) => outcome.code(),
        _ => "",
    }
}
