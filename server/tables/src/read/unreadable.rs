//! Why a table was not read, as data: pages have the words.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a table was not read. Serialised as `{"code": "too_many_rows", "limit": 5000}`.
///
/// Rows and columns are counted from 1, as a spreadsheet program numbers them; see
/// [`letters`](crate::letters) for the name of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Unreadable {
    /// The file has more bytes than may be read.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// Bytes at most.
        limit: usize,
    },
    /// There is no cell with anything in it.
    #[error("nothing in it")]
    Empty,
    /// A file of a kind that is not read here: neither XLSX nor text.
    #[error("a file of another kind")]
    UnknownKind,
    /// A workbook of Excel 97 to 2003 (`.xls`): to be saved as XLSX.
    #[error("a workbook in the old binary format")]
    OldFormat,
    /// A workbook with a password.
    #[error("a workbook with a password")]
    Encrypted,
    /// Text with characters no table has, or a workbook without a sheet of cells.
    #[error("not a table")]
    NotATable,
    /// Text in an encoding that is neither UTF-8 nor GB18030.
    #[error("in an unknown encoding")]
    Encoding,
    /// A quotation mark that is opened and never closed.
    #[error("row {row}: a quotation mark is never closed")]
    OpenQuote {
        /// The row it stands in.
        row: u32,
    },
    /// More rows below the head than may be read.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// Rows at most.
        limit: u32,
    },
    /// A cell with something in it further to the right than is read.
    #[error("more than {limit} columns")]
    TooManyColumns {
        /// Columns at most.
        limit: u32,
    },
    /// A cell with more characters than may be read.
    #[error("row {row}, column {column}: more than {limit} characters")]
    CellTooLong {
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
        /// Characters at most.
        limit: u32,
    },
    /// A cell with a formula whose result the file does not hold: the program that wrote it has
    /// not calculated it.
    #[error("row {row}, column {column}: a formula without its result")]
    NotCalculated {
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// Damaged, cut off, or put together so that programs would read different things.
    #[error("damaged")]
    Broken,
    /// Reading it would take far more memory than the file has bytes.
    #[error("unpacks to too much")]
    Bomb,
}
