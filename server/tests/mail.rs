//! Mail over a real line: the outbox is emptied by the job that runs in the server, against a
//! mail server that takes, puts off, refuses, or vanishes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use clap::Parser;
use domain::lang::Lang;
use domain::mail::{Message, TRIES_MAX};
use domain::policy::Role;
use domain::stamp::{DAY, MINUTE};
use server::config::{Cli, Config};
use server::jobs::{Deliver, Job, Jobs};
use server::mail::Mailer;
use server::metrics::Metrics;
use server::world::SystemClock;
use service::Recipient;
use service::ports::Clock;
use service::ports::mail::MailState;
use support::binary::{Server, must};
use support::smtp::{Smtp, Turn};
use support::world::World;
use tokio::sync::watch;

fn mailer(words: &[&str]) -> Result<Mailer, String> {
    let base = ["biaogan", "--base-url", "https://host.example"];
    let words = [&base, words, &["serve"]].concat();
    let config = Config::load(&Cli::try_parse_from(words).unwrap())?;
    Mailer::new(&config).map(Option::unwrap)
}

/// A job that sends to a server.
fn job(w: &World, smtp: &Smtp) -> Deliver {
    let mailer = mailer(&["--smtp-url", &smtp.url()]).unwrap();
    Deliver { service: w.service.clone(), mailer }
}

/// A server that runs for ever.
fn running() -> watch::Receiver<bool> {
    watch::channel(false).1
}

async fn post(w: &World, to: &str, message: &Message) {
    let mut work = w.service.begin().await.unwrap();
    work.post(&Recipient::Address(to.into()), None, message).await.unwrap();
    work.commit().await.unwrap();
}

fn secret(token: &str) -> Message {
    Message::VerifyAddress { token: token.into() }
}

/// State, tries and error of the only row.
async fn row(w: &World) -> (MailState, i64, String, Message) {
    let mut db = w.service.read().await.unwrap();
    for state in MailState::ALL {
        if let Some(row) = db.mails(state, 9).await.unwrap().pop() {
            return (state, row.tries, row.error, row.message);
        }
    }
    panic!("the outbox is empty");
}

macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($w:ident) $body:block)*) => { $(
        $(#[$doc])*
        mod $name {
            use super::*;
            async fn body($w: World) $body
            #[tokio::test]
            async fn sqlite() { body(World::sqlite().await).await; }
            #[tokio::test]
            async fn postgres() { body(World::postgres().await).await; }
        }
    )* };
}

