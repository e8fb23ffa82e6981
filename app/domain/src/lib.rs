//! The pure rules of the benchmark selection: no I/O, no clock, no chance.
//!
//! Everything here compiles for the server and for the browser, so that a page
//! and the service that judges it can never disagree. Time and chance arrive as
//! parameters. Refusals are data ([`refusal::Refusal`]); words live in `app`.
//!
//! Rooms are modules (`application`, `recommendation`, …); what all rooms share
//! stands beside them (`ids`, `stamp`, `policy`, `journey`, `event`, `facts`).

pub mod announcement;
pub mod application;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod event;
pub mod exchange;
pub mod facts;
pub mod formality;
pub mod guard;
pub mod heads;
pub mod identity;
pub mod ids;
pub mod incident;
pub mod journey;
pub mod lang;
pub mod mail;
pub mod notice;
pub mod once;
pub mod people;
pub mod policy;
pub mod reason;
pub mod recommendation;
pub mod refusal;
pub mod review;
pub mod sealed;
pub mod season;
pub mod sender;
pub mod stamp;
pub mod title;
pub mod views;
