//! What fails around the server: a full disk, a locked database, mail and object stores that are gone, a
//! database server that is restarted under load, a clock that is set back. Each time whoever uses the site is
//! told what happened and what to do, nothing typed or acknowledged is lost, and the server goes on by itself.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod words;

use crate::support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use clap::Parser;
use domain::ids::DossierId;
use domain::mail::Message;
use domain::policy::Role;
use domain::stamp::{DAY, MINUTE};
use domain::views::application::Receipt;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use server::config::{Cli, Config};
use server::jobs::{Deliver, Job};
use server::mail::Mailer;
use server::world::SystemClock;
use service::Recipient;
use service::journal::{Verdict, verify};
use service::ports::Clock;
use sqlx::Connection;
use support::answer::{Answer, Ask};
use support::binary::{Server, must, told};
use support::cluster::Cluster;
use support::objects::Objects;
use support::smtp::{Smtp, Turn};
use support::wire::{LONG, RHYTHM};
use support::world::{PASSWORD, World, day, pdf, unit};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A writer with a draft, and their session.
async fn writer(w: &World, n: usize) -> (String, DossierId) {
    let (actor, id) = w.draft(n).await;
    let email = format!("writer{n}@example.com");
    w.account(&email, Role::Applicant, &actor.grants[0].scope).await;
    let token = w.service.sign_in(&email, PASSWORD, &email).await.unwrap();
    (format!("biaogan={token}"), id)
}

/// A form as a browser without script sends it.
fn save(cookie: &str, name: &str) -> Ask {
    Ask::post("/api/account/rename", &[("name", name)])
        .with("accept", "text/html,application/xhtml+xml")
        .with("referer", "http://localhost/account")
        .as_(cookie)
}

/// What that form has stored.
async fn name(w: &World, n: usize) -> String {
    let mut db = w.service.read().await.unwrap();
    let account = db.account_by_email(&format!("writer{n}@example.com")).await.unwrap();
    account.unwrap().name
}

/// The page in both languages, with everything that was typed, to be sent again.
#[track_caller]
fn nothing_typed_is_lost(answer: &Answer, typed: &str) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.header("content-type").starts_with("text/html"), "{answer:?}");
    assert_eq!(answer.header("retry-after"), "10");
    for word in ["重新提交", "Send again", "没有丢失", "do not close the page", typed] {
        assert!(answer.body.contains(word), "{word} not in {}", answer.body);
    }
    assert!(answer.header("x-biaogan-fault").is_empty());
}

fn between(text: &str, a: &str, b: &str) -> Option<String> {
    text.split_once(a).and_then(|(_, rest)| rest.split_once(b)).map(|(t, _)| t.to_owned())
}

/// Where the form that a page holds is sent to.
fn action(page: &Answer) -> String {
    between(&page.body, "action=\"", "\"").unwrap()
}

/// Names and values of the form that a page holds, but for files and passwords.
fn typed(page: &Answer) -> Vec<(String, String)> {
    let (_, form) = page.body.split_once("<form").unwrap();
    let field = |tag: &str| {
        let name = between(tag, "name=\"", "\"")?;
        let value = match tag.strip_prefix("textarea") {
            Some(area) => area.split_once('>')?.1.to_owned(),
            None => between(tag, "value=\"", "\"")?,
        };
        Some((name, value))
    };
    form.split('<').filter_map(field).collect()
}

/// Sends the form that a page holds, as its button does.
fn sent_again(page: &Answer, cookie: &str) -> Ask {
    let fields = typed(page);
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let here = format!("http://localhost{}", action(page));
    Ask::post(action(page), &pairs).with("accept", "text/html").with("referer", here).as_(cookie)
}

/// Whatever is asked until it goes well; the test fails when it never does.
async fn at_last<T>(what: &str, mut tried: impl AsyncFnMut() -> Option<T>) -> T {
    // Not as fast as the machine can: what is waited for needs its cores.
    let mut rhythm = tokio::time::interval(RHYTHM);
    rhythm.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let going = async {
        loop {
            rhythm.tick().await;
            if let Some(done) = tried().await {
                return done;
            }
        }
    };
    tokio::time::timeout(2 * LONG, going).await.unwrap_or_else(|_| panic!("never: {what}"))
}

