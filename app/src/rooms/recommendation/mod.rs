//! Room *recommendation* (Art. 7, 17): a unit's work list, and a dossier before it.
pub mod api;
pub mod compare;
pub mod page;
pub mod quota;
mod ranking;
pub mod reading;
