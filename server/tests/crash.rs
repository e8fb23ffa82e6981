//! SIGKILL in the middle of a burst: whatever was acknowledged is there afterwards, whole, what was not is
//! there whole or not at all, and the journal and all invariants hold. What is told of it by mail is neither
//! lost nor made up, and a mail that comes twice says that it is the same. On both engines, with the real
//! program and a mail server that is not always well.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::committee::draw::SplitMix64;
use domain::policy::{Actor, Role};
use domain::views::application::Receipt;
use domain::views::review::SheetView;
use server::world::SystemClock;
use service::ports::Clock;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, query_as, raw_sql};
use store::testing::Fresh;
use support::answer::Ask;
use support::binary::{Server, must};
use support::smtp::{Received, Smtp, Turn};
use support::wire::until;
use support::world::{PASSWORD, World, expert_id, sheet};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Somebody's request that changes something.
#[derive(Clone)]
enum Deed {
    Submit { cookie: String, id: String },
    Seal { cookie: String, id: String },
}

/// What the server said about it.
enum Kept {
    Receipt { cookie: String, receipt: Receipt },
    Sealed { cookie: String, id: String },
}

impl Deed {
    /// Does it; `None` when no whole answer came.
    async fn done(&self, server: SocketAddr) -> Option<Kept> {
        match self {
            Deed::Submit { cookie, id } => {
                let ask = Ask::post("/api/application/submit", &[("id", id)]).as_(cookie);
                let answer = ask.at(server).await.ok()?;
                assert_eq!(answer.status, 200, "{answer:?}");
                let receipt = serde_json::from_str(&answer.body).unwrap();
                Some(Kept::Receipt { cookie: cookie.clone(), receipt })
            }
            Deed::Seal { cookie, id } => {
                let form = sheet(80);
                let scores = form.scores.iter().map(|(k, v)| (format!("scores[{k}]"), v.as_str()));
                let mut pairs: Vec<(String, &str)> = scores.collect();
                pairs.extend([
                    ("id".into(), id.as_str()),
                    ("seal".into(), "yes"),
                    ("overall".into(), form.overall.as_str()),
                ]);
                let pairs: Vec<(&str, &str)> =
                    pairs.iter().map(|(k, v)| (k.as_str(), *v)).collect();
                let answer =
                    Ask::post("/api/review/seal", &pairs).as_(cookie).at(server).await.ok()?;
                assert_eq!(answer.status, 200, "{answer:?}");
                Some(Kept::Sealed { cookie: cookie.clone(), id: id.clone() })
            }
        }
    }

    /// Whether it took effect, acknowledged or not.
    async fn took_effect(&self, server: SocketAddr) -> bool {
        match self {
            Deed::Submit { cookie, id } => {
                let ask = Ask::get(format!("/api/application/receipt?id={id}")).as_(cookie);
                ask.at(server).await.unwrap().status == 200
            }
            Deed::Seal { cookie, id } => sheet_of(server, cookie, id).await.sealed.is_some(),
        }
    }
}

async fn sheet_of(server: SocketAddr, cookie: &str, id: &str) -> SheetView {
    let answer =
        Ask::get(format!("/api/review/sheet?id={id}")).as_(cookie).at(server).await.unwrap();
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {answer:?}"))
}

impl Kept {
    async fn is_there(&self, server: SocketAddr) {
        match self {
            Kept::Receipt { cookie, receipt } => {
                let ask =
                    Ask::get(format!("/api/application/receipt?id={}", receipt.id)).as_(cookie);
                let answer = ask.at(server).await.unwrap();
                let found: Receipt =
                    serde_json::from_value(answer.json()["receipt"].clone()).unwrap();
                assert_eq!(found, *receipt);
            }
            Kept::Sealed { cookie, id } => {
                let view = sheet_of(server, cookie, id).await;
                assert!(view.sealed.is_some() && view.total == Some(800), "{id}: {:?}", view.total);
            }
        }
    }
}

