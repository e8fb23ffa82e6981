//! The written review.

use domain::deliberation::Review;
use domain::deliberation::agreed::Verdict;
use domain::policy::Actor;
use domain::season::edit::{Part, to_form};
use service::Agreeing;

use super::lead;
use super::watched::Watched;
use crate::support::house::House;
use crate::support::later::{WHY, vice};
use crate::support::world::{World, day, expert_actor, expert_id, panel_id, sheet};

/// Who reads the watched application in the written review, and has or has not sealed.
async fn readers(house: &House, sealed: bool) -> Vec<Actor> {
    let s = &house.w.service;
    let mut found = Vec::new();
    for (p, e) in (1..=2).flat_map(|p| (1..=4).map(move |e| (p, e))) {
        let view = s.sheet(&expert_actor(p, e), Review::Written, &house.own).await;
        if view.is_ok_and(|v| v.total.is_some() == sealed) {
            found.push(expert_actor(p, e));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn art_15_what_happens_in_the_written_review_is_seen_by_nobody_who_may_not() {
    let house = House::furnish(World::sqlite().await).await;
    house.chair_in_conflict().await;
    let asks = house.account("expert").await.expert().unwrap();
    let mut w = Watched::from(house, day(36)).await;
    w.asks_twice().await;
    let table: &[&str] = &["panel_lead", "vice_chair"];
    w.secret("a sheet is sealed", table, true, async |house| {
        // Not the one who asks: they have sealed nothing, so they see nobody's.
        let waiting = readers(house, false).await;
        let other = waiting.iter().find(|a| a.expert().unwrap() != asks).unwrap();
        let s = &house.w.service;
        s.seal_sheet(other, Review::Written, &house.own, &sheet(91)).await.unwrap();
    })
    .await;
    w.secret("a sealed sheet is amended", table, true, async |house| {
        let sealed = &readers(house, true).await[0];
        let s = &house.w.service;
        s.amend_sheet(sealed, Review::Written, &house.own, &sheet(44), WHY).await.unwrap();
    })
    .await;
    w.secret("a conflict is declared", &["office"], false, async |house| {
        let own = std::slice::from_ref(&house.own);
        house.w.service.undertake(&expert_actor(2, 4), own).await.unwrap();
    })
    .await;
    let aside: &[&str] = &["office", "panel_lead", "vice_chair"];
    w.secret("a sealed score is set aside", aside, true, async |house| {
        let s = &house.w.service;
        // Not the lead of the panel, who would leave the room.
        let sealed = readers(house, true).await.into_iter().map(|a| a.expert().unwrap());
        let of = sealed.into_iter().find(|e| *e != expert_id(1, 1)).unwrap();
        let reference =
            s.read().await.unwrap().dossier(&house.own).await.unwrap().unwrap().reference;
        s.record_conflict(&house.w.office, &of, &reference, WHY).await.unwrap();
    })
    .await;
    // Those who plan it look at pages that have nothing to do with the rest.
    w.secret("next year is planned", &[], false, async |house| {
        let s = &house.w.service;
        let year = s.plan_season(&house.w.office).await.unwrap();
        let draft = s.season_draft(&house.w.office, year).await.unwrap();
        let mut form = to_form(Part::Limits, &draft.season);
        form.insert("title_max".into(), "33".into());
        s.change_season(&house.w.office, year, Part::Limits, &form, "").await.unwrap();
    })
    .await;
    w.secret("the panel agrees", table, false, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Written, &p1).await.unwrap();
        let row = seen.rows.iter().find(|r| r.dossier == house.own).unwrap();
        let agreeing = Agreeing {
            dossier: row.dossier.clone(),
            verdict: Verdict::Reserve,
            rank: row.rank,
            reason: WHY.into(),
            minutes: "逐项讨论，一致同意。".into(),
            exception: WHY.into(),
            revision: seen.revision,
        };
        s.agree(&lead(), Review::Written, &p1, &agreeing).await.unwrap();
    })
    .await;
    w.secret("the lead signs", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&lead(), Review::Written, &p1).await.unwrap().sha256;
        s.sign_conclusion(&lead(), Review::Written, &p1, &seen).await.unwrap();
    })
    .await;
    w.secret("a head confirms", table, true, async |house| {
        let (s, p1) = (&house.w.service, panel_id(1));
        let seen = s.deliberation(&vice(), Review::Written, &p1).await.unwrap().sha256;
        s.confirm_conclusion(&vice(), Review::Written, &p1, &seen).await.unwrap();
    })
    .await;
    w.end().await;
}
