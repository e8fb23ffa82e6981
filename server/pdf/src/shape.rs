//! From characters to glyphs: which font, how wide, and what may stand where in a line.
//!
//! There is no shaping beyond one glyph a character: Chinese and Latin need no more. Scripts
//! written from the right, or joined, come out letter by letter in the order of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use krilla::text::GlyphId;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::fonts::{Loaded, Press};
use crate::model::Face;

/// Width of the box that stands for a character no font has, in sizes.
const BOX: f32 = 1.0;

/// One character, ready to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// The character.
    pub c: char,
    /// Which of the setter's fonts; `None` for a box.
    pub font: Option<usize>,
    /// The glyph in it.
    pub id: GlyphId,
    /// Its width in sizes.
    pub advance: f32,
    /// How far its shape is moved, in sizes.
    pub shift: f32,
}

/// Turns texts into glyphs, and remembers what could not be drawn.
pub(crate) struct Shaper<'a> {
    press: &'a Press,
    /// Fonts in use, the two built-in ones first.
    pub fonts: Vec<Arc<Loaded>>,
    spare: BTreeMap<char, Option<usize>>,
    /// Characters no font has.
    pub missing: BTreeSet<char>,
    /// Characters without a shape.
    pub invisible: BTreeSet<char>,
}

impl<'a> Shaper<'a> {
    pub fn new(press: &'a Press) -> Self {
        let fonts = vec![press.face(Face::Song).clone(), press.face(Face::Hei).clone()];
        Self {
            press,
            fonts,
            spare: BTreeMap::new(),
            missing: BTreeSet::new(),
            invisible: BTreeSet::new(),
        }
    }

    /// The glyphs of one paragraph. Control characters are blanks here.
    pub fn shape(&mut self, text: &str, face: Face) -> Vec<Glyph> {
        let own = usize::from(face == Face::Hei);
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len() / 2);
        let loaded = self.fonts[own].clone();
        let Some(tables) = loaded.tables() else { return glyphs };
        let (map, metrics) =
            (tables.charmap(), tables.glyph_metrics(Size::unscaled(), LocationRef::default()));
        let em = loaded.font.units_per_em();
        for c in text.chars() {
            let c = if c.is_control() || c == '\u{a0}' || c == '\u{3000}' && glyphs.is_empty() {
                ' '
            } else {
                c
            };
            if is_invisible(c) {
                self.invisible.insert(c);
                continue;
            }
            // What is only a blank needs no font.
            let c = if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c };
            let glyph = match map.map(c).filter(|id| id.to_u32() != 0) {
                Some(id) => Glyph {
                    c,
                    font: Some(own),
                    id: GlyphId::new(id.to_u32()),
                    advance: metrics.advance_width(id).unwrap_or(em) / em,
                    shift: 0.0,
                },
                None => self.elsewhere(c, own),
            };
            glyphs.push(glyph);
        }
        squeeze(&mut glyphs);
        glyphs
    }

    /// The glyph of a character the wanted face lacks.
    fn elsewhere(&mut self, c: char, own: usize) -> Glyph {
        let found = match self.spare.get(&c) {
            Some(found) => *found,
            None => {
                let other = 1 - own;
                let found = if has(&self.fonts[other], c) {
                    Some(other)
                } else {
                    self.press.spare(c).map(|font| self.number(font))
                };
                self.spare.insert(c, found);
                found
            }
        };
        let placed = found.and_then(|n| {
            let tables = self.fonts[n].tables()?;
            let id = tables.charmap().map(c)?;
            let metrics = tables.glyph_metrics(Size::unscaled(), LocationRef::default());
            let em = self.fonts[n].font.units_per_em();
            let advance = metrics.advance_width(id).unwrap_or(em) / em;
            Some(Glyph {
                c,
                font: Some(n),
                id: GlyphId::new(id.to_u32()),
                advance: advance.clamp(0.0, 4.0),
                shift: 0.0,
            })
        });
        placed.unwrap_or_else(|| {
            self.missing.insert(c);
            Glyph { c, font: None, id: GlyphId::new(0), advance: BOX, shift: 0.0 }
        })
    }

    fn number(&mut self, font: Arc<Loaded>) -> usize {
        match self.fonts.iter().position(|f| Arc::ptr_eq(f, &font)) {
            Some(n) => n,
            None => {
                self.fonts.push(font);
                self.fonts.len() - 1
            }
        }
    }
}

