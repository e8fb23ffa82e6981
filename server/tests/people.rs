//! Registering, links and one's own account over HTTP: what is answered tells nothing of who is
//! here, what is typed wrong is drawn again, and no input makes the server fail.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use domain::committee::draw::SplitMix64;
use domain::identity::WINDOW;
use domain::lang::Lang;
use domain::once::of_page;
use domain::people::{PRIVACY_VERSION, Registration};
use domain::policy::Role;
use domain::stamp::SECOND;
use service::ports::mail::MailState;
use service::rooms::identity::registration::Visitor;
use support::answer::{Answer, Ask, encoded};
use support::house::router;
use support::world::answers::code;
use support::world::{PASSWORD, World};
use tokio::sync::watch;

/// The form as a browser without a script posts it.
fn form(organisation: &str, uscc: &str, email: &str) -> Ask {
    let fields = [
        ("organisation", organisation),
        ("uscc", uscc),
        ("name", "演示人"),
        ("email", email),
        ("password", PASSWORD),
        ("consent", PRIVACY_VERSION),
        ("next", ""),
    ];
    Ask::post("/register", &fields).with("accept", "text/html")
}

/// What differs from one answer to the next in any case: secrets, numbers, what was typed itself.
fn bare(mut answer: Answer, typed: &[&str]) -> Answer {
    let mut names: Vec<String> = typed.iter().map(|t| (*t).to_owned()).collect();
    names.extend(answer.session().map(|s| s.trim_start_matches("biaogan=").to_owned()));
    let policy = answer.header("content-security-policy").to_owned();
    let nonces = policy.split('\'').filter_map(|p| p.strip_prefix("nonce-"));
    names.extend(nonces.flat_map(|nonce| [nonce.to_owned(), of_page(nonce)]));
    answer.headers.retain(|h| h.0 != "content-security-policy" && h.0 != "content-length");
    for name in names.iter().filter(|n| !n.is_empty()) {
        answer.body = answer.body.replace(name, "X");
        answer.headers.iter_mut().for_each(|h| h.1 = h.1.replace(name, "X"));
    }
    answer
}

async fn registered(w: &World, n: usize, email: &str) {
    let registration = Registration {
        organisation: "演示在册企业".into(),
        uscc: code(n),
        name: "演示人".into(),
        email: email.into(),
        password: "这是别人的一句演示口令".into(),
        consent: PRIVACY_VERSION.into(),
    };
    let visitor = Visitor { from: "there", device: "", lang: Lang::Zh };
    w.service.register(&registration, visitor).await.unwrap();
    let mut db = w.service.read().await.unwrap();
    let rows = db.mails(MailState::Waiting, 10).await.unwrap();
    let secret = rows.iter().find_map(|r| r.message.token().map(str::to_owned)).unwrap();
    drop(db);
    w.service.verify_address(&secret, "there").await.unwrap();
}

