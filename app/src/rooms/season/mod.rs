//! Room *season*.
pub mod api;
pub mod page;
