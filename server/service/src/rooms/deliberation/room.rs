//! Who is in the room, and what lies on the table (Art. 13–15, 19, 20).

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::Review;
use domain::deliberation::agreed::Results;
use domain::deliberation::conclusion::{Case, Conclusion, Panel as Known};
use domain::deliberation::panel_round::PanelRound;
use domain::deliberation::who::{confirming, presiding};
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};
use domain::policy::{Actor, Role, seats_at};
use domain::refusal::Refusal;
use domain::review::board::{Board, View};

use crate::Result;
use crate::picture::{self, Picture};
use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::ports::deliberation::Deliberation;

/// The seats at the table of a panel, as one actor finds them.
pub(super) struct Seats {
    /// Seats that are empty, or whose holder is in conflict with one of the panel's applications.
    out: BTreeSet<Role>,
    /// Seats the actor holds.
    own: Vec<Role>,
}

impl Seats {
    /// Whether all seats the actor holds are kept out.
    pub(super) fn barred(&self) -> bool {
        self.own.iter().all(|r| self.out.contains(r))
    }

    /// The actor presides.
    pub(super) fn presides(&self) -> bool {
        presiding(|r| self.out.contains(&r)).is_some_and(|r| self.own.contains(&r))
    }

    /// The actor confirms.
    pub(super) fn confirms(&self) -> bool {
        confirming(|r| self.out.contains(&r)).is_some_and(|r| self.own.contains(&r))
    }
}

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
    /// The seats of a panel.
    pub(super) async fn seats(
        db: &mut dyn Session,
        picture: &Picture,
        panel: &Panel,
        actor: &Actor,
    ) -> Result<Seats> {
        let season = &picture.season.id;
        let ours: BTreeSet<&DossierId> =
            picture.lines.iter().filter(|l| l.panel == panel.id).map(|l| &l.dossier).collect();
        let kept_away = |expert: &ExpertId| {
            let all = picture.conflicts.get(expert);
            all.is_some_and(|all| all.iter().any(|d| ours.contains(d)))
        };
        let mut out = BTreeSet::new();
        let members = db.members(season).await?;
        let lead = members.iter().find(|m| m.panel == panel.id && m.lead);
        if lead.is_none_or(|m| kept_away(&m.expert.id)) {
            out.insert(Role::PanelLead);
        }
        for role in [Role::Chair, Role::ViceChair] {
            let holders = db.holders(season, role.code()).await?;
            // Chair and vice chair come from the pool; one who does not has nothing to be in conflict with.
            let away = |scope: &String| !scope.is_empty() && kept_away(&scope.as_str().into());
            if holders.is_empty() || holders.iter().any(|(.., scope)| away(scope)) {
                out.insert(role);
            }
        }
        Ok(Seats { out, own: seats_at(actor, &panel.id) })
    }

    /// Opens the room to an actor who is not kept out and has the seat that is needed.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] for a panel that is not there, without the seat, or with nothing to hear in the
    /// defence; [`Refusal::Conflicted`]; and
    /// [`Refusal::OwnSheetsFirst`] as long as the actor still has to score here.
    pub(super) async fn open(
        db: &mut dyn Session,
        picture: &'a Picture,
        panel: &PanelId,
        actor: &Actor,
        needed: fn(&Seats) -> bool,
    ) -> Result<Room<'a>> {
        let of = picture.panels.iter().find(|p| p.id == *panel).ok_or(Refusal::NotYours)?;
        let seats = Self::seats(db, picture, of, actor).await?;
        if seats.barred() {
            return Err(Refusal::Conflicted.into());
        }
        if !needed(&seats) {
            return Err(Refusal::NotYours.into());
        }
        let review = picture.review;
        if review == Review::Defence && !picture.lines.iter().any(|l| l.panel == *panel) {
            return Err(Refusal::NotYours.into());
        }
        // What is reckoned with needs no names; the view cuts them in a blind review.
        let board = picture.board(picture::viewer(actor).as_ref(), Some(panel), false);
        if board.rows.iter().any(|r| r.masked > 0) || waits(picture, panel, actor) {
            return Err(Refusal::OwnSheetsFirst.into());
        }
        let stored = db.deliberation(&picture.season.id, review, panel).await?;
        let kept = stored.unwrap_or_else(|| Deliberation {
            panel: panel.clone(),
            round: PanelRound::default(),
            results: Results::proposed(&board),
            exceptions: BTreeMap::new(),
            revision: 0,
        });
        let declined = db.declined(&picture.season.id, review, panel).await?;
        let members = db.members(&picture.season.id).await?;
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

    /// Name of an expert.
    pub(super) fn name_of(&self, expert: &ExpertId) -> String {
        let found = self.picture.experts.iter().find(|(id, _)| id == expert);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

/// Whether the actor has a sheet in this panel that is not sealed: a row nobody has sealed yet is not
/// masked, there is nothing to mask.
fn waits(picture: &Picture, panel: &PanelId, actor: &Actor) -> bool {
    let Some(own) = picture::viewer(actor) else { return false };
    let lines = picture.lines.iter().filter(|l| l.panel == *panel);
    lines.flat_map(|l| &l.cells).any(|c| c.expert == own && c.total.is_none())
}

/// The panel as a conclusion is judged by.
fn known(picture: &Picture, board: &Board, of: &Panel, members: BTreeSet<ExpertId>) -> Known {
    let case = |r: domain::review::board::RankedRow| {
        let row = &board.rows[r.index];
        Case {
            dossier: row.dossier.clone(),
            reference: row.code.clone(),
            computed: r.rank,
            due: u32::from(row.due),
            sealed: u32::try_from(row.scores.len()).unwrap_or(u32::MAX),
            enters: board.enters(&r.stats),
        }
    };
    let cases: Vec<Case> = board.rank(&View::default()).into_iter().map(case).collect();
    let mut conflicts: BTreeMap<DossierId, BTreeSet<ExpertId>> = BTreeMap::new();
    for expert in members {
        for dossier in picture.conflicts.get(&expert).into_iter().flatten() {
            if cases.iter().any(|c| c.dossier == *dossier) {
                conflicts.entry(dossier.clone()).or_default().insert(expert.clone());
            }
        }
    }
    Known {
        id: of.id.clone(),
        review: picture.review,
        places: board.places,
        minimum: picture.season.reviews_min(picture.review),
        cases,
        conflicts,
    }
}
