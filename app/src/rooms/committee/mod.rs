//! Room *committee* (Art. 11–15): who sits on it, and who reads what.
pub mod api;
mod loads;
pub mod page;
mod panel;
mod proposal;
