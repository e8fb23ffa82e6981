//! What rings within a moment is told as one, and the same whatever rang before it.

use domain::deliberation::Review;
use service::ports::Bell;
use service::ports::review::SheetRow;

use super::{Stage, ring, served, watch};
use crate::support::world::{World, expert_id, panel_id, sheet};

async fn bursts_become_one_event(w: World) {
    let stage = Stage::set(&w).await;
    // What rang while the stage was set has been delivered once this one is.
    let mut bells = w.service.store.bells();
    ring(&w, 1, "test").await;
    while bells.recv().await.unwrap().room != "test" {}
    let (stop, addr) = served(&w).await;
    let (mut first, mut second) =
        (watch(addr, &stage.chair, "").await, watch(addr, &stage.leads[1], "").await);
    for _ in 0..3 {
        // A hundred changes at panel 1, each with its moment: one event with the latest.
        let at = ring(&w, 100, "review").await;
        let event = first.next().await.unwrap();
        assert_eq!((event.name.as_str(), event.id), ("board", at.to_string()));
    }
    // What calls for a whole new picture outweighs everything in the same burst.
    ring(&w, 3, "season").await;
    assert_eq!(first.next().await.unwrap().name, "reset");
    // Other rooms are not the board's.
    ring(&w, 3, "application").await;
    let at = ring(&w, 1, "review").await;
    assert_eq!(first.next().await.unwrap().id, at.to_string());
    // The end of the server ends its streams; panel 2 has heard nothing of all this.
    stop.send(true).unwrap();
    assert_eq!(first.next().await, None);
    assert_eq!(second.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn bursts_become_one_event_on_sqlite() {
    bursts_become_one_event(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bursts_become_one_event_on_postgres() {
    bursts_become_one_event(World::postgres().await).await;
}

/// What a board comes to is looked at for many reasons. Where a score has come whose own bell is still to come, it is
/// told as that score is, not as something that went: from the difference one could tell that something else rang.
async fn a_score_is_told_the_same_whatever_rang_before_it(w: World) {
    let mut stage = Stage::set(&w).await;
    let (stop, addr) = served(&w).await;
    let mut boards =
        [watch(addr, &stage.chair, "").await, watch(addr, &stage.chair, "?since=0").await];
    let (id, _) = stage.next(1);
    let other = stage.next(2).0;
    let mut expert = None;
    for e in 1..=3 {
        if w.assigned(&id, &expert_id(1, e)).await {
            expert = Some(expert_id(1, e));
        }
    }
    let expert = expert.unwrap();
    let mut work = w.service.begin().await.unwrap();
    let at = work.now.0;
    let row = SheetRow {
        dossier: id.clone(),
        expert: expert.clone(),
        revision: 1,
        form: serde_json::to_string(&sheet(80)).unwrap(),
        saved_at: at,
        sealed_at: Some(at),
        total: Some(800),
        sha256: String::new(),
    };
    work.db.save_sheet(Review::Written, &row).await.unwrap();
    let sealed = domain::event::Event::ReviewSealed {
        expert: expert.to_string(),
        total: 800,
        sha256: String::new(),
    };
    work.record("test", &sealed, Default::default()).await.unwrap();
    // Somebody reads something else from now on.
    let room = Bell::RESET.into();
    work.ring(Bell { at, room, dossier: Some(other), panel: Some(panel_id(2)) });
    work.commit().await.unwrap();
    for board in &mut boards {
        let event = board.next().await.unwrap();
        assert_eq!((event.name.as_str(), event.id), ("board", at.to_string()));
    }
    // Its bell comes late, and says nothing new; the next one does.
    let mut work = w.service.begin().await.unwrap();
    let room = Bell::of_sheets(Review::Written).into();
    work.ring(Bell { at, room, dossier: Some(id), panel: Some(panel_id(1)) });
    work.record("test", &domain::event::Event::SignedOut, Default::default()).await.unwrap();
    work.commit().await.unwrap();
    let next = ring(&w, 1, "review").await;
    for board in &mut boards {
        assert_eq!(board.next().await.unwrap().id, next.to_string());
    }
    stop.send(true).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_score_is_told_the_same_whatever_rang_before_it_on_sqlite() {
    a_score_is_told_the_same_whatever_rang_before_it(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_score_is_told_the_same_whatever_rang_before_it_on_postgres() {
    a_score_is_told_the_same_whatever_rang_before_it(World::postgres().await).await;
}
