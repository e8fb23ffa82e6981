//! Art. 15, 20: one application is given another time, or its own back after it was cancelled.

use std::collections::BTreeSet;

use domain::defence::session::Session;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId, SessionId};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::MINUTE;
use domain::views::defence::{ClashLine, OwnSlot};
use service::ports::committee::Conflict;
use service::ports::defence::Sitting;

use crate::on_both;
use crate::world::*;

const WHY: &str = "列车晚点，改到次日";

/// Whoever writes for the applicant of a dossier.
async fn writer(w: &World, id: &DossierId) -> Actor {
    let d = w.service.read().await.unwrap().dossier(id).await.unwrap().unwrap();
    w.account("writer@example.com", Role::Applicant, d.organisation.as_str()).await
}

/// One more session of panel 1 that was told, on day 93, with two slots that are free.
async fn later(w: &World, name: &str, experts: &[usize]) -> SessionId {
    let session = Session {
        id: name.into(),
        panel: panel_id(1),
        room: "演示会议室乙".into(),
        starts: day(93),
        slots: 2,
        breaks: Vec::new(),
        experts: experts.iter().map(|e| expert_id(1, *e)).collect(),
    };
    let mut work = w.service.begin().await.unwrap();
    let sitting = Sitting { session, published_at: Some(work.now.0) };
    work.db.save_sitting(&id(), &sitting).await.unwrap();
    work.commit().await.unwrap();
    name.into()
}

/// So many experts sit in the session of day 92 from now on, and score what is heard there.
async fn seated(w: &World, experts: usize) {
    let mut work = w.service.begin().await.unwrap();
    let all = work.db.sittings(&id()).await.unwrap();
    let mut first = all.into_iter().find(|s| s.session.id.as_str() == "sitting-1").unwrap();
    first.session.experts.truncate(experts);
    work.db.save_sitting(&id(), &first).await.unwrap();
    for pair in work.db.defence_assignments(&id()).await.unwrap() {
        if !first.session.experts.contains(&pair.expert) {
            work.db.unassign_defence(&pair.dossier, &pair.expert).await.unwrap();
        }
    }
    work.commit().await.unwrap();
}

/// As from a page that was drawn just now.
async fn place(
    w: &World,
    id: &DossierId,
    to: &SessionId,
    number: u32,
    why: &str,
) -> service::Result<()> {
    let row = w.service.read().await.unwrap().slot(id).await.unwrap();
    w.service.place_slot(&w.office, id, to, number, why, row.map(|r| r.sequence)).await
}

/// What the form of an application names on the page of its session.
async fn shown(w: &World, session: &SessionId, of: &DossierId) -> Option<u32> {
    let seen = w.service.defence_session(&w.office, session).await.unwrap();
    let mut all = seen.slots.into_iter().filter_map(|s| s.who);
    all.find(|who| who.dossier == *of).unwrap().sequence
}

async fn own(w: &World, actor: &Actor, id: &DossierId) -> OwnSlot {
    w.service.defence_slot(actor, id).await.unwrap().slot.unwrap()
}

/// Who scores an application in the defence.
async fn scorers(w: &World, of: &DossierId) -> BTreeSet<ExpertId> {
    let mut db = w.service.read().await.unwrap();
    let pairs = db.defence_assignments(&id()).await.unwrap();
    pairs.into_iter().filter(|p| p.dossier == *of).map(|p| p.expert).collect()
}

fn experts(all: &[usize]) -> BTreeSet<ExpertId> {
    all.iter().map(|e| expert_id(1, *e)).collect()
}

/// Sessions and numbers the Office may give to an application.
async fn offered(w: &World) -> Vec<(String, u32)> {
    let seen = w.service.defence_session(&w.office, &"sitting-1".into()).await.unwrap();
    seen.places.unwrap().into_iter().map(|p| (p.session.to_string(), p.number)).collect()
}

/// Kinds of messages in an account's inbox about the defence, oldest first.
async fn heard(w: &World, who: &Actor) -> Vec<&'static str> {
    let lines = w.service.inbox(who).await.unwrap().lines;
    let kinds = lines.iter().rev().map(|l| l.message.kind());
    kinds.filter(|k| k.starts_with("defence")).collect()
}

