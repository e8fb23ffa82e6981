//! What the board shows and how it changes. One table of rows with a signal each: what
//! arrives touches the rows that changed and the order, nothing else.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use domain::ids::{DossierId, ExpertId, PanelId};
use domain::review::board::{
    AdjustedBoard, Board, BoardRow, Delta, Filter, Progress, RankedRow, SortKey, Terms, Unadjusted,
    View,
};
use domain::review::statistics::Trim;
use domain::review::weights::{BoardPoints, Weighed};
use domain::stamp::Stamp;
use domain::views::review::BoardView;
use domain::views::which::Which;
use leptos::prelude::*;

use super::cells::{Cells, cells};
use super::days::{Days, count};
use super::near::around;
use super::strip::Axis;
use super::trial::Trial;
use crate::locales::{Lang, lang};

/// What a row is marked with, apart from its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Last row within the places, where the view is in order of rank.
    pub cut: bool,
    /// A score has just arrived.
    pub fresh: bool,
    /// Chosen by the reader.
    pub selected: bool,
    /// Left out by filter or search.
    pub hidden: bool,
}

impl Mark {
    /// Classes of the row.
    pub fn class(self) -> &'static str {
        match (self.cut, self.fresh, self.selected) {
            (false, false, false) => "",
            (true, false, false) => "cut",
            (false, true, false) => "fresh",
            (false, false, true) => "selected",
            (true, true, false) => "cut fresh",
            (true, false, true) => "cut selected",
            (false, true, true) => "fresh selected",
            (true, true, true) => "cut fresh selected",
        }
    }
}

/// One row on the page: what never changes, and a signal for what does.
#[derive(Debug)]
pub struct Row {
    /// Key among the rows of this page.
    pub serial: u32,
    /// Application.
    pub dossier: DossierId,
    /// Title.
    pub title: Arc<str>,
    /// Organisation.
    pub under: Arc<str>,
    /// Figures and picture.
    pub cells: ArcRwSignal<Arc<Cells>>,
    /// Marks.
    pub mark: ArcRwSignal<Mark>,
}

/// What a row was last drawn from; when it is the same, the row is left alone.
#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    ranked: RankedRow,
    changed_at: i64,
    masked: u16,
    axis: Axis,
    trim: Trim,
    adjusted: bool,
    basis: u32,
}

/// Figures of the head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Progress of all.
    pub progress: Progress,
    /// Applications.
    pub rows: usize,
    /// Applications shown under filter and search.
    pub shown: usize,
    /// Applications whose scores disagree.
    pub disagreeing: usize,
    /// Applications that lack reviews.
    pub lacking: usize,
    /// Places.
    pub places: u32,
    /// Trimmed mean of the last row inside.
    pub cut_score: Option<f64>,
    /// Left end of the axis, points.
    pub axis: i32,
}

/// The rows as kept between two pictures.
#[derive(Default)]
struct Kept {
    rows: HashMap<DossierId, (Arc<Row>, Option<Drawn>)>,
    next: u32,
}

/// The board's state. Copied freely; everything lives with the page.
#[derive(Clone, Copy)]
pub struct Live {
    /// Language.
    pub lang: Lang,
    /// The review it is of.
    pub which: Which,
    /// Year of the season.
    pub year: i32,
    /// One panel, or the viewer's whole scope.
    pub panel: StoredValue<Option<PanelId>>,
    /// What is shown is one panel, whose places are a share of the season's.
    pub share: bool,
    /// The data.
    pub board: StoredValue<Board>,
    /// When the review closes.
    pub closes: RwSignal<Option<Stamp>>,
    /// What was sealed on each day.
    pub days: RwSignal<Days>,
    /// How it is looked at.
    pub view: RwSignal<View>,
    /// Rows in order, those left out included.
    pub order: RwSignal<Vec<Arc<Row>>>,
    /// Figures of the head.
    pub summary: RwSignal<Summary>,
    /// Grows with every change of the data.
    pub version: RwSignal<u32>,
    /// The chosen row.
    pub selected: RwSignal<Option<DossierId>>,
    /// Whether all rows are drawn, or the first ones only.
    pub whole: RwSignal<bool>,
    /// What the season has it reckoned by.
    pub real: RwSignal<Terms>,
    /// What is tried out instead; nothing of it leaves the page.
    pub tried: RwSignal<Option<Trial>>,
    /// Whether something has been tried out and not been ended. What is said of it keeps its place in
    /// the page on the way through what the season has, so that the list does not jump.
    pub trying: RwSignal<bool>,
    /// The data by adjusted scores, or why there are none; made when asked for.
    pub(super) adjusted: StoredValue<Option<Result<AdjustedBoard, Unadjusted>>>,
    /// The points behind the scores, once somebody wants to try out other weights.
    pub(super) points: StoredValue<Option<BoardPoints>>,
    /// The data under the weights that are tried out.
    pub(super) weighed: StoredValue<Option<Weighed>>,
    /// All rows as they stand where they are shown, as they were drawn last.
    pub(super) standing: StoredValue<Vec<RankedRow>>,
    /// All rows as they stand by what the season has; made when a trial is compared with it.
    pub(super) stood: StoredValue<Option<(Terms, Vec<RankedRow>)>>,
    /// Grows whenever the scores that are shown become others without new data.
    pub(super) basis: StoredValue<u32>,
    /// Rows that are drawn once what is tried out rests.
    pub(super) beyond: StoredValue<Option<TimeoutHandle>>,
    kept: StoredValue<Kept>,
}

