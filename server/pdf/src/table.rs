//! Tables. A row may break over pages between its lines when it is high; heads are repeated.

use std::rc::Rc;

use crate::blocks::{baseline, stroke};
use crate::flow::{BOTTOM, Item, MEASURE, Op, Setter, TOP};
use crate::lines::Line;
use crate::model::{Align, Face, Style, Table};
use crate::tags::{Id, Kind};

/// White within a cell: beside and above its text.
const PAD: (f32, f32) = (5.0, 4.5);
/// Rows higher than this may be divided between pages.
const WHOLE: f32 = (BOTTOM - TOP) / 4.0;
/// Tables of so many rows or fewer are not divided at all.
const SMALL: usize = 6;
const EDGE: u8 = 60;

/// A cell, set.
struct Set {
    lines: Vec<(Line, Style)>,
    of: Option<Id>,
    tinted: bool,
}

/// Sets a table.
pub(crate) fn set(setter: &mut Setter<'_>, table: &Table) {
    let size = if table.size > 0.0 { table.size } else { 10.0 };
    let style =
        Style { leading: 1.5, align: Align::Left, ..Style::BODY }.size(size).around(0.0, 0.0);
    let share: f32 = table.columns.iter().map(|c| c.share).sum();
    let widths: Vec<f32> =
        table.columns.iter().map(|c| MEASURE * c.share / share.max(0.01)).collect();
    if !table.caption.is_empty() {
        caption(setter, &table.caption);
    }
    let whole = setter.structure.add(Kind::Table, None);
    let mut heads = None;
    if !table.heads.is_empty() {
        let row = setter.structure.add(Kind::Row, Some(whole));
        let cells: Vec<Set> = table
            .heads
            .iter()
            .zip(&table.columns)
            .zip(&widths)
            .map(|((text, column), width)| {
                let of = setter.structure.add(Kind::Head { of_row: false }, Some(row));
                let align = if column.align == Align::Left { Align::Centre } else { column.align };
                let style = style.face(Face::Hei).align(align);
                Set { lines: lines_of(setter, text, style, *width), of: Some(of), tinted: true }
            })
            .collect();
        let mut items = vec![joined(strips(&cells, &widths, style, true))];
        // The repeated ones are ornament: the structure knows the first alone.
        let again: Vec<Item> = items.iter().cloned().map(untold).collect();
        items.iter_mut().for_each(|i| i.glued = true);
        items.into_iter().for_each(|i| setter.push(i));
        heads = Some(Rc::new(again));
    }
    let rows = table.rows.len();
    // A small table stays on one page, where it can be taken in at a glance.
    let small = rows <= SMALL;
    for (n, cells) in table.rows.iter().enumerate() {
        let row = setter.structure.add(Kind::Row, Some(whole));
        let mut set = Vec::new();
        let mut own = Vec::new();
        let mut column = 0;
        for cell in cells {
            let Some(first) = table.columns.get(column) else { break };
            let end = (column + 1 + cell.span).min(widths.len());
            let width: f32 = widths[column..end].iter().sum();
            let kind = if cell.head { Kind::Head { of_row: true } } else { Kind::Data };
            let of = setter.structure.add(kind, Some(row));
            let style = style.align(if cell.span > 0 { Align::Left } else { first.align });
            let style = if cell.head { style.face(Face::Hei) } else { style };
            let mut lines = lines_of(setter, &cell.text, style, width);
            let small = style.size(size * 0.84).grey(80);
            lines.extend(lines_of(setter, &cell.below, small, width));
            set.push(Set { lines, of: Some(of), tinted: cell.head && heads.is_none() });
            own.push(width);
            column = end;
        }
        let mut items = strips(&set, &own, style, false);
        let high = items.iter().map(|i| i.height).sum::<f32>() > WHOLE;
        if !high {
            items = vec![joined(items)];
        }
        let last = items.len().saturating_sub(1);
        for (i, item) in items.iter_mut().enumerate() {
            item.heads = heads.clone();
            // The first two rows, and the last two, are not parted from one another.
            let with_next = small || n == 0 || n + 2 == rows;
            item.glued = !high && (i < last || n + 1 < rows && with_next);
            if n == 0 && i == 0 && heads.is_none() {
                item.ops.push(stroke((0.0, 0.0), (MEASURE, 0.0), 0.9, 0));
            }
        }
        if n + 1 == rows
            && let Some(item) = items.last_mut()
        {
            item.after = 10.0;
            item.ops.push(stroke((0.0, item.height), (MEASURE, item.height), 0.9, 0));
        }
        items.into_iter().for_each(|i| setter.push(i));
    }
}

