//! The page on which the Office gives an application another time before its panel, or its own back (Art. 20), as it
//! is without script.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use support::answer::Ask;
use support::house::House;
use support::later::{SESSION, WHY};
use support::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn art_20_what_was_cancelled_by_mistake_is_given_its_time_back_without_script() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    let office = house.cookie("office").await;
    let (own, url) = (house.own.as_str(), format!("/defence/session/{SESSION}"));
    let post = async |form: &[(&str, &str)]| {
        Ask::post(&url, form).as_(&office).with("accept", "text/html").of(&house.router).await
    };
    let page = async || {
        let ask = Ask::get(&url).as_(&office).with("accept", "text/html");
        ask.of(&house.router).await.body
    };
    // By the plan it was heard: it has no other time.
    assert!(!page().await.contains("name=\"place\""));
    // The forms of a slot name what the page shows of it.
    let named =
        format!("name=\"dossier\" value=\"{own}\"><input type=\"hidden\" name=\"seen\" value=\"");
    let version = |page: &str| -> String {
        page.split(&named).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let cancel = async |version: &str| {
        post(&[("act", "cancel"), ("dossier", own), ("seen", version), ("reason", WHY)]).await
    };
    let shown = version(&page().await);
    // From another page nothing is cancelled: it comes back with what was typed.
    for other in ["7", ""] {
        let stale = cancel(other).await;
        assert!(stale.status == 422 && !stale.body.contains("已取消"), "{}", stale.body);
        assert!(stale.body.contains("刚被他人保存") && stale.body.contains(WHY), "{}", stale.body);
    }
    let cancelled = cancel(&shown).await;
    assert_eq!((cancelled.status, cancelled.location()), (303, url.as_str()));
    let seen = page().await;
    assert!(seen.contains("已取消") && seen.contains("恢复原时段"), "{seen}");
    // What is chosen and typed stands beside what is wrong with it.
    let offered = seen.split(&format!("value=\"{SESSION}:")).nth(1).unwrap();
    let place = format!("{SESSION}:{}", offered.split('"').next().unwrap());
    let version = version(&seen);
    let from = async |version: &str, place: &str, reason: &str| {
        let which = [("act", "place"), ("dossier", own), ("seen", version)];
        post(&[&which[..], &[("place", place), ("reason", reason)]].concat()).await
    };
    let given = async |place: &str, reason: &str| from(&version, place, reason).await;
    // From the page as it was before somebody cancelled, nothing is given: it comes back with what was typed.
    for older in ["0", ""] {
        let stale = from(older, &place, WHY).await;
        assert!(stale.status == 422 && stale.body.contains("已取消"), "{}", stale.body);
        assert!(stale.body.contains("刚被他人保存") && stale.body.contains(WHY), "{}", stale.body);
    }
    let short = given(&place, "<").await;
    assert!(short.status == 422 && short.body.contains(&format!("id=\"place-why-{own}-e\"")));
    assert!(short.body.contains("value=\"&lt;\""), "{}", short.body);
    let taken = given(&format!("{SESSION}:60"), WHY).await;
    assert!(taken.status == 422 && taken.body.contains(&format!("id=\"place-{own}-e\"")));
    assert!(taken.body.contains(WHY), "{}", taken.body);
    let done = given(&place, WHY).await;
    assert_eq!((done.status, done.location()), (303, url.as_str()), "{}", done.body);
    assert!(!page().await.contains("已取消"));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_a_session_in_which_too_few_sit_says_what_follows() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    let office = house.cookie("office").await;
    let page = async |path: &str| {
        Ask::get(path).as_(&office).with("accept", "text/html").of(&house.router).await.body
    };
    let session = format!("/defence/session/{SESSION}");
    for path in ["/defence", &session] {
        let seen = page(path).await;
        assert!(!seen.contains("专家人数不足") && !seen.contains("出席专家不足"), "{path}: {seen}");
    }
    house.w.set(|s| s.review.defence_reviews_min = 4).await;
    for path in ["/defence", &session] {
        let seen = page(path).await;
        assert!(seen.contains("专家人数不足"), "{path}: {seen}");
        assert!(
            seen.contains("出席专家不足 4 人") && seen.contains("须写明例外理由"),
            "{path}: {seen}"
        );
    }
    assert!(page(&session).await.contains("评分专家 3 人，不足 4 人"));
}
