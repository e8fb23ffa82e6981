//! Facts: the rules about codes, sizes, units, days and money on which every room relies.
//!
//! Built-in data (`data/*.json`) is read once and versioned with the source; nothing here does
//! I/O, reads a clock or speaks to a user. An error is a code with facts, worded at the edge.

pub mod contact;
pub mod industry;
pub mod numbers;
pub mod sme;
pub mod text;
pub mod units;
pub mod uscc;
pub mod workdays;
