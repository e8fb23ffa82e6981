//! A whole board as it travels: five thousand scores name their experts by number, so that it takes
//! a third less to write, to pack and to read. What changed later ([`Delta`](super::Delta)) is short
//! and names them in full.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize, Serializer};

use super::{BoardRow, BoardScore};
use crate::ids::{DossierId, ExpertId};
use crate::review::statistics::Trim;

/// The board with its scores by number.
#[derive(Serialize, Deserialize)]
pub(super) struct Board<'a> {
    #[serde(rename = "r")]
    rows: Vec<Row<'a>>,
    #[serde(rename = "e")]
    experts: Cow<'a, [(ExpertId, String)]>,
    /// Experts of the scores: a score names its place here.
    #[serde(rename = "i")]
    scorers: Vec<Cow<'a, ExpertId>>,
    #[serde(rename = "k")]
    places: u32,
    #[serde(rename = "l", default, skip_serializing_if = "none")]
    minimum: i32,
    #[serde(rename = "h")]
    threshold: i32,
    #[serde(rename = "m", default)]
    trim: Trim,
    #[serde(rename = "a")]
    as_of: i64,
}

fn none(minimum: &i32) -> bool {
    *minimum == 0
}

#[derive(Serialize, Deserialize)]
struct Row<'a> {
    #[serde(rename = "d")]
    dossier: Cow<'a, DossierId>,
    #[serde(rename = "c")]
    code: Cow<'a, str>,
    #[serde(rename = "t")]
    title: Cow<'a, str>,
    #[serde(rename = "o")]
    organisation: Cow<'a, str>,
    #[serde(rename = "u")]
    unit: Cow<'a, str>,
    #[serde(rename = "p")]
    panel: Cow<'a, str>,
    #[serde(rename = "n")]
    due: u16,
    #[serde(rename = "x", default, skip_serializing_if = "super::is_zero")]
    masked: u16,
    /// By turns: place of the expert, total.
    #[serde(rename = "s")]
    scores: Vec<i32>,
    /// Of the few that were amended: which of the scores, how often.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    amended: Vec<(usize, u16)>,
    /// Of these, which last when others' totals lay open.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    informed: Vec<usize>,
    #[serde(rename = "a")]
    changed_at: i64,
}

impl<'a> From<&'a super::Board> for Board<'a> {
    /// Nothing is copied: a thousand rows are written at each visit.
    fn from(board: &'a super::Board) -> Self {
        let mut scorers: Vec<&ExpertId> = Vec::new();
        let mut places: HashMap<&ExpertId, i32> = HashMap::new();
        let mut place = |expert: &'a ExpertId| {
            let next = i32::try_from(places.len()).unwrap_or(i32::MAX);
            *places.entry(expert).or_insert_with(|| {
                scorers.push(expert);
                next
            })
        };
        let mut rows = Vec::with_capacity(board.rows.len());
        for row in &board.rows {
            let amended = row.scores.iter().map(|s| s.amended).enumerate();
            let amended = amended.filter(|(_, times)| *times > 0).collect();
            let informed = row.scores.iter().enumerate().filter(|(_, s)| s.informed);
            let informed = informed.map(|(n, _)| n).collect();
            let scores = row.scores.iter().flat_map(|s| [place(&s.expert), s.total]).collect();
            rows.push(Row {
                dossier: Cow::Borrowed(&row.dossier),
                code: row.code.as_str().into(),
                title: row.title.as_str().into(),
                organisation: row.organisation.as_str().into(),
                unit: row.unit.as_str().into(),
                panel: row.panel.as_str().into(),
                due: row.due,
                masked: row.masked,
                scores,
                amended,
                informed,
                changed_at: row.changed_at,
            });
        }
        Self {
            rows,
            experts: Cow::Borrowed(&board.experts),
            scorers: scorers.into_iter().map(Cow::Borrowed).collect(),
            places: board.places,
            minimum: board.minimum,
            threshold: board.threshold,
            trim: board.trim,
            as_of: board.as_of,
        }
    }
}

impl Serialize for super::Board {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Board::from(self).serialize(to)
    }
}

impl From<Board<'static>> for super::Board {
    fn from(wire: Board<'static>) -> Self {
        let score = |pair: &[i32], amended: u16, informed: bool| {
            let expert =
                wire.scorers.get(usize::try_from(*pair.first()?).ok()?)?.clone().into_owned();
            Some(BoardScore { expert, total: *pair.get(1)?, amended, informed })
        };
        let times = |r: &Row<'_>, n: usize| r.amended.iter().find(|a| a.0 == n).map_or(0, |a| a.1);
        let scores = |r: &Row<'_>| {
            let pairs = r.scores.chunks_exact(2).enumerate();
            pairs
                .filter_map(|(n, pair)| score(pair, times(r, n), r.informed.contains(&n)))
                .collect()
        };
        let row = |r: Row<'static>| BoardRow {
            scores: scores(&r),
            dossier: r.dossier.into_owned(),
            code: r.code.into_owned(),
            title: r.title.into_owned(),
            organisation: r.organisation.into_owned(),
            unit: r.unit.into_owned(),
            panel: r.panel.into_owned(),
            due: r.due,
            masked: r.masked,
            changed_at: r.changed_at,
        };
        Self {
            rows: wire.rows.into_iter().map(row).collect(),
            experts: wire.experts.into_owned(),
            places: wire.places,
            minimum: wire.minimum,
            threshold: wire.threshold,
            trim: wire.trim,
            as_of: wire.as_of,
        }
    }
}
