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
    let cancelled = post(&[("act", "cancel"), ("dossier", own), ("reason", WHY)]).await;
    assert_eq!((cancelled.status, cancelled.location()), (303, url.as_str()));
    let seen = page().await;
    assert!(seen.contains("已取消") && seen.contains("恢复原时段"), "{seen}");
    // What is chosen and typed stands beside what is wrong with it.
    let offered = seen.split(&format!("value=\"{SESSION}:")).nth(1).unwrap();
    let place = format!("{SESSION}:{}", offered.split('"').next().unwrap());
    // The one form of the page names what it shows.
    let version = seen.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let from = async |version: &str, place: &str, reason: &str| {
        let which = [("act", "place"), ("dossier", own), ("seen", version)];
        post(&[&which[..], &[("place", place), ("reason", reason)]].concat()).await
    };
    let given = async |place: &str, reason: &str| from(version, place, reason).await;
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
