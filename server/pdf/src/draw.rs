//! Writes what was set as PDF.

use krilla::Document as Pdf;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::graphic::Graphic;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::KrillaGlyph;

use crate::flow::{MEASURE, Mark, Op, PAGE, SIDE, Setting};
use crate::frame;
use crate::lines::{Line, lines};
use crate::model::{Align, Document, Face, Printed, Watermark};
use crate::shape::{Glyph, Shaper};
use crate::tags::{Id, Structure};

/// Writes the document on paper of this size.
pub(crate) fn write(
    document: &Document,
    paper: (f32, f32),
    setting: Setting<'_>,
) -> Result<Printed, String> {
    let Setting { mut shaper, mut structure, pages, marks } = setting;
    let mut pdf = Pdf::new();
    let count = pages.len().max(1);
    let mut mark = document.watermark.as_ref().map(|w| (w, None));
    for (number, items) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(paper.0, paper.1).ok_or("no page")?;
        let mut page = pdf.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        if let Some((watermark, graphic)) = &mut mark {
            under(&mut surface, &mut shaper, watermark, graphic);
        }
        let around = frame::ops(&mut shaper, document, number + 1, count);
        let mut pen = Pen { surface: &mut surface, structure: &mut structure, shaper: &mut shaper };
        for op in &around {
            pen.draw(op, 0.0, &marks, &mut links);
        }
        for (y, item) in items {
            for op in &item.ops {
                pen.draw(op, *y, &marks, &mut links);
            }
        }
        surface.finish();
        for (rect, mark, of) in links {
            let Some(mark) = marks.get(mark) else { continue };
            let place = XyzDestination::new(mark.page, Point::from_xy(SIDE, mark.y));
            let link = LinkAnnotation::new(rect, Target::Destination(place.into()));
            let id =
                page.add_tagged_annotation(Annotation::new_link(link, Some(mark.text.clone())));
            structure.content(of, id);
        }
        page.finish();
    }
    pdf.set_outline(outline(&marks));
    pdf.set_metadata(metadata(document));
    pdf.set_tag_tree(structure.tree(document.lang));
    let bytes = pdf.finish().map_err(|e| format!("{e:?}"))?;
    Ok(Printed { bytes, pages: count, missing: shaper.missing.into_iter().collect() })
}

/// Where a link is, which heading it leads to, and the element it belongs to.
type LinkTo = (Rect, usize, Id);

struct Pen<'p, 's, 'a> {
    surface: &'p mut Surface<'s>,
    structure: &'p mut Structure,
    shaper: &'p mut Shaper<'a>,
}

