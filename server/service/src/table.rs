//! Who sits at the table of a panel (Art. 13–15, 19, 20): read once for all panels, then judged panel by panel.

use std::collections::BTreeSet;

use domain::defence::initial_list::who::Seat;
use domain::deliberation::Review;
use domain::deliberation::panel_round::{PanelRound, PanelStage};
use domain::deliberation::who::{Away, Person, Place, Table, stands_in, table};
use domain::ids::{AccountId, DossierId, ExpertId, PanelId};
use domain::policy::{Actor, Role, may_deliberate};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::deliberation::SeatLacking;

use crate::picture::Picture;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::Member;
use crate::{Result, Service};

/// Who holds a role: account, name, address, scope.
type Holder = (AccountId, String, String, String);

/// All seats that somebody holds: the heads', then those of the panels' leads by number.
pub(crate) struct Chairs(Vec<(Seat, Person)>);

/// The seats of one panel's table as an actor finds them.
pub(crate) struct Seats {
    /// Who presides and who confirms.
    pub(crate) table: Table,
    /// Seats the actor holds at this table, with what keeps them away. That of another panel's lead is among them
    /// only where they stand in.
    own: Vec<(Seat, Option<Away>)>,
    /// The actor is at the table for somebody else.
    pub(crate) stands_in: bool,
}

impl Chairs {
    /// Reads them: seven queries, however many panels there are. Whoever is kept from signing in holds no seat against
    /// those who stand in.
    pub(crate) async fn read(db: &mut dyn Session, picture: &Picture) -> Result<Self> {
        let season = &picture.season.id;
        let chair = db.holders(season, Role::Chair.code()).await?;
        let vice_chair = db.holders(season, Role::ViceChair.code()).await?;
        let leads = db.holders(season, Role::PanelLead.code()).await?;
        let panels: Vec<&PanelId> = picture.panels.iter().map(|p| &p.id).collect();
        let members = db.members(season).await?;
        let mut all = Self::of((&chair, &vice_chair, &leads), &panels, &members);
        let mut able = BTreeSet::new();
        for role in [Role::Chair, Role::ViceChair, Role::PanelLead] {
            able.extend(db.able_holders(season, role.code()).await?);
        }
        all.0.retain(|(_, person)| person.account.as_ref().is_none_or(|a| able.contains(a)));
        Ok(all)
    }

    /// Out of who holds the seats of the heads and of leads, and of the panels by number.
    pub(crate) fn of(
        (chair, vice_chair, leads): (&[Holder], &[Holder], &[Holder]),
        panels: &[&PanelId],
        members: &[Member],
    ) -> Self {
        let mut all = Vec::new();
        for (seat, holders) in [(Seat::Chair, chair), (Seat::ViceChair, vice_chair)] {
            for (account, .., scope) in holders {
                // Who does not come from the pool has nothing to be in conflict with.
                let expert = (!scope.is_empty()).then(|| scope.as_str().into());
                all.push((seat.clone(), Person { expert, account: Some(account.clone()) }));
            }
        }
        for panel in panels {
            let lead = members.iter().find(|m| m.panel == **panel && m.lead);
            let Some(lead) = lead else { continue };
            let account = leads.iter().find(|(.., scope)| *scope == panel.as_str());
            let account = account.map(|(account, ..)| account.clone());
            let person = Person { expert: Some(lead.expert.id.clone()), account };
            all.push((Seat::Lead((*panel).clone()), person));
        }
        Self(all)
    }

    /// Who is lacking at the table of a panel, where nothing but conflicts keeps anybody away: for the Office, which
    /// makes room. How far the panel is is not told by it.
    pub(crate) fn lacking(
        &self,
        panel: &PanelId,
        conflicted: impl Fn(&ExpertId) -> bool,
    ) -> Option<SeatLacking> {
        seat_lacking(&table(panel, &self.in_conflict(conflicted), None), PanelStage::Open)
    }

