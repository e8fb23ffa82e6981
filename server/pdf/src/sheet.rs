//! One page on which everything has its place: a certificate.

use crate::blocks::baseline;
use crate::flow::{Item, Op, SIDE, Setter, Setting};
use crate::fonts::Press;
use crate::model::{Block, Document, Part, Sheet, Style};
use crate::shape::Shaper;
use crate::tags::{Kind, Structure};

/// Type that does not fit its box is made smaller by so much at a time…
const STEP: f32 = 0.94;
/// …and not below this share of its size: then it stands beyond its box rather than be lost.
const SMALLEST: f32 = 0.5;

/// Sets a sheet.
pub(crate) fn set<'a>(press: &'a Press, sheet: &Sheet) -> Setting<'a> {
    let mut setter = Setter {
        shaper: Shaper::new(press),
        structure: Structure::default(),
        items: Vec::new(),
        marks: Vec::new(),
        begun: 0,
        new_page: false,
    };
    let mut ops = Vec::new();
    for part in &sheet.parts {
        draw(&mut setter, part, &mut ops);
    }
    let item = Item { height: sheet.paper.1, ops, ..Item::default() };
    let Setter { shaper, structure, .. } = setter;
    Setting { shaper, structure, pages: vec![vec![(0.0, item)]], marks: Vec::new() }
}

/// The document a sheet is written as: what is told of it, without blocks.
pub(crate) fn told(sheet: &Sheet) -> Document {
    Document { blocks: Vec::<Block>::new(), running_on_first: false, ..sheet.told.clone() }
}

fn draw(setter: &mut Setter<'_>, part: &Part, ops: &mut Vec<Op>) {
    match part {
        Part::Text { at, size, text, style, heading } => {
            let kind = if *heading { Kind::Heading(1, text.clone()) } else { Kind::Text };
            let of = setter.structure.add(kind, None);
            let (style, set) = fitted(setter, text, *style, *size);
            let step = style.size * style.leading;
            let top = at.1 + (size.1 - step * set.len() as f32).max(0.0) / 2.0;
            for (n, line) in set.into_iter().enumerate() {
                ops.push(Op::Line {
                    x: at.0 - SIDE,
                    baseline: top + step * n as f32 + baseline(style),
                    line,
                    size: style.size,
                    grey: style.grey,
                    of: Some(of),
                });
            }
        }
        Part::Frame { at, size, width, grey, dotted } => {
            let (x, y, w, h) = (at.0 - SIDE, at.1, size.0, size.1);
            for (from, to) in [
                ((x, y), (x + w, y)),
                ((x + w, y), (x + w, y + h)),
                ((x + w, y + h), (x, y + h)),
                ((x, y + h), (x, y)),
            ] {
                ops.push(Op::Stroke { from, to, width: *width, grey: *grey, dotted: *dotted });
            }
        }
        Part::Code { at, edge, payload, alt } => {
            if let Some((size, dark)) = crate::qr::modules(payload) {
                let of = setter.structure.add(Kind::Figure(alt.clone()), None);
                ops.push(Op::Code { x: at.0 - SIDE, y: at.1, edge: *edge, size, dark, of });
            }
        }
    }
}

/// The lines of a text in the largest size that fits its box.
fn fitted(
    setter: &mut Setter<'_>,
    text: &str,
    style: Style,
    room: (f32, f32),
) -> (Style, Vec<crate::lines::Line>) {
    let mut style = style;
    let smallest = style.size * SMALLEST;
    loop {
        let mut set = Vec::new();
        for line in text.lines() {
            set.extend(setter.set_lines(line, style, room.0));
        }
        let height = style.size * style.leading * set.len() as f32;
        let wide = set.iter().any(|l| l.width > room.0 + 0.5);
        if (height <= room.1 && !wide) || style.size <= smallest {
            return (style, set);
        }
        style = style.size(style.size * STEP);
    }
}
