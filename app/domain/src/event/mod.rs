//! What happened, in the past tense: the content of the journal. Steps of a dossier's
//! journey are one kind of event among others.
//!
//! [`Event`] is one type, written down room by room: each file here holds the lines of its room,
//! with the types that are in scope here. A new kind of event is a line there.

use serde::{Deserialize, Serialize};

use crate::deliberation::Review;
use crate::journey::Step;
use crate::season::Phase;
use crate::stamp::Stamp;

/// The lines of one room. They become a macro of the room's name that hands them on to [`gather`],
/// behind those of the rooms before; `$d` is a dollar, which a macro in a macro cannot write itself.
macro_rules! lines {
    ($d:tt $room:ident $lines:tt) => {
        macro_rules! $room {
            ($d($d before:tt)*) => {
                gather! { $d($d before)* $room $lines }
            };
        }
        pub(super) use $room;
    };
}

/// Asks one room after the other for its lines, then writes the type and what is to be known of every kind.
macro_rules! gather {
    ([$next:ident $($later:ident)*] $($lines:tt)*) => { $next::$next! { [$($later)*] $($lines)* } };
    ([] $($room:ident {
        $($(#[$about:meta])* $kind:ident $({ $($facts:tt)* })?,)*
    })*) => {
        /// An event as the journal keeps it. New kinds may be added; none is ever changed.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Event {
            /// A step of the dossier's journey.
            Stepped {
                /// The step.
                #[serde(flatten)]
                step: Step,
                /// SHA-256 of the frozen version, where one was frozen.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                sha256: Option<String>,
            },
            $($($(#[$about])* $kind $({ $($facts)* })?,)*)*
        }

        impl Event {
            /// The room (or `corridor`) it happened in.
            pub fn room(&self) -> &'static str {
                match self {
                    Event::Stepped { step, .. } => stepped_in(step),
                    $($(Event::$kind { .. })|* => stringify!($room),)*
                }
            }
        }
    };
}

mod announcement;
mod application;
mod committee;
mod consultation;
mod corridor;
mod defence;
mod deliberation;
mod exchange;
mod formality;
mod incident;
mod notice;
mod recommendation;
mod review;
mod season;
mod title;

gather! { [
    season corridor application recommendation formality committee review deliberation defence
    consultation notice announcement title exchange incident
] }

impl Event {
    /// Kinds that change nothing a list or a board of somebody else shows: most of the journal, while
    /// applicants write.
    pub const QUIET: [&'static str; 7] = [
        "page_saved",
        "material_read",
        "sealed_read",
        "objection_read",
        "incident_read",
        "signed_in",
        "signed_out",
    ];
}

/// The room in which a step of the journey is taken.
fn stepped_in(step: &Step) -> &'static str {
    match step {
        Step::Started
        | Step::Submitted { .. }
        | Step::TakenBack
        | Step::Withdrawn
        | Step::CorrectionAnswered { .. } => "application",
        Step::Recommended { .. } | Step::RecommendationWithdrawn | Step::Returned { .. } => {
            "recommendation"
        }
        Step::CorrectionAsked { .. } | Step::FormalityPassed | Step::FormalityRefused { .. } => {
            "formality"
        }
        Step::Shortlisted | Step::PutInReserve | Step::LeftOut => "deliberation",
        Step::Assigned => "committee",
        Step::PutOnList | Step::LeftOffList | Step::StruckOff => "notice",
        Step::Announced => "announcement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Journals that were written before there was a defence must read, and hash, as they did.
    #[test]
    fn art_20_events_of_the_written_review_are_stored_as_they_were() {
        let old = r#"{"kind":"conclusion_returned","panel":"p1"}"#;
        let of = |review| Event::ConclusionReturned { panel: "p1".into(), review };
        assert_eq!(serde_json::from_str::<Event>(old).unwrap(), of(Review::Written));
        assert_eq!(serde_json::to_string(&of(Review::Written)).unwrap(), old);
        let defence = serde_json::to_string(&of(Review::Defence)).unwrap();
        assert_eq!(defence, r#"{"kind":"conclusion_returned","panel":"p1","review":"defence"}"#);
        assert_eq!(serde_json::from_str::<Event>(&defence).unwrap(), of(Review::Defence));
    }
}
