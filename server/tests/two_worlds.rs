//! Non-interference (Art. 15): two worlds that differ in one application, and in everything that
//! happens to it, are the same world to whoever has a conflict with it: byte by byte, over every
//! page, function, print and live event they can ask for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use domain::committee::pairing::Wish;
use domain::event::Event as EventOf;
use domain::ids::{DossierId, ExpertId};
use domain::policy::Role;
use domain::stamp::{MINUTE, Stamp};
use service::ports::Bell;
use service::ports::committee::Expert;
use service::ports::defence::DefenceAssignment;
use service::ports::review::SheetRow;
use support::answer::{Answer, Ask, chanceless};
use support::house::router;
use support::wire::Event;
use support::world::answers::{code, organisation};
use support::world::ports::Seeded;
use support::world::*;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Those who have a conflict with the secret application: an expert who leads a panel, the chair.
const WATCHERS: [&str; 2] = ["lead@example.com", "chair@example.com"];

/// The number of the application only one of the worlds has.
const SECRET: usize = 9;

/// The moment of what happens in both worlds at the end; sessions last until then.
fn later() -> Stamp {
    day(35).plus(60 * MINUTE)
}

/// A world with its server.
struct Half {
    w: World,
    router: Router,
    addr: SocketAddr,
    ids: Vec<DossierId>,
    cookies: Vec<String>,
    _stop: watch::Sender<bool>,
}

impl Half {
    /// Four applications under review; e11 and the chair work for an organisation that is not here.
    async fn before() -> Self {
        let w = World::sqlite().await;
        let s = &w.service;
        let mut ids = Vec::new();
        for n in 1..=4 {
            ids.push(w.passed(n).await.1);
        }
        w.committee(2, 5).await;
        for id in [expert_id(1, 1), "chair".into()] {
            let employed = Expert { uscc: code(SECRET), ..expert(&id, "36") };
            s.add_expert(&w.office, &employed).await.unwrap();
        }
        w.undertakings(2, 5).await;
        s.publish_assignment(&w.office, 7, None, "").await.unwrap();
        // Both reviews at once: what is told of one must not be told by the other either.
        w.slots(&ids, 2, 5).await;
        let lead = w.account(WATCHERS[0], Role::PanelLead, panel_id(1).as_str()).await;
        s.grant("op", &id(), &lead.account, Role::Expert, expert_id(1, 1).as_str()).await.unwrap();
        let mut cookies = Vec::new();
        for who in WATCHERS {
            cookies
                .push(format!("biaogan={}", s.sign_in(who, PASSWORD, "two worlds").await.unwrap()));
        }
        let (stop, stopped) = watch::channel(false);
        let router = router(&w, &[], stopped);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let serve = axum::serve(listener, router.clone());
        tokio::spawn(async move { serve.await.unwrap() });
        Self { w, router, addr, ids, cookies, _stop: stop }
    }

    /// All that can happen to an application under review.
    async fn secret(&self) -> DossierId {
        let (w, s) = (&self.w, &self.w.service);
        let (_, id) = w.passed(SECRET).await;
        s.publish_assignment(&w.office, 8, None, "").await.unwrap();
        let mut readers = Vec::new();
        for (p, e) in (1..=2).flat_map(|p| (1..=5).map(move |e| (p, e))) {
            if w.assigned(&id, &expert_id(p, e)).await {
                readers.push((p, e));
            }
        }
        assert!(readers.len() == 3 && !readers.contains(&(1, 1)), "{readers:?}");
        let reader = |n: usize| expert_actor(readers[n].0, readers[n].1);
        s.seal_sheet(&reader(0), Review::Written, &id, &sheet(91)).await.unwrap();
        s.decline_review(&reader(1), Review::Written, &id, "没有时间").await.unwrap();
        s.undertake(&reader(2), std::slice::from_ref(&id)).await.unwrap();
        // And in the defence: heard by others, scored, given back.
        let mut work = s.begin().await.unwrap();
        let panel = work.db.dossier(&id).await.unwrap().unwrap().panel.unwrap();
        for (p, e) in &readers[..2] {
            let (expert, at) = (expert_id(*p, *e), work.now.0);
            let pair = DefenceAssignment { dossier: id.clone(), expert, panel: panel.clone(), at };
            work.db.assign_defence(&domain::ids::SeasonId::from("s2026"), &pair).await.unwrap();
        }
        work.commit().await.unwrap();
        self.defended(&id, &expert_id(readers[1].0, readers[1].1), 95).await;
        let free = expert_id(readers[0].0, readers[0].1);
        s.wish_pair(&w.office, &id, &free, Some(Wish::Must), "专业对口").await.unwrap();
        id
    }

