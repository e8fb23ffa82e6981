//! Room *committee*.
pub mod api;
pub mod page;