fn has(font: &Loaded, c: char) -> bool {
    font.tables().and_then(|t| t.charmap().map(c)).is_some_and(|id| id.to_u32() != 0)
}

/// Direction marks, joiners and selectors: nothing to be seen, and not to turn a line around.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A letter of a word that is not torn apart: everything that is neither Chinese nor a blank.
pub(crate) fn is_word(c: char) -> bool {
    !is_han(c) && !c.is_whitespace() && !is_wide_mark(c)
}

/// Characters that stand in a square and between which a line may end.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x2460..=0x24ff | 0x2500..=0x27bf | 0x2e80..=0x2fff | 0x3003..=0x3007 | 0x3012..=0x3013
        | 0x3020..=0x312f | 0x3190..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xff10..=0xff19 | 0xff21..=0xff3a | 0xff41..=0xff5a | 0x1f000..=0x1faff | 0x20000..=0x3ffff)
}

fn is_wide_mark(c: char) -> bool {
    is_open(c) || is_close(c) || matches!(c, '—' | '…' | '·' | '～' | '＋' | '－' | '＝' | '／')
}

/// Full-width marks whose shape is in the right half.
fn is_open(c: char) -> bool {
    matches!(c, '（' | '〔' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〖' | '“' | '‘')
}

/// Full-width marks whose shape is in the left half.
fn is_close(c: char) -> bool {
    matches!(
        c,
        '）' | '〕'
            | '］'
            | '｝'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〗'
            | '”'
            | '’'
            | '，'
            | '。'
            | '、'
            | '．'
    )
}

/// Marks that can give up half their width at the end of a line.
pub(crate) fn gives_way(c: char) -> bool {
    is_close(c) || matches!(c, '；' | '：')
}

/// What does not begin a line.
pub(crate) fn not_first(c: char) -> bool {
    is_close(c)
        || matches!(
            c,
            '；' | '：'
                | '！'
                | '？'
                | '％'
                | '‰'
                | '℃'
                | '·'
                | '～'
                | '…'
                | '—'
                | '／'
                | '々'
                | 'ー'
                | '%'
                | ','
                | '.'
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '}'
                | '\''
                | '"'
        )
        || ('\u{300}'..='\u{36f}').contains(&c)
        || ('\u{20d0}'..='\u{20ff}').contains(&c)
}

/// What does not end a line.
pub(crate) fn not_last(c: char) -> bool {
    is_open(c) || matches!(c, '(' | '[' | '{' | '￥' | '＄' | '¥' | '$' | '№' | '＃')
}

/// Two full-width marks side by side share the white between them; quotation marks and dots
/// within Latin text take the room of Latin ones.
fn squeeze(glyphs: &mut [Glyph]) {
    for i in 0..glyphs.len() {
        let c = glyphs[i].c;
        if glyphs[i].advance < 0.9 {
            continue;
        }
        let before = i.checked_sub(1).map(|j| glyphs[j].c);
        let after = glyphs.get(i + 1).map(|g| g.c);
        let latin = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_word(c));
        let quote = matches!(c, '“' | '”' | '‘' | '’' | '·');
        let near_latin = before.is_some_and(is_word) || after.is_some_and(is_word);
        if quote && latin(before) && latin(after) && near_latin {
            let (shift, advance) = match c {
                '“' => (-0.55, 0.45),
                '‘' => (-0.74, 0.26),
                '”' => (-0.01, 0.45),
                '’' => (-0.03, 0.26),
                _ => (-0.34, 0.32),
            };
            (glyphs[i].shift, glyphs[i].advance) = (shift, advance);
        } else if is_open(c) && before.is_some_and(|b| is_open(b) || is_close(b)) {
            (glyphs[i].shift, glyphs[i].advance) = (-0.5, 0.5);
        } else if is_close(c) && after.is_some_and(is_close) {
            glyphs[i].advance = 0.5;
        }
    }
}
