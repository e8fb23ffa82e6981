//! Room *notice* (Art. 21): what everybody reads, how it is objected to, and how objections are dealt with.

pub mod api;
mod calendar;
pub mod form;
pub mod objection;
pub mod objections;
pub mod page;
mod planning;
pub mod prepare;
pub mod status;
