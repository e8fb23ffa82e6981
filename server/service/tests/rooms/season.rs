//! Art. 6, 17: the call, quotas, closings.

use domain::application::page::Page;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::{Phase, Season};

use crate::on_both;
use crate::world::answers::UNIT;
use crate::world::*;

on_both! {
    async fn art_6_the_call_is_open_to_everybody(w) {
        let call = w.service.call().await.unwrap();
        assert_eq!((call.season, call.now), (season(), w.service.now()));
    }

    async fn art_5_the_office_alone_runs_the_season(w) {
        for actor in [unit(), chair(), expert_actor(1, 1), actor("a", Role::SystemAdmin, ""), actor("m", Role::Ministry, "")] {
            assert_eq!(refused(w.service.open_season(&actor, &season()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.season_plan(&actor).await), Refusal::NotYours);
            assert_eq!(refused(w.service.set_quota(&actor, UNIT, 9, 9, "调整名额").await), Refusal::NotYours);
            let moved = w.service.move_closing(&actor, Phase::Application, day(99), "x").await;
            assert_eq!(refused(moved), Refusal::NotYours);
        }
    }

    async fn art_17_seats_taken_stay_taken(w) {
        w.recommended(2).await;
        w.recommended(4).await;
        let set = async |base, extra| w.service.set_quota(&w.office, UNIT, base, extra, "调整名额").await;
        assert_eq!(refused(set(1, 0).await), Refusal::BadValue { field: "quota".into() });
        // Seats for small enterprises do not cover large ones.
        assert_eq!(refused(set(1, 5).await), Refusal::BadValue { field: "quota".into() });
        assert_eq!(refused(set(-1, 9).await), Refusal::BadValue { field: "quota".into() });
        set(2, 0).await.unwrap();
        let nobody = w.service.set_quota(&w.office, "R000000", 1, 0, "调整名额").await;
        assert_eq!(refused(nobody), Refusal::BadValue { field: "unit".into() });
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().quota.used_large, 2);
    }

    /// Whatever the form, seats of an open season change for a reason only, which the journal keeps (Art. 17).
    async fn art_17_no_seat_of_an_open_season_changes_without_its_reason(w) {
        let bare = Refusal::TooShort { min: 1, found: 0 };
        assert_eq!(refused(w.service.set_quota(&w.office, UNIT, 9, 2, " ").await), bare);
        let table = format!("code\tbase\tsme extra\n{UNIT}\t9\t2");
        assert_eq!(refused(w.service.import_quotas(&w.office, &table, "").await), bare);
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().quota.seats(), 10);
        let last = async || w.service.read().await.unwrap().entries(0, 200).await.unwrap().pop().unwrap();
        w.service.set_quota(&w.office, UNIT, 9, 2, "申报增多").await.unwrap();
        assert_eq!((last().await.kind.as_str(), last().await.reason.as_str()), ("quota_set", "申报增多"));
        w.service.import_quotas(&w.office, &table.replace('9', "7"), "重新核定").await.unwrap();
        assert_eq!(last().await.reason, "重新核定");
        // What is as it was needs none.
        assert_eq!(w.service.import_quotas(&w.office, &table.replace('9', "7"), "").await.unwrap(), 0);
    }

    async fn art_17_further_seats_are_granted_for_a_reason_that_the_journal_keeps(w) {
        assert_eq!(refused(w.service.grant_seats(&unit(), UNIT, 2, "x").await), Refusal::NotYours);
        let grant = async |n, why| w.service.grant_seats(&w.office, UNIT, n, why).await;
        assert_eq!(refused(grant(2, " ").await), Refusal::TooShort { min: 1, found: 0 });
        for n in [-1, 1_001, i64::MAX] {
            assert_eq!(refused(grant(n, "x").await), Refusal::BadValue { field: "quota".into() });
        }
        grant(2, "本地区申报数量多").await.unwrap();
        let plan = w.service.season_plan(&w.office).await.unwrap();
        assert_eq!(plan.quotas.len(), domain::facts::units::units().len());
        let of = |code: &str| plan.quotas.iter().find(|q| q.0 == code).unwrap().1;
        assert_eq!((of(UNIT).granted, of(UNIT).seats()), (2, 12));
        assert_eq!(of("R110000"), Default::default());
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.entries(0, 100).await.unwrap().last().unwrap().reason, "本地区申报数量多");
    }

    async fn a_closing_moved_after_the_opening_gives_its_reason_to_everybody(w) {
        let move_to = |to, reason| w.service.move_closing(&w.office, Phase::Application, to, reason);
        assert_eq!(refused(move_to(day(41), " ").await), Refusal::TooShort { min: 1, found: 0 });
        let wrong = |fault| Refusal::FormWrong { faults: vec![("closes".to_owned(), fault)] };
        use domain::season::edit::Fault;
        // Nobody's time ends before they are told, and no phase closes after the one that follows it.
        assert_eq!(refused(move_to(day(34), "x").await), wrong(Fault::Passed));
        let after = Fault::After { phase: Phase::Recommendation };
        assert_eq!(refused(move_to(day(51), "x").await), wrong(after));
        move_to(day(41), "台风").await.unwrap();
        let window = w.service.call().await.unwrap().season.window(Phase::Application).cloned().unwrap();
        assert_eq!((window.closes, window.changed.as_deref()), (day(41), Some("台风")));
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.entries(0, 100).await.unwrap().last().unwrap().reason, "台风");
    }

    async fn a_rubric_that_does_not_add_up_opens_no_season(w) {
        let mut bad = Season { id: "next".into(), year: 2027, ..season() };
        bad.review.written.criteria[0].items[0].max += 1;
        assert_eq!(refused(w.service.open_season(&w.office, &bad).await), Refusal::BadValue { field: "rubric".into() });
        assert_eq!(w.service.season().await.unwrap().year, 2026);
    }
}

