//! The first visible sheet of a workbook.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::sheet::{Grid, Limits, Sheet};
use super::unreadable::Unreadable;
use super::{archive, number};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Unreadable> {
    // The reader subtracts and multiplies what a file says, unchecked: a panic over a file is a
    // finding about the file.
    let cells = || cells(archive::rebuild(bytes)?, limits);
    catch_unwind(AssertUnwindSafe(cells)).unwrap_or(Err(Unreadable::Broken))
}

fn cells(archive: Vec<u8>, limits: &Limits) -> Result<Sheet, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(archive)).map_err(fault)?;
    let sheets = book.sheets_metadata();
    let is_cells = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    // What nobody sees nobody means to send; unless there is nothing else.
    let first = sheets
        .iter()
        .find(|sheet| is_cells(sheet) && sheet.visible == SheetVisible::Visible)
        .or_else(|| sheets.iter().find(is_cells))
        .map(|sheet| sheet.name.clone())
        .ok_or(Unreadable::NotATable)?;
    let mut reader = book.worksheet_cells_reader(&first).map_err(fault)?;
    let mut grid = Grid::new(limits);
    // With formulas only to know that there is one: what they compute stands beside them.
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(fault)? {
        let (row, column) = (cell.pos.0.saturating_add(1), cell.pos.1.saturating_add(1));
        match cell.value {
            DataRef::Empty if cell.formula.is_some() => {
                return Err(Unreadable::NotCalculated { row, column });
            }
            DataRef::Empty => {}
            DataRef::SharedString(text) => grid.put(row, column, text)?,
            DataRef::String(text) => grid.put(row, column, &text)?,
            DataRef::Float(float) => grid.put(row, column, &number::plain(float))?,
            DataRef::Int(int) => grid.put(row, column, &int.to_string())?,
            DataRef::Bool(true) => grid.put(row, column, "TRUE")?,
            DataRef::Bool(false) => grid.put(row, column, "FALSE")?,
            DataRef::DateTime(moment) => grid.put(row, column, &number::moment(&moment))?,
            DataRef::DateTimeIso(text) => grid.put(row, column, number::day(&text))?,
            DataRef::DurationIso(text) => grid.put(row, column, &text)?,
            DataRef::Error(error) => grid.put(row, column, &error.to_string())?,
        }
    }
    grid.finish()
}

fn fault(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Encrypted,
        XlsxError::NotAWorksheet(_) => Unreadable::NotATable,
        _ => Unreadable::Broken,
    }
}
