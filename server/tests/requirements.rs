//! Requirements of security that were met by reading only (docs/ASVS.md), asked of the running site: what a
//! proxy forwards, methods nobody uses, bytes that are no good HTTP, names that are sent twice, passwords as
//! they are typed, files that are not to be found.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use domain::policy::Role;
use server::world::SystemClock;
use service::ports::Clock;
use support::answer::{Ask, encoded};
use support::binary::{Server, run};
use support::house::{House, router};
use support::world::{PASSWORD, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// A public route that takes so many posts from one address.
const COUNTED: &str = "/api/application/status_forget";
const MOST: usize = 300;

/// A site behind a proxy that is believed or not.
fn behind(w: &World, believed: &str) -> Router {
    let (_stop, stopped) = watch::channel(false);
    router(w, &["--trust-proxy", believed], stopped)
}

/// A post as it comes through a proxy: these lines, in this order.
fn forwarded(lines: &[String]) -> Ask {
    let mut ask = Ask::post(COUNTED, &[]);
    ask.headers.extend(lines.iter().map(|l| ("x-forwarded-for", l.clone())));
    ask
}

/// Whoever forges where they come from is counted where the proxy saw them (4.1.3, 15.3.4).
#[tokio::test(flavor = "multi_thread")]
async fn what_a_proxy_forwards_is_its_last_word_and_nothing_before_it() {
    // A proxy that adds to the line there is, and one that adds a line.
    let added = |n: usize, seen: &str| vec![format!("10.0.{}.{}, {seen}", n / 250, n % 250)];
    let below =
        |n: usize, seen: &str| vec![format!("10.1.{}.{}", n / 250, n % 250), seen.to_owned()];
    for lines in [&added as &dyn Fn(usize, &str) -> Vec<String>, &below] {
        let w = World::sqlite().await;
        let site = behind(&w, "true");
        for n in 0..MOST {
            let answer = forwarded(&lines(n, "203.0.113.7")).of(&site).await;
            assert_ne!(answer.status, 429, "{n}");
        }
        let answer = forwarded(&lines(MOST, "203.0.113.7")).of(&site).await;
        assert_eq!(answer.status, 429, "{:?}", lines(MOST, "203.0.113.7"));
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
        let other = forwarded(&lines(0, "203.0.113.8")).of(&site).await;
        assert_ne!(other.status, 429, "somebody else is not counted with them");
    }
    // Nobody said that there is a proxy: whatever is forwarded is the sender's own word.
    let w = World::sqlite().await;
    let site = behind(&w, "false");
    for n in 0..=MOST {
        let answer = forwarded(&[format!("203.0.{}.{}", n / 250, n % 250)]).of(&site).await;
        assert_eq!(answer.status == 429, n == MOST, "{n}");
    }
}

/// Methods nobody uses do nothing and repeat nothing, and no other site is let in (3.4.2, 13.4.4).
#[tokio::test(flavor = "multi_thread")]
async fn unused_methods_do_nothing_and_no_other_site_is_allowed_anything() {
    let house = House::furnish(World::sqlite().await).await;
    let cookie = house.cookie("office").await;
    let paths = [
        "/",
        "/formality",
        "/session",
        "/api/formality/list",
        "/api/formality/pass",
        "/files/nowhere",
        "/live",
        "/health",
        "/pkg/test/biaogan.css",
    ];
    for path in paths {
        for method in ["TRACE", "CONNECT", "PUT", "PROPFIND", "OPTIONS"] {
            let mut ask = Ask::get(path).with("sec-fetch-site", "same-origin").as_(&cookie);
            ask.method = method;
            let answer = ask.of(&house.router).await;
            assert!(matches!(answer.status, 403..=405), "{method} {path}: {}", answer.status);
            assert!(!answer.body.contains(&cookie["biaogan=".len()..]), "{method} {path}");
        }
        for method in ["GET", "OPTIONS"] {
            let mut ask = Ask::get(path)
                .with("origin", "https://evil.example")
                .with("access-control-request-method", "POST")
                .as_(&cookie);
            ask.method = method;
            let response = ask.open(&house.router).await;
            let allowed = |name: &str| name.starts_with("access-control-");
            assert!(!response.headers().keys().any(|k| allowed(k.as_str())), "{method} {path}");
        }
    }
}

/// Sends bytes as they are and reads whatever comes until the line is closed, or nothing more comes.
async fn raw(server: SocketAddr, bytes: &str) -> String {
    let mut line = TcpStream::connect(server).await.unwrap();
    line.write_all(bytes.as_bytes()).await.unwrap();
    let mut all = Vec::new();
    let _ = timeout(Duration::from_secs(3), line.read_to_end(&mut all)).await;
    String::from_utf8_lossy(&all).into_owned()
}

/// Where two readers of HTTP might see two ends of one request, there is one answer, or the request that
/// would be the second is never looked at (4.2.1).
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_smuggled_in_behind_a_request() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let server = Server::start(&w.fresh.url, w.fresh.dir());
    let behind = "GET /journal/heads.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let head = "POST /session/end HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n";
    let length = behind.len();
    for ambiguous in [
        format!("content-length: 0\r\ncontent-length: {length}\r\n\r\n"),
        format!("content-length: {length}, 0\r\n\r\n"),
        "content-length: +0\r\n\r\n".to_owned(),
        "content-length: 0x0\r\n\r\n".to_owned(),
        "content-length : 0\r\n\r\n".to_owned(),
        "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n".to_owned(),
        "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n".to_owned(),
        "transfer-encoding: identity\r\ncontent-length: 0\r\n\r\n".to_owned(),
        "transfer-encoding : chunked\r\n\r\n0\r\n\r\n".to_owned(),
        "transfer-encoding: chunked\r\n\r\n-1\r\n\r\n".to_owned(),
        "transfer-encoding: chunked\r\n\r\n0;\n\r\n\r\n".to_owned(),
        format!("transfer-encoding: chunked\r\ncontent-length: {length}\r\n\r\n0\r\n\r\n"),
    ] {
        let said = raw(server.addr, &format!("{head}{ambiguous}{behind}")).await;
        let answers = said.matches("HTTP/1.1 ").count();
        assert!(!said.contains("\"heads\"") && answers <= 1, "{ambiguous:?}: {said}");
    }
    // What is not ambiguous is two requests and two answers.
    let said = raw(server.addr, &format!("{head}content-length: 0\r\n\r\n{behind}")).await;
    assert_eq!(said.matches("HTTP/1.1 ").count(), 2, "{said}");
}