on_both! {
    async fn art_24_who_was_chosen_lately_does_not_apply_again(w) {
        let mut season = w.service.season().await.unwrap();
        season.id = "with-winners".into();
        season.year += 1;
        let past = |n: usize, year| domain::season::PastWinner {
            year,
            uscc: crate::world::answers::code(n),
            organisation: "旧名".into(),
            title: format!("实施旧方法{n}的经验"), revoked: None };
        let year = season.year;
        season.limits.past_winners = vec![past(1, year - 1), past(2, year - 4), past(3, year - 2)];
        w.service.open_season(&w.office, &season).await.unwrap();
        // The list itself travels with no page.
        assert_eq!(w.service.call().await.unwrap().season.limits.past_winners, []);
        let own = w.applicant(1).await;
        let answers = crate::world::answers::answers(1);
        let bar = domain::season::Bar { year: year - 1, revoked: None, until: year + 2 };
        let begun = w.service.start_dossier(&own, &answers).await;
        assert_eq!(refused(begun), Refusal::Barred { bar });
        // Begun under another code, it is not handed in under this one.
        let other = crate::world::answers::answers(9);
        let (actor, id) = w.written(w.applicant(9).await, &other).await;
        let base = w.service.dossier(&actor, &id).await.unwrap().revisions[&Page::Organisation];
        w.service.save_page(&actor, &id, Page::Organisation, base, &answers).await.unwrap();
        let refusal = refused(w.service.submit(&actor, &id).await);
        assert!(matches!(refusal, Refusal::Incomplete { pages } if pages == [(Page::Organisation, 1)]));
        let seen = w.service.dossier(&actor, &id).await.unwrap().season.limits.past_winners;
        assert_eq!(seen, [past(1, year - 1)]);
        // Long enough ago, or somebody else.
        for n in [2, 4] {
            w.submitted(n).await;
        }
    }
}

on_both! {
    async fn art_17_a_table_of_seats_is_taken_over_whole_or_not_at_all(w) {
        let table = |rows: &str| format!("推荐单位\t不限规模的名额\t另给中小企业的名额\n{rows}");
        let import = async |text: String| w.service.import_quotas(&w.office, &text, "调整名额").await;
        assert_eq!(refused(w.service.import_quotas(&unit(), &table("R110000\t1\t1"), "调整名额").await), Refusal::NotYours);
        assert_eq!(refused(import("x".into()).await), Refusal::RowsWrong { rows: vec![] });
        let half = import(table("R110000\t5\t1\n火星\t1\t1\nR310000\t-1\t0")).await;
        assert_eq!(refused(half), Refusal::RowsWrong { rows: vec![3, 4] });
        let seats = async |code: &str| {
            let plan = w.service.season_plan(&w.office).await.unwrap();
            plan.quotas.into_iter().find(|q| q.0 == code).unwrap().1.seats()
        };
        assert_eq!(seats("R110000").await, 0);
        w.recommended(2).await;
        assert_eq!(refused(import(table(&format!("{UNIT}\t0\t0"))).await), Refusal::RowsWrong { rows: vec![2] });
        assert_eq!(import(table(&format!("{UNIT}\t8\t2\nR110000\t5\t1"))).await.unwrap(), 1);
        assert_eq!(seats("R110000").await, 6);
    }
}
