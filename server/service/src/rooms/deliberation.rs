//! Room *deliberation* (Art. 13–15, 19, 20): what a panel agrees on beside the sealed scores, who signs and who
//! confirms it, and the release of all lists at once.

mod agreeing;
mod hearing;
mod missing;
mod outdated;
mod room;
mod sheets;
mod signing;
mod taking;
mod telling;
mod together;
mod unchecked;

use std::collections::{BTreeMap, BTreeSet};

use domain::deliberation::Review;
use domain::deliberation::agenda::{Bounds, agenda};
use domain::deliberation::deviation::{deviates, unexplained};
use domain::deliberation::lack::{lacks, short};
use domain::deliberation::panel_round::{PanelRound, PanelStage, Signature, may_release};
use domain::ids::{DossierId, PanelId};
use domain::journey::Stage;
use domain::policy::{Actor, BoardScope, Role, deliberates, may_deliberate};
use domain::refusal::Refusal;
use domain::review::board::View;
use domain::views::deliberation::{DeliberationView, PanelLine, Panels, Row};

pub use agreeing::Agreeing;

use crate::picture::{self, Picture};
use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::reads::Sealed;
use crate::rooms::shared;
use crate::table::{Chairs, seat_lacking, unsealed};
use crate::{Result, Service};
use outdated::outdated;
use room::Room;
use together::together;
use unchecked::unchecked;

impl Service {
    /// How far the panels are that a viewer takes part in: their own, or those at whose table they stand in.
    pub async fn deliberations(&self, actor: &Actor, review: Review) -> Result<Panels> {
        let scope = deliberates(actor)?;
        let picture = self.picture(review).await?;
        picture.signatures.require(actor)?;
        let now = self.now();
        let mut db = self.read().await?;
        let rounds = rounds(&mut *db, &picture).await?;
        let unread = unread(&mut *db, &picture).await?;
        let left = unchecked(&mut *db, &picture, actor).await?;
        let outdated = outdated(&mut *db, &picture).await?;
        let chairs = Chairs::read(&mut *db, &picture).await?;
        let releases = actor.is(Role::Chair) || actor.is(Role::ViceChair);
        let open = PanelRound::default();
        let mut lines = Vec::new();
        for (panel, round) in &rounds {
            let seats = chairs.seats((&picture, &panel.id), round, now, actor);
            let own = match &scope {
                BoardScope::Committee => true,
                BoardScope::Panel(id) => panel.id == *id || seats.stands_in,
            };
            if own {
                let barred = seats.barred();
                // To a lead who is out of the room the panel is open until all lists are.
                let told = releases || !barred || round.stage() == PanelStage::Released;
                let viewer = picture::viewer(actor);
                let owed = viewer.map_or(0, |e| unsealed(&picture, &panel.id, &e).len());
                let missed = if seats.late() { owed } else { 0 };
                let shown = if told { round } else { &open };
                // That it is given back is for who releases; why, for who is in the room (Art. 15, 19).
                let outdated = outdated.get(&panel.id).filter(|_| told);
                let stage = match outdated {
                    // Somebody has to be there to give it back.
                    Some(_) => PanelStage::SignedByLead,
                    None => round.stage(),
                };
                let hidden = barred || owed > 0;
                lines.push(PanelLine {
                    missed: u32::try_from(missed).unwrap_or(u32::MAX),
                    stands_in: seats.stands_in,
                    lacking: if barred { None } else { seat_lacking(&seats.table, stage) },
                    outdated: outdated.map(|l| if hidden { Vec::new() } else { l.clone() }),
                    ..line(&picture, panel, shown, barred)
                });
            }
        }
        let out = review == Review::Defence && picture.released;
        let makes_list = out && {
            let seats = crate::makers::seats(&mut *db, &picture).await?;
            seats.iter().any(|seat| seat.held_by(actor))
        };
        let all: Vec<(i64, PanelRound)> =
            rounds.into_iter().map(|(p, round)| (p.number, round)).collect();
        Ok(Panels {
            which: picture.which(actor, None),
            year: picture.season.year,
            lines,
            releases,
            // How far the other panels are is for who releases: it would press on who still deliberates.
            ready: releases
                && may_release(&all).is_ok()
                && unread.is_empty()
                && left.none
                && outdated.is_empty(),
            unchecked: if releases && !picture.released { left.references } else { Vec::new() },
            makes_list,
        })
    }

