//! What stands around the text of every page: head, foot, number.

use crate::blocks::stroke;
use crate::flow::{MEASURE, Op, PAGE, TOP};
use crate::lines::lines;
use crate::model::{Align, Document, Face};
use crate::shape::Shaper;

const SIZE: f32 = 8.5;
const GREY: u8 = 60;

/// Head and foot of a page (from 1), in places relative to the text's left edge and the
/// page's top.
pub(crate) fn ops(shaper: &mut Shaper<'_>, document: &Document, page: usize, of: usize) -> Vec<Op> {
    let running = &document.running;
    if page == 1 && !document.running_on_first {
        return Vec::new();
    }
    let mut ops = Vec::new();
    let head = TOP - 30.0;
    let foot = PAGE.1 - 42.0;
    both(shaper, &mut ops, &running.head_left, &running.head_right, head);
    ops.push(stroke((0.0, head + 6.0), (MEASURE, head + 6.0), 0.5, GREY));
    let number = running.page.map(|f| f(page, of)).unwrap_or_default();
    both(shaper, &mut ops, &running.foot_left, &number, foot);
    if !running.foot_right.is_empty() {
        one(shaper, &mut ops, &running.foot_right, foot + 12.5, Align::Left);
    }
    ops.push(stroke((0.0, foot - 12.0), (MEASURE, foot - 12.0), 0.5, GREY));
    ops
}

fn both(shaper: &mut Shaper<'_>, ops: &mut Vec<Op>, left: &str, right: &str, baseline: f32) {
    one(shaper, ops, right, baseline, Align::Right);
    one(shaper, ops, left, baseline, Align::Left);
}

/// One line; what does not fit in the width is cut with an ellipsis.
fn one(shaper: &mut Shaper<'_>, ops: &mut Vec<Op>, text: &str, baseline: f32, align: Align) {
    let room = if align == Align::Left { MEASURE * 0.8 } else { MEASURE };
    let mut glyphs = shaper.shape(text, Face::Song);
    let width = |g: &[crate::shape::Glyph]| g.iter().map(|g| g.advance).sum::<f32>() * SIZE;
    if width(&glyphs) > room {
        let dots = shaper.shape("…", Face::Song);
        while !glyphs.is_empty() && width(&glyphs) + SIZE > room {
            glyphs.pop();
        }
        glyphs.extend(dots);
    }
    if let Some(line) = lines(&glyphs, SIZE, MEASURE, 0.0, align).into_iter().next() {
        ops.push(Op::Line { x: 0.0, baseline, line, size: SIZE, grey: GREY, of: None });
    }
}