    /// A sheet of the defence is sealed before its phase, past the verb; the bell rings as it would.
    async fn defended(&self, id: &DossierId, expert: &ExpertId, points: i64) {
        let mut work = self.w.service.begin().await.unwrap();
        let (at, total) = (work.now.0, points * 10);
        let row = SheetRow {
            dossier: id.clone(),
            expert: expert.clone(),
            revision: 1,
            form: serde_json::to_string(&defence_sheet(80)).unwrap(),
            saved_at: at,
            sealed_at: Some(at),
            total: Some(total),
            sha256: String::new(),
        };
        work.db.save_sheet(Review::Defence, &row).await.unwrap();
        let sha256 = String::new();
        let event = EventOf::DefenceSealed { expert: expert.to_string(), total, sha256 };
        let about = service::About { dossier: Some(id), ..Default::default() };
        work.record("expert", &event, about).await.unwrap();
        let room = Bell::of_sheets(Review::Defence).into();
        let panel = work.db.dossier(id).await.unwrap().unwrap().panel;
        work.ring(Bell { at, room, dossier: Some(id.clone()), panel });
        work.commit().await.unwrap();
    }

    /// What happens in both worlds afterwards, at the same moment: a sheet is sealed.
    async fn after(&self) {
        let w = &self.w;
        w.clock.set(later());
        // One of the first panel's, which both watchers see.
        let mut home = None;
        for id in &self.ids {
            let d = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap();
            if d.panel == Some(panel_id(1)) {
                home = Some(id.clone());
            }
        }
        self.defended(&home.unwrap(), &expert_id(1, 2), 70).await;
        let service = service::Service { chance: Arc::new(Seeded::new(77)), ..w.service.clone() };
        let sealer = (2..=5).map(|e| expert_actor(1, e));
        for actor in sealer {
            if let Some(row) =
                service.my_reviews(&actor, Review::Written).await.unwrap().rows.first()
            {
                let sealed =
                    service.seal_sheet(&actor, Review::Written, &row.dossier, &sheet(70)).await;
                if sealed.is_ok() {
                    return;
                }
            }
        }
        panic!("nobody of the first panel has anything to seal");
    }

