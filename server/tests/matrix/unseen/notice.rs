//! Objections, and what is to be announced.

use std::sync::Arc;

use domain::notice::handling::Outcome;
use domain::stamp::DAY;

use super::watched::Watched;
use crate::support::house::House;
use crate::support::world::{NOTICED, World};

#[tokio::test(flavor = "multi_thread")]
async fn art_21_an_objection_and_what_is_to_be_announced_are_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.proposed().await;
    house.listed().await;
    house.w.consulted().await;
    let notice = house.w.opened().await;
    house.chair_in_conflict().await;
    let mut w = Watched::from(house, NOTICED.plus(3 * DAY)).await;
    // A lead stands in for the chair.
    let told: &[&str] = &["office", "vice_chair", "panel_lead"];
    let objected = Arc::new(tokio::sync::OnceCell::new());
    // The heads hear of it with the report.
    w.secret("somebody objects", &["office"], false, async |house| {
        objected.set(house.objected().await).ok().unwrap();
    })
    .await;
    let of = objected.get().unwrap();
    w.secret("somebody is named", &["office"], false, async |house| house.handled(of).await).await;
    w.secret("the report is there", told, false, async |house| house.reported(of).await).await;
    // Its applicant is told what was decided, and not before.
    let decided: &[&str] = &["office", "vice_chair", "panel_lead", "applicant"];
    w.secret("it is dismissed", decided, false, async |house| {
        house.decided(of, Outcome::Dismissed).await;
    })
    .await;
    // Another waits when the notice ends.
    let waits = Arc::new(tokio::sync::OnceCell::new());
    w.goes_on(NOTICED.plus(3 * DAY), async |house| {
        let another = house.objected().await;
        house.handled(&another).await;
        house.reported(&another).await;
        waits.set(another).ok().unwrap();
    })
    .await;
    w.goes_on(notice.ends_at.plus(DAY), async |_| {}).await;
    // Its unit reads that it was struck off. The experts who scored it, and who approves what is announced then, read
    // of it nowhere.
    let upheld: &[&str] = &["office", "vice_chair", "panel_lead", "applicant", "recommending_unit"];
    w.secret("the last is upheld after the end", upheld, false, async |house| {
        house.decided(waits.get().unwrap(), Outcome::Upheld).await;
    })
    .await;
    let approve: &[&str] = &["office", "caq"];
    w.secret("the announcement is drawn up and approved", approve, false, async |house| {
        house.w.approved().await;
    })
    .await;
    w.end().await;
}
