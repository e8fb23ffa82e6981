//! From a table of ours to files for other programs.

pub(crate) mod csv;
pub(crate) mod table;
pub(crate) mod width;
pub(crate) mod xlsx;
