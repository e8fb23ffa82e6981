//! Whoever does not read what they are told holds up nobody: neither whoever rings, nor another line.

use std::net::SocketAddr;

use domain::ids::DossierId;
use domain::policy::Role;
use service::ports::Bell;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::timeout;

use super::{Stage, ring, session, watch};
use crate::support::house::router;
use crate::support::wire::LONG;
use crate::support::world::World;

/// Bytes either end of a connection holds: one that is not read is soon full.
const HELD: u32 = 4_096;
/// Bells of one round, and rounds: more than a full connection and a listener that is behind hold together.
const BELLS: i64 = 1_000;
const ROUNDS: usize = 12;

/// A listener whose connections hold little.
fn narrow() -> TcpListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(HELD).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket.listen(16).unwrap()
}

/// Opens the line of whoever writes a dossier, over a connection that holds little.
async fn desk(server: SocketAddr, cookie: &str, id: &DossierId) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(HELD).unwrap();
    let mut line = socket.connect(server).await.unwrap();
    let ask =
        format!("GET /live?dossier={id} HTTP/1.1\r\nhost: {server}\r\ncookie: {cookie}\r\n\r\n");
    line.write_all(ask.as_bytes()).await.unwrap();
    line
}

/// Reads until an event of this name has come.
async fn read_until(line: &mut TcpStream, name: &str) {
    let (name, mut read) = (format!("event: {name}\n"), Vec::new());
    while !String::from_utf8_lossy(&read).contains(&name) {
        let more = timeout(LONG, line.read_buf(&mut read)).await;
        assert!(more.expect("something to read").unwrap() > 0, "the line has ended");
    }
}

/// Rings so many times that a page of a dossier was turned, in one commit.
async fn turned(w: &World, id: &DossierId, n: i64) {
    let mut work = w.service.begin().await.unwrap();
    let at = work.now.0;
    for i in 0..n {
        let (room, dossier) = ("presence".into(), Some(id.clone()));
        work.ring(Bell { at: at - n + 1 + i, room, dossier, panel: None });
    }
    // A word in the journal, so that the next moment is another one.
    work.record("test", &domain::event::Event::SignedOut, Default::default()).await.unwrap();
    work.commit().await.unwrap();
}

async fn a_reader_that_stalls_holds_up_nobody(w: World) {
    let stage = Stage::set(&w).await;
    let id = stage.sheets[0].1.clone();
    let owner = w.owner(&id).await;
    w.account("writer@example.com", Role::Applicant, owner.as_str()).await;
    let writer = session(&w, "writer@example.com").await;
    // What rang while the stage was set has been delivered once this one is.
    let mut bells = w.service.store.bells();
    ring(&w, 1, "test").await;
    while bells.recv().await.unwrap().room != "test" {}
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let (site, listener) = (router(&w, &[], stopped), narrow());
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
    let mut stalled = desk(addr, &writer, &id).await;
    // Its greeting is the last it reads for a long time.
    read_until(&mut stalled, "hello").await;
    let mut board = watch(addr, &stage.chair, "").await;
    for _ in 0..ROUNDS {
        let rung = async {
            turned(&w, &id, BELLS).await;
            ring(&w, 1, "review").await
        };
        let at = timeout(LONG, rung).await.expect("whoever rings waits for no reader");
        let event = board.next().await.unwrap();
        assert_eq!((event.name.as_str(), event.id), ("board", at.to_string()));
    }
    // It had really stalled: once it reads again it learns that it missed something, and may fetch everything.
    read_until(&mut stalled, "dossier").await;
    stop.send(true).unwrap();
    assert_eq!(board.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stalls_holds_up_nobody_on_sqlite() {
    a_reader_that_stalls_holds_up_nobody(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stalls_holds_up_nobody_on_postgres() {
    a_reader_that_stalls_holds_up_nobody(World::postgres().await).await;
}