fn judge(w: &World) {
    let (url, dir) = (&w.fresh.url, w.fresh.dir());
    assert!(must(url, dir, &["check"]).contains("all invariants hold"));
}

/// Files below a directory, with their sizes.
fn contents(dir: &Path) -> Vec<(PathBuf, u64)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        match entry.metadata().unwrap() {
            of if of.is_dir() => all.extend(contents(&entry.path())),
            of => all.push((entry.path(), of.len())),
        }
    }
    all.sort();
    all
}

/// No file of the server may grow: what a full disk says, this says too.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_forgotten_once_there_is_room() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let (cookie, id) = writer(&w, 1).await;
    // The signal that comes with the limit would end the program; a full disk sends none.
    let program = told(&w.fresh.url, w.fresh.dir(), "warn");
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(program.get_program());
    command.args(program.get_args()).arg("serve");
    for (name, value) in program.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let server = Server::of(command);
    let first = save(&cookie, "第一个名字").at(server.addr).await.unwrap();
    assert!(first.status == 302 || first.status == 303, "{first:?}");
    let pid = Pid::from_raw(i32::try_from(server.pid()).unwrap());
    let limit = |bytes: Option<u64>| {
        prlimit(pid, Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
    };
    limit(Some(0));
    let full = save(&cookie, "磁盘写满时填写的名字").at(server.addr).await.unwrap();
    nothing_typed_is_lost(&full, "磁盘写满时填写的名字");
    assert_eq!(name(&w, 1).await, "第一个名字", "what was acknowledged, and nothing else");
    assert!(full.body.contains("编号 / Reference"), "{}", full.body);
    // What only reads goes on.
    let page = Ask::get(format!("/application/{id}")).as_(&cookie).with("accept", "text/html");
    assert_eq!(page.at(server.addr).await.unwrap().status, 200);
    let files = async || {
        let ask = Ask::get(format!("/api/application/dossier?id={id}")).as_(&cookie);
        let view = ask.at(server.addr).await.unwrap().json();
        (view["files"].as_array().unwrap().len(), contents(&w.fresh.dir().join("served")))
    };
    let before = files().await;
    let upload = Ask::upload(format!("/files/{id}/scan"), "a.pdf", &pdf("full")).as_(&cookie);
    let upload = upload.at(server.addr).await.unwrap();
    assert!(upload.status == 503 && upload.body.contains("please try again"), "{upload:?}");
    let submit = || Ask::post("/api/application/submit", &[("id", id.as_str())]).as_(&cookie);
    let refused = submit().at(server.addr).await.unwrap();
    assert!(refused.status >= 500, "{refused:?}");
    assert_eq!(files().await, before, "no file, and no half of one");
    let receipt = || Ask::get(format!("/api/application/receipt?id={id}")).as_(&cookie);
    assert_eq!(receipt().at(server.addr).await.unwrap().status, 404, "nothing was handed in");
    limit(None);
    let again = sent_again(&full, &cookie).at(server.addr).await.unwrap();
    assert!(again.status < 400, "{again:?}");
    let upload = Ask::upload(format!("/files/{id}/scan"), "a.pdf", &pdf("full")).as_(&cookie);
    let upload = upload.at(server.addr).await.unwrap();
    assert!(upload.status == 303 && !upload.location().contains("refused"), "{upload:?}");
    assert_eq!(files().await.0, before.0 + 1);
    assert_eq!(name(&w, 1).await, "磁盘写满时填写的名字");
    drop(server);
    judge(&w);
}

/// Another program holds the database: writers are told after some seconds, readers notice nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_database_is_told_and_goes_on_when_it_is_let_go() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let (cookie, id) = writer(&w, 1).await;
    let server = Server::start(&w.fresh.url, w.fresh.dir());
    let mut other = sqlx::SqliteConnection::connect(&w.fresh.url).await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let (locked, read) = tokio::join!(
        save(&cookie, "锁住时填写的名字").at(server.addr),
        Ask::get(format!("/application/{id}")).as_(&cookie).at(server.addr),
    );
    nothing_typed_is_lost(locked.as_ref().unwrap(), "锁住时填写的名字");
    assert_eq!(read.unwrap().status, 200);
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(name(&w, 1).await, "演示", "what was told to have failed has failed");
    let again = sent_again(&locked.unwrap(), &cookie).at(server.addr).await.unwrap();
    assert!(again.status < 400, "{again:?}");
    assert_eq!(name(&w, 1).await, "锁住时填写的名字");
    drop(server);
    judge(&w);
}

