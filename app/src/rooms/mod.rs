//! Rooms: the stages of the selection. A room uses no other room.

pub mod announcement;
pub mod application;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod exchange;
pub mod formality;
pub mod incident;
pub mod initial_list;
pub mod notice;
pub mod recommendation;
pub mod review;
pub mod season;
pub mod title;