on_both! {
    async fn a_mail_is_delivered_once_with_all_it_needs(w) {
        let mut smtp = Smtp::start(None).await;
        let job = job(&w, &smtp);
        post(&w, "somebody@example.com", &secret("t0ken")).await;
        for _ in 0..3 {
            job.turn(&running()).await.unwrap();
            w.clock.pass(DAY);
        }
        let mails = smtp.come();
        assert_eq!(mails.len(), 1);
        let mail = &mails[0];
        assert_eq!(mail.to, ["somebody@example.com"]);
        assert_eq!(mail.header("To"), "somebody@example.com");
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert!(mail.header("Message-ID").ends_with("@host.example>"), "{mail:?}");
        assert!(mail.header("Date").ends_with("+0000") && mail.from.ends_with("@host.example"));
        // The subject carries Chinese, so it is encoded; nothing in a header is not ASCII.
        assert!(mail.header("Subject").starts_with("=?utf-8?"), "{mail:?}");
        assert!(mail.data.split("\n\n").next().unwrap().is_ascii());
        assert!(mail.header("Content-Type").starts_with("multipart/alternative"));
        // Delivered, the secret is nowhere any more.
        let (state, tries, error, message) = row(&w).await;
        assert_eq!((state, tries, error.as_str()), (MailState::Sent, 1, ""));
        assert_eq!(message, secret(""));
    }

    async fn what_is_put_off_is_tried_again_later_under_the_same_name(w) {
        let mut smtp = Smtp::start(None).await;
        smtp.script(&[Turn::Recipient("451 4.3.0 greylisted"), Turn::Vanish, Turn::Content("452 4.2.2 full")]);
        let job = job(&w, &smtp);
        post(&w, "somebody@example.com", &secret("t0ken")).await;
        for (tries, wait, why) in [(1, 1, "451"), (2, 2, ""), (3, 4, "452")] {
            job.turn(&running()).await.unwrap();
            let (state, n, error, message) = row(&w).await;
            assert_eq!((state, n), (MailState::Waiting, tries));
            assert!(error.contains(why) && !error.is_empty(), "{error}");
            assert_eq!(message.token(), Some("t0ken"), "still to be sent");
            // Not before its time.
            w.clock.pass(wait * MINUTE - 10);
            job.turn(&running()).await.unwrap();
            assert_eq!(row(&w).await.1, tries);
            w.clock.pass(10);
        }
        job.turn(&running()).await.unwrap();
        assert_eq!(smtp.come().len(), 1);
        assert_eq!(row(&w).await.0, MailState::Sent);
    }

    async fn what_is_refused_for_good_is_given_up_and_says_why(w) {
        let mut smtp = Smtp::start(None).await;
        smtp.script(&[Turn::Recipient("550 5.1.1 no such user")]);
        let job = job(&w, &smtp);
        post(&w, "nobody@example.com", &secret("t0ken")).await;
        for _ in 0..2 {
            job.turn(&running()).await.unwrap();
            w.clock.pass(DAY);
        }
        let (state, tries, error, message) = row(&w).await;
        assert_eq!((state, tries), (MailState::Failed, 1));
        assert!(error.contains("550"), "{error}");
        assert_eq!(message, secret(""), "a secret that can be used no more is not kept");
        assert!(smtp.come().is_empty());
    }

    async fn a_mail_server_that_is_gone_costs_each_mail_tries_until_it_is_given_up(w) {
        let url = {
            let smtp = Smtp::start(None).await;
            smtp.url()
        };
        let mailer = mailer(&["--smtp-url", &url]).unwrap();
        let job = Deliver { service: w.service.clone(), mailer };
        post(&w, "somebody@example.com", &secret("t0ken")).await;
        for n in 1..=TRIES_MAX {
            let expected = if n == TRIES_MAX { MailState::Failed } else { MailState::Waiting };
            job.turn(&running()).await.unwrap();
            let (state, tries, error, _) = row(&w).await;
            assert_eq!((state, tries), (expected, n), "{error}");
            w.clock.pass(DAY);
        }
    }

    /// The line breaks after the mail was taken and before anybody knew: it is sent again, and
    /// its `Message-ID` tells mail programs that it is the same.
    async fn what_was_taken_without_a_word_is_sent_again_as_the_same(w) {
        let mut smtp = Smtp::start(None).await;
        smtp.script(&[Turn::TakeAndVanish]);
        let job = job(&w, &smtp);
        post(&w, "somebody@example.com", &secret("t0ken")).await;
        job.turn(&running()).await.unwrap();
        assert_eq!(row(&w).await.0, MailState::Waiting);
        // So it is when the server dies between sending and noting that it was sent.
        w.clock.pass(MINUTE);
        let parcel = w.service.claim_mail().await.unwrap().unwrap();
        job.mailer.send(&parcel).await;
        assert!(w.service.claim_mail().await.unwrap().is_none(), "somebody has it");
        w.clock.pass(DAY);
        job.turn(&running()).await.unwrap();
        let names: Vec<_> = smtp.come().iter().map(|m| (m.header("Message-ID"), m.header("Date"))).collect();
        assert_eq!(names.len(), 3);
        assert!(names.iter().all(|n| *n == names[0]), "{names:?}");
        assert_eq!(row(&w).await.0, MailState::Sent);
    }

    /// Several servers on one database: each mail leaves once.
    async fn two_servers_send_no_mail_twice(w) {
        let mut smtp = Smtp::start(None).await;
        let one = job(&w, &smtp);
        let two = Deliver { service: w.second().await, ..job(&w, &smtp) };
        for n in 0..40 {
            post(&w, &format!("somebody{n}@example.com"), &secret("t")).await;
        }
        let (stopped, again) = (running(), running());
        let (a, b) = tokio::join!(one.turn(&stopped), two.turn(&again));
        a.unwrap();
        b.unwrap();
        let mut to: Vec<_> = smtp.come().into_iter().flat_map(|m| m.to).collect();
        to.sort();
        assert_eq!(to.len(), 40);
        to.dedup();
        assert_eq!(to.len(), 40);
    }

    /// Three pieces of news within the window, one mail; what comes later is another.
    async fn news_for_one_account_come_together(w) {
        let mut smtp = Smtp::start(None).await;
        let job = job(&w, &smtp);
        let a = w.account("reader@example.com", Role::Office, "").await;
        w.service.set_lang(&a, Lang::En).await.unwrap();
        let to = Recipient::Account(a.account.clone());
        let news = |n: i64| Message::ReviewsAssigned { applications: n, closes: None };
        for n in 2..4 {
            let mut work = w.service.begin().await.unwrap();
            work.post(&to, None, &news(n)).await.unwrap();
            work.commit().await.unwrap();
        }
        job.turn(&running()).await.unwrap();
        assert!(smtp.come().is_empty(), "they wait for company");
        w.clock.pass(11 * MINUTE);
        job.turn(&running()).await.unwrap();
        let mails = smtp.come();
        assert_eq!(mails.len(), 1);
        // With the one about the account itself.
        let text = mails[0].data.replace("=\n", "");
        for said in ["3 new messages", "2 applications to review", "3 applications to review", "Your account is ready"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(text.contains("[Demonstration]") || text.contains("Demonstration:"));
    }

    async fn what_somebody_typed_cannot_become_a_header(w) {
        let mut smtp = Smtp::start(None).await;
        let job = job(&w, &smtp);
        let message = Message::Invited {
            organisation: "甲\r\nBcc: all@example.com\r\n\r\n<script>".into(),
            by: "x\nX-Evil: 1".into(),
            role: "a\r\nb".into(),
            token: "t".into(),
        };
        post(&w, "somebody@example.com", &message).await;
        // What is no address is refused before it is stored.
        let mut work = w.service.begin().await.unwrap();
        for evil in ["a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com", ""] {
            let to = Recipient::Address(evil.into());
            assert!(work.post(&to, None, &message).await.is_err(), "{evil:?}");
        }
        drop(work);
        job.turn(&running()).await.unwrap();
        let mail = smtp.next().await;
        assert_eq!(mail.to, ["somebody@example.com"]);
        let head = mail.data.split("\n\n").next().unwrap();
        // In the subject, if at all: no line begins with it.
        for evil in ["bcc", "x-evil", "<script"] {
            assert!(head.lines().all(|l| !l.to_lowercase().starts_with(evil)), "{head}");
        }
    }
}

#[tokio::test]
async fn a_password_signs_in_and_a_wrong_one_loses_no_mail() {
    let w = World::sqlite().await;
    let mut smtp = Smtp::start(Some("geheim 秘密")).await;
    let file = w.fresh.dir().join("password");
    let path = file.to_str().unwrap().to_owned();
    let url = smtp.url();
    let with = ["--smtp-url", &url, "--smtp-user", "biaogan", "--smtp-password-file", &path];
    post(&w, "somebody@example.com", &secret("t")).await;
    std::fs::write(&file, "wrong\n").unwrap();
    let job = |mailer| Deliver { service: w.service.clone(), mailer };
    job(mailer(&with).unwrap()).turn(&running()).await.unwrap();
    let (state, _, error, _) = row(&w).await;
    assert_eq!(state, MailState::Waiting, "the operator will mend it");
    assert!(error.contains("535"), "{error}");
    std::fs::write(&file, "geheim 秘密\n").unwrap();
    w.clock.pass(MINUTE);
    job(mailer(&with).unwrap()).turn(&running()).await.unwrap();
    assert_eq!(smtp.next().await.user, "biaogan");
}

#[test]
fn settings_that_cannot_work_are_named_in_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("p").to_str().unwrap().to_owned();
    std::fs::write(&file, "x").unwrap();
    for (words, say) in [
        (vec!["--smtp-url", "host"], "must look like"),
        (vec!["--smtp-url", "http://host"], "must look like"),
        (vec!["--smtp-url", "smtps://user:secret@host"], "must not hold"),
        (vec!["--smtp-url", "smtps://host", "--smtp-user", "u"], "belong together"),
        (
            vec!["--smtp-url", "smtp://host", "--smtp-user", "u", "--smtp-password-file", &file],
            "in the open",
        ),
        (vec!["--smtp-url", "smtps://host", "--smtp-from", "nobody"], "no address"),
        (vec!["--smtp-url", "smtps://host", "--smtp-ca", "/none"], "cannot read"),
        (vec!["--mail-dir", &file], "cannot be made"),
    ] {
        let e = mailer(&words).err().unwrap_or_else(|| panic!("{words:?} was taken"));
        assert!(e.contains(say) && !e.contains('\n') && !e.contains("secret"), "{words:?}: {e}");
    }
}