/// A mail server that is not there, says nothing, or breaks off: the site does not wait for it, and the mail
/// arrives once it can.
#[tokio::test(flavor = "multi_thread")]
async fn a_broken_mail_server_holds_nobody_up_and_loses_no_mail() {
    let w = World::sqlite().await;
    let mut work = w.service.begin().await.unwrap();
    let told = Message::VerifyAddress { token: "0123456789".into() };
    work.post(&Recipient::Address("a@example.com".into()), None, &told).await.unwrap();
    work.commit().await.unwrap();
    let job = |url: &str| {
        let words = ["biaogan", "--smtp-url", url, "--smtp-from", "b@example.com", "serve"];
        let config = Config::load(&Cli::try_parse_from(words).unwrap()).unwrap();
        Deliver { service: w.service.clone(), mailer: Mailer::new(&config).unwrap().unwrap() }
    };
    let (_stop, stopped) = watch::channel(false);
    // Refuses: nobody listens.
    job("smtp://127.0.0.1:9").turn(&stopped).await.unwrap();
    w.clock.pass(60 * MINUTE);
    let mut smtp = Smtp::start(None).await;
    smtp.script(&[Turn::Hang, Turn::Vanish]);
    // Hangs: the job waits for its own patience, and the site for nothing.
    let router = support::house::router(&w, &[], watch::channel(false).1);
    let hanging = job(&smtp.url());
    let turn = hanging.turn(&stopped);
    tokio::pin!(turn);
    for _ in 0..20 {
        tokio::select! {
            done = &mut turn => panic!("the mail server hangs: {done:?}"),
            answer = Ask::get("/guide").with("accept", "text/html").of(&router) => assert_eq!(answer.status, 200),
        }
    }
    turn.await.unwrap();
    w.clock.pass(6 * 60 * MINUTE);
    // Drops the line in the midst of it.
    job(&smtp.url()).turn(&stopped).await.unwrap();
    assert!(smtp.come().is_empty());
    w.clock.pass(6 * 60 * MINUTE);
    job(&smtp.url()).turn(&stopped).await.unwrap();
    assert_eq!(smtp.next().await.to, ["a@example.com"]);
    w.clock.pass(6 * 60 * MINUTE);
    job(&smtp.url()).turn(&stopped).await.unwrap();
    assert!(smtp.come().is_empty(), "once");
}

/// The store of contents is gone: files are refused with a word, nothing half is kept, and all is well when
/// it is back.
#[tokio::test(flavor = "multi_thread")]
async fn a_store_of_contents_that_vanishes_loses_nothing() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let (cookie, id) = writer(&w, 1).await;
    let mut objects = Objects::start().await;
    let secret = w.fresh.dir().join("secret");
    std::fs::write(&secret, "s\n").unwrap();
    let endpoint = format!("http://{}", objects.addr);
    let words = [
        "--s3-endpoint",
        &endpoint,
        "--s3-bucket",
        "biaogan",
        "--s3-key",
        "k",
        "--s3-secret-file",
        secret.to_str().unwrap(),
    ];
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &words);
    let send = async |name: &str| {
        let upload = Ask::upload(format!("/files/{id}/scan"), name, &pdf(name)).as_(&cookie);
        upload.at(server.addr).await.unwrap()
    };
    let files = async |name: &str| {
        let ask = Ask::get(format!("/api/application/dossier?id={id}")).as_(&cookie);
        let view = ask.at(server.addr).await.unwrap().json();
        let all = view["files"].as_array().unwrap().clone();
        all.into_iter().find(|f| f["name"] == name).map(|f| f["id"].as_str().unwrap().to_owned())
    };
    let answer = send("first.pdf").await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let first = files("first.pdf").await.unwrap();
    objects.vanish().await;
    let answer = send("second.pdf").await;
    assert!(answer.status == 503 && answer.body.contains("please try again"), "{answer:?}");
    assert_eq!(files("second.pdf").await, None);
    let get = || Ask::get(format!("/files/{first}")).as_(&cookie).with("accept", "text/html");
    let answer = get().at(server.addr).await.unwrap();
    assert!(answer.status == 503 && answer.body.contains("Try again"), "{answer:?}");
    // Everything that needs no contents goes on.
    let saved = save(&cookie, "存储中断时的名字").at(server.addr).await.unwrap();
    assert!(saved.status < 400, "{saved:?}");
    objects.return_().await;
    let answer = send("second.pdf").await;
    assert_eq!(answer.status, 303, "{answer:?}");
    assert!(files("second.pdf").await.is_some());
    let answer = get().at(server.addr).await.unwrap();
    assert!(answer.status == 200 && answer.body.starts_with("%PDF"), "{answer:?}");
    drop(server);
    judge(&w);
}

