//! One dossier through the whole year, each step by the person whose step it is.

use domain::application::Answers;
use domain::application::field::Slot;
use domain::application::page::Page;
use domain::event::Event;
use domain::formality::Item;
use domain::journey::Stage;
use domain::policy::Role;
use domain::stamp::DAY;
use service::journal::{Verdict, event, verify};

use crate::on_both;
use crate::world::answers::{answers, tail, title};
use crate::world::*;

on_both! {
    async fn a_dossier_goes_from_its_first_page_to_the_board(w) {
        w.committee(1, 3).await;
        // Art. 16: written page by page, with files, and submitted.
        w.clock.set(day(11));
        let applicant = w.applicant(1).await;
        let id = w.service.start_dossier(&applicant, &Answers::new()).await.unwrap();
        for page in Page::ALL.into_iter().filter(|p| *p != Page::Attachments) {
            w.clock.pass(DAY / 24);
            let base = w.service.dossier(&applicant, &id).await.unwrap().revisions.get(&page).copied();
            let saved = w.service.save_page(&applicant, &id, page, base.unwrap_or(0), &answers(1)).await.unwrap();
            assert!(saved.conflicts.is_empty());
        }
        for slot in Slot::ALL {
            w.service.attach(&applicant, &id, upload(slot, &pdf(slot.code()))).await.unwrap();
        }
        w.sign(&applicant, &id).await;
        let receipt = w.service.submit(&applicant, &id).await.unwrap();
        // Art. 17: recommended by its unit.
        w.clock.set(day(13));
        let reading = w.service.unit_reading(&unit(), &id).await.unwrap();
        let files = reading.dossier.files.len();
        assert_eq!((reading.dossier.answers, files), (answers(1), Slot::ALL.len()));
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        // Art. 18: checked by the Office.
        w.clock.set(day(20));
        let lines = w.service.checklist(&w.office, &id).await.unwrap().lines;
        for line in lines {
            match line.computed {
                Some((good, evidence)) => assert!(good, "{:?} {evidence:?}", line.item),
                None => w.service.tick(&w.office, &id, line.item, &yes()).await.unwrap(),
            }
        }
        assert!(Item::ALL.len() > 10);
        w.service.pass(&w.office, &id).await.unwrap();
        // Art. 12–15, 19: assigned, signed for, scored.
        w.clock.set(day(31));
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        w.undertakings(1, 3).await;
        for (e, percent) in [(1, 70), (2, 80), (3, 90)] {
            let expert = expert_actor(1, e);
            w.service.sheet(&expert, Review::Written, &id).await.unwrap();
            w.service.save_sheet(&expert, Review::Written, &id, None, &sheet(percent - 10)).await.unwrap();
            w.service.seal_sheet(&expert, Review::Written, &id, &sheet(percent)).await.unwrap();
        }
        let board = w.service.board(&actor("vice", Role::ViceChair, "vice"), Review::Written, None).await.unwrap().board;
        let row = &board.rows[0];
        let mut totals: Vec<i32> = row.scores.iter().map(|s| s.total).collect();
        totals.sort_unstable();
        assert_eq!((row.title.as_str(), row.due, totals), (title(1).as_str(), 3, vec![700, 800, 900]));
        // Who looks from outside sees the stages and their moments; the journal has every step.
        let status = w.service.status(&receipt.reference, &tail(1), "a").await.unwrap();
        let stages: Vec<Stage> = status.passed.iter().map(|p| p.0).collect();
        let way = [Stage::Draft, Stage::Submitted, Stage::Recommended, Stage::FormalityPassed, Stage::WrittenReview];
        assert_eq!(stages, way);
        assert!(status.passed.windows(2).all(|w| w[0].1 < w[1].1));
        let mut db = w.service.read().await.unwrap();
        let entries = db.entries_of(&id).await.unwrap();
        let steps = entries.iter().filter(|e| matches!(event(e).unwrap(), Event::Stepped { .. })).count();
        assert_eq!(steps, way.len());
        assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
    }
}
