//! The page of the initial list over HTTP, without script: what is refused is drawn again with what was
//! typed, and from the first decision to the second signature two persons come to one list (Art. 20).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use axum::Router;
use domain::policy::Role;
use support::answer::{Answer, Ask};
use support::house::router;
use support::world::{FIELDS, World, expert};
use tokio::sync::watch;

const PATH: &str = "/initial-list";
const CONSULTATION: &str = "/consultation";
const WHY: &str = "评委会认为该经验示范性更强，数据可核对。";

/// Posts a form as a browser does; the host is a plain one, so the cookie is too.
async fn post(router: &Router, cookie: &str, form: &[(&str, &str)]) -> Answer {
    Ask::post(PATH, form).as_(cookie).of(router).await
}

async fn get(router: &Router, cookie: &str) -> String {
    let page = Ask::get(PATH).as_(cookie).of(router).await;
    assert_eq!(page.status, 200);
    page.body
}

/// The value of the first field of a name.
fn field(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\"")).unwrap();
    let rest = &page[at..];
    let value = rest.find("value=\"").unwrap() + 7;
    rest[value..].split('"').next().unwrap().to_owned()
}

/// Gives the reasons the categories owe.
async fn explained(router: &Router, cookie: &str) {
    let mut page = get(router, cookie).await;
    while page.contains("name=\"category\"") && page.contains("<h2 id=\"lacks\"") {
        let revision = field(&page, "revision");
        let category = field(&page, "category");
        let said = [
            ("act", "explain"),
            ("category", category.as_str()),
            ("reason", WHY),
            ("revision", revision.as_str()),
        ];
        assert_eq!(post(router, cookie, &said).await.status, 303);
        page = get(router, cookie).await;
    }
}

#[tokio::test]
async fn art_20_the_list_is_made_without_script_and_nothing_typed_is_lost() {
    let w = World::sqlite().await;
    let ids = w.candidates(2, 1, 3).await;
    w.account("office@example.com", Role::Office, "").await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let (chair, vice) =
        (w.cookie("chair@example.com").await, w.cookie("vice-chair@example.com").await);
    let office = w.cookie("office@example.com").await;

    let page = get(&router, &chair).await;
    assert!(page.contains("已列入 1／4") && page.contains("class=\"pairs\""), "{page}");
    let revision = field(&page, "revision");
    let listed = w.service.initial_list(&support::world::chair()).await.unwrap();
    let reserve = listed.rows.iter().find(|r| !r.listed).unwrap().dossier.to_string();
    assert!(ids.iter().any(|id| id.as_str() == reserve));

    // Too short a reason: the answer is the page itself, with what was typed and what is wrong.
    let form = |reason, revision| {
        [
            ("act", "decide"),
            ("id", reserve.as_str()),
            ("listed", "yes"),
            ("reason", reason),
            ("revision", revision),
        ]
    };
    let refused = post(&router, &chair, &form("不够<b>", &revision)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("不够&lt;b&gt;"), "{}", refused.body);
    assert!(refused.body.contains(&format!("id=\"reason-{reserve}-e\"")));
    assert_eq!(post(&router, &office, &form(WHY, &revision)).await.status, 404);
    let done = post(&router, &chair, &form(WHY, &revision)).await;
    assert_eq!((done.status, done.location()), (303, format!("{PATH}#a-{reserve}").as_str()));
    // An older page is told, and keeps what it typed.
    let stale = post(&router, &vice, &form(WHY, &revision)).await;
    assert!(stale.status == 422 && stale.body.contains(WHY));

    explained(&router, &vice).await;
    let seen = field(&get(&router, &vice).await, "seen");
    assert_eq!(post(&router, &vice, &[("act", "sign"), ("seen", &seen)]).await.status, 303);
    assert!(!get(&router, &office).await.contains("QB-"));
    let own = post(&router, &vice, &[("act", "confirm"), ("seen", &seen)]).await;
    assert!(own.status == 422 && own.body.contains("须由另一人确认"));
    assert_eq!(post(&router, &chair, &[("act", "confirm"), ("seen", &seen)]).await.status, 303);
    let page = get(&router, &office).await;
    assert!(
        page.contains("QB-2026-")
            && page.contains("两人已签署")
            && !page.contains("class=\"pairs\"")
    );
    assert!(!page.contains("name=\"act\""));
}

