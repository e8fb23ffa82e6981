//! CSV as spreadsheet programs on Chinese systems open it by a double click.

use csv::{Terminator, WriterBuilder};

use super::table::{Table, Value, decimal};
use crate::date::iso;
use crate::formula::guard;

/// Without it the programs take UTF-8 for GBK.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a table as CSV: UTF-8 with its mark, lines ended by CR LF, cells divided by commas.
///
/// A text the programs would take for a formula gets an apostrophe before it, a head too;
/// [`read`](crate::read()) takes it away again. Numbers stay numbers, negative ones as well.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    // Into memory nothing fails; rows may be of any length.
    let head = table.header.iter().map(|head| guard(head));
    let _ = writer.write_record(head.map(String::into_bytes));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(text));
    }
    writer.into_inner().unwrap_or_default()
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => guard(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal { units, places } => decimal(*units, *places),
        Value::Date(date) => iso(*date),
        Value::Empty => String::new(),
    }
}
