//! Every step is told to whom it concerns.

use super::*;

on_both! {
    async fn every_step_of_the_way_is_told_to_whom_it_concerns(w) {
        let organisation = w.applicant(1).await.grants[0].scope.clone();
        let writer = w.account("writer@example.com", Role::Applicant, &organisation).await;
        let unit = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        let office = w.account("office@example.com", Role::Office, "").await;
        let (_, id) = w.draft_of(writer.clone(), &answers(1)).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.return_dossier(&unit, &id, "补充", "").await.unwrap();
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.write_opinion(&unit, &id, OPINION).await.unwrap();
        w.service.recommend(&unit, &id).await.unwrap();
        w.service.ask_correction(&office, &id, &items()).await.unwrap();
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.withdraw(&writer, &id, "不再申报").await.unwrap();
        let kinds = |who: &Actor| {
            let (service, who) = (w.service.clone(), who.clone());
            async move {
                let told = service.inbox(&who).await.unwrap().lines;
                told.into_iter().map(|m| m.message.kind()).collect::<Vec<_>>()
            }
        };
        let writers = kinds(&writer).await;
        for kind in ["sign_off_done", "submitted", "returned", "correction_asked", "withdrawn"] {
            assert!(writers.contains(&kind), "{kind} not in {writers:?}");
        }
        assert!(!writers.contains(&"sign_off_asked"), "a secret is in no inbox");
        let units = kinds(&unit).await;
        assert!(units.contains(&"arrived") && units.contains(&"withdrawn"), "{units:?}");
        assert!(kinds(&office).await.contains(&"correction_answered"));
    }
}
