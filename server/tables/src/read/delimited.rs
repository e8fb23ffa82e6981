//! Text whose lines are rows: CSV in its dialects, and pasted cells.

use csv::{ReaderBuilder, StringRecord};

use super::sheet::{Grid, Limits, Sheet};
use super::unreadable::Unreadable;

/// A last line of our own. Unless it comes out as it was put in, a quotation mark before it was
/// never closed, which the reader of CSV takes without a word.
const END: &str = "\u{1}";

/// How a text is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delimited {
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// Whether cells may stand in quotation marks.
    pub(super) quotes: bool,
}

/// What divides the first line: whichever stands there most often outside quotation marks.
pub(super) fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, n)| *n += 1),
        }
    }
    // The first of several equals: a comma when there is none at all.
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| *sign)
}

impl Delimited {
    /// Reads a text. `each` is done to every cell before it is cleaned.
    pub(super) fn read(
        self,
        text: &str,
        limits: &Limits,
        each: fn(&str) -> &str,
    ) -> Result<Sheet, Unreadable> {
        let text = lines(text);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .quoting(self.quotes)
            .from_reader(text.as_bytes());
        let mut grid = Grid::new(limits);
        let mut record = StringRecord::new();
        let mut number: u32 = 0;
        let mut line = 1;
        while reader.read_record(&mut record).map_err(|_| Unreadable::Broken)? {
            if reader.position().byte() == text.len() as u64 {
                let closed = record.len() == 1 && &record[0] == END;
                return if closed { grid.finish() } else { Err(open(number, line, &text)) };
            }
            // The reader passes over empty lines; a spreadsheet program makes rows of them.
            let next = reader.position().line();
            let within = record.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
            let blank = next.saturating_sub(line + within + 1);
            number = number.saturating_add(u32::try_from(blank + 1).unwrap_or(u32::MAX));
            line = next;
            for (at, cell) in record.iter().enumerate() {
                let column = u32::try_from(at + 1).unwrap_or(u32::MAX);
                grid.put(number, column, each(cell))?;
            }
        }
        // Not reached: the last line of our own is read before the end is.
        Err(Unreadable::Broken)
    }
}

/// The row that is never closed: the first after the last that was read, behind empty lines.
fn open(number: u32, line: u64, text: &str) -> Unreadable {
    let lines = text.split('\n').skip(usize::try_from(line - 1).unwrap_or(usize::MAX));
    let blank = lines.take_while(|line| line.is_empty()).count();
    let row = number.saturating_add(u32::try_from(blank + 1).unwrap_or(u32::MAX));
    Unreadable::OpenQuote { row }
}

/// All line breaks as `\n`, those of old Macintoshs too, and the last line of our own.
fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        lines.push_str(&rest[..at]);
        lines.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    lines.push_str(rest);
    if !lines.ends_with('\n') {
        lines.push('\n');
    }
    lines.push_str(END);
    lines.push('\n');
    lines
}
