//! What ends a stream: a role that is withdrawn, bells that were missed, a session that was not used.

use domain::stamp::{MINUTE, SECOND};

use super::{Stage, ring, seal, served, watch};
use crate::support::answer::Ask;
use crate::support::world::{World, expert_id, id};

/// A role that is withdrawn ends the streams it opened within a second, and no other. That a seat of another panel
/// was taken is told to no board it changes nothing of (Art. 15).
async fn a_withdrawn_role_ends_its_streams(w: World) {
    let mut stage = Stage::set(&w).await;
    let (_stop, addr) = served(&w).await;
    let mut leads =
        [watch(addr, &stage.leads[0], "").await, watch(addr, &stage.leads[1], "").await];
    let second = std::time::Duration::from_secs(1);
    w.service.move_lead(&w.office, &expert_id(1, 2), "组长另有任务").await.unwrap();
    assert_eq!(leads[0].within(second).await, Ok(None));
    assert_eq!(Ask::get("/live").as_(&stage.leads[0]).listen(addr).await.err(), Some(404));
    // The session itself goes on, and so does the other lead's board.
    assert_eq!(Ask::get("/inbox").as_(&stage.leads[0]).at(addr).await.unwrap().status, 200);
    // What comes first there is its own.
    seal(addr, stage.next(2)).await;
    assert_eq!(leads[1].next().await.unwrap().name, "board");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_withdrawn_role_ends_its_streams_within_a_second_on_sqlite() {
    a_withdrawn_role_ends_its_streams(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_withdrawn_role_ends_its_streams_within_a_second_on_postgres() {
    a_withdrawn_role_ends_its_streams(World::postgres().await).await;
}

/// Takes all roles of a session's account, and no bell rings.
pub(super) async fn withdrawn_in_silence(w: &World, cookie: &str) {
    let token = cookie.trim_start_matches("biaogan=");
    let actor = w.service.known(token).await.unwrap().unwrap().actor;
    let mut work = w.service.begin().await.unwrap();
    for grant in &actor.grants {
        work.db.delete_grant(&id(), &actor.account, grant).await.unwrap();
    }
    work.record("test", &domain::event::Event::SignedOut, Default::default()).await.unwrap();
    work.commit().await.unwrap();
}

/// Who was heard of last may be the one who ended a stream: where bells were missed, on a listener that fell behind
/// or a connection that was lost, everybody is looked at before anything is told.
async fn missed_bells_are_made_up_for(w: World) {
    let stage = Stage::set(&w).await;
    let (_stop, addr) = served(&w).await;
    let mut leads =
        [watch(addr, &stage.leads[0], "").await, watch(addr, &stage.leads[1], "").await];
    withdrawn_in_silence(&w, &stage.leads[0]).await;
    ring(&w, 1, "resync").await;
    assert_eq!(leads[0].next().await, None, "nothing is told to whoever may not see it any more");
    assert_eq!(leads[1].next().await.unwrap().name, "reset");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_missed_bells_are_made_up_for_on_sqlite() {
    missed_bells_are_made_up_for(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_missed_bells_are_made_up_for_on_postgres() {
    missed_bells_are_made_up_for(World::postgres().await).await;
}

/// Whatever rings, a listener is looked at a minute after the last look: here the first bell after it finds that
/// the roles are gone, which no bell has said.
async fn a_stream_is_looked_at_whatever_rings(w: World) {
    let stage = Stage::set(&w).await;
    let (_stop, addr) = served(&w).await;
    let (mut chair, mut lead) =
        (watch(addr, &stage.chair, "").await, watch(addr, &stage.leads[0], "").await);
    withdrawn_in_silence(&w, &stage.leads[0]).await;
    for _ in 0..11 {
        // A bell each five seconds: the look is not put off by any of them.
        w.clock.pass(5 * SECOND);
        ring(&w, 1, "review").await;
        assert_eq!(chair.next().await.unwrap().name, "board");
        assert_eq!(lead.next().await.unwrap().name, "board");
    }
    w.clock.pass(5 * SECOND);
    ring(&w, 1, "review").await;
    assert_eq!(lead.next().await, None);
    assert_eq!(chair.next().await.unwrap().name, "board");
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_stream_is_looked_at_whatever_rings_on_sqlite() {
    a_stream_is_looked_at_whatever_rings(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_stream_is_looked_at_whatever_rings_on_postgres() {
    a_stream_is_looked_at_whatever_rings(World::postgres().await).await;
}

/// A page that is left open does not keep its session: neither its line, nor what it asks by itself.
async fn an_open_page_keeps_no_session(w: World) {
    let stage = Stage::set(&w).await;
    let (_stop, addr) = served(&w).await;
    let status = async |url: &'static str, cookie: &str| {
        Ask::get(url).with("accept", "application/json").as_(cookie).at(addr).await.unwrap().status
    };
    let (mut left, mut used) =
        (watch(addr, &stage.chair, "").await, watch(addr, &stage.leads[0], "").await);
    for hours in [5, 5] {
        w.clock.pass(hours * 60 * MINUTE);
        ring(&w, 1, "identity").await;
        ring(&w, 1, "review").await;
        assert_eq!(left.next().await.unwrap().name, "board");
        assert_eq!(used.next().await.unwrap().name, "board");
        for url in ["/api/review/board", "/api/review/delta?since=0"] {
            assert_eq!(status(url, &stage.chair).await, 200);
        }
        assert_eq!(Ask::get("/inbox").as_(&stage.leads[0]).at(addr).await.unwrap().status, 200);
    }
    w.clock.pass(2 * 60 * MINUTE + SECOND);
    ring(&w, 1, "review").await;
    assert_eq!(left.next().await, None, "twelve hours without use");
    assert_ne!(status("/api/review/board", &stage.chair).await, 200);
    assert_eq!(used.next().await.unwrap().name, "board");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_keeps_no_session_on_sqlite() {
    an_open_page_keeps_no_session(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_keeps_no_session_on_postgres() {
    an_open_page_keeps_no_session(World::postgres().await).await;
}
