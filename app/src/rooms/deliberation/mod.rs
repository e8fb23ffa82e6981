//! Room *deliberation* (Art. 13–15, 19): how far the panels are, and what each agrees on.

pub mod api;
pub mod dossier;
mod line;
mod missing;
pub mod page;
pub mod panel;
mod place;
mod row;
pub mod sheets;
mod signing;
