//! Room *review*.
pub mod api;
pub mod board;
pub mod page;
pub mod sheet;
