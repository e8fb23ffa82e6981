//! Art. 18: the checklist.

use domain::formality::{Item, Tick};
use domain::journey::Stage;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::SECOND;

use crate::on_both;
use crate::world::answers::answers;
use crate::world::*;

const BY_HAND: [Item; 4] = [Item::Credit, Item::NoAccident, Item::Signed, Item::NotRepeated];

on_both! {
    async fn art_18_nothing_passes_before_every_item_is_satisfied(w) {
        let (_, id) = w.recommended(1).await;
        for (done, item) in BY_HAND.into_iter().enumerate() {
            let refusal = refused(w.service.pass(&w.office, &id).await);
            assert_eq!(refusal, Refusal::ChecklistOpen { open: BY_HAND.len() - done, failed: 0 });
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        let no = Tick { yes: false, note: "扫描件缺公章".into() };
        w.service.tick(&w.office, &id, Item::Signed, &no).await.unwrap();
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::ChecklistOpen { open: 0, failed: 1 });
        w.service.tick(&w.office, &id, Item::Signed, &yes()).await.unwrap();
        w.service.pass(&w.office, &id).await.unwrap();
        let list = w.service.formality_list(&w.office).await.unwrap();
        assert_eq!((list.rows[0].stage, list.rows[0].ticks), (Stage::FormalityPassed, 4));
        let stage = Stage::FormalityPassed;
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::WrongStage { stage });
        let again = w.service.tick(&w.office, &id, Item::Signed, &no).await;
        assert_eq!(refused(again), Refusal::WrongStage { stage });
    }

    async fn art_18_a_no_and_an_overruling_need_their_note(w) {
        let (_, id) = w.recommended(1).await;
        let bare = Tick { yes: false, note: " ".into() };
        for item in [Item::Credit, Item::Profit] {
            let refusal = refused(w.service.tick(&w.office, &id, item, &bare).await);
            assert_eq!(refusal, Refusal::TooShort { min: 1, found: 0 });
        }
        let noted = Tick { yes: false, note: "审计报告\u{0}显示亏损".into() };
        w.service.tick(&w.office, &id, Item::Profit, &noted).await.unwrap();
        let lines = w.service.checklist(&w.office, &id).await.unwrap().lines;
        let line = lines.into_iter().find(|l| l.item == Item::Profit).unwrap();
        assert_eq!(line.tick.unwrap().note, "审计报告显示亏损");
        assert!(line.computed.unwrap().0);
        for item in BY_HAND {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::ChecklistOpen { open: 0, failed: 1 });
    }

    /// The same credit code twice in a season: neither passes by computation.
    async fn art_17_a_second_dossier_of_the_same_organisation_is_noticed(w) {
        let (_, one) = w.recommended(1).await;
        let mut same = answers(2);
        same.insert("uscc".into(), answers(1)["uscc"].clone());
        let (actor, two) = w.draft_of(w.applicant(2).await, &same).await;
        let single = |id| {
            let (service, office) = (w.service.clone(), w.office.clone());
            async move {
                let lines = service.checklist(&office, &id).await.unwrap().lines;
                lines.into_iter().find(|l| l.item == Item::Single).unwrap().computed.unwrap().0
            }
        };
        assert!(single(one.clone()).await);
        w.service.submit(&actor, &two).await.unwrap();
        assert!(!single(one).await);
    }

    async fn art_18_the_check_has_its_phase(w) {
        let (_, id) = w.recommended(1).await;
        for item in BY_HAND {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        let (phase, closed) = (Phase::Formality, day(60));
        w.clock.set(closed);
        let refusal = Refusal::PhaseClosed { phase, closed };
        assert_eq!(refused(w.service.pass(&w.office, &id).await), refusal);
        assert_eq!(refused(w.service.tick(&w.office, &id, Item::Signed, &yes()).await), refusal);
        w.clock.set(closed.plus(-SECOND));
        w.service.pass(&w.office, &id).await.unwrap();
    }

    /// The Office checks what a unit recommended; nobody else does, and nothing else.
    async fn art_18_the_office_alone_checks_and_only_what_is_recommended(w) {
        let (owner, submitted) = w.submitted(1).await;
        let (_, recommended) = w.recommended(2).await;
        let nothing = "nowhere".into();
        let others = [owner, unit(), chair(), expert_actor(1, 1), actor("m", Role::Ministry, "")];
        let tries = others.iter().map(|a| (a, &recommended)).chain([(&w.office, &submitted), (&w.office, &nothing)]);
        for (actor, id) in tries {
            assert_eq!(refused(w.service.checklist(actor, id).await), Refusal::NotYours);
            assert_eq!(refused(w.service.tick(actor, id, Item::Signed, &yes()).await), Refusal::NotYours);
            assert_eq!(refused(w.service.pass(actor, id).await), Refusal::NotYours);
        }
        for actor in &others {
            assert_eq!(refused(w.service.formality_list(actor).await), Refusal::NotYours);
        }
    }
}