/// A name that is sent twice means one thing to whoever judges and to whoever acts (15.3.7): what is another's
/// stays closed whichever of them comes first.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_sent_twice_opens_nothing() {
    let house = House::furnish(World::sqlite().await).await;
    let w = &house.w;
    let (actor, own) = w.draft(40).await;
    w.account("twice@house.example", Role::Applicant, &actor.grants[0].scope).await;
    let token = w.service.sign_in("twice@house.example", PASSWORD, "x").await.unwrap();
    let cookie = format!("biaogan={token}");
    let before = w.service.dossier(&house.writer().await, &house.own).await.unwrap();
    let title = support::world::answers::title(1);
    for (a, b) in [(&own, &house.own), (&house.own, &own)] {
        let url = format!("/api/application/dossier?id={a}&id={b}");
        let answer = Ask::get(url).as_(&cookie).of(&house.router).await;
        assert!(answer.status < 500 && !answer.body.contains(&title), "{answer:?}");
        for path in ["/api/application/save", "/api/application/submit"] {
            let mut ask = Ask::post(path, &[]).as_(&cookie);
            let body = format!("id={a}&id={b}&page=title&base=1&a[title]={}", encoded("改写"));
            ask.body = body.into_bytes();
            let answer = ask.of(&house.router).await;
            assert!(answer.status < 500, "{path} {answer:?}");
        }
    }
    let after = w.service.dossier(&house.writer().await, &house.own).await.unwrap();
    assert_eq!((before.answers, before.revisions), (after.answers, after.revisions));
}

/// A link on another site may show this one in another language; what its reader is sent stays in theirs (3.5.3).
#[tokio::test(flavor = "multi_thread")]
async fn a_link_elsewhere_changes_no_account() {
    let house = House::furnish(World::sqlite().await).await;
    let cookie = house.cookie("office").await;
    let lang = async || {
        let mut db = house.w.service.read().await.unwrap();
        db.account_by_email(house.email("office")).await.unwrap().unwrap().lang.code()
    };
    let before = lang().await;
    for (site, after) in [("cross-site", before), ("same-site", before), ("same-origin", "en")] {
        let ask = Ask::get("/lang/en?to=/").with("sec-fetch-site", site).as_(&cookie);
        let answer = ask.of(&house.router).await;
        assert!(answer.status == 303 && answer.header("set-cookie").starts_with("lang=en"));
        assert_eq!(lang().await, after, "{site}");
    }
    assert_ne!(before, "en");
}

