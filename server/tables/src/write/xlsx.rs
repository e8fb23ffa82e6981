//! Workbooks.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet,
};
use time::Date;

use super::table::{Kind, Table, Unwritable, Value, decimal};
use super::width;
use crate::date::iso;

/// Units of UTF-16 a cell holds.
const TEXT_MAX: usize = 32_767;
/// Rows and columns a sheet has.
const ROWS_MAX: usize = 1_048_576;
const COLUMNS_MAX: usize = 16_384;
/// Units of UTF-16 the name of a sheet may have.
const NAME_MAX: usize = 31;
/// The first number with more digits than the programs keep.
const EXACT: u64 = 1_000_000_000_000_000;
/// Years whose days the programs show as the calendar has them.
const YEARS: std::ops::RangeInclusive<i32> = 1901..=9999;

/// Writes a table as a workbook of one sheet: the head bold, standing still and with filters,
/// columns as wide as what is in them.
///
/// Every text is written as text: none becomes a formula or a link. The same table gives the same
/// bytes; a workbook does not say when it was made.
///
/// # Errors
///
/// [`Unwritable`] when a sheet has not so many rows or columns, or a cell holds no such text.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, Unwritable> {
    let widths = width::widths(table);
    if table.rows.len() >= ROWS_MAX {
        return Err(Unwritable::TooManyRows);
    }
    if widths.len() > COLUMNS_MAX {
        return Err(Unwritable::TooManyColumns);
    }
    let mut book = Workbook::new();
    // A moment must stand there, or it would be the present one.
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(library)?;
    book.set_properties(&DocProperties::new().set_title(&table.title).set_creation_datetime(&made));
    let mut sheet = Writing { sheet: book.add_worksheet(), formats: Formats::new(table) };
    sheet.frame(table, &widths)?;
    for (column, head) in table.header.iter().enumerate() {
        sheet.text(0, column, head, true)?;
    }
    for (at, row) in table.rows.iter().enumerate() {
        for (column, value) in row.iter().enumerate() {
            sheet.value(at + 1, column, value)?;
        }
    }
    book.save_to_buffer().map_err(library)
}

/// How cells look.
struct Formats {
    head: Format,
    /// A text of several lines, which would else be shown as one.
    lines: Format,
    text: Format,
    integer: Format,
    date: Format,
    /// By the column, with what it holds.
    columns: Vec<(Kind, Format)>,
}

impl Formats {
    fn new(table: &Table) -> Self {
        let [text, integer, date] = ["@", "0", "yyyy-mm-dd"].map(coded);
        let column = |kind: &Kind| {
            let format = match kind {
                Kind::Text => text.clone(),
                Kind::Prose => text.clone().set_text_wrap(),
                Kind::Integer => integer.clone(),
                Kind::Decimal(places) => decimals(*places),
                Kind::Date => date.clone(),
            };
            (*kind, format)
        };
        Self {
            head: coded("@").set_bold().set_text_wrap(),
            lines: text.clone().set_text_wrap(),
            columns: table.kinds.iter().map(column).collect(),
            text,
            integer,
            date,
        }
    }

    fn column(&self, column: usize) -> &Format {
        self.columns.get(column).map_or(&self.text, |(_, format)| format)
    }

    /// Of a number: the column's, unless it would show something else than a number.
    fn number(&self, column: usize, value: &Value) -> Format {
        match (self.columns.get(column), value) {
            (Some((Kind::Integer | Kind::Decimal(_), format)), _) => format.clone(),
            (_, Value::Decimal { places, .. }) => decimals(*places),
            _ => self.integer.clone(),
        }
    }
}

fn coded(code: &str) -> Format {
    Format::new().set_align(FormatAlign::Top).set_num_format(code)
}

/// With so many places; the programs show thirty at most.
fn decimals(places: u8) -> Format {
    match places.min(30) {
        0 => coded("0"),
        places => coded(&format!("0.{}", "0".repeat(places.into()))),
    }
}

struct Writing<'a> {
    sheet: &'a mut Worksheet,
    formats: Formats,
}