impl Pen<'_, '_, '_> {
    fn draw(&mut self, op: &Op, top: f32, marks: &[Mark], links: &mut Vec<LinkTo>) {
        match op {
            Op::Line { x, baseline, line, size, grey, of } => {
                self.line(line, (SIDE + x, top + baseline), *size, *grey, *of);
            }
            Op::Fill { x, y, w, h, grey } => {
                if let Some(path) = rectangle(SIDE + x, top + y, *w, *h) {
                    self.ornament(|s| {
                        s.set_fill(Some(fill(*grey)));
                        s.draw_path(&path);
                    });
                }
            }
            Op::Stroke { from, to, width, grey, dotted } => {
                let mut path = PathBuilder::new();
                path.move_to(SIDE + from.0, top + from.1);
                path.line_to(SIDE + to.0, top + to.1);
                if let Some(path) = path.finish() {
                    self.ornament(|s| {
                        s.set_fill(None);
                        s.set_stroke(Some(ink(*width, *grey, *dotted)));
                        s.draw_path(&path);
                        s.set_stroke(None);
                    });
                }
            }
            Op::Code { x, y, edge, size, dark, of } => {
                let step = edge / *size as f32;
                let mut path = PathBuilder::new();
                for (column, row) in dark {
                    let (left, up) = (*column as f32 * step, *row as f32 * step);
                    let rect = Rect::from_xywh(SIDE + x + left, top + y + up, step, step);
                    rect.into_iter().for_each(|r| path.push_rect(r));
                }
                if let Some(path) = path.finish() {
                    let id = self.surface.start_tagged(ContentTag::Other);
                    self.surface.set_fill(Some(fill(0)));
                    self.surface.draw_path(&path);
                    self.surface.end_tagged();
                    self.structure.content(*of, id);
                }
            }
            Op::PageOf { mark, baseline, size, of } => {
                let Some(found) = marks.get(*mark) else { return };
                let number = (found.page + 1).to_string();
                let glyphs = self.shaper.shape(&number, Face::Song);
                for line in lines(&glyphs, *size, MEASURE, 0.0, Align::Right).iter().take(1) {
                    self.line(line, (SIDE, top + baseline), *size, 0, Some(*of));
                }
                let rect = Rect::from_xywh(SIDE, top + baseline - size, MEASURE, size * 1.4);
                links.extend(rect.map(|r| (r, *mark, *of)));
            }
        }
    }

    fn ornament(&mut self, draw: impl FnOnce(&mut Surface<'_>)) {
        let kind = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(kind));
        draw(self.surface);
        self.surface.end_tagged();
    }

    /// A line of type: pieces of one font each, and boxes.
    fn line(&mut self, line: &Line, at: (f32, f32), size: f32, grey: u8, of: Option<Id>) {
        self.surface.set_fill(Some(fill(grey)));
        let mut rest = line.glyphs.as_slice();
        while let Some((first, ..)) = rest.first() {
            let n = match first.font {
                None => 1,
                font => rest.iter().take_while(|(g, ..)| g.font == font).count(),
            };
            let (piece, after) = rest.split_at(n);
            rest = after;
            match first.font {
                Some(font) => self.piece(piece, font, at, size, of),
                None => self.missing(first.c, piece[0].1, at, size, of),
            }
        }
    }

    fn piece(
        &mut self,
        piece: &[(Glyph, f32, f32)],
        font: usize,
        at: (f32, f32),
        size: f32,
        of: Option<Id>,
    ) {
        let (text, glyphs) = glyphs(piece, size);
        let start = Point::from_xy(at.0 + piece[0].1, at.1);
        let font = self.shaper.fonts[font].font.clone();
        let tag = match of {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let id = self.surface.start_tagged(tag);
        self.surface.draw_glyphs(start, &glyphs, font, &text, size, false);
        self.surface.end_tagged();
        if let Some(of) = of {
            self.structure.content(of, id);
        }
    }

    /// A box with the code point in it, for a character no font has. The text layer has the
    /// character itself.
    fn missing(&mut self, c: char, x: f32, at: (f32, f32), size: f32, of: Option<Id>) {
        let text = c.to_string();
        let tag = match of {
            Some(_) => ContentTag::Span(SpanTag::empty().with_actual_text(Some(&text))),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let id = self.surface.start_tagged(tag);
        let (left, top) = (at.0 + x + size * 0.05, at.1 - size * 0.82);
        if let Some(path) = rectangle(left, top, size * 0.9, size * 0.92) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(ink(0.5, 0, false)));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
        self.surface.set_fill(Some(fill(0)));
        let code = format!("{:04X}", u32::from(c));
        let half = code.len().div_ceil(2);
        let small = size * if half > 2 { 0.3 } else { 0.4 };
        for (n, part) in [&code[..half], &code[half..]].into_iter().enumerate() {
            let set = self.shaper.shape(part, Face::Hei);
            let placed = lines(&set, small, size * 0.9, 0.0, Align::Centre);
            let baseline = top + size * (0.42 + 0.41 * n as f32);
            if let Some(line) = placed.first()
                && let Some((_, from, _)) = line.glyphs.first()
                && let Some(font) = line.glyphs[0].0.font
            {
                let (text, glyphs) = glyphs(&line.glyphs, small);
                let font = self.shaper.fonts[font].font.clone();
                let start = Point::from_xy(left + from, baseline);
                self.surface.draw_glyphs(start, &glyphs, font, &text, small, false);
            }
        }
        self.surface.end_tagged();
        if let Some(of) = of {
            self.structure.content(of, id);
        }
    }
}

/// A piece of a line as krilla wants it: its text, and glyphs that know their part of it.
fn glyphs(piece: &[(Glyph, f32, f32)], size: f32) -> (String, Vec<KrillaGlyph>) {
    let mut text = String::with_capacity(piece.len() * 3);
    let glyphs = piece
        .iter()
        .map(|(g, _, width)| {
            let from = text.len();
            text.push(g.c);
            KrillaGlyph::new(g.id, width / size, g.shift, 0.0, 0.0, from..text.len(), None)
        })
        .collect();
    (text, glyphs)
}