/// Drafts to be submitted and sheets to be sealed, each with a session that may do it.
async fn deeds(w: &World) -> Vec<Deed> {
    let session = async |email: &str| {
        format!("biaogan={}", w.service.sign_in(email, PASSWORD, email).await.unwrap())
    };
    let mut deeds = Vec::new();
    for id in w.reviewing(8, 2, 4).await {
        for (p, e) in (1..=2).flat_map(|p| (1..=4).map(move |e| (p, e))) {
            let expert = expert_id(p, e);
            if !w.assigned(&id, &expert).await {
                continue;
            }
            let email = format!("{expert}@example.com");
            if w.service.sign_in(&email, PASSWORD, &email).await.is_err() {
                w.account(&email, Role::Expert, expert.as_str()).await;
            }
            deeds.push(Deed::Seal { cookie: session(&email).await, id: id.to_string() });
        }
    }
    for n in 101..=124 {
        let organisation = w.service.add_organisation(&format!("演示企业{n}")).await.unwrap();
        let email = format!("org{n}@example.com");
        let actor: Actor = w.account(&email, Role::Applicant, organisation.as_str()).await;
        let (_, id) = w.draft_of(actor, &support::world::answers::answers(n)).await;
        deeds.push(Deed::Submit { cookie: session(&email).await, id: id.to_string() });
    }
    deeds
}

/// Does the deeds, several at a time, and kills the server once `limit` were acknowledged.
/// Gives what was acknowledged and the deeds that were not.
async fn burst(mut server: Server, deeds: Vec<Deed>, limit: usize) -> (Vec<Kept>, Vec<Deed>) {
    let addr = server.addr;
    let (kept, left) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
    let waiting = Arc::new(Mutex::new(VecDeque::from(deeds)));
    let acknowledged = Arc::new(Semaphore::new(0));
    let mut clients = JoinSet::new();
    for _ in 0..6 {
        let (kept, left, waiting, acknowledged) =
            (kept.clone(), left.clone(), waiting.clone(), acknowledged.clone());
        clients.spawn(async move {
            loop {
                let Some(deed) = waiting.lock().unwrap().pop_front() else { return };
                match deed.done(addr).await {
                    Some(k) => {
                        kept.lock().unwrap().push(k);
                        acknowledged.add_permits(1);
                    }
                    None => left.lock().unwrap().push(deed),
                }
            }
        });
    }
    let enough = acknowledged.acquire_many(u32::try_from(limit).unwrap()).await.unwrap();
    enough.forget();
    server.kill();
    clients.join_all().await;
    let kept = std::mem::take(&mut *kept.lock().unwrap());
    let left = std::mem::take(&mut *left.lock().unwrap());
    (kept, left)
}

/// Kills in one run.
const KILLS: usize = 4;
/// What the mail server does amiss, one conversation after the other, before it takes everything.
const AMISS: [Turn; 4] =
    [Turn::Take, Turn::TakeAndVanish, Turn::Content("451 4.3.0 later"), Turn::Vanish];

/// A mail that is told: what it says, the mail it goes out in, how it stands.
type Told = (String, String, String);

/// All mails there are.
async fn outbox(fresh: &Fresh) -> Vec<Told> {
    const ALL: &str = "SELECT message, bundle, state FROM outbox";
    if fresh.engine == "postgres" {
        let mut conn = PgConnection::connect(&fresh.url).await.unwrap();
        return query_as(ALL).fetch_all(&mut conn).await.unwrap();
    }
    let mut conn = SqliteConnection::connect(&fresh.url).await.unwrap();
    query_as(ALL).fetch_all(&mut conn).await.unwrap()
}

/// The time passes until claims of the dead have run out and whatever waits is due.
async fn mail_is_due(fresh: &Fresh) {
    const DUE: &str = "UPDATE outbox SET next_at = 0, at = 0 WHERE state = 'waiting'";
    if fresh.engine == "postgres" {
        let mut conn = PgConnection::connect(&fresh.url).await.unwrap();
        raw_sql(AssertSqlSafe(DUE)).execute(&mut conn).await.unwrap();
    } else {
        let mut conn = SqliteConnection::connect(&fresh.url).await.unwrap();
        raw_sql(AssertSqlSafe(DUE)).execute(&mut conn).await.unwrap();
    }
}