    /// All seats, with what a conflict alone keeps away.
    pub(crate) fn in_conflict(&self, conflicted: impl Fn(&ExpertId) -> bool) -> Vec<Place> {
        let place = |(seat, person): &(Seat, Person)| {
            let away = person.expert.as_ref().is_some_and(&conflicted).then_some(Away::Conflict);
            Place { seat: seat.clone(), person: person.clone(), away }
        };
        self.0.iter().map(place).collect()
    }

    /// The table of a panel, for nobody in particular.
    pub(crate) fn table(
        &self,
        picture: &Picture,
        panel: &PanelId,
        round: &PanelRound,
        now: Stamp,
    ) -> Table {
        table(panel, &self.places(picture, panel, now), signed(round).as_ref())
    }

    /// Who is told of what becomes of a signed conclusion without their doing: the two of the panel's table, and the
    /// heads, who release it with the others. Whoever is kept away hears nothing (Art. 15).
    pub(crate) fn concerned(
        &self,
        picture: &Picture,
        panel: &PanelId,
        round: &PanelRound,
        now: Stamp,
    ) -> Vec<Seat> {
        let places = self.places(picture, panel, now);
        let two = table(panel, &places, signed(round).as_ref());
        let head = |p: &&Place| matches!(p.seat, Seat::Chair | Seat::ViceChair);
        let heads = places.iter().filter(head).filter(|p| p.away.is_none());
        let heads = heads.map(|p| p.seat.clone());
        let all: BTreeSet<Seat> = heads.chain(two.presides).chain(two.confirms).collect();
        all.into_iter().collect()
    }

    /// The table of a panel as an actor finds it.
    pub(crate) fn seats(
        &self,
        (picture, panel): (&Picture, &PanelId),
        round: &PanelRound,
        now: Stamp,
        actor: &Actor,
    ) -> Seats {
        let places = self.places(picture, panel, now);
        let table = table(panel, &places, signed(round).as_ref());
        let called = |seat: &Seat| {
            table.presides.as_ref() == Some(seat) || table.confirms.as_ref() == Some(seat)
        };
        let mut own = Vec::new();
        for seat in [Seat::Lead(panel.clone()), Seat::ViceChair, Seat::Chair] {
            if seat.held_by(actor) {
                // Held in the grants and by nobody of the committee: whoever it is does not sit.
                let place = places.iter().find(|p| p.seat == seat);
                own.push((seat, place.map_or(Some(Away::Conflict), |p| p.away)));
            }
        }
        let other = |p: &&Place| stands_in(&p.seat, panel) && p.seat.held_by(actor);
        let stands = places.iter().filter(other).find(|p| called(&p.seat));
        let stands = stands.map(|p| (p.seat.clone(), p.away));
        let stands_in = stands.is_some() && own.iter().all(|(_, away)| away.is_some());
        own.extend(stands);
        Seats { table, own, stands_in }
    }

    fn places(&self, picture: &Picture, panel: &PanelId, now: Stamp) -> Vec<Place> {
        let place = |(seat, person): &(Seat, Person)| {
            let away = person.expert.as_ref().and_then(|e| kept_away(picture, panel, e, now));
            Place { seat: seat.clone(), person: person.clone(), away }
        };
        self.0.iter().map(place).collect()
    }
}

impl Seats {
    /// Refuses whoever has no part in the deliberation, or is kept out of the room.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] without a seat; [`Refusal::Conflicted`]; [`Refusal::OwnSheetsMissed`].
    pub(crate) fn require(&self) -> std::result::Result<(), Refusal> {
        if self.own.is_empty() {
            return Err(Refusal::NotYours);
        }
        if !self.barred() {
            return Ok(());
        }
        match self.late() {
            true => Err(Refusal::OwnSheetsMissed),
            false => Err(Refusal::Conflicted),
        }
    }

    /// Whether the actor has any seat at this table.
    pub(crate) fn any(&self) -> bool {
        !self.own.is_empty()
    }

    /// Whether all seats the actor holds are kept out.
    pub(crate) fn barred(&self) -> bool {
        self.own.iter().all(|(_, away)| away.is_some())
    }

