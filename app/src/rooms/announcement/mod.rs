//! Room *announcement* (Art. 22): the result before everybody, and how it comes there.

pub mod api;
pub mod page;
pub mod prepare;