    /// The deliberation of a panel. A conflict with one of its applications keeps a viewer out of all of
    /// it: whoever leaves the room hears nothing (Art. 15).
    pub async fn deliberation(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
    ) -> Result<DeliberationView> {
        may_deliberate(actor)?;
        let picture = self.picture(review).await?;
        let written = match review {
            Review::Written => None,
            Review::Defence => Some(self.picture(Review::Written).await?),
        };
        let now = self.now();
        let mut db = self.read().await?;
        let room = Room::open(&mut *db, &picture, panel, (actor, now), |_| true).await?;
        let both = written.map(|w| together(&w, &room, actor)).unwrap_or_default();
        let round = &room.kept.round;
        let (signed, confirmed) = signatures(round);
        let returned = match round {
            PanelRound::Open { returned: Some(r) } => Some((r.at, r.reason.clone())),
            _ => None,
        };
        let conclusion = room.conclusion();
        let lacking = match round.stage() {
            PanelStage::Released => Vec::new(),
            _ => lacks(&room.panel, &conclusion),
        };
        let outdated = round.outdated(&room.panel, &conclusion);
        let stage = if outdated.is_some() { PanelStage::SignedByLead } else { round.stage() };
        let seats = room.seats();
        let view = DeliberationView {
            which: picture.which(actor, Some(panel)),
            year: picture.season.year,
            panel: PanelLine {
                stands_in: seats.stands_in,
                lacking: seat_lacking(&seats.table, stage),
                outdated,
                ..line(&picture, room.of, round, false)
            },
            least: room.panel.least,
            percent: picture.season.review.defence_percent,
            rows: rows(&room, picture.hides_names(actor), &both),
            lacks: lacking,
            sha256: confirmed.map_or_else(|| conclusion.sha256(), |c| c.sha256.clone()),
            differs: signed.is_some_and(|s| room.differs(s)),
            revision: room.kept.revision,
            returned,
            signed: shared::signed_by(&mut *db, signed).await?,
            confirmed: shared::signed_by(&mut *db, confirmed).await?,
            presides: room.presides(),
            confirms: room.confirms(),
        };
        drop(db);
        self.note_read(actor, Sealed::Deliberation(review, panel)).await?;
        Ok(view)
    }
}

/// Panels that have applications, scored or not, each with where it stands.
async fn rounds<'a>(
    db: &mut dyn Session,
    picture: &'a Picture,
) -> Result<Vec<(&'a Panel, PanelRound)>> {
    let mut begun = db.deliberations(&picture.season.id, picture.review).await?;
    let unread = unread(db, picture).await?;
    let panels = picture.panels.iter();
    let with = panels.filter(|p| {
        picture.lines.iter().any(|line| line.panel == p.id)
            || unread.iter().any(|panel| panel.as_ref() == Some(&p.id))
    });
    let round = |p: &'a Panel| {
        let at = begun.iter().position(|d| d.panel == p.id);
        (p, at.map(|i| begun.swap_remove(i).round).unwrap_or_default())
    };
    Ok(with.map(round).collect())
}

/// Applications the review is to decide on that nobody scores, by their home panels: what waits for experts or
/// has lost all of them; in the defence what is shortlisted and does not stay away.
async fn unread(db: &mut dyn Session, picture: &Picture) -> Result<Vec<Option<PanelId>>> {
    let season = &picture.season.id;
    let (stages, away): (&[Stage], BTreeSet<DossierId>) = match picture.review {
        Review::Written => (&[Stage::FormalityPassed, Stage::WrittenReview], BTreeSet::new()),
        Review::Defence => {
            let slots = db.slots(season).await?.into_iter();
            let cancelled = slots.filter(|s| s.cancelled_at.is_some());
            (&[Stage::Shortlisted], cancelled.map(|s| s.slot.dossier).collect())
        }
    };
    let read: BTreeSet<&DossierId> = picture.lines.iter().map(|l| &l.dossier).collect();
    let all = db.dossiers_at(season, stages).await?;
    let left = all.into_iter().filter(|d| !read.contains(&d.id) && !away.contains(&d.id));
    Ok(left.map(|d| d.panel).collect())
}