/// A conflict that comes to light after the sheets of the written review are sealed.
async fn kept_away(w: &World, expert: usize, dossier: &DossierId) {
    let mut work = w.service.begin().await.unwrap();
    let conflict = Conflict {
        expert: expert_id(1, expert),
        dossier: dossier.clone(),
        kind: "declared".into(),
        declared: true,
        at: 1,
    };
    work.db.insert_conflict(&id(), &conflict).await.unwrap();
    work.db.unassign_defence(dossier, &conflict.expert).await.unwrap();
    work.commit().await.unwrap();
}

on_both! {
    async fn art_20_who_was_cancelled_by_mistake_is_heard_after_all(w) {
        let ids = w.defending(2, 1, 3).await;
        w.clock.set(day(91));
        let session = SessionId::from("sitting-1");
        let applicant = writer(&w, &ids[0]).await;
        let expert = w.account("expert@example.com", Role::Expert, "e11").await;
        w.service.confirm_slot(&applicant, &ids[0], "甲").await.unwrap();
        let before = own(&w, &applicant, &ids[0]).await;
        // The line above was meant, in the middle of the session.
        w.clock.set(slot_of(1).plus(MINUTE));
        w.cancelled(&w.office, &ids[0], "申报组织退出").await.unwrap();
        assert!(scorers(&w, &ids[0]).await.is_empty());
        for other in [&applicant, &expert_actor(1, 1), &lead_actor(1), &chair()] {
            let out = w.service.place_slot(other, &ids[0], &session, 1, WHY, Some(1)).await;
            assert_eq!(refused(out), Refusal::NotYours);
        }
        let nothing = place(&w, &ids[0], &session, 1, " ").await;
        assert!(matches!(refused(nothing), Refusal::TooShort { .. }));
        // Its number is kept for it, and for nobody else.
        assert_eq!(refused(place(&w, &ids[1], &session, 1, WHY).await), Refusal::SlotTaken);
        assert!(offered(&w).await.is_empty());
        place(&w, &ids[0], &session, 1, "取消错了一行").await.unwrap();
        let slot = own(&w, &applicant, &ids[0]).await;
        assert_eq!((slot.starts, slot.cancelled), (before.starts, None));
        // A calendar that struck it out takes it up again; whoever was told "cancelled" confirms once more.
        assert_eq!((slot.sequence, slot.confirmed, slot.delegates), (2, None, vec!["甲".to_owned()]));
        assert_eq!(heard(&w, &applicant).await, ["defence_cancelled", "defence_invited"]);
        assert_eq!(heard(&w, &expert).await, ["defence_seated"]);
        assert_eq!(scorers(&w, &ids[0]).await, experts(&[1, 2, 3]));
        // The same once more, from an older page, changes nothing.
        place(&w, &ids[0], &session, 1, "").await.unwrap();
        assert_eq!(own(&w, &applicant, &ids[0]).await.sequence, 2);
        // It is heard, scored, and stands where it was heard.
        let other = later(&w, "later", &[1, 2]).await;
        let sheet = defence_sheet(80);
        w.service.seal_sheet(&expert_actor(1, 1), Review::Defence, &ids[0], &sheet).await.unwrap();
        assert_eq!(refused(place(&w, &ids[0], &other, 1, WHY).await), Refusal::SlotBegun);
        assert_eq!(w.checked().await, Vec::<String>::new());
        let mut db = w.service.read().await.unwrap();
        let entries = db.entries_of(&ids[0]).await.unwrap();
        let placed: Vec<_> = entries.iter().filter(|e| e.kind == "slot_placed").collect();
        assert_eq!((placed.len(), placed[0].reason.as_str()), (1, "取消错了一行"));
    }

    async fn art_20_one_application_is_given_another_time_and_who_sits_there_scores_it(w) {
        let ids = w.defending(2, 1, 4).await;
        w.clock.set(day(91));
        let (session, other) = (SessionId::from("sitting-1"), later(&w, "later", &[2, 3]).await);
        seated(&w, 2).await;
        let applicant = writer(&w, &ids[0]).await;
        let comes = w.account("comes@example.com", Role::Expert, "e13").await;
        let stays = w.account("stays@example.com", Role::Expert, "e12").await;
        w.service.confirm_slot(&applicant, &ids[0], "甲").await.unwrap();
        w.service.check_in(&w.office, &ids[0], true).await.unwrap();
        let free = |all: &[(&str, u32)]| all.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect::<Vec<_>>();
        assert_eq!(offered(&w).await, free(&[("later", 1), ("later", 2)]));
        let seen = w.service.defence_session(&expert_actor(1, 2), &other).await.unwrap();
        assert_eq!(seen.places, None);
        for number in [0, 3, u32::MAX] {
            assert_eq!(refused(place(&w, &ids[0], &other, number, WHY).await), Refusal::SlotTaken);
        }
        assert_eq!(refused(place(&w, &ids[0], &session, 2, WHY).await), Refusal::SlotTaken);
        assert_eq!(refused(place(&w, &ids[0], &"nowhere".into(), 1, WHY).await), Refusal::NotYours);
        assert_eq!(refused(place(&w, &"nobody".into(), &other, 1, WHY).await), Refusal::NotYours);
        place(&w, &ids[0], &other, 2, WHY).await.unwrap();
        let slot = own(&w, &applicant, &ids[0]).await;
        assert_eq!((slot.starts, slot.room.as_str()), (day(93).plus(25 * MINUTE), "演示会议室乙"));
        assert_eq!((slot.sequence, slot.confirmed), (1, None));
        let seen = w.service.defence_session(&w.office, &other).await.unwrap();
        assert_eq!(seen.slots[1].who.as_ref().unwrap().arrived, None);
        assert_eq!(scorers(&w, &ids[0]).await, experts(&[2, 3]));
        assert_eq!(heard(&w, &applicant).await, ["defence_invited"]);
        // Who scored it before and still does has nothing to learn.
        assert_eq!(heard(&w, &comes).await, ["defence_seated"]);
        assert!(heard(&w, &stays).await.is_empty());
        // What it left is free; what somebody gave back is not given to them again.
        assert_eq!(offered(&w).await, free(&[("sitting-1", 1), ("later", 1)]));
        let mut work = w.service.begin().await.unwrap();
        work.db.unassign_defence(&ids[1], &expert_id(1, 2)).await.unwrap();
        work.commit().await.unwrap();
        place(&w, &ids[1], &other, 1, WHY).await.unwrap();
        assert_eq!(scorers(&w, &ids[1]).await, experts(&[3]));
        // Nobody's time is given twice, and none that has come.
        w.clock.set(slot_of(1));
        assert_eq!(refused(place(&w, &ids[1], &session, 1, WHY).await), Refusal::SlotTaken);
        place(&w, &ids[1], &session, 2, "列车到了").await.unwrap();
        assert_eq!(scorers(&w, &ids[1]).await, experts(&[1]));
        w.service.begin_slot(&w.office, &session, 2).await.unwrap();
        assert_eq!(refused(place(&w, &ids[1], &other, 1, WHY).await), Refusal::SlotBegun);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_20_an_older_page_gives_no_time_to_what_was_cancelled_or_moved_since(w) {
        let ids = w.defending(2, 1, 3).await;
        w.clock.set(day(91));
        let (session, other) = (SessionId::from("sitting-1"), later(&w, "later", &[1, 2]).await);
        let s = &w.service;
        let applicant = writer(&w, &ids[0]).await;
        // Two of the Office have the page open; one of them cancels.
        let page = shown(&w, &session, &ids[0]).await;
        assert_eq!(page, Some(0));
        w.cancelled(&w.office, &ids[0], "申报组织退出").await.unwrap();
        // What the other sends from theirs, and what names nothing that was seen, changes nothing.
        for seen in [page, None] {
            for (to, number) in [(&session, 1), (&other, 1)] {
                let out = s.place_slot(&w.office, &ids[0], to, number, WHY, seen).await;
                assert_eq!(refused(out), Refusal::Stale { revision: 1 });
            }
        }
        assert!(own(&w, &applicant, &ids[0]).await.cancelled.is_some());
        assert!(scorers(&w, &ids[0]).await.is_empty());
        assert_eq!(heard(&w, &applicant).await, ["defence_cancelled"]);
        // Of two who send from the page as it is now, to two servers, one is done.
        let page = shown(&w, &session, &ids[0]).await;
        let second = w.second().await;
        let (one, two) = tokio::join!(
            s.place_slot(&w.office, &ids[0], &other, 1, WHY, page),
            second.place_slot(&w.office, &ids[0], &other, 2, WHY, page),
        );
        let (done, late) = if one.is_ok() { (one, two) } else { (two, one) };
        done.unwrap();
        assert_eq!(refused(late), Refusal::Stale { revision: 2 });
        assert_eq!(shown(&w, &other, &ids[0]).await, Some(2));
        // What a form names is for who has one.
        let seen = s.defence_session(&expert_actor(1, 1), &other).await.unwrap();
        assert!(seen.slots.iter().filter_map(|s| s.who.as_ref()).all(|who| who.sequence.is_none()));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_20_an_older_page_cancels_nothing_that_was_moved_since(w) {
        let ids = w.defending(2, 1, 3).await;
        w.clock.set(day(91));
        let (session, other) = (SessionId::from("sitting-1"), later(&w, "later", &[1, 2]).await);
        let s = &w.service;
        let applicant = writer(&w, &ids[0]).await;
        // Two of the Office have the page open; one of them gives the application another time.
        let page = shown(&w, &session, &ids[0]).await;
        place(&w, &ids[0], &other, 1, WHY).await.unwrap();
        // What the other sends from theirs, and what names nothing that was seen, cancels nothing.
        for seen in [page, None] {
            let out = s.cancel_slot(&w.office, &ids[0], "申报组织退出", seen).await;
            assert_eq!(refused(out), Refusal::Stale { revision: 1 });
        }
        assert!(own(&w, &applicant, &ids[0]).await.cancelled.is_none());
        assert_eq!(scorers(&w, &ids[0]).await, experts(&[1, 2]));
        assert_eq!(heard(&w, &applicant).await, ["defence_invited"]);
        // From the page as it is now it is done, once: of two who send it, to two servers, one.
        let page = shown(&w, &other, &ids[0]).await;
        let second = w.second().await;
        let (one, two) = tokio::join!(
            s.cancel_slot(&w.office, &ids[0], "申报组织退出", page),
            second.cancel_slot(&w.office, &ids[0], "申报组织退出", page),
        );
        let (done, late) = if one.is_ok() { (one, two) } else { (two, one) };
        done.unwrap();
        assert_eq!(refused(late), Refusal::SlotCancelled);
        assert_eq!(heard(&w, &applicant).await, ["defence_invited", "defence_cancelled"]);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_15_whoever_is_kept_from_it_neither_scores_what_comes_nor_hears_of_it(w) {
        let ids = w.defending(2, 1, 4).await;
        w.clock.set(day(91));
        let (other, alone) = (later(&w, "later", &[2, 4]).await, later(&w, "alone", &[4]).await);
        seated(&w, 2).await;
        let kept = w.account("kept@example.com", Role::Expert, "e14").await;
        kept_away(&w, 4, &ids[0]).await;
        let clash = Refusal::PlanClashes { count: 1 };
        assert_eq!(refused(place(&w, &ids[0], &alone, 1, WHY).await), clash);
        place(&w, &ids[0], &other, 1, WHY).await.unwrap();
        assert_eq!(scorers(&w, &ids[0]).await, experts(&[2]));
        assert!(heard(&w, &kept).await.is_empty());
        let seen = w.service.defence_session(&kept, &other).await.unwrap();
        assert!(seen.slots[0].taken && seen.slots[0].who.is_none());
        // The Office is told that the two do not go together.
        let seen = w.service.defence(&w.office).await.unwrap();
        let kept = |c: &&ClashLine| matches!(c, ClashLine::Conflicted { .. });
        assert_eq!(seen.clashes.iter().filter(kept).count(), 1, "{:?}", seen.clashes);
    }
}
