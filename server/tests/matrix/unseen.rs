//! What is secret is not to be seen (Art. 15, 19–22). One world is asked for everything there is, by everybody,
//! at one moment of the clock; a secret is added to it, and everybody asks for everything again. Whoever may not
//! know finds every answer as it was: status, headers, bytes, order, counts, tables, prints; and has heard
//! nothing on any live stream. Those who may know do find something, or the test would show nothing.
//!
//! What pages are drawn from (`/api/`) is asked for after each secret. Pages, prints and tables cost ten times as much:
//! they are asked for over several secrets, none of which that person may find; `EACH` in `watched.rs` tells which.
//!
//! The addresses are the matrix's own, so a new page, function or export is asked for without being named here.

mod addresses;
mod consultation;
mod defence;
mod lines;
mod notice;
mod seen;
mod watched;
mod written;

use domain::policy::{Actor, Role};

use crate::support::later::SESSION;
use crate::support::world::actor;
use addresses::STREAMS;

/// Everybody who asks. The foreigners have the role, and nothing to do with the application that is watched;
/// the chair has a conflict with it.
const PEOPLE: [&str; 16] = [
    "anonymous",
    "applicant",
    "recommending_unit",
    "office",
    "expert",
    "panel_lead",
    "chair",
    "vice_chair",
    "ministry",
    "caq",
    "audit_admin",
    "foreign_applicant",
    "foreign_unit",
    "foreign_lead",
    "unassigned_expert",
    "conflicted_expert",
];

/// Leads the first panel and is no expert.
fn lead() -> Actor {
    actor("lead-of-house", Role::PanelLead, "p1")
}

/// A role that is added is asked for, or it is said here why not.
#[test]
fn every_role_is_asked_but_those_that_see_less_than_another() {
    // Colleagues of the applicant, and administrators beside the audit, who see neither applications nor the journal.
    let less = [
        "applicant_editor",
        "applicant_reader",
        "legal_representative",
        "registrant",
        "system_admin",
        "security_admin",
    ];
    for role in Role::ALL {
        assert!(PEOPLE.contains(&role.code()) != less.contains(&role.code()), "{}", role.code());
    }
    assert!(PEOPLE.contains(&"anonymous") && STREAMS.iter().any(|s| s.contains(SESSION)));
}
