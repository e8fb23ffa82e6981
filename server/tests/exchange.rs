//! Exchange activities and the follow-up over HTTP, without script (Art. 23).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use axum::Router;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::stamp::{DAY, Stamp};
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::World;
use tokio::sync::watch;

async fn post(router: &Router, cookie: &str, url: &str, form: &[(&str, &str)]) -> Answer {
    Ask::post(url, form).as_(cookie).of(router).await
}

async fn get(router: &Router, cookie: &str, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").as_(cookie).of(router).await
}

/// A benchmark of 2026 is announced; somebody writes for it.
async fn announced(w: &World) -> DossierId {
    let ids = w.shortlisted(1).await;
    w.account("office@example.com", Role::Office, "").await;
    w.account("writer@example.com", Role::Applicant, w.owner(&ids[0]).await.as_str()).await;
    let open = w.noticed(&ids).await;
    w.clock.set(open.ends_at);
    w.announced().await;
    ids[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn art_23_activities_and_reports_need_no_script_and_nothing_typed_is_lost() {
    let w = World::sqlite().await;
    let dossier = announced(&w).await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let office = w.cookie("office@example.com").await;
    let writer = w.cookie("writer@example.com").await;

    let now = w.service.now();
    let (starts, ends) = (now.plus(5 * DAY).show_minute(), now.plus(6 * DAY).show_minute());
    let form = |capacity| {
        [
            ("act", "announce"),
            ("title", "质量标杆<b>交流会"),
            ("starts", starts.as_str()),
            ("ends", ends.as_str()),
            ("place", "演示会议中心"),
            ("link", "https://meet.example/secret"),
            ("capacity", capacity),
            ("host", dossier.as_str()),
            ("text", "分享做法。"),
        ]
    };
    assert_eq!(post(&router, &writer, "/exchange", &form("5")).await.status, 404);
    let refused = post(&router, &office, "/exchange", &form("零")).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("质量标杆&lt;b&gt;交流会")
            && refused.body.contains("id=\"capacity-e\"")
    );
    let sent = post(&router, &office, "/exchange", &form("5")).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    let page = sent.location().to_owned();

    // Everybody reads it, the link excepted; who signs in registers.
    let open = get(&router, "", &page).await;
    assert!(
        open.status == 200
            && open.body.contains("演示会议中心")
            && !open.body.contains("meet.example")
    );
    assert!(get(&router, "", "/exchange").await.body.contains(&page));
    assert!(
        post(&router, "", &page, &[("act", "register")]).await.location().starts_with("/sign-in")
    );
    let nameless =
        post(&router, &writer, &page, &[("act", "register"), ("organisation", " ")]).await;
    assert!(nameless.status == 422 && nameless.body.contains("id=\"organisation-e\""));
    let register = [("act", "register"), ("organisation", "演示企业")];
    assert_eq!(post(&router, &writer, &page, &register).await.status, 303);
    assert!(get(&router, &writer, &page).await.body.contains("meet.example"));

    w.clock.pass(5 * DAY);
    // Whoever was away for days signs in again.
    let office = w.cookie("office@example.com").await;
    let writer = w.cookie("writer@example.com").await;
    assert_eq!(
        post(&router, &writer, &page, &[("act", "note"), ("present", "1")]).await.status,
        404
    );
    assert_eq!(
        post(&router, &office, &page, &[("act", "note"), ("present", "1")]).await.status,
        303
    );
    let open = get(&router, "", &page).await;
    assert!(open.body.contains("到场 1 人") && open.body.contains("演示企业"));

    // The report of a year.
    let page = format!("/exchange/report/{dossier}");
    assert!(get(&router, &writer, &page).await.body.contains("2027"));
    w.clock.set(Stamp::read("2027-02-01 09:00").unwrap());
    let writer = w.cookie("writer@example.com").await;
    let office = w.cookie("office@example.com").await;
    let text = "一次交验合格率保持在百分之九十九以上，全年没有质量事故。";
    let report =
        |shared| [("year", "2027"), ("kept_up", text), ("figures", text), ("shared", shared)];
    let short = post(&router, &writer, &page, &report("无")).await;
    assert!(
        short.status == 422
            && short.body.contains("id=\"shared-2027-e\"")
            && short.body.contains(text)
    );
    assert_eq!(post(&router, &office, &page, &report(text)).await.status, 404);
    assert_eq!(
        post(&router, &writer, &page, &report(text)).await.location(),
        format!("{page}#y-2027")
    );
    let reports = get(&router, &office, "/exchange/reports").await;
    assert!(
        reports.status == 200 && reports.body.contains("已填报") && reports.body.contains(&page)
    );
    assert_eq!(get(&router, &writer, "/exchange/reports").await.status, 404);
}