    /// Everything the watchers can ask for.
    async fn seen(&self, secret: &DossierId) -> Vec<(String, Answer)> {
        let mut urls: Vec<String> = [
            "/",
            "/review",
            "/review/board",
            "/review/board/p1",
            "/review/board/p2",
            "/inbox",
            "/account",
            "/guide",
            "/committee",
            "/committee/assignment",
            "/formality",
            "/season",
            "/api/review/mine",
            "/api/review/board",
            "/api/review/board?panel=p1",
            "/api/review/board?panel=p2",
            "/api/review/delta?since=0",
            "/api/review/delta?panel=p1&since=0",
            "/review?review=defence",
            "/review/board?review=defence",
            "/review/board/p1?review=defence",
            "/api/review/mine?review=defence",
            "/api/review/board?review=defence",
            "/api/review/board?panel=p1&review=defence",
            "/api/review/delta?since=0&review=defence",
            "/api/review/points?review=defence",
            "/api/committee/view",
            "/api/committee/matrix",
            "/api/formality/list",
            "/formality/export/list.csv",
            "/status?reference=QB-2026-00005",
            "/account/export",
        ]
        .map(str::to_owned)
        .to_vec();
        for id in self.ids.iter().chain([secret]) {
            for url in [
                "/review/{}",
                "/api/review/sheet?id={}",
                "/review/{}?review=defence",
                "/api/review/sheet?id={}&review=defence",
                "/review/{}/sheet.xlsx?review=defence",
                "/application/{}",
                "/application/{}/receipt",
                "/application/{}/history",
                "/recommendation/{}",
                "/formality/{}",
            ] {
                urls.push(url.replace("{}", id.as_str()));
            }
        }
        // Whoever is kept out of a panel's room is told that (ADR 0027), and so reads no dossier at its table: of the
        // others these differ. Of the secret one they must not.
        for url in [
            "/application/{}/dossier.pdf",
            "/deliberation/p1/{}",
            "/deliberation/p2/{}",
            "/deliberation/p1/{}/dossier",
            "/deliberation/p2/{}/dossier",
            "/api/deliberation/sheets?panel=p1&id={}",
            "/api/deliberation/sheets?panel=p2&id={}&review=defence",
            "/api/deliberation/dossier?panel=p1&id={}",
            "/api/deliberation/dossier?panel=p2&id={}&review=defence",
        ] {
            urls.push(url.replace("{}", secret.as_str()));
        }
        let mut seen = Vec::new();
        for (who, cookie) in WATCHERS.iter().zip(&self.cookies) {
            for url in &urls {
                let accept =
                    if url.starts_with("/api/") { "application/json" } else { "text/html" };
                let ask = Ask::get(url).with("accept", accept).as_(cookie);
                seen.push((format!("{who} {url}"), plain(ask.of(&self.router).await)));
            }
        }
        seen
    }
}

/// An answer without what is drawn anew for each: the nonce of the scripts, and what forms are drawn with.
fn plain(mut answer: Answer) -> Answer {
    let policy = answer.header("content-security-policy").to_owned();
    if let Some(nonce) = policy.split("'nonce-").nth(1).and_then(|s| s.split('\'').next()) {
        answer.body = chanceless(&answer.body, nonce);
        for header in &mut answer.headers {
            header.1 = header.1.replace(nonce, "NONCE");
        }
    }
    answer
}

/// One world: what is seen, and what is heard from before the secret until the end.
async fn world(secret: Option<&DossierId>) -> (DossierId, Vec<(String, Answer)>, Vec<Vec<Event>>) {
    let half = Half::before().await;
    let mut streams = Vec::new();
    for (cookie, of) in half.cookies.iter().flat_map(|c| {
        [(c, "written"), (c, "defence"), (c, "written&since=0"), (c, "defence&since=0")]
    }) {
        let live = format!("/live?review={of}");
        let mut stream = Ask::get(live).as_(cookie).listen(half.addr).await.unwrap();
        assert_eq!(stream.next().await.unwrap().name, "hello");
        streams.push(stream);
    }
    let id = match secret {
        None => half.secret().await,
        Some(id) => id.clone(),
    };
    half.after().await;
    let mut heard = Vec::new();
    for stream in &mut streams {
        let mut events = Vec::new();
        let over = |e: &Event| e.id.parse::<i64>().is_ok_and(|at| at >= later().0);
        while !events.last().is_some_and(over) {
            events.push(stream.next().await.unwrap());
        }
        heard.push(events);
    }
    (id.clone(), half.seen(&id).await, heard)
}

#[tokio::test]
async fn art_15_what_is_in_conflict_changes_no_byte_and_no_event() {
    let (id, with, heard_with) = world(None).await;
    let (_, without, heard_without) = world(Some(&id)).await;
    assert_eq!(heard_with, heard_without);
    for ((url, a), (_, b)) in with.iter().zip(&without) {
        assert_eq!(a, b, "{url}");
    }
    // Both see something: an empty world is easily the same.
    let mut boards = with.iter().filter(|s| s.0.ends_with("/api/review/board"));
    assert!(boards.all(|s| s.1.body.contains("QB-2026-0000")));
    assert!(with.iter().any(|s| s.0.ends_with(" /review") && s.1.body.contains(&organisation(1))));
    let told: Vec<&str> = with
        .iter()
        .filter(|s| s.1.body.contains(&organisation(SECRET)))
        .map(|s| s.0.as_str())
        .collect();
    assert_eq!(told, Vec::<&str>::new());
}
