//! Exchange activities and the yearly follow-up (Art. 23).

pub mod activity;
pub mod api;
pub mod page;
pub mod report;
pub mod reports;
