//! Several servers on one database: what happens at one is heard at the other.

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::review::board::Delta;
use server::world::SystemClock;
use service::ports::Clock;
use store::testing::Fresh;

use super::{Stage, board, seal, watch};
use crate::support::answer::Ask;
use crate::support::binary::Server;
use crate::support::wire::Event;
use crate::support::world::World;

async fn delta(server: SocketAddr, cookie: &str, since: i64) -> Delta {
    let answer =
        Ask::get(format!("/api/review/delta?since={since}")).as_(cookie).at(server).await.unwrap();
    serde_json::from_str(&answer.body).unwrap()
}

/// What happens at `b` is heard at `a` and fetched there; a panel hears its own alone.
async fn what_is_sealed_is_heard(a: SocketAddr, b: SocketAddr, mut stage: Stage) {
    let scorer = stage.sheets[0].2.clone();
    let mut board = board(a, &stage.chair).await.board;
    let mut chair = watch(a, &stage.chair, "").await;
    let mut leads =
        [watch(a, &stage.leads[0], "").await, watch(b, &stage.leads[1], "?panel=p2").await];
    for panel in [1, 2, 1] {
        let id = seal(b, stage.next(panel)).await;
        let event = chair.next().await.unwrap();
        let delta = delta(a, &stage.chair, board.as_of).await;
        // The event names the moment up to which the delta reaches.
        let expected = Event {
            name: "board".into(),
            id: delta.as_of.to_string(),
            data: delta.as_of.to_string(),
        };
        assert_eq!(event, expected);
        assert_eq!(delta.rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&id]);
        board.apply(delta);
        // The first thing a lead hears is of the own panel, whatever happened at the other.
        assert_eq!(leads[panel - 1].next().await.unwrap(), expected);
    }
    // A board that says what it has is handed the rows, and after a break those since.
    let mut told = watch(a, &stage.chair, &format!("?since={}", board.as_of)).await;
    let id = seal(b, stage.next(2)).await;
    let event = told.next().await.unwrap();
    let rows: Delta = serde_json::from_str(&event.data).unwrap();
    assert_eq!(rows, delta(a, &stage.chair, board.as_of).await);
    assert_eq!(rows.rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&id]);
    drop(told);
    let last = rows.as_of.to_string();
    let again = format!("/live?since={}", board.as_of);
    let again = Ask::get(again).with("last-event-id", &last).as_(&stage.chair).listen(a);
    let mut again = again.await.unwrap();
    assert_eq!(again.next().await.unwrap().name, "hello");
    let next = seal(b, stage.next(1)).await;
    let rows: Delta = serde_json::from_str(&again.next().await.unwrap().data).unwrap();
    assert_eq!(rows.rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&next]);
    assert_eq!(chair.next().await.unwrap().name, "board");
    assert_eq!(chair.next().await.unwrap().name, "board");
    assert_eq!(leads[1].next().await.unwrap().name, "board");
    // A sheet that is open says so at every board that shows its expert's panel, and at no other.
    assert_eq!(Ask::get("/live?work=1").as_(&stage.leads[0]).listen(a).await.err(), Some(404));
    let _open = watch(b, &scorer, "?work=1").await;
    let event = chair.next().await.unwrap();
    let names: Vec<String> = serde_json::from_str(&event.data).unwrap();
    assert_eq!((event.name.as_str(), names.len()), ("at_work", 1));
    // Signing out at one server ends the streams of that session at every server, and no other.
    Ask::post("/session/end", &[]).as_(&stage.chair).at(b).await.unwrap();
    assert_eq!(chair.next().await, None);
    assert_eq!(Ask::get("/live").as_(&stage.chair).listen(a).await.err(), Some(401));
    seal(a, stage.next(2)).await;
    assert_eq!(leads[1].next().await.unwrap().name, "board");
}

/// A world of now, opened by real servers: its own connections are closed first.
async fn staged(fresh: Fresh) -> (Stage, Fresh, PathBuf) {
    let w = World::around(fresh, SystemClock.now()).await;
    let stage = Stage::set(&w).await;
    let World { service, fresh, .. } = w;
    drop(service);
    let dir = fresh.dir().to_owned();
    (stage, fresh, dir)
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_two_servers_on_one_postgres_feed_the_same_boards() {
    let (stage, fresh, dir) = staged(store::testing::postgres().await).await;
    let (a, b) = (Server::start(&fresh.url, &dir), Server::start(&fresh.url, &dir));
    what_is_sealed_is_heard(a.addr, b.addr, stage).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_19_a_server_on_sqlite_feeds_its_boards() {
    let (stage, fresh, dir) = staged(store::testing::sqlite().await).await;
    let server = Server::start(&fresh.url, &dir);
    what_is_sealed_is_heard(server.addr, server.addr, stage).await;
}
