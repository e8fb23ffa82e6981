//! Room *formality*.
pub mod api;
pub mod checklist;
pub mod page;
