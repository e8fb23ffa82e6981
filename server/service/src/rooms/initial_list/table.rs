//! Who sits at the table where the initial list is made, and what lies on it (Art. 13, 15, 20).

use domain::defence::initial_list::who::Seat;
use domain::defence::initial_list::{Candidate, InitialList};
use domain::journey::Stage;
use domain::policy::{Actor, Role, may_make_list};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;

use crate::Result;
use crate::makers::{candidates, seats};
use crate::picture::Picture;
use crate::ports::Session;
use crate::ports::initial_list::InitialListRow;

/// What is on the table.
pub(super) struct Table<'a> {
    picture: &'a Picture,
    /// The two who make the list.
    pub(super) seats: Vec<Seat>,
    /// What they decide on; nothing before the panels' results are released.
    pub(super) candidates: Vec<Candidate>,
    /// When those were released.
    pub(super) released: Option<Stamp>,
    /// What is stored.
    pub(super) kept: InitialListRow,
}

impl<'a> Table<'a> {
    /// The table for one of the two who make the list.
    ///
    /// # Errors
    /// [`Refusal::Conflicted`] for a head whom a conflict with anything heard in the defence keeps out: by
    /// all that was heard and not by what was chosen, so that it does not tell what was. [`Refusal::NotYours`]
    /// for others, leads among them who do not stand in. [`Refusal::UndertakingMissing`].
    pub(super) async fn open(
        db: &mut dyn Session,
        picture: &'a Picture,
        actor: &Actor,
    ) -> Result<Table<'a>> {
        may_make_list(actor)?;
        let table = Self::lay(db, picture).await?;
        if table.seats.iter().any(|s| s.held_by(actor)) {
            picture.signatures.require(actor)?;
            return Ok(table);
        }
        let head = actor.is(Role::Chair) || actor.is(Role::ViceChair);
        Err(if head { Refusal::Conflicted } else { Refusal::NotYours }.into())
    }

    /// The same where what can be decided on is decided on: the panels' results are released.
    ///
    /// # Errors
    /// As [`Self::open`]; [`Refusal::ListTooEarly`].
    pub(super) async fn ready(
        db: &mut dyn Session,
        picture: &'a Picture,
        actor: &Actor,
    ) -> Result<Table<'a>> {
        let table = Self::open(db, picture, actor).await?;
        if picture.released { Ok(table) } else { Err(Refusal::ListTooEarly.into()) }
    }

    /// The table, whoever looks.
    pub(super) async fn lay(db: &mut dyn Session, picture: &'a Picture) -> Result<Table<'a>> {
        let season = &picture.season.id;
        let seats = seats(db, picture).await?;
        let (candidates, released) =
            if picture.released { candidates(db, picture).await? } else { Default::default() };
        let kept = db.initial_list(season).await?.unwrap_or_default();
        Ok(Table { picture, seats, candidates, released, kept })
    }

    /// The season.
    pub(super) fn season(&self) -> &Season {
        &self.picture.season
    }

    /// The list as it stands.
    pub(super) fn list(&self) -> InitialList {
        InitialList::of(self.season(), &self.candidates, &self.kept.draft)
    }

    /// The seats of the two that an actor does not hold.
    pub(super) fn others(&self, actor: &Actor) -> Vec<Seat> {
        self.seats.iter().filter(|s| !s.held_by(actor)).cloned().collect()
    }
}

/// Why a list that both have signed is not opened again: the public notice is out, or nothing remained to put on one and
/// applicants were told that they are not on the list (Art. 20, 21).
pub(super) async fn settled(db: &mut dyn Session, season: &Season) -> Result<Option<Refusal>> {
    if season.published.notice_ends.is_some() {
        return Ok(Some(Refusal::ListPublished));
    }
    let told = !db.dossiers_at(&season.id, &[Stage::NotListed]).await?.is_empty();
    Ok(told.then_some(Refusal::NothingRemains))
}