    /// Whether nothing but own sheets that were missed keeps the actor out.
    pub(crate) fn late(&self) -> bool {
        let late = |(_, away): &(Seat, Option<Away>)| *away == Some(Away::Sheets);
        self.any() && self.own.iter().all(late)
    }

    /// The actor presides.
    pub(crate) fn presides(&self) -> bool {
        self.holds(self.table.presides.as_ref())
    }

    /// The actor confirms.
    pub(crate) fn confirms(&self) -> bool {
        self.holds(self.table.confirms.as_ref())
    }

    fn holds(&self, seat: Option<&Seat>) -> bool {
        seat.is_some_and(|seat| self.own.iter().any(|(own, _)| own == seat))
    }
}

/// The seats of a panel's table as an actor finds them, where nothing else is at hand.
pub(crate) async fn seats_of(
    db: &mut dyn Session,
    picture: &Picture,
    panel: &PanelId,
    now: Stamp,
    actor: &Actor,
) -> Result<Seats> {
    let stored = db.deliberation(&picture.season.id, picture.review, panel).await?;
    let round = stored.map(|kept| kept.round).unwrap_or_default();
    Ok(Chairs::read(db, picture).await?.seats((picture, panel), &round, now, actor))
}

impl Service {
    /// The review in which an actor presides over the panel of an application, or confirms what it comes to: they
    /// read its dossier (ADR 0059). The defence counts before the written review.
    pub(crate) async fn reads_at_table(
        &self,
        actor: &Actor,
        d: &Dossier,
    ) -> Result<Option<Review>> {
        let Some(panel) = d.panel.as_ref().filter(|_| may_deliberate(actor).is_ok()) else {
            return Ok(None);
        };
        for review in Review::ALL.into_iter().rev() {
            let picture = self.picture(review).await?;
            let on_it = picture.lines.iter().any(|l| l.dossier == d.id && l.panel == *panel);
            if !on_it || picture.signatures.require(actor).is_err() {
                continue;
            }
            let mut db = self.read().await?;
            let seats = seats_of(&mut *db, &picture, panel, self.now(), actor).await?;
            if seats.presides() || seats.confirms() {
                return Ok(Some(review));
            }
        }
        Ok(None)
    }
}

/// What is lacking at the table of a panel that is not released: nobody presides, or nobody is there to confirm.
pub(crate) fn seat_lacking(table: &Table, stage: PanelStage) -> Option<SeatLacking> {
    match stage {
        PanelStage::Open if table.presides.is_none() => Some(SeatLacking::Presiding),
        PanelStage::Open | PanelStage::SignedByLead if table.confirms.is_none() => {
            Some(SeatLacking::Confirming)
        }
        _ => None,
    }
}

/// Whoever has signed what stands, where something does.
fn signed(round: &PanelRound) -> Option<Person> {
    match round {
        PanelRound::Open { .. } => None,
        PanelRound::SignedByLead { signed }
        | PanelRound::ConfirmedByChair { signed, .. }
        | PanelRound::Released { signed, .. } => {
            Some(Person { expert: None, account: Some(signed.by.clone()) })
        }
    }
}

/// What keeps an expert from the table of a panel.
fn kept_away(picture: &Picture, panel: &PanelId, expert: &ExpertId, now: Stamp) -> Option<Away> {
    let ours = || picture.lines.iter().filter(|l| l.panel == *panel);
    if ours().any(|l| picture.keeps_away(expert, &l.dossier)) {
        return Some(Away::Conflict);
    }
    (picture.closed(now) && !unsealed(picture, panel, expert).is_empty()).then_some(Away::Sheets)
}

/// Applications of a panel whose sheets an expert has not sealed, and said nothing of.
pub(crate) fn unsealed(
    picture: &Picture,
    panel: &PanelId,
    expert: &ExpertId,
) -> BTreeSet<DossierId> {
    let ours = picture.lines.iter().filter(|l| l.panel == *panel);
    let open = ours.filter(|l| l.cells.iter().any(|c| c.expert == *expert && c.waits()));
    open.map(|l| l.dossier.clone()).collect()
}
