//! Reads and writes tables of other programs: XLSX, CSV, cells pasted from a spreadsheet.
//!
//! [`read()`] takes bytes nobody has looked at and answers rows of text, or [`Unreadable`] with the
//! place and the limit; what it takes in memory and time is bounded by [`Limits`] and by bounds of
//! its own. [`columns`] finds columns by what their heads say. [`xlsx`] and [`csv()`] write a
//! [`Table`] so that no text of a user becomes a formula. The crate knows tables, not the
//! selection: no clock, no disk, no network. Everything here computes for some milliseconds to some
//! seconds: call it off the async threads.

mod date;
mod formula;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::columns::{Double, columns};
pub use read::sheet::{Limits, Row, Sheet, letters};
pub use read::unreadable::Unreadable;
pub use read::{pasted, read};
pub use write::csv::csv;
pub use write::table::{Kind, Table, Unwritable, Value};
pub use write::xlsx::xlsx;