/// Rows that are drawn into the page as it comes. All of them are in its data; the browser draws
/// the rest once the page stands.
const FIRST: usize = 100;

impl Live {
    /// The state of a board that has just come, looked at in a way.
    pub fn new(
        data: BoardView,
        scope: Option<PanelId>,
        view: View,
        selected: Option<DossierId>,
        whole: bool,
    ) -> Self {
        // A row that is chosen must be there, wherever it stands.
        let whole = whole || selected.is_some();
        let real = RwSignal::new(data.board.terms());
        let live = Self {
            real,
            tried: RwSignal::new(None),
            trying: RwSignal::new(false),
            adjusted: StoredValue::new(None),
            points: StoredValue::new(None),
            weighed: StoredValue::new(None),
            standing: StoredValue::new(Vec::new()),
            stood: StoredValue::new(None),
            basis: StoredValue::new(0),
            lang: lang(),
            which: data.which,
            year: data.year,
            panel: StoredValue::new(scope),
            share: data.panel.is_some(),
            board: StoredValue::new(data.board),
            closes: RwSignal::new(data.closes),
            days: RwSignal::new(data.days),
            view: RwSignal::new(view),
            order: RwSignal::new(Vec::new()),
            summary: RwSignal::new(Summary::default()),
            version: RwSignal::new(0),
            selected: RwSignal::new(None),
            whole: RwSignal::new(whole),
            beyond: StoredValue::new(None),
            kept: StoredValue::new(Kept::default()),
        };
        live.redraw(&HashSet::new());
        live.select(selected);
        live
    }

    /// Draws the rows that are not drawn yet. Nothing where the page was left before the browser was idle.
    pub fn complete(self) {
        if self.whole.try_get_untracked() == Some(false) {
            self.whole.set(true);
            self.redraw(&HashSet::new());
        }
    }

    /// Looks in another way.
    pub fn look(self, change: impl FnOnce(&mut View)) {
        self.view.update(change);
        self.redraw(&HashSet::new());
    }

    /// Sorts by a column; by the same again turns it round.
    pub fn sort(self, key: SortKey) {
        self.look(|view| {
            view.descending =
                if view.sort == key { !view.descending } else { first_descending(key) };
            view.sort = key;
        });
    }

    /// Takes in what changed; answers the rows that did and how many scores arrived.
    pub fn take(self, delta: Delta) -> (HashSet<DossierId>, usize) {
        let sealed =
            |board: &Board, ids: &HashSet<DossierId>| -> HashMap<DossierId, (usize, i64)> {
                let rows = board.rows.iter().filter(|r| ids.contains(&r.dossier));
                rows.map(|r| (r.dossier.clone(), (r.sealed(), r.changed_at))).collect()
            };
        let ids: HashSet<DossierId> = delta.rows.iter().map(|r| r.dossier.clone()).collect();
        let mut fresh = HashSet::new();
        let mut arrived = Vec::new();
        self.board.update_value(|board| {
            let before = sealed(board, &ids);
            board.apply(delta);
            for (id, (now, at)) in sealed(board, &ids) {
                let (was, was_at) = before.get(&id).copied().unwrap_or((0, i64::MIN));
                arrived.extend((now > was).then(|| (Stamp(at), now - was)));
                if at != was_at {
                    fresh.insert(id);
                }
            }
        });
        if !arrived.is_empty() {
            self.days.update(|days| arrived.iter().for_each(|(at, more)| count(days, *at, *more)));
        }
        if !fresh.is_empty() {
            self.follow();
            self.redraw(&fresh);
            self.version.update(|v| *v += 1);
        }
        (fresh, arrived.into_iter().map(|(_, more)| more).sum())
    }

