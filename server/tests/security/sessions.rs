//! Sessions: their cookie, their end, and what signing in tells of accounts.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use domain::identity::FREE_TRIES;
use server::world::Argon;
use service::ports::Passwords;
use tokio::sync::watch;

use super::house;
use crate::support::answer::{Answer, Ask, encoded};
use crate::support::house::router;
use crate::support::world::PASSWORD;

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

/// Whoever fears that somebody else is in changes the password, and a copy of the cookie is worth nothing from then on.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_new_with_every_password() {
    let house = house().await;
    let form = [("email", house.email("office")), ("password", PASSWORD)];
    let before = Ask::post("/session", &form).of(&house.router).await.session().unwrap();
    let own = |cookie: &str| Ask::get("/api/account/own").as_(cookie).of(&house.router);
    assert_eq!(own(&before).await.status, 200);
    let change = |old| [("old", old), ("new", "另一句足够长的演示口令")];
    let wrong = Ask::post("/api/account/password", &change("wrong")).as_(&before);
    assert_eq!(wrong.of(&house.router).await.session(), None);
    assert_eq!(own(&before).await.status, 200);
    let plain = Ask::post("/api/account/password", &change(PASSWORD)).as_(&before);
    let answer = plain.with("accept", "text/html").of(&house.router).await;
    assert!(answer.location().ends_with("/account?done=password"), "{answer:?}");
    let after = answer.session().unwrap();
    assert_eq!(own(&before).await.status, 401);
    assert_eq!(own(&after).await.status, 200);
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
