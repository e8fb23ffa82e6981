//! Nobody listens to what they may not see, and nobody to more than they need.

use domain::policy::Role;

use super::{Stage, served, session, watch};
use crate::support::answer::Ask;
use crate::support::house::router;
use crate::support::world::{World, expert_actor};

/// Nobody listens to a board they may not see.
#[tokio::test(flavor = "multi_thread")]
async fn art_14_a_stream_opens_for_those_alone_who_see_the_board() {
    let w = World::sqlite().await;
    let stage = Stage::set(&w).await;
    let (_stop, addr) = served(&w).await;
    let expert = stage.sheets[0].2.clone();
    for (cookie, panel, status) in [
        (stage.leads[0].as_str(), "?panel=p2", 404),
        (&stage.leads[0], "?panel=nowhere", 404),
        (&expert, "", 404),
        (&expert, "?panel=p1", 404),
        ("", "", 401),
        ("biaogan=0000", "", 401),
    ] {
        let refused = Ask::get(format!("/live{panel}")).as_(cookie).listen(addr).await;
        assert_eq!(refused.err(), Some(status), "{panel}");
    }
}

/// Nothing of a board is told to who has not signed the undertaking, and the page says where to sign.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_a_stream_opens_to_nobody_who_has_not_signed() {
    let w = World::sqlite().await;
    w.passed(1).await;
    w.committee(1, 3).await;
    w.account("lead@example.com", Role::PanelLead, "p1").await;
    let cookie = session(&w, "lead@example.com").await;
    let (_stop, addr) = served(&w).await;
    assert_eq!(Ask::get("/live").as_(&cookie).listen(addr).await.err(), Some(404));
    let page = Ask::get("/review/board").with("accept", "text/html").as_(&cookie);
    let page = page.at(addr).await.unwrap();
    assert!(
        page.status == 422 && page.body.contains("href=\"/review/undertaking\""),
        "{}",
        page.status
    );
    w.service.undertake(&expert_actor(1, 1), &[]).await.unwrap();
    watch(addr, &cookie, "").await;
}

/// Each line is looked at again and again, by the few connections that read for everybody.
#[tokio::test(flavor = "multi_thread")]
async fn one_person_holds_no_more_than_so_many_lines() {
    let w = World::sqlite().await;
    let stage = Stage::set(&w).await;
    let (_stop, stopped) = watch::channel(false);
    let site = router(&w, &[], stopped);
    let open = async |cookie: &str| Ask::get("/live").as_(cookie).open(&site).await;
    let mut held = Vec::new();
    for _ in 0..40 {
        held.push(open(&stage.chair).await);
    }
    assert!(held.iter().all(|answer| answer.status() == 200));
    let more = open(&stage.chair).await;
    assert_eq!(more.status(), 429);
    assert!(more.headers().contains_key("retry-after"));
    // Nobody else waits for it, and what is given back can be taken again.
    assert_eq!(open(&stage.leads[0]).await.status(), 200);
    held.pop();
    assert_eq!(open(&stage.chair).await.status(), 200);
}
