//! What keeps others out: cross-site requests, headers, sessions, redirects, hostile input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use domain::committee::draw::SplitMix64;
use domain::identity::FREE_TRIES;
use server::world::Argon;
use service::ports::Passwords;
use support::answer::{Answer, Ask, encoded};
use support::house::{House, router};
use support::world::{PASSWORD, World, pdf};
use tokio::sync::watch;

async fn house() -> House {
    House::furnish(World::sqlite().await).await
}

/// Pages of every kind, the plain routes, the data and what is not there.
const ADDRESSES: &[(&str, &str)] = &[
    ("anonymous", "/"),
    ("anonymous", "/eligibility"),
    ("anonymous", "/status"),
    ("anonymous", "/guide"),
    ("anonymous", "/journal/heads"),
    ("anonymous", "/sign-in"),
    ("anonymous", "/register"),
    ("anonymous", "/privacy"),
    ("anonymous", "/reset"),
    ("anonymous", "/verify/0"),
    ("anonymous", "/sign-in/code"),
    ("anonymous", "/wait"),
    ("applicant", "/account/second-factor"),
    ("system_admin", "/accounts"),
    ("security_admin", "/accounts/nowhere"),
    ("audit_admin", "/audit"),
    ("system_admin", "/system"),
    ("audit_admin", "/audit?from=x&kind=signed_in"),
    ("anonymous", "/invitation/0"),
    ("applicant", "/account"),
    ("applicant", "/organisation"),
    ("anonymous", "/application"),
    ("anonymous", "/nowhere"),
    ("anonymous", "/review/nowhere"),
    ("applicant", "/application"),
    ("applicant", "/application/start"),
    ("applicant", "/application/$d"),
    ("applicant", "/application/$d/check"),
    ("applicant", "/application/$d/receipt"),
    ("applicant", "/application/$d/title"),
    ("recommending_unit", "/recommendation"),
    ("recommending_unit", "/recommendation/$d"),
    ("recommending_unit", "/recommendation/compare?a=$d&b=$d"),
    ("office", "/season"),
    ("office", "/season/import"),
    ("office", "/season/calendar"),
    ("office", "/season/clock"),
    ("office", "/season/plan/2026"),
    ("office", "/season/plan/2026/written"),
    ("office", "/season/plan/2026/limits"),
    ("office", "/formality"),
    ("office", "/formality/$d"),
    ("office", "/formality/$d/blind"),
    ("office", "/formality/duplicates"),
    ("office", "/formality/statistics"),
    ("office", "/committee"),
    ("office", "/committee/experts"),
    ("office", "/committee/experts/import"),
    ("office", "/committee/experts/e11"),
    ("office", "/committee/draw"),
    ("office", "/committee/assignment"),
    ("expert", "/review"),
    ("expert", "/review/$d"),
    ("chair", "/initial-list"),
    ("ministry", "/consultation"),
    ("office", "/consultation"),
    ("chair", "/review/board"),
    ("chair", "/review/board/p1"),
    ("chair", "/review/board?review=defence"),
    ("chair", "/deliberation?review=defence"),
    ("office", "/defence"),
    ("expert", "/defence"),
    ("office", "/defence/session/nowhere"),
    ("chair", "/defence/room/nowhere"),
    ("applicant", "/defence/slot/$d"),
    ("office", "/defence/visit/$d"),
    ("anonymous", "/notice"),
    ("anonymous", "/notice/2026"),
    ("anonymous", "/notice/2026/objection"),
    ("anonymous", "/objection/0123456789"),
    ("anonymous", "/announcement/2026"),
    ("office", "/notice/prepare"),
    ("office", "/notice/objections"),
    ("chair", "/notice/objections"),
    ("caq", "/announcement"),
    ("anonymous", "/revocation"),
    ("anonymous", "/incident/report"),
    ("anonymous", "/incident/status/0123456789"),
    ("applicant", "/incident/statement/nowhere"),
    ("office", "/incident"),
    ("caq", "/incident"),
    ("office", "/incident/nowhere"),
    ("anonymous", "/title"),
    ("anonymous", "/title/verify"),
    ("anonymous", "/title/2026-0001-00"),
    ("applicant", "/title/own"),
    ("office", "/title/import"),
    ("office", "/title/2026-0017-53/correct"),
    ("anonymous", "/exchange"),
    ("anonymous", "/exchange/nowhere"),
    ("office", "/exchange/reports"),
    ("applicant", "/exchange/report/$d"),
];

const OTHERS: &[(&str, &str)] = &[
    ("anonymous", "/health"),
    ("anonymous", "/journal/heads.json"),
    ("anonymous", "/journal/heads.atom"),
    ("anonymous", "/lang/en"),
    ("anonymous", "/site.json"),
    ("anonymous", "/files/nowhere"),
    ("anonymous", "/live"),
    ("anonymous", "/api/season/call"),
    ("anonymous", "/api/review/board"),
    ("anonymous", "/api/nowhere"),
    ("anonymous", "/notice/feed.atom"),
    ("anonymous", "/notice/feed.json"),
    ("anonymous", "/notice/2026/notice.pdf"),
    ("anonymous", "/announcement/2026/announcement.pdf"),
    ("office", "/notice/evidence/nowhere"),
    ("office", "/consultation/package.pdf"),
    ("ministry", "/consultation/export/list.xlsx"),
    ("office", "/incident/evidence/nowhere"),
    ("applicant", "/application/$d/letter.pdf"),
    ("anonymous", "/title/export/register.csv"),
    ("anonymous", "/title/export/register.json"),
    ("applicant", "/title/2026-0001-00/certificate.pdf"),
    ("applicant", "/files/$f"),
    ("applicant", "/uploads/nowhere"),
    ("expert", "/review/$d/sheet.xlsx"),
    ("expert", "/review/nowhere/sheet.xlsx"),
    ("applicant", "/api/application/dossier?id=$d"),
    ("ministry", "/api/application/dossier?id=$d"),
];

