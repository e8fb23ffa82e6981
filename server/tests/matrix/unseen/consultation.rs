//! What the ministry says.

use domain::stamp::DAY;

use super::watched::Watched;
use crate::support::house::House;
use crate::support::later::WHY;
use crate::support::world::{World, day, ministry};

#[tokio::test(flavor = "multi_thread")]
async fn art_20_what_the_ministry_says_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.hearing().await;
    house.proposed().await;
    house.listed().await;
    house.w.clock.set(day(96));
    house.w.service.open_consultation(&house.w.office, day(97)).await.unwrap();
    house.chair_in_conflict().await;
    let mut w = Watched::from(house, day(96).plus(DAY / 2)).await;
    // How many are given the Office is told, to know whether to remind.
    w.secret("an opinion is given", &["ministry", "office"], false, async |house| {
        let opining = service::Opining {
            dossier: house.own.clone(),
            stance: domain::consultation::opinion::Stance::Objects,
            text: WHY.into(),
        };
        house.w.service.give_opinion(&ministry(), &opining).await.unwrap();
    })
    .await;
    w.goes_on(day(96).plus(DAY / 2), async |house| {
        house.w.service.agree_to_rest(&ministry()).await.unwrap();
    })
    .await;
    w.secret("the opinions are handed in", &["ministry", "office"], false, async |house| {
        house.w.service.hand_in_opinions(&ministry()).await.unwrap();
    })
    .await;
    w.end().await;
}
