//! Art. 7, 17: opinion, quota, withdrawal.

use domain::journey::Stage;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::SECOND;
use domain::views::recommendation::UnitList;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::UNIT;
use crate::world::*;

on_both! {
    async fn art_17_a_unit_recommends_with_an_opinion_of_its_own(w) {
        let (_, id) = w.submitted(1).await;
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        w.service.write_opinion(&unit(), &id, " 同意。 ").await.unwrap();
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::TooShort { min: 30, found: 3 });
        let long = "好".repeat(2001);
        assert_eq!(refused(w.service.write_opinion(&unit(), &id, &long).await), Refusal::TooLong { max: 2000, found: 2001 });
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        let list = w.service.unit_list(&unit()).await.unwrap();
        assert_eq!((list.rows[0].stage, list.quota.used_sme, list.quota.used_large), (Stage::Recommended, 1, 0));
        // What was recommended stays recommended, and its opinion as it was.
        let stage = Stage::Recommended;
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::WrongStage { stage });
        assert_eq!(refused(w.service.write_opinion(&unit(), &id, OPINION).await), Refusal::WrongStage { stage });
    }

    /// Two hundred calls at once, two for each of a hundred dossiers, on PostgreSQL from two
    /// servers: eight seats for large enterprises, eight recommendations.
    async fn art_17_two_hundred_at_once_fill_eight_seats_and_not_one_more(w) {
        let mut ids = Vec::new();
        for n in 1..=100 {
            let (_, id) = w.submitted(2 * n).await;
            w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
            ids.push(id);
        }
        let servers = [w.service.clone(), w.second().await];
        let mut calls = JoinSet::new();
        for call in 0..200 {
            let (service, id) = (servers[call % 2].clone(), ids[call / 2].clone());
            calls.spawn(async move { service.recommend(&unit(), &id).await });
        }
        let ends = calls.join_all().await;
        assert_eq!(ends.iter().filter(|e| e.is_ok()).count(), 8);
        for end in ends.into_iter().filter(Result::is_err) {
            let refusal = refused(end);
            let full = refusal == Refusal::QuotaFull { quota: 8 };
            assert!(full || matches!(refusal, Refusal::WrongStage { .. }), "{refusal:?}");
        }
        let list = w.service.unit_list(&unit()).await.unwrap();
        assert_eq!((list.quota.used_large, list.quota.used_sme), (8, 0));
        assert_eq!(list.rows.iter().filter(|r| r.stage == Stage::Recommended).count(), 8);
    }

    async fn art_17_seats_for_small_enterprises_are_theirs(w) {
        w.service.set_quota(&w.office, UNIT, 1, 1, "调整名额").await.unwrap();
        w.recommended(2).await;
        let (_, large) = w.submitted(4).await;
        w.service.write_opinion(&unit(), &large, OPINION).await.unwrap();
        assert_eq!(refused(w.service.recommend(&unit(), &large).await), Refusal::QuotaFull { quota: 1 });
        w.recommended(1).await;
        let (_, small) = w.submitted(3).await;
        w.service.write_opinion(&unit(), &small, OPINION).await.unwrap();
        assert_eq!(refused(w.service.recommend(&unit(), &small).await), Refusal::QuotaFull { quota: 2 });
    }

    async fn art_17_a_recommendation_withdrawn_frees_its_seat_at_once(w) {
        w.service.set_quota(&w.office, UNIT, 1, 0, "调整名额").await.unwrap();
        let (_, one) = w.recommended(2).await;
        let (_, two) = w.submitted(4).await;
        w.service.write_opinion(&unit(), &two, OPINION).await.unwrap();
        assert_eq!(refused(w.service.recommend(&unit(), &two).await), Refusal::QuotaFull { quota: 1 });
        let bare = w.service.withdraw_recommendation(&unit(), &one, " \u{0} ").await;
        assert_eq!(refused(bare), Refusal::TooShort { min: 1, found: 0 });
        w.service.withdraw_recommendation(&unit(), &one, "企业发生质量事故").await.unwrap();
        w.service.recommend(&unit(), &two).await.unwrap();
        let again = w.service.withdraw_recommendation(&unit(), &one, "再次").await;
        assert_eq!(refused(again), Refusal::WrongStage { stage: Stage::Submitted });
        let quota = w.service.unit_list(&unit()).await.unwrap().quota;
        assert_eq!((quota.used_large, quota.used_sme), (1, 0));
        let entries = w.service.read().await.unwrap().entries_of(&one).await.unwrap();
        assert_eq!(entries.last().unwrap().reason, "企业发生质量事故");
    }

    /// Two clicks on withdraw give back one seat.
    async fn art_17_no_race_frees_a_seat_twice(w) {
        let (_, one) = w.recommended(2).await;
        w.recommended(4).await;
        let servers = [w.service.clone(), w.second().await];
        let mut clicks = JoinSet::new();
        for i in 0..8 {
            let (service, id) = (servers[i % 2].clone(), one.clone());
            clicks.spawn(async move { service.withdraw_recommendation(&unit(), &id, "理由").await.is_ok() });
        }
        assert_eq!(clicks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().quota.used_large, 1);
    }

    async fn art_17_late_recommendations_are_not_taken(w) {
        let (_, id) = w.submitted(1).await;
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        let (phase, closed) = (Phase::Recommendation, day(50));
        w.clock.set(closed);
        let refusal = Refusal::PhaseClosed { phase, closed };
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), refusal);
        assert_eq!(refused(w.service.write_opinion(&unit(), &id, "晚了").await), refusal);
        w.clock.set(closed.plus(-SECOND));
        w.service.recommend(&unit(), &id).await.unwrap();
        w.clock.set(closed);
        assert_eq!(refused(w.service.withdraw_recommendation(&unit(), &id, "晚了").await), refusal);
    }

    /// Draft or submitted: a unit learns of no dossier that goes through another.
    async fn art_7_a_unit_sees_and_judges_its_own_dossiers_only(w) {
        let (_, draft) = w.draft(1).await;
        let (_, submitted) = w.submitted(2).await;
        let other = actor("unit-2", Role::RecommendingUnit, "R370000");
        assert!(w.service.unit_list(&other).await.unwrap().rows.is_empty());
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().rows.len(), 1);
        let nothing = "nowhere".into();
        for (actor, id) in [(&other, &submitted), (&unit(), &draft), (&w.office, &submitted), (&unit(), &nothing)] {
            assert_eq!(refused(w.service.unit_reading(actor, id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.write_opinion(actor, id, OPINION).await), Refusal::NotYours);
            assert_eq!(refused(w.service.recommend(actor, id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.withdraw_recommendation(actor, id, "x").await), Refusal::NotYours);
        }
    }

    /// Two people of one unit have the same form before them; the later one has not read what the earlier one wrote.
    async fn art_17_two_of_a_unit_do_not_overwrite_each_others_opinion(w) {
        let s = &w.service;
        let (writer, id) = w.submitted(1).await;
        let other = actor("unit-1b", Role::RecommendingUnit, UNIT);
        let morning = s.unit_reading(&unit(), &id).await.unwrap().base;
        assert!(!morning.is_empty());
        s.write_opinion_over(&other, &id, OPINION, &morning).await.unwrap();
        assert_eq!(refused(s.write_opinion_over(&unit(), &id, "同意。", &morning).await), Refusal::Stale { revision: 0 });
        let now = s.unit_reading(&unit(), &id).await.unwrap();
        assert_eq!(now.opinion, OPINION);
        // Having read it, one writes over it; and goes on from a page that was not drawn since.
        for text in ["同意推荐。", "同意推荐，理由如下。"] {
            s.write_opinion_over(&unit(), &id, text, &now.base).await.unwrap();
        }
        // Now the colleague is the one who has not read it; the same words again undo nothing.
        assert_eq!(refused(s.write_opinion_over(&other, &id, OPINION, &now.base).await), Refusal::Stale { revision: 0 });
        s.write_opinion_over(&other, &id, "同意推荐，理由如下。", &now.base).await.unwrap();
        // A text about an earlier version is what the form begins from, and guarded like any other.
        s.return_dossier(&unit(), &id, "请补充。", "").await.unwrap();
        w.sign(&writer, &id).await;
        s.submit(&writer, &id).await.unwrap();
        let next = s.unit_reading(&unit(), &id).await.unwrap();
        assert_eq!(next.earlier.map(|e| e.1).as_deref(), Some("同意推荐，理由如下。"));
        s.write_opinion_over(&unit(), &id, "第二版也同意。", &next.base).await.unwrap();
        assert_eq!(refused(s.write_opinion_over(&other, &id, OPINION, &next.base).await), Refusal::Stale { revision: 0 });
    }

    async fn an_opinion_keeps_its_text_and_loses_control_characters(w) {
        let (_, id) = w.submitted(1).await;
        w.service.write_opinion(&unit(), &id, "第一行\r\n第二\u{0}行\u{1b}[31m").await.unwrap();
        assert_eq!(w.service.unit_reading(&unit(), &id).await.unwrap().opinion, "第一行\n第二行[31m");
    }
}

