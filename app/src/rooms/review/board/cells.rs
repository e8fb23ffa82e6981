//! What a row says, worked out once for each change of the row.

use std::fmt::Write;
use std::sync::Arc;

use domain::review::board::{Board, BoardRow, RankedRow};
use domain::review::statistics;

use super::strip::{Axis, Strip, svg};
use crate::locales::{Lang, board as locale};
use crate::ui::markup::escape;

/// The cells of a row that can change.
#[derive(Debug, PartialEq, Eq)]
pub struct Cells {
    /// Rank, or a dash.
    pub rank: Arc<str>,
    /// Tags under the title, as markup.
    pub tags: Arc<str>,
    /// The strip, as markup.
    pub strip: Arc<str>,
    /// Mean.
    pub mean: Arc<str>,
    /// Median.
    pub median: Arc<str>,
    /// Trimmed mean.
    pub trimmed: Arc<str>,
    /// Spread.
    pub spread: Arc<str>,
    /// Reviews missing, or a dash.
    pub missing: Arc<str>,
}

/// A figure with one decimal, or a dash.
pub fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |v| format!("{v:.1}"))
}

/// The figure that ranks, as it is shown everywhere ([`statistics::shown`]), or a dash.
pub fn exact(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), statistics::shown)
}

/// Tenths as points with one decimal.
pub fn points(tenths: i32) -> String {
    format!("{:.1}", f64::from(tenths) / 10.0)
}

/// Works out the cells of a row.
pub fn cells(board: &Board, row: &BoardRow, ranked: &RankedRow, axis: Axis, lang: Lang) -> Cells {
    let w = locale::words(lang);
    let mut totals: Vec<i32> = row.scores.iter().map(|s| s.total).collect();
    totals.sort_unstable();
    let label = match (totals.is_empty(), row.masked > 0) {
        (false, _) => {
            let list: Vec<String> = totals.iter().map(|t| points(*t)).collect();
            (w.strip)(&list.join(lang.pick("、", ", ")), totals.len())
        }
        (true, true) => w.strip_masked.to_owned(),
        (true, false) => w.strip_none.to_owned(),
    };
    let strip = Strip {
        totals: &totals,
        stats: &ranked.stats,
        trim: board.trim,
        threshold: board.threshold,
        label: &label,
    };
    let mut tags = String::new();
    if ranked.missing > 0 {
        tag(&mut tags, "tag todo", &(w.missing_n)(ranked.missing));
    }
    if ranked.disagreement {
        tag(&mut tags, "tag bad", w.disagreement);
    }
    if row.masked > 0 {
        tag(&mut tags, "tag", w.masked);
    }
    Cells {
        rank: ranked.rank.map_or_else(|| "—".to_owned(), |r| r.to_string()).into(),
        tags: tags.into(),
        strip: svg(axis, &strip).into(),
        mean: figure(ranked.stats.mean).into(),
        median: figure(ranked.stats.median).into(),
        trimmed: exact(ranked.stats.trimmed).into(),
        spread: figure(ranked.stats.spread).into(),
        missing: match ranked.missing {
            0 => "—".into(),
            n => n.to_string().into(),
        },
    }
}

fn tag(out: &mut String, class: &str, text: &str) {
    let _ = write!(out, " <span class=\"{class}\">");
    escape(out, text);
    out.push_str("</span>");
}