fn caption(setter: &mut Setter<'_>, text: &str) {
    let style = Style::NOTE.face(Face::Hei).size(9.5).grey(0).align(Align::Centre);
    let of = setter.structure.add(Kind::Text, None);
    for line in setter.set_lines(text, style, MEASURE) {
        let (baseline, size) = (baseline(style), style.size);
        let ops = vec![Op::Line { x: 0.0, baseline, line, size, grey: 0, of: Some(of) }];
        let height = size * style.leading + 2.0;
        setter.push(Item { height, before: 8.0, ops, glued: true, ..Item::default() });
    }
}

fn lines_of(setter: &mut Setter<'_>, text: &str, style: Style, width: f32) -> Vec<(Line, Style)> {
    let measure = (width - 2.0 * PAD.0).max(style.size);
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .flat_map(|line| setter.set_lines(line, style, measure))
        .map(|line| (line, style))
        .collect()
}

/// The strips of a row, one line of each cell in each, with their piece of the frame.
fn strips(cells: &[Set], widths: &[f32], style: Style, head: bool) -> Vec<Item> {
    let n = cells.iter().map(|c| c.lines.len()).max().unwrap_or(0).max(1);
    let step = style.size * style.leading;
    (0..n)
        .map(|i| {
            let top = if i == 0 { PAD.1 } else { 0.0 };
            let height = step + top + if i + 1 == n { PAD.1 } else { 0.0 };
            let mut ops = Vec::new();
            let mut x = 0.0;
            for (cell, w) in cells.iter().zip(widths) {
                if cell.tinted {
                    ops.push(Op::Fill { x, y: 0.0, w: *w, h: height, grey: 241 });
                }
                x += w;
            }
            let edge = if head && i == 0 { 0.9 } else { 0.4 };
            if i == 0 {
                ops.push(stroke((0.0, 0.0), (MEASURE, 0.0), edge, if head { 0 } else { EDGE }));
            }
            let mut x = 0.0;
            for (cell, width) in cells.iter().zip(widths) {
                if x > 0.0 {
                    ops.push(stroke((x, 0.0), (x, height), 0.4, EDGE));
                }
                // Cells with fewer lines stand in the middle of the row.
                let skip = (n - cell.lines.len().min(n)) / 2;
                if let Some((line, style)) = i.checked_sub(skip).and_then(|k| cell.lines.get(k)) {
                    let even = (n - cell.lines.len()) % 2 == 1 && n < 12;
                    let down = if even { step / 2.0 } else { 0.0 };
                    ops.push(Op::Line {
                        x: x + PAD.0,
                        baseline: top
                            + baseline(*style)
                            + down
                            + (step - style.size * style.leading) / 2.0,
                        line: line.clone(),
                        size: style.size,
                        grey: style.grey,
                        of: cell.of,
                    });
                }
                x += width;
            }
            Item { height, ops, before: if i == 0 && head { 4.0 } else { 0.0 }, ..Item::default() }
        })
        .collect()
}

/// The strips of a row as one, its text cell by cell: programs read what is drawn in that order.
fn joined(strips: Vec<Item>) -> Item {
    let mut whole = Item { before: strips.first().map_or(0.0, |s| s.before), ..Item::default() };
    for strip in strips {
        let down = whole.height;
        whole.ops.extend(strip.ops.into_iter().map(|op| lower(op, down)));
        whole.height += strip.height;
    }
    whole.ops.sort_by_key(|op| match op {
        Op::Line { of, .. } => of.map_or(0, |id| id + 1),
        _ => 0,
    });
    whole
}

fn lower(mut op: Op, by: f32) -> Op {
    match &mut op {
        Op::Line { baseline, .. } | Op::PageOf { baseline, .. } => *baseline += by,
        Op::Fill { y, .. } | Op::Code { y, .. } => *y += by,
        Op::Stroke { from, to, .. } => {
            from.1 += by;
            to.1 += by;
        }
    }
    op
}

fn untold(mut item: Item) -> Item {
    for op in &mut item.ops {
        if let Op::Line { of, .. } = op {
            *of = None;
        }
    }
    item
}
