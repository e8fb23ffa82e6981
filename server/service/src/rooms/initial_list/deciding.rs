//! Deciding on the candidates of the initial list (Art. 20), by either of the two while it is open.

use domain::defence::initial_list::Decision;
use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::DossierId;
use domain::policy::{Actor, may_make_list};
use domain::refusal::Refusal;
use domain::season::category::Category;

use super::table::Table;
use crate::picture::Picture;
use crate::ports::initial_list::InitialListRow;
use crate::rooms::shared;
use crate::{About, Result, Service, Work};

/// What is decided on a candidate, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Application.
    pub dossier: DossierId,
    /// It is on the list.
    pub listed: bool,
    /// Why, where its panel proposed otherwise.
    pub reason: String,
    /// The revision it was typed over.
    pub revision: i64,
}

impl Service {
    /// Decides whether a candidate is on the list.
    pub async fn decide_listing(&self, actor: &Actor, typed: &Listing) -> Result<()> {
        may_make_list(actor)?;
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = open(&mut work, &picture, actor, typed.revision).await?;
        // One too long is refused, not cut: nothing typed is lost without a word.
        let reason = shared::typed(&typed.reason);
        let decision = Decision { listed: typed.listed, reason: reason.clone() };
        let draft = &table.kept.draft;
        table.kept.draft =
            draft.decided(&picture.season, &table.candidates, &typed.dossier, &decision)?;
        let about = About { dossier: Some(&typed.dossier), reason: &reason, ..About::default() };
        let event = Event::ListDecided { listed: typed.listed };
        work.record(actor.account.as_str(), &event, about).await?;
        store(&mut work, table).await?;
        work.commit().await
    }

    /// Says why more of a category are on the list than were planned.
    pub async fn explain_category(
        &self,
        actor: &Actor,
        category: Category,
        reason: &str,
        revision: i64,
    ) -> Result<()> {
        may_make_list(actor)?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, Review::Defence).await?;
        let mut table = open(&mut work, &picture, actor, revision).await?;
        table.kept.draft = table.kept.draft.explained(category, &reason)?;
        let event = Event::ListExplained { category: category.code().to_owned() };
        let about = About { reason: &reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        store(&mut work, table).await?;
        work.commit().await
    }
}

/// The table, where the list is open and the actor has seen what is stored.
async fn open<'a>(
    work: &mut Work,
    picture: &'a Picture,
    actor: &Actor,
    revision: i64,
) -> Result<Table<'a>> {
    let table = Table::ready(&mut *work.db, picture, actor).await?;
    table.kept.round.require_open()?;
    if table.kept.revision != revision {
        return Err(Refusal::Stale { revision: table.kept.revision }.into());
    }
    Ok(table)
}

/// Stores it as the next revision.
pub(super) async fn store(work: &mut Work, table: Table<'_>) -> Result<()> {
    let (season, at) = (table.season().id.clone(), work.now.0);
    let kept = InitialListRow { revision: table.kept.revision + 1, ..table.kept };
    Ok(work.db.save_initial_list(&season, &kept, at).await?)
}
