//! The initial list (Art. 20): what two heads make of what the panels chose.

pub mod api;
mod chart;
pub mod page;
mod row;
mod signing;