/// Nothing acknowledged is lost; what was not acknowledged happened wholly or not at all.
async fn whatever_was_acknowledged_survives(w: World, seed: u64) {
    let mut deeds = deeds(&w).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    // The world's own connections are closed; the database stays.
    let World { service, fresh, .. } = w;
    drop(service);
    let mut smtp = Smtp::start(None).await;
    smtp.script(&AMISS);
    let to = smtp.url();
    let words = ["--smtp-url", to.as_str(), "--base-url", "https://host.example"];
    let serving = || Server::start_with(&url, &dir, &words);
    let mut chance = SplitMix64::new(seed);
    for i in (1..deeds.len()).rev() {
        deeds.swap(i, usize::try_from(chance.below(i as u64 + 1)).unwrap());
    }
    let (mut kept, mut lost, mut interrupted, mut kills) = (Vec::new(), deeds, 0, 0);
    let mut unsaid = Vec::new();
    while interrupted < KILLS && !lost.is_empty() {
        let limit = (2 + usize::try_from(chance.below(6)).unwrap()).min(lost.len());
        let (more, left) = burst(serving(), lost, limit).await;
        assert!(more.len() >= limit);
        kills += 1;
        interrupted += usize::from(!left.is_empty());
        kept.extend(more);
        judge(&url, &dir);
        mail_is_due(&fresh).await;
        let server = serving();
        for k in &kept {
            k.is_there(server.addr).await;
        }
        lost = Vec::new();
        for deed in left {
            if deed.took_effect(server.addr).await {
                unsaid.push(deed);
            } else {
                lost.push(deed);
            }
        }
        // This one is killed as well, whatever it is about: most often sending mail.
        kills += 1;
        drop(server);
    }
    assert!(interrupted > 0, "the burst was over before the kill");
    // What was lost can simply be done again.
    let server = serving();
    for deed in &lost {
        let again = deed.done(server.addr).await.unwrap();
        again.is_there(server.addr).await;
        kept.push(again);
    }
    drop(server);
    kills += 1;
    judge(&url, &dir);
    // Every mail leaves in the end, without anybody's doing.
    mail_is_due(&fresh).await;
    let server = serving();
    until("all mail leaves", async || {
        outbox(&fresh).await.iter().all(|t| t.2 != "waiting").then_some(())
    })
    .await;
    drop(server);
    let submitted = |deed: &&Deed| matches!(deed, Deed::Submit { .. });
    let handed_in = kept.iter().filter(|k| matches!(k, Kept::Receipt { .. })).count()
        + unsaid.iter().filter(submitted).count();
    told_of(&outbox(&fresh).await, &smtp.come(), &kept, handed_in, kills + AMISS.len());
    judge(&url, &dir);
    drop(fresh);
}

/// Whoever handed in was told so, once, in a mail that arrived; nobody was told of what did not happen; and of
/// mails that came more than once there are no more than there were mishaps, under one name each.
fn told_of(all: &[Told], come: &[Received], kept: &[Kept], handed_in: usize, mishaps: usize) {
    assert!(all.iter().all(|t| t.2 == "sent"), "{all:?}");
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for mail in come {
        *arrived.entry(mail.header("Message-ID")).or_default() += 1;
    }
    let named = |bundle: &str| format!("<{bundle}@host.example>");
    let told: BTreeSet<String> = all.iter().map(|t| named(&t.1)).collect();
    assert_eq!(told, arrived.keys().cloned().collect(), "told and arrived are the same");
    let again = come.len() - arrived.len();
    assert!(again <= mishaps, "{again} mails came again after {mishaps} mishaps");
    let receipts: Vec<&Told> =
        all.iter().filter(|t| t.0.contains("\"message\":\"submitted\"")).collect();
    for k in kept {
        let Kept::Receipt { receipt, .. } = k else { continue };
        let of = receipts.iter().filter(|t| t.0.contains(&receipt.reference));
        assert_eq!(of.count(), 1, "{}", receipt.reference);
    }
    // Those of the world were handed in by somebody without an account.
    assert_eq!(receipts.len(), handed_in);
}

fn judge(url: &str, dir: &Path) {
    assert!(must(url, dir, &["verify"]).contains("journal sound"));
    assert!(must(url, dir, &["check"]).contains("all invariants hold"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_16_19_nothing_acknowledged_is_lost_to_a_kill_on_sqlite() {
    let world = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    whatever_was_acknowledged_survives(world, 16).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_16_19_nothing_acknowledged_is_lost_to_a_kill_on_postgres() {
    let world = World::around(store::testing::postgres().await, SystemClock.now()).await;
    whatever_was_acknowledged_survives(world, 19).await;
}