/// Hands an application in; gives its receipt, or nothing when that went wrong and can be done again.
async fn handed_in(server: SocketAddr, cookie: &str, id: &DossierId) -> Option<Receipt> {
    let ask = Ask::post("/api/application/submit", &[("id", id.as_str())]).as_(cookie);
    let answer = ask.at(server).await.expect("the server itself is there");
    match answer.status {
        200 => Some(serde_json::from_str(&answer.body).unwrap()),
        // It had been handed in, and the line broke before anybody was told.
        409 => Some(of_receipt(server, cookie, id).await),
        status => {
            assert!(status >= 500, "{answer:?}");
            None
        }
    }
}

/// The receipt as it is shown, asked for until the database is there.
async fn of_receipt(server: SocketAddr, cookie: &str, id: &DossierId) -> Receipt {
    let url = format!("/api/application/receipt?id={id}");
    let asking = async {
        loop {
            match Ask::get(&url).as_(cookie).at(server).await {
                Ok(answer) if answer.status < 500 => {
                    return serde_json::from_value(answer.json()["receipt"].clone()).unwrap();
                }
                _ => {}
            }
        }
    };
    tokio::time::timeout(2 * LONG, asking).await.expect("the receipt")
}

/// PostgreSQL is stopped, or crashes, while people submit: what was acknowledged is there, what was not can be
/// done again, and nobody has to start the site anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_server_may_be_restarted_under_load() {
    let cluster = Arc::new(Cluster::start());
    let fresh = store::testing::postgres_on(cluster.url()).await;
    let w = World::around(fresh, SystemClock.now()).await;
    let mut writers = Vec::new();
    for n in 1..=12 {
        writers.push(writer(&w, n).await);
    }
    let server = Server::start(&w.fresh.url, w.fresh.dir());
    let addr = server.addr;
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let mut clients = JoinSet::new();
    for (n, (cookie, id)) in writers.iter().cloned().enumerate() {
        let (acknowledged, stop) = (acknowledged.clone(), stop.clone());
        clients.spawn(async move {
            let (mut last, mut round, mut receipt) = (String::new(), 0, None);
            while !stop.load(Ordering::Relaxed) {
                round += 1;
                if round > n && receipt.is_none() {
                    receipt = handed_in(addr, &cookie, &id).await;
                }
                let typed = format!("名字 {n} 第 {round} 次");
                match save(&cookie, &typed).at(addr).await {
                    Ok(answer) if answer.status < 400 => {
                        last = typed;
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                    // Mostly a request waits until the database is there again; what was under way is told.
                    Ok(answer) => nothing_typed_is_lost(&answer, &typed),
                    Err(e) => panic!("the server itself is gone: {e}"),
                }
            }
            (n + 1, last, receipt)
        });
    }
    let more = async || {
        let before = acknowledged.load(Ordering::Relaxed);
        let enough = async || (acknowledged.load(Ordering::Relaxed) > before + 48).then_some(());
        at_last("saves", enough).await;
    };
    for crash in [false, true] {
        more().await;
        let cluster = cluster.clone();
        let restarted = tokio::task::spawn_blocking(move || {
            if crash {
                cluster.crash()
            } else {
                cluster.stop()
            }
            cluster.begin();
        });
        restarted.await.unwrap();
    }
    more().await;
    stop.store(true, Ordering::Relaxed);
    let all = tokio::time::timeout(4 * LONG, clients.join_all()).await.expect("it went on");
    // The test's own pool has to find out, too.
    at_last("a connection", async || w.service.read().await.ok().map(drop)).await;
    for (n, last, receipt) in all {
        assert_eq!(name(&w, n).await, last);
        let (cookie, id) = &writers[n - 1];
        let receipt = match receipt {
            Some(receipt) => receipt,
            None => handed_in(addr, cookie, id).await.expect("it is well again"),
        };
        assert_eq!(of_receipt(addr, cookie, id).await, receipt, "{n}");
    }
    assert_eq!(Ask::get("/health").at(addr).await.unwrap().status, 200);
    drop(server);
    judge(&w);
}

