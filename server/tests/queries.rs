//! What a page asks of the database does not grow with its rows.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use axum::Router;
use domain::policy::Role;
use support::answer::Ask;
use support::house::router;
use support::world::answers::{UNIT, organisation};
use support::world::*;
use tokio::sync::watch;

/// Work lists and boards, and who opens them.
const PAGES: [(&str, &str); 13] = [
    ("unit@example.com", "/recommendation"),
    ("unit@example.com", "/recommendation/export/list.csv"),
    ("office@example.com", "/formality"),
    ("office@example.com", "/formality/export/list.csv"),
    ("office@example.com", "/season"),
    ("office@example.com", "/committee"),
    ("office@example.com", "/committee/assignment"),
    ("expert@example.com", "/review"),
    ("chair@example.com", "/review/board"),
    ("chair@example.com", "/api/review/delta?since=0"),
    ("chair@example.com", "/deliberation"),
    ("chair@example.com", "/deliberation/p1"),
    ("unit@example.com", "/inbox"),
];

/// Queries of each page, and whether the last application stands on it.
async fn asked(
    router: &Router,
    cookies: &BTreeMap<&str, String>,
    last: usize,
) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for (who, url) in PAGES {
        let accept = if url.starts_with("/api/") { "application/json" } else { "text/html" };
        let ask = || Ask::get(url).with("accept", accept).as_(&cookies[who]).of(router);
        let before = store::queries();
        ask().await;
        let anew = store::queries() - before;
        let answer = ask().await;
        // What was read before need not be read again.
        assert!(store::queries() - before <= 2 * anew, "{url}");
        counts.insert(url, anew);
        assert_eq!(answer.status, 200, "{url}");
        if !["/season", "/committee", "/inbox", "/deliberation"].contains(&url) {
            assert!(answer.body.contains(&organisation(last)), "{url} with {last} rows");
        }
    }
    counts
}

#[tokio::test]
async fn a_page_asks_as_much_for_one_row_as_for_many() {
    let w = World::sqlite().await;
    w.service.set_quota(&w.office, UNIT, 100, 100, "调整名额").await.unwrap();
    w.committee(1, 3).await;
    w.undertakings(1, 3).await;
    let mut cookies = BTreeMap::new();
    for (email, role, scope) in [
        ("unit@example.com", Role::RecommendingUnit, UNIT),
        ("office@example.com", Role::Office, ""),
        ("expert@example.com", Role::Expert, "e11"),
        ("chair@example.com", Role::Chair, ""),
    ] {
        if role != Role::Chair {
            w.account(email, role, scope).await;
        }
        let token = w.service.sign_in(email, PASSWORD, "queries").await.unwrap();
        cookies.insert(email, format!("biaogan={token}"));
    }
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let mut first = None;
    let mut rows = 0;
    // The very first readers have nothing to compare with; later ones ask what has been recorded since.
    w.passed(900).await;
    w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
    asked(&router, &cookies, 900).await;
    for n in [1, 3, 20] {
        while rows < n {
            rows += 1;
            w.passed(rows).await;
        }
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let counts = asked(&router, &cookies, n).await;
        assert!(counts.values().all(|n| (1..=30).contains(n)), "{counts:?}");
        assert_eq!(&counts, first.get_or_insert_with(|| counts.clone()), "with {n} rows");
    }
}
