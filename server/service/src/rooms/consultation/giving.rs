//! What the ministry does (Art. 20): an opinion on each entry, and on all others at once; it hands them in.

use domain::consultation::news::News;
use domain::consultation::opinion::Stance;
use domain::event::Event;
use domain::ids::DossierId;
use domain::policy::{Actor, Role, may_give_opinion};

use super::asking::tell_role;
use super::{Table, store};
use crate::rooms::shared;
use crate::{About, Result, Service};

/// An opinion, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opining {
    /// Application.
    pub dossier: DossierId,
    /// What.
    pub stance: Stance,
    /// Why.
    pub text: String,
}

impl Service {
    /// Enters an opinion on an entry, or another in its place.
    pub async fn give_opinion(&self, actor: &Actor, typed: &Opining) -> Result<()> {
        may_give_opinion(actor)?;
        // One too long is refused, not cut: nothing typed is lost without a word.
        let text = shared::typed(&typed.text);
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        table.require_free(actor, &typed.dossier)?;
        let (dossier, by) = (&typed.dossier, &actor.account);
        let next = table.opened()?.give(dossier, typed.stance, &text, by, work.clock)?;
        let about = About { dossier: Some(dossier), reason: &text, ..About::default() };
        let event = Event::OpinionGiven { stance: typed.stance.code().to_owned() };
        work.record(by.as_str(), &event, about).await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// Agrees to all entries nothing was said of yet.
    pub async fn agree_to_rest(&self, actor: &Actor) -> Result<()> {
        may_give_opinion(actor)?;
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        let (next, entries) = table.opened()?.agree_to_rest(&actor.account, work.clock)?;
        let event = Event::RestAgreed { entries: i64::from(entries) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }

    /// Hands the opinions in; the Office is told.
    pub async fn hand_in_opinions(&self, actor: &Actor) -> Result<()> {
        may_give_opinion(actor)?;
        let mut work = self.begin().await?;
        let table = Table::lay(&mut *work.db).await?;
        let next = table.opened()?.hand_in(&actor.account, work.clock)?;
        let answers = next.lacking().answers;
        let event = Event::OpinionsHandedIn { list: next.list, answers: i64::from(answers) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        tell_role(&mut work, &table.picture.season, Role::Office, News::HandedIn { answers })
            .await?;
        store(&mut work, &table, &next).await?;
        work.commit().await
    }
}
