//! The defence, and the list the heads make of it.

use domain::deliberation::Review;
use domain::policy::Role;
use service::Listing;

use super::lead;
use super::watched::Watched;
use crate::support::house::House;
use crate::support::later::{WHY, vice};
use crate::support::world::{World, actor, day, defence_sheet, expert_actor, id, panel_id};

#[tokio::test(flavor = "multi_thread")]
async fn art_20_what_happens_in_the_defence_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.chair_in_conflict().await;
    let mut asking = Vec::new();
    for name in ["expert", "unassigned_expert"] {
        asking.push(house.account(name).await.expert().unwrap());
    }
    let mut w = Watched::from(house, day(93)).await;
    let table: &[&str] = &["panel_lead", "vice_chair"];
    // Both experts of the first panel hear it.
    let hear: &[&str] = &["office", "vice_chair", "panel_lead", "expert", "unassigned_expert"];
    w.secret("the site was visited again", hear, false, async |house| {
        house.visited("not_confirmed").await;
    })
    .await;
    w.secret("a sheet is sealed", table, true, async |house| {
        let other = (1..=3).map(|e| expert_actor(1, e));
        let other = other.into_iter().find(|a| !asking.contains(&a.expert().unwrap())).unwrap();
        let s = &house.w.service;
        s.seal_sheet(&other, Review::Defence, &house.own, &defence_sheet(91)).await.unwrap();
    })
    .await;
    w.goes_on(day(93), async |house| house.all_sealed(Review::Defence).await).await;
    w.secret("the lead signs", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Defence, &p1).await.unwrap().sha256;
        s.sign_conclusion(&lead(), Review::Defence, &p1, &seen).await.unwrap();
    })
    .await;
    w.secret("a head confirms", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&vice(), Review::Defence, &p1).await.unwrap().sha256;
        s.confirm_conclusion(&vice(), Review::Defence, &p1, &seen).await.unwrap();
    })
    .await;
    w.goes_on(day(93), async |house| {
        house.w.concluded(Review::Defence, 2).await;
        // Who confirmed it has read that it was signed: a count on pages that are closed is not asked for again.
        // Not signed in anew: that would be another session on their own page.
        let s = &house.w.service;
        let heads = s.read().await.unwrap().holders(&id(), Role::Chair.code()).await.unwrap();
        let chair = actor(heads[0].0.as_str(), Role::Chair, "chair");
        let last = s.inbox(&chair).await.unwrap().lines.remove(0);
        s.open_message(&chair, &last.id).await.unwrap();
    })
    .await;
    // A lead is told that the own panel's is: no more.
    let leads: &[&str] = &["panel_lead", "vice_chair", "foreign_lead"];
    w.secret("the results are released to the heads", leads, false, async |house| {
        house.w.service.release_lists(&vice(), Review::Defence).await.unwrap();
    })
    .await;
    // The chair is kept out, so the lead of the first panel stands in.
    w.secret("an entry is decided", table, false, async |house| {
        let s = &house.w.service;
        let seen = s.initial_list(&vice()).await.unwrap();
        let listing = Listing {
            dossier: house.own.clone(),
            listed: false,
            reason: WHY.into(),
            revision: seen.revision,
        };
        s.decide_listing(&vice(), &listing).await.unwrap();
    })
    .await;
    w.secret("a head signs the list", table, false, async |house| {
        let s = &house.w.service;
        let seen = s.initial_list(&vice()).await.unwrap().sha256;
        s.sign_initial_list(&vice(), &seen).await.unwrap();
    })
    .await;
    w.secret(
        "another confirms it",
        &["office", "panel_lead", "vice_chair"],
        false,
        async |house| {
            let s = &house.w.service;
            let seen = s.initial_list(&lead()).await.unwrap().sha256;
            s.confirm_initial_list(&lead(), &seen).await.unwrap();
        },
    )
    .await;
    w.end().await;
}
