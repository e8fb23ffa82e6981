//! Room *recommendation*.
pub mod api;
pub mod page;
pub mod reading;
