//! From glyphs to lines: where a line may end, and how it is made to fill its measure.
//!
//! No closing mark begins a line and no opening one ends it; words stay whole unless they are
//! wider than the measure. White is added between words first, then, sparingly, between
//! Chinese characters: so little that readers of PDF do not take it for a blank, for then the
//! text could not be searched. A line that would need more stays ragged.

use crate::model::Align;
use crate::shape::{Glyph, gives_way, is_han, is_word, not_first, not_last};

/// White between Chinese and Latin, in sizes.
const BESIDE_LATIN: f32 = 0.07;
/// White added between Chinese characters at most, in sizes.
const STRETCH_HAN: f32 = 0.09;
/// White added to a blank at most, in sizes.
const STRETCH_BLANK: f32 = 0.45;

/// A line: glyphs with their places, in points from its left edge.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Glyphs, each with its distance from the left edge and its width.
    pub glyphs: Vec<(Glyph, f32, f32)>,
    /// From where the first begins to where the last ends.
    pub width: f32,
}

/// Breaks glyphs of a paragraph into lines of `measure` points.
pub(crate) fn lines(
    glyphs: &[Glyph],
    size: f32,
    measure: f32,
    indent: f32,
    align: Align,
) -> Vec<Line> {
    let widths = natural(glyphs, size);
    let mut out = Vec::new();
    let mut from = 0;
    while from < glyphs.len() {
        // Blanks do not begin a line.
        if !out.is_empty() && glyphs[from].c == ' ' {
            from += 1;
            continue;
        }
        let first = out.is_empty();
        let room = (measure - if first { indent } else { 0.0 }).max(size);
        let to = end_of_line(glyphs, &widths, size, from, room);
        let last = to == glyphs.len();
        out.push(place(
            &glyphs[from..to],
            &widths[from..to],
            size,
            room,
            align,
            last,
            if first { indent } else { 0.0 },
        ));
        from = to;
    }
    out
}

/// Widths in points, with the white between Chinese and Latin.
fn natural(glyphs: &[Glyph], size: f32) -> Vec<f32> {
    let beside = |a: char, b: char| {
        (is_han(a) && b.is_alphanumeric() && is_word(b))
            || (is_han(b) && a.is_alphanumeric() && is_word(a))
    };
    (0..glyphs.len())
        .map(|i| {
            let next = glyphs.get(i + 1).map(|g| g.c);
            let white = next.is_some_and(|n| beside(glyphs[i].c, n));
            (glyphs[i].advance + if white { BESIDE_LATIN } else { 0.0 }) * size
        })
        .collect()
}

/// Where the line that begins at `from` ends.
fn end_of_line(glyphs: &[Glyph], widths: &[f32], size: f32, from: usize, room: f32) -> usize {
    let mut width = 0.0;
    let mut best = None;
    for i in from..glyphs.len() {
        let (c, w) = (glyphs[i].c, widths[i]);
        // A mark at the end gives up its white half; a blank there takes no room.
        let least = match c {
            ' ' => 0.0,
            c if gives_way(c) && glyphs[i].advance > 0.9 => w - size / 2.0,
            _ => w,
        };
        if width + least > room + 0.01 {
            return best.unwrap_or(i.max(from + 1));
        }
        width += w;
        if i + 1 < glyphs.len() && may_break(c, glyphs[i + 1].c) {
            best = Some(i + 1);
        }
    }
    glyphs.len()
}

/// Whether a line may end between two characters.
fn may_break(a: char, b: char) -> bool {
    if b == ' ' {
        return false;
    }
    if a == ' ' {
        return !matches!(b, '）' | '】' | '》' | '，' | '。');
    }
    if not_last(a) || not_first(b) {
        return false;
    }
    if is_word(a) && is_word(b) {
        return matches!(a, '-' | '/' | '–') && b.is_alphabetic();
    }
    true
}

/// Gives the glyphs of a line their places.
fn place(
    glyphs: &[Glyph],
    widths: &[f32],
    size: f32,
    room: f32,
    align: Align,
    last: bool,
    indent: f32,
) -> Line {
    let mut widths = widths.to_vec();
    let inked = glyphs.iter().rposition(|g| g.c != ' ').map_or(0, |i| i + 1);
    if let Some(end) = inked.checked_sub(1)
        && gives_way(glyphs[end].c)
        && glyphs[end].advance > 0.9
        && (!last || widths[..inked].iter().sum::<f32>() > room)
    {
        widths[end] -= size / 2.0;
    }
    let spare = room - widths[..inked].iter().sum::<f32>();
    if align == Align::Justify && !last && spare > 0.0 {
        stretch(&glyphs[..inked], &mut widths[..inked], size, spare);
    }
    let width: f32 = widths[..inked].iter().sum();
    let mut x = match align {
        Align::Left | Align::Justify => indent,
        Align::Centre => ((room - width) / 2.0).max(0.0),
        Align::Right => (room - width).max(0.0),
    };
    let start = x;
    let mut placed = Vec::with_capacity(glyphs.len());
    for (glyph, width) in glyphs.iter().zip(&widths) {
        placed.push((glyph.clone(), x, *width));
        x += width;
    }
    Line { glyphs: placed, width: start + width }
}

/// Spreads what is left over the blanks, then between Chinese characters.
fn stretch(glyphs: &[Glyph], widths: &mut [f32], size: f32, spare: f32) {
    let inner = glyphs.len().saturating_sub(1);
    let blanks = glyphs[..inner].iter().filter(|g| g.c == ' ').count() as f32;
    let han = |i: usize| {
        let (a, b) = (glyphs[i].c, glyphs[i + 1].c);
        a != ' ' && b != ' ' && !(is_word(a) && is_word(b)) && (a != b || is_han(a))
    };
    let gaps = (0..inner).filter(|i| han(*i)).count() as f32;
    let of_blanks = if gaps == 0.0 { spare } else { spare.min(blanks * STRETCH_BLANK * size) };
    let of_han = spare - if blanks > 0.0 { of_blanks } else { 0.0 };
    let each_han = if gaps > 0.0 { of_han / gaps } else { 0.0 };
    if each_han > STRETCH_HAN * size || (gaps == 0.0 && of_blanks > blanks * 2.0 * size) {
        return;
    }
    for i in 0..inner {
        if glyphs[i].c == ' ' {
            widths[i] += of_blanks / blanks;
        } else if han(i) {
            widths[i] += each_han;
        }
    }
}
