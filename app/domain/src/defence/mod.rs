//! The defence review (第二十条): sessions and their slots, the order by lot, what clashes, the invitation
//! as a calendar, the clock of the room, who comes, what was seen on the site.

pub mod clash;
pub mod delegates;
pub mod icalendar;
pub mod initial_list;
pub mod lot;
pub mod plan;
pub mod session;
pub mod slot;
pub mod timer;
pub mod visit;
