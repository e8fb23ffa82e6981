//! A rehearsal of the real program: a marked copy, a clock that is moved on, mail that stays.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::sync::Arc;

use domain::mail::Message;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::stamp::{DAY, Stamp};
use server::world::{AheadClock, SystemClock};
use service::ports::Clock;
use service::{Recipient, Service};
use support::answer::{Answer, Ask};
use support::binary::{Server, must, run};
use support::wire::until;
use support::world::{PASSWORD, World, refused};

const PATH: &str = "/season/clock";

/// A world that runs now, and the Office's cookie.
async fn world(fresh: store::testing::Fresh) -> (World, String) {
    let w = World::around(fresh, SystemClock.now()).await;
    w.account("office@example.com", Role::Office, "").await;
    let token = w.service.sign_in("office@example.com", PASSWORD, "rehearsal").await.unwrap();
    (w, format!("biaogan={token}"))
}

async fn page(server: &Server, cookie: &str) -> Answer {
    Ask::get(PATH).with("accept", "text/html").as_(cookie).at(server.addr).await.unwrap()
}

async fn set(server: &Server, cookie: &str, to: &str) -> Answer {
    Ask::post(PATH, &[("to", to)]).as_(cookie).at(server.addr).await.unwrap()
}

/// How far the clock goes ahead, days.
async fn ahead(server: &Server, cookie: &str) -> i64 {
    let ask = Ask::get("/api/season/rehearsal").with("accept", "application/json");
    let answer = ask.as_(cookie).at(server.addr).await.unwrap();
    let view: domain::views::season::Rehearsed = serde_json::from_str(&answer.body).unwrap();
    view.ahead / DAY
}

