//! One round of correction: what it reopens, until when, and what an answer is judged by (Art. 18).

use domain::journey::Standing;
use domain::views::flow::Difference;

use super::*;
use crate::world::answers::title;

/// Asks for a correction of the seal and of the comparison.
async fn asked(w: &World, n: usize) -> (Actor, DossierId) {
    let (actor, id) = w.recommended(n).await;
    for item in [Item::Credit, Item::Signed] {
        w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
    }
    w.service.ask_correction(&w.office, &id, &items()).await.unwrap();
    (actor, id)
}

on_both! {
    /// What is being mended is its writers' alone until they hand it in again.
    async fn art_15_during_a_correction_others_read_what_was_handed_in(w) {
        let (actor, id) = asked(&w, 1).await;
        let old = answers(1)["result.1.competitor"].clone();
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "55.5")])).await;
        let scan = w.service.dossier(&actor, &id).await.unwrap().files.into_iter().find(|f| f.slot == Slot::Scan).unwrap();
        w.service.detach(&actor, &id, &scan.id).await.unwrap();
        w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("mended"))).await.unwrap();
        assert_eq!(w.service.dossier(&actor, &id).await.unwrap().answers["result.1.competitor"], "55.5");
        let seen = [
            w.service.unit_reading(&unit(), &id).await.unwrap().dossier,
            w.service.dossier(&unit(), &id).await.unwrap(),
            w.service.checklist(&w.office, &id).await.unwrap().dossier,
            w.service.dossier(&w.office, &id).await.unwrap(),
            w.service.print(&unit(), &id).await.unwrap().dossier,
            w.service.print(&w.office, &id).await.unwrap().dossier,
        ];
        for d in seen {
            assert_eq!(d.answers["result.1.competitor"], old);
            let scans: Vec<_> = d.files.iter().filter(|f| f.slot == Slot::Scan).map(|f| &f.sha256).collect();
            assert_eq!(scans, [&scan.sha256]);
        }
    }

    async fn art_18_a_correction_reopens_only_what_was_asked(w) {
        let (actor, id) = asked(&w, 1).await;
        let d = w.service.dossier(&actor, &id).await.unwrap();
        let Standing::Correction { due, version: 1, .. } = d.standing else { panic!("{:?}", d.standing) };
        assert!(d.editable && d.flow.correction.as_ref().unwrap().due == due);
        // The whole form comes in, what was not asked for stays as it was handed in.
        let typed = with(1, &[("result.1.competitor", "96.4"), ("title", "实施别的方法的经验")]);
        save(&w, &actor, &id, Page::Results, &typed).await;
        save(&w, &actor, &id, Page::Title, &typed).await;
        let now = w.service.dossier(&actor, &id).await.unwrap();
        assert_eq!(now.answers["result.1.competitor"], "96.4");
        assert_eq!(now.answers["title"], title(1));
        let stage = Stage::Correction;
        let licence = upload(Slot::Licence, &pdf("other"));
        assert_eq!(refused(w.service.attach(&actor, &id, licence).await), Refusal::WrongStage { stage });
        let scan = now.files.iter().find(|f| f.slot == Slot::Scan).unwrap();
        w.service.detach(&actor, &id, &scan.id).await.unwrap();
        let sealed = w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("sealed"))).await.unwrap();
        // Until it is answered, everybody else reads what was handed in, files and all.
        let office = w.service.checklist(&w.office, &id).await.unwrap().dossier;
        assert_ne!(office.answers["result.1.competitor"], "96.4");
        assert!(office.files.iter().any(|f| f.id == scan.id) && office.files.iter().all(|f| f.id != sealed.id));
        assert!(w.service.readable(&w.office, &scan.id).await.is_ok());
        assert_eq!(refused(w.service.readable(&w.office, &sealed.id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::WrongStage { stage });
    }

    async fn art_18_the_answer_is_a_new_version_and_the_office_sees_what_changed(w) {
        let (actor, id) = asked(&w, 1).await;
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.service.attach(&actor, &id, upload(Slot::Scan, &pdf("sealed"))).await.unwrap();
        assert_eq!(refused(w.service.submit(&actor, &id).await), Refusal::SignOffMissing);
        w.sign(&actor, &id).await;
        // Long after applications have closed: the answer is not a late submission.
        w.clock.set(day(41));
        assert_eq!(w.service.submit(&actor, &id).await.unwrap().version, 2);
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let Some(Difference { changes, files, .. }) = &list.changed else { panic!() };
        assert_eq!(changes.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["result.1.competitor"]);
        assert_eq!(files.len(), 1);
        // What was asked is judged anew, what was ticked beside it stays.
        let ticked: Vec<Item> = list.lines.iter().filter(|l| l.tick.is_some()).map(|l| l.item).collect();
        assert_eq!(ticked, [Item::Credit]);
        let in_time = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        assert!(in_time.computed.as_ref().unwrap().0);
        // There is no second round.
        let again = w.service.ask_correction(&w.office, &id, &items()).await;
        assert_eq!(refused(again), Refusal::CorrectionOnce);
        for item in [Item::NoAccident, Item::Signed, Item::NotRepeated] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.pass(&w.office, &id).await.unwrap();
    }

    async fn art_18_a_late_answer_is_refused_and_nothing_typed_is_lost(w) {
        let (actor, id) = asked(&w, 1).await;
        save(&w, &actor, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&actor, &id).await;
        let Standing::Correction { due, .. } = w.service.dossier(&actor, &id).await.unwrap().standing else { panic!() };
        w.clock.set(due.plus(-SECOND));
        w.service.ask_sign_off(&actor, &id, SIGNER).await.unwrap();
        w.clock.set(due);
        let refusal = Refusal::CorrectionOver { due };
        assert_eq!(refused(w.service.submit(&actor, &id).await), refusal);
        let late = w.service.save_page(&actor, &id, Page::Results, 2, &answers(1)).await;
        assert_eq!(refused(late), refusal);
        let d = w.service.dossier(&actor, &id).await.unwrap();
        assert!(!d.editable && d.answers["result.1.competitor"] == "96.4");
        // It can still be withdrawn, for good, and its seat is free.
        w.service.withdraw(&actor, &id, "无法补正").await.unwrap();
        assert_eq!(used(&w).await, 0);
    }

    async fn art_18_the_office_alone_asks_and_says_what_is_to_be_mended(w) {
        let (actor, id) = w.recommended(1).await;
        let stranger = w.applicant(2).await;
        for who in [&actor, &stranger, &unit(), &chair()] {
            assert_eq!(refused(w.service.ask_correction(who, &id, &items()).await), Refusal::NotYours);
        }
        let none = std::collections::BTreeMap::new();
        assert_eq!(refused(w.service.ask_correction(&w.office, &id, &none).await), Refusal::NothingAsked);
        let unmendable = [(Item::Opinion, "太短".to_owned())].into();
        assert_eq!(refused(w.service.ask_correction(&w.office, &id, &unmendable).await), Refusal::NothingAsked);
        let (_, fresh) = w.submitted(3).await;
        assert_eq!(refused(w.service.ask_correction(&w.office, &fresh, &items()).await), Refusal::NotYours);
    }

    /// Limits that were tightened since are not held against an answer that cannot mend them.
    async fn art_18_an_answer_is_judged_by_what_was_asked_and_what_it_touches(w) {
        let (writer, id) = asked(&w, 1).await;
        w.set(|s| {
            s.limits.title_max = 5;
            s.limits.required_slots.push(Slot::Standards);
        })
        .await;
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "")])).await;
        let d = w.service.dossier(&writer, &id).await.unwrap();
        assert_eq!(d.owed().iter().map(|p| p.0).collect::<Vec<_>>(), [Page::Results]);
        assert!(!d.flow.excused.is_empty());
        assert!(matches!(refused(w.service.submit(&writer, &id).await), Refusal::Incomplete { pages } if pages.len() == 1));
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&writer, &id).await;
        assert_eq!(w.service.submit(&writer, &id).await.unwrap().version, 2);
    }

    /// Asked on the last day of the check, answered after it: it is passed or refused, and never left out.
    async fn art_18_a_check_with_a_round_goes_on_to_its_end(w) {
        let (_, unasked) = w.recommended(3).await;
        let (writer, id) = w.recommended(1).await;
        let (_, silent) = w.recommended(5).await;
        w.clock.set(day(60).plus(-SECOND));
        // The page says so before anything is asked.
        let due = w.service.checklist(&w.office, &id).await.unwrap().answer_due.unwrap();
        assert!(due > day(60));
        for id in [&id, &silent] {
            w.service.ask_correction(&w.office, id, &items()).await.unwrap();
        }
        w.clock.set(day(61));
        save(&w, &writer, &id, Page::Results, &with(1, &[("result.1.competitor", "96.4")])).await;
        w.sign(&writer, &id).await;
        w.service.submit(&writer, &id).await.unwrap();
        for item in [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.pass(&w.office, &id).await.unwrap();
        w.clock.set(due);
        w.service.reject(&w.office, &silent, Item::Signed, "逾期没有补正，不予通过。").await.unwrap();
        // Without a round the closing is the closing.
        let over = w.service.tick(&w.office, &unasked, Item::Credit, &yes()).await;
        assert!(matches!(refused(over), Refusal::PhaseClosed { phase: Phase::Formality, .. }));
    }

    /// A closing that is moved later makes nobody late (Art. 16).
    async fn art_16_what_was_in_time_stays_in_time(w) {
        let (_, id) = w.recommended(1).await;
        w.set(|s| s.windows[0].closes = day(20)).await;
        let list = w.service.checklist(&w.office, &id).await.unwrap();
        let line = list.lines.iter().find(|l| l.item == Item::InTime).unwrap();
        let Some((true, domain::formality::Evidence::Times { closes, .. })) = line.computed.clone() else {
            panic!("{:?}", line.computed)
        };
        assert_eq!(closes, day(40));
    }
}
