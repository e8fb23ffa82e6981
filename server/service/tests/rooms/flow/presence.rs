//! Writers see each other.

use service::rooms::application::GONE_AFTER;

use super::*;

on_both! {
    async fn two_writers_see_each_other_and_nothing_of_it_is_recorded(w) {
        let (one, id) = w.begun(1).await;
        let two = actor("applicant-1b", Role::Applicant, &one.grants[0].scope);
        let before = w.service.read().await.unwrap().head().await.unwrap();
        let mut bells = w.service.store.bells();
        assert_eq!(w.service.be_present(&one, &id, "title", "t1").await.unwrap(), []);
        let seen = w.service.be_present(&two, &id, "finance", "t2").await.unwrap();
        assert_eq!((seen.len(), seen[0].page, seen[0].own), (1, Some(Page::Title), false));
        for _ in 0..2 {
            let bell = bells.recv().await.unwrap();
            assert_eq!((bell.room.as_str(), bell.dossier.as_ref()), ("presence", Some(&id)));
        }
        // A second tab of the same person is told as one.
        let tab = w.service.be_present(&one, &id, "title", "t3").await.unwrap();
        assert_eq!(tab.iter().filter(|p| p.own).count(), 1);
        assert_eq!(w.service.present(&one, &id).await.unwrap().len(), 1);
        // Who gives no sign of life is gone by themselves.
        w.clock.pass(GONE_AFTER + SECOND);
        assert_eq!(w.service.be_present(&one, &id, "title", "t1").await.unwrap(), []);
        let after = w.service.read().await.unwrap().head().await.unwrap();
        assert_eq!((before.seq, before.hash), (after.seq, after.hash));
        let stranger = w.applicant(2).await;
        assert_eq!(refused(w.service.be_present(&stranger, &id, "title", "t").await), Refusal::NotYours);
    }
}
