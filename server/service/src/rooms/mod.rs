//! The verbs, room by room. A room uses no other room: what they share is the dossier's
//! journey (`shared`) and the journal.

pub mod announcement;
pub mod application;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod exchange;
pub mod formality;
pub mod identity;
pub mod incident;
pub mod initial_list;
pub mod mail;
pub mod notice;
pub mod print;
pub mod recommendation;
pub mod review;
pub mod season;
pub mod shared;
pub mod title;
