//! Room *defence*.

use domain::defence::session::{Break, Session, Slot};
use domain::defence::visit::{Finding, Visit};
use domain::stamp::Stamp;
use service::ports::defence::{
    DefenceAssignment, LotRow, Sitting, SlideRow, SlotRow, VisitRow, VisitVersion,
};

use super::on_both;
use super::world::*;

fn sitting(id: &str, starts: i64) -> Sitting {
    let session = Session {
        id: id.into(),
        panel: "p1".into(),
        room: "一号厅".into(),
        starts: Stamp(starts),
        slots: 3,
        breaks: vec![Break { after: 1, minutes: 15 }],
        experts: vec!["e1".into(), "e2".into()],
    };
    Sitting { session, published_at: None }
}

fn slot(n: i64, session: &str, number: u32) -> SlotRow {
    SlotRow::told(Slot {
        session: session.into(),
        number,
        dossier: format!("d{n}").into(),
        starts: Stamp(10),
        ends: Stamp(20),
    })
}

on_both! {
    async fn sessions_are_kept_by_beginning_and_given_up_while_nobody_was_told(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let (late, early) = (sitting("s2", 200), sitting("s1", 100));
        w.save_sitting(&s(), &late).await.unwrap();
        w.save_sitting(&s(), &early).await.unwrap();
        assert_eq!(w.sittings(&s()).await.unwrap(), [early.clone(), late.clone()]);
        let told = Sitting { published_at: Some(5), ..late };
        w.save_sitting(&s(), &told).await.unwrap();
        w.delete_sitting(&"s1".into()).await.unwrap();
        w.delete_sitting(&"s2".into()).await.unwrap();
        assert_eq!(w.sittings(&s()).await.unwrap(), [told]);
        commit(w).await;
    }

    async fn art_20_every_drawing_is_kept_the_latest_first(bed) {
        bed.furnish().await;
        let lot = |number: u32, seed: u64| LotRow {
            panel: "p1".into(),
            number,
            seed,
            drawn: vec!["QB-2".into(), "QB-1".into()],
            fingerprint: "ab".into(),
            reason: if number > 1 { "停电".into() } else { String::new() },
            author: "a1".into(),
            at: 7,
        };
        let mut w = bed.write().await;
        // No engine rounds a seed.
        w.insert_lot(&s(), &lot(1, u64::MAX >> 1)).await.unwrap();
        w.insert_lot(&s(), &lot(2, 0)).await.unwrap();
        assert_eq!(w.lots(&s()).await.unwrap(), [lot(2, 0), lot(1, u64::MAX >> 1)]);
        commit(w).await;
        let mut w = bed.write().await;
        assert!(w.insert_lot(&s(), &lot(2, 3)).await.is_err(), "a number is given once");
    }

    async fn art_20_a_slot_is_one_applications_and_its_time_nobody_elses(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        let mut w = bed.write().await;
        w.save_sitting(&s(), &sitting("s1", 100)).await.unwrap();
        assert_eq!(w.slot(&"d1".into()).await.unwrap(), None);
        w.save_slot(&slot(1, "s1", 1)).await.unwrap();
        let changed = SlotRow {
            sequence: 2,
            confirmed_at: Some(3),
            delegates: vec!["甲".into()],
            arrived_at: Some(4),
            begun_at: Some(5),
            cancelled_at: Some(6),
            ..slot(1, "s1", 1)
        };
        w.save_slot(&changed).await.unwrap();
        w.save_slot(&slot(2, "s1", 2)).await.unwrap();
        assert_eq!(w.slot(&"d1".into()).await.unwrap(), Some(changed.clone()));
        assert_eq!(w.slots(&s()).await.unwrap(), [changed, slot(2, "s1", 2)]);
        commit(w).await;
        let mut w = bed.write().await;
        assert!(w.save_slot(&slot(2, "s1", 1)).await.is_err(), "two at the same time");
    }

    async fn art_20_who_scores_in_the_defence_is_noted_once_and_taken_back(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let pair = |e: &str| DefenceAssignment {
            dossier: "d1".into(),
            expert: e.into(),
            panel: "p1".into(),
            at: 3,
        };
        let mut w = bed.write().await;
        w.assign_defence(&s(), &pair("e2")).await.unwrap();
        w.assign_defence(&s(), &pair("e1")).await.unwrap();
        w.assign_defence(&s(), &pair("e1")).await.unwrap();
        assert_eq!(w.defence_assignments(&s()).await.unwrap(), [pair("e1"), pair("e2")]);
        assert!(w.unassign_defence(&"d1".into(), &"e1".into()).await.unwrap());
        assert!(!w.unassign_defence(&"d1".into(), &"e1".into()).await.unwrap());
        assert_eq!(w.defence_assignments(&s()).await.unwrap(), [pair("e2")]);
        commit(w).await;
    }

    async fn art_20_slides_and_visits_stand_beside_the_dossier(bed) {
        bed.furnish().await;
        bed.dossiers(1, &recommended()).await;
        let slides = |id: &str, at: i64| SlideRow {
            id: id.into(),
            dossier: "d1".into(),
            name: "演示.pptx".into(),
            media_type: "application/pdf".into(),
            size: 9,
            sha256: "ab".into(),
            author: "a1".into(),
            at,
        };
        let mut w = bed.write().await;
        w.insert_slide(&slides("f2", 2)).await.unwrap();
        w.insert_slide(&slides("f1", 1)).await.unwrap();
        let both = [slides("f1", 1), slides("f2", 2)];
        assert_eq!(w.slides_of(&"d1".into()).await.unwrap(), both);
        assert_eq!(w.slides(&s()).await.unwrap(), both);
        w.remove_slide(&"f1".into(), 5).await.unwrap();
        assert_eq!(w.slide(&"f1".into()).await.unwrap(), None);
        assert_eq!(w.slide(&"f2".into()).await.unwrap(), Some(slides("f2", 2)));
        let visit = |finding| VisitRow {
            dossier: "d1".into(),
            visit: Visit {
                on_day: "2026-06-24".into(),
                people: vec!["甲".into()],
                finding,
                report: "现场核对。".into(),
            },
            author: "a1".into(),
            at: 9,
        };
        assert_eq!(w.visit(&"d1".into()).await.unwrap(), None);
        w.save_visit(&visit(Finding::Doubts)).await.unwrap();
        w.save_visit(&visit(Finding::Confirmed)).await.unwrap();
        assert_eq!(w.visit(&"d1".into()).await.unwrap(), Some(visit(Finding::Confirmed)));
        assert_eq!(w.visits(&s()).await.unwrap(), [visit(Finding::Confirmed)]);
        let version = |number, finding| VisitVersion {
            number,
            reason: "补充核查一项数据".repeat(usize::try_from(number - 1).unwrap()),
            row: visit(finding),
        };
        let both = [version(1, Finding::Doubts), version(2, Finding::Confirmed)];
        for version in &both {
            w.insert_visit_version(version).await.unwrap();
        }
        assert_eq!(w.visit_versions(&"d1".into()).await.unwrap(), both);
        commit(w).await;
        let mut again = bed.write().await;
        assert!(again.insert_visit_version(&both[1]).await.is_err());
    }
}
