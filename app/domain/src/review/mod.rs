//! Review (第十九条, 第二十条): the rubric, the score sheet, what is reckoned from sealed scores and
//! the model of the live board.
//!
//! Scores are whole tenths of a point everywhere, so that sums are exact and do not depend on the
//! order in which reviews arrive; only finished figures are floating-point points.

pub mod adjusted;
pub mod amendment;
pub mod blind;
pub mod board;
pub mod draft;
pub mod matrix;
pub mod offline;
pub mod rubric;
pub mod sheet;
pub mod stability;
pub mod statistics;
pub mod traces;
pub mod weights;

/// The half-width twin of a full-width character (`８` → `8`, `．` → `.`, ideographic space → space);
/// any other character as it is.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}
