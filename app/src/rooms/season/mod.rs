//! Room *season*.
pub mod page;
