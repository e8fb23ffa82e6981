//! What is taken back, and what is withdrawn for good (Art. 16).

use domain::views::flow::Withdraw;

use super::*;

on_both! {
    async fn art_16_what_is_taken_back_is_written_and_handed_in_anew(w) {
        let (actor, id) = w.recommended(1).await;
        w.service.tick(&w.office, &id, Item::Credit, &yes()).await.unwrap();
        assert_eq!(used(&w).await, 1);
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, Some(Withdraw::ToDraft));
        assert_eq!(refused(w.service.withdraw(&actor, &id, " ").await), Refusal::TooShort { min: 1, found: 0 });
        w.service.withdraw(&actor, &id, "补充数据").await.unwrap();
        // Art. 17: the seat is free at once; Art. 15: nobody else reads the draft.
        assert_eq!(used(&w).await, 0);
        assert_eq!(refused(w.service.unit_reading(&unit(), &id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.dossier(&w.office, &id).await), Refusal::NotYours);
        save(&w, &actor, &id, Page::Title, &with(1, &[("abstract", "补充之后")])).await;
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        // What the unit had written was about another version, too.
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        // What was ticked was ticked on another version.
        let lines = w.service.checklist(&w.office, &id).await.unwrap().lines;
        assert!(lines.iter().all(|l| l.tick.is_none()));
    }

    async fn art_16_after_the_phase_withdrawing_is_for_good(w) {
        let (actor, id) = w.recommended(1).await;
        w.clock.set(day(41));
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, Some(Withdraw::ForGood));
        w.service.withdraw(&actor, &id, "不再申报").await.unwrap();
        assert_eq!(used(&w).await, 0);
        let stage = Stage::Withdrawn;
        for outcome in [
            w.service.withdraw(&actor, &id, "x").await,
            w.service.submit(&actor, &id).await.map(drop),
            w.service.recommend(&unit(), &id).await,
            w.service.save_page(&actor, &id, Page::Title, 1, &answers(2)).await.map(drop),
        ] {
            assert_eq!(refused(outcome), Refusal::WrongStage { stage });
        }
        // Its organisation still reads it, and its unit sees that it is gone; the Office does not.
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().standing.stage(), stage);
        assert_eq!(w.service.unit_list(&unit()).await.unwrap().rows[0].stage, stage);
        assert!(w.service.formality_list(&w.office).await.unwrap().rows.is_empty());
        assert_eq!(refused(w.service.checklist(&w.office, &id).await), Refusal::NotYours);
    }

    async fn art_18_what_has_passed_the_check_is_not_withdrawn(w) {
        let (actor, id) = w.passed(1).await;
        let stage = Stage::FormalityPassed;
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().flow.withdraw, None);
        assert_eq!(refused(w.service.withdraw(&actor, &id, "x").await), Refusal::WrongStage { stage });
    }
}
