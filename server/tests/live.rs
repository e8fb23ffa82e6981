//! Live boards: several servers on one database, what ends a stream, what is not for everyone.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::review::board::Delta;
use domain::stamp::{MINUTE, SECOND};
use domain::views::review::BoardView;
use server::world::SystemClock;
use service::ports::committee::Conflict;
use service::ports::review::SheetRow;
use service::ports::{Bell, Clock};
use store::testing::Fresh;
use support::answer::Ask;
use support::binary::Server;
use support::house::router;
use support::wire::{Event, Events};
use support::world::answers::organisation;
use support::world::{
    FIELDS, PASSWORD, World, expert, expert_actor, expert_id, id, panel_id, sheet,
};
use tokio::sync::watch;

/// A season under review with sessions for those who watch and those who score.
struct Stage {
    chair: String,
    leads: [String; 2],
    /// Sheets still to be sealed: panel of the dossier, dossier, session of the expert.
    sheets: Vec<(usize, DossierId, String)>,
}

async fn session(w: &World, email: &str) -> String {
    format!("biaogan={}", w.service.sign_in(email, PASSWORD, email).await.unwrap())
}

impl Stage {
    async fn set(w: &World) -> Self {
        let ids = w.reviewing(4, 2, 3).await;
        let mut leads = Vec::new();
        for p in 1..=2 {
            let email = format!("lead-{p}@example.com");
            w.account(&email, Role::PanelLead, panel_id(p).as_str()).await;
            leads.push(session(w, &email).await);
        }
        let mut sheets = Vec::new();
        for (p, e) in (1..=2).flat_map(|p| (1..=3).map(move |e| (p, e))) {
            let expert = expert_id(p, e);
            let email = format!("{expert}@example.com");
            w.account(&email, Role::Expert, expert.as_str()).await;
            let cookie = session(w, &email).await;
            for dossier in &ids {
                if w.assigned(dossier, &expert).await {
                    let mut db = w.service.read().await.unwrap();
                    let home = db.dossier(dossier).await.unwrap().unwrap().panel.unwrap();
                    let home = if home == panel_id(1) { 1 } else { 2 };
                    sheets.push((home, dossier.clone(), cookie.clone()));
                }
            }
        }
        let leads = leads.try_into().unwrap();
        Self { chair: session(w, "chair@example.com").await, leads, sheets }
    }

    /// A sheet of a panel's dossier that is still open.
    fn next(&mut self, panel: usize) -> (DossierId, String) {
        let at = self.sheets.iter().position(|s| s.0 == panel).unwrap();
        let (_, id, cookie) = self.sheets.remove(at);
        (id, cookie)
    }
}

async fn seal(server: SocketAddr, (id, cookie): (DossierId, String)) -> DossierId {
    let form = sheet(80);
    let scores = form.scores.iter().map(|(k, v)| (format!("scores[{k}]"), v.as_str()));
    let mut pairs: Vec<(String, &str)> = scores.collect();
    pairs.extend([
        ("id".into(), id.as_str()),
        ("seal".into(), "yes"),
        ("overall".into(), form.overall.as_str()),
    ]);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let answer = Ask::post("/api/review/seal", &pairs).as_(&cookie).at(server).await.unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    id
}

async fn watch(server: SocketAddr, cookie: &str, panel: &str) -> Events {
    let mut events = Ask::get(format!("/live{panel}")).as_(cookie).listen(server).await.unwrap();
    assert_eq!(events.next().await.unwrap().name, "hello");
    events
}

async fn board(server: SocketAddr, cookie: &str) -> BoardView {
    let answer = Ask::get("/api/review/board").as_(cookie).at(server).await.unwrap();
    serde_json::from_str(&answer.body).unwrap()
}

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

/// Serves a router within the test, so that bells can be rung by hand.
async fn serve(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    addr
}

/// Rings so many bells in one commit; gives the moment they all carry.
async fn ring(w: &World, n: i64, room: &str) -> i64 {
    let mut work = w.service.begin().await.unwrap();
    let at = work.now.0;
    for i in 0..n {
        work.ring(Bell {
            at: at - n + 1 + i,
            room: room.into(),
            dossier: None,
            panel: Some(panel_id(1)),
        });
    }
    // A word in the journal, so that the next moment is another one.
    work.record("test", &domain::event::Event::SignedOut, Default::default()).await.unwrap();
    work.commit().await.unwrap();
    at
}

