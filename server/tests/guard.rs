//! Second steps of signing in, administrators, the audit and the limits of public posts, over HTTP.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::net::SocketAddr;

use axum::Router;
use clap::Parser;
use domain::guard::factor::{Required, STEP};
use domain::identity::FREE_TRIES;
use domain::policy::Role;
use server::config::{Cli, Config};
use server::http::limit::LIMITS;
use service::{Guard, Service};
use support::answer::{Answer, Ask, chanceless};
use support::house::{House, router, secrets};
use support::wire::LONG;
use support::world::{PASSWORD, World, pdf};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

const MAIL: &str = "office@guard.example";

/// A form as a browser without a script posts it.
fn form(url: &str, fields: &[(&str, &str)]) -> Ask {
    Ask::post(url, fields).with("accept", "text/html")
}

fn page(url: &str) -> Ask {
    Ask::get(url).with("accept", "text/html")
}

/// The cookie of a name that an answer sets, ready to be sent back.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let cookies = answer.headers.iter().filter(|h| h.0 == "set-cookie");
    let pairs = cookies.filter_map(|h| h.1.split(';').next().map(str::to_owned));
    pairs.into_iter().find(|p| p.starts_with(&format!("{name}=")) && p.len() > name.len() + 1)
}

fn site(w: &World) -> (Router, watch::Sender<bool>) {
    let (stop, stopped) = watch::channel(false);
    (router(w, &[], stopped), stop)
}

/// A world whose administrators, Office and heads owe a second step.
async fn strict(w: World) -> World {
    let all = Required { administrators: true, office: true, heads: true, committee: false };
    let guard = Guard { required: all, in_demonstration: all, ..w.service.guard.clone() };
    World { service: Service { guard, ..w.service.clone() }, ..w }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_takes_two_steps_and_the_first_alone_opens_nothing() {
    let w = World::sqlite().await;
    let me = w.account(MAIL, Role::Office, "").await;
    let (secret, codes) = w.second_step(&me).await;
    let (site, _stop) = site(&w);
    let first =
        form("/session", &[("email", MAIL), ("password", PASSWORD), ("next", "/formality")])
            .of(&site)
            .await;
    assert_eq!(first.status, 303);
    assert_eq!(first.location(), "/sign-in/code?next=/formality");
    assert!(first.session().is_none());
    let step = cookie(&first, "biaogan-step").unwrap();
    let flags = first.header("set-cookie");
    assert!(flags.contains("HttpOnly") && flags.contains("SameSite=Lax"), "{flags}");
    // As a step, and passed off as a session.
    for half in [step.clone(), step.replace("biaogan-step", "biaogan")] {
        assert_eq!(Ask::get("/api/formality/list").as_(&half).of(&site).await.status, 401);
        assert_eq!(Ask::get("/api/guard/factor").as_(&half).of(&site).await.status, 401);
    }
    let asked = page("/sign-in/code?next=/formality").as_(&step).of(&site).await;
    assert_eq!(asked.status, 200);
    assert!(asked.body.contains("one-time-code"));
    let wrong = form("/session/code", &[("code", "000000"), ("next", "/formality")])
        .as_(&step)
        .of(&site)
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("id=\"code-e\"") && wrong.session().is_none());
    assert!(wrong.body.contains("value=\"/formality\""), "the way on is not lost");
    let code = w.code(&secret);
    let right = form("/session/code", &[("code", &code), ("next", "/formality")])
        .as_(&step)
        .of(&site)
        .await;
    assert_eq!((right.status, right.location()), (303, "/formality"));
    let session = right.session().unwrap();
    assert_eq!(Ask::get("/api/formality/list").as_(&session).of(&site).await.status, 200);
    // Used, wrong, unknown, another account's recovery code: one answer.
    let other = w.account("other@guard.example", Role::Office, "").await;
    let (_, theirs) = w.second_step(&other).await;
    let mut answers = Vec::new();
    for (field, typed) in
        [("code", code.as_str()), ("code", "111111"), ("code", &theirs[0]), ("code", "x")]
    {
        w.clock.pass(20 * STEP * 6);
        let first = form("/session", &[("email", MAIL), ("password", PASSWORD)]).of(&site).await;
        let step = cookie(&first, "biaogan-step").unwrap();
        let answer = form("/session/code", &[(field, typed)]).as_(&step).of(&site).await;
        assert_eq!(answer.status, 422);
        answers.push(bare(&answer));
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]));
    // A recovery code, typed in its own field.
    let first = form("/session", &[("email", MAIL), ("password", PASSWORD)]).of(&site).await;
    let step = cookie(&first, "biaogan-step").unwrap();
    let answer = form("/session/code", &[("recovery", &codes[0])]).as_(&step).of(&site).await;
    assert!(answer.session().is_some());
    let late = form("/session/code", &[("code", "000000")]).of(&site).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("/sign-in?next="));
}

