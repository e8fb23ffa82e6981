//! Art. 12, 19, 20: an expert who falls out in the middle of a review is stood down at once, and up again.

use std::collections::BTreeSet;

use domain::committee::pairing::Wish;
use domain::defence::plan::SessionForm;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId};
use domain::mail::Message;
use domain::policy::Role;
use domain::reason;
use domain::refusal::Refusal;
use service::ports::committee::Assignment;

use crate::on_both;
use crate::world::*;

const ILL: &str = "因病住院，两个月内不能评审";

/// Who reads what.
async fn pairs(w: &World) -> BTreeSet<(DossierId, ExpertId)> {
    let mut db = w.service.read().await.unwrap();
    db.assignments(&id()).await.unwrap().into_iter().map(|a| (a.dossier, a.expert)).collect()
}

/// What one expert reads.
async fn of(w: &World, expert: &ExpertId) -> Vec<DossierId> {
    pairs(w).await.into_iter().filter(|p| p.1 == *expert).map(|p| p.0).collect()
}

/// The number of events of a kind, all of them with this reason.
async fn events(w: &World, kind: &str, why: &str) -> usize {
    let mut db = w.service.read().await.unwrap();
    let all = db.entries(0, 10_000).await.unwrap();
    let found: Vec<_> = all.into_iter().filter(|e| e.kind == kind).collect();
    assert!(found.iter().all(|e| e.reason == why), "{found:?}");
    found.len()
}

/// Whether the Office is shown that an expert is stood down.
async fn shown(w: &World, expert: &ExpertId) -> Option<String> {
    let now = w.service.expert(&w.office, expert).await.unwrap().now.unwrap();
    now.stood_down.map(|(_, why)| why)
}