async fn bursts_become_one_event(w: World) {
    let stage = Stage::set(&w).await;
    // What rang while the stage was set has been delivered once this one is.
    let mut bells = w.service.store.bells();
    ring(&w, 1, "test").await;
    while bells.recv().await.unwrap().room != "test" {}
    let (stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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
    let (stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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

/// A page of the own list is told that it has changed, and nothing of any other.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_an_expert_hears_of_the_own_list_and_of_no_other() {
    let w = World::sqlite().await;
    let mut stage = Stage::set(&w).await;
    let (stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
    let list = "?list=1";
    let refused = Ask::get(format!("/live{list}")).as_(&stage.leads[0]).listen(addr).await;
    assert_eq!(refused.err(), Some(404));
    let first = stage.next(1);
    let at = stage.sheets.iter().position(|s| s.1 == first.0 && s.2 != first.1).unwrap();
    let (_, id, cookie) = stage.sheets.remove(at);
    let (mut own, mut others) =
        (watch(addr, &first.1, list).await, watch(addr, &cookie, list).await);
    // Of the same application: each hears of what was theirs alone.
    for (heard, (id, cookie)) in [(&mut own, first), (&mut others, (id, cookie))] {
        let form = [("id", id.as_str()), ("reason", "与申报组织有合作（演示）")];
        let answer = Ask::post("/api/review/decline", &form).as_(&cookie).at(addr).await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(heard.next().await.unwrap().name, "list");
    }
    stop.send(true).unwrap();
    assert_eq!((own.next().await, others.next().await), (None, None));
}

/// Nobody listens to a board they may not see.
#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_stream_opens_for_those_alone_who_see_the_board() {
    let w = World::sqlite().await;
    let stage = Stage::set(&w).await;
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
    let expert = stage.sheets[0].2.clone();
    for (cookie, panel, status) in [
        (stage.leads[0].as_str(), "?panel=p2", 404),
        (&stage.leads[0], "?panel=nowhere", 404),
        (&expert, "", 404),
        (&expert, "?panel=p1", 404),
        ("", "", 401),
        ("biaogan=0000", "", 401),
    ] {
        let refused = Ask::get(format!("/live{panel}")).as_(cookie).listen(addr).await;
        assert_eq!(refused.err(), Some(status), "{panel}");
    }
}

/// A role that is withdrawn ends the streams it opened within a second, and no other. That a seat of another panel
/// was taken is told to no board it changes nothing of (Art. 15).
async fn a_withdrawn_role_ends_its_streams(w: World) {
    let mut stage = Stage::set(&w).await;
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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
async fn withdrawn_in_silence(w: &World, cookie: &str) {
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
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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

/// An application that is kept from somebody from now on goes from their open board, once; of what happens to it
/// later they hear nothing. Whoever has none of it hears both.
async fn a_new_conflict_is_told_once(w: World) {
    let ids = w.reviewing(2, 1, 3).await;
    // There is a vice chair: the one whose conflict is new leads the panel.
    let head = w.account("head@example.com", Role::PanelLead, "p1").await;
    w.service.grant("op", &id(), &head.account, Role::Expert, "e13").await.unwrap();
    let (chair, head) =
        (session(&w, "chair@example.com").await, session(&w, "head@example.com").await);
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
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

/// Nothing of a board is told to who has not signed the undertaking, and the page says where to sign.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_stream_opens_to_nobody_who_has_not_signed() {
    let w = World::sqlite().await;
    w.passed(1).await;
    w.committee(1, 3).await;
    w.account("lead@example.com", Role::PanelLead, "p1").await;
    let cookie = session(&w, "lead@example.com").await;
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
    assert_eq!(Ask::get("/live").as_(&cookie).listen(addr).await.err(), Some(404));
    let page = Ask::get("/review/board").with("accept", "text/html").as_(&cookie);
    let page = page.at(addr).await.unwrap();
    assert!(
        page.status == 422 && page.body.contains("href=\"/review/undertaking\""),
        "{}",
        page.status
    );
    w.service.undertake(&expert_actor(1, 1), &[]).await.unwrap();
    watch(addr, &cookie, "").await;
}

/// The screen of a room hears of its panel's sessions, and looks again after a break; whose conflict is new looks
/// once more, and then hears nothing of that application.
async fn a_room_hears_its_own_bells(w: World) {
    let ids = w.defending(2, 1, 4).await;
    w.account("e12@example.com", Role::Expert, "e12").await;
    let expert = session(&w, "e12@example.com").await;
    let (_stop, stopped) = watch::channel(false);
    let addr = serve(router(&w, &[], stopped)).await;
    let mut screen = watch(addr, &expert, "?room=sitting-1").await;
    for room in ["defence", "resync"] {
        ring(&w, 1, room).await;
        assert_eq!(screen.next().await.unwrap().name, "room", "{room}");
    }
    let mut db = w.service.read().await.unwrap();
    let reference = db.dossier(&ids[0]).await.unwrap().unwrap().reference;
    drop(db);
    let conflict = async |e| {
        let (expert, why) = (expert_id(1, e), "两年内为该组织提供过咨询服务");
        w.service.record_conflict(&w.office, &expert, &reference, why).await.unwrap();
    };
    conflict(2).await;
    assert_eq!(screen.next().await.unwrap().name, "room");
    conflict(3).await;
    // Sheets and boards are none of a screen's; and the line ends with its session, nothing told before.
    ring(&w, 3, "defence_review").await;
    Ask::post("/session/end", &[]).as_(&expert).at(addr).await.unwrap();
    assert_eq!(screen.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_a_room_hears_its_own_bells_on_sqlite() {
    a_room_hears_its_own_bells(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_a_room_hears_its_own_bells_on_postgres() {
    a_room_hears_its_own_bells(World::postgres().await).await;
}

/// Each line is looked at again and again, by the few connections that read for everybody.
#[tokio::test(flavor = "multi_thread")]
async fn one_person_holds_no_more_than_so_many_lines() {
    let w = World::sqlite().await;
    let stage = Stage::set(&w).await;
    let (_stop, stopped) = watch::channel(false);
    let site = router(&w, &[], stopped);
    let open = async |cookie: &str| Ask::get("/live").as_(cookie).open(&site).await;
    let mut held = Vec::new();
    for _ in 0..40 {
        held.push(open(&stage.chair).await);
    }
    assert!(held.iter().all(|answer| answer.status() == 200));
    let more = open(&stage.chair).await;
    assert_eq!(more.status(), 429);
    assert!(more.headers().contains_key("retry-after"));
    // Nobody else waits for it, and what is given back can be taken again.
    assert_eq!(open(&stage.leads[0]).await.status(), 200);
    held.pop();
    assert_eq!(open(&stage.chair).await.status(), 200);
}
