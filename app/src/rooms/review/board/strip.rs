//! The strip: all scores of one application on the axis that all rows share. Pure, and
//! written as text: a thousand strips are part of one page.

use std::fmt::Write;

use domain::review::board::Board;
use domain::review::statistics::{Statistics, Trim};

use crate::ui::markup::escape;

/// Width of the picture, in tenths of its unit.
const WIDTH: i32 = 4_000;
/// Room at both ends, so that a ring at the very end is whole.
const MARGIN: i32 = 80;
/// Lanes of rings that would hide each other, in units from the top.
const LANES: [i32; 3] = [13, 8, 18];
/// Rings nearer than this (tenths of a unit) go to different lanes.
const CLOSE: i32 = 70;

/// The part of the scale that is shown, in tenths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Left end, a multiple of ten points.
    pub from: i32,
    /// Right end.
    pub to: i32,
}

impl Axis {
    /// From the ten below the lowest score on the board, but 60 at most, to 100.
    pub fn of(board: &Board) -> Self {
        let lowest =
            board.rows.iter().flat_map(|r| &r.scores).map(|s| s.total).min().unwrap_or(600);
        Self { from: (lowest.clamp(0, 600) / 100) * 100, to: 1_000 }
    }

    /// Place of a score (tenths of a point) in tenths of a unit; the ends hold what lies beyond.
    fn x(self, tenths: f64) -> i32 {
        let share = (tenths - f64::from(self.from)) / f64::from(self.to - self.from).max(1.0);
        let place = f64::from(MARGIN) + share.clamp(0.0, 1.0) * f64::from(WIDTH - 2 * MARGIN);
        // Within 0..=4000 by the clamp.
        place.round() as i32
    }
}

/// What a strip shows.
pub struct Strip<'a> {
    /// Scores in tenths, in any order.
    pub totals: &'a [i32],
    /// Their figures.
    pub stats: &'a Statistics,
    /// How the mean is trimmed.
    pub trim: Trim,
    /// Spread above which scores disagree, in tenths.
    pub threshold: i32,
    /// Text for those who do not see the picture. Set by us, yet escaped.
    pub label: &'a str,
}

/// A number of tenths as the shortest decimal.
fn push(out: &mut String, tenths: i32) {
    let _ = match tenths % 10 {
        0 => write!(out, "{}", tenths / 10),
        rest => write!(out, "{}.{rest}", tenths / 10),
    };
}

/// A ring of radius `r` (tenths) as two arcs.
fn ring(out: &mut String, x: i32, y: i32, r: i32) {
    out.push('M');
    push(out, x - r);
    let _ = write!(out, " {y}a");
    for turn in [2 * r, -2 * r] {
        let sign = if turn < 0 { "-" } else { "" };
        push(out, r);
        out.push(' ');
        push(out, r);
        let _ = write!(out, " 0 1 0 {sign}");
        push(out, turn.abs());
        out.push_str(if turn > 0 { " 0a" } else { " 0" });
    }
}

fn tick(out: &mut String, class: &str, x: i32, from: i32, to: i32) {
    let _ = write!(out, "<path class=\"{class}\" d=\"M");
    push(out, x);
    let _ = write!(out, " {from}V{to}\"/>");
}

/// The picture as an `svg` element. One path for all rings keeps a thousand rows light.
pub fn svg(axis: Axis, strip: &Strip<'_>) -> String {
    let mut out = String::with_capacity(900);
    out.push_str("<svg class=\"strip\" viewBox=\"0 0 400 26\" role=\"img\" aria-label=\"");
    escape(&mut out, strip.label);
    out.push_str("\"><path class=\"axis\" d=\"");
    for mark in (axis.from..=axis.to).step_by(100) {
        out.push('M');
        push(&mut out, axis.x(f64::from(mark)));
        out.push_str(" 2V24");
    }
    out.push_str("\"/>");
    let mut sorted = strip.totals.to_vec();
    sorted.sort_unstable();
    if let [first, .., last] = sorted.as_slice() {
        out.push_str("<path class=\"band\" d=\"M");
        push(&mut out, axis.x(f64::from(*first)));
        out.push_str(" 13H");
        push(&mut out, axis.x(f64::from(*last)));
        out.push_str("\"/>");
    }
    let (mut rings, mut outer) = (String::new(), String::new());
    let mut free = [i32::MIN; LANES.len()];
    for (i, total) in sorted.iter().enumerate() {
        let x = axis.x(f64::from(*total));
        let lane = free
            .iter()
            .position(|&last| x.saturating_sub(last) >= CLOSE)
            .unwrap_or(i % LANES.len());
        free[lane] = x;
        let dropped = strip.trim.applies(sorted.len()) && (i == 0 || i + 1 == sorted.len());
        let into = if causes(*total, strip) { &mut outer } else { &mut rings };
        ring(into, x, LANES[lane], if dropped { 25 } else { 40 });
    }
    for (class, rings) in [("ring", rings), ("ring-out", outer)] {
        if !rings.is_empty() {
            let _ = write!(out, "<path class=\"{class}\" d=\"{rings}\"/>");
        }
    }
    if let (Some(mean), Some(trimmed)) = (strip.stats.mean, strip.stats.trimmed) {
        if strip.trim.applies(sorted.len()) {
            tick(&mut out, "mean", axis.x(mean * 10.0), 6, 20);
        }
        tick(&mut out, "trim", axis.x(trimmed * 10.0), 3, 23);
    }
    out.push_str("</svg>");
    out
}

