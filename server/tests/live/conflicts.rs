//! An application that is kept from somebody from now on goes from the board they have open (Art. 15).

use domain::policy::Role;
use service::ports::committee::Conflict;

use super::{board, ring, served, session, watch};
use crate::support::world::answers::organisation;
use crate::support::world::{FIELDS, World, expert, expert_actor, expert_id, id};

/// An application that is kept from somebody from now on goes from their open board, once; of what happens to it
/// later they hear nothing. Whoever has none of it hears both.
async fn a_new_conflict_is_told_once(w: World) {
    let ids = w.reviewing(2, 1, 3).await;
    // There is a vice chair: the one whose conflict is new leads the panel.
    let head = w.account("head@example.com", Role::PanelLead, "p1").await;
    w.service.grant("op", &id(), &head.account, Role::Expert, "e13").await.unwrap();
    let (chair, head) =
        (session(&w, "chair@example.com").await, session(&w, "head@example.com").await);
    let (_stop, addr) = served(&w).await;
    let (mut chair, mut head) = (watch(addr, &chair, "").await, watch(addr, &head, "").await);
    let first = std::slice::from_ref(&ids[0]);
    w.service.undertake(&expert_actor(1, 3), first).await.unwrap();
    assert_eq!(chair.next().await.unwrap().name, "reset");
    assert_eq!(head.next().await.unwrap().name, "reset");
    w.service.undertake(&expert_actor(1, 2), first).await.unwrap();
    assert_eq!(chair.next().await.unwrap().name, "reset");
    ring(&w, 1, "review").await;
    assert_eq!(chair.next().await.unwrap().name, "board");
    assert_eq!(head.next().await.unwrap().name, "board");
    // A conflict of which no bell tells is found when its owner is looked at.
    let mut work = w.service.begin().await.unwrap();
    let found = Conflict {
        expert: expert_id(1, 3),
        dossier: ids[1].clone(),
        kind: "employer".into(),
        declared: false,
        at: work.now.0,
    };
    work.db.insert_conflict(&id(), &found).await.unwrap();
    let (expert, conflict) = (found.expert.to_string(), found.kind.clone());
    let event = domain::event::Event::ConflictDeclared { expert, conflict };
    work.record("test", &event, Default::default()).await.unwrap();
    work.commit().await.unwrap();
    ring(&w, 1, "identity").await;
    assert_eq!(head.next().await.unwrap().name, "reset");
    // What a board is reckoned by concerns all.
    ring(&w, 1, "season").await;
    assert_eq!(chair.next().await.unwrap().name, "reset");
    assert_eq!(head.next().await.unwrap().name, "reset");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_new_conflict_is_told_once_on_sqlite() {
    a_new_conflict_is_told_once(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_new_conflict_is_told_once_on_postgres() {
    a_new_conflict_is_told_once(World::postgres().await).await;
}

/// The same where nobody declares anything: an employer that is corrected in the pool takes the row from the
/// expert's open board.
async fn a_found_conflict_clears_the_board(w: World) {
    let ids = w.reviewing(2, 1, 4).await;
    let lead = w.account("lead@example.com", Role::PanelLead, "p1").await;
    w.service.grant("op", &id(), &lead.account, Role::Expert, "e11").await.unwrap();
    let cookies = (session(&w, "chair@example.com").await, session(&w, "lead@example.com").await);
    let (_stop, addr) = served(&w).await;
    let (mut chair, mut own) =
        (watch(addr, &cookies.0, "").await, watch(addr, &cookies.1, "").await);
    let card = expert(&expert_id(1, 1), FIELDS[0]).card();
    let card = domain::committee::pool::Card { employer: organisation(1), ..card };
    w.service.save_expert(&w.office, Some(&expert_id(1, 1)), &card, "").await.unwrap();
    assert_eq!(chair.next().await.unwrap().name, "reset");
    assert_eq!(own.next().await.unwrap().name, "reset");
    let rows = board(addr, &cookies.1).await.board.rows;
    assert!(rows.len() == 1 && rows[0].dossier == ids[1]);
    assert_eq!(board(addr, &cookies.0).await.board.rows.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_found_conflict_clears_the_open_board_on_sqlite() {
    a_found_conflict_clears_the_board(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_found_conflict_clears_the_open_board_on_postgres() {
    a_found_conflict_clears_the_board(World::postgres().await).await;
}
