//! What keeps others out: cross-site requests, headers, sessions, redirects, hostile input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "security/addresses.rs"]
mod addresses;
#[path = "security/functions.rs"]
mod functions;
#[path = "security/hostile.rs"]
mod hostile;
#[path = "security/requests.rs"]
mod requests;
#[path = "security/sessions.rs"]
mod sessions;
mod support;

use std::collections::BTreeSet;

use addresses::{ADDRESSES, OTHERS};
use support::answer::Ask;
use support::house::House;
use support::world::World;

async fn house() -> House {
    House::furnish(World::sqlite().await).await
}

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
