//! What each block becomes: items with their lines and strokes, and their place in the
//! structure.

use crate::PAGES_MAX;
use crate::flow::{Item, MEASURE, Op, Setter};
use crate::lines::{Line, lines};
use crate::model::{Align, Block, Document, Face, Style};
use crate::table;
use crate::tags::{Id, Kind};

impl Setter<'_> {
    /// Adds an item.
    pub fn push(&mut self, mut item: Item) {
        item.new_page |= std::mem::take(&mut self.new_page);
        self.items.push(item);
    }

    /// The items of a block.
    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Text { text, style } => self.text(text, *style),
            Block::Table(t) => table::set(self, t),
            Block::List { entries, style } => self.list(entries, *style),
            Block::Blanks { lines, style } => self.blanks(lines, *style),
            Block::Contents { title } => self.contents(title),
            Block::Code { payload, alt, edge, lines } => self.code(payload, alt, *edge, lines),
            Block::Seal { lines, height } => self.seal(lines, *height),
            Block::Space(height) => {
                self.push(Item { height: *height, firm: true, ..Item::default() });
            }
            Block::Rule => {
                let op = stroke((0.0, 0.4), (MEASURE, 0.4), 0.8, 0);
                self.push(Item {
                    height: 0.8,
                    before: 6.0,
                    after: 8.0,
                    ops: vec![op],
                    ..Item::default()
                });
            }
            Block::NewPage => self.new_page = true,
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let (size, before, after) = if level == 1 { (15.5, 26.0, 11.0) } else { (12.5, 15.0, 6.0) };
        let style = Style::BODY.face(Face::Hei).size(size).align(Align::Left).around(before, after);
        let id = self.structure.add(Kind::Heading(level, text.to_owned()), None);
        let from = self.items.len();
        self.paragraph(text, Style { leading: 1.4, ..style }, 0.0, MEASURE, id);
        for item in &mut self.items[from..] {
            item.glued = true;
        }
        if let Some(first) = self.items.get_mut(from) {
            first.mark = Some(self.begun);
        }
        self.begun += 1;
    }

    fn text(&mut self, text: &str, style: Style) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let id = self.structure.add(Kind::Text, None);
            self.paragraph(line, style, 0.0, MEASURE, id);
        }
    }

    /// One paragraph at `x`, `measure` wide: no single line at the foot or head of a page.
    fn paragraph(&mut self, text: &str, style: Style, x: f32, measure: f32, of: Id) {
        let set = self.set_lines(text, style, measure);
        let n = set.len();
        for (i, line) in set.into_iter().enumerate() {
            let op = Op::Line {
                x,
                baseline: baseline(style),
                line,
                size: style.size,
                grey: style.grey,
                of: Some(of),
            };
            self.push(Item {
                height: style.size * style.leading,
                before: if i == 0 { style.before } else { 0.0 },
                after: if i + 1 == n { style.after } else { 0.0 },
                ops: vec![op],
                glued: i + 1 < n && (i == 0 || i + 2 == n),
                ..Item::default()
            });
        }
    }

    /// The lines of one paragraph.
    pub fn set_lines(&mut self, text: &str, style: Style, measure: f32) -> Vec<Line> {
        let glyphs = self.shaper.shape(text, style.face);
        lines(&glyphs, style.size, measure, style.indent * style.size, style.align)
    }

    fn list(&mut self, entries: &[(String, String)], style: Style) {
        let list = self.structure.add(Kind::List, None);
        for (mark, text) in entries {
            let entry = self.structure.add(Kind::Entry, Some(list));
            let of_mark = self.structure.add(Kind::Mark, Some(entry));
            let of_body = self.structure.add(Kind::Body, Some(entry));
            let marked = self.set_lines(mark, style.align(Align::Left), MEASURE);
            let hang = marked.first().map_or(0.0, |l| l.width) + style.size * 0.5;
            let from = self.items.len();
            let style = if hang > MEASURE / 3.0 { style.align(Align::Left) } else { style };
            self.paragraph(text, style, hang, MEASURE - hang, of_body);
            if let (Some(line), Some(item)) = (marked.into_iter().next(), self.items.get_mut(from))
            {
                let (baseline, size, grey) = (baseline(style), style.size, style.grey);
                item.ops
                    .insert(0, Op::Line { x: 0.0, baseline, line, size, grey, of: Some(of_mark) });
            }
        }
    }

    fn blanks(&mut self, lines: &[(String, String)], style: Style) {
        let style = style.align(Align::Left);
        let mut labels = Vec::new();
        for (label, _) in lines {
            labels.extend(self.set_lines(label, style, MEASURE).into_iter().next());
        }
        let widest = labels.iter().map(|l| l.width).fold(0.0, f32::max) + style.size;
        for (label, (_, filled)) in labels.into_iter().zip(lines) {
            let of = self.structure.add(Kind::Text, None);
            let measure = MEASURE - widest;
            let values = self.set_lines(filled, style, measure);
            let rows = values.len().max(1);
            let step = style.size * style.leading;
            let mut ops = vec![Op::Line {
                x: widest - style.size - label.width,
                baseline: baseline(style),
                line: label,
                size: style.size,
                grey: style.grey,
                of: Some(of),
            }];
            for (i, line) in values.into_iter().enumerate() {
                let baseline = baseline(style) + step * i as f32;
                ops.push(Op::Line {
                    x: widest,
                    baseline,
                    line,
                    size: style.size,
                    grey: 0,
                    of: Some(of),
                });
            }
            for i in 0..rows {
                let y = baseline(style) + step * i as f32 + style.size * 0.35;
                ops.push(stroke((widest - style.size * 0.3, y), (MEASURE, y), 0.6, 90));
            }
            self.push(Item {
                height: step * rows as f32,
                before: style.before,
                after: style.after,
                ops,
                // A signature is not parted from the seal below it.
                glued: true,
                ..Item::default()
            });
        }
    }

    fn contents(&mut self, title: &str) {
        let style = Style::BODY.face(Face::Hei).size(17.0).align(Align::Centre).around(0.0, 18.0);
        let id = self.structure.add(Kind::Heading(1, title.to_owned()), None);
        self.paragraph(title, style, 0.0, MEASURE, id);
        let list = self.structure.add(Kind::Contents, None);
        for (n, mark) in self.marks.clone().into_iter().enumerate() {
            let first = mark.level == 1;
            let (face, x) = if first { (Face::Hei, 0.0) } else { (Face::Song, 20.0) };
            let style =
                Style { leading: 1.9, ..Style::BODY }.face(face).size(11.0).align(Align::Left);
            let row = self.structure.add(Kind::Line, Some(list));
            let of = self.structure.add(Kind::Link, Some(row));
            let Some(line) =
                self.set_lines(&mark.text, style, MEASURE - x - 60.0).into_iter().next()
            else {
                continue;
            };
            let (baseline, end) = (baseline(style), x + line.width + 6.0);
            let ops = vec![
                Op::Line { x, baseline, line, size: style.size, grey: 0, of: Some(of) },
                Op::Stroke {
                    from: (end, baseline - 1.5),
                    to: (MEASURE - 28.0, baseline - 1.5),
                    width: 0.8,
                    grey: 110,
                    dotted: true,
                },
                Op::PageOf { mark: n, baseline, size: style.size, of },
            ];
            let before = if first { 5.0 } else { 0.0 };
            let height = style.size * style.leading;
            self.push(Item { height, before, ops, ..Item::default() });
        }
    }

    fn code(&mut self, payload: &str, alt: &str, edge: f32, texts: &[(String, Style)]) {
        let mut ops = Vec::new();
        let code = crate::qr::modules(payload);
        let measure = MEASURE - if code.is_some() { edge + 18.0 } else { 0.0 };
        let mut y = 0.0;
        for (text, style) in texts {
            let of = self.structure.add(Kind::Text, None);
            y += style.before;
            for line in self.set_lines(text, style.align(Align::Left), measure) {
                let baseline = y + baseline(*style);
                let (size, grey) = (style.size, style.grey);
                ops.push(Op::Line { x: 0.0, baseline, line, size, grey, of: Some(of) });
                y += size * style.leading;
            }
            y += style.after;
        }
        if let Some((size, dark)) = code {
            let of = self.structure.add(Kind::Figure(alt.to_owned()), None);
            ops.push(Op::Code { x: MEASURE - edge, y: 0.0, edge, size, dark, of });
            y = y.max(edge);
        }
        self.push(Item { height: y, before: 6.0, after: 8.0, ops, ..Item::default() });
    }

    fn seal(&mut self, texts: &[String], height: f32) {
        let mut ops = Vec::new();
        let (w, h) = (MEASURE * 0.48, height);
        let x = MEASURE - w;
        for (from, to) in [
            ((x, 0.0), (x + w, 0.0)),
            ((x + w, 0.0), (x + w, h)),
            ((x + w, h), (x, h)),
            ((x, h), (x, 0.0)),
        ] {
            ops.push(Op::Stroke { from, to, width: 0.7, grey: 120, dotted: true });
        }
        let style = Style::NOTE.align(Align::Centre).grey(90);
        let mut y = h - 8.0 - texts.len() as f32 * style.size * style.leading;
        for text in texts {
            let of = self.structure.add(Kind::Text, None);
            for line in self.set_lines(text, style, w).into_iter().take(1) {
                let (baseline, size, grey) = (y + baseline(style), style.size, style.grey);
                ops.push(Op::Line { x, baseline, line, size, grey, of: Some(of) });
                y += style.size * style.leading;
            }
        }
        self.push(Item { height: h, before: 12.0, after: 12.0, ops, ..Item::default() });
    }

    /// What the reader must know of the setting itself: told once, at the very end.
    pub fn notes(&mut self, document: &Document, cut: bool) {
        let words = document.notes;
        let list = |set: &std::collections::BTreeSet<char>, show: bool| {
            let one = |c: &char| match show {
                true => format!("U+{:04X} {c}", u32::from(*c)),
                false => format!("U+{:04X}", u32::from(*c)),
            };
            let mut text = set.iter().take(60).map(one).collect::<Vec<_>>().join("  ");
            if set.len() > 60 {
                text.push_str(" …");
            }
            text
        };
        let missing = list(&self.shaper.missing, true);
        let invisible = list(&self.shaper.invisible, false);
        let mut notes = Vec::new();
        if cut {
            notes.push((words.cut)(PAGES_MAX));
        }
        if !missing.is_empty() {
            notes.push((words.missing)(&missing));
        }
        if !invisible.is_empty() {
            notes.push((words.invisible)(&invisible));
        }
        if notes.is_empty() {
            return;
        }
        self.block(&Block::Rule);
        self.text(words.title, Style::NOTE.face(Face::Hei).grey(0));
        for note in notes {
            self.text(&note, Style::NOTE);
        }
    }
}

/// Distance of the baseline from the top of a line.
pub(crate) fn baseline(style: Style) -> f32 {
    // The ideographic box reaches from 0.88 above to 0.12 below; it stands in the middle.
    style.size * (style.leading / 2.0 + 0.38)
}

pub(crate) fn stroke(from: (f32, f32), to: (f32, f32), width: f32, grey: u8) -> Op {
    Op::Stroke { from, to, width, grey, dotted: false }
}