/// Passwords are verified exactly as they were typed: no cutting, no spaces taken off, no other width (6.2.8);
/// and every field for one is masked and says what belongs in it (6.2.6, 6.2.7).
#[tokio::test(flavor = "multi_thread")]
async fn passwords_are_taken_as_they_are_typed_in_fields_that_hide_them() {
    const EXACT: &str = " Ａ口令 demo\u{3000}2026 \u{1F600}e\u{301} ";
    let house = House::furnish(World::sqlite().await).await;
    let w = &house.w;
    let long = format!("{}末", "长".repeat(80));
    for (n, right) in [EXACT, &long].into_iter().enumerate() {
        let email = format!("exact{n}@house.example");
        let account = w.service.create_account("operator", "演示", &email, right).await.unwrap();
        let season = support::world::id();
        w.service.grant("operator", &season, &account, Role::Office, "").await.unwrap();
        let sign_in = async |password: &str| {
            let form = [("email", email.as_str()), ("password", password)];
            Ask::post("/session", &form).of(&house.router).await.session().is_some()
        };
        let wrong = [
            right.trim().to_owned(),
            right.trim_end().to_owned(),
            right.to_uppercase(),
            right.replace('Ａ', "A"),
            right.replace('\u{3000}', " "),
            right.replace("e\u{301}", "é"),
            right.chars().take(72).collect(),
            right.chars().take(right.chars().count() - 1).collect(),
        ];
        // Few enough that the account is not locked meanwhile.
        for other in wrong.iter().filter(|p| *p != right) {
            w.clock.pass(domain::stamp::DAY);
            assert!(!sign_in(other).await, "{other:?} for {right:?}");
        }
        w.clock.pass(domain::stamp::DAY);
        assert!(sign_in(right).await, "{right:?}");
    }
    let mut fields = 0;
    for (who, page) in [
        ("anonymous", "/sign-in"),
        ("anonymous", "/register"),
        ("applicant", "/account"),
        ("office", "/account/second-factor"),
    ] {
        let answer = house.ask(who, Ask::get(page).with("accept", "text/html")).await;
        for tag in answer.body.split("<input").skip(1) {
            let tag = tag.split('>').next().unwrap();
            let of = ["name=\"password\"", "name=\"old\"", "name=\"new\"", "name=\"again\""];
            if !of.iter().any(|name| tag.contains(name)) {
                continue;
            }
            fields += 1;
            assert!(tag.contains("type=\"password\""), "{page}: <input{tag}>");
            let says = ["autocomplete=\"current-password\"", "autocomplete=\"new-password\""];
            assert!(says.iter().any(|s| tag.contains(s)), "{page}: <input{tag}>");
            assert!(!tag.contains("maxlength") && !tag.contains(" value="), "{page}: <input{tag}>");
        }
    }
    assert!(fields >= 5, "{fields}");
}

/// Directories are not listed, and nothing beside the site is sent (13.4.1, 13.4.3).
#[tokio::test(flavor = "multi_thread")]
async fn what_lies_on_the_disk_is_not_listed_and_nothing_outside_the_site_is_sent() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    std::fs::write(w.fresh.dir().join("beside.txt"), "beside the site").unwrap();
    let server = Server::start(&w.fresh.url, w.fresh.dir());
    for path in [
        "/pkg",
        "/pkg/",
        "/pkg/test",
        "/pkg/test/",
        "/pkg/test/.",
        "/.git/config",
        "/site.json",
        "/../beside.txt",
        "/pkg/../../beside.txt",
        "/pkg/test/../../../beside.txt",
        "/%2e%2e/beside.txt",
        "/pkg/%2e%2e/%2e%2e/beside.txt",
        "/pkg/..%2f..%2fbeside.txt",
        "/pkg/..%5c..%5cbeside.txt",
        "/pkg//../../beside.txt",
        "//etc/passwd",
        "/pkg/test/%00",
        "/test.db",
        "/keys/signing.key",
    ] {
        let said = raw(
            server.addr,
            &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"),
        )
        .await;
        let status = said.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(["400", "404", "405", "301", "307", "308"].contains(&&*status), "{path}: {said}");
        for secret in ["beside the site", "root:", "biaogan.css\"", "SQLite format", "\"pkg\""] {
            // A page names its own style sheet, and no other file.
            let shown = said.contains(secret) && !(status == "404" && secret == "biaogan.css\"");
            assert!(!shown, "{path} shows {secret}: {said}");
        }
    }
}

/// A store of contents that sends elsewhere is not followed: what is put into it goes where the operator said,
/// or nowhere (15.3.2).
#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_sends_elsewhere_is_not_followed() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let trap = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let store = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (to, at) = (trap.local_addr().unwrap(), store.local_addr().unwrap());
    let sending = tokio::spawn(async move {
        loop {
            let (mut line, _) = store.accept().await.unwrap();
            let mut head = [0; 4096];
            let _ = line.read(&mut head).await;
            let answer = format!(
                "HTTP/1.1 307 X\r\nlocation: http://{to}/b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            );
            let _ = line.write_all(answer.as_bytes()).await;
        }
    });
    let secret = w.fresh.dir().join("secret");
    std::fs::write(&secret, "s\n").unwrap();
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let ended = tokio::task::spawn_blocking(move || {
        let (endpoint, secret) = (format!("http://{at}"), secret.display().to_string());
        let words = ["--s3-endpoint", &endpoint, "--s3-bucket", "b", "--s3-key", "k"];
        let words = [&words[..], &["--s3-secret-file", &secret, "serve"]].concat();
        run(&url, &dir, &words)
    });
    let output = tokio::select! {
        output = ended => output.unwrap(),
        _ = trap.accept() => panic!("it went where it was sent"),
    };
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("307") || said.contains("store"), "{said}");
    sending.abort();
}
