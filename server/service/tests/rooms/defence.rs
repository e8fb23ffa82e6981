//! Art. 15, 20: when and where the panels hear applicants, who sits, in which order; nothing of any score.

use std::collections::BTreeSet;

use domain::defence::plan::SessionForm;
use domain::defence::visit::{Finding, VisitForm};
use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::{DossierId, SessionId};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::{DAY, MINUTE, Stamp};
use domain::views::defence::{OwnSlot, SessionView, SlotLine};

use crate::on_both;
use crate::world::*;

/// Panel 1 with so many experts has its list out, and the defence is about to begin.
async fn shortlisted(w: &World, n: usize, panels: usize, experts: usize) -> Vec<DossierId> {
    let ids = w.reviewing(n, panels, experts).await;
    for p in 1..=panels {
        for e in 1..=experts {
            let actor = expert_actor(p, e);
            for (i, row) in w
                .service
                .my_reviews(&actor, Review::Written)
                .await
                .unwrap()
                .rows
                .into_iter()
                .enumerate()
            {
                let percent = 90 - 5 * u32::try_from(i).unwrap();
                w.service
                    .seal_sheet(&actor, Review::Written, &row.dossier, &sheet(percent))
                    .await
                    .unwrap();
            }
        }
    }
    for p in 1..=panels {
        for (who, signs) in [(lead_actor(p), true), (chair(), false)] {
            let seen =
                w.service.deliberation(&who, Review::Written, &panel_id(p)).await.unwrap().sha256;
            match signs {
                true => w
                    .service
                    .sign_conclusion(&who, Review::Written, &panel_id(p), &seen)
                    .await
                    .unwrap(),
                false => w
                    .service
                    .confirm_conclusion(&who, Review::Written, &panel_id(p), &seen)
                    .await
                    .unwrap(),
            }
        }
    }
    w.service.release_lists(&chair(), Review::Written).await.unwrap();
    w.clock.set(day(90));
    ids
}

/// Nine in the morning of a day of the phase.
fn at(days: i64) -> Stamp {
    day(days).plus(DAY / 2)
}

fn form(room: &str, starts: Stamp, slots: u32, experts: &[(usize, usize)]) -> SessionForm {
    SessionForm {
        room: room.into(),
        starts: starts.show_field(),
        slots: slots.to_string(),
        breaks: String::new(),
        experts: experts.iter().map(|(p, e)| expert_id(*p, *e)).collect(),
    }
}

async fn plan(w: &World, p: usize, form: &SessionForm) -> service::Result<SessionId> {
    w.service.plan_session(&w.office, None, &panel_id(p), form, ("", "")).await
}

/// One session of panel 1, drawn and told.
async fn told(w: &World, slots: u32) -> SessionId {
    let id = plan(w, 1, &form("一号厅", at(92), slots, &[(1, 1), (1, 2), (1, 3)])).await.unwrap();
    w.service.draw_order(&w.office, &panel_id(1), "", 0).await.unwrap();
    w.service.publish_defence(&w.office, &panel_id(1)).await.unwrap();
    id
}

async fn view(w: &World, actor: &Actor, id: &SessionId) -> SessionView {
    w.service.defence_session(actor, id).await.unwrap()
}

fn slot_of<'a>(v: &'a SessionView, id: &DossierId) -> &'a SlotLine {
    v.slots.iter().find(|s| s.who.as_ref().is_some_and(|who| who.dossier == *id)).unwrap()
}

async fn own(w: &World, actor: &Actor, id: &DossierId) -> OwnSlot {
    w.service.defence_slot(actor, id).await.unwrap().slot.unwrap()
}

/// Whoever writes for the applicant of a dossier.
async fn writer(w: &World, id: &DossierId) -> Actor {
    let mut db = w.service.read().await.unwrap();
    let d = db.dossier(id).await.unwrap().unwrap();
    actor("writer", Role::Applicant, d.organisation.as_str())
}

/// Kinds of messages in an account's inbox about the defence, oldest first.
async fn heard(w: &World, who: &Actor) -> Vec<&'static str> {
    let lines = w.service.inbox(who).await.unwrap().lines;
    let kinds = lines.iter().rev().map(|l| l.message.kind());
    kinds.filter(|k| k.starts_with("defence")).collect()
}