/// Every path that takes a POST: the server functions and the plain routes.
fn posts(house: &House) -> Vec<String> {
    let functions = leptos::server_fn::axum::server_fn_paths().filter(|(_, m)| m == "POST");
    let plain = server::http::PLAIN.iter().filter(|r| r.0 == "POST").map(|r| r.1);
    let all = functions.map(|(path, _)| path.to_owned()).chain(plain.map(str::to_owned));
    all.map(|p| p.replace("{dossier}", house.own.as_str()).replace("{slot}", "standards"))
        .map(|p| p.replace("{id}", "nowhere"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_changes_anything() {
    let house = house().await;
    let posts = posts(&house);
    assert!(posts.len() > 20, "{posts:?}");
    for path in posts {
        let cookie = house.cookie("applicant").await;
        let ask = || {
            Ask::post(&path, &[("id", house.own.as_str())]).without("sec-fetch-site").as_(&cookie)
        };
        for ask in [
            ask().with("sec-fetch-site", "cross-site"),
            ask().with("sec-fetch-site", "same-site"),
            ask().with("sec-fetch-site", "cross-site").with("origin", "http://localhost"),
            ask().with("origin", "https://evil.example"),
            ask().with("origin", "https://localhost.evil.example"),
            ask().with("origin", "http://evil.example/localhost"),
            ask().with("origin", "null"),
            ask(),
        ] {
            let (headers, answer) = (ask.headers.clone(), ask.of(&house.router).await);
            assert_eq!(answer.status, 403, "{path} {headers:?}");
            assert!(answer.header("set-cookie").is_empty());
        }
        // The session is still there: nothing was signed out.
        let mine = Ask::get("/api/application/mine").as_(&cookie).of(&house.router).await;
        assert_eq!(mine.status, 200, "{path}");
        let own = ask().with("origin", "http://localhost").of(&house.router).await;
        assert_ne!(own.status, 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_its_headers_and_every_page_a_nonce_of_its_own() {
    let house = house().await;
    let mut nonces = BTreeSet::new();
    for (page, (name, address)) in
        ADDRESSES.iter().map(|a| (true, a)).chain(OTHERS.iter().map(|a| (false, a)))
    {
        let url = address.replace("$d", house.own.as_str()).replace("$f", house.file.as_str());
        let answer = house.ask(name, Ask::get(&url).with("accept", "text/html")).await;
        let about = format!("{name} {address} {}", answer.status);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{about}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{about}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{about}");
        assert_eq!(answer.header("cache-control"), "no-store", "{about}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{about}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{about}");
        assert!(answer.header("strict-transport-security").is_empty(), "{about}");
        let policy = answer.header("content-security-policy").to_owned();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
                || policy.starts_with("sandbox"),
            "{about}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline")
                && !policy.contains("'unsafe-eval'")
                && !policy.contains('*'),
            "{policy}"
        );
        if !page {
            continue;
        }
        assert!(answer.header("content-type").starts_with("text/html"), "{about}");
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|r| r.split('\'').next())
            .unwrap_or_else(|| panic!("{about}: {policy}"));
        assert!(nonce.len() >= 16 && nonces.insert(nonce.to_owned()), "{about}: {nonce}");
        scripts_are_allowed(&answer.body, nonce, &about);
    }
}

/// No script without the nonce or an address but the block of data, which no browser runs; no code in
/// attributes, no style in the page.
fn scripts_are_allowed(body: &str, nonce: &str, about: &str) {
    for tag in body.split("<script").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if tag == " type=\"application/json\" id=\"page-data\"" {
            continue;
        }
        assert!(
            tag.contains(&format!("nonce=\"{nonce}\"")) || tag.contains("src="),
            "{about}: <script{tag}>"
        );
    }
    assert!(
        !body.contains("<style") && !body.contains(" style=\""),
        "{about}: style within the page"
    );
    for tag in body.split('<').skip(1).filter(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        let tag = tag.split('>').next().unwrap_or_default();
        assert!(
            !tag.contains(" onclick=") && !tag.contains(" onload=") && !tag.contains("javascript:"),
            "{about}: <{tag}>"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sessions_cookie_is_for_this_server_and_no_script() {
    let house = house().await;
    let form = [("email", house.email("office")), ("password", PASSWORD)];
    let answer = Ask::post("/session", &form).of(&house.router).await;
    let cookie = answer.header("set-cookie");
    let flags: BTreeSet<&str> = cookie.split("; ").skip(1).collect();
    assert_eq!(flags, BTreeSet::from(["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=604800"]));
    assert_eq!(answer.session().unwrap().len(), "biaogan=".len() + 64);
    // Reached by HTTPS: pinned to the host.
    let (_stop, stopped) = watch::channel(false);
    let secure = router(&house.w, &["--secure", "true"], stopped);
    let answer = Ask::post("/session", &form).of(&secure).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-biaogan=")
            && cookie.contains("; Secure")
            && cookie.contains("; Path=/;"),
        "{cookie}"
    );
    assert!(!cookie.contains("Domain"));
    assert!(answer.header("strict-transport-security").contains("max-age=31536000"));
    // And the plain name is worth nothing there.
    let plain = house.cookie("office").await;
    assert_eq!(Ask::get("/api/formality/list").as_(&plain).of(&secure).await.status, 401);
    assert_eq!(
        Ask::get("/api/formality/list").as_(&answer.session().unwrap()).of(&secure).await.status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_new_with_every_signing_in_and_dead_after_signing_out() {
    let house = house().await;
    let form = [("email", house.email("office")), ("password", PASSWORD)];
    let list = |cookie: String| Ask::get("/api/formality/list").as_(&cookie);
    // A session somebody else chose is not taken over.
    let chosen = format!("biaogan={}", "a".repeat(64));
    let first =
        Ask::post("/session", &form).as_(&chosen).of(&house.router).await.session().unwrap();
    assert_ne!(first, chosen);
    assert_eq!(list(chosen).of(&house.router).await.status, 401);
    // Signing in over an old session ends it.
    let second =
        Ask::post("/session", &form).as_(&first).of(&house.router).await.session().unwrap();
    assert_ne!(first, second);
    assert_eq!(list(first).of(&house.router).await.status, 401);
    assert_eq!(list(second.clone()).of(&house.router).await.status, 200);
    let out = Ask::post("/session/end", &[]).as_(&second).of(&house.router).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(list(second.clone()).of(&house.router).await.status, 401);
    let page = Ask::get("/formality").as_(&second).of(&house.router).await;
    assert_eq!(page.status, 401);
}

/// The answer without the address that was typed.
fn without(answer: Answer, email: &str) -> Answer {
    Answer {
        headers: answer
            .headers
            .into_iter()
            .map(|(k, v)| (k, v.replace(&encoded(email), "")))
            .collect(),
        ..answer
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_account_and_an_unknown_one_are_answered_alike() {
    let house = house().await;
    let (known, unknown) = (house.email("office").to_owned(), "nobody@house.example");
    for try_ in 0..FREE_TRIES + 2 {
        let mut answers = Vec::new();
        for email in [known.as_str(), unknown] {
            let answer = Ask::post(
                "/session",
                &[("email", email), ("password", "wrong"), ("next", "/formality")],
            )
            .of(&house.router)
            .await;
            assert_eq!(answer.status, 303);
            assert!(
                answer.location().starts_with("/sign-in?refused=")
                    && answer.header("set-cookie").is_empty()
            );
            assert!(!answer.location().contains("example"), "no personal data in an address");
            answers.push(without(answer, email));
        }
        assert_eq!(answers[0], answers[1], "try {try_}");
    }
    // Locked: the right password does not open it now.
    let right = Ask::post("/session", &[("email", known.as_str()), ("password", PASSWORD)])
        .of(&house.router)
        .await;
    assert!(right.location().starts_with("/sign-in?refused=") && right.session().is_none());
}

/// Whether there is an account cannot be told by the time the answer takes.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_account_costs_a_hash_like_a_known_one() {
    let argon = Argon::new().unwrap();
    let hash = argon.hash(PASSWORD).await.unwrap();
    let mut least = [Duration::MAX; 2];
    for _ in 0..5 {
        for (i, stored) in [Some(hash.as_str()), None].into_iter().enumerate() {
            let start = Instant::now();
            assert!(!argon.verify("wrong", stored).await.unwrap());
            least[i] = least[i].min(start.elapsed());
        }
    }
    let (known, unknown) = (least[0], least[1]);
    assert!(unknown * 2 > known && known * 2 > unknown, "{known:?} {unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_site() {
    let house = house().await;
    let evil = [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "///evil.example",
        "evil.example",
        " //evil.example",
        "/\u{0}/evil.example",
        "https:evil.example",
        "/％2Fevil.example",
        "data:text/html,x",
    ];
    for next in evil {
        let form = [("email", house.email("office")), ("password", PASSWORD), ("next", next)];
        let mut asks =
            vec![Ask::post("/session", &form), Ask::get(format!("/lang/en?to={}", encoded(next)))];
        let wrong = [("email", "x"), ("password", "x"), ("next", next)];
        asks.extend([Ask::post("/session", &wrong), Ask::post("/register", &wrong)]);
        for ask in asks {
            let (url, answer) = (ask.url.clone(), ask.of(&house.router).await);
            let to = answer.location();
            let local = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
            // A registration that is refused is drawn again where it is.
            let drawn = url == "/register" && answer.status == 422 && to.is_empty();
            assert!(
                drawn
                    || answer.status == 303
                        && local
                        && !to.split('?').next().unwrap().contains("evil"),
                "{url} {next}: {to}"
            );
            assert!(!drawn || !answer.body.contains("evil.example"), "{next}");
        }
    }
    let ours =
        [("email", house.email("office")), ("password", PASSWORD), ("next", "/formality?all=1")];
    assert_eq!(Ask::post("/session", &ours).of(&house.router).await.location(), "/formality?all=1");
}

/// A server function, who may call it, and what it takes.
type Call = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// All of them: `$d` is a dossier, `$w` a draft, `$s` submitted, `$r` recommended, `$f` a file.
const FUNCTIONS: &[Call] = &[
    ("season/call", "anonymous", &[("x", "")]),
    ("season/plan", "office", &[("x", "")]),
    ("season/new", "office", &[("x", "")]),
    ("season/rehearsal", "office", &[("x", "")]),
    ("season/calendar", "office", &[("x", "")]),
    ("season/draft", "office", &[("year", "2026")]),
    ("season/open", "office", &[("year", "2027")]),
    (
        "season/move_closing",
        "office",
        &[("phase", "announcement"), ("closes", "2099-12-31T00:00:00"), ("reason", "x")],
    ),
    ("season/set_quota", "office", &[("unit", "R110000"), ("base", "9"), ("sme_extra", "9")]),
    ("season/import_quotas", "office", &[("text", "code\tbase\tsme extra\nR110000\t9\t9")]),
    ("season/grant_seats", "office", &[("unit", "R110000"), ("granted", "1"), ("reason", "x")]),
    ("corridor/demo_accounts", "anonymous", &[("x", "")]),
    ("corridor/heads", "anonymous", &[("x", "")]),
    ("account/own", "applicant", &[("x", "")]),
    ("account/rename", "applicant", &[("name", "x")]),
    ("account/password", "applicant", &[("old", "x"), ("new", "x")]),
    ("account/address", "applicant", &[("email", "x@example.com"), ("password", "x")]),
    ("account/resend", "registrant", &[("x", "")]),
    ("account/end_session", "applicant", &[("id", "x")]),
    ("account/end_others", "applicant", &[("x", "")]),
    ("guard/factor", "applicant", &[("x", "")]),
    (
        "guard/accounts",
        "system_admin",
        &[("q", "x"), ("role", "office"), ("show", "disabled"), ("before", "1.x")],
    ),
    ("guard/account", "security_admin", &[("id", "$m")]),
    ("guard/system", "system_admin", &[("x", "")]),
    (
        "guard/journal",
        "audit_admin",
        &[
            ("from", "2026-06-24"),
            ("to", "2026-06-24"),
            ("by", "system"),
            ("kind", "signed_in"),
            ("room", "corridor"),
            ("reference", "QB-2026-00001"),
            ("before", "5"),
        ],
    ),
    ("people/list", "applicant", &[("x", "")]),
    ("people/invite", "applicant", &[("email", "x@example.com"), ("role", "applicant_reader")]),
    ("people/withdraw", "applicant", &[("id", "x")]),
    ("people/role", "applicant", &[("account", "$m"), ("role", "applicant_editor")]),
    ("people/remove", "applicant", &[("account", "$m")]),
    ("people/leave", "applicant", &[("sure", "")]),
    ("people/offer", "anonymous", &[("token", "x")]),
    ("application/status", "anonymous", &[("reference", "QB-2026-00001-A"), ("tail", "1001")]),
    (
        "application/status_look_up",
        "anonymous",
        &[("reference", "QB-2026-00001-A"), ("tail", "1001")],
    ),
    ("application/status_forget", "anonymous", &[("x", "")]),
    ("application/status_seen", "anonymous", &[("x", "")]),
    ("application/mine", "applicant", &[("x", "")]),
    ("application/start", "applicant", &[("told[title]", "x"), ("told", "x")]),
    ("application/dossier", "applicant", &[("id", "$d")]),
    (
        "application/save",
        "writer",
        &[("id", "$w"), ("page", "title"), ("base", "0"), ("a[title]", "x"), ("go", "tasks")],
    ),
    (
        "application/autosave",
        "writer",
        &[("id", "$w"), ("page", "title"), ("base", "0"), ("a[title]", "x")],
    ),
    ("application/detach", "writer", &[("id", "$w"), ("file", "$f")]),
    ("application/submit", "writer", &[("id", "$w")]),
    ("application/receipt", "applicant", &[("id", "$d")]),
    ("application/history", "applicant", &[("id", "$d"), ("left", "1"), ("right", "x")]),
    ("application/others", "writer", &[("id", "$w")]),
    ("application/present", "writer", &[("id", "$w"), ("page", "title"), ("tab", "t")]),
    ("application/seal", "applicant", &[("id", "$d"), ("code", "0a1b2c3d")]),
    ("application/sign_view", "anonymous", &[("token", "0123456789")]),
    ("application/sign", "anonymous", &[("token", "0123456789"), ("name", "x"), ("agree", "yes")]),
    ("application/sign_decline", "anonymous", &[("token", "0123456789"), ("reason", "x")]),
    ("application/sign_off_ask", "writer", &[("id", "$w"), ("email", "legal@example.com")]),
    ("application/sign_off_link", "writer", &[("id", "$w")]),
    ("application/withdraw", "writer", &[("id", "$w"), ("reason", "x")]),
    ("corridor/inbox", "applicant", &[("x", "")]),
    ("corridor/open_message", "applicant", &[("id", "$d")]),
    ("corridor/read_message", "applicant", &[("id", "$d")]),
    ("corridor/read_messages", "applicant", &[("until", "1")]),
    ("formality/correction", "office", &[("id", "$r"), ("items[signed]", "x")]),
    ("recommendation/return", "recommending_unit", &[("id", "$s"), ("reason", "x")]),
    ("recommendation/list", "recommending_unit", &[("x", "")]),
    ("recommendation/reading", "recommending_unit", &[("id", "$d")]),
    (
        "recommendation/opinion",
        "recommending_unit",
        &[("id", "$s"), ("text", "x"), ("recommend", "no")],
    ),
    ("recommendation/rank", "recommending_unit", &[("id", "$s"), ("to", "1")]),
    ("recommendation/batch", "recommending_unit", &[("x", "")]),
    ("recommendation/withdraw", "recommending_unit", &[("id", "$s"), ("reason", "x")]),
    ("formality/list", "office", &[("x", "")]),
    ("formality/checklist", "office", &[("id", "$d")]),
    ("formality/blind", "office", &[("id", "$d")]),
    (
        "formality/tick",
        "office",
        &[("id", "$r"), ("item", "signed"), ("yes", "yes"), ("note", "x")],
    ),
    ("formality/claim", "office", &[("id", "$r"), ("take", "yes")]),
    ("formality/reject", "office", &[("id", "$r"), ("item", "profit"), ("reason", "x")]),
    ("formality/pass", "office", &[("id", "$r")]),
    ("formality/statistics", "office", &[("x", "")]),
    ("formality/duplicates", "office", &[("x", "")]),
    ("formality/compare", "office", &[("x", "")]),
    (
        "formality/look",
        "office",
        &[
            ("id", "$d"),
            ("against", "x"),
            ("kind", "title"),
            ("note", "x"),
            ("only", "title"),
            ("show", "all"),
            ("n", "5"),
        ],
    ),
    ("recommendation/compare", "recommending_unit", &[("a", "$d"), ("b", "$r")]),
    ("committee/view", "office", &[("x", "")]),
    ("committee/propose", "office", &[("seed", "1")]),
    (
        "committee/pool",
        "office",
        &[("q", "x"), ("field", "36"), ("unit", "R110000"), ("show", "seated"), ("page", "2")],
    ),
    ("committee/expert", "office", &[("id", "e11")]),
    ("committee/drawing", "office", &[("x", "")]),
    ("committee/draw_experts", "office", &[("panel", "p1"), ("size", "2")]),
    ("committee/seat_drawn", "office", &[("draw", "x"), ("lead", "e11")]),
    ("committee/dissolve", "office", &[("panel", "p1")]),
    ("committee/seat", "office", &[("id", "e11"), ("panel", "p1")]),
    ("committee/release", "office", &[("id", "e11"), ("reason", "x")]),
    ("committee/lead", "office", &[("id", "e12"), ("reason", "x")]),
    ("committee/head", "office", &[("id", "e11"), ("role", "chair"), ("reason", "x")]),
    ("committee/rest", "office", &[("id", "e11"), ("resting", "yes"), ("reason", "x")]),
    ("committee/publish", "office", &[("seed", "1"), ("reviews", "3"), ("reason", "x")]),
    (
        "committee/matrix",
        "office",
        &[("panel", "p1"), ("seed", "1"), ("dossier", "$d"), ("expert", "x")],
    ),
    (
        "committee/wish",
        "office",
        &[("panel", "p1"), ("dossier", "$d"), ("expert", "x"), ("wish", "must"), ("reason", "x")],
    ),
    ("committee/limit", "office", &[("panel", "p1"), ("expert", "x"), ("limit", "3")]),
    ("review/mine", "expert", &[("x", ""), ("review", "defence")]),
    (
        "review/undertake",
        "expert",
        &[("conflicts[0]", "$d"), ("conflicts", "$d"), ("agree", "yes")],
    ),
    ("review/sheet", "expert", &[("id", "$d"), ("review", "defence")]),
    (
        "review/save",
        "expert",
        &[
            ("id", "$d"),
            ("review", "defence"),
            ("scores[x]", "1"),
            ("comments[x]", "x"),
            ("overall", "x"),
        ],
    ),
    (
        "review/seal",
        "expert",
        &[
            ("id", "$d"),
            ("review", "defence"),
            ("scores[x]", "1"),
            ("overall", "x"),
            ("seal", "yes"),
        ],
    ),
    ("review/amend", "expert", &[("id", "$d"), ("reason", "x"), ("review", "defence")]),
    ("review/decline", "expert", &[("id", "$d"), ("reason", "x"), ("review", "defence")]),
    ("review/board", "chair", &[("panel", "p1"), ("review", "defence")]),
    ("review/delta", "chair", &[("panel", "p1"), ("since", "0"), ("review", "defence")]),
    ("review/points", "chair", &[("panel", "p1"), ("review", "defence")]),
    ("initial-list/list", "chair", &[("x", "")]),
    ("consultation/view", "ministry", &[("x", "")]),
    ("deliberation/panels", "chair", &[("x", ""), ("review", "defence")]),
    ("deliberation/panel", "chair", &[("panel", "p1"), ("review", "defence")]),
    (
        "deliberation/agree",
        "panel_lead",
        &[
            ("panel", "p1"),
            ("review", "defence"),
            ("id", "$d"),
            ("revision", "0"),
            ("verdict", "reserve"),
            ("rank", "1"),
            ("reason", "x"),
            ("minutes", "x"),
            ("exception", "x"),
        ],
    ),
    (
        "deliberation/refresh",
        "panel_lead",
        &[("panel", "p1"), ("revision", "0"), ("review", "defence")],
    ),
    ("deliberation/sign", "panel_lead", &[("panel", "p1"), ("seen", "x"), ("review", "defence")]),
    ("deliberation/confirm", "chair", &[("panel", "p1"), ("seen", "x"), ("review", "defence")]),
    ("deliberation/return", "chair", &[("panel", "p1"), ("reason", "x"), ("review", "defence")]),
    ("deliberation/release", "chair", &[("x", ""), ("review", "defence")]),
    ("defence/overview", "office", &[("x", "")]),
    ("defence/session", "office", &[("id", "x")]),
    ("defence/room", "office", &[("id", "x")]),
    ("defence/slot", "applicant", &[("id", "$d")]),
    ("defence/visit", "office", &[("id", "$d")]),
    ("exchange/list", "anonymous", &[("x", "")]),
    ("exchange/activity", "anonymous", &[("id", "x")]),
    ("exchange/reports", "office", &[("x", "")]),
    ("exchange/report", "applicant", &[("id", "$d")]),
    ("notice/view", "anonymous", &[("year", "2026")]),
    ("notice/preparation", "office", &[("x", "")]),
    ("notice/open", "office", &[("seen", "x")]),
    ("notice/extend", "office", &[("days", "1"), ("reason", "x")]),
    ("notice/objection_status", "anonymous", &[("token", "0123456789")]),
    ("notice/objection_withdraw", "anonymous", &[("token", "0123456789"), ("reason", "x")]),
    ("notice/objections", "office", &[("x", "")]),
    ("notice/objection", "office", &[("id", "x")]),
    ("notice/name", "office", &[("id", "x"), ("account", "x")]),
    ("notice/leave", "office", &[("id", "x")]),
    ("notice/note", "office", &[("id", "x"), ("text", "x"), ("kind", "report")]),
    ("notice/propose", "chair", &[("id", "x"), ("outcome", "upheld"), ("reason", "x")]),
    ("notice/confirm", "chair", &[("id", "x")]),
    ("notice/return", "chair", &[("id", "x")]),
    ("announcement/view", "anonymous", &[("year", "2026")]),
    ("announcement/preparing", "caq", &[("x", "")]),
    ("announcement/prepare", "office", &[("x", "")]),
    ("announcement/approve", "caq", &[("seen", "x")]),
    ("announcement/release", "office", &[("x", "")]),
    ("application/chosen", "anonymous", &[("uscc", "x")]),
    ("incident/title", "anonymous", &[("number", "x")]),
    ("incident/status", "anonymous", &[("token", "0123456789")]),
    ("incident/revocations", "anonymous", &[("x", "")]),
    ("incident/list", "office", &[("x", "")]),
    ("incident/case", "office", &[("id", "x")]),
    ("incident/hearing", "applicant", &[("id", "x")]),
    ("incident/name", "office", &[("id", "x"), ("account", "x")]),
    ("incident/leave", "office", &[("id", "x")]),
    ("incident/screen", "office", &[("id", "x"), ("verdict", "decline"), ("reason", "x")]),
    ("incident/note", "office", &[("id", "x"), ("text", "x")]),
    (
        "incident/close",
        "office",
        &[("id", "x"), ("cause", "safety"), ("report", "x"), ("charge", "x")],
    ),
    ("incident/propose", "caq", &[("id", "x"), ("outcome", "revoked"), ("reason", "x")]),
    ("incident/confirm", "caq", &[("id", "x")]),
    ("incident/return", "caq", &[("id", "x")]),
    (
        "title/register",
        "anonymous",
        &[
            ("q", "x"),
            ("year", "x"),
            ("category", "x"),
            ("region", "x"),
            ("direction", "x"),
            ("state", "x"),
            ("order", "x"),
            ("page", "x"),
        ],
    ),
    ("title/verify", "anonymous", &[("number", "x")]),
    ("title/own", "applicant", &[("x", "")]),
    ("title/import", "office", &[("x", "")]),
    ("title/correcting", "office", &[("number", "x")]),
];

/// What people with bad intent type, percent-encoded as it goes over the line.
fn hostile(chance: &mut SplitMix64) -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        " ",
        "\u{0}",
        "a\u{0}b",
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1e400",
        "NaN",
        "' OR '1'='1",
        "'; DROP TABLE journal; --",
        "../../../../etc/passwd",
        "%s%n%p",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "\u{202e}\u{feff}\u{200b}",
        "𠮷👨‍👩‍👧‍👦",
        "\r\nSet-Cookie: x=1",
        "null",
        "true",
        "[]",
        "{}",
        "\"",
        "\\",
        "[[[[[[",
        "yes",
        "title",
        "signed",
        "organisation",
    ]
    .iter()
    .map(|v| encoded(v))
    .collect();
    values.extend(
        ["%", "%zz", "%ff%fe", "%ed%a0%80", "%c0%80", "a&id=b", "a[b][c]=d", "+++"]
            .map(str::to_owned),
    );
    values.extend([encoded(&"长".repeat(1_000)), "9".repeat(400)]);
    for _ in 0..6 {
        let bytes = (0..1 + chance.below(40)).map(|_| format!("%{:02X}", chance.below(256)));
        values.push(bytes.collect());
    }
    values
}

/// No input makes the server fail: whatever is typed is judged, refused or not understood.
async fn hostile_input_is_refused(w: World) {
    let engine = w.fresh.engine;
    let (_, submitted) = w.submitted(31).await;
    let (_, recommended) = w.recommended(32).await;
    let (writer, draft) = w.draft(33).await;
    let (writers, organisation) = ("writer@house.example", writer.grants[0].scope.clone());
    w.account(writers, domain::policy::Role::Applicant, &organisation).await;
    let house = House::furnish(w).await;
    let sign_in = async |email: &str| {
        format!("biaogan={}", house.w.service.sign_in(email, PASSWORD, "x").await.unwrap())
    };
    let mut chance = SplitMix64::new(2026);
    let registered: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|p| p.0.to_owned()).collect();
    let listed: BTreeSet<String> = FUNCTIONS.iter().map(|f| format!("/api/{}", f.0)).collect();
    assert_eq!(registered, listed, "every server function is to be tried");
    let gets: BTreeSet<&str> =
        leptos::server_fn::axum::server_fn_paths().filter(|p| p.1 == "GET").map(|p| p.0).collect();
    let fill = |text: &str| {
        let ids = [("$d", &house.own), ("$w", &draft), ("$s", &submitted), ("$r", &recommended)];
        let text = ids.iter().fold(text.to_owned(), |t, (k, id)| t.replace(k, id.as_str()));
        text.replace("$f", house.file.as_str()).replace("$m", &house.spare)
    };
    let mut wrong = Vec::new();
    for (name, who, fields) in FUNCTIONS {
        let path = format!("/api/{name}");
        for (i, _) in fields.iter().enumerate() {
            for value in hostile(&mut chance) {
                let pair = |(j, (k, v)): (usize, &(&str, &str))| {
                    if i == j { format!("{k}={value}") } else { format!("{k}={}", fill(v)) }
                };
                let words = fields.iter().enumerate().map(pair).collect::<Vec<_>>().join("&");
                let mut ask = Ask::post(&path, &[]);
                ask.body = words.clone().into_bytes();
                if gets.contains(path.as_str()) {
                    ask = Ask::get(format!("{path}?{words}"));
                }
                let cookie =
                    if *who == "writer" { sign_in(writers).await } else { house.cookie(who).await };
                let answer = ask.as_(&cookie).of(&house.router).await;
                if answer.status >= 500 || answer.body.contains("the database refused") {
                    let shown: String = words.chars().take(80).collect();
                    wrong.push(format!(
                        "{engine} {path} {shown}: {} {}",
                        answer.status,
                        answer.body.chars().take(120).collect::<String>()
                    ));
                }
            }
        }
        // Bodies that are no form at all.
        if !gets.contains(path.as_str()) {
            let cookie = house.cookie("office").await;
            for (kind, body) in [
                ("application/json", b"{\"id\":1}".to_vec()),
                ("text/plain", vec![0xff; 64]),
                ("", Vec::new()),
                ("application/x-www-form-urlencoded", vec![0xff; 1000]),
                ("application/x-www-form-urlencoded", vec![b'a'; 2 << 20]),
            ] {
                let mut ask = Ask::post(&path, &[]).with("content-type", kind).as_(&cookie);
                ask.body = body;
                let answer = ask.of(&house.router).await;
                if answer.status >= 500 {
                    wrong
                        .push(format!("{engine} {path} {kind}: {} {}", answer.status, answer.body));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
    let mut db = house.w.service.read().await.unwrap();
    let verdict = service::journal::verify(&mut *db).await.unwrap();
    assert!(matches!(verdict, service::journal::Verdict::Sound { .. }), "{verdict:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_is_refused_on_sqlite() {
    hostile_input_is_refused(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_is_refused_on_postgres() {
    hostile_input_is_refused(World::postgres().await).await;
}

/// Addresses, cookies, languages, forms and files that no browser sends.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_requests_to_pages_and_plain_routes_do_no_harm() {
    let house = House::furnish(World::postgres().await).await;
    let mut chance = SplitMix64::new(7);
    let mut asks = Vec::new();
    for value in hostile(&mut chance) {
        let segment =
            value.replace("+", "%2B").replace('&', "%26").replace("[", "%5B").replace("]", "%5D");
        if segment.is_empty() || !segment.split('%').skip(1).all(|s| s.len() >= 2) {
            continue;
        }
        for page in [
            "/application/$",
            "/application/$/check",
            "/application/$/receipt",
            "/application/$d/$",
            "/recommendation/$",
            "/formality/$",
            "/committee/experts/$",
            "/committee/experts?q=$&show=$&page=$",
            "/committee/experts/list.csv?q=$",
            "/review/$",
            "/review/board/$",
            "/files/$",
            "/lang/$",
            "/$",
            "/verify/$?refused=$",
            "/reset/$?refused=$",
            "/invitation/$",
            "/account?done=$&refused=$",
            "/account/second-factor?next=$&done=$",
            "/sign-in/code?next=$",
            "/organisation?done=$",
            "/register?consent=$&next=$",
            "/sign-in?refused=$&next=$",
            "/eligibility?org_name=$&employees=$&region=$&net_1=$&uscc=$",
            "/application/start?title=$",
            "/application/$d/title?check=$&refused=$",
            "/status?refused=$",
            "/live?panel=$",
            "/live?review=$",
            "/live?room=$",
            "/defence/session/$",
            "/defence/room/$?screen=$",
            "/defence/slot/$?done=$",
            "/defence/slot/$/slot.ics",
            "/defence/slides/$",
            "/defence/visit/$",
            "/formality/$d?refused=$",
            "/review/$d?refused=$",
            "/review/$d?review=$",
            "/review/board?review=$",
            "/review/$d/sheet.xlsx?review=$",
            "/deliberation/p1?review=$",
            "/notice/$",
            "/notice/$/objection",
            "/notice/$/notice.pdf",
            "/notice/objections/$",
            "/notice/evidence/$",
            "/objection/$",
            "/announcement/$",
            "/announcement/$/announcement.pdf",
            "/incident/report?number=$",
            "/incident/status/$",
            "/incident/statement/$",
            "/incident/evidence/$",
            "/incident/$",
            "/title?q=$&year=$&category=$&region=$&direction=$&state=$&order=$&page=$",
            "/title/verify?number=$",
            "/title/$",
            "/title/$/correct",
            "/title/$/certificate.pdf",
            "/title/export/$",
            "/title/export/register.json?q=$&year=$&direction=$&state=$&order=$",
        ] {
            asks.push(
                Ask::get(page.replace("$d", house.own.as_str()).replace('$', &segment))
                    .with("accept", "text/html"),
            );
        }
        let raw: Vec<u8> = segment.bytes().filter(|b| (0x20..0x7f).contains(b)).collect();
        let text = String::from_utf8(raw).unwrap();
        if text.len() < 2_000 {
            for cookie in [
                format!("biaogan={text}"),
                format!("status={text}"),
                format!("lang={text}; {text}"),
                text.clone(),
            ] {
                asks.push(Ask::get("/status").with("cookie", cookie));
            }
            asks.push(
                Ask::get("/")
                    .with("accept-language", text.clone())
                    .with("x-forwarded-for", text.clone()),
            );
        }
        for (path, fields) in [
            ("/defence", "panel=$&act=$&reason=$&room=$&starts=$&slots=$&breaks=$&experts=$"),
            ("/defence", "panel=p1&act=plan&room=$&starts=$&slots=$&breaks=$&experts=e11"),
            ("/defence/session/x", "act=$&dossier=$&reason=$"),
            ("/defence/room/x", "number=$"),
            ("/session", "email=$&password=$&next=$"),
            ("/session/code", "code=$&next=$"),
            ("/session/code", "recovery=$&next=$"),
            ("/account/second-factor", "act=$&code=$&next=$"),
            ("/account/second-factor", "act=confirm&code=$&next=$"),
            (
                "/register",
                "organisation=$&uscc=$&name=$&email=a%40b.cn&password=$$$$$$$$$$&consent=$",
            ),
        ] {
            let mut ask = Ask::post(path, &[]);
            ask.body = fields.replace('$', &value).into_bytes();
            asks.push(ask);
        }
        asks.push(Ask::upload(format!("/files/{}/{segment}", house.own), &text, &pdf("x")));
        asks.push(Ask::upload(format!("/files/{segment}/licence"), &text, &pdf("x")));
    }
    let mut wrong = Vec::new();
    let mut torn = Ask::upload(format!("/files/{}/licence", house.draft), "a.pdf", &pdf("x"));
    torn.body.truncate(40);
    asks.push(torn);
    let cookies = [
        house.cookie("applicant").await,
        house.cookie("office").await,
        house.cookie("chair").await,
    ];
    for (n, ask) in asks.into_iter().enumerate() {
        let own = ask.headers.iter().any(|h| h.0 == "cookie") || ask.url == "/session";
        let ask = if own { ask } else { ask.as_(&cookies[n % 3]) };
        let url: String = ask.url.chars().take(100).collect();
        let live = ask.url.starts_with("/live");
        let answer =
            if live { continue_live(&house, ask).await } else { ask.of(&house.router).await };
        if answer.status >= 500 {
            wrong.push(format!(
                "{url}: {} {}",
                answer.status,
                answer.body.chars().take(100).collect::<String>()
            ));
        }
        assert!(!answer.body.contains("<script>alert(1)"), "{url}");
        assert!(
            !answer.headers.iter().any(|h| h.0 == "set-cookie" && h.1.starts_with("x=1")),
            "{url}"
        );
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}

/// Of a stream only how it begins.
async fn continue_live(house: &House, ask: Ask) -> Answer {
    let response = ask.open(&house.router).await;
    Answer { status: response.status().as_u16(), headers: Vec::new(), body: String::new() }
}
