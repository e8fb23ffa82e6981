//! From blocks to pages: blocks become items (`blocks.rs`), strips that are not cut; items fill
//! pages.

use std::rc::Rc;

use crate::PAGES_MAX;
use crate::fonts::Press;
use crate::lines::Line;
use crate::model::{Block, Document};
use crate::shape::Shaper;
use crate::tags::{Id, Structure};

/// A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// White at the left and right edge.
pub(crate) const SIDE: f32 = 74.0;
/// Where the text begins, from the top.
pub(crate) const TOP: f32 = 82.0;
/// Where it ends, from the top.
pub(crate) const BOTTOM: f32 = PAGE.1 - 74.0;
/// Width of the text.
pub(crate) const MEASURE: f32 = PAGE.0 - 2.0 * SIDE;

/// Something drawn; places are relative to the left edge of the text and the top of its item.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// A line of type.
    Line { x: f32, baseline: f32, line: Line, size: f32, grey: u8, of: Option<Id> },
    /// A filled rectangle.
    Fill { x: f32, y: f32, w: f32, h: f32, grey: u8 },
    /// A straight stroke.
    Stroke { from: (f32, f32), to: (f32, f32), width: f32, grey: u8, dotted: bool },
    /// A QR code.
    Code { x: f32, y: f32, edge: f32, size: usize, dark: Vec<(usize, usize)>, of: Id },
    /// The page of a heading, at the right edge, and the way there.
    PageOf { mark: usize, baseline: f32, size: f32, of: Id },
}

/// A strip of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    pub height: f32,
    pub before: f32,
    pub after: f32,
    pub ops: Vec<Op>,
    /// No page ends after it.
    pub glued: bool,
    /// A page begins before it.
    pub new_page: bool,
    /// White that also stands at the top of a page.
    pub firm: bool,
    /// The heading that begins here.
    pub mark: Option<usize>,
    /// What is repeated above it where a page begins with it.
    pub heads: Option<Rc<Vec<Item>>>,
}

/// A heading and where it came to stand.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub level: u8,
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// A page: items with their distance from the top.
pub(crate) type Page = Vec<(f32, Item)>;

/// The whole document, set.
pub(crate) struct Setting<'a> {
    pub shaper: Shaper<'a>,
    pub structure: Structure,
    pub pages: Vec<Page>,
    pub marks: Vec<Mark>,
}

/// What makes items of blocks.
pub(crate) struct Setter<'a> {
    pub shaper: Shaper<'a>,
    pub structure: Structure,
    pub items: Vec<Item>,
    /// All headings there will be, and how many have begun.
    pub marks: Vec<Mark>,
    pub begun: usize,
    /// The next item begins a page.
    pub new_page: bool,
}

/// Sets a document.
pub(crate) fn set<'a>(press: &'a Press, document: &Document) -> Setting<'a> {
    let marks = document.blocks.iter().filter_map(|b| match b {
        Block::Heading { level, text } => {
            Some(Mark { level: *level, text: text.clone(), page: 0, y: 0.0 })
        }
        _ => None,
    });
    let mut setter = Setter {
        shaper: Shaper::new(press),
        structure: Structure::default(),
        items: Vec::new(),
        marks: marks.collect(),
        begun: 0,
        new_page: false,
    };
    for block in &document.blocks {
        setter.block(block);
    }
    let (mut pages, mut marks, cut) = paginate(std::mem::take(&mut setter.items), setter.marks);
    setter.marks = Vec::new();
    setter.notes(document, cut);
    let (rest, _, _) = paginate(std::mem::take(&mut setter.items), Vec::new());
    append(&mut pages, rest);
    let last = pages.len().saturating_sub(1);
    marks.iter_mut().for_each(|m| m.page = m.page.min(last));
    Setting { shaper: setter.shaper, structure: setter.structure, pages, marks }
}

/// Fills pages with items. Says where headings came to stand, and whether it had to stop.
fn paginate(items: Vec<Item>, mut marks: Vec<Mark>) -> (Vec<Page>, Vec<Mark>, bool) {
    let mut pages: Vec<Page> = Vec::new();
    let mut page: Page = Vec::new();
    let (mut y, mut after) = (TOP, 0.0_f32);
    let mut items = items.into_iter().peekable();
    let mut chunk: Vec<Item> = Vec::new();
    while let Some(item) = items.next() {
        let glued = item.glued && items.peek().is_some();
        chunk.push(item);
        if glued {
            continue;
        }
        let height = height_of(&chunk);
        let gap = if page.is_empty() { 0.0 } else { after.max(chunk[0].before) };
        let too_high = y + gap + height > BOTTOM;
        if !page.is_empty() && (chunk[0].new_page || (too_high && !chunk[0].firm)) {
            pages.push(std::mem::take(&mut page));
            (y, after) = (TOP, 0.0);
        }
        for item in chunk.drain(..) {
            let gap = if page.is_empty() { 0.0 } else { after.max(item.before) };
            if !page.is_empty() && y + gap + item.height > BOTTOM {
                pages.push(std::mem::take(&mut page));
                (y, after) = (TOP, 0.0);
            }
            if pages.len() >= PAGES_MAX {
                return (pages, marks, true);
            }
            if page.is_empty() {
                for head in item.heads.iter().flat_map(|h| h.iter()) {
                    page.push((y, head.clone()));
                    y += head.height;
                }
            } else {
                y += after.max(item.before);
            }
            if let Some(mark) = item.mark.and_then(|n| marks.get_mut(n)) {
                (mark.page, mark.y) = (pages.len(), y);
            }
            after = item.after;
            let height = item.height;
            page.push((y, item));
            y += height;
        }
    }
    if !page.is_empty() {
        pages.push(page);
    }
    (pages, marks, false)
}

fn height_of(chunk: &[Item]) -> f32 {
    let gaps: f32 = chunk.windows(2).map(|w| w[0].after.max(w[1].before)).sum();
    chunk.iter().map(|i| i.height).sum::<f32>() + gaps
}

/// Puts notes at the foot of the last page if they fit, else on a page of their own.
fn append(pages: &mut Vec<Page>, rest: Vec<Page>) {
    let end = |page: &Page| page.iter().map(|(y, i)| y + i.height).fold(TOP, f32::max);
    for page in rest {
        let height = end(&page) - TOP;
        match pages.last_mut() {
            Some(last) if end(last) + 14.0 + height <= BOTTOM => {
                let down = end(last) + 14.0 - TOP;
                last.extend(page.into_iter().map(|(y, item)| (y + down, item)));
            }
            _ => pages.push(page),
        }
    }
}