on_both! {
    async fn art_17_one_act_recommends_by_the_units_order_and_the_rest_is_its_reserve(w) {
        w.service.set_quota(&w.office, UNIT, 2, 0, "调整名额").await.unwrap();
        let mut ids = Vec::new();
        for n in 1..=4 {
            ids.push(w.submitted(n).await.1);
        }
        assert_eq!(refused(w.at_once(&unit()).await), Refusal::NothingRanked);
        let foreign = actor("u2", Role::RecommendingUnit, "R440000");
        assert_eq!(refused(w.service.rank(&foreign, &ids[0], 1).await), Refusal::NotYours);
        for id in &ids[..3] {
            w.service.rank(&unit(), id, 99).await.unwrap();
        }
        w.service.rank(&unit(), &ids[2], 1).await.unwrap();
        let places = |list: &UnitList| ids.iter().map(|id| list.rows.iter().find(|r| r.id == *id).unwrap().place).collect::<Vec<_>>();
        let list = w.service.unit_list(&unit()).await.unwrap();
        assert_eq!(places(&list), [2, 3, 1, 0]);
        let refusal = refused(w.at_once(&unit()).await);
        assert!(matches!(refusal, Refusal::OpinionsLacking { references } if references.len() == 2));
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().quota.used(), 0);
        let opinion = "追溯体系完整，数据链条清楚，成效有据可查，在本地区同行中领先，同意推荐。";
        for id in [&ids[0], &ids[2]] {
            w.service.write_opinion(&unit(), id, opinion).await.unwrap();
        }
        assert_eq!(w.at_once(&unit()).await.unwrap(), 2);
        let list = w.service.unit_list(&unit()).await.unwrap();
        let stages: Vec<Stage> = ids.iter().map(|id| list.rows.iter().find(|r| r.id == *id).unwrap().stage).collect();
        assert_eq!(stages, [Stage::Recommended, Stage::Submitted, Stage::Recommended, Stage::Submitted]);
        // What was looked at is recommended, or nobody: an order that a colleague has changed since is another.
        let seen = list.seen.clone();
        w.service.rank(&unit(), &ids[3], 1).await.unwrap();
        assert_eq!(refused(w.service.recommend_batch(&unit(), &seen).await), Refusal::SeenChanged);
        w.service.rank(&unit(), &ids[3], 0).await.unwrap();
        // A seat that is freed goes to the first in reserve.
        assert!(matches!(refused(w.at_once(&unit()).await), Refusal::QuotaFull { .. }));
        w.service.withdraw_recommendation(&unit(), &ids[0], "更正").await.unwrap();
        w.service.rank(&unit(), &ids[0], 0).await.unwrap();
        w.service.write_opinion(&unit(), &ids[1], opinion).await.unwrap();
        assert_eq!(w.at_once(&unit()).await.unwrap(), 1);
    }

    /// Two of its own; none of another's, and no draft.
    async fn art_17_a_unit_compares_two_of_its_own_candidates(w) {
        let (_, one) = w.submitted(1).await;
        let (_, two) = w.submitted(2).await;
        let (_, draft) = w.draft(3).await;
        let seen = w.service.unit_compare(&unit(), &one, &two).await.unwrap();
        let (a, b) = *seen.pair.unwrap();
        assert_eq!((a.id, b.id, seen.rows.len()), (one.clone(), two.clone(), 2));
        let none = w.service.unit_compare(&unit(), &one, &"".into()).await.unwrap();
        assert!(none.pair.is_none());
        let other = actor("unit-2", Role::RecommendingUnit, "R370000");
        for (who, a, b) in [(&unit(), &one, &draft), (&unit(), &draft, &one), (&other, &one, &two), (&w.office, &one, &two)] {
            assert_eq!(refused(w.service.unit_compare(who, a, b).await), Refusal::NotYours);
        }
    }

    /// The neighbours are those of the list as it is shown: what waits longest first.
    async fn art_17_the_next_one_is_the_next_of_the_list(w) {
        let mut ids = Vec::new();
        for n in 1..=3 {
            ids.push(w.submitted(n).await.1);
            w.clock.pass(SECOND);
        }
        w.service.rank(&unit(), &ids[2], 1).await.unwrap();
        let seen = w.service.unit_reading(&unit(), &ids[1]).await.unwrap();
        assert_eq!((seen.before, seen.after), (Some(ids[0].clone()), Some(ids[2].clone())));
        assert_eq!((seen.place, seen.ranked), (0, 1));
        let last = w.service.unit_reading(&unit(), &ids[2]).await.unwrap();
        assert_eq!((last.before, last.after, last.place), (Some(ids[1].clone()), None, 1));
        let row = w.service.unit_list(&unit()).await.unwrap().rows.remove(0);
        assert_eq!(row.direction, "d1");
    }
}
