//! A table of ours.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::Date;

/// A table to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is; in a workbook the name of its sheet, shortened to what such a name may be.
    pub title: String,
    /// Heads of the columns.
    pub header: Vec<String>,
    /// What each column holds; a column without is [`Kind::Text`].
    pub kinds: Vec<Kind>,
    /// Its rows. A value of another kind than its column's is written as what it is.
    pub rows: Vec<Vec<Value>>,
}

/// What a column holds: how a workbook shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text. What is typed into such a column later stays text too: codes keep their zeros.
    #[default]
    Text,
    /// Text that is shown in as many lines as it takes, what is typed into it later too.
    Prose,
    /// Whole numbers.
    Integer,
    /// Numbers with so many places behind the point.
    Decimal(u8),
    /// Dates, as `2026-03-01`.
    Date,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// A text; of a user, as likely as not.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// `units` divided by ten to the power of `places`: 12345 with 2 places is 123.45.
    Decimal {
        /// The number without its point.
        units: i64,
        /// Places behind the point.
        places: u8,
    },
    /// A date.
    Date(Date),
    /// Nothing.
    #[default]
    Empty,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Why a workbook cannot hold a table. Serialised as `{"code": "too_many_rows"}`.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Unwritable {
    /// More rows than a sheet has: 1,048,576 with the head.
    #[error("more rows than a sheet has")]
    TooManyRows,
    /// More columns than a sheet has: 16,384.
    #[error("more columns than a sheet has")]
    TooManyColumns,
    /// A text longer than a cell holds: 32,767 units of UTF-16.
    #[error("row {row}, column {column}: longer than a cell holds")]
    TextTooLong {
        /// Its row, from 1; the head is row 1.
        row: u32,
        /// Its column, from 1.
        column: u32,
    },
    /// The library refused; this is an error of ours.
    #[error("writing the workbook: {text}")]
    Library {
        /// What it said.
        text: String,
    },
}

/// The exact text of `units` divided by ten to the power of `places`.
pub(super) fn decimal(units: i64, places: u8) -> String {
    let places = usize::from(places);
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}
