//! Dates as all programs understand them.

use time::Date;

/// `2026-03-01`
pub(crate) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