    /// Puts a whole new board in place, with its closing and its days; rows that stay keep their place in the
    /// page. Answers how many more scores it holds.
    pub fn replace(self, view: BoardView) -> usize {
        let BoardView { board, closes, days, .. } = view;
        let sealed = |b: &Board| b.rows.iter().map(BoardRow::sealed).sum::<usize>();
        let before = self.board.with_value(sealed);
        let after = sealed(&board);
        self.closes.set(closes);
        self.days.set(days);
        self.kept.update_value(|kept| {
            let stay: HashSet<&DossierId> = board.rows.iter().map(|r| &r.dossier).collect();
            kept.rows.retain(|id, _| stay.contains(id));
        });
        let real = board.terms();
        if self.real.get_untracked() != real {
            self.real.set(real);
        }
        self.board.set_value(board);
        self.follow();
        self.redraw(&HashSet::new());
        self.version.update(|v| *v += 1);
        after.saturating_sub(before)
    }

    /// Whether a score on the board comes from an expert whose name is not known yet.
    pub fn names_missing(self) -> bool {
        self.board.with_value(|board| {
            let known: HashSet<&ExpertId> = board.experts.iter().map(|e| &e.0).collect();
            board.rows.iter().flat_map(|r| &r.scores).any(|s| !known.contains(&s.expert))
        })
    }

    /// Whether the board is not what the server says it comes to: a score or a row went, or it is reckoned by
    /// something else. What is tried out does not count.
    pub fn differs(self, told: Option<u64>) -> bool {
        let real = self.real.get_untracked();
        told.is_some_and(|told| self.board.with_value(|board| board.digest(real)) != told)
    }

    /// Moment of the picture, microseconds.
    pub fn as_of(self) -> i64 {
        self.board.with_value(|b| b.as_of)
    }

    /// Chooses a row, or none.
    pub fn select(self, id: Option<DossierId>) {
        let known = id.filter(|id| self.kept.with_value(|k| k.rows.contains_key(id)));
        let old = self.selected.get_untracked();
        if old == known {
            return;
        }
        self.mark(old.as_ref(), |m| m.selected = false);
        self.mark(known.as_ref(), |m| m.selected = true);
        self.selected.set(known);
    }

    /// The row so many shown rows away from the chosen one; the first when none is chosen.
    pub fn neighbour(self, step: isize) -> Option<DossierId> {
        let selected = self.selected.get_untracked();
        self.order.with_untracked(|order| {
            let shown: Vec<&DossierId> = order
                .iter()
                .filter(|r| !r.mark.get_untracked().hidden)
                .map(|r| &r.dossier)
                .collect();
            let at = selected.and_then(|s| shown.iter().position(|id| **id == s));
            let next = at
                .map_or(0, |at| at.saturating_add_signed(step).min(shown.len().saturating_sub(1)));
            shown.get(next).map(|id| (*id).clone())
        })
    }

    /// The marks of fresh rows fade.
    pub fn fade(self, rows: &HashSet<DossierId>) {
        for id in rows {
            self.mark(Some(id), |m| m.fresh = false);
        }
    }

    fn mark(self, id: Option<&DossierId>, change: impl FnOnce(&mut Mark)) {
        let row = id.and_then(|id| self.kept.with_value(|k| k.rows.get(id).map(|r| r.0.clone())));
        if let Some(row) = row {
            let mut mark = row.mark.get_untracked();
            change(&mut mark);
            set(&row.mark, mark);
        }
    }

    /// Reckons the standing anew and touches what is no longer as drawn.
    pub(super) fn redraw(self, fresh: &HashSet<DossierId>) {
        self.redraw_within(fresh, 0..usize::MAX);
    }

