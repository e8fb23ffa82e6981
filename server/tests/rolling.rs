//! One server of two (of the same program: no earlier one is kept) is ended and started again, then the other, while people read, save and send files through
//! a proxy: nobody is refused anything, and everything that was acknowledged is there (docs/OPERATIONS.md,
//! "Upgrade").
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::policy::Role;
use server::world::SystemClock;
use service::ports::Clock;
use support::answer::Ask;
use support::binary::{Server, must};
use support::objects::Objects;
use support::wire::LONG;
use support::world::{PASSWORD, World, pdf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{interval, timeout};

/// How often the proxy asks whether a server may be sent visitors.
const RHYTHM: Duration = Duration::from_millis(100);
/// People at work.
const PEOPLE: usize = 8;

/// A server as the proxy knows it.
struct Known {
    addr: SocketAddr,
    /// The operator's listener, which says no while it ends and not while the database is away.
    asked: SocketAddr,
    well: AtomicBool,
}

/// What the proxy of `deploy/compose` does, and no more: asks each server how it is, in a rhythm; sends each
/// visitor to one that is well, and to the other when the first takes no connection.
struct Proxy {
    addr: SocketAddr,
    known: Arc<Mutex<Vec<Arc<Known>>>>,
    /// Ended with the proxy.
    _tasks: JoinSet<()>,
}

impl Proxy {
    async fn start(servers: &[&Server]) -> Self {
        let known: Arc<Mutex<Vec<Arc<Known>>>> = Arc::default();
        for server in servers {
            known.lock().unwrap().push(of(server));
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let mut tasks = JoinSet::new();
        let asked = known.clone();
        tasks.spawn(async move {
            let mut rhythm = interval(RHYTHM);
            loop {
                rhythm.tick().await;
                let all = asked.lock().unwrap().clone();
                for one in all {
                    let answer = timeout(LONG, Ask::get("/health").at(one.asked)).await;
                    let well = matches!(answer, Ok(Ok(a)) if a.status == 200);
                    one.well.store(well, Ordering::SeqCst);
                }
            }
        });
        let sent = known.clone();
        tasks.spawn(async move {
            let turn = AtomicUsize::new(0);
            loop {
                let (visitor, _) = listener.accept().await.unwrap();
                let mut all = sent.lock().unwrap().clone();
                all.retain(|k| k.well.load(Ordering::SeqCst));
                assert!(!all.is_empty(), "no server is well");
                let first = turn.fetch_add(1, Ordering::Relaxed) % all.len();
                all.rotate_left(first);
                tokio::spawn(carry(visitor, all));
            }
        });
        Self { addr, known, _tasks: tasks }
    }

    /// Another server stands in the place of one.
    fn replaced(&self, n: usize, server: &Server) {
        self.known.lock().unwrap()[n] = of(server);
    }
}

fn of(server: &Server) -> Arc<Known> {
    let asked = server.admin.unwrap();
    Arc::new(Known { addr: server.addr, asked, well: AtomicBool::new(true) })
}

async fn carry(mut visitor: TcpStream, servers: Vec<Arc<Known>>) {
    for one in servers {
        if let Ok(mut server) = TcpStream::connect(one.addr).await {
            let _ = tokio::io::copy_bidirectional(&mut visitor, &mut server).await;
            return;
        }
    }
}

/// One person at work until they are told to stop; gives the name that was acknowledged last, and how many
/// files.
async fn at_work(
    (n, cookie, id): (usize, String, String),
    proxy: SocketAddr,
    stop: Arc<AtomicBool>,
    done: Arc<watch::Sender<usize>>,
) -> (usize, String, usize) {
    let (mut last, mut files) = (String::new(), 0);
    for round in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let page = Ask::get(format!("/application/{id}")).with("accept", "text/html");
        let page = page.as_(&cookie).at(proxy).await.expect("a page");
        assert_eq!(page.status, 200, "{page:?}");
        let name = format!("名字 {n} 第 {round} 次");
        let saved = Ask::post("/api/account/rename", &[("name", &name)]).as_(&cookie);
        let saved = saved.at(proxy).await.expect("an answer");
        assert!(saved.status < 400, "{saved:?}");
        last = name;
        if round % 4 == n % 4 && files < 2 {
            let content = pdf(&format!("{n} {round}"));
            let sent = Ask::upload(format!("/files/{id}/scan"), "a.pdf", &content).as_(&cookie);
            let sent = sent.at(proxy).await.expect("an answer");
            assert!(sent.status == 303 && !sent.location().contains("refused"), "{sent:?}");
            files += 1;
        }
        done.send_modify(|done| *done += 1);
    }
    (n, last, files)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_restart_refuses_nobody_and_loses_nothing() {
    let w = World::around(store::testing::postgres().await, SystemClock.now()).await;
    let (url, dir) = (w.fresh.url.clone(), w.fresh.dir().to_owned());
    let mut people = Vec::new();
    for n in 1..=PEOPLE {
        let (actor, id) = w.draft(n).await;
        let email = format!("writer{n}@example.com");
        w.account(&email, Role::Applicant, &actor.grants[0].scope).await;
        let token = w.service.sign_in(&email, PASSWORD, &email).await.unwrap();
        people.push((n, format!("biaogan={token}"), id.to_string()));
    }
    let objects = Objects::start().await;
    let secret = dir.join("secret");
    std::fs::write(&secret, "s\n").unwrap();
    let (endpoint, secret) = (format!("http://{}", objects.addr), secret.display().to_string());
    // Three times the proxy's rhythm, in whole seconds.
    let words = ["--linger", "1", "--s3-endpoint", &endpoint, "--s3-bucket", "biaogan"];
    let admin = ["--admin-addr", "127.0.0.1:0"];
    let words = [&words[..], &["--s3-key", "k", "--s3-secret-file", &secret], &admin].concat();
    let start = || Server::start_with(&url, &dir, &words);
    let mut servers = vec![start(), start()];
    let proxy = Proxy::start(&servers.iter().collect::<Vec<_>>()).await;
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(watch::Sender::new(0)));
    let mut work = JoinSet::new();
    for person in people.clone() {
        work.spawn(at_work(person, proxy.addr, stop.clone(), done.clone()));
    }
    let more = async || {
        let mut seen = done.subscribe();
        let enough = *seen.borrow() + 3 * PEOPLE;
        let reached = seen.wait_for(|done| *done >= enough);
        timeout(4 * LONG, reached).await.expect("people go on").unwrap();
    };
    for n in [0, 1] {
        more().await;
        let ending = servers.remove(n);
        tokio::task::spawn_blocking(move || ending.end()).await.unwrap();
        more().await;
        servers.insert(n, start());
        proxy.replaced(n, &servers[n]);
        // As if the one that was started were of the next version and had migrated: the other goes on, and whoever
        // asks whether it can work is told that it can.
        w.tamper(
            "INSERT INTO schema_version (version, name, checksum) VALUES (99, '0099_later', '')",
        )
        .await;
        more().await;
        for server in &servers {
            let ready = Ask::get("/ready").at(server.admin.unwrap()).await.unwrap();
            assert_eq!(ready.status, 200, "{ready:?}");
        }
        w.tamper("DELETE FROM schema_version WHERE version = 99").await;
    }
    more().await;
    stop.store(true, Ordering::Relaxed);
    for (n, name, files) in work.join_all().await {
        let mut db = w.service.read().await.unwrap();
        let account = db.account_by_email(&format!("writer{n}@example.com")).await.unwrap();
        assert_eq!(account.unwrap().name, name);
        drop(db);
        let (_, cookie, id) = &people[n - 1];
        let ask = Ask::get(format!("/api/application/dossier?id={id}")).as_(cookie);
        let view = ask.at(proxy.addr).await.unwrap().json();
        let named = view["files"].as_array().unwrap().iter().filter(|f| f["name"] == "a.pdf");
        assert_eq!(named.count(), files, "{n}");
    }
    drop((proxy, servers));
    assert!(must(&url, &dir, &["check"]).contains("all invariants hold"));
}
