//! Who is in the room, and what lies on the table (Art. 13–15, 19, 20).

use std::collections::BTreeMap;

use domain::deliberation::Review;
use domain::deliberation::agreed::Results;
use domain::deliberation::conclusion::{Conclusion, Panel as Known};
use domain::deliberation::panel_round::{PanelRound, Signature};
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::review::blind;
use domain::review::board::Board;
use domain::stamp::Stamp;

use crate::Result;
use crate::picture::{self, Picture};
use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::ports::deliberation::Deliberation;
use crate::rooms::shared::concluded::known;
use crate::table::{Chairs, Seats, unsealed};

/// A panel's deliberation with all that is known of it.
pub(super) struct Room<'a> {
    picture: &'a Picture,
    seats: Seats,
    /// The panel as the committee knows it.
    pub(super) of: &'a Panel,
    /// Its board.
    pub(super) board: Board,
    /// The panel as its conclusion is judged by.
    pub(super) panel: Known,
    /// What is stored; the ranking by scores before anything is.
    pub(super) kept: Deliberation,
    /// How often applications were given back.
    pub(super) declined: BTreeMap<DossierId, u32>,
}

impl<'a> Room<'a> {
    /// Opens the room to an actor who is not kept out and has the seat that is needed.
    ///
    /// # Errors
    /// [`Refusal::UndertakingMissing`]; [`Refusal::NotYours`] for a panel that is not there, without the seat, or with nothing to hear in the
    /// defence; [`Refusal::Conflicted`]; [`Refusal::OwnSheetsFirst`] as long as the actor still has to score here,
    /// and [`Refusal::OwnSheetsMissed`] once that is not possible any more.
    pub(super) async fn open(
        db: &mut dyn Session,
        picture: &'a Picture,
        panel: &PanelId,
        (actor, now): (&Actor, Stamp),
        needed: fn(&Seats) -> bool,
    ) -> Result<Room<'a>> {
        let of = picture.panels.iter().find(|p| p.id == *panel).ok_or(Refusal::NotYours)?;
        picture.signatures.require(actor)?;
        let (season, review) = (&picture.season.id, picture.review);
        let stored = db.deliberation(season, review, panel).await?;
        let open = PanelRound::default();
        let round = stored.as_ref().map_or(&open, |kept| &kept.round);
        let seats = Chairs::read(db, picture).await?.seats((picture, panel), round, now, actor);
        seats.require()?;
        if !needed(&seats) {
            return Err(Refusal::NotYours.into());
        }
        if review == Review::Defence && !picture.lines.iter().any(|l| l.panel == *panel) {
            return Err(Refusal::NotYours.into());
        }
        // What is reckoned with needs no names; the view cuts them in a blind review.
        let board = picture.board(picture::viewer(actor).as_ref(), Some(panel), false);
        let own = picture::viewer(actor);
        if own.is_some_and(|own| !unsealed(picture, panel, &own).is_empty()) {
            return Err(Refusal::OwnSheetsFirst.into());
        }
        let kept = stored.unwrap_or_else(|| Deliberation {
            panel: panel.clone(),
            round: PanelRound::default(),
            results: Results::proposed(&board),
            exceptions: BTreeMap::new(),
            revision: 0,
        });
        let declined = db.declined(season, review, panel).await?;
        let members = db.members(season).await?;
        let members = members.into_iter().filter(|m| m.panel == *panel).map(|m| m.expert.id);
        let panel = known(picture, &board, of, members.collect());
        Ok(Room { picture, seats, of, board, panel, kept, declined })
    }

    /// The actor presides.
    pub(super) fn presides(&self) -> bool {
        self.seats.presides()
    }

    /// The actor confirms.
    pub(super) fn confirms(&self) -> bool {
        self.seats.confirms()
    }

    /// The seats, as the actor finds them.
    pub(super) fn seats(&self) -> &Seats {
        &self.seats
    }

    /// The review that is deliberated on.
    pub(super) fn review(&self) -> Review {
        self.picture.review
    }

    /// The season.
    pub(super) fn season(&self) -> &SeasonId {
        &self.picture.season.id
    }

    /// What would be signed.
    pub(super) fn conclusion(&self) -> Conclusion {
        let left = BTreeMap::new();
        Conclusion::of(&self.panel, self.kept.results.clone(), &self.kept.exceptions, &left)
    }

    /// Whether what lies on the table by now is another than what was signed: other ranks by scores, other places,
    /// others who leave the room.
    pub(super) fn differs(&self, signed: &Signature) -> bool {
        let (left, results) = (BTreeMap::new(), self.kept.results.refreshed(&self.board));
        let now = Conclusion::of(&self.panel, results, &self.kept.exceptions, &left);
        now.sha256() != signed.sha256
    }

    /// What an expert is called: by name, or in a `blind` review by number. Beside the number of an application a
    /// name would tell whose it is: where its bearer works is no secret (Art. 15).
    pub(super) fn name_of(&self, expert: &ExpertId, blind: bool) -> String {
        if blind {
            return blind::expert(self.picture.number(expert));
        }
        let found = self.picture.experts.iter().find(|(id, _)| id == expert);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }
}