/// Whether a score is among those that make its row disagree: the row's spread is above
/// the threshold and the score lies more than half of that from the median.
fn causes(total: i32, strip: &Strip<'_>) -> bool {
    let (Some(spread), Some(median)) = (strip.stats.spread, strip.stats.median) else {
        return false;
    };
    let threshold = f64::from(strip.threshold);
    spread * 10.0 > threshold && (f64::from(total) - median * 10.0).abs() > threshold / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXIS: Axis = Axis { from: 500, to: 1_000 };

    fn draw(totals: &[i32], trim: Trim) -> String {
        let stats = Statistics::of(totals, trim);
        svg(AXIS, &Strip { totals, stats: &stats, trim, threshold: 150, label: "<5>" })
    }

    fn paths(svg: &str, class: &str) -> Vec<String> {
        svg.split("<path ")
            .filter_map(|p| p.strip_prefix(&format!("class=\"{class}\" d=\"")))
            .filter_map(|p| Some(p.split_once('"')?.0.to_owned()))
            .collect()
    }

    #[test]
    fn the_axis_reaches_below_the_lowest_score_and_never_above_sixty() {
        let board = |totals: &[i32]| Board {
            rows: totals
                .iter()
                .map(|&total| domain::review::board::BoardRow {
                    dossier: "d".into(),
                    code: String::new(),
                    title: String::new(),
                    organisation: String::new(),
                    unit: String::new(),
                    panel: String::new(),
                    due: 1,
                    masked: 0,
                    scores: vec![domain::review::board::BoardScore {
                        expert: "e".into(),
                        total,
                        amended: 0,
                        informed: false,
                    }],
                    changed_at: 0,
                })
                .collect(),
            experts: vec![],
            places: 1,
            minimum: 0,
            threshold: 150,
            trim: Trim::default(),
            as_of: 0,
        };
        assert_eq!(Axis::of(&board(&[])).from, 600);
        assert_eq!(Axis::of(&board(&[905, 880])).from, 600);
        assert_eq!(Axis::of(&board(&[905, 587])).from, 500);
        assert_eq!(Axis::of(&board(&[-5])).from, 0);
    }

    #[test]
    fn the_ends_of_the_scale_lie_a_margin_inside_the_picture() {
        assert_eq!(AXIS.x(500.0), MARGIN);
        assert_eq!(AXIS.x(1_000.0), WIDTH - MARGIN);
        assert_eq!(AXIS.x(750.0), WIDTH / 2);
        assert_eq!(AXIS.x(0.0), MARGIN, "what lies beyond is held at the end");
    }

    #[test]
    fn every_score_is_one_ring_and_the_dropped_ends_are_small() {
        let svg = draw(&[900, 905, 910, 915, 920], Trim::default());
        let rings = paths(&svg, "ring");
        assert_eq!(rings.len(), 1, "one path for all rings");
        assert_eq!(rings[0].matches('M').count(), 5);
        assert_eq!(rings[0].matches("a2.5 2.5").count(), 4, "two arcs for each of the two ends");
        assert_eq!(rings[0].matches("a4 4").count(), 6);
        assert_eq!(paths(&svg, "mean").len(), 1);
        assert_eq!(paths(&svg, "trim").len(), 1);
    }

    #[test]
    fn without_trimming_there_is_one_tick_and_no_small_ring() {
        let svg = draw(&[900, 950], Trim::default());
        assert_eq!(paths(&svg, "mean").len(), 0);
        assert_eq!(paths(&svg, "trim"), ["M334.4 3V23"]);
        assert!(!svg.contains("a2.5"));
    }

    #[test]
    fn the_score_that_causes_the_disagreement_is_drawn_apart() {
        let svg = draw(&[660, 900, 910, 920, 930], Trim::default());
        assert_eq!(paths(&svg, "ring-out")[0].matches('M').count(), 1);
        assert_eq!(paths(&svg, "ring")[0].matches('M').count(), 4);
        let calm = draw(&[900, 910, 920], Trim::default());
        assert!(paths(&calm, "ring-out").is_empty());
    }

    #[test]
    fn equal_scores_do_not_hide_each_other() {
        let svg = draw(&[900, 900, 900], Trim::Never);
        let ring = &paths(&svg, "ring")[0];
        for y in ["13", "8", "18"] {
            assert_eq!(ring.matches(&format!(" {y}a")).count(), 1, "{ring}");
        }
    }

    #[test]
    fn no_score_leaves_the_axis_alone_and_the_label_is_escaped() {
        let svg = draw(&[], Trim::default());
        assert_eq!(svg.matches("<path").count(), 1);
        assert!(svg.contains("aria-label=\"&lt;5&gt;\""));
    }
}