/// An answer's body without its nonce.
fn bare(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let nonces = policy.split('\'').filter_map(|p| p.strip_prefix("nonce-"));
    nonces.fold(answer.body.clone(), |body, nonce| chanceless(&body, nonce))
}

/// Bytes of a request that are sent last, among them what ends a form of files.
const HELD: usize = 20;

/// A request whose end is held back.
struct HeldBack {
    line: TcpStream,
    end: Vec<u8>,
}

impl HeldBack {
    /// Sends all but the end, once the server has begun to read it: it says so by asking for more.
    async fn begin(server: SocketAddr, ask: Ask) -> Self {
        let mut line = TcpStream::connect(server).await.unwrap();
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: {}\r\n",
            ask.method,
            ask.url,
            ask.body.len()
        );
        for (name, value) in ask.all_headers() {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        line.write_all(&[head.as_bytes(), b"\r\n"].concat()).await.unwrap();
        let mut more = [0; 25];
        timeout(LONG, line.read_exact(&mut more)).await.unwrap().unwrap();
        assert_eq!(&more, b"HTTP/1.1 100 Continue\r\n\r\n");
        let (most, end) = ask.body.split_at(ask.body.len() - HELD);
        line.write_all(most).await.unwrap();
        Self { line, end: end.to_vec() }
    }

    /// Sends the end; gives the head of the answer.
    async fn end(mut self) -> String {
        self.line.write_all(&self.end).await.unwrap();
        let mut answer = Vec::new();
        timeout(LONG, self.line.read_to_end(&mut answer)).await.unwrap().unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        answer.split("\r\n\r\n").next().unwrap_or_default().to_lowercase()
    }
}

