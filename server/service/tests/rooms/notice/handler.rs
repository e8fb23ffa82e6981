//! Whoever looks into an objection: who may, who may not, what they read and report.

use super::*;

on_both! {
    async fn art_15_nobody_handles_an_objection_to_the_organisation_they_belong_to(w) {
        let (ids, a, b) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        let of = w.owner(&ids[0]).await;
        s.grant("op", &id(), &b.account, Role::ApplicantReader, of.as_str()).await.unwrap();
        assert_eq!(refused(s.name_handler(&a, &o, &b.account).await), Refusal::Conflicted);
        // Who joins it later reads the case no more.
        let c = w.account("office-c@example.com", Role::Office, "").await;
        s.name_handler(&a, &o, &c.account).await.unwrap();
        assert!(s.objection(&c, &o).await.is_ok());
        let mut both = c.clone();
        both.grants.push(domain::policy::Grant { role: Role::ApplicantReader, scope: of.to_string() });
        assert_eq!(refused(s.objection(&both, &o).await), Refusal::NotYours);
    }

    async fn art_21_one_form_is_one_note_and_one_report(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        for report in [false, true] {
            for _ in 0..2 {
                s.note_objection(&handles, &o, report, (WHY, ONCE)).await.unwrap();
            }
        }
        let view = s.objection(&handles, &o).await.unwrap();
        assert_eq!(view.notes.len(), 2);
        let told = told_of(&w, "objection_reported").await;
        assert_eq!(told.iter().filter(|to| *to == "chair@example.com").count(), 1);
        // Drawn anew it is another one, though it says the same.
        s.note_objection(&handles, &o, false, (WHY, &ONCE.replace("-0", "-1"))).await.unwrap();
        assert_eq!(s.objection(&handles, &o).await.unwrap().notes.len(), 3);
    }

    async fn art_15_who_objected_neither_handles_nor_decides_it(w) {
        let (_, names, other) = on_notice(&w, 1).await;
        let s = &w.service;
        s.object_as(Some(&other), 2026, &form(1), &[], "").await.unwrap();
        let id = s.read().await.unwrap().objections(&id()).await.unwrap()[0].id.clone();
        let own = s.name_handler(&names, &id, &other.account).await;
        assert_eq!(refused(own), Refusal::Conflicted);
    }

    async fn art_15_an_objection_is_sealed_from_all_but_those_who_are_named(w) {
        let (_, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form(1), &[file]).await.unwrap();
        let o = s.objections(&names).await.unwrap().lines[0].clone();
        assert!(o.open && !o.named && o.known.is_none());
        for other in [&names, &handles, &chair(), &vice(), &unit()] {
            assert_eq!(refused(s.objection(other, &o.id).await), Refusal::NotYours);
        }
        assert!(s.objections(&chair()).await.unwrap().lines.is_empty());
        assert_eq!(refused(s.objections(&unit()).await), Refusal::NotYours);
        // Nobody names themselves, nor somebody who is not of the Office.
        assert_eq!(refused(s.name_handler(&names, &o.id, &names.account).await), Refusal::NamesSelf);
        let stranger = s.name_handler(&names, &o.id, &"chair-1".into()).await;
        assert!(matches!(refused(stranger), Refusal::BadValue { .. }));
        s.name_handler(&names, &o.id, &handles.account).await.unwrap();
        let seen = s.objection(&handles, &o.id).await.unwrap().sealed.unwrap();
        assert_eq!((seen.sender.name.as_str(), seen.files.len()), ("演示甲", 1));
        let (evidence, _) = s.evidence(&handles, &seen.files[0].id).await.unwrap();
        assert_eq!(evidence.name, "对照表.pdf");
        assert_eq!(refused(s.evidence(&names, &seen.files[0].id).await), Refusal::NotYours);
        // Who named may not look, nor name a friend afterwards.
        assert_eq!(refused(s.objection(&names, &o.id).await), Refusal::NotYours);
        let friend = s.name_handler(&names, &o.id, &w.office.account).await;
        assert_eq!(refused(friend), Refusal::NotYours);
        assert!(s.objections(&names).await.unwrap().lines[0].known.is_none());
        // The report goes to the committee, who objects does not.
        assert_eq!(refused(s.note_objection(&names, &o.id, false, (WHY, "")).await), Refusal::NotYours);
        s.note_objection(&handles, &o.id, false, ("内部记录：电话核实了原始台账。", "")).await.unwrap();
        s.note_objection(&handles, &o.id, true, (WHY, "")).await.unwrap();
        let head = s.objection(&chair(), &o.id).await.unwrap();
        assert!(head.sealed.is_none() && head.proposes);
        assert_eq!(head.notes.len(), 1);
        let text = serde_json::to_string(&head).unwrap();
        assert!(!text.contains("演示甲") && !text.contains("13800000000") && !text.contains("内部记录"));
        // A conflict of interest: out for good, and never named again.
        s.leave_objection(&handles, &o.id).await.unwrap();
        assert_eq!(refused(s.objection(&handles, &o.id).await), Refusal::NotYours);
        let again = s.name_handler(&names, &o.id, &handles.account).await;
        assert_eq!(refused(again), Refusal::Conflicted);
        // Nothing of who objects stands in the journal, or goes to anybody else's mail.
        let mut db = s.read().await.unwrap();
        let journal = serde_json::to_string(&db.entries(0, 10_000).await.unwrap()).unwrap();
        assert!(!journal.contains("演示甲") && !journal.contains("objector@example.com"));
        drop(db);
        for (to, message) in waiting(&w).await {
            let text = serde_json::to_string(&message).unwrap();
            assert!(to == "objector@example.com" || !text.contains("演示甲"), "{to} {text}");
        }
    }

    async fn art_15_opening_an_objection_and_its_evidence_is_an_event_once_an_hour(w) {
        let (_, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form(1), &[file]).await.unwrap();
        let o = s.objections(&names).await.unwrap().lines[0].id.clone();
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        let reads = async || w.number("SELECT COUNT(*) FROM journal WHERE kind = 'objection_read'").await;
        assert_eq!(reads().await, 0);
        for (passed, expected) in [(0, 1), (60 * MINUTE - 1, 1), (1, 2)] {
            w.clock.pass(passed);
            s.objection(&handles, &o).await.unwrap();
            assert_eq!(reads().await, expected);
        }
        let evidence = s.objection(&handles, &o).await.unwrap().sealed.unwrap().files[0].id.clone();
        for _ in 0..2 {
            s.evidence(&handles, &evidence).await.unwrap();
        }
        assert_eq!(reads().await, 3);
        let last = s.read().await.unwrap().entries(0, 10_000).await.unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("objection_read", handles.account.as_str()));
        assert!(last.data.contains(evidence.as_str()) && last.data.contains(o.as_str()));
        // What is refused was not read; a head who decides reads it, too, once it is reported.
        assert_eq!(refused(s.objection(&names, &o).await), Refusal::NotYours);
        assert_eq!(refused(s.evidence(&names, &evidence).await), Refusal::NotYours);
        assert_eq!(refused(s.objection(&chair(), &o).await), Refusal::NotYours);
        assert_eq!(reads().await, 3);
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        s.objection(&chair(), &o).await.unwrap();
        assert_eq!(reads().await, 4);
    }

    async fn art_21_a_handler_who_left_the_office_is_replaced(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let open = s.notice(None).await.unwrap().unwrap();
        let next = w.account("office-c@example.com", Role::Office, "").await;
        let last = w.account("office-d@example.com", Role::Office, "").await;
        let (system, security) = (actor("system", Role::SystemAdmin, ""), actor("security", Role::SecurityAdmin, ""));
        let (_, o) = objected(&w, 1).await;
        let freed = async |to: &str| {
            let all = waiting(&w).await;
            all.iter().filter(|(at, m)| at == to && m.kind() == "objection_freed").count()
        };
        let named = async || s.objections(&names).await.unwrap().lines[0].named;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        assert!(named().await);
        assert_eq!(refused(s.name_handler(&names, &o, &next.account).await), Refusal::NotYours);
        // The role is taken: the case is not lost with it.
        s.take_role(&security, &handles.account, "office", "", "演示理由，调离办公室").await.unwrap();
        assert!(!named().await);
        assert_eq!((freed("office-a@example.com").await, freed("office-b@example.com").await), (1, 0));
        s.name_handler(&names, &o, &next.account).await.unwrap();
        let people = s.objection(&next, &o).await.unwrap().sealed.unwrap().people;
        let stands = |a: &Actor| people.iter().find(|p| p.0 == a.account).unwrap().2;
        assert_eq!((stands(&handles), stands(&next)), (Named::Gone, Named::AtWork));
        // Nor with a disabled account, of which nobody is named either.
        s.disable_account(&system, &next.account, "演示理由，账号被盗用").await.unwrap();
        assert!(!named().await);
        // Of whoever is shut out all mail is shelved.
        assert_eq!((freed("office-a@example.com").await, freed("office-c@example.com").await), (2, 0));
        let shut = s.name_handler(&names, &o, &next.account).await;
        assert!(matches!(refused(shut), Refusal::BadValue { .. }));
        s.name_handler(&names, &o, &last.account).await.unwrap();
        s.note_objection(&last, &o, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &o, Outcome::Dismissed, WHY).await.unwrap();
        w.clock.set(open.ends_at);
        let blocked = Refusal::ObjectionsOpen { numbers: vec![1] };
        assert_eq!(refused(s.prepare_announcement(&w.office).await), blocked);
        s.confirm_outcome(&vice(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        s.prepare_announcement(&w.office).await.unwrap();
        // What is settled waits for nobody.
        s.disable_account(&system, &last.account, "演示理由，离职").await.unwrap();
        assert_eq!(freed("office-a@example.com").await, 2);
    }

    async fn art_15_a_handler_who_is_tied_since_falls_out_and_another_is_named(w) {
        let (_, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let next = w.account("office-c@example.com", Role::Office, "").await;
        let last = w.account("office-d@example.com", Role::Office, "").await;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("对照表.pdf", &mut content).await.unwrap();
        s.object(2026, &form(1), &[file]).await.unwrap();
        let o = s.objections(&names).await.unwrap().lines[0].id.clone();
        let about = s.read().await.unwrap().objection(&o).await.unwrap().unwrap().dossier;
        let (_, other) = objected(&w, 2).await;
        for case in [&o, &other] {
            s.name_handler(&names, case, &handles.account).await.unwrap();
        }
        let evidence = s.objection(&handles, &o).await.unwrap().sealed.unwrap().files[0].id.clone();
        let named = async |case: &ObjectionId| {
            let lines = s.objections(&names).await.unwrap().lines;
            lines.iter().find(|l| l.id == *case).unwrap().named
        };
        let told = async |to: &str, kind: &str| told_of(&w, kind).await.iter().filter(|at| *at == to).count();

        // Who handles two becomes one of the people of the organisation the first is about.
        let of = w.owner(&about).await;
        s.grant("op", &id(), &handles.account, Role::ApplicantReader, of.as_str()).await.unwrap();
        assert_eq!(refused(s.objection(&handles, &o).await), Refusal::NotYours);
        assert_eq!(refused(s.evidence(&handles, &evidence).await), Refusal::NotYours);
        assert_eq!(refused(s.note_objection(&handles, &o, true, (WHY, "")).await), Refusal::NotYours);
        assert_eq!(refused(s.leave_objection(&handles, &o).await), Refusal::NotYours);
        // Nor do they choose who comes after them, and they are not named again.
        assert_eq!(refused(s.name_handler(&handles, &o, &next.account).await), Refusal::NotYours);
        assert_eq!(refused(s.name_handler(&names, &o, &handles.account).await), Refusal::Conflicted);
        let line = s.objections(&handles).await.unwrap().lines.into_iter().find(|l| l.id == o).unwrap();
        assert_eq!(line.known, None);
        // They are told, and the Office is to name another; of the second objection nothing has changed.
        assert_eq!((told("office-b@example.com", "objection_kept_from").await, told("office-b@example.com", "objection_freed").await), (1, 0));
        assert_eq!((told("office-a@example.com", "objection_kept_from").await, told("office-a@example.com", "objection_freed").await), (0, 1));
        assert_eq!((named(&o).await, named(&other).await), (false, true));
        s.note_objection(&handles, &other, false, (WHY, "")).await.unwrap();

        s.name_handler(&names, &o, &next.account).await.unwrap();
        let people = s.objection(&next, &o).await.unwrap().sealed.unwrap().people;
        let stands = |a: &Actor| people.iter().find(|p| p.0 == a.account).unwrap().2;
        assert_eq!((stands(&handles), stands(&next)), (Named::Tied, Named::AtWork));
        // So does a conflict that is found of them as somebody of the pool; what concerns another application does not.
        let elsewhere = s.read().await.unwrap().objection(&other).await.unwrap().unwrap().dossier;
        recorded(&w, "office-c@example.com", &elsewhere).await;
        assert!(named(&o).await);
        assert_eq!(told("office-c@example.com", "objection_kept_from").await, 0);
        let card = s.read().await.unwrap().pool_ever_of(&next.account).await.unwrap().remove(0);
        let d = s.read().await.unwrap().dossier(&about).await.unwrap().unwrap();
        s.record_conflict(&w.office, &card, &d.reference, WHY).await.unwrap();
        assert!(!named(&o).await);
        assert_eq!(refused(s.objection(&next, &o).await), Refusal::NotYours);
        assert_eq!(refused(s.note_objection(&next, &o, false, (WHY, "")).await), Refusal::NotYours);
        assert_eq!((told("office-c@example.com", "objection_kept_from").await, told("office-b@example.com", "objection_kept_from").await), (1, 1));
        assert_eq!((told("office-a@example.com", "objection_freed").await, told("office-d@example.com", "objection_freed").await), (2, 2));
        // What is asked of those who handle it goes to who is left alone.
        s.name_handler(&names, &o, &last.account).await.unwrap();
        s.note_objection(&last, &o, true, (WHY, "")).await.unwrap();
        s.ask_further(&chair(), &o, (WHY, "")).await.unwrap();
        assert_eq!(told_of(&w, "objection_asked").await, ["office-d@example.com"]);
    }

    async fn art_21_who_steps_out_last_leaves_nobody_waiting(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.leave_objection(&handles, &o).await.unwrap();
        let freed = told_of(&w, "objection_freed").await;
        assert!(freed.contains(&"office-a@example.com".to_owned()) && !freed.contains(&"office-b@example.com".to_owned()));
    }

    async fn art_21_a_report_is_supplemented_and_asked_for_again(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        let told = async |to: &str, kind: &str| {
            let all = waiting(&w).await;
            all.iter().filter(|(at, m)| at == to && m.kind() == kind).count()
        };
        let kinds = async |who: &Actor| -> Vec<Kind> {
            s.objection(who, &o).await.unwrap().notes.iter().map(|n| n.kind).collect()
        };
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        assert_eq!(refused(s.ask_further(&chair(), &o, (WHY, "")).await), Refusal::NotYours);
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        assert!(s.objection(&handles, &o).await.unwrap().reports);
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        assert_eq!((kinds(&chair()).await, told("chair@example.com", "objection_reported").await), (vec![Kind::Report; 2], 2));
        // Still too little to decide on: one of the two asks, those who handle it are told and go on.
        assert!(matches!(refused(s.ask_further(&chair(), &o, ("短", "")).await), Refusal::TooShort { .. }));
        for other in [&names, &handles] {
            assert_eq!(refused(s.ask_further(other, &o, (WHY, "")).await), Refusal::NotYours);
        }
        // Sent twice it is asked once.
        for _ in 0..2 {
            s.ask_further(&chair(), &o, (WHY, ONCE)).await.unwrap();
        }
        assert_eq!((told("office-b@example.com", "objection_asked").await, told("office-a@example.com", "objection_asked").await), (1, 0));
        let seen = s.objection(&vice(), &o).await.unwrap();
        assert!(seen.step == Step::Investigated && !seen.proposes && !seen.reports);
        let early = s.propose_outcome(&vice(), &o, Outcome::Dismissed, WHY).await;
        assert_eq!(refused(early), Refusal::ObjectionStands { step: Step::Investigated });
        s.note_objection(&handles, &o, false, (WHY, "")).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        let all = vec![Kind::Report, Kind::Report, Kind::Question, Kind::Note, Kind::Report];
        assert_eq!(kinds(&handles).await, all);
        assert_eq!(kinds(&vice()).await, [Kind::Report, Kind::Report, Kind::Question, Kind::Report]);
        // Once a decision is proposed nothing is added to what it rests on.
        s.propose_outcome(&vice(), &o, Outcome::Dismissed, WHY).await.unwrap();
        let late = s.note_objection(&handles, &o, true, (WHY, "")).await;
        assert_eq!(refused(late), Refusal::ObjectionStands { step: Step::Proposed });
        assert_eq!(kinds(&handles).await, all);
        s.confirm_outcome(&chair(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
    }
}
