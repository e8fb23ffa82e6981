//! Art. 15, 21: the public notice, who objects, and how objections are dealt with.

mod adding;
mod handler;
mod heads;
mod objector;
mod office;

use domain::committee::pool::Card;
use domain::ids::{DossierId, ObjectionId};
use domain::journey::Stage;
use domain::mail::Message;
use domain::notice::handling::{Outcome, Step};
use domain::notice::objection::Form;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::sealed::Kind;
use domain::stamp::{DAY, MINUTE, SECOND};
use domain::views::sealed::Named;
use service::ports::files::Whole;

use crate::on_both;
use crate::world::*;

const WHY: &str = "经调查核实，所列成效数据与原始记录一致。";

pub fn form(entry: u32) -> Form {
    Form {
        name: "演示甲".into(),
        phone: "13800000000".into(),
        email: "objector@example.com".into(),
        entry: entry.to_string(),
        facts: "所列成效数据与公开年报不一致，见附件第三页的对照表。".repeat(2),
        ..Form::default()
    }
}

async fn stage(w: &World, id: &DossierId) -> Stage {
    let mut db = w.service.read().await.unwrap();
    db.dossier(id).await.unwrap().unwrap().standing.stage()
}

fn vice() -> Actor {
    actor("vice-1", Role::ViceChair, "")
}

/// Kinds of the messages that wait to be sent, with where they go.
async fn waiting(w: &World) -> Vec<(String, Message)> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    mails.into_iter().map(|m| (m.address, m.message)).collect()
}

/// An objection to a line, and its number among all.
async fn objected(w: &World, entry: u32) -> (String, ObjectionId) {
    let token = w.service.object(2026, &form(entry), &[]).await.unwrap();
    let mut db = w.service.read().await.unwrap();
    (token, db.objections(&id()).await.unwrap().last().unwrap().id.clone())
}

/// The card of somebody with an address, who is recorded to be in conflict with an application.
async fn recorded(w: &World, email: &str, dossier: &DossierId) {
    let card = Card {
        name: "演示往届专家".into(),
        email: email.into(),
        employer: "演示研究院".into(),
        fields: vec!["36".into()],
        ..Card::default()
    };
    let expert = w.service.save_expert(&w.office, None, &card, "").await.unwrap();
    let d = w.service.read().await.unwrap().dossier(dossier).await.unwrap().unwrap();
    w.service.record_conflict(&w.office, &expert, &d.reference, WHY).await.unwrap();
}

/// A conflict of somebody of the pool is known.
async fn conflicted(w: &World, expert: &str, dossier: &DossierId) {
    w.tamper(&format!(
        "INSERT INTO conflict (season, expert, dossier, kind, declared, at) VALUES ('{}', '{expert}', '{dossier}', 'declared', {}, 1)",
        id(),
        if w.fresh.engine == "postgres" { "TRUE" } else { "1" },
    ))
    .await;
}

/// Two colleagues of the Office with accounts: one names, the other handles.
async fn colleagues(w: &World) -> (Actor, Actor) {
    // A lead stands in for a head only where somebody signs in to the seat.
    w.account("lead-a@example.com", Role::PanelLead, "p1").await;
    let a = w.account("office-a@example.com", Role::Office, "").await;
    (a, w.account("office-b@example.com", Role::Office, "").await)
}

/// Dossiers `1..=n` stand on an open notice, with the two colleagues.
async fn on_notice(w: &World, n: usize) -> (Vec<DossierId>, Actor, Actor) {
    let ids = w.shortlisted(n).await;
    w.noticed(&ids).await;
    let (names, handles) = colleagues(w).await;
    (ids, names, handles)
}

/// Whom messages of a kind wait for.
async fn told_of(w: &World, kind: &str) -> Vec<String> {
    let mails = waiting(w).await.into_iter().filter(|(_, m)| m.kind() == kind);
    mails.map(|(to, _)| to).collect()
}