on_both! {
    async fn art_20_nothing_is_planned_before_the_lists_are_out(w) {
        w.reviewing(1, 1, 3).await;
        let f = form("一号厅", at(92), 3, &[(1, 1)]);
        assert_eq!(refused(plan(&w, 1, &f).await), Refusal::DefenceNotYet);
        assert_eq!(refused(w.service.draw_order(&w.office, &panel_id(1), "", 0).await), Refusal::DefenceNotYet);
        assert!(!w.service.defence(&w.office).await.unwrap().open);
    }

    async fn art_20_one_form_is_one_session(w) {
        shortlisted(&w, 1, 1, 3).await;
        let f = form("一号厅", at(92), 3, &[(1, 1)]);
        let plan = async |f: &SessionForm, once: &str| {
            w.service.plan_session(&w.office, None, &panel_id(1), f, ("", once)).await.unwrap()
        };
        let id = plan(&f, ONCE).await;
        assert_eq!(plan(&f, ONCE).await, id);
        assert_ne!(plan(&form("一号厅", at(93), 3, &[(1, 1)]), ONCE).await, id);
        assert_eq!(w.service.defence(&w.office).await.unwrap().sessions.len(), 2);
        // A session that was changed is changed back by the same form that changed it before.
        let change = async |f: &SessionForm| {
            w.service.plan_session(&w.office, Some(&id), &panel_id(1), f, ("", ONCE)).await.unwrap();
            w.service.defence_session(&w.office, &id).await.unwrap().line.room
        };
        assert_eq!(change(&SessionForm { room: "二号厅".into(), ..f.clone() }).await, "二号厅");
        assert_eq!(change(&f).await, "一号厅");
    }

    async fn art_20_a_plan_is_drawn_told_and_followed(w) {
        let ids = shortlisted(&w, 3, 1, 3).await;
        let applicant = writer(&w, &ids[0]).await;
        // While it is planned nobody but the Office knows.
        let id = plan(&w, 1, &form("一号厅", at(92), 4, &[(1, 1), (1, 2), (1, 3)])).await.unwrap();
        assert_eq!(w.service.defence_slot(&applicant, &ids[0]).await.unwrap().slot, None);
        for other in [expert_actor(1, 1), chair()] {
            assert!(w.service.defence(&other).await.unwrap().sessions.is_empty());
            assert_eq!(refused(w.service.defence_session(&other, &id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.draw_order(&other, &panel_id(1), "", 0).await), Refusal::NotYours);
            assert_eq!(refused(w.service.publish_defence(&other, &panel_id(1)).await), Refusal::NotYours);
        }
        assert_eq!(refused(w.service.defence(&applicant).await), Refusal::NotYours);
        assert_eq!(refused(w.service.publish_defence(&w.office, &panel_id(1)).await), Refusal::LotMissing);

        // Drawn again needs a reason, and both drawings stay and can be repeated.
        assert_eq!(w.service.draw_order(&w.office, &panel_id(1), "", 0).await.unwrap(), 1);
        let again = w.service.draw_order(&w.office, &panel_id(1), " ", 1).await;
        assert!(matches!(refused(again), Refusal::TooShort { .. }));
        assert_eq!(w.service.draw_order(&w.office, &panel_id(1), "名单有误", 1).await.unwrap(), 2);
        // The same form once more draws nothing.
        let twice = w.service.draw_order(&w.office, &panel_id(1), "名单有误", 1).await;
        assert_eq!(refused(twice), Refusal::SeenChanged);
        let panel = w.service.defence(&w.office).await.unwrap().panels.remove(0);
        assert_eq!(panel.drawings.iter().map(|d| d.number).collect::<Vec<_>>(), [2, 1]);
        assert!(panel.drawings.iter().all(|d| d.repeats && d.order.len() == 3) && panel.drawn);

        w.service.publish_defence(&w.office, &panel_id(1)).await.unwrap();
        assert_eq!(refused(w.service.publish_defence(&w.office, &panel_id(1)).await), Refusal::PlanTold);
        assert_eq!(refused(w.service.draw_order(&w.office, &panel_id(1), "再抽", 2).await), Refusal::PlanTold);
        assert_eq!(refused(plan(&w, 1, &form("二号厅", at(93), 4, &[(1, 1)])).await), Refusal::PlanTold);
        // The order is the order drawn.
        let seen = view(&w, &w.office, &id).await;
        let order: Vec<String> =
            seen.slots.iter().filter_map(|s| s.who.as_ref()).map(|who| who.reference.clone()).collect();
        assert_eq!(order, panel.drawings[0].order);
        let mut db = w.service.read().await.unwrap();
        let pairs = db.defence_assignments(&crate::world::id()).await.unwrap();
        assert_eq!(pairs.len(), 9);
        drop(db);

        // The applicant sees the own slot, its expert the session, and somebody else neither.
        let slot = own(&w, &applicant, &ids[0]).await;
        assert_eq!((slot.room.as_str(), slot.writes, slot.confirmed), ("一号厅", true, None));
        let stranger = writer(&w, &ids[1]).await;
        assert_eq!(refused(w.service.defence_slot(&stranger, &ids[0]).await), Refusal::NotYours);
        let expert = expert_actor(1, 2);
        assert!(w.service.defence(&expert).await.unwrap().sits);
        assert!(view(&w, &expert, &id).await.slots[0].who.as_ref().unwrap().scores);
        assert_eq!(w.service.own_appointments(&expert).await.unwrap().len(), 3);

        // Confirmed with names, no more than are let in.
        let many = "甲\n乙\n丙\n丁\n戊\n己";
        let out = w.service.confirm_slot(&applicant, &ids[0], many).await;
        assert_eq!(refused(out), Refusal::DelegatesTooMany { max: 5 });
        assert_eq!(refused(w.service.confirm_slot(&stranger, &ids[0], "甲").await), Refusal::NotYours);
        w.service.confirm_slot(&applicant, &ids[0], "甲 总经理\n乙").await.unwrap();
        assert_eq!(own(&w, &applicant, &ids[0]).await.delegates, ["甲 总经理", "乙"]);
        let seen = view(&w, &w.office, &id).await;
        assert_eq!((seen.line.confirmed, slot_of(&seen, &ids[0]).who.as_ref().unwrap().delegates.len()), (1, 2));
        // Names of people are the Office's.
        assert!(slot_of(&view(&w, &expert, &id).await, &ids[0]).who.as_ref().unwrap().delegates.is_empty());

        // At the door, and in the room.
        let number = slot_of(&seen, &ids[0]).number;
        let lead = lead_actor(1);
        let early = w.service.begin_slot(&lead, &id, number).await;
        assert!(matches!(refused(early), Refusal::SlotEarly { .. }));
        w.clock.set(seen.line.starts);
        assert_eq!(refused(w.service.check_in(&lead, &ids[0], true).await), Refusal::NotYours);
        w.service.check_in(&w.office, &ids[0], true).await.unwrap();
        assert_eq!(refused(w.service.begin_slot(&expert, &id, number).await), Refusal::NotYours);
        w.service.begin_slot(&lead, &id, number).await.unwrap();
        assert_eq!(refused(w.service.begin_slot(&w.office, &id, number).await), Refusal::SlotBegun);
        assert_eq!(refused(w.service.begin_slot(&w.office, &id, 4).await), Refusal::NotYours);
        let room = w.service.defence_room(&expert, &id).await.unwrap();
        assert_eq!(room.running().map(|(s, _)| s.number), Some(number));
        assert!(!room.runs && w.service.defence_room(&lead, &id).await.unwrap().runs);
        let late = w.service.confirm_slot(&applicant, &ids[0], "丙").await;
        assert_eq!(refused(late), Refusal::SlotOver);
        assert_eq!(refused(w.cancelled(&w.office, &ids[0], "退出").await), Refusal::SlotBegun);
    }

    async fn art_20_too_few_experts_are_told_of_before_anybody_is_heard(w) {
        let ids = shortlisted(&w, 2, 1, 4).await;
        // Kept from one of the two, of which nobody knew in the written review.
        let mut work = w.service.begin().await.unwrap();
        let conflict = service::ports::committee::Conflict {
            expert: expert_id(1, 4),
            dossier: ids[0].clone(),
            kind: "declared".into(),
            declared: true,
            at: 1,
        };
        work.db.insert_conflict(&id(), &conflict).await.unwrap();
        work.commit().await.unwrap();
        let session = plan(&w, 1, &form("一号厅", at(92), 2, &[(1, 1), (1, 2)])).await.unwrap();
        let overview = w.service.defence(&w.office).await.unwrap();
        assert_eq!((overview.least, overview.sessions[0].short), (3, true));
        // As many as the season asks for are enough; nothing was refused with fewer.
        let enough = form("一号厅", at(92), 2, &[(1, 1), (1, 2), (1, 3)]);
        let change = async |f: &SessionForm, why: &str| {
            let panel = panel_id(1);
            let changed = w.service.plan_session(&w.office, Some(&session), &panel, f, (why, ""));
            changed.await.unwrap()
        };
        change(&enough, "").await;
        assert!(!w.service.defence(&w.office).await.unwrap().sessions[0].short);
        w.service.draw_order(&w.office, &panel_id(1), "", 0).await.unwrap();
        let readers = async || {
            let seen = view(&w, &w.office, &session).await;
            ids.iter().map(|id| slot_of(&seen, id).who.as_ref().unwrap().readers).collect::<Vec<_>>()
        };
        // While it is planned they are who would score; who is kept from one does not score that one.
        assert_eq!(readers().await, [Some(3), Some(3)]);
        change(&form("一号厅", at(92), 2, &[(1, 1), (1, 2), (1, 4)]), "").await;
        assert_eq!(readers().await, [Some(2), Some(3)]);
        change(&enough, "").await;
        w.service.publish_defence(&w.office, &panel_id(1)).await.unwrap();
        assert_eq!(readers().await, [Some(3), Some(3)]);
        // One gives an application back, and the Office sees how many are left.
        w.clock.set(at(91));
        w.service.decline_review(&expert_actor(1, 3), Review::Defence, &ids[1], "当日无法到场").await.unwrap();
        assert_eq!(readers().await, [Some(3), Some(2)]);
        change(&form("一号厅", at(92), 2, &[(1, 1), (1, 2)]), "专家请假").await;
        let seen = view(&w, &w.office, &session).await;
        assert!(seen.line.short && seen.least == 3);
        // Who scores what is counted for the Office alone.
        for other in [expert_actor(1, 1), chair()] {
            let seen = view(&w, &other, &session).await;
            assert!(seen.slots.iter().filter_map(|s| s.who.as_ref()).all(|who| who.readers.is_none()));
        }
        let room = w.service.defence_room(&w.office, &session).await.unwrap();
        assert!(room.slots.iter().filter_map(|s| s.who.as_ref()).all(|who| who.readers.is_none()));
    }

    async fn art_15_a_plan_in_which_something_clashes_is_not_told(w) {
        let ids = shortlisted(&w, 2, 1, 4).await;
        let conflicted = expert_actor(1, 4);
        // A conflict that is declared now: the sheets of the written review are sealed, so past the verb.
        let mut work = w.service.begin().await.unwrap();
        let conflict = service::ports::committee::Conflict {
            expert: expert_id(1, 4),
            dossier: ids[0].clone(),
            kind: "declared".into(),
            declared: true,
            at: 1,
        };
        work.db.insert_conflict(&id(), &conflict).await.unwrap();
        work.commit().await.unwrap();
        let a = plan(&w, 1, &form("一号厅", at(92), 1, &[(1, 1), (1, 4)])).await.unwrap();
        let b = plan(&w, 1, &form("一号厅", at(92), 1, &[(1, 1), (1, 4)])).await.unwrap();
        w.service.draw_order(&w.office, &panel_id(1), "", 0).await.unwrap();
        let seen = w.service.defence(&w.office).await.unwrap();
        // Two experts and the room at the same time, and the conflict.
        assert_eq!(seen.clashes.len(), 4, "{:?}", seen.clashes);
        let member = &seen.panels[0].members.iter().find(|m| m.id == expert_id(1, 4)).unwrap();
        assert_eq!(member.kept_from.len(), 1);
        let out = w.service.publish_defence(&w.office, &panel_id(1)).await;
        assert_eq!(refused(out), Refusal::PlanClashes { count: 4 });
        let later = form("一号厅", at(93), 1, &[(1, 2)]);
        w.service.plan_session(&w.office, Some(&b), &panel_id(1), &later, ("", "")).await.unwrap();
        let clear = form("一号厅", at(92), 1, &[(1, 1)]);
        w.service.plan_session(&w.office, Some(&a), &panel_id(1), &clear, ("", "")).await.unwrap();
        assert!(w.service.defence(&w.office).await.unwrap().clashes.is_empty());
        w.service.publish_defence(&w.office, &panel_id(1)).await.unwrap();
        // Seated later where they are kept from one: refused, or left out of what they may not hear.
        let mut with = Vec::new();
        for s in [&a, &b] {
            let of = view(&w, &w.office, s).await;
            if of.slots.iter().any(|x| x.who.as_ref().is_some_and(|who| who.dossier == ids[0])) {
                with.push((s.clone(), of));
            }
        }
        let (s, of) = with.remove(0);
        let mut seated = of.form.unwrap();
        seated.experts.push(expert_id(1, 4));
        let out = w.service.plan_session(&w.office, Some(&s), &panel_id(1), &seated, ("加席", "")).await;
        assert_eq!(refused(out), Refusal::PlanClashes { count: 1 });
        assert_eq!(refused(w.service.defence_session(&conflicted, &s).await), Refusal::NotYours);
    }

    async fn art_15_of_what_a_conflict_keeps_one_from_one_sees_that_the_time_is_taken(w) {
        let ids = shortlisted(&w, 3, 1, 4).await;
        let s = told(&w, 3).await;
        let expert = expert_actor(1, 3);
        let before = view(&w, &expert, &s).await;
        let number = slot_of(&before, &ids[1]).number;
        let mut work = w.service.begin().await.unwrap();
        let conflict = service::ports::committee::Conflict {
            expert: expert_id(1, 3),
            dossier: ids[1].clone(),
            kind: "declared".into(),
            declared: true,
            at: 1,
        };
        work.db.insert_conflict(&id(), &conflict).await.unwrap();
        work.db.unassign_defence(&ids[1], &expert_id(1, 3)).await.unwrap();
        work.commit().await.unwrap();
        let writes = writer(&w, &ids[1]).await;
        let quiet = view(&w, &expert, &s).await;
        // Whatever happens to it is nothing they hear of.
        w.service.confirm_slot(&writes, &ids[1], "甲").await.unwrap();
        w.service.add_slides(&writes, &ids[1], "演示.pdf", pdf("slides")).await.unwrap();
        let file = own(&w, &writes, &ids[1]).await.slides[0].id.clone();
        w.clock.set(quiet.line.starts);
        w.service.begin_slot(&w.office, &s, number).await.unwrap();
        let loud = view(&w, &expert, &s).await;
        assert_eq!((&quiet.slots, quiet.line), (&loud.slots, loud.line));
        let line = &loud.slots[number as usize - 1];
        assert!(line.taken && line.who.is_none());
        let room = w.service.defence_room(&expert, &s).await.unwrap();
        assert!(room.running().is_none());
        assert_eq!(refused(w.service.slides(&expert, &file).await.map(drop)), Refusal::NotYours);
        assert_eq!(w.service.own_appointments(&expert).await.unwrap().len(), 2);
        w.service.slides(&expert_actor(1, 1), &file).await.map(drop).unwrap();
    }

    /// Sessions are planned, moved and begun by the clock, whatever moment the last row bears.
    async fn art_20_a_clock_that_once_ran_ahead_neither_begins_nor_ends_a_session(w) {
        let ids = shortlisted(&w, 2, 1, 3).await;
        w.ran_ahead(day(120)).await;
        let s = told(&w, 2).await;
        let mut f = view(&w, &w.office, &s).await.form.unwrap();
        f.starts = at(93).show_field();
        w.service.plan_session(&w.office, Some(&s), &panel_id(1), &f, ("会议室停电", "")).await.unwrap();
        let seen = view(&w, &w.office, &s).await;
        let number = slot_of(&seen, &ids[0]).number;
        let early = w.service.begin_slot(&w.office, &s, number).await;
        assert!(matches!(refused(early), Refusal::SlotEarly { .. }));
        w.clock.set(seen.line.starts);
        w.service.begin_slot(&w.office, &s, number).await.unwrap();
        // The room's timer counts from here.
        let room = w.service.defence_room(&w.office, &s).await.unwrap();
        assert_eq!(room.running().unwrap().1, seen.line.starts);
    }

    async fn art_20_a_session_that_was_told_moves_with_a_reason_and_everybody_hears(w) {
        let ids = shortlisted(&w, 2, 1, 3).await;
        let organisation = writer(&w, &ids[0]).await.grants[0].scope.clone();
        let applicant = w.account("writer@example.com", Role::Applicant, &organisation).await;
        let stays = w.account("stays@example.com", Role::Expert, "e11").await;
        let goes = w.account("goes@example.com", Role::Expert, "e13").await;
        let s = told(&w, 2).await;
        w.service.confirm_slot(&applicant, &ids[0], "甲").await.unwrap();
        let mut f = view(&w, &w.office, &s).await.form.unwrap();
        f.starts = at(93).show_field();
        f.experts = vec![expert_id(1, 1), expert_id(1, 2)];
        let change = async |f: &SessionForm, why: &str| {
            w.service.plan_session(&w.office, Some(&s), &panel_id(1), f, (why, "")).await
        };
        assert!(matches!(refused(change(&f, "").await), Refusal::TooShort { .. }));
        let small = SessionForm { slots: "1".into(), ..f.clone() };
        assert_eq!(refused(change(&small, "缩短").await), Refusal::SlotsTaken { last: 2 });
        let outside = SessionForm { starts: at(99).show_field(), ..f.clone() };
        assert!(matches!(refused(change(&outside, "改期").await), Refusal::SessionOutside { .. }));
        change(&f, "会议室停电").await.unwrap();
        let slot = own(&w, &applicant, &ids[0]).await;
        assert_eq!((slot.sequence, slot.confirmed), (1, None));
        assert!(slot.starts >= at(93));
        let mut db = w.service.read().await.unwrap();
        let pairs = db.defence_assignments(&id()).await.unwrap();
        let who: BTreeSet<_> = pairs.iter().map(|p| p.expert.clone()).collect();
        assert_eq!(who, BTreeSet::from([expert_id(1, 1), expert_id(1, 2)]));
        drop(db);
        assert_eq!(refused(w.service.defence_session(&expert_actor(1, 3), &s).await), Refusal::NotYours);
        // The same again changes nothing.
        change(&f, "").await.unwrap();
        assert_eq!(own(&w, &applicant, &ids[0]).await.sequence, 1);
        assert_eq!(heard(&w, &applicant).await, ["defence_invited", "defence_invited"]);
        assert_eq!(heard(&w, &stays).await, ["defence_seated", "defence_seated"]);
        assert_eq!(heard(&w, &goes).await, ["defence_seated", "defence_unseated"]);
        // Cancelled, its time stays empty and nobody scores it.
        assert!(matches!(refused(w.cancelled(&w.office, &ids[0], "").await), Refusal::TooShort { .. }));
        w.cancelled(&w.office, &ids[0], "申报组织退出").await.unwrap();
        assert_eq!(refused(w.cancelled(&w.office, &ids[0], "再").await), Refusal::SlotCancelled);
        assert_eq!(heard(&w, &applicant).await.last(), Some(&"defence_cancelled"));
        let slot = own(&w, &applicant, &ids[0]).await;
        assert!(slot.cancelled.is_some() && !slot.writes && slot.sequence == 2);
        let mut db = w.service.read().await.unwrap();
        let pairs = db.defence_assignments(&id()).await.unwrap();
        assert!(pairs.iter().all(|p| p.dossier != ids[0]) && pairs.len() == 2);
        drop(db);
        assert_eq!(refused(w.service.confirm_slot(&applicant, &ids[0], "甲").await), Refusal::SlotCancelled);
        // Once it has begun, time and place stay.
        w.clock.set(at(93));
        let seen = view(&w, &w.office, &s).await;
        let number = slot_of(&seen, &ids[1]).number;
        w.service.begin_slot(&w.office, &s, number).await.unwrap();
        let moved = SessionForm { room: "二号厅".into(), ..f.clone() };
        assert_eq!(refused(change(&moved, "换厅").await), Refusal::SessionBegun);
        let mut swapped = f;
        swapped.experts = vec![expert_id(1, 1)];
        change(&swapped, "专家请假").await.unwrap();
    }

    async fn art_20_slides_open_with_the_invitation_and_close_with_the_slot(w) {
        let ids = shortlisted(&w, 1, 1, 3).await;
        let applicant = writer(&w, &ids[0]).await;
        let add = async |name: &str, content: Vec<u8>| {
            w.service.add_slides(&applicant, &ids[0], name, content).await
        };
        assert_eq!(refused(add("a.pdf", pdf("x")).await), Refusal::NotYours);
        let s = told(&w, 1).await;
        let mut db = w.service.read().await.unwrap();
        let version = db.version(&ids[0], 1).await.unwrap();
        drop(db);
        assert_eq!(refused(add("a.png", png(4, 4)).await), Refusal::SlidesKind);
        assert_eq!(refused(add("a.docx", docx(&[])).await), Refusal::SlidesKind);
        assert_eq!(refused(add("a.pdf", Vec::new()).await), Refusal::FileEmpty);
        assert!(matches!(refused(add("a.pdf", pdf_of(5000, "x")).await), Refusal::FileTooLarge { .. }));
        add("../演示.PDF", pdf("slides")).await.unwrap();
        assert_eq!(refused(add("b.pdf", pdf("slides")).await), Refusal::FileTwice);
        let there = own(&w, &applicant, &ids[0]).await.slides;
        assert_eq!((there.len(), there[0].name.as_str()), (1, "演示.pdf"));
        let reader = { let mut r = applicant.clone(); r.grants[0].role = Role::ApplicantReader; r };
        assert_eq!(refused(w.service.may_add_slides(&reader, &ids[0]).await), Refusal::ReadersOnly);
        for who in [&applicant, &reader, &w.office, &chair(), &expert_actor(1, 1)] {
            let file = w.service.slides(who, &there[0].id).await.unwrap();
            assert_eq!(file.size, there[0].size);
        }
        assert_eq!(refused(w.service.slides(&unit(), &there[0].id).await.map(drop)), Refusal::NotYours);
        // Whoever scores the defence finds them at the sheet; the written review was scored without.
        let sheet = async |review| w.service.sheet(&expert_actor(1, 1), review, &ids[0]).await.unwrap().beside;
        assert_eq!(sheet(Review::Defence).await.slides, there);
        assert!(sheet(Review::Written).await.slides.is_empty());
        w.service.remove_slides(&applicant, &ids[0], &there[0].id).await.unwrap();
        assert_eq!(refused(w.service.slides(&applicant, &there[0].id).await.map(drop)), Refusal::NotYours);
        // The frozen dossier is what it was.
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.version(&ids[0], 1).await.unwrap(), version);
        drop(db);
        // What had arrived by then is in time, however long it is looked through.
        let starts = view(&w, &w.office, &s).await.line.starts;
        w.clock.set(starts.plus(-1));
        let slow = w.scanned_until(starts.plus(MINUTE));
        slow.add_slides(&applicant, &ids[0], "b.pdf", pdf("in time")).await.unwrap();
        assert_eq!(own(&w, &applicant, &ids[0]).await.slides.len(), 1);
        w.clock.set(starts);
        assert_eq!(refused(add("c.pdf", pdf("late")).await), Refusal::SlotOver);
    }

    async fn art_20_what_was_seen_on_the_site_is_for_those_who_decide(w) {
        let ids = shortlisted(&w, 1, 1, 3).await;
        let visit = VisitForm {
            on_day: w.service.now().show_date(),
            people: "演示甲".into(),
            finding: "doubts".into(),
            report: "现场核对了成效数据的来源，其中一项指标的口径与申报书不一致。".into(),
        };
        let applicant = writer(&w, &ids[0]).await;
        for other in [&applicant, &chair(), &expert_actor(1, 1)] {
            assert_eq!(refused(w.service.record_visit(other, &ids[0], &visit, 0, "").await), Refusal::NotYours);
        }
        let future = VisitForm { on_day: "2099-01-01".into(), ..visit.clone() };
        let bad = Refusal::BadValue { field: "on_day".into() };
        assert_eq!(refused(w.service.record_visit(&w.office, &ids[0], &future, 0, "").await), bad);
        w.service.record_visit(&w.office, &ids[0], &visit, 0, "").await.unwrap();
        // Nobody looks at it before there is a slot.
        assert_eq!(refused(w.service.site_visit(&expert_actor(1, 1), &ids[0]).await), Refusal::NotYours);
        let s = told(&w, 1).await;
        for who in [&w.office, &chair(), &expert_actor(1, 1)] {
            let seen = w.service.site_visit(who, &ids[0]).await.unwrap();
            assert_eq!(seen.visit.unwrap().0.finding, Finding::Doubts);
        }
        assert!(view(&w, &expert_actor(1, 1), &s).await.slots[0].who.as_ref().unwrap().visited);
        for (review, shown) in [(Review::Defence, true), (Review::Written, false)] {
            let sheet = w.service.sheet(&expert_actor(1, 1), review, &ids[0]).await.unwrap();
            assert_eq!(sheet.beside.visited, shown);
        }
        for other in [&applicant, &unit()] {
            assert_eq!(refused(w.service.site_visit(other, &ids[0]).await), Refusal::NotYours);
        }
    }

    async fn art_20_a_report_of_a_visit_stays_when_it_is_recorded_again_and_is_locked_by_the_signature(w) {
        let ids = w.heard(1, 1, 3).await;
        let why = "补充核对了第二项指标的原始台账。";
        let visit = |finding: &str| VisitForm {
            on_day: w.service.now().show_date(),
            people: "演示甲".into(),
            finding: finding.into(),
            report: "现场核对了成效数据的来源，其中一项指标的口径与申报书不一致。".into(),
        };
        let record = async |finding: &str, base: i64, reason: &str| {
            w.service.record_visit(&w.office, &ids[0], &visit(finding), base, reason).await
        };
        record("doubts", 0, "").await.unwrap();
        // Whoever has an older page open overwrites nothing; recorded again it says why.
        assert_eq!(refused(record("confirmed", 0, why).await), Refusal::Stale { revision: 1 });
        assert!(matches!(refused(record("confirmed", 1, "补充").await), Refusal::TooShort { min: 10, .. }));
        record("confirmed", 1, why).await.unwrap();
        let seen = w.service.site_visit(&chair(), &ids[0]).await.unwrap();
        assert_eq!((seen.number, seen.reason.as_str()), (2, why));
        assert_eq!(seen.visit.unwrap().0.finding, Finding::Confirmed);
        let before: Vec<_> = seen.earlier.iter().map(|v| (v.number, v.visit.finding)).collect();
        assert_eq!(before, [(1, Finding::Doubts)]);
        // Who reads it stands in the journal, once an hour.
        w.service.site_visit(&chair(), &ids[0]).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        let read = |e: &&service::ports::Entry| e.kind == "sealed_read" && e.data.contains("\"visit\"");
        let entries = db.entries_of(&ids[0]).await.unwrap();
        assert_eq!(entries.iter().filter(read).count(), 1);
        drop(db);
        // What the panel has signed on stays what it was.
        w.concluded(Review::Defence, 1).await;
        let stands = Refusal::PanelStands { stage: PanelStage::SignedByLead };
        assert_eq!(refused(record("not_confirmed", 2, why).await), stands);
        w.protected("UPDATE verification_version SET report = 'x'").await;
        w.protected("DELETE FROM verification_version").await;
    }

    async fn art_20_hostile_plans_are_refused(w) {
        shortlisted(&w, 1, 1, 3).await;
        let good = form("一号厅", at(92), 3, &[(1, 1)]);
        let bad = |field: &str| Refusal::BadValue { field: field.into() };
        for (f, why) in [
            (SessionForm { slots: "0".into(), ..good.clone() }, bad("slots")),
            (SessionForm { slots: "1000".into(), ..good.clone() }, bad("slots")),
            (SessionForm { starts: "2026-02-31 09:00".into(), ..good.clone() }, bad("starts")),
            (SessionForm { room: "\u{0}".into(), ..good.clone() }, bad("room")),
            (SessionForm { experts: vec!["e'; --".into()], ..good.clone() }, bad("experts")),
            (SessionForm { experts: vec![], ..good.clone() }, Refusal::NobodySits),
        ] {
            assert_eq!(refused(plan(&w, 1, &f).await), why);
        }
        let long = SessionForm { room: "长".repeat(1_000), ..good.clone() };
        assert!(matches!(refused(plan(&w, 1, &long).await), Refusal::TooLong { .. }));
        let past = SessionForm { starts: "1971-01-01 09:00".into(), ..good.clone() };
        assert!(matches!(refused(plan(&w, 1, &past).await), Refusal::SessionOutside { .. }));
        for panel in ["", "p9", "p1\u{0}"] {
            let out = w.service.plan_session(&w.office, None, &panel.into(), &good, ("", "")).await;
            assert_eq!(refused(out), Refusal::NotYours);
            assert_eq!(refused(w.service.publish_defence(&w.office, &panel.into()).await), Refusal::NotYours);
        }
        for session in ["", "x", "a\u{0}b"] {
            let session = SessionId::from(session);
            assert_eq!(refused(w.service.drop_session(&w.office, &session).await), Refusal::NotYours);
            assert_eq!(refused(w.service.begin_slot(&w.office, &session, 1).await), Refusal::NotYours);
            assert_eq!(refused(w.service.defence_room(&w.office, &session).await), Refusal::NotYours);
        }
        let id = plan(&w, 1, &good).await.unwrap();
        w.service.drop_session(&w.office, &id).await.unwrap();
        assert!(w.service.defence(&w.office).await.unwrap().sessions.is_empty());
    }

    async fn art_20_two_drawings_at_once_are_one_and_a_refusal_and_two_confirmations_are_one(w) {
        let ids = shortlisted(&w, 2, 1, 3).await;
        let second = w.second().await;
        let panel = panel_id(1);
        let both = tokio::join!(
            w.service.draw_order(&w.office, &panel, "", 0),
            second.draw_order(&w.office, &panel, "", 0),
        );
        assert_eq!([&both.0, &both.1].iter().filter(|o| o.is_ok()).count(), 1, "{both:?}");
        plan(&w, 1, &form("一号厅", at(92), 2, &[(1, 1)])).await.unwrap();
        let both = tokio::join!(
            w.service.publish_defence(&w.office, &panel),
            second.publish_defence(&w.office, &panel),
        );
        assert_eq!([&both.0, &both.1].iter().filter(|o| o.is_ok()).count(), 1, "{both:?}");
        let applicant = writer(&w, &ids[0]).await;
        let both = tokio::join!(
            w.service.confirm_slot(&applicant, &ids[0], "甲"),
            second.confirm_slot(&applicant, &ids[0], "乙"),
        );
        assert!(both.0.is_ok() && both.1.is_ok());
        let delegates = own(&w, &applicant, &ids[0]).await.delegates;
        assert!(delegates == ["甲"] || delegates == ["乙"], "{delegates:?}");
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.lots(&id()).await.unwrap().len(), 1);
        assert_eq!(db.slots(&id()).await.unwrap().len(), 2);
    }

    async fn art_20_sealed_scores_stay_whoever_sits_later(w) {
        let ids = shortlisted(&w, 2, 1, 4).await;
        let s = told(&w, 2).await;
        let before = view(&w, &w.office, &s).await;
        let number = |id: &DossierId| slot_of(&before, id).number;
        let (first, second) = if number(&ids[0]) == 1 { (&ids[0], &ids[1]) } else { (&ids[1], &ids[0]) };
        w.clock.set(before.slots[0].starts);
        let goes = expert_actor(1, 3);
        w.service.seal_sheet(&goes, Review::Defence, first, &defence_sheet(80)).await.unwrap();
        let mut f = before.form.unwrap();
        f.experts = vec![expert_id(1, 1), expert_id(1, 2), expert_id(1, 4)];
        let change = async |f: &SessionForm| {
            w.service.plan_session(&w.office, Some(&s), &panel_id(1), f, ("专家请假", "")).await
        };
        change(&f).await.unwrap();
        let scorers = async |of: &DossierId| -> BTreeSet<_> {
            let mut db = w.service.read().await.unwrap();
            let pairs = db.defence_assignments(&id()).await.unwrap();
            pairs.into_iter().filter(|p| p.dossier == *of).map(|p| p.expert).collect()
        };
        // Who heard the first scores it, and who came later does not; the second is heard by who sits now.
        assert_eq!(scorers(first).await, [1, 2, 3].map(|e| expert_id(1, e)).into());
        assert_eq!(scorers(second).await, [1, 2, 4].map(|e| expert_id(1, e)).into());
        let board = w.service.board(&chair(), Review::Defence, None).await.unwrap().board;
        assert_eq!(board.rows.iter().find(|r| r.dossier == *first).unwrap().scores.len(), 1);
        // Nor does it vanish with the slot, or with the session's time.
        assert_eq!(refused(w.cancelled(&w.office, first, "退出").await), Refusal::SlotScored);
        let later = SessionForm { starts: at(93).show_field(), ..f.clone() };
        assert_eq!(refused(change(&later).await), Refusal::SlotScored);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }
}