/// The clock goes three days back, as when a battery dies: the journal's moments grow all the same, people stay
/// signed in, mail goes out, and the head of a day is published once.
async fn a_clock_set_back_changes_no_order(w: World) {
    let key = server::archive::Key::of(&w.fresh.dir().join("keys/signing.key")).unwrap();
    w.recommended(1).await;
    w.account("office@example.com", Role::Office, "").await;
    let token = w.service.sign_in("office@example.com", PASSWORD, "x").await.unwrap();
    assert!(w.service.publish_head(&key).await.unwrap());
    let before = w.service.read().await.unwrap().head().await.unwrap();
    w.clock.pass(-3 * DAY);
    w.recommended(2).await;
    assert!(w.service.enter(&token).await.unwrap().is_some());
    assert!(!w.service.publish_head(&key).await.unwrap(), "of a day that has its head");
    assert!(w.service.claim_mail().await.unwrap().is_some(), "what was posted now is due now");
    w.clock.pass(4 * DAY);
    w.recommended(3).await;
    assert!(w.service.publish_head(&key).await.unwrap());
    let mut db = w.service.read().await.unwrap();
    let rows = db.entries(0, 10_000).await.unwrap();
    assert!(rows.windows(2).all(|r| r[0].at <= r[1].at));
    assert!(rows.iter().filter(|r| r.seq > before.seq).all(|r| r.at > before.at));
    assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
    drop(db);
    judge(&w);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_changes_no_order_on_sqlite() {
    a_clock_set_back_changes_no_order(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_changes_no_order_on_postgres() {
    a_clock_set_back_changes_no_order(World::postgres().await).await;
}

/// While the database is away, people are told so by a page, programs by a status, and it is found again.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_is_told_on_every_page() {
    let cluster = Cluster::start();
    let fresh = store::testing::postgres_on(cluster.url()).await;
    let w = World::around(fresh, SystemClock.now()).await;
    let (cookie, _) = writer(&w, 1).await;
    let admin = ["--admin-addr", "127.0.0.1:0"];
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &admin);
    cluster.stop();
    let page = Ask::get("/application").with("accept", "text/html").as_(&cookie);
    let page = tokio::time::timeout(2 * LONG, page.at(server.addr)).await.unwrap().unwrap();
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("系统暂时不可用") && page.body.contains("Try again"),
        "{}",
        page.body
    );
    let watched = server.admin.unwrap();
    assert_eq!(Ask::get("/health").at(watched).await.unwrap().status, 200);
    assert_eq!(Ask::get("/ready").at(watched).await.unwrap().status, 503);
    let figures = Ask::get("/metrics").at(watched).await.unwrap();
    assert!(figures.body.contains("biaogan_database_up 0"), "{}", figures.body);
    cluster.begin();
    let back = at_last("a page", async || {
        let page = Ask::get("/application").with("accept", "text/html").as_(&cookie);
        page.at(server.addr).await.ok().filter(|a| a.status == 200)
    });
    back.await;
    assert_eq!(Ask::get("/ready").at(watched).await.unwrap().status, 200);
}
