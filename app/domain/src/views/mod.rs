//! What a page may know: answers of the service, already cut to the viewer. They are
//! shared by server and browser, so nothing may stand here that its viewer may not see.

pub mod announcement;
pub mod application;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod exchange;
pub mod flow;
pub mod formality;
pub mod guard;
pub mod identity;
pub mod incident;
pub mod initial_list;
pub mod mail;
pub mod matrix;
pub mod notice;
pub mod people;
pub mod pool;
pub mod print;
pub mod recommendation;
pub mod review;
pub mod sealed;
pub mod season;
pub mod seating;
pub mod sheets;
pub mod system;
pub mod title;
pub mod which;

use serde::{Deserialize, Serialize};

use crate::season::Season;
use crate::stamp::Stamp;

/// The public call (Art. 6), and the moment it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The season with its settings, all of them public.
    pub season: Season,
    /// The server's clock.
    pub now: Stamp,
}
