//! While something is tried out, the rows in sight follow every step and the others once it rests: a
//! thousand pictures drawn anew take longer than a slider stands still.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::state::{Live, Row};
use super::trial::Trial;

/// Rows drawn at once beyond those in sight, on either side.
#[cfg(any(feature = "hydrate", test))]
const MARGIN: usize = 3;

/// How long nothing moves before the other rows are drawn.
const REST: Duration = Duration::from_millis(150);

/// Rows that are then drawn between two pictures of the page, on either side.
const PORTION: usize = 60;

impl Live {
    /// Reckons by something else, in this page alone. The rows in sight are right when this returns, the
    /// others soon after the last of several steps.
    pub fn try_at_once(self, trial: Trial) {
        self.reckon(trial);
        if !self.trying.get_untracked() {
            self.trying.set(true);
        }
        let in_sight = self.whole.get_untracked().then(|| self.in_sight()).flatten();
        let Some(rows) = in_sight else { return self.redraw(&HashSet::new()) };
        self.redraw_within(&HashSet::new(), rows.clone());
        self.draw_beyond(rows, REST);
    }

    /// Draws what is left, a portion at a time. What was still to come of an earlier step is dropped.
    fn draw_beyond(self, drawn: Range<usize>, after: Duration) {
        let go_on = move || {
            // Nothing where the page was left meanwhile.
            let Some(all) = self.summary.try_with_untracked(|s| s.shown) else { return };
            let more = drawn.start.saturating_sub(PORTION)..drawn.end.saturating_add(PORTION);
            if more.start == 0 && more.end >= all {
                self.redraw(&HashSet::new());
            } else {
                self.redraw_within(&HashSet::new(), more.clone());
                self.draw_beyond(more, Duration::ZERO);
            }
        };
        let next = set_timeout_with_handle(go_on, after).ok();
        let before = self.beyond.try_update_value(|waiting| std::mem::replace(waiting, next));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    /// Which of the shown rows can be seen, by the height of all: rows are about as high as
    /// one another. `None` where nothing can be measured.
    #[cfg(feature = "hydrate")]
    fn in_sight(self) -> Option<Range<usize>> {
        let shown = self.summary.with_untracked(|s| s.shown);
        let table = document().get_element_by_id("board-rows")?;
        let top = table.query_selector("tbody").ok()??.get_bounding_client_rect().top();
        let rows = table.get_bounding_client_rect().bottom() - top;
        sight(top, rows, window().inner_height().ok()?.as_f64()?, shown)
    }

    #[cfg(not(feature = "hydrate"))]
    fn in_sight(self) -> Option<Range<usize>> {
        None
    }
}

/// Rows between the edges of a window `height` high, where all together are `table` high and begin `top` below its
/// upper edge.
#[cfg(any(feature = "hydrate", test))]
fn sight(top: f64, table: f64, height: f64, rows: usize) -> Option<Range<usize>> {
    if rows == 0 || table <= 0.0 {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "some thousand rows")]
    let each = table / rows as f64;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below nought")]
    let row_at = |y: f64| (y / each).clamp(0.0, 1e6) as usize;
    let (first, last) = (row_at(-top), row_at(height - top) + 1);
    Some(first.saturating_sub(MARGIN)..last + MARGIN)
}

/// The rows as they stood, with some of them in their new places from the `start`th shown one on. Where
/// it can be, who leaves these places takes one that was left for them: a keyed list moves every row
/// between the two ends of a move, and a row may come from a thousand places further down.
pub(super) fn around(old: &[Arc<Row>], near: Vec<Arc<Row>>, start: usize) -> Vec<Arc<Row>> {
    exchanged(old, &near, start).unwrap_or_else(|| inserted(old, near, start))
}

/// Rows exchange their places; `None` where other rows are shown than before.
fn exchanged(old: &[Arc<Row>], near: &[Arc<Row>], start: usize) -> Option<Vec<Arc<Row>>> {
    let shown = |row: &Row| !row.mark.with_untracked(|mark| mark.hidden);
    let seats: Vec<usize> =
        (0..old.len()).filter(|at| shown(&old[*at])).skip(start).take(near.len()).collect();
    let mut order = old.to_vec();
    let placed: HashSet<u32> = near.iter().map(|row| row.serial).collect();
    let mut leaving = seats.iter().map(|at| &old[*at]).filter(|row| !placed.contains(&row.serial));
    let seated: HashSet<u32> = seats.iter().map(|at| old[*at].serial).collect();
    for (at, row) in old.iter().enumerate() {
        if placed.contains(&row.serial) && !seated.contains(&row.serial) {
            order[at] = leaving.next()?.clone();
        }
    }
    // A row that is new here, or fewer shown than there were.
    if leaving.next().is_some() || seats.len() != near.len() {
        return None;
    }
    for (at, row) in seats.into_iter().zip(near) {
        order[at] = row.clone();
    }
    Some(order)
}

/// Rows are put in, and all that follow make room.
fn inserted(old: &[Arc<Row>], near: Vec<Arc<Row>>, start: usize) -> Vec<Arc<Row>> {
    let placed: HashSet<u32> = near.iter().map(|row| row.serial).collect();
    let mut others = old.iter().filter(|row| !placed.contains(&row.serial)).cloned();
    let mut order = Vec::with_capacity(old.len());
    let mut shown = 0;
    while shown < start {
        let Some(row) = others.next() else { break };
        shown += usize::from(!row.mark.with_untracked(|mark| mark.hidden));
        order.push(row);
    }
    order.extend(near);
    order.extend(others);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_in_sight_follow_from_the_height_of_the_table() {
        assert_eq!(sight(500.0, 40_000.0, 900.0, 1_000), Some(0..11 + MARGIN));
        assert_eq!(sight(-4_000.0, 40_000.0, 800.0, 1_000), Some(100 - MARGIN..121 + MARGIN));
        assert_eq!(sight(2_000.0, 40_000.0, 800.0, 1_000), Some(0..1 + MARGIN));
        assert_eq!(sight(0.0, 0.0, 800.0, 1_000), None);
        assert_eq!(sight(0.0, 400.0, 800.0, 0), None);
    }
}
