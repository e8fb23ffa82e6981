//! From bytes nobody has looked at to rows of text.

mod archive;
pub(crate) mod cell;
pub(crate) mod columns;
mod delimited;
mod kind;
mod number;
pub(crate) mod sheet;
mod text;
pub(crate) mod unreadable;
mod weigh;
mod workbook;

use crate::formula;
use delimited::{Delimited, delimiter};
use kind::Kind;
use sheet::{Limits, Sheet};
use unreadable::Unreadable;

/// Reads a file: XLSX, or CSV in UTF-8, GB18030 (and so GBK), or UTF-16 with its mark. What it is
/// called does not matter; its first bytes tell. Of a workbook the first visible sheet is read.
///
/// Cells are text, see [`Row`](sheet::Row). An apostrophe that [`csv`](crate::csv()) has put before
/// what looks like a formula is taken away again.
///
/// # Errors
///
/// [`Unreadable`] when the file is no such table, is damaged, does not fit into `limits`, or would
/// take too much memory.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Unreadable> {
    if bytes.len() > limits.bytes {
        return Err(Unreadable::TooLarge { limit: limits.bytes });
    }
    match kind::of(bytes)? {
        Kind::Workbook => workbook::read(bytes, limits),
        Kind::Text => {
            let text = text::decode(bytes)?;
            let by = Delimited { delimiter: delimiter(&text), quotes: true };
            by.read(&text, limits, formula::unguard)
        }
    }
}

/// Reads cells pasted from a spreadsheet: columns are divided by tabs, and cells that hold a line
/// break stand in quotation marks.
///
/// # Errors
///
/// [`Unreadable`] when nothing is there, or it does not fit into `limits`.
pub fn pasted(text: &str, limits: &Limits) -> Result<Sheet, Unreadable> {
    if text.len() > limits.bytes {
        return Err(Unreadable::TooLarge { limit: limits.bytes });
    }
    let by = Delimited { delimiter: b'\t', quotes: true };
    match by.read(text, limits, |cell| cell) {
        // The programs quote only cells with line breaks: in any other cell a quotation mark is
        // nothing but that.
        Err(Unreadable::OpenQuote { .. }) => {
            Delimited { quotes: false, ..by }.read(text, limits, |cell| cell)
        }
        read => read,
    }
}