on_both! {
    async fn art_18_two_of_the_office_do_not_check_the_same(w) {
        let (_, one) = w.recommended(1).await;
        let (_, two) = w.recommended(2).await;
        let other = w.account("office-2@example.com", Role::Office, "").await;
        w.service.tick(&w.office, &one, Item::Credit, &yes()).await.unwrap();
        let claimed = |r: Refusal| matches!(r, Refusal::Claimed { .. });
        assert!(claimed(refused(w.service.tick(&other, &one, Item::Signed, &yes()).await)));
        assert!(claimed(refused(w.service.pass(&other, &one).await)));
        assert!(claimed(refused(w.service.claim(&other, &one, true).await)));
        assert!(claimed(refused(w.service.reject(&other, &one, Item::Profit, "近三年有一年亏损，不符合条件。").await)));
        let list = w.service.formality_list(&other).await.unwrap().rows;
        let of = |id| list.iter().find(|r| r.id == id).unwrap().claimed.clone();
        assert!(of(one.clone()).is_some_and(|c| !c.own) && of(two.clone()).is_none());
        // The next one is the one that nobody has.
        let seen = w.service.checklist(&other, &two).await.unwrap();
        assert_eq!((seen.next, seen.claimed), (None, None));
        assert_eq!(w.service.checklist(&w.office, &two).await.unwrap().next, Some(one.clone()));
        w.service.claim(&w.office, &one, false).await.unwrap();
        w.service.tick(&other, &one, Item::Signed, &yes()).await.unwrap();
        // Whoever does nothing for half an hour has let go.
        w.clock.pass(31 * 60 * SECOND);
        w.service.tick(&w.office, &one, Item::Credit, &yes()).await.unwrap();
        assert!(w.service.checklist(&w.office, &one).await.unwrap().claimed.is_some_and(|c| c.own));
    }

    async fn art_18_a_refusal_gives_its_applicant_article_and_reason(w) {
        let (actor, id) = w.recommended(1).await;
        let why = "近三年有一年亏损，不符合连续盈利的要求。";
        assert_eq!(refused(w.service.reject(&actor, &id, Item::Profit, why).await), Refusal::NotYours);
        let short = refused(w.service.reject(&w.office, &id, Item::Profit, "不行").await);
        assert_eq!(short, Refusal::TooShort { min: 10, found: 2 });
        w.service.reject(&w.office, &id, Item::Profit, why).await.unwrap();
        let stage = Stage::FormalityRefused;
        let again = refused(w.service.reject(&w.office, &id, Item::Profit, why).await);
        assert_eq!(again, Refusal::WrongStage { stage });
        assert_eq!(refused(w.service.pass(&w.office, &id).await), Refusal::WrongStage { stage });
        let seen = w.service.dossier(&actor, &id).await.unwrap();
        let rejection = seen.flow.rejection.unwrap();
        assert_eq!((rejection.item, rejection.reason.as_str()), (Item::Profit, why));
        // The seat stays spent, and its unit reads the same: what became of it, and why.
        let seen = w.service.unit_reading(&unit(), &id).await.unwrap().dossier.flow.rejection;
        assert_eq!(seen, Some(rejection));
        let list = w.service.unit_list(&unit()).await.unwrap();
        assert_eq!((list.rows[0].stage, list.quota.used()), (stage, 1));
        let entries = w.service.read().await.unwrap().entries_of(&id).await.unwrap();
        assert_eq!(entries.last().unwrap().reason, why);
    }

    /// One after the other, round and round, and nobody is shown the same two again and again.
    async fn art_18_the_next_in_the_queue_is_the_one_after_this(w) {
        let mut ids = Vec::new();
        for n in 1..=3 {
            ids.push(w.recommended(n).await.1);
            w.clock.pass(SECOND);
        }
        for (i, id) in ids.iter().enumerate() {
            let seen = w.service.checklist(&w.office, id).await.unwrap();
            assert_eq!(seen.next.as_ref(), Some(&ids[(i + 1) % 3]), "{i}");
            assert_eq!(seen.before.as_ref(), i.checked_sub(1).map(|b| &ids[b]), "{i}");
        }
    }
}
