//! The consultation over HTTP, without script (Art. 20): opinions, answers and decisions are typed into plain
//! forms and nothing typed is lost; the package is printed and written as a table; applicants and the
//! public see the same pages as if there were none (Art. 15).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use axum::Router;
use axum::body::to_bytes;
use domain::policy::Role;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::{NOTICED, World, day, mark_of_entry};
use tokio::sync::watch;

const PATH: &str = "/consultation";
const WHY: &str = "该企业近期有质量投诉，建议核实后再定。";

async fn post(router: &Router, cookie: &str, form: &[(&str, &str)]) -> Answer {
    Ask::post(PATH, form).as_(cookie).of(router).await
}

async fn get(router: &Router, cookie: &str, url: &str) -> Answer {
    Ask::get(url).with("accept", "text/html").as_(cookie).of(router).await
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_the_ministry_is_heard_without_script_and_the_public_learns_nothing() {
    let w = World::sqlite().await;
    let ids = w.shortlisted(2).await;
    let organisation = w.owner(&ids[0]).await;
    w.account("office@example.com", Role::Office, "").await;
    w.account("ministry@example.com", Role::Ministry, "").await;
    w.account("writer@example.com", Role::Applicant, organisation.as_str()).await;
    w.listed(&ids).await;
    w.clock.set(day(96));
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let office = w.cookie("office@example.com").await;
    let ministry = w.cookie("ministry@example.com").await;
    let (chair, vice) =
        (w.cookie("chair@example.com").await, w.cookie("vice-chair@example.com").await);
    let writer = w.cookie("writer@example.com").await;
    let own = format!("/application/{}", ids[0]);
    let outside = [
        ("", "/"),
        ("", "/notice"),
        ("", "/status"),
        (&writer, "/application"),
        (&writer, &own),
        (&writer, "/inbox"),
        (&writer, PATH),
    ];
    let mut before = Vec::new();
    for (who, url) in outside {
        before.push(get(&router, who, url).await.bare());
    }

    // The Office sends the package; a day outside the phase is drawn again with what was typed.
    assert_eq!(get(&router, &ministry, "/consultation/export/list.xlsx").await.status, 404);
    let outside_phase = post(&router, &office, &[("act", "open"), ("due", "2031-01-01")]).await;
    assert_eq!(outside_phase.status, 422);
    assert!(
        outside_phase.body.contains("2031-01-01")
            && outside_phase.body.contains("id=\"due-open-e\"")
    );
    let due = day(97).plus(-1).show_date();
    let day_before = day(96).show_date();
    let last = if domain::stamp::Stamp::read(&format!("{due} 24:00")).unwrap() <= day(97) {
        due
    } else {
        day_before
    };
    let sent = post(&router, &office, &[("act", "open"), ("due", &last)]).await;
    assert_eq!(sent.status, 303, "{sent:?}");

    // The ministry: a word too short is kept, an objection is entered, the rest agreed to.
    let id = ids[0].as_str();
    let give = |text| [("act", "give"), ("id", id), ("choice", "objects"), ("text", text)];
    let refused = post(&router, &ministry, &give("不够<b>")).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("不够&lt;b&gt;")
            && refused.body.contains(&format!("id=\"reason-{id}-e\""))
    );
    assert_eq!(post(&router, &chair, &give(WHY)).await.status, 404);
    assert_eq!(post(&router, &ministry, &give(WHY)).await.location(), format!("{PATH}#a-{id}"));
    assert!(!get(&router, &office, PATH).await.body.contains(WHY));
    assert_eq!(post(&router, &ministry, &[("act", "rest")]).await.status, 303);
    assert_eq!(post(&router, &ministry, &[("act", "hand-in")]).await.status, 303);
    assert!(get(&router, &office, PATH).await.body.contains(WHY));

    // The package as files, for those who see it.
    for who in [&office, &ministry] {
        let pdf = Ask::get("/consultation/package.pdf").as_(who).open(&router).await;
        assert_eq!(pdf.headers()["content-type"], "application/pdf");
        let bytes = to_bytes(pdf.into_body(), usize::MAX).await.unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        let printed = crate::print::text(&bytes);
        assert!(printed.contains("各项摘要") && printed.contains("演示摘要"), "{printed}");
        let page = get(&router, who, PATH).await.body;
        assert!(page.contains("摘要与行业") && page.contains("演示摘要"), "{page}");
        let table = get(&router, who, "/consultation/export/list.csv").await;
        assert_eq!(table.status, 200);
        assert!(table.body.contains(WHY) && !table.body.contains("QB-2026"), "{}", table.body);
        assert!(
            table.body.contains("演示摘要") && table.body.contains("所在地区"),
            "{}",
            table.body
        );
    }
    for url in ["/consultation/package.pdf", "/consultation/export/list.xlsx"] {
        for who in [&writer, &chair] {
            assert_eq!(get(&router, who, url).await.status, 404);
        }
    }

    // Answered, put before the heads, struck off, closed.
    let answer = [("act", "answer"), ("id", id), ("choice", "refer"), ("text", WHY)];
    assert_eq!(post(&router, &office, &answer).await.status, 303);
    let propose = [("act", "propose"), ("id", id), ("choice", "upheld"), ("text", WHY)];
    assert_eq!(post(&router, &office, &propose).await.status, 404);
    assert_eq!(post(&router, &chair, &propose).await.status, 303);
    let seen = mark_of_entry(&w.service, &ids[0]).await;
    let confirm = [("act", "confirm"), ("id", id), ("seen", seen.as_str())];
    assert_eq!(post(&router, &chair, &confirm).await.status, 422);
    // The form names what was read, and nothing else is confirmed.
    let shown = get(&router, &vice, PATH).await.body;
    assert!(shown.contains(&format!("name=\"seen\" value=\"{seen}\"")), "{shown}");
    assert_eq!(post(&router, &vice, &confirm[..2]).await.status, 422);
    assert_eq!(post(&router, &vice, &confirm).await.status, 303);
    assert_eq!(post(&router, &office, &[("act", "close"), ("text", "")]).await.status, 303);
    let page = get(&router, &ministry, PATH).await.body;
    assert!(page.contains("已从名单撤下") && !page.contains("name=\"act\""));

    // Nothing of all this has reached anybody else.
    for ((who, url), before) in outside.into_iter().zip(&before) {
        assert_eq!(&get(&router, who, url).await.bare(), before, "{url}");
    }
    w.clock.set(NOTICED);
    let prepared = w.service.notice_preparation(&w.office).await.unwrap();
    assert_eq!(prepared.lines.len(), 1);
}
