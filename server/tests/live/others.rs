//! Lines that are no board's: an expert's own list, the screen of a room.

use domain::ids::SessionId;
use domain::policy::Role;
use domain::stamp::{MINUTE, SECOND};

use super::ending::withdrawn_in_silence;
use super::{Stage, ring, served, session, watch};
use crate::support::answer::Ask;
use crate::support::world::{World, expert_id, panel_id};

/// A page of the own list is told that it has changed, and nothing of any other.
#[tokio::test(flavor = "multi_thread")]
async fn art_15_an_expert_hears_of_the_own_list_and_of_no_other() {
    let w = World::sqlite().await;
    let mut stage = Stage::set(&w).await;
    let (stop, addr) = served(&w).await;
    let list = "?list=1";
    let refused = Ask::get(format!("/live{list}")).as_(&stage.leads[0]).listen(addr).await;
    assert_eq!(refused.err(), Some(404));
    let first = stage.next(1);
    let at = stage.sheets.iter().position(|s| s.1 == first.0 && s.2 != first.1).unwrap();
    let (_, id, cookie) = stage.sheets.remove(at);
    let (mut own, mut others) =
        (watch(addr, &first.1, list).await, watch(addr, &cookie, list).await);
    // Of the same application: each hears of what was theirs alone.
    for (heard, (id, cookie)) in [(&mut own, first), (&mut others, (id, cookie))] {
        let form = [("id", id.as_str()), ("reason", "与申报组织有合作（演示）")];
        let answer = Ask::post("/api/review/decline", &form).as_(&cookie).at(addr).await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(heard.next().await.unwrap().name, "list");
    }
    stop.send(true).unwrap();
    assert_eq!((own.next().await, others.next().await), (None, None));
}

/// The screen of a room hears of its panel's sessions, and looks again after a break; whose conflict is new looks
/// once more, and then hears nothing of that application.
async fn a_room_hears_its_own_bells(w: World) {
    let ids = w.defending(2, 1, 4).await;
    w.account("e12@example.com", Role::Expert, "e12").await;
    let expert = session(&w, "e12@example.com").await;
    let (_stop, addr) = served(&w).await;
    let mut screen = watch(addr, &expert, "?room=sitting-1").await;
    for room in ["defence", "resync"] {
        ring(&w, 1, room).await;
        assert_eq!(screen.next().await.unwrap().name, "room", "{room}");
    }
    let mut db = w.service.read().await.unwrap();
    let reference = db.dossier(&ids[0]).await.unwrap().unwrap().reference;
    drop(db);
    let conflict = async |e| {
        let (expert, why) = (expert_id(1, e), "两年内为该组织提供过咨询服务");
        w.service.record_conflict(&w.office, &expert, &reference, why).await.unwrap();
    };
    conflict(2).await;
    assert_eq!(screen.next().await.unwrap().name, "room");
    conflict(3).await;
    // Sheets and boards are none of a screen's; and the line ends with its session, nothing told before.
    ring(&w, 3, "defence_review").await;
    Ask::post("/session/end", &[]).as_(&expert).at(addr).await.unwrap();
    assert_eq!(screen.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_a_room_hears_its_own_bells_on_sqlite() {
    a_room_hears_its_own_bells(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_a_room_hears_its_own_bells_on_postgres() {
    a_room_hears_its_own_bells(World::postgres().await).await;
}

/// Who is taken out of a session is told to look once more, and hears nothing after it; the others go on hearing.
async fn who_sits_in_a_room_no_more_hears_it_no_more(w: World) {
    w.defending(2, 1, 4).await;
    let room = "?room=sitting-1";
    let mut experts = Vec::new();
    for e in [2, 3] {
        let (expert, email) = (expert_id(1, e), format!("e1{e}@example.com"));
        w.account(&email, Role::Expert, expert.as_str()).await;
        experts.push(session(&w, &email).await);
    }
    let (_stop, addr) = served(&w).await;
    let (mut goes, mut stays) =
        (watch(addr, &experts[0], room).await, watch(addr, &experts[1], room).await);
    let sitting = SessionId::from("sitting-1");
    let seen = w.service.defence_session(&w.office, &sitting).await.unwrap();
    let mut form = seen.form.unwrap();
    form.experts.retain(|e| *e != expert_id(1, 2));
    let why = ("专家请假", "");
    w.service.plan_session(&w.office, Some(&sitting), &panel_id(1), &form, why).await.unwrap();
    assert_eq!(goes.next().await.unwrap().name, "room", "so that the page asks, and says why");
    assert_eq!(stays.next().await.unwrap().name, "room");
    ring(&w, 1, "defence").await;
    assert_eq!(stays.next().await.unwrap().name, "room");
    assert_eq!(goes.next().await, None);
    let again = Ask::get(format!("/live{room}")).as_(&experts[0]).listen(addr).await;
    assert_eq!(again.err(), Some(404));
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_who_sits_in_a_room_no_more_hears_it_no_more_on_sqlite() {
    who_sits_in_a_room_no_more_hears_it_no_more(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_who_sits_in_a_room_no_more_hears_it_no_more_on_postgres() {
    who_sits_in_a_room_no_more_hears_it_no_more(World::postgres().await).await;
}

/// Who lost a room of which no bell told is told to look once more all the same: at once where bells were missed,
/// else a minute after the last look.
async fn who_is_found_to_have_lost_a_room_is_told_once(w: World) {
    w.defending(2, 1, 4).await;
    let (_stop, addr) = served(&w).await;
    let (mut experts, mut screens) = (Vec::new(), Vec::new());
    for e in [2, 3, 4] {
        let (expert, email) = (expert_id(1, e), format!("e1{e}@example.com"));
        w.account(&email, Role::Expert, expert.as_str()).await;
        let cookie = session(&w, &email).await;
        screens.push(watch(addr, &cookie, "?room=sitting-1").await);
        experts.push(cookie);
    }
    withdrawn_in_silence(&w, &experts[0]).await;
    ring(&w, 1, "resync").await;
    for screen in &mut screens {
        assert_eq!(screen.next().await.unwrap().name, "room", "bells were missed");
    }
    assert_eq!(screens[0].next().await, None);
    withdrawn_in_silence(&w, &experts[1]).await;
    w.clock.pass(MINUTE + SECOND);
    // None of a screen's: it is what finds the look due.
    ring(&w, 1, "review").await;
    assert_eq!(
        screens[1].next().await.unwrap().name,
        "room",
        "so that the page asks, and says why"
    );
    assert_eq!(screens[1].next().await, None);
    // Who sits there still is told of what happens there, and of no look.
    ring(&w, 1, "defence").await;
    assert_eq!(screens[2].next().await.unwrap().name, "room");
    Ask::post("/session/end", &[]).as_(&experts[2]).at(addr).await.unwrap();
    assert_eq!(screens[2].next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_who_is_found_to_have_lost_a_room_is_told_once_on_sqlite() {
    who_is_found_to_have_lost_a_room_is_told_once(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn art_20_who_is_found_to_have_lost_a_room_is_told_once_on_postgres() {
    who_is_found_to_have_lost_a_room_is_told_once(World::postgres().await).await;
}