async fn a_role_taken_on_the_way(w: World) {
    let system = w.account("system@guard.example", Role::SystemAdmin, "").await;
    let security = w.account("security@guard.example", Role::SecurityAdmin, "").await;
    let second = w.account("second@guard.example", Role::SecurityAdmin, "").await;
    let s = &w.service;
    let new = s.make_account(&system, "演示新人", "new@guard.example").await.unwrap();
    let (_, id) = w.begun(1).await;
    let mut db = s.read().await.unwrap();
    let organisation = db.dossier(&id).await.unwrap().unwrap().organisation;
    drop(db);
    let writer = w.account("writer@guard.example", Role::Applicant, organisation.as_str()).await;
    let (site, _stop) = site(&w);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        axum::serve(listener, site.into_make_service_with_connect_info::<SocketAddr>()).await
    });
    let session =
        async |email: &str| format!("biaogan={}", s.sign_in(email, PASSWORD, email).await.unwrap());
    let give = Ask::post(
        format!("/accounts/{new}"),
        &[
            ("act", "give"),
            ("role", "recommending_unit"),
            ("scope", "R370200"),
            ("reason", "演示理由，演示理由"),
        ],
    );
    let files = async || {
        let mut db = s.read().await.unwrap();
        db.files(&id).await.unwrap().len()
    };
    let attach = Ask::upload(format!("/files/{id}/licence"), "a.pdf", &pdf("a"));
    let mine = session("writer@guard.example").await;
    let theirs = session("second@guard.example").await;
    // A role that is gone, a place that is gone, an account that is shut.
    let held = HeldBack::begin(addr, give.clone().as_(&theirs)).await;
    s.take_role(&security, &second.account, "security_admin", "", "演示理由").await.unwrap();
    let answer = held.end().await;
    assert!(answer.starts_with("http/1.1 404"), "{answer}");
    let held = HeldBack::begin(addr, attach.clone().as_(&mine)).await;
    let mut work = s.begin().await.unwrap();
    work.db.delete_member(&writer.account).await.unwrap();
    work.commit().await.unwrap();
    let answer = held.end().await;
    assert!(answer.starts_with("http/1.1 404"), "{answer}");
    let third = w.account("third@guard.example", Role::SecurityAdmin, "").await;
    let theirs = session("third@guard.example").await;
    let held = HeldBack::begin(addr, give.clone().as_(&theirs)).await;
    s.disable_account(&system, &third.account, "演示理由").await.unwrap();
    let answer = held.end().await;
    assert!(answer.contains("location: /sign-in"), "{answer}");
    let mut db = s.read().await.unwrap();
    let season = db.current_season().await.unwrap().unwrap().id;
    assert_eq!(db.grants(&season, &new).await.unwrap(), []);
    drop(db);
    assert_eq!(files().await, 0);
    // Nor is anything looked at for whoever may look at it no more.
    let office = w.account("office@guard.example", Role::Office, "").await;
    let look = Ask::multipart("/committee/experts/import", &[("text", "姓名\t工作单位")], &[]);
    let theirs = session("office@guard.example").await;
    let held = HeldBack::begin(addr, look.as_(&theirs)).await;
    s.take_role(&security, &office.account, "office", "", "演示理由").await.unwrap();
    let answer = held.end().await;
    assert!(answer.starts_with("http/1.1 404"), "{answer}");
    // Whoever may, may be slow.
    let theirs = session("security@guard.example").await;
    let held = HeldBack::begin(addr, give.as_(&theirs)).await;
    let answer = held.end().await;
    assert!(answer.contains("?done=given"), "{answer}");
    w.account("again@guard.example", Role::Applicant, organisation.as_str()).await;
    let held = HeldBack::begin(addr, attach.as_(&session("again@guard.example").await)).await;
    let answer = held.end().await;
    assert!(answer.starts_with("http/1.1 303"), "{answer}");
    assert_eq!(files().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_5_a_role_taken_while_a_form_is_on_its_way_acts_no_more() {
    a_role_taken_on_the_way(World::sqlite().await).await;
    a_role_taken_on_the_way(World::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_make_one_wait_and_the_answer_says_how_long() {
    let w = World::sqlite().await;
    let me = w.account(MAIL, Role::Office, "").await;
    w.second_step(&me).await;
    let (site, _stop) = site(&w);
    let first = form("/session", &[("email", MAIL), ("password", PASSWORD)]).of(&site).await;
    let step = cookie(&first, "biaogan-step").unwrap();
    for _ in 0..FREE_TRIES {
        let wrong = form("/session/code", &[("code", "000000")]).as_(&step).of(&site).await;
        assert_eq!(wrong.status, 422);
    }
    let waits = form("/session/code", &[("code", "000000")]).as_(&step).of(&site).await;
    assert_eq!(waits.status, 429);
    assert!(waits.header("retry-after").parse::<i64>().unwrap() >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_up_works_without_script_and_shows_the_codes_once() {
    let w = strict(World::postgres().await).await;
    let me = w.account(MAIL, Role::Office, "").await;
    let (site, _stop) = site(&w);
    let first = form("/session", &[("email", MAIL), ("password", PASSWORD)]).of(&site).await;
    let session = first.session().unwrap();
    let ask = |ask: Ask| ask.as_(&session).of(&site);
    // Nothing else opens: a page leads here, data is refused, and what was posted is not done.
    let away = ask(page("/formality?all=1")).await;
    assert_eq!(
        (away.status, away.location()),
        (303, "/account/second-factor?next=/formality%3Fall%3D1")
    );
    let data = ask(Ask::get("/api/formality/list")).await;
    assert_eq!(data.status, 403);
    assert!(data.body.contains("factor_owed"));
    let post = ask(Ask::post("/api/season/set_quota", &[("unit", "R110000")])).await;
    assert_eq!(post.status, 403);
    assert_eq!(ask(Ask::get("/live")).await.status, 403);
    let shown = ask(page("/account/second-factor?next=/formality")).await;
    assert_eq!(shown.status, 200);
    assert!(!shown.body.contains("href=\"/committee\""), "no entries that lead nowhere");
    let wrong =
        ask(form("/account/second-factor", &[("act", "begin"), ("password", "wrong")])).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("id=\"begin-password-e\"") && !wrong.body.contains("wrong\""));
    let begun = ask(form(
        "/account/second-factor",
        &[("act", "begin"), ("password", PASSWORD), ("next", "/formality")],
    ))
    .await;
    assert_eq!((begun.status, begun.location()), (303, "/account/second-factor?next=/formality"));
    let shown = ask(page(begun.location())).await;
    assert!(shown.body.contains("<svg") && shown.body.contains("class=\"code secret\""));
    let secret = w.pending(&me).await;
    let wrong = ask(form("/account/second-factor", &[("act", "confirm"), ("code", "12345")])).await;
    assert_eq!(wrong.status, 422);
    let code = w.code(&secret);
    let fields = [("act", "confirm"), ("code", code.as_str()), ("next", "/formality")];
    let codes = ask(form("/account/second-factor", &fields)).await;
    assert_eq!(codes.status, 200);
    assert_eq!(codes.header("cache-control"), "no-store");
    // The session goes on under another token: a copy of the one before opens nothing.
    assert_eq!(ask(Ask::get("/api/account/own")).await.status, 401);
    let session = codes.session().unwrap();
    let ask = |ask: Ask| ask.as_(&session).of(&site);
    let items = codes.body.split("<li><code class=\"code\">").skip(1);
    let items: Vec<&str> = items.filter_map(|i| i.get(..19)).collect();
    assert_eq!(items.len(), 10);
    // Never again, and everything opens now.
    let after = ask(page("/account/second-factor")).await;
    assert!(items.iter().all(|i| !after.body.contains(i)));
    assert_eq!(ask(page("/formality")).await.status, 200);
    let kept =
        ask(form("/account/second-factor", &[("act", "remove"), ("password", PASSWORD)])).await;
    assert_eq!(kept.status, 422);
    w.clock.pass(STEP);
    let again = ask(form("/account/second-factor", &fields)).await;
    assert_eq!(again.status, 422, "the form that was sent once shows nothing a second time");
}

/// Three administrators over HTTP: one makes, one grants, one reads; and none of them does another's.
#[tokio::test(flavor = "multi_thread")]
async fn three_administrators_do_what_is_theirs() {
    let house = House::furnish(World::sqlite().await).await;
    let ask = async |who: &str, ask: Ask| house.ask(who, ask).await;
    let fields = [("act", "make"), ("name", "演示新人"), ("email", "new@house.example")];
    assert_eq!(ask("security_admin", form("/accounts", &fields)).await.status, 404);
    let made = ask("system_admin", form("/accounts", &fields)).await;
    assert!(made.location().ends_with("?done=made"), "{made:?}");
    let path = made.location().split('?').next().unwrap().to_owned();
    let again = ask("system_admin", form("/accounts", &fields)).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("id=\"email-e\"") && again.body.contains("演示新人"));
    // A role: by the security administrator alone, with a reason.
    let give = |why| {
        let role = [("role", "recommending_unit"), ("scope", "R370200")];
        [("act", "give"), ("n", "0"), role[0], role[1], ("reason", why)]
    };
    let theirs = ask("system_admin", form(&path, &give("新到岗"))).await;
    assert_eq!(theirs.status, 404);
    let bare = ask("security_admin", form(&path, &give(" "))).await;
    assert_eq!(bare.status, 422);
    assert!(bare.body.contains("id=\"reason-give-0-e\""));
    let given = ask("security_admin", form(&path, &give("新到岗"))).await;
    assert!(given.location().ends_with("?done=given"), "{given:?}");
    let seen = ask("system_admin", page(&path)).await;
    assert!(seen.body.contains("new@house.example") && seen.body.contains("青岛"));
    // One of the Office is confirmed by another (Art. 5), who is shown the address.
    let office = [("act", "give"), ("n", "0"), ("role", "office"), ("reason", "新到岗")];
    let asked = ask("security_admin", form(&path, &office)).await;
    assert!(asked.location().ends_with("?done=asked"), "{asked:?}");
    let waits = ask("system_admin", page("/accounts")).await;
    assert!(waits.body.contains("任命 演示新人") && waits.body.contains("确认任命"));
    // Disabling, by the system administrator alone.
    let disable = [("act", "disable"), ("n", "0"), ("reason", "演示停用")];
    assert_eq!(ask("security_admin", form(&path, &disable)).await.status, 404);
    assert!(ask("system_admin", form(&path, &disable)).await.location().ends_with("disabled"));
    // The audit sees all of it, with reasons; and nothing of the applications.
    let journal = ask("audit_admin", page("/audit")).await;
    for told in ["新到岗", "演示停用", "授予角色", "停用账号"] {
        assert!(journal.body.contains(told), "{told}");
    }
    let mut before = String::new();
    for _ in 0..40 {
        let url = format!("/audit?before={before}");
        let journal = ask("audit_admin", page(&url)).await;
        for secret in secrets().iter().filter(|s| !s.starts_with("QB-")) {
            assert!(!journal.body.contains(secret.as_str()), "{url} {secret}");
        }
        let Some(next) = journal.body.split("/audit?before=").nth(1) else { break };
        before = next.chars().take_while(char::is_ascii_digit).collect();
    }
    let csv = ask("audit_admin", Ask::get("/audit/export/journal.csv?kind=account_disabled")).await;
    assert!(csv.header("content-disposition").contains("journal.csv"));
    assert!(csv.body.contains("演示停用") && csv.body.lines().count() == 2, "{}", csv.body);
    let taken = ask("audit_admin", page("/audit?kind=journal_exported")).await;
    assert!(taken.body.contains("导出日志"));
    let verified = ask("audit_admin", form("/audit", &[])).await;
    assert_eq!(verified.location(), "/audit?done=verified");
    let chain = ask("audit_admin", page("/audit?done=verified")).await;
    assert!(chain.body.contains("全部相符"));
    let odd = ask("audit_admin", page("/audit?from=yesterday")).await;
    assert!(odd.status == 200 && odd.body.contains("yesterday"));
}

/// Beyond its number everybody waits, is told for how long, and in both languages.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_posts_too_often_is_told_to_wait() {
    let w = World::sqlite().await;
    let (site, _stop) = site(&w);
    let fill = |path: &str| path.replace("{token}", "0").replace("{year}", "2026");
    for (path, most) in LIMITS {
        let mut work = w.service.begin().await.unwrap();
        let at = w.service.now().0;
        // The tests' requests come from nowhere.
        for _ in 0..*most - 1 {
            work.db.insert_try(&format!("post:{path}:"), at).await.unwrap();
        }
        work.commit().await.unwrap();
        let url = fill(path);
        let last = form(&url, &[]).of(&site).await;
        assert_ne!(last.status, 429, "{path}");
        let page = form(&url, &[]).of(&site).await;
        assert_eq!(page.status, 429, "{path}");
        assert!(page.header("retry-after").parse::<i64>().unwrap() >= 1, "{path}");
        assert!(page.body.contains("请稍候再试"), "{path}");
        let english = form(&url, &[]).with("cookie", "lang=en").of(&site).await;
        assert!(english.body.contains("Please wait a moment"), "{path}");
        let data = Ask::post(&url, &[]).of(&site).await;
        assert_eq!(data.status, 429, "{path}");
        assert!(data.body.contains("too_many_attempts") && !data.header("retry-after").is_empty());
    }
    w.clock.pass(domain::identity::WINDOW + STEP);
    assert_ne!(form("/session", &[]).of(&site).await.status, 429);
}

/// Nothing of a secret is printed with a configuration, whichever way it came.
#[test]
fn a_configuration_shows_no_secret() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let url = file("url", "postgres://biaogan:hunter2@db.example/biaogan\n");
    let (key, secret) = (file("key", "hunter3\n"), file("secret", "hunter4\n"));
    let words = [
        "biaogan",
        "--database-url-file",
        &url,
        "--s3-endpoint",
        "https://s3.example",
        "--s3-bucket",
        "b",
        "--s3-key-file",
        &key,
        "--s3-secret-file",
        &secret,
        "serve",
    ];
    let cli = Cli::try_parse_from(words).unwrap();
    let config = Config::load(&cli).unwrap();
    assert!(config.database_url.contains("hunter2"));
    let printed = format!("{cli:?} {config:?} {config:#?}");
    for told in ["hunter2", "hunter3", "hunter4"] {
        assert!(!printed.contains(told), "{told}");
    }
    let given =
        Cli::try_parse_from(["biaogan", "--database-url", "postgres://u:hunter5@h/d", "serve"])
            .unwrap();
    assert!(!format!("{given:?} {:?}", Config::load(&given).unwrap()).contains("hunter5"));
    // Two ways at once are one too many.
    let both = ["biaogan", "--database-url", "sqlite://x.db", "--database-url-file", &url, "serve"];
    assert!(
        Config::load(&Cli::try_parse_from(both).unwrap())
            .unwrap_err()
            .contains("--database-url-file")
    );
    // Where it counts, what everybody can read is refused.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let secure = ["biaogan", "--secure", "true", "--database-url-file", &url, "serve"];
        let load = || Config::load(&Cli::try_parse_from(secure).unwrap());
        std::fs::set_permissions(&url, std::fs::Permissions::from_mode(0o644)).unwrap();
        let told = load().unwrap_err();
        assert!(told.contains("chmod o-r") && !told.contains("hunter2"), "{told}");
        std::fs::set_permissions(&url, std::fs::Permissions::from_mode(0o600)).unwrap();
        load().unwrap();
    }
    let help = <Cli as clap::CommandFactory>::command().render_long_help().to_string();
    assert!(!help.contains("hunter"));
}

