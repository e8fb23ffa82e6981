//! Written review and defence together (Art. 19, 20): the figure beside what a panel deliberates on in the defence, and
//! the one the initial list has.

use std::collections::BTreeMap;

use domain::defence::initial_list::figures::{combined, official};
use domain::ids::DossierId;
use domain::policy::{Actor, may_see_board};
use domain::review::board::{Board, BoardRow};

use super::room::Room;
use crate::picture::{self, Picture};

/// The figure of each application of a panel, in tenths of a point, where both boards show its viewer scores. That of
/// the written review is the viewer's own: without what a conflict keeps from them, and without scores as long as
/// theirs is owed. Whoever is here for somebody else has no board of this panel, and no figure.
pub(super) fn together(
    written: &Picture,
    room: &Room<'_>,
    actor: &Actor,
) -> BTreeMap<DossierId, i32> {
    let panel = &room.of.id;
    let seen = may_see_board(actor, Some(panel)).is_ok()
        && !room.seats().stands_in
        && written.signatures.require(actor).is_ok();
    if !seen {
        return BTreeMap::new();
    }
    let board = written.board(picture::viewer(actor).as_ref(), Some(panel), false);
    let (first, percent) = (figures(&board), written.season.review.defence_percent);
    let both = |(dossier, defence): (DossierId, i32)| {
        let figure = combined(first.get(&dossier).copied(), Some(defence), percent)?;
        Some((dossier, figure))
    };
    figures(&room.board).into_iter().filter_map(both).collect()
}

/// The official figure of every application of a board whose scores it shows.
fn figures(board: &Board) -> BTreeMap<DossierId, i32> {
    let of = |row: &BoardRow| {
        let totals: Vec<i32> = row.scores.iter().map(|score| score.total).collect();
        Some((row.dossier.clone(), official(&totals, board.trim)?))
    };
    board.rows.iter().filter_map(of).collect()
}
