//! A whole board as it travels: five thousand scores name their experts by number, so that it takes
//! a third less to write, to pack and to read. What changed later ([`Delta`](super::Delta)) is short
//! and names them in full.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BoardRow, BoardScore};
use crate::ids::{DossierId, ExpertId};
use crate::review::statistics::Trim;

/// The board with its scores by number.
#[derive(Serialize, Deserialize)]
pub(super) struct Board {
    #[serde(rename = "r")]
    rows: Vec<Row>,
    #[serde(rename = "e")]
    experts: Vec<(ExpertId, String)>,
    /// Experts of the scores: a score names its place here.
    #[serde(rename = "i")]
    scorers: Vec<ExpertId>,
    #[serde(rename = "k")]
    places: u32,
    #[serde(rename = "h")]
    threshold: i32,
    #[serde(rename = "m", default)]
    trim: Trim,
    #[serde(rename = "a")]
    as_of: i64,
}

#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(rename = "d")]
    dossier: DossierId,
    #[serde(rename = "c")]
    code: String,
    #[serde(rename = "t")]
    title: String,
    #[serde(rename = "o")]
    organisation: String,
    #[serde(rename = "u")]
    unit: String,
    #[serde(rename = "p")]
    panel: String,
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
    #[serde(rename = "a")]
    changed_at: i64,
}

impl From<super::Board> for Board {
    fn from(board: super::Board) -> Self {
        let mut scorers: Vec<ExpertId> = Vec::new();
        let mut places: BTreeMap<ExpertId, i32> = BTreeMap::new();
        let mut place = |expert: ExpertId| {
            let next = i32::try_from(places.len()).unwrap_or(i32::MAX);
            *places.entry(expert).or_insert_with_key(|e| {
                scorers.push(e.clone());
                next
            })
        };
        let mut rows = Vec::with_capacity(board.rows.len());
        for row in board.rows {
            let amended = row.scores.iter().map(|s| s.amended).enumerate();
            let amended = amended.filter(|(_, times)| *times > 0).collect();
            let scores = row.scores.into_iter().flat_map(|s| [place(s.expert), s.total]).collect();
            rows.push(Row {
                dossier: row.dossier,
                code: row.code,
                title: row.title,
                organisation: row.organisation,
                unit: row.unit,
                panel: row.panel,
                due: row.due,
                masked: row.masked,
                scores,
                amended,
                changed_at: row.changed_at,
            });
        }
        Self {
            rows,
            experts: board.experts,
            scorers,
            places: board.places,
            threshold: board.threshold,
            trim: board.trim,
            as_of: board.as_of,
        }
    }
}

impl From<Board> for super::Board {
    fn from(wire: Board) -> Self {
        let score = |pair: &[i32], amended: u16| {
            let expert = wire.scorers.get(usize::try_from(*pair.first()?).ok()?)?.clone();
            Some(BoardScore { expert, total: *pair.get(1)?, amended })
        };
        let times = |r: &Row, n: usize| r.amended.iter().find(|a| a.0 == n).map_or(0, |a| a.1);
        let scores = |r: &Row| {
            let pairs = r.scores.chunks_exact(2).enumerate();
            pairs.filter_map(|(n, pair)| score(pair, times(r, n))).collect()
        };
        let row = |r: Row| BoardRow {
            scores: scores(&r),
            dossier: r.dossier,
            code: r.code,
            title: r.title,
            organisation: r.organisation,
            unit: r.unit,
            panel: r.panel,
            due: r.due,
            masked: r.masked,
            changed_at: r.changed_at,
        };
        Self {
            rows: wire.rows.into_iter().map(row).collect(),
            experts: wire.experts,
            places: wire.places,
            threshold: wire.threshold,
            trim: wire.trim,
            as_of: wire.as_of,
        }
    }
}