/// The watermark, drawn as shapes: it is not to be found, copied or taken out as text.
fn under(
    surface: &mut Surface<'_>,
    shaper: &mut Shaper<'_>,
    watermark: &Watermark,
    kept: &mut Option<Graphic>,
) {
    let kind = Artifact::with_kind(ArtifactType::Watermark);
    surface.start_tagged(ContentTag::Artifact(kind));
    let graphic = kept.get_or_insert_with(|| {
        let mut builder = surface.stream_builder();
        let mut inner = builder.surface();
        let (text, size, tilt) = match watermark {
            Watermark::Large(text) => (text, 96.0, -52.0),
            Watermark::Tiled(text) => (text, 13.0, -30.0),
        };
        let set = shaper.shape(text, Face::Hei);
        let line = lines(&set, size, 4000.0, 0.0, Align::Left).into_iter().next();
        let width = line.as_ref().map_or(0.0, |l| l.width);
        let places: Vec<(f32, f32)> = match watermark {
            Watermark::Large(_) => vec![(PAGE.0 / 2.0, PAGE.1 / 2.0)],
            Watermark::Tiled(_) => (0..5)
                .flat_map(|row| {
                    (0..2).map(move |column| {
                        let shift = if row % 2 == 0 { 0.0 } else { 95.0 };
                        (120.0 + 265.0 * column as f32 + shift, 120.0 + 150.0 * row as f32)
                    })
                })
                .collect(),
        };
        let large = matches!(watermark, Watermark::Large(_));
        inner.set_fill(Some(fill(if large { 234 } else { 224 })));
        for (x, y) in places {
            inner.push_transform(&Transform::from_rotate_at(tilt, x, y));
            for (glyph, from, _) in line.iter().flat_map(|l| &l.glyphs) {
                let Some(font) = glyph.font else { continue };
                let one = [(glyph.clone(), *from, size)];
                let (text, glyphs) = glyphs(&one, size);
                let start = Point::from_xy(x - width / 2.0 + from, y + size * 0.38);
                let font = shaper.fonts[font].font.clone();
                inner.draw_glyphs(start, &glyphs, font, &text, size, true);
            }
            inner.pop();
        }
        inner.finish();
        Graphic::new(builder.finish(), false)
    });
    surface.draw_graphic(graphic.clone());
    surface.end_tagged();
}

fn fill(grey: u8) -> Fill {
    Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn ink(width: f32, grey: u8, dotted: bool) -> Stroke {
    Stroke {
        paint: luma::Color::new(grey).into(),
        width,
        dash: dotted.then(|| StrokeDash { array: vec![1.0, 2.6], offset: 0.0 }),
        ..Stroke::default()
    }
}

fn rectangle(x: f32, y: f32, w: f32, h: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, w, h)?);
    path.finish()
}

fn outline(marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for mark in marks {
        let place = XyzDestination::new(mark.page, Point::from_xy(SIDE, (mark.y - 8.0).max(0.0)));
        let node = OutlineNode::new(mark.text.clone(), place);
        match &mut open {
            Some(parent) if mark.level > 1 => parent.push_child(node),
            _ => outline_push(&mut outline, open.replace(node)),
        }
    }
    outline_push(&mut outline, open);
    outline
}

fn outline_push(outline: &mut Outline, node: Option<OutlineNode>) {
    node.into_iter().for_each(|n| outline.push_child(n));
}

fn metadata(document: &Document) -> Metadata {
    let mut metadata = Metadata::new()
        .title(document.title.clone())
        .description(document.subject.clone())
        .authors(vec![document.author.clone()])
        .keywords(document.keywords.clone())
        .creator("Biaogan 标杆".to_owned())
        .language(document.lang.to_owned());
    if let Some((year, [month, day, hour, minute, second])) = document.created {
        let at = DateTime::new(year).month(month).day(day).hour(hour).minute(minute);
        metadata = metadata.creation_date(at.second(second).utc_offset_hour(8));
    }
    metadata
}
