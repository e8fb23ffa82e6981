//! Room *committee* (Art. 11–15): who sits on it, and who reads what.
pub mod api;
pub mod assignment;
mod cell;
mod loads;
pub mod page;
mod panel;
mod proposal;
mod wish;