/// Refuses to sign for a panel, or to release all, over applications that nobody scores: they would be on no list,
/// and never decided (Art. 19, 20). How many is told to who is in conflict with nothing: of others a number could
/// betray an application that is not theirs to know of (Art. 15).
async fn require_read(
    db: &mut dyn Session,
    picture: &Picture,
    panel: Option<&PanelId>,
    actor: &Actor,
) -> Result<()> {
    let unread = unread(db, picture).await?;
    let count = unread.iter().filter(|home| panel.is_none() || home.as_ref() == panel).count();
    let kept_away = picture::viewer(actor).is_some_and(|e| picture.conflicts.contains_key(&e));
    if count == 0 {
        return Ok(());
    }
    let applications = if kept_away { 0 } else { u32::try_from(count).unwrap_or(u32::MAX) };
    Err(Refusal::Unread { review: picture.review, applications }.into())
}

fn line(picture: &Picture, panel: &Panel, round: &PanelRound, barred: bool) -> PanelLine {
    let applications = picture.lines.iter().filter(|line| line.panel == panel.id).count();
    PanelLine {
        panel: panel.id.clone(),
        number: panel.number,
        zh: panel.zh.clone(),
        en: panel.en.clone(),
        stage: round.stage(),
        places: picture.places(Some(&panel.id)),
        applications: (!barred).then(|| u32::try_from(applications).unwrap_or(u32::MAX)),
        barred,
        missed: 0,
        stands_in: false,
        lacking: None,
        outdated: None,
    }
}

fn signatures(round: &PanelRound) -> (Option<&Signature>, Option<&Signature>) {
    match round {
        PanelRound::Open { .. } => (None, None),
        PanelRound::SignedByLead { signed } => (Some(signed), None),
        PanelRound::ConfirmedByChair { signed, confirmed }
        | PanelRound::Released { signed, confirmed, .. } => (Some(signed), Some(confirmed)),
    }
}

/// The rows of the page, by agreed rank, with the figures of `both` reviews together; in a blind review without names,
/// be it of organisations or of experts.
fn rows(room: &Room<'_>, blind: bool, both: &BTreeMap<DossierId, i32>) -> Vec<Row> {
    let bounds = Bounds { minimum: room.panel.minimum, ..Bounds::default() };
    let mut grounds: BTreeMap<_, _> = agenda(&room.board, &room.declined, &bounds)
        .into_iter()
        .map(|entry| (entry.dossier, entry.grounds))
        .collect();
    let ranked = room.board.rank(&View::default());
    let results = &room.kept.results;
    let owing: Vec<_> = unexplained(results, room.panel.line());
    let conclusion = room.conclusion();
    let row = |agreed: &domain::deliberation::agreed::Agreed| {
        let ranked = ranked.iter().find(|r| room.board.rows[r.index].dossier == agreed.dossier)?;
        let of = &room.board.rows[ranked.index];
        let absent = conclusion.absences.get(&agreed.dossier).into_iter().flatten();
        let mut absent: Vec<String> = absent.map(|e| room.name_of(e, blind)).collect();
        absent.sort();
        let sealed = u32::try_from(of.scores.len()).unwrap_or(u32::MAX);
        let due = u32::from(of.due);
        Some(Row {
            dossier: agreed.dossier.clone(),
            reference: of.code.clone(),
            title: of.title.clone(),
            organisation: if blind { String::new() } else { of.organisation.clone() },
            rank: agreed.rank,
            computed: ranked.rank,
            trimmed: ranked.stats.trimmed,
            combined: both.get(&agreed.dossier).copied(),
            spread: ranked.stats.spread,
            sealed,
            due,
            short: short(sealed, due, room.panel.minimum),
            verdict: agreed.verdict,
            reason: agreed.reason.clone(),
            minutes: agreed.minutes.clone(),
            exception: room.kept.exceptions.get(&agreed.dossier).cloned().unwrap_or_default(),
            deviates: deviates(agreed, results, room.panel.line()),
            owes: owing.iter().any(|o| o.dossier == agreed.dossier),
            grounds: grounds.remove(&agreed.dossier).unwrap_or_default(),
            absent,
        })
    };
    results.in_order().into_iter().filter_map(row).collect()
}