/// An address with an account, one that only waits, one that nobody has; an organisation that is
/// registered and one that is not: eight answers, one text. Then the pages behind it.
async fn what_is_known_is_answered_like_what_is_not(w: World) {
    registered(&w, 1, "owner@example.com").await;
    w.account("office@example.com", Role::Office, "").await;
    w.account("another@example.com", Role::Office, "").await;
    w.clock.pass(WINDOW + SECOND);
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let mut answers: Vec<Vec<Answer>> = Vec::new();
    for (email, uscc) in [
        ("nobody@example.com", code(7)),
        ("owner@example.com", code(8)),
        ("office@example.com", code(9)),
        ("nobody-2@example.com", code(1)),
        ("another@example.com", code(1)),
    ] {
        let answer = form("演示新企业", &uscc, email).of(&router).await;
        assert_eq!((answer.status, answer.location()), (303, "/application"));
        let cookie = answer.session().unwrap();
        let mut seen = vec![bare(answer, &[])];
        // A day later, because when something was saved stands on the pages too.
        for page in ["/application", "/account", "/organisation", "/application/start"] {
            let ask = Ask::get(page).with("accept", "text/html").as_(&cookie);
            let answer = ask.of(&router).await;
            assert_eq!(answer.status, 200, "{page}");
            let me = Ask::get("/api/account/own").as_(&cookie).of(&router).await.json();
            let session = me["sessions"][0]["id"].as_str().unwrap().to_owned();
            let people = Ask::get("/api/people/list").as_(&cookie).of(&router).await.json();
            let account = people["me"].as_str().unwrap().to_owned();
            let own = w.service.read().await.unwrap().member(&account.as_str().into()).await;
            let own = own.unwrap().unwrap().organisation.to_string();
            let since = me["since"].to_string();
            let seen_at = me["sessions"][0]["seen"].to_string();
            let now = people["now"].to_string();
            let names = [email, &uscc, &session, &account, &own, &since, &seen_at, &now];
            seen.push(bare(answer, &names));
        }
        let signed_in = Ask::post("/session", &[("email", email), ("password", PASSWORD)]);
        let signed_in = signed_in.with("accept", "text/html").of(&router).await;
        assert_eq!((signed_in.status, signed_in.location()), (303, "/"), "{email}");
        seen.push(bare(signed_in, &[]));
        let asked = Ask::post("/reset", &[("email", email)]).of(&router).await;
        assert_eq!((asked.status, asked.location()), (303, "/reset?sent=1"));
        seen.push(bare(asked, &[]));
        answers.push(seen);
        w.clock.pass(WINDOW + SECOND);
    }
    // The clock has moved on between them; the moments of the pages are masked above, but not the
    // same moments in words.
    let words = |a: &Answer| {
        let mut text = a.body.replace(|c: char| c.is_ascii_digit(), "0");
        while text.contains("00") {
            text = text.replace("00", "0");
        }
        text
    };
    for (n, seen) in answers.iter().enumerate().skip(1) {
        for (first, other) in answers[0].iter().zip(seen) {
            assert_eq!(first.status, other.status);
            assert_eq!(first.headers, other.headers, "{n}");
            let (first, other) = (words(first), words(other));
            let same = first.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            let around =
                |t: &str| -> String { t.chars().skip(same.saturating_sub(99)).take(200).collect() };
            assert!(first == other, "{n}:\n{}\n{}", around(&first), around(&other));
        }
    }
    // An address that nobody has said anything about yet, and one that has an account.
    let mut asked = Vec::new();
    for email in ["never@example.com", "office@example.com"] {
        let answer = Ask::post("/reset", &[("email", email)]).of(&router).await;
        let wrong = Ask::post("/session", &[("email", email), ("password", "wrong wrong")]);
        asked.push((bare(answer, &[]), bare(wrong.of(&router).await, &[])));
    }
    assert_eq!(asked[0], asked[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_is_answered_like_what_is_not_on_sqlite() {
    what_is_known_is_answered_like_what_is_not(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_is_answered_like_what_is_not_on_postgres() {
    what_is_known_is_answered_like_what_is_not(World::postgres().await).await;
}

/// Nothing typed is lost, nothing personal stands in an address, the password is not sent back.
#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_is_refused_is_drawn_again_as_it_was_typed() {
    let w = World::sqlite().await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let answer = form("演示<b>企业", "91370200MAXT0A1B70", "not an address").of(&router).await;
    assert_eq!((answer.status, answer.location()), (422, ""));
    for kept in ["演示&lt;b&gt;企业", "91370200MAXT0A1B70", "not an address", "演示人"] {
        assert!(answer.body.contains(kept), "{kept}");
    }
    assert!(!answer.body.contains(PASSWORD) && answer.session().is_none());
    for message in ["id=\"uscc-e\"", "id=\"email-e\"", "校验位"] {
        assert!(answer.body.contains(message), "{message}");
    }
    assert!(!answer.body.contains("id=\"name-e\"") && !answer.body.contains("id=\"password-e\""));
    let english = form("x", "1", "x").with("cookie", "lang=en").of(&router).await;
    assert!(english.body.contains("It has 18 characters; there are 1."), "{}", english.body);
    let silent = form("演示企业", &code(3), "a@example.com");
    let silent = Ask {
        body: String::from_utf8(silent.body).unwrap().replace("2026-2", "2020-9").into(),
        ..silent
    };
    let answer = silent.of(&router).await;
    assert!(answer.status == 422 && answer.body.contains("type=\"checkbox\""), "{}", answer.status);
}

/// Mail gateways open links by themselves: looking uses nothing up.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_only_opened_is_not_used_up() {
    let w = World::sqlite().await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    form("演示企业", &code(3), "a@example.com").of(&router).await;
    let mut db = w.service.read().await.unwrap();
    let rows = db.mails(MailState::Waiting, 10).await.unwrap();
    let secret = rows.iter().find_map(|r| r.message.token().map(str::to_owned)).unwrap();
    drop(db);
    let page = format!("/verify/{secret}");
    for _ in 0..3 {
        let answer = Ask::get(&page).with("accept", "text/html").of(&router).await;
        assert!(answer.status == 200 && answer.body.contains("action=\"/verify\""));
    }
    let used = Ask::post("/verify", &[("token", &secret)]);
    assert_eq!(used.clone().of(&router).await.location(), "/sign-in?done=verified");
    let again = used.of(&router).await;
    assert!(again.location().starts_with(&format!("{page}?refused=")), "{}", again.location());
}

/// Every post and every server function of accounts and people, with its fields.
const TARGETS: &[(&str, &[&str])] = &[
    ("/register", &["organisation", "uscc", "name", "email", "password", "consent", "next"]),
    ("/verify", &["token"]),
    ("/reset", &["email"]),
    ("/reset/new", &["token", "password"]),
    ("/invitation/0", &["name", "password", "consent"]),
    ("/account/close", &["password"]),
    ("/api/account/rename", &["name"]),
    ("/api/account/password", &["old", "new"]),
    ("/api/account/address", &["email", "password"]),
    ("/api/account/resend", &["x"]),
    ("/api/account/end_session", &["id"]),
    ("/api/people/invite", &["email", "role"]),
    ("/api/people/rename", &["organisation"]),
    ("/api/people/withdraw", &["id"]),
    ("/api/people/role", &["account", "role"]),
    ("/api/people/remove", &["account"]),
    ("/api/people/leave", &["sure"]),
    ("/api/people/offer", &["token"]),
];

/// A value nobody types: bytes of any kind, a good value spoilt, or a good one.
fn value(chance: &mut SplitMix64, good: &[String]) -> String {
    let pick = |chance: &mut SplitMix64, n: usize| usize::try_from(chance.below(n as u64)).unwrap();
    let sample = good[pick(chance, good.len())].clone();
    match chance.below(6) {
        0 => encoded(&sample),
        1 => (0..chance.below(80)).map(|_| format!("%{:02X}", chance.below(256))).collect(),
        2 => {
            let mut chars: Vec<char> = sample.chars().collect();
            let at = pick(chance, chars.len() + 1);
            let odd =
                ['\0', '\u{202e}', '\'', '%', '&', '𠮷', '\r', '\n', '"', '\\', '＠', '\u{7f}'];
            chars.insert(at, odd[pick(chance, odd.len())]);
            encoded(&chars.into_iter().collect::<String>())
        }
        3 => encoded(&sample.repeat(1 + pick(chance, 300))),
        4 => ["%", "%zz", "%ed%a0%80", "%c0%80", "a&token=b", "a[b]=c", "", "+"][pick(chance, 8)]
            .to_owned(),
        _ => encoded(
            &char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap())
                .unwrap_or('�')
                .to_string(),
        ),
    }
}

async fn no_input_makes_the_server_fail(w: World, times: usize, seed: u64) {
    registered(&w, 1, "owner@example.com").await;
    let token =
        w.service.sign_in("owner@example.com", "这是别人的一句演示口令", "x").await.unwrap();
    let actor = w.service.enter(&token).await.unwrap().unwrap();
    w.service.invite(&actor, "invited@example.com", "applicant_reader").await.unwrap();
    let mut db = w.service.read().await.unwrap();
    let rows = db.mails(MailState::Waiting, 10).await.unwrap();
    let secret = rows.iter().find_map(|r| r.message.token().map(str::to_owned)).unwrap();
    drop(db);
    let cookie = format!("biaogan={token}");
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let good: Vec<String> = [
        secret.as_str(),
        actor.account.as_str(),
        &code(1),
        &code(5),
        "somebody@example.com",
        "owner@example.com",
        "演示人",
        "applicant_editor",
        PRIVACY_VERSION,
        "这是另外一句演示口令",
        "yes",
        "/application",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut chance = SplitMix64::new(seed);
    let mut wrong = Vec::new();
    for (path, fields) in TARGETS {
        let get = *path == "/api/people/offer";
        for n in 0..times {
            let mut words = Vec::new();
            for field in *fields {
                // Now and then a field is left out.
                if chance.below(12) > 0 {
                    words.push(format!("{field}={}", value(&mut chance, &good)));
                }
            }
            let words = words.join("&");
            let mut ask =
                Ask::post(*path, &[]).with("accept", ["text/html", "application/json"][n % 2]);
            ask.body = words.clone().into_bytes();
            if get {
                let query: String = words.chars().filter(|c| c.is_ascii_graphic()).collect();
                let broken = query
                    .split('%')
                    .skip(1)
                    .any(|p| !p.is_char_boundary(2.min(p.len())) || p.len() < 2);
                if broken || query.len() > 4_000 {
                    continue;
                }
                ask = Ask::get(format!("{path}?{query}"));
            }
            // Every other one signed in, as long as the session lives.
            if n % 2 == 0 || path.starts_with("/api/") {
                ask = ask.as_(&cookie);
            }
            let answer = ask.of(&router).await;
            if answer.status >= 500 || answer.body.contains("the database refused") {
                let shown: String = words.chars().take(100).collect();
                wrong.push(format!(
                    "{path} {shown}: {} {}",
                    answer.status,
                    answer.body.chars().take(120).collect::<String>()
                ));
            }
            if n % 3 == 0 {
                w.clock.pass(WINDOW);
                // Sessions end by themselves meanwhile; time is wound back within theirs.
                if n % 30 == 0 {
                    w.clock.pass(-10 * WINDOW);
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
    let mut db = w.service.read().await.unwrap();
    let verdict = service::journal::verify(&mut *db).await.unwrap();
    assert!(matches!(verdict, service::journal::Verdict::Sound { .. }), "{verdict:?}");
}

/// Hundreds of inputs to each of the seventeen; as many as a gate has time for.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_inputs_to_each_do_no_harm_on_sqlite() {
    no_input_makes_the_server_fail(World::sqlite().await, 300, 15).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_inputs_to_each_do_no_harm_on_postgres() {
    no_input_makes_the_server_fail(World::postgres().await, 100, 16).await;
}
