//! Room *committee* (Art. 11–15): who sits on it, and who reads what.
pub mod api;
pub mod assignment;
mod cell;
pub mod draw;
pub mod engagement;
pub mod expert;
mod kept_from;
mod loads;
pub mod page;
mod panel;
pub mod pool;
pub mod pool_import;
mod proposal;
mod standing_down;
mod wish;
