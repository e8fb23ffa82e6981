//! What has been read, and how it is put together within limits.

use std::collections::BTreeMap;

use super::cell;
use super::unreadable::Unreadable;

/// Bytes of all cells together at most, before blanks around them are taken away. A workbook holds
/// a text once and names it in any number of cells: its own size bounds nothing.
const TEXT_MAX: usize = 64 * 1024 * 1024;

/// What a caller is ready to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Rows below the head with anything in them.
    pub rows: u32,
    /// Columns with anything in them, empty ones between them included.
    pub columns: u32,
    /// Characters of one cell.
    pub cell_chars: u32,
}

/// A table: the first row with anything in it is its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What the head says, without empty cells at its end.
    pub header: Vec<String>,
    /// Rows below the head, in their order, without wholly empty ones.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row as a spreadsheet program numbers it, from 1.
    pub number: u32,
    /// Its cells, at least as many as the head has: text without blanks around it, line breaks as
    /// `\n`, other control characters left out. Numbers are plain (`1200000`, `0.5`), dates are
    /// `2026-03-01` or `2026-03-01T09:30:00`, truth is `TRUE` or `FALSE`, errors are what the
    /// program shows (`#N/A`).
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column counted from 0; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The name of a column counted from 1, as spreadsheet programs show it: `A`, `Z`, `AA`.
pub fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    while let Some(digit) = rest.checked_sub(1) {
        name.push(char::from(b'A' + (digit % 26) as u8));
        rest = digit / 26;
    }
    name.iter().rev().collect()
}

/// Takes cells in any order and keeps count.
pub(super) struct Grid<'a> {
    limits: &'a Limits,
    rows: BTreeMap<u32, Vec<String>>,
    text: usize,
}

impl<'a> Grid<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, rows: BTreeMap::new(), text: 0 }
    }

    /// Takes a cell; row and column are counted from 1.
    pub(super) fn put(&mut self, row: u32, column: u32, raw: &str) -> Result<(), Unreadable> {
        self.text = self.text.saturating_add(raw.len());
        if self.text > TEXT_MAX {
            return Err(Unreadable::Bomb);
        }
        let text = cell::clean(raw);
        if text.is_empty() {
            return Ok(());
        }
        let limit = self.limits.columns;
        let at = match column.checked_sub(1) {
            Some(at) if at < limit => at as usize,
            _ => return Err(Unreadable::TooManyColumns { limit }),
        };
        let limit = self.limits.cell_chars;
        if text.chars().nth(limit as usize).is_some() {
            return Err(Unreadable::CellTooLong { row, column, limit });
        }
        let limit = self.limits.rows;
        // The head is a row too.
        let full = self.rows.len() > limit as usize;
        if full && !self.rows.contains_key(&row) {
            return Err(Unreadable::TooManyRows { limit });
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        cells[at] = text;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Sheet, Unreadable> {
        let mut rows = self.rows.into_iter();
        let (_, header) = rows.next().ok_or(Unreadable::Empty)?;
        let rows = rows.map(|(number, mut cells)| {
            cells.resize(cells.len().max(header.len()), String::new());
            Row { number, cells }
        });
        let rows = rows.collect();
        Ok(Sheet { header, rows })
    }
}