#[tokio::test]
async fn a_directory_takes_whole_mails_for_their_owner_alone() {
    let w = World::sqlite().await;
    let dir = w.fresh.dir().join("mail");
    let mailer = mailer(&["--mail-dir", dir.to_str().unwrap()]).unwrap();
    post(&w, "somebody@example.com", &secret("t0ken")).await;
    Deliver { service: w.service.clone(), mailer }.turn(&running()).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].extension().unwrap(), "eml");
    let mail = std::fs::read_to_string(&files[0]).unwrap();
    assert!(mail.contains("To: somebody@example.com"), "{mail}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

/// The bell of the transaction wakes the job; the end of the server ends it.
#[tokio::test]
async fn jobs_begin_with_the_server_wake_with_the_bell_and_end_with_it() {
    let w = World::sqlite().await;
    let mut smtp = Smtp::start(None).await;
    let (stop, stopped) = watch::channel(false);
    post(&w, "before@example.com", &secret("t")).await;
    let mailer = mailer(&["--smtp-url", &smtp.url()]).unwrap();
    let jobs = Jobs::start(&w.service, Some(mailer), None, false, &Metrics::new(), &stopped);
    assert_eq!(smtp.next().await.to, ["before@example.com"]);
    post(&w, "after@example.com", &secret("t")).await;
    assert_eq!(smtp.next().await.to, ["after@example.com"]);
    stop.send(true).unwrap();
    jobs.ended().await;
    post(&w, "late@example.com", &secret("t")).await;
    assert!(w.service.claim_mail().await.unwrap().is_some(), "nobody took it");
}

/// The real program, killed while mail waits: the next one goes on where it stood.
#[tokio::test]
async fn a_killed_server_leaves_its_mail_to_the_next() {
    let mut smtp = Smtp::start(None).await;
    let fresh = store::testing::sqlite().await;
    let w = World::around(fresh, SystemClock.now()).await;
    w.clock.set(SystemClock.now());
    post(&w, "somebody@example.com", &secret("t0ken")).await;
    let url = smtp.url();
    let words = ["--smtp-url", url.as_str(), "--base-url", "https://host.example"];
    // Takes the mail and dies before it knows.
    smtp.script(&[Turn::TakeAndVanish]);
    let mut server = Server::start_with(&w.fresh.url, w.fresh.dir(), &words);
    let first = smtp.next().await;
    server.kill();
    drop(server);
    // The claim runs out, or the wait is over.
    w.tamper("UPDATE outbox SET next_at = 0").await;
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &words);
    let again = smtp.next().await;
    assert_eq!(first.header("Message-ID"), again.header("Message-ID"));
    drop(server);
}

/// What was given up is told with its reason, and may be tried again unless its secret is gone.
#[tokio::test]
async fn the_operator_sees_what_was_given_up_and_may_try_again() {
    let w = World::sqlite().await;
    let smtp = Smtp::start(None).await;
    let refused = Turn::Recipient("550 5.1.1 no such user");
    smtp.script(&[refused.clone(), refused]);
    post(&w, "one@example.com", &secret("t0ken")).await;
    let news = Message::Withdrawn { reference: "QB-2026-00001-A".into(), title: "演示".into() };
    post(&w, "two@example.com", &news).await;
    job(&w, &smtp).turn(&running()).await.unwrap();
    let said = must(&w.fresh.url, w.fresh.dir(), &["mail"]);
    assert!(said.contains("failed   2") && said.matches("550").count() >= 2, "{said}");
    assert!(!said.contains("example.com") && !said.contains("t0ken"), "{said}");
    let said = must(&w.fresh.url, w.fresh.dir(), &["mail", "--again"]);
    assert!(said.contains("1 mails wait again") && said.contains("waiting  1"), "{said}");
}