/// Of two servers the second has not heard yet that the first has moved the clock.
async fn two_servers_move_one_clock(fresh: store::testing::Fresh) {
    let (w, _) = world(fresh).await;
    let server = |service| Service { clock: Arc::new(AheadClock::by(0)), ..service };
    let (one, two) = (server(w.service.clone()), server(w.second().await));
    one.begin_rehearsal().await.unwrap();
    let to = |days: i64| SystemClock.now().plus(days * DAY).show_field();
    one.move_clock(&w.office, &to(5)).await.unwrap();
    assert_eq!(refused(two.move_clock(&w.office, &to(4)).await), Refusal::ClockBack);
    two.move_clock(&w.office, &to(6)).await.unwrap();
    let ahead = two.rehearsal().await.unwrap().unwrap().ahead;
    assert_eq!((ahead + DAY / 2) / DAY, 6, "no day is counted twice");
    assert_eq!((two.now().0 - SystemClock.now().0 + DAY / 2) / DAY, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_move_one_clock_on_sqlite() {
    two_servers_move_one_clock(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_move_one_clock_on_postgres() {
    two_servers_move_one_clock(store::testing::postgres().await).await;
}

async fn a_rehearsal_moves_its_clock_and_keeps_its_mail(fresh: store::testing::Fresh) {
    let (w, cookie) = world(fresh).await;
    let dir = w.fresh.dir().to_owned();
    {
        let real = Server::start(&w.fresh.url, &dir);
        assert_eq!(page(&real, &cookie).await.status, 404, "the real season has no such page");
        assert_eq!(set(&real, &cookie, "2099-01-01 00:00").await.status, 404);
    }
    let mut work = w.service.begin().await.unwrap();
    let told = Message::VerifyAddress { token: "of-the-original".into() };
    work.post(&Recipient::Address("a@example.com".into()), None, &told).await.unwrap();
    work.commit().await.unwrap();
    w.service.begin_rehearsal().await.unwrap();

    // A mail server is set, and nobody listens there: it is not asked.
    let outbox = dir.join("mail");
    let words = ["--smtp-url", "smtp://127.0.0.1:9", "--smtp-from", "a@example.com", "--mail-dir"];
    let words = [&words[..], &[outbox.to_str().unwrap()]].concat();
    let start = || Server::start_with(&w.fresh.url, &dir, &words);
    let server = start();
    let shown = page(&server, &cookie).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("rehearsal"), "every page says what it is");

    let back = set(&server, &cookie, &w.clock.now().plus(-DAY).show_field()).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("只能向后拨"), "{}", back.body);
    for wrong in ["", "tomorrow", "2999-01-01 00:00"] {
        assert_eq!(set(&server, &cookie, wrong).await.status, 422, "{wrong:?}");
    }
    let far = Stamp(SystemClock.now().0 + 100 * DAY + DAY / 2).show_field();
    assert_eq!(set(&server, &cookie, &far).await.status, 303);
    // Nobody is signed out by it, and it holds after a new start.
    assert_eq!(ahead(&server, &cookie).await, 100);
    drop(server);
    let server = start();
    assert_eq!(ahead(&server, &cookie).await, 100);
    let reset = Ask::post("/reset", &[("email", "office@example.com")]).at(server.addr).await;
    assert_eq!(reset.unwrap().status, 303);
    // The job is woken by the bell of the commit.
    let mail = until("a mail is written", async || {
        let all = std::fs::read_dir(&outbox).into_iter().flatten().flatten();
        let mut mails = all.map(|entry| entry.path());
        mails.find(|path| path.extension().is_some_and(|e| e == "eml"))
    })
    .await;
    let text = std::fs::read_to_string(mail).unwrap();
    assert!(!text.contains("of-the-original"), "what waited in the original was put aside");
    assert!(must(&w.fresh.url, &dir, &["check"]).contains("all invariants hold"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_moves_its_clock_and_keeps_its_mail_on_sqlite() {
    a_rehearsal_moves_its_clock_and_keeps_its_mail(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_moves_its_clock_and_keeps_its_mail_on_postgres() {
    a_rehearsal_moves_its_clock_and_keeps_its_mail(store::testing::postgres().await).await;
}

/// While the original is in use, which a template of PostgreSQL would not bear; and its second steps open in it.
async fn a_rehearsal_is_a_copy_and_leaves_the_original_alone(fresh: store::testing::Fresh) {
    let (w, cookie) = world(fresh).await;
    let dir = w.fresh.dir().to_owned();
    let _other;
    let copy = if w.fresh.engine == "postgres" {
        let other = store::testing::postgres().await;
        use sqlx::Connection;
        let mut conn = sqlx::PgConnection::connect(&other.url).await.unwrap();
        let text = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        sqlx::raw_sql(text).execute(&mut conn).await.unwrap();
        let url = other.url.clone();
        _other = other;
        url
    } else {
        format!("sqlite://{}", dir.join("deep/copy.db").display())
    };
    let content = format!("ab/{}", "ab".repeat(32));
    std::fs::create_dir_all(dir.join("served/ab")).unwrap();
    std::fs::write(dir.join("served").join(&content), "content").unwrap();
    let original = Server::start(&w.fresh.url, &dir);
    let files = dir.join("copied-files");
    let words = ["rehearse", "--to", &copy, "--files-to", files.to_str().unwrap()];
    let said = must(&w.fresh.url, &dir, &words);
    assert!(said.contains("a rehearsal of season 2026 is ready"), "{said}");
    drop(original);
    assert!(files.join(&content).exists(), "contents are copied from where the original has them");
    // As it was printed: with the key the original was used with.
    let key = said.split_once("--secret-key-file ").unwrap().1.split(' ').next().unwrap();
    assert!(std::path::Path::new(key).exists(), "{key}");
    for (url, status) in [(&w.fresh.url, 404), (&copy, 200)] {
        let server = Server::start_with(url, &dir, &["--secret-key-file", key]);
        assert_eq!(page(&server, &cookie).await.status, status, "{url}");
    }
    // Nothing is written over, least of all the original.
    let refused = |words: &[&str]| {
        let output = run(&w.fresh.url, &dir, words);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused(&words).contains("exists already"));
    let elsewhere = dir.join("third-files");
    let again = ["rehearse", "--to", &copy, "--files-to", elsewhere.to_str().unwrap()];
    let line = refused(&again);
    assert!(
        line.contains("nothing is overwritten") || line.contains("must exist and be empty"),
        "{line}"
    );
    let other = dir.join("other-files");
    let own = ["rehearse", "--to", &w.fresh.url, "--files-to", other.to_str().unwrap()];
    assert!(refused(&own).contains("another database"));
    assert!(must(&w.fresh.url, &dir, &["verify"]).contains("journal sound"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_is_a_copy_on_sqlite() {
    a_rehearsal_is_a_copy_and_leaves_the_original_alone(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_is_a_copy_on_postgres() {
    a_rehearsal_is_a_copy_and_leaves_the_original_alone(store::testing::postgres().await).await;
}
