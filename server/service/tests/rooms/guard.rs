//! What guards accounts: the second step of signing in, sessions, the administrators, and the audit.

mod accounts;
mod administrators;
mod audit;
mod second_step;
mod sessions;
mod setting_up;

use domain::event::Event;
use domain::guard::factor::STEP;
use domain::identity::FREE_TRIES;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::SECOND;
use service::Begun;
use service::journal::event;

use crate::on_both;
use crate::world::*;

const MAIL: &str = "a@example.com";
const WHY: &str = "演示理由";

/// The token of a first step after which the second is asked for.
async fn half(w: &World) -> String {
    match w.service.begin_session(MAIL, PASSWORD, "1", "Firefox · Linux").await.unwrap() {
        Begun::Half(token) => token,
        Begun::Whole(_) => panic!("no second step is asked for"),
    }
}

/// The three administrators, signed in.
async fn three(w: &World) -> (Actor, Actor, Actor) {
    (
        w.account("system@example.com", Role::SystemAdmin, "").await,
        w.account("security@example.com", Role::SecurityAdmin, "").await,
        w.account("audit@example.com", Role::AuditAdmin, "").await,
    )
}

async fn events(w: &World, kind: &str) -> Vec<Event> {
    let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
    rows.iter().filter(|e| e.kind == kind).map(|e| event(e).unwrap()).collect()
}
