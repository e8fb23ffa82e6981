//! Live boards: several servers on one database, what ends a stream, what is not for everyone.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bursts;
mod conflicts;
mod ending;
mod opening;
mod others;
mod servers;
mod stalled;

use crate::support;

use std::net::SocketAddr;

use domain::ids::DossierId;
use domain::policy::Role;
use domain::views::review::BoardView;
use service::ports::Bell;
use support::answer::Ask;
use support::house::router;
use support::wire::Events;
use support::world::{PASSWORD, World, expert_id, panel_id, sheet};
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

/// Serves the site of a world within the test, so that bells can be rung by hand, until `true` is sent.
async fn served(w: &World) -> (watch::Sender<bool>, SocketAddr) {
    let (stop, stopped) = watch::channel(false);
    let router = router(w, &[], stopped);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (stop, addr)
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
