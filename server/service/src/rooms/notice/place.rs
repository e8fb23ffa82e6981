//! What somebody is to an objection (Art. 15, 21).

use std::collections::BTreeMap;

use domain::defence::initial_list::who::Seat;
use domain::ids::{AccountId, DossierId, OrganisationId, SeasonId};
use domain::policy::{Actor, Role, may_decide, stands_apart};
use domain::refusal::Refusal;

use crate::Result;
use crate::makers::Seating;
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::objection::ObjectionRow;
use crate::rooms::shared;
use crate::rooms::shared::sealed::People;

/// What an actor is to an objection.
pub(super) struct Place {
    /// They are named, and neither stepped out nor are tied to it.
    pub(super) handles: bool,
    /// They were named, and stepped out or are tied to it since.
    pub(super) out: bool,
    /// They decide it: one of the two seats over the application, never a handler, never who objected or belongs to
    /// the organisation.
    pub(super) decides: bool,
    /// Who is named.
    pub(super) people: People,
}

/// What there is to know to tell what somebody is to objections of a season: asked once, however many there are.
pub(super) struct Ground {
    /// The applications they are about.
    dossiers: BTreeMap<DossierId, Dossier>,
    /// Who decides on which; nothing where it is not asked.
    seating: Option<Seating>,
}

impl Ground {
    /// Of some objections of a season; `deciding` for whoever may decide on any.
    pub(super) async fn of(
        db: &mut dyn Session,
        season: &SeasonId,
        rows: &[ObjectionRow],
        deciding: bool,
    ) -> Result<Self> {
        let named: Vec<DossierId> = rows.iter().map(|o| o.dossier.clone()).collect();
        let dossiers = shared::load_all(db, &named).await?;
        let seating = if deciding { Some(Seating::of(db, season).await?) } else { None };
        Ok(Self { dossiers, seating })
    }

    /// The two seats over an objection: a lead stands in for a head who is in conflict with its application, and for
    /// one who stands apart from the objection otherwise.
    fn seats(&self, row: &ObjectionRow, people: &People) -> Vec<Seat> {
        let (Some(seating), Some(d)) = (&self.seating, self.dossiers.get(&row.dossier)) else {
            return Vec::new();
        };
        seating.over(&row.dossier, |actor| apart(actor, row, people, &d.organisation))
    }

    /// Whether an actor holds one of the two, and no conflict keeps them out.
    fn seated(&self, actor: &Actor, row: &ObjectionRow, people: &People) -> bool {
        let kept = |s: &Seating| s.kept_from(&actor.grants, &row.dossier);
        !self.seating.as_ref().is_some_and(kept)
            && self.seats(row, people).iter().any(|seat| seat.held_by(actor))
    }

    /// Whoever decides on an objection, and nobody else (Art. 15).
    pub(super) fn deciders(&self, row: &ObjectionRow, people: &People) -> Result<Vec<AccountId>> {
        let Some(seating) = &self.seating else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for actor in seating.holders(&self.seats(row, people)) {
            if Place::among(actor, row, people.clone(), self)?.decides {
                found.push(actor.account.clone());
            }
        }
        Ok(found)
    }
}

impl Place {
    /// Of one objection.
    pub(super) async fn of(
        db: &mut dyn Session,
        actor: &Actor,
        row: &ObjectionRow,
    ) -> Result<Self> {
        let actor = &shared::as_of(db, actor, &row.season).await?;
        let people = People::of(db, (&row.id).into(), &row.season).await?;
        let (rows, deciding) = (std::slice::from_ref(row), may_decide(actor).is_ok());
        let ground = Ground::of(db, &row.season, rows, deciding).await?;
        Self::among(actor, row, people, &ground)
    }

    /// The same by what is known of the ground, of an actor as they stand to the season.
    pub(super) fn among(
        actor: &Actor,
        row: &ObjectionRow,
        people: People,
        ground: &Ground,
    ) -> Result<Self> {
        let d = ground.dossiers.get(&row.dossier).ok_or(Refusal::NotYours)?;
        // Nobody judges the organisation they belong to (Art. 15).
        let own = stands_apart(actor, &d.organisation).is_err();
        let decides = !apart(actor, row, &people, &d.organisation)
            && may_decide(actor).is_ok()
            && ground.seated(actor, row, &people);
        let handles = !own && actor.is(Role::Office) && people.named(&actor.account);
        Ok(Self { handles, out: people.out(&actor.account), decides, people })
    }

    /// They decide it now or later: it has come before the committee.
    pub(super) fn decides_on(&self, row: &ObjectionRow) -> bool {
        self.decides && row.handling.before_committee()
    }
}

/// Who does not decide an objection, whatever seat they hold: who belongs to the organisation, who objected, and who was
/// named to handle it.
fn apart(
    actor: &Actor,
    row: &ObjectionRow,
    people: &People,
    organisation: &OrganisationId,
) -> bool {
    stands_apart(actor, organisation).is_err()
        || row.kept.by.as_ref() == Some(&actor.account)
        || people.find(&actor.account).is_some()
}
