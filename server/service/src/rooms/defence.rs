//! Room *defence* (Art. 15, 20): when and where the panels hear applicants, who sits, in which order. What
//! is scored there is no matter of this room.

mod calendar;
mod looking;
mod lots;
mod moving;
mod placing;
mod plan;
mod planning;
mod sitting;
mod slides;
mod slots;
mod visits;

pub use calendar::Appointed;
pub use slides::SlidesFile;
