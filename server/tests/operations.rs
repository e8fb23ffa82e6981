//! What an operator sees of a running server: figures, whether it is ready, and a log that tells of
//! requests and of nobody.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use domain::policy::Role;
use server::world::SystemClock;
use service::ports::Clock;
use support::answer::{Answer, Ask};
use support::binary::Server;
use support::wire::until;
use support::world::{PASSWORD, World, unit};

const ADMIN: [&str; 2] = ["--admin-addr", "127.0.0.1:0"];

async fn get(server: SocketAddr, path: &str) -> Answer {
    Ask::get(path).at(server).await.unwrap()
}

/// The figures by name with labels.
async fn figures(server: &Server) -> BTreeMap<String, f64> {
    let answer = get(server.admin.unwrap(), "/metrics").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text"));
    assert!(answer.body.ends_with("# EOF\n"), "{}", answer.body);
    let lines = answer.body.lines().filter(|l| !l.starts_with('#'));
    lines
        .map(|l| l.rsplit_once(' ').unwrap())
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

async fn requests_jobs_and_the_database_stand_in_figures(fresh: store::testing::Fresh) {
    let w = World::around(fresh, SystemClock.now()).await;
    let (_, id) = w.recommended(1).await;
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &ADMIN);
    for path in ["/guide", "/recommendation/0", "/recommendation/1", "/nowhere/at/all"] {
        get(server.addr, path).await;
    }
    let cookie = {
        w.account("unit@example.com", Role::RecommendingUnit, &unit().grants[0].scope).await;
        format!("biaogan={}", w.service.sign_in("unit@example.com", PASSWORD, "x").await.unwrap())
    };
    let opinion = [("id", id.as_str()), ("text", "同意"), ("recommend", "no")];
    Ask::post("/api/recommendation/opinion", &opinion).as_(&cookie).at(server.addr).await.unwrap();
    let head = w.account("chair@example.com", Role::Chair, "chair").await;
    w.service.undertake(&head, &[]).await.unwrap();
    let chair = w.service.sign_in("chair@example.com", PASSWORD, "y").await.unwrap();
    let live = Ask::get("/live").as_(&format!("biaogan={chair}"));
    let mut stream = live.listen(server.addr).await.unwrap();
    assert_eq!(stream.next().await.unwrap().name, "hello");
    // Jobs begin with the server, each in its own time.
    let found = until("five jobs have had a turn", async || {
        let found = figures(&server).await;
        let turns = found.keys().filter(|k| k.starts_with("biaogan_job_turns_total")).count();
        (turns >= 5).then_some(found)
    })
    .await;
    let of = |name: &str| *found.get(name).unwrap_or_else(|| panic!("{name}: {found:#?}"));
    let count = |route: &str, status: &str| {
        let labels = format!("method=\"GET\",route=\"{route}\",status=\"{status}\"");
        of(&format!("biaogan_http_requests_total{{{labels}}}"))
    };
    assert_eq!(count("/guide", "200"), 1.0);
    // Two addresses of one template are one figure.
    assert_eq!(count("/recommendation/{id}", "401"), 2.0);
    assert_eq!(count("none", "404"), 1.0);
    let took = "biaogan_http_request_duration_seconds_count{method=\"GET\",route=\"/guide\"}";
    assert_eq!(of(took), 1.0);
    assert_eq!(of("biaogan_live_streams_open"), 1.0);
    assert_eq!(of("biaogan_uploads_in_progress"), 0.0);
    assert_eq!(of("biaogan_database_up"), 1.0);
    assert!(of("biaogan_database_commits_total") >= 1.0);
    assert!(of("biaogan_database_reader_wait_seconds_count") >= of("biaogan_database_reads_total"));
    assert!(of("biaogan_database_readers_open") >= 1.0);
    assert!(of("biaogan_journal_height") >= 10.0);
    assert_eq!(of("biaogan_outbox_mails{state=\"failed\"}"), 0.0);
    assert!(of("biaogan_outbox_mails{state=\"waiting\"}") >= 1.0);
    assert!(found.keys().any(|k| k.starts_with("biaogan_build_info{version=")));
    // The label says which route, never who or what.
    assert!(!found.keys().any(|k| k.contains(id.as_str()) || k.contains("example")));
    drop(stream);
    until("a closed stream is counted", async || {
        (figures(&server).await["biaogan_live_streams_open"] <= 0.0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_jobs_and_the_database_stand_in_figures_on_sqlite() {
    requests_jobs_and_the_database_stand_in_figures(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_jobs_and_the_database_stand_in_figures_on_postgres() {
    requests_jobs_and_the_database_stand_in_figures(store::testing::postgres().await).await;
}

async fn a_server_says_when_it_cannot_do_its_work(w: World) {
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &ADMIN);
    let admin = server.admin.unwrap();
    let ready = get(admin, "/ready").await;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
    // The operator's addresses are not the public's.
    assert_ne!(get(server.addr, "/metrics").await.status, 200);
    // A later version has migrated the database.
    w.tamper("INSERT INTO schema_version (version, name, checksum) VALUES (99, '0099_later', '')")
        .await;
    // This one goes on (ADR 0043): whoever sends visitors by this must not lose it before the other is there.
    let ready = get(admin, "/ready").await;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
    assert_eq!(figures(&server).await["biaogan_database_newer"], 1.0, "and is to be replaced");
    w.tamper("DELETE FROM schema_version WHERE version = 99").await;
    assert_eq!(figures(&server).await["biaogan_database_newer"], 0.0);
    // One of its own migrations is gone: it cannot work.
    let last = w.number("SELECT MAX(version) FROM schema_version").await;
    let kept = format!("UPDATE schema_version SET version = -1 WHERE version = {last}");
    w.tamper(&kept).await;
    let ready = get(admin, "/ready").await;
    assert_eq!(ready.status, 503);
    assert!(ready.body.contains("older than this program"), "{}", ready.body);
    assert_eq!(get(admin, "/health").await.status, 200, "it lives all the same");
    w.tamper(&format!("UPDATE schema_version SET version = {last} WHERE version = -1")).await;
    drop(server);
    // More than any disk has.
    let words = [&ADMIN[..], &["--disk-min", "99999999999"]].concat();
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &words);
    let ready = get(server.admin.unwrap(), "/ready").await;
    assert_eq!(ready.status, 503);
    assert!(ready.body.contains("MiB are free for files"), "{}", ready.body);
    assert_eq!(get(server.addr, "/health").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_says_when_it_cannot_do_its_work_on_sqlite() {
    a_server_says_when_it_cannot_do_its_work(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_says_when_it_cannot_do_its_work_on_postgres() {
    a_server_says_when_it_cannot_do_its_work(World::postgres().await).await;
}

/// Every figure that an alarm is about is there, for every job.
#[tokio::test(flavor = "multi_thread")]
async fn every_alarm_is_about_figures_that_there_are() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let server = Server::start_with(&w.fresh.url, w.fresh.dir(), &ADMIN);
    get(server.addr, "/guide").await;
    let found = figures(&server).await;
    let alarms = include_str!("../../deploy/compose/alarms.yaml");
    let mut named = 0;
    for word in alarms.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        if word.starts_with("biaogan_") {
            named += 1;
            let there = found.keys().any(|k| k == word || k.starts_with(&format!("{word}{{")));
            assert!(there, "{word} is no figure of ours");
        }
    }
    assert!(named > 10, "{named}");
    // Of either kind, as the alarms ask for them.
    for of in ["database", "files"] {
        let figure = format!("biaogan_last_backup_seconds{{of=\"{of}\"}}");
        assert!(alarms.contains(&figure), "{figure}");
        assert_eq!(found[&figure], 0.0, "{figure}");
    }
    // Each job has its rhythm, and counts from its beginning where no turn has ended.
    let labelled = |name: &str| -> Vec<String> {
        let begins = format!("{name}{{");
        found.keys().filter_map(|k| k.strip_prefix(&begins)).map(str::to_owned).collect()
    };
    let (every, last) =
        (labelled("biaogan_job_every_seconds"), labelled("biaogan_job_last_turn_seconds"));
    assert_eq!(every, last);
    assert!(every.len() >= 7 && every.iter().any(|j| j.contains("walk")), "{every:?}");
    let walk = found["biaogan_job_every_seconds{job=\"walk\"}"];
    assert!(walk > 7200.0, "an alarm with one rhythm for all would never be still");
    // Both manuals say what to do about each.
    for text in
        [include_str!("../../docs/OPERATIONS.md"), include_str!("../../docs/OPERATIONS.zh-CN.md")]
    {
        for alarm in alarms.lines().filter_map(|l| l.split_once("alert: ")).map(|l| l.1) {
            assert!(text.contains(&format!("| {alarm} |")), "{alarm}");
        }
    }
}

/// What comes every six hours holds no contents of files, or a season's would be there some hundred times; what holds
/// them has a directory, an age and an alarm of its own.
#[test]
fn contents_of_files_are_copied_less_often_and_kept_shorter() {
    let often = include_str!("../../deploy/systemd/biaogan-backup.service");
    let full = include_str!("../../deploy/systemd/biaogan-backup-full.service");
    let command = |unit: &'static str| unit.lines().find(|l| l.starts_with("ExecStart=")).unwrap();
    assert!(command(often).contains(" --without-files ") && command(often).ends_with("-backups"));
    assert!(!command(full).contains("--without-files") && command(full).ends_with("-backups-full"));
    let runs = |timer: &'static str| {
        let hours = timer.split_once("OnCalendar=*-*-* ").unwrap().1.split_once(':').unwrap().0;
        hours.split(',').count()
    };
    let ages = include_str!("../../deploy/systemd/biaogan.tmpfiles");
    let days = |dir: &str| -> usize {
        let line = ages.lines().find(|l| l.split(' ').nth(1) == Some(dir)).unwrap();
        line.rsplit_once(' ').unwrap().1.strip_suffix('d').unwrap().parse().unwrap()
    };
    let often = runs(include_str!("../../deploy/systemd/biaogan-backup.timer"));
    let full = runs(include_str!("../../deploy/systemd/biaogan-backup-full.timer"));
    assert_eq!(often * days("/var/lib/biaogan-backups"), 240);
    assert!(full * days("/var/lib/biaogan-backups-full") <= 7);
}

/// Whoever is in need of a command finds it in either manual.
#[test]
fn the_manuals_name_every_command() {
    use clap::CommandFactory;
    for text in
        [include_str!("../../docs/OPERATIONS.md"), include_str!("../../docs/OPERATIONS.zh-CN.md")]
    {
        for command in server::config::Cli::command().get_subcommands() {
            let name = command.get_name();
            let called =
                [format!("`{name}`"), format!("biaogan-admin {name}"), format!("biaogan {name}")];
            assert!(called.iter().any(|call| text.contains(call)), "{name}");
        }
    }
}

/// The proxy of the compose file asks who lives, not whether the database does: its own empty page would take the
/// place of ours, which keeps what was typed.
#[test]
fn the_proxy_asks_the_operators_listener() {
    let proxy = include_str!("../../deploy/compose/Caddyfile");
    let image = include_str!("../../deploy/Containerfile");
    let port = image.split_once("BIAOGAN_ADMIN_ADDR=0.0.0.0:").unwrap().1;
    let port = port.split(|c: char| !c.is_ascii_digit()).next().unwrap();
    assert!(proxy.contains(&format!("health_port {port}")) && proxy.contains("health_uri /health"));
}

/// Secrets and names in path, query, header and body of requests that end in every way, and none of them
/// in the log.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_of_requests_and_of_nobody() {
    let w = World::around(store::testing::sqlite().await, SystemClock.now()).await;
    let (_, id) = w.draft(1).await;
    w.account("zhangsan.mima@example.com", Role::Office, "").await;
    let log = w.fresh.dir().join("log");
    for (format, filter) in [
        ("json", None),
        ("text", None),
        ("json", Some("warn,server=trace,app=trace,service=trace,store=trace,request=trace")),
    ] {
        let mut words = vec!["--log-format", format];
        words.extend(filter.iter().flat_map(|f| ["--log", *f]));
        let server = Server::start_logged(&w.fresh.url, w.fresh.dir(), &words, &log);
        let at = server.addr;
        let secret = "geheimnis-token-0123456789";
        let session = {
            let form = [("email", "zhangsan.mima@example.com"), ("password", PASSWORD)];
            // The world's passwords are hashed another way: refused, and the more to be kept out of the log.
            Ask::post("/session", &form).at(at).await.unwrap();
            let token = w.service.sign_in(form[0].1, PASSWORD, format).await.unwrap();
            format!("biaogan={token}")
        };
        let told = [("email", "lisi.mima@example.com"), ("password", "geheimnis-kennwort")];
        let asks = [
            Ask::get(format!("/sign/{secret}")).with("accept", "text/html"),
            Ask::get(format!("/reset/{secret}")),
            Ask::get(format!("/verify/{secret}?name=王五秘密&mail=wangwu.mima@example.com")),
            Ask::get(format!("/invitation/{secret}")),
            Ask::get(format!("/objection/{secret}")),
            Ask::get(format!("/nowhere/{secret}?q=geheimnis-frage")),
            Ask::get("/api/application/status?reference=QB-2026-00001-A&tail=7391"),
            Ask::post(
                "/api/application/status",
                &[("reference", "QB-2026-00001-A"), ("tail", "7391")],
            ),
            Ask::post("/session", &told),
            Ask::post("/reset", &told),
            Ask::post("/register", &[("email", "lisi.mima@example.com"), ("name", "李四秘密")]),
            Ask::post(format!("/verify/{secret}"), &told),
            Ask::post("/api/people/offer", &[("token", secret)]),
            Ask::post("/api/application/sign", &[("token", secret), ("name", "王五秘密")]),
            Ask::get(format!("/formality/{id}")).as_(&session),
            Ask::post("/season/clock", &[("to", "geheimnis-uhr")]).as_(&session),
            Ask::post("/api/season/import_quotas", &[("text", "geheimnis-tabelle")]).as_(&session),
            Ask::post("/session", &told).with("sec-fetch-site", "cross-site"),
            Ask::get("/guide").with("x-request-id", secret).with("user-agent", secret),
            Ask { method: "BREW", ..Ask::get(format!("/{secret}")) },
        ];
        for ask in asks {
            let answer = ask.at(at).await.unwrap();
            let id = answer.header("x-request-id");
            assert!(id.len() == 24 && id != secret, "{answer:?}");
        }
        drop(server);
        let text = std::fs::read_to_string(&log).unwrap();
        for word in ["geheimnis", "mima", "秘密", "7391", PASSWORD, id.as_str(), &session[8..]] {
            assert!(!text.contains(word), "{format} {filter:?}: {word} in\n{text}");
        }
        if format == "text" {
            assert!(!text.contains("answered"), "people are not told of every request\n{text}");
            continue;
        }
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}")))
            .collect();
        let of = |route: &str| {
            let line = lines.iter().find(|l| l["span"]["route"] == route && l["status"].is_u64());
            line.unwrap_or_else(|| panic!("{route} in\n{text}")).clone()
        };
        let line = of("/sign/{token}");
        assert_eq!(
            (&line["message"], &line["span"]["method"]),
            (&"answered".into(), &"GET".into())
        );
        assert!(
            line["ms"].is_u64() && line["span"]["id"].is_string() && line["timestamp"].is_string()
        );
        let asked = of("/api/application/status");
        assert_eq!((&asked["status"], &asked["level"]), (&405.into(), &"INFO".into()));
        assert_eq!(of("none")["status"], 404);
    }
}