    /// The same, for those among the shown rows that then stand within a range; the others stay as they
    /// are drawn, around them.
    pub(super) fn redraw_within(self, fresh: &HashSet<DossierId>, range: Range<usize>) {
        let view = self.view.get_untracked();
        let basis = (self.tries_adjusted(), self.basis.get_value());
        self.with_shown(|board| {
            let all = View { filter: Filter::All, query: String::new(), ..view.clone() };
            let ranked = board.rank(&all);
            let narrow = view.filter != Filter::All || !view.query.trim().is_empty();
            let shown: Option<HashSet<usize>> =
                narrow.then(|| board.rank(&view).iter().map(|r| r.index).collect());
            let visible = |r: &RankedRow| shown.as_ref().is_none_or(|s| s.contains(&r.index));
            let cut = cut_index(&view, ranked.iter().filter(|r| visible(r)));
            let axis = Axis::of(board);
            let mut order = Vec::new();
            let most = if self.whole.get_untracked() { usize::MAX } else { FIRST };
            let whole = most == usize::MAX;
            let mut place = 0;
            self.kept.update_value(|kept| {
                for r in ranked.iter().filter(|r| whole || visible(r)).take(most) {
                    let inside = range.contains(&place);
                    place += usize::from(visible(r));
                    if !inside {
                        continue;
                    }
                    let row = kept.draw(board, r, axis, basis, self.lang);
                    let old = row.mark.get_untracked();
                    let mark = Mark {
                        cut: cut == Some(r.index),
                        hidden: !visible(r),
                        fresh: old.fresh || fresh.contains(&row.dossier),
                        selected: old.selected,
                    };
                    set(&row.mark, mark);
                    order.push(row);
                }
            });
            let summary =
                summary(board, &ranked, shown.as_ref().map_or(ranked.len(), HashSet::len), axis);
            if range != (0..usize::MAX) {
                order = self.order.with_untracked(|old| around(old, order, range.start));
            }
            let same = self.order.with_untracked(|old| {
                old.len() == order.len()
                    && old.iter().zip(&order).all(|(a, b)| a.serial == b.serial)
            });
            if !same {
                self.order.set(order);
            }
            if self.summary.with_untracked(|s| *s != summary) {
                self.summary.set(summary);
            }
            self.standing.set_value(ranked);
        });
    }
}

impl Kept {
    /// The row of an application, drawn anew only when it is not as it was.
    fn draw(
        &mut self,
        board: &Board,
        r: &RankedRow,
        axis: Axis,
        (adjusted, basis): (bool, u32),
        lang: Lang,
    ) -> Arc<Row> {
        let data = &board.rows[r.index];
        let drawn = Drawn {
            ranked: *r,
            changed_at: data.changed_at,
            masked: data.masked,
            axis,
            trim: board.trim,
            adjusted,
            basis,
        };
        match self.rows.get_mut(&data.dossier) {
            Some((row, old)) => {
                if *old != Some(drawn) {
                    *old = Some(drawn);
                    let new = Arc::new(cells(board, data, r, axis, lang));
                    if *row.cells.get_untracked() != *new {
                        row.cells.set(new);
                    }
                }
                row.clone()
            }
            None => {
                self.next += 1;
                let row = Arc::new(Row {
                    serial: self.next,
                    dossier: data.dossier.clone(),
                    title: data.title.as_str().into(),
                    // A blind review names nobody; the number does.
                    under: match data.organisation.as_str() {
                        "" => data.code.as_str().into(),
                        organisation => organisation.into(),
                    },
                    cells: ArcRwSignal::new(Arc::new(cells(board, data, r, axis, lang))),
                    mark: ArcRwSignal::new(Mark::default()),
                });
                self.rows.insert(data.dossier.clone(), (row.clone(), Some(drawn)));
                row
            }
        }
    }
}

fn set(signal: &ArcRwSignal<Mark>, mark: Mark) {
    if signal.get_untracked() != mark {
        signal.set(mark);
    }
}

/// Whether the greatest comes first when a column is chosen.
pub fn first_descending(key: SortKey) -> bool {
    matches!(
        key,
        SortKey::Mean | SortKey::Median | SortKey::Trimmed | SortKey::Spread | SortKey::Missing
    )
}

/// The last shown row within the places, where the order is that of rank and somebody is
/// left outside.
fn cut_index<'a>(
    view: &View,
    mut shown: impl DoubleEndedIterator<Item = &'a RankedRow>,
) -> Option<usize> {
    let by_rank = match view.sort {
        SortKey::Rank => !view.descending,
        SortKey::Trimmed => view.descending,
        _ => false,
    };
    if !by_rank {
        return None;
    }
    let last = shown.next_back()?;
    if last.above_cut {
        return None;
    }
    shown.rev().find(|r| r.above_cut).map(|r| r.index)
}

fn summary(board: &Board, ranked: &[RankedRow], shown: usize, axis: Axis) -> Summary {
    let inside = ranked.iter().filter(|r| r.above_cut).filter_map(|r| r.stats.trimmed);
    Summary {
        progress: board.progress(),
        rows: board.rows.len(),
        shown,
        disagreeing: ranked.iter().filter(|r| r.disagreement).count(),
        lacking: ranked.iter().filter(|r| r.missing > 0).count(),
        places: board.places,
        cut_score: inside.reduce(f64::min),
        axis: axis.from / 10,
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