impl Writing<'_> {
    fn frame(&mut self, table: &Table, widths: &[usize]) -> Result<(), Unwritable> {
        self.sheet.set_name(name(&table.title)).map_err(library)?;
        self.sheet.set_freeze_panes(1, 0).map_err(library)?;
        for (column, width) in widths.iter().enumerate() {
            let at = place(0, column)?.1;
            self.sheet.set_column_width(at, *width as u32).map_err(library)?;
            self.sheet.set_column_format(at, self.formats.column(column)).map_err(library)?;
        }
        let (last, right) = place(table.rows.len(), widths.len().saturating_sub(1))?;
        if !table.header.is_empty() {
            let right = place(0, table.header.len() - 1)?.1;
            self.sheet.autofilter(0, 0, last, right).map_err(library)?;
        }
        // Codes are texts on purpose: no green corners.
        let error = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(0, 0, last, right, error).map_err(library)?;
        Ok(())
    }

    fn value(&mut self, row: usize, column: usize, value: &Value) -> Result<(), Unwritable> {
        match value {
            Value::Empty => Ok(()),
            Value::Text(text) => self.text(row, column, text, false),
            Value::Integer(number) => self.number(row, column, value, *number),
            Value::Decimal { units, .. } => self.number(row, column, value, *units),
            Value::Date(date) => self.date(row, column, *date),
        }
    }

    fn number(
        &mut self,
        row: usize,
        column: usize,
        value: &Value,
        units: i64,
    ) -> Result<(), Unwritable> {
        let text = text(value);
        // The programs keep 15 digits of a number: with more it stays what it is as text.
        if units.unsigned_abs() >= EXACT {
            return self.text(row, column, &text, false);
        }
        let (at, to) = place(row, column)?;
        let number: f64 = text.parse().map_err(library)?;
        let format = self.formats.number(column, value);
        self.sheet.write_number_with_format(at, to, number, &format).map_err(library)?;
        Ok(())
    }

    fn date(&mut self, row: usize, column: usize, date: Date) -> Result<(), Unwritable> {
        let (at, to) = place(row, column)?;
        if !YEARS.contains(&date.year()) {
            return self.text(row, column, &iso(date), false);
        }
        let year = u16::try_from(date.year()).map_err(library)?;
        let moment =
            ExcelDateTime::from_ymd(year, date.month().into(), date.day()).map_err(library)?;
        let format = &self.formats.date;
        self.sheet.write_datetime_with_format(at, to, &moment, format).map_err(library)?;
        Ok(())
    }

    fn text(
        &mut self,
        row: usize,
        column: usize,
        text: &str,
        head: bool,
    ) -> Result<(), Unwritable> {
        let (at, to) = place(row, column)?;
        if text.encode_utf16().count() > TEXT_MAX {
            return Err(Unwritable::TextTooLong { row: at + 1, column: u32::from(to) + 1 });
        }
        let prose = matches!(self.formats.columns.get(column), Some((Kind::Prose, _)));
        let format = match text.contains('\n') || prose {
            _ if head => &self.formats.head,
            true => &self.formats.lines,
            false => &self.formats.text,
        };
        // Never `write`, which makes links of what looks like an address.
        self.sheet.write_string_with_format(at, to, text, format).map_err(library)?;
        Ok(())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Decimal { units, places } => decimal(*units, *places),
        Value::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}

fn place(row: usize, column: usize) -> Result<(u32, u16), Unwritable> {
    let row = u32::try_from(row).map_err(|_| Unwritable::TooManyRows)?;
    Ok((row, u16::try_from(column).map_err(|_| Unwritable::TooManyColumns)?))
}

/// A title as the name of a sheet: without the signs such a name must not have, and not too long.
fn name(title: &str) -> String {
    let signs = ['[', ']', ':', '*', '?', '/', '\\'];
    let clean = title.replace(|c: char| signs.contains(&c) || c.is_control(), " ");
    let mut name = String::new();
    let mut left = NAME_MAX;
    for character in clean.trim_matches([' ', '\'']).chars() {
        match left.checked_sub(character.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        name.push(character);
    }
    // The cut may have left one of these at the end; the program keeps the last name for itself.
    let name = name.trim_matches([' ', '\'']);
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        "Sheet1".to_owned()
    } else {
        name.to_owned()
    }
}

fn library(error: impl std::fmt::Display) -> Unwritable {
    Unwritable::Library { text: error.to_string() }
}
