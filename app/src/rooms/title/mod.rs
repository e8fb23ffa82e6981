//! Room *title* (Art. 22–24): the register of all seasons, checking a plaque, one's own titles,
//! titles of earlier seasons and their corrections.

pub mod api;
pub mod correct;
pub mod import;
pub mod own;
pub mod register;
pub mod verify;