/// Who owes a second step where nothing was said, and where it was.
#[test]
fn administrators_office_and_heads_owe_a_second_step_where_it_counts() {
    let owed = |words: &[&str]| {
        let words = [&["biaogan"], words, &["serve"]].concat();
        let config = Config::load(&Cli::try_parse_from(words).unwrap()).unwrap();
        (config.second_factor.required(config.secure), config.second_factor.required(false))
    };
    let strict = Required { administrators: true, office: true, heads: true, committee: false };
    assert_eq!(owed(&[]), (Required::default(), Required::default()));
    assert_eq!(owed(&["--secure", "true"]), (strict, Required::default()));
    let said = [
        "--secure",
        "true",
        "--second-factor-office",
        "offered",
        "--second-factor-committee",
        "required",
    ];
    let (real, demo) = owed(&said);
    assert_eq!(real, Required { office: false, committee: true, ..strict });
    assert_eq!(demo, Required { committee: true, ..Required::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_is_shown_to_the_system_administrator_and_no_secret_of_it() {
    let w = World::sqlite().await;
    for (email, role) in
        [("system@guard.example", Role::SystemAdmin), ("audit@guard.example", Role::AuditAdmin)]
    {
        w.account(email, role, "").await;
    }
    let words = [
        "--database-url",
        "postgres://biaogan:hush-1@db.example/biaogan",
        "--smtp-url",
        "smtps://mail:hush-2@mail.example",
        "--smtp-user",
        "biaogan",
        "--smtp-password-file",
        "/etc/hush-3",
    ];
    let (_stop, stopped) = watch::channel(false);
    let site = router(&w, &words, stopped);
    let session = |token: String| format!("biaogan={token}");
    let own = session(w.service.sign_in("system@guard.example", PASSWORD, "t").await.unwrap());
    let seen = page("/system").as_(&own).of(&site).await;
    assert_eq!(seen.status, 200);
    for part in
        ["SQLite", env!("CARGO_PKG_VERSION"), "smtps://mail.example", "由文件提供", "未设置"]
    {
        assert!(seen.body.contains(part), "{part} in {seen:?}");
    }
    let api = Ask::get("/api/guard/system").as_(&own).of(&site).await;
    assert_eq!(api.json()["schema"]["number"], api.json()["schema"]["known"]);
    for answer in [&seen, &api] {
        assert!(!answer.body.contains("hush"), "{answer:?}");
    }
    let other = session(w.service.sign_in("audit@guard.example", PASSWORD, "t").await.unwrap());
    assert_eq!(page("/system").as_(&other).of(&site).await.status, 404);
    assert_eq!(page("/system").of(&site).await.status, 401);
}
