//! Corrected figures take the seat that is right for them (Art. 17).

use super::*;

on_both! {
    /// A maker that turns out to be large takes a seat of the right kind, or none.
    async fn art_17_a_corrected_size_takes_the_right_seat(w) {
        let (actor, id) = w.recommended(1).await;
        let quota = |w: &World| { let s = w.service.clone(); async move { s.read().await.unwrap().quota(&crate::world::id(), UNIT).await.unwrap() } };
        assert_eq!((quota(&w).await.used_large, quota(&w).await.used_sme), (0, 1));
        let size = [(Item::SmeScope, "请核对从业人员".to_owned())].into();
        w.service.ask_correction(&w.office, &id, &size).await.unwrap();
        let large = with(1, &[("employees", "5200"), ("revenue_1", "860000")]);
        save(&w, &actor, &id, Page::Size, &large).await;
        save(&w, &actor, &id, Page::Finance, &large).await;
        assert_eq!(quota(&w).await.used_sme, 1);
        w.sign(&actor, &id).await;
        w.service.submit(&actor, &id).await.unwrap();
        assert_eq!((quota(&w).await.used_large, quota(&w).await.used_sme), (1, 0));
    }

    /// Its time runs, and the seats are not its applicant's: the answer is taken, and it passes once there is a seat.
    async fn art_17_a_corrected_size_without_a_free_seat_is_taken_and_waits_for_one(w) {
        w.service.set_quota(&w.office, UNIT, 1, 1, "调整名额").await.unwrap();
        let (_, large) = w.recommended(2).await;
        let (writer, id) = w.recommended(1).await;
        let unit_user = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        let office = w.account("office@example.com", Role::Office, "").await;
        let size = [(Item::SmeScope, "请核对从业人员".to_owned())].into();
        w.service.ask_correction(&w.office, &id, &size).await.unwrap();
        let corrected = with(1, &[("employees", "5200"), ("revenue_1", "860000")]);
        save(&w, &writer, &id, Page::Size, &corrected).await;
        save(&w, &writer, &id, Page::Finance, &corrected).await;
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        let quota = async || w.service.unit_list(&unit()).await.unwrap().quota;
        assert_eq!((quota().await.used_large, quota().await.used_sme), (1, 1));
        assert!(w.service.unit_reading(&unit(), &id).await.unwrap().overdrawn);
        assert!(w.service.checklist(&w.office, &id).await.unwrap().overdrawn);
        for who in [&unit_user, &office] {
            let told: Vec<_> = w.service.inbox(who).await.unwrap().lines.iter().map(|l| l.message.kind()).collect();
            assert!(told.contains(&"seat_overdrawn"), "{told:?}");
        }
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated, Item::SmeScope] {
            let tick = domain::formality::Tick { yes: true, note: "已核对".into() };
            w.service.tick(&w.office, &id, item, &tick).await.unwrap();
        }
        let waits = Refusal::SeatOverdrawn { unit: UNIT.into(), sme: false };
        assert_eq!(refused(w.service.pass(&w.office, &id).await), waits);
        assert!(w.checked().await.is_empty());
        // The unit gives another one's seat back, or the Office grants one: then it passes, on its own seat.
        w.service.withdraw_recommendation(&unit(), &large, "让出名额").await.unwrap();
        w.service.pass(&w.office, &id).await.unwrap();
        assert_eq!((quota().await.used_large, quota().await.used_sme), (1, 0));
        assert!(w.checked().await.is_empty());
    }
}