/// The other head signs while one is typing: the page has no form for it any more, and the reason comes back all the same.
/// Once the list is open again it is saved from there.
#[tokio::test]
async fn art_20_a_reason_typed_while_the_other_head_signs_is_not_lost() {
    let w = World::sqlite().await;
    w.candidates(2, 1, 3).await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let (chair, vice) =
        (w.cookie("chair@example.com").await, w.cookie("vice-chair@example.com").await);
    let page = get(&router, &chair).await;
    let (revision, id) = (field(&page, "revision"), field(&page, "id"));
    explained(&router, &vice).await;
    let seen = field(&get(&router, &vice).await, "seen");
    assert_eq!(post(&router, &vice, &[("act", "sign"), ("seen", &seen)]).await.status, 303);
    let decide = async |revision: &str| {
        let form = [
            ("act", "decide"),
            ("id", id.as_str()),
            ("listed", "yes"),
            ("reason", WHY),
            ("revision", revision),
        ];
        Ask::post(PATH, &form).as_(&chair).with("accept", "text/html").of(&router).await
    };
    let late = decide(&revision).await;
    assert!(late.status == 422 && late.body.contains("没有提交成功"), "{late:?}");
    assert!(late.body.contains(&format!(">{WHY}</textarea>")), "{}", late.body);
    assert!(late.body.contains(&format!("action=\"{PATH}\"")), "{}", late.body);
    let why = "还有一项理由没有写完，请稍候。（演示）";
    let back = [("act", "return"), ("seen", seen.as_str()), ("reason", why)];
    assert_eq!(post(&router, &chair, &back).await.status, 303);
    // Sent again from there it is told of what has changed, and stands in its form on the page as it is now.
    let stale = decide(&revision).await;
    assert!(stale.status == 422 && stale.body.contains("没有覆盖"), "{}", stale.body);
    assert!(stale.body.contains(&format!(">{WHY}</textarea>")), "{}", stale.body);
    assert_eq!(decide(&field(&stale.body, "revision")).await.status, 303);
}

/// With script the forms are sent to server functions: one that is refused says why, and the rest of the page stands.
#[tokio::test]
async fn art_20_the_list_is_decided_in_the_page_as_well() {
    let w = World::sqlite().await;
    w.candidates(2, 1, 3).await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let (chair, vice) =
        (w.cookie("chair@example.com").await, w.cookie("vice-chair@example.com").await);
    let call = async |who: &str, name: &str, form: &[(&str, &str)]| {
        Ask::post(format!("/api/initial-list/{name}"), form).as_(who).of(&router).await
    };
    let page = get(&router, &chair).await;
    let (revision, id) = (field(&page, "revision"), field(&page, "id"));
    let decide = async |listed: &str, reason: &str, revision: &str| {
        let form =
            [("id", id.as_str()), ("listed", listed), ("reason", reason), ("revision", revision)];
        call(&chair, "decide", &form).await
    };
    for (listed, reason, why) in [("perhaps", WHY, "bad_value"), ("yes", "不够", "too_short")] {
        let refused = decide(listed, reason, &revision).await;
        assert!(refused.status == 422 && refused.body.contains(why), "{refused:?}");
    }
    assert_eq!(decide("yes", WHY, &revision).await.status, 200);
    let stale = decide("yes", WHY, &revision).await;
    assert!(stale.status == 409 && stale.body.contains("stale"), "{stale:?}");
    let seen = field(&page, "seen");
    let changed = call(&vice, "sign", &[("seen", &seen)]).await;
    assert!(changed.status == 409 && changed.body.contains("list_changed"), "{changed:?}");
    explained(&router, &vice).await;
    let revision = field(&get(&router, &vice).await, "revision");
    let form = [("category", "sme"), ("reason", WHY), ("revision", revision.as_str())];
    assert_eq!(call(&vice, "explain", &form).await.status, 200);
    let seen = field(&get(&router, &vice).await, "seen");
    assert_eq!(call(&vice, "sign", &[("seen", &seen)]).await.status, 200);
    let own = call(&vice, "confirm", &[("seen", &seen)]).await;
    assert!(own.status == 422 && own.body.contains("own_signature"), "{own:?}");
    let back = [("reason", "还有一项理由没有写完，请稍候。（演示）"), ("seen", seen.as_str())];
    assert_eq!(call(&chair, "return", &back).await.status, 200);
    assert_eq!(call(&chair, "sign", &[("seen", &seen)]).await.status, 200);
    assert_eq!(call(&vice, "confirm", &[("seen", &seen)]).await.status, 200);
    assert_eq!(call(&vice, "reopen", &back).await.status, 200);
    assert!(get(&router, &chair).await.contains(back[0].1));
}

#[tokio::test]
async fn art_15_a_lead_who_stands_in_for_a_head_is_led_to_the_consultation() {
    let w = World::sqlite().await;
    let ids = w.candidates(2, 1, 3).await;
    w.service.add_expert(&w.office, &expert(&"vice".into(), FIELDS[0])).await.unwrap();
    w.account("lead@example.com", Role::PanelLead, "p1").await;
    let lead = w.cookie("lead@example.com").await;
    let (_stop, stopped) = watch::channel(false);
    let router = router(&w, &[], stopped);
    let entry = "href=\"/consultation\"";
    let read = async |url| Ask::get(url).as_(&lead).with("accept", "text/html").of(&router).await;
    assert!(!read("/deliberation").await.body.contains(entry));
    assert_eq!(read(CONSULTATION).await.status, 404);
    let season = support::world::id();
    let kept = format!(
        "INSERT INTO conflict VALUES ('{season}', 'vice', '{}', 'kinship', TRUE, 1)",
        ids[1]
    );
    w.tamper(&kept).await;
    // Something has happened since: the picture is read anew.
    w.account("somebody@example.com", Role::Office, "").await;
    w.service.plan_season(&w.office).await.unwrap();
    assert!(read("/deliberation").await.body.contains(entry));
    assert_eq!(read(CONSULTATION).await.status, 200);
}
