//! The consultation of the ministry on the initial list (Art. 20).

pub mod api;
mod forms;
pub mod page;
mod rows;
