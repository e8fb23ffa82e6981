//! How wide a column should be, in digits.

use super::table::{Table, Value, decimal};

/// Narrower, a column's name and the arrow of its filter do not show.
const LEAST: usize = 6;
/// Wider, one column fills the window.
const MOST: usize = 60;
/// The arrow of the filter, beside the head.
const ARROW: usize = 3;
/// Air beside a text.
const AIR: usize = 1;
/// A date: `2026-03-01`.
const DATE: usize = 10;

/// The widths of a table's columns.
pub(crate) fn widths(table: &Table) -> Vec<usize> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.header.len());
    let mut widths = vec![LEAST; columns];
    for (width, head) in widths.iter_mut().zip(&table.header) {
        *width = (*width).max(of(head) + ARROW);
    }
    for row in &table.rows {
        for (width, value) in widths.iter_mut().zip(row) {
            *width = (*width).max(needs(value) + AIR);
        }
    }
    widths.into_iter().map(|width| width.min(MOST)).collect()
}

fn needs(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.lines().map(of).max().unwrap_or(0),
        Value::Integer(number) => number.to_string().len(),
        Value::Decimal { units, places } => decimal(*units, *places).len(),
        Value::Date(_) => DATE,
        Value::Empty => 0,
    }
}

/// Chinese, Japanese and Korean characters and full-width signs are two digits wide.
fn of(line: &str) -> usize {
    line.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}
