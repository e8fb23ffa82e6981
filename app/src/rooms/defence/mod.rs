//! Room *defence* (Art. 15, 20): when and where the panels hear applicants, who sits, in which order.

pub mod api;
mod chart;
mod line;
pub mod page;
mod panel;
mod place;
pub mod room;
pub mod session;
pub mod slot;
pub(crate) mod slots;
pub mod visit;