on_both! {
    async fn art_19_who_falls_out_is_stood_down_at_once_and_the_gaps_are_filled(w) {
        w.reviewing(4, 1, 5).await;
        let ill = w.account("ill@example.com", Role::Expert, "e12").await;
        let e = expert_id(1, 2);
        let before = pairs(&w).await;
        let mine = of(&w, &e).await;
        assert!(mine.len() > 1, "{mine:?}");
        w.service.seal_sheet(&ill, Review::Written, &mine[0], &sheet(80)).await.unwrap();
        w.service.save_sheet(&ill, Review::Written, &mine[1], None, &sheet(60)).await.unwrap();
        let down = async |why: &str| w.service.stand_down(&w.office, &e, why).await;
        assert_eq!(refused(down(" \n").await), Refusal::TooShort { min: 1, found: 0 });
        let long = "长".repeat(reason::MAX + 1);
        assert!(matches!(refused(down(&long).await), Refusal::TooLong { .. }));
        assert_eq!(pairs(&w).await, before, "what is refused does nothing");
        down(ILL).await.unwrap();
        // What was scored stays and counts; the rest is closed, and nothing of others has changed.
        let after = pairs(&w).await;
        assert_eq!(of(&w, &e).await, mine[..1]);
        assert_eq!(before.difference(&after).count(), mine.len() - 1);
        let rows = w.service.my_reviews(&ill, Review::Written).await.unwrap().rows;
        assert_eq!(rows.iter().map(|r| &r.dossier).collect::<Vec<_>>(), [&mine[0]]);
        w.service.sheet(&ill, Review::Written, &mine[0]).await.unwrap();
        assert_eq!(refused(w.service.sheet(&ill, Review::Written, &mine[1]).await), Refusal::NotYours);
        let seals = w.service.seal_sheet(&ill, Review::Written, &mine[1], &sheet(60)).await;
        assert_eq!(refused(seals), Refusal::NotYours);
        let counted = { w.service.read().await.unwrap().totals_of(Review::Written, &mine[0]).await.unwrap() };
        assert_eq!(counted, [(e.clone(), 800)]);
        // One event and one mail, with the whole reason.
        assert_eq!(events(&w, "expert_stood_down", ILL).await, 1);
        assert_eq!(events(&w, "pair_wished", ILL).await, 0);
        let applications = i64::try_from(mine.len() - 1).unwrap();
        let told = Message::StoodDown { down: true, applications, reason: ILL.into() };
        let letters = w.letters("ill@example.com").await;
        assert_eq!(letters.iter().filter(|m| **m == told).count(), 1, "{letters:?}");
        // Sent twice it is done once.
        down("再按一次").await.unwrap();
        assert_eq!(events(&w, "expert_stood_down", ILL).await, 1);
        assert_eq!(shown(&w, &e).await.as_deref(), Some(ILL));
        // The next proposal fills the gaps with others.
        let gaps = u32::try_from(mine.len() - 1).unwrap();
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, gaps);
        let matrix = w.service.assignment_matrix(&w.office, None, None, None, None).await.unwrap();
        let marked: Vec<_> = matrix.columns.iter().filter(|c| c.stood_down).map(|c| &c.expert).collect();
        assert_eq!(marked, [&e]);
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        assert_eq!(w.service.committee(&w.office).await.unwrap().gaps, 0);
        assert_eq!(of(&w, &e).await, mine[..1]);
        assert!(after.is_subset(&pairs(&w).await));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_19_whoever_is_stood_down_is_given_nothing_whatever_was_wished(w) {
        let ids = w.reviewing(2, 1, 4).await;
        let (e, id) = (expert_id(1, 2), ids[0].clone());
        assert!(!of(&w, &e).await.is_empty());
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        let must = async |why| w.service.wish_pair(&w.office, &id, &e, Some(Wish::Must), why).await;
        assert_eq!(refused(must("专业最对口").await), Refusal::ExpertStoodDown);
        assert_eq!(refused(w.service.move_lead(&w.office, &e, "x").await), Refusal::ExpertStoodDown);
        // What was wished before does not count either.
        w.tamper(&format!("INSERT INTO pairing VALUES ('{id}', '{e}', 'must', 'x', 'office-1', 1) \
                           ON CONFLICT (dossier, expert) DO UPDATE SET wish = 'must', at = 1")).await;
        for seed in 1..=3 {
            let matrix = w.service.assignment_matrix(&w.office, None, Some(seed), None, None).await;
            let matrix = matrix.unwrap();
            let column = matrix.columns.iter().position(|c| c.expert == e).unwrap();
            assert_eq!(matrix.columns[column].load, 0);
            assert!(matrix.lines.iter().all(|l| l.missing == 0));
        }
    }

    async fn art_19_who_was_stood_down_by_mistake_is_as_before(w) {
        w.reviewing(4, 1, 5).await;
        let back = w.account("back@example.com", Role::Expert, "e13").await;
        let e = expert_id(1, 3);
        let before = pairs(&w).await;
        let mine = of(&w, &e).await;
        w.service.save_sheet(&back, Review::Written, &mine[0], None, &sheet(60)).await.unwrap();
        let wrong = "点错了人，应为另一位同名专家";
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        assert!(of(&w, &e).await.is_empty() && !mine.is_empty());
        assert_eq!(refused(w.service.stand_up(&w.office, &e, "").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.stand_up(&w.office, &e, wrong).await.unwrap();
        w.service.stand_up(&w.office, &e, "再按一次").await.unwrap();
        assert_eq!(pairs(&w).await, before);
        assert_eq!(events(&w, "expert_stood_up", wrong).await, 1);
        assert_eq!(shown(&w, &e).await, None);
        let revision = w.service.sheet(&back, Review::Written, &mine[0]).await.unwrap().revision;
        assert_eq!(revision, 1, "what was written is there");
        let applications = i64::try_from(mine.len()).unwrap();
        let told = Message::StoodDown { down: false, applications, reason: wrong.into() };
        assert!(w.letters("back@example.com").await.contains(&told));
        assert_eq!(refused(w.service.propose(&w.office, Some(9), None).await), Refusal::NothingToPublish);
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_19_what_others_were_given_meanwhile_stays_with_them(w) {
        w.reviewing(4, 1, 5).await;
        let e = expert_id(1, 3);
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        let filled = pairs(&w).await;
        w.service.stand_up(&w.office, &e, "已康复").await.unwrap();
        assert_eq!(pairs(&w).await, filled);
        // They can be given reviews again: what is missing next is theirs as anybody's.
        let reads = |n: usize| filled.iter().filter(move |p| p.1 == expert_id(1, n)).count();
        let ill = [2, 4, 5].into_iter().find(|n| reads(*n) > 0).unwrap();
        for n in [2, 4, 5].into_iter().filter(|n| *n != ill) {
            w.service.set_load_limit(&w.office, &expert_id(1, n), Some(0)).await.unwrap();
        }
        w.service.set_load_limit(&w.office, &expert_id(1, 1), Some(0)).await.unwrap();
        w.service.stand_down(&w.office, &expert_id(1, ill), ILL).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        assert_eq!(of(&w, &e).await.len(), reads(ill));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_14_a_bridge_whose_reader_is_stood_down_is_built_again_from_the_same_panel(w) {
        for n in 1..=8 {
            w.passed(n).await;
        }
        w.committee(2, 4).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let bridge = async |w: &World| {
            let all = { w.service.read().await.unwrap().assignments(&id()).await.unwrap() };
            all.into_iter().filter(|a| a.bridging).collect::<Vec<_>>()
        };
        let lead = |e: &ExpertId| (1..=2).any(|p| *e == expert_id(p, 1));
        let before = bridge(&w).await;
        let one = before[0].clone();
        if lead(&one.expert) {
            let next = expert_id(1 + usize::from(one.panel == panel_id(2)), 2);
            w.service.move_lead(&w.office, &next, "原组长住院").await.unwrap();
        }
        w.service.stand_down(&w.office, &one.expert, ILL).await.unwrap();
        w.service.publish_assignment(&w.office, 9, None, "").await.unwrap();
        let after = bridge(&w).await;
        let again = after.iter().find(|a| a.dossier == one.dossier).unwrap();
        assert!(again.panel == one.panel && again.expert != one.expert);
        assert_eq!(after.len(), before.len());
    }

    async fn art_14_a_lead_is_stood_down_last_and_by_the_office_alone(w) {
        w.reviewing(1, 1, 3).await;
        let (lead, e) = (expert_id(1, 1), expert_id(1, 2));
        assert_eq!(refused(w.service.stand_down(&w.office, &lead, ILL).await), Refusal::LeadFirst);
        for actor in [unit(), chair(), expert_actor(1, 2), lead_actor(1), actor("a", Role::SystemAdmin, "")] {
            assert_eq!(refused(w.service.stand_down(&actor, &e, "").await), Refusal::NotYours);
            assert_eq!(refused(w.service.stand_up(&actor, &e, "").await), Refusal::NotYours);
        }
        for nobody in ["nobody", "", "\0"] {
            assert_eq!(refused(w.service.stand_down(&w.office, &nobody.into(), ILL).await), Refusal::NotYours);
        }
        w.service.move_lead(&w.office, &e, "原组长住院").await.unwrap();
        w.service.stand_down(&w.office, &lead, ILL).await.unwrap();
        assert!(of(&w, &lead).await.is_empty());
    }

    async fn art_12_who_has_scored_nothing_is_released_and_replaced_after_standing_down(w) {
        w.reviewing(2, 1, 3).await;
        let e = expert_id(1, 2);
        assert_eq!(refused(w.service.release_expert(&w.office, &e, ILL).await), Refusal::AlreadyAssigned);
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        w.service.release_expert(&w.office, &e, ILL).await.unwrap();
        w.service.rest_expert(&w.office, &e, true, ILL).await.unwrap();
        assert_eq!(shown(&w, &e).await, None);
    }

    /// Under a signature nothing changes, and nothing is in the way of standing somebody down.
    async fn art_19_nothing_is_taken_below_a_signed_conclusion(w) {
        let ids = w.lists_out(1, 1, 3).await;
        let e = expert_id(1, 4);
        w.service.add_expert(&w.office, &expert(&e, "36")).await.unwrap();
        w.service.seat_expert(&w.office, &panel_id(1), &e).await.unwrap();
        let (dossier, panel) = (ids[0].clone(), panel_id(1));
        let pair = Assignment { dossier, expert: e.clone(), panel, bridging: false };
        let mut work = w.service.begin().await.unwrap();
        work.db.insert_assignments(&id(), &[pair], 1).await.unwrap();
        work.commit().await.unwrap();
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        assert_eq!(of(&w, &e).await, ids);
    }

    async fn art_20_who_falls_out_of_the_defence_leaves_its_sessions_and_what_was_scored_counts(w) {
        let ids = w.defending(2, 1, 3).await;
        let ill = expert_actor(1, 3);
        let e = expert_id(1, 3);
        w.clock.set(slot_of(1));
        w.service.seal_sheet(&ill, Review::Defence, &ids[0], &defence_sheet(80)).await.unwrap();
        w.service.stand_down(&w.office, &e, ILL).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        let scores: Vec<_> = db.defence_assignments(&id()).await.unwrap();
        let mine: Vec<_> = scores.iter().filter(|a| a.expert == e).map(|a| &a.dossier).collect();
        assert_eq!(mine, [&ids[0]]);
        assert_eq!(scores.len(), 5, "the others hear both");
        assert_eq!(db.totals_of(Review::Defence, &ids[0]).await.unwrap(), [(e.clone(), 800)]);
        let sits = db.sittings(&id()).await.unwrap().remove(0).session;
        assert_eq!(sits.experts, [expert_id(1, 1), expert_id(1, 2)]);
        drop(db);
        assert_eq!(refused(w.service.sheet(&ill, Review::Defence, &ids[1]).await), Refusal::NotYours);
        assert_eq!(refused(w.service.defence_session(&ill, &sits.id).await), Refusal::NotYours);
        // Nobody seats them again before they are stood up.
        let view = w.service.defence_session(&w.office, &sits.id).await.unwrap();
        assert!(view.members.iter().all(|m| m.id != e) && view.members.len() == 2);
        let mut form: SessionForm = view.form.unwrap();
        form.experts.push(e.clone());
        let seat = async |form: &SessionForm| {
            w.service.plan_session(&w.office, Some(&sits.id), &panel_id(1), form, ("补充专家", "")).await
        };
        assert_eq!(refused(seat(&form).await), Refusal::BadValue { field: "experts".into() });
        w.service.stand_up(&w.office, &e, "已康复").await.unwrap();
        seat(&form).await.unwrap();
        let scores = { w.service.read().await.unwrap().defence_assignments(&id()).await.unwrap() };
        assert!(scores.iter().any(|a| a.expert == e && a.dossier == ids[1]));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn art_20_where_everybody_was_heard_it_stays_written_who_sat_there(w) {
        w.heard(2, 1, 3).await;
        w.service.stand_down(&w.office, &expert_id(1, 3), ILL).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        let sits = db.sittings(&id()).await.unwrap().remove(0).session;
        assert!(sits.experts.contains(&expert_id(1, 3)));
        assert_eq!(db.defence_assignments(&id()).await.unwrap().len(), 6, "all sealed");
    }
}
