//! The Office: who is named, who hears nothing, what is investigated, and what is found groundless.

use super::*;

on_both! {
    async fn art_15_a_case_is_sealed_from_all_but_those_who_are_named(w) {
        let ids = w.entitled(2).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let line = s.incidents(&p.names).await.unwrap().lines[0].clone();
        assert!(line.open && !line.named && line.known.is_none());
        for other in [&p.names, &p.handles, &p.one, &p.writer, &chair(), &unit()] {
            assert_eq!(refused(s.incident(other, &case).await), Refusal::NotYours);
            assert_eq!(refused(s.hearing(other, &case).await), Refusal::NotYours);
        }
        assert!(s.incidents(&p.one).await.unwrap().lines.is_empty());
        for other in [&p.writer, &chair(), &unit()] {
            assert_eq!(refused(s.incidents(other).await), Refusal::NotYours);
        }
        // Nobody names themselves, nor somebody who is not of the Office.
        let own = s.name_investigator(&p.names, &case, &p.names.account).await;
        assert_eq!(refused(own), Refusal::NamesSelf);
        let stranger = s.name_investigator(&p.names, &case, &p.one.account).await;
        assert!(matches!(refused(stranger), Refusal::BadValue { .. }));
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let seen = s.incident(&p.handles, &case).await.unwrap();
        assert_eq!(seen.sealed.unwrap().1.sender.name, "演示甲");
        // Who named may not look, nor name a friend afterwards.
        assert_eq!(refused(s.incident(&p.names, &case).await), Refusal::NotYours);
        let friend = s.name_investigator(&p.names, &case, &w.office.account).await;
        assert_eq!(refused(friend), Refusal::NotYours);
        assert_eq!(refused(s.note_incident(&p.names, &case, false, (REPORT, "")).await), Refusal::NotYours);
        // A conflict of interest: out for good, and the case is not even in the list.
        s.leave_incident(&p.handles, &case).await.unwrap();
        assert_eq!(refused(s.incident(&p.handles, &case).await), Refusal::NotYours);
        assert!(s.incidents(&p.handles).await.unwrap().lines.is_empty());
        let again = s.name_investigator(&p.names, &case, &p.handles.account).await;
        assert_eq!(refused(again), Refusal::Conflicted);
    }

    /// A colleague who reports is as unnamed there as anybody else, also where an earlier version wrote who it was.
    async fn art_24_the_journal_does_not_name_who_reported(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        s.report_incident(Some(&p.handles), &report(&number), &[], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        let mut work = s.begin().await.unwrap();
        let event = Event::IncidentReceived { incident: case.to_string(), sha256: "0".repeat(64) };
        work.record(p.handles.account.as_str(), &event, service::About::default()).await.unwrap();
        work.commit().await.unwrap();
        let audit = w.account("audit@example.com", Role::AuditAdmin, "").await;
        let asked = |actor: &str, kind: &str| JournalAsked { actor: actor.into(), kind: kind.into(), ..JournalAsked::default() };
        let received = asked("", "incident_received");
        let shown = s.audit(&audit, received.clone()).await.unwrap().rows;
        let taken = s.export_journal(&audit, received).await.unwrap().rows;
        for rows in [shown, taken] {
            assert_eq!(rows.len(), 2);
            assert!(rows.iter().all(|r| r.actor == "reporter" && r.name.is_empty()), "{rows:?}");
        }
        // Nor is it found by them.
        for by in ["office-b@example.com", p.handles.account.as_str()] {
            assert!(s.audit(&audit, asked(by, "incident_received")).await.unwrap().rows.is_empty());
            let all = s.audit(&audit, asked(by, "")).await.unwrap().rows;
            assert!(all.iter().all(|r| r.kind != "incident_received"));
        }
        assert_eq!(s.audit(&audit, asked("reporter", "")).await.unwrap().rows.len(), 1);
    }

    async fn art_15_who_reported_it_or_belongs_to_the_organisation_hears_nothing(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        // The Office reports on the same form; so does the association.
        s.report_incident(Some(&p.handles), &report(&number), &[], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        assert!(s.incidents(&p.handles).await.unwrap().lines.is_empty());
        let own = s.name_investigator(&p.names, &case, &p.handles.account).await;
        assert_eq!(refused(own), Refusal::Conflicted);
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Came { .. })).await, 0);
        assert_eq!(got(&w, "office-a@example.com", |l| matches!(l, Letter::Came { .. })).await, 1);
        let mut member = p.names.clone();
        member.grants.extend(p.writer.grants.clone());
        assert!(s.incidents(&member).await.unwrap().lines.is_empty());
        let naming = s.name_investigator(&member, &case, &p.handles.account).await;
        assert_eq!(refused(naming), Refusal::NotYours);
        // Nor does whoever was in conflict with its application.
        w.tamper(&format!(
            "INSERT INTO conflict (season, expert, dossier, kind, declared, at) VALUES ('{}', 'e11', '{}', 'declared', {}, 1)",
            id(), ids[0], if w.fresh.engine == "postgres" { "TRUE" } else { "1" },
        )).await;
        let mut expert = p.names.clone();
        expert.grants.extend(expert_actor(1, 1).grants);
        assert!(s.incidents(&expert).await.unwrap().lines.is_empty());
        // A second case: reported by one of the association, who does not decide it.
        s.report_incident(Some(&p.one), &report(&number), &[], "").await.unwrap();
        let second = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        let due = heard(&w, &p, &second).await;
        assert_eq!(got(&w, "caq-a@example.com", |l| matches!(l, Letter::Reported { .. })).await, 0);
        assert_eq!(got(&w, "caq-b@example.com", |l| matches!(l, Letter::Reported { .. })).await, 1);
        w.clock.set(due);
        let proposed = s.propose_decision(&p.one, &second, Outcome::Kept, WHY).await;
        assert_eq!(refused(proposed), Refusal::NotYours);
        // The other steps out of it, and hears nothing any more.
        s.leave_incident(&p.other, &second).await.unwrap();
        assert_eq!(refused(s.incident(&p.other, &second).await), Refusal::NotYours);
    }

    async fn art_24_what_is_not_taken_up_is_told_with_its_reason_and_nobody_else_hears(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let short = s.screen_incident(&p.handles, &case, false, "短").await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        let early = s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await;
        assert_eq!(refused(early), Refusal::IncidentStands { step: Step::Received });
        s.screen_incident(&p.handles, &case, false, WHY).await.unwrap();
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!((status.step, status.settled), (Step::Declined, Some((None, WHY.to_owned()))));
        assert_eq!(refused(s.hearing(&p.writer, &case).await), Refusal::NotYours);
        assert_eq!(got(&w, "writer@example.com", |_| true).await, 0);
        assert_eq!(got(&w, "reporter@example.com", |l| matches!(l, Letter::Settled { outcome: None, .. })).await, 1);
        let again = s.screen_incident(&p.handles, &case, true, "").await;
        assert_eq!(refused(again), Refusal::IncidentStands { step: Step::Declined });
        assert!(!s.incidents(&p.names).await.unwrap().lines[0].open);
    }

    async fn art_24_what_is_found_groundless_is_dropped_by_two_and_the_organisation_never_hears(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let early = s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await;
        assert_eq!(refused(early), Refusal::IncidentStands { step: Step::Received });
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        for (report, reason) in [("短", GROUNDLESS), (REPORT, "短")] {
            let short = s.find_groundless(&p.handles, &case, report, reason).await;
            assert!(matches!(refused(short), Refusal::TooShort { .. }));
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM incident_note").await, 0);
        s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await.unwrap();
        // Nobody but those who are named finds or confirms it; nobody confirms what they found themselves.
        for other in [&p.names, &p.one, &p.writer, &chair()] {
            assert_eq!(refused(s.drop_incident(other, &case, &mark_of_case(s, &case).await).await), Refusal::NotYours);
            assert_eq!(refused(s.go_on_investigating(other, &case, &mark_of_case(s, &case).await).await), Refusal::NotYours);
            assert_eq!(refused(s.find_groundless(other, &case, REPORT, GROUNDLESS).await), Refusal::NotYours);
        }
        assert_eq!(refused(s.drop_incident(&p.handles, &case, &mark_of_case(s, &case).await).await), Refusal::SecondPerson);
        // Nor is the organisation heard meanwhile.
        let heard = s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await;
        assert_eq!(refused(heard), Refusal::IncidentStands { step: Step::Groundless });
        let second = w.account("office-c@example.com", Role::Office, "").await;
        s.name_investigator(&p.handles, &case, &second.account).await.unwrap();
        // The second does not agree: it goes on, and is found groundless once more.
        s.go_on_investigating(&second, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await.unwrap();
        let own = s.incident(&p.handles, &case).await.unwrap();
        assert!(own.step == Step::Groundless && !own.drops && own.groundless.is_some());
        let seen = s.incident(&second, &case).await.unwrap();
        assert_eq!((seen.drops, seen.groundless.unwrap().0.as_str()), (true, GROUNDLESS));
        assert_eq!(seen.notes.iter().filter(|n| n.kind == Kind::Report && n.text == REPORT).count(), 2);
        assert_eq!(got(&w, "office-c@example.com", |l| matches!(l, Letter::Doubted { .. })).await, 1);
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Doubted { .. })).await, 0);
        // Until it is confirmed, whoever reported it hears that it is investigated.
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!((status.step, status.settled), (Step::Investigated, None));
        s.drop_incident(&second, &case, &mark_of_case(s, &case).await).await.unwrap();
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!((status.step, status.settled), (Step::Dropped, Some((None, GROUNDLESS.to_owned()))));
        let told = |l: &Letter| matches!(l, Letter::Groundless { reason, .. } if reason == GROUNDLESS);
        assert_eq!(got(&w, "reporter@example.com", told).await, 1);
        // The organisation was never told, those who would have decided neither; nothing is public, and the title stands.
        assert_eq!(refused(s.hearing(&p.writer, &case).await), Refusal::NotYours);
        assert_eq!(got(&w, "writer@example.com", |_| true).await, 0);
        assert_eq!(refused(s.incident(&p.one, &case).await), Refusal::NotYours);
        assert!(s.incidents(&p.one).await.unwrap().lines.is_empty());
        assert!(s.revocations().await.unwrap().lines.is_empty());
        assert!(s.report_incident(None, &report(&number_of(&w, &ids[0]).await), &[], "").await.is_ok());
        // It stays so, in the tables as well.
        let again = s.go_on_investigating(&second, &case, &mark_of_case(s, &case).await).await;
        assert_eq!(refused(again), Refusal::IncidentStands { step: Step::Dropped });
        let noted = s.note_incident(&second, &case, false, (REPORT, "")).await;
        assert_eq!(refused(noted), Refusal::IncidentStands { step: Step::Dropped });
        w.protected(&format!("UPDATE incident SET step = 'heard' WHERE id = '{case}'")).await;
        assert!(!s.incidents(&p.names).await.unwrap().lines.iter().find(|l| l.id == case).unwrap().open);
    }

    async fn art_24_of_a_confirmation_and_a_disagreement_at_once_one_counts(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let second = w.account("office-c@example.com", Role::Office, "").await;
        s.name_investigator(&p.handles, &case, &second.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await.unwrap();
        let other = w.second().await;
        let mark = mark_of_case(s, &case).await;
        let (a, b) = tokio::join!(s.drop_incident(&second, &case, &mark), other.go_on_investigating(&p.handles, &case, &mark));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
    }

    async fn art_15_opening_a_case_and_its_files_is_an_event_once_an_hour(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("通报.pdf", &mut content).await.unwrap();
        s.report_incident(None, &report(&number), &[file], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let reads = async || w.number("SELECT COUNT(*) FROM journal WHERE kind = 'incident_read'").await;
        for (passed, expected) in [(0, 1), (60 * MINUTE - 1, 1), (1, 2)] {
            w.clock.pass(passed);
            s.incident(&p.handles, &case).await.unwrap();
            assert_eq!(reads().await, expected);
        }
        // The list opens nothing, and what is refused was not read.
        s.incidents(&p.handles).await.unwrap();
        assert_eq!(refused(s.incident(&p.names, &case).await), Refusal::NotYours);
        assert_eq!(reads().await, 2);
        // A file is another thing that is read, and each person another reader.
        let typed = s.incident(&p.handles, &case).await.unwrap().sealed.unwrap().1.files[0].id.clone();
        for _ in 0..2 {
            s.incident_file(&p.handles, &typed).await.unwrap();
        }
        assert_eq!(refused(s.incident_file(&p.names, &typed).await), Refusal::NotYours);
        assert_eq!(reads().await, 3);
        let last = s.read().await.unwrap().entries(0, 10_000).await.unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("incident_read", p.handles.account.as_str()));
        assert!(last.data.contains(typed.as_str()) && last.data.contains(case.as_str()));
        assert!(last.dossier.is_empty(), "nor does the journal say about whom");
        // The organisation reads what concerns it, and what it has handed in itself: that is sealed from others.
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        let mut content = Whole::new(pdf("statement"));
        let file = s.stage_evidence("说明.pdf", &mut content).await.unwrap();
        s.make_statement(&p.writer, &case, ("我单位不负主要责任，见所附法院判决。", ""), &[file]).await.unwrap();
        let own = s.hearing(&p.writer, &case).await.unwrap().statements[0].files[0].id.clone();
        s.incident_file(&p.writer, &own).await.unwrap();
        assert_eq!(reads().await, 3);
        s.incident(&p.one, &case).await.unwrap();
        s.incident_file(&p.one, &own).await.unwrap();
        assert_eq!(reads().await, 5);
    }

    async fn art_24_one_form_is_one_report_one_note_and_one_statement(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        // What this world was made of past the verbs.
        let before = w.checked().await;
        let form = report(&number_of(&w, &ids[0]).await);
        let token = s.report_incident(None, &form, &[], ONCE).await.unwrap();
        assert_eq!(s.report_incident(None, &form, &[], ONCE).await.unwrap(), token);
        let all = s.read().await.unwrap().incidents(9).await.unwrap();
        assert_eq!(all.len(), 1);
        let case = all[0].id.clone();
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        for _ in 0..2 {
            s.note_incident(&p.handles, &case, false, (WHY, ONCE)).await.unwrap();
        }
        assert_eq!(s.incident(&p.handles, &case).await.unwrap().notes.len(), 1);
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        for _ in 0..2 {
            let file = s.stage_evidence("说明.pdf", &mut Whole::new(pdf("statement"))).await.unwrap();
            s.make_statement(&p.writer, &case, (WHY, ONCE), &[file]).await.unwrap();
        }
        let stated = s.hearing(&p.writer, &case).await.unwrap().statements;
        assert_eq!((stated.len(), stated[0].files.len()), (1, 1));
        // What says something else is another statement, though its page was drawn once.
        s.make_statement(&p.writer, &case, (REPORT, ONCE), &[]).await.unwrap();
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().statements.len(), 2);
        assert_eq!(w.checked().await, before);
    }

    async fn art_24_an_investigator_who_left_the_office_is_replaced(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let next = w.account("office-c@example.com", Role::Office, "").await;
        let (system, security) = (actor("system", Role::SystemAdmin, ""), actor("security", Role::SecurityAdmin, ""));
        let freed = async |to: &str| got(&w, to, |l| matches!(l, Letter::Freed { .. })).await;
        let named = async || s.incidents(&p.names).await.unwrap().lines[0].named;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        s.disable_account(&system, &p.handles.account, "演示理由，离职").await.unwrap();
        assert!(!named().await);
        assert_eq!((freed("office-a@example.com").await, freed("office-b@example.com").await), (1, 0));
        // Nobody outside the Office hears of it.
        assert_eq!((freed("caq-a@example.com").await, freed("writer@example.com").await), (0, 0));
        s.name_investigator(&p.names, &case, &next.account).await.unwrap();
        assert!(named().await);
        s.take_role(&security, &next.account, "office", "", "演示理由，调离办公室").await.unwrap();
        assert_eq!((named().await, freed("office-a@example.com").await), (false, 2));
        // Whoever can act again goes on.
        s.enable_account(&system, &p.handles.account, "演示理由，返岗").await.unwrap();
        assert!(named().await);
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        s.make_statement(&p.writer, &case, (CHARGE, ""), &[]).await.unwrap();
        let stated = async |to: &str| got(&w, to, |l| matches!(l, Letter::Stated { .. })).await;
        assert_eq!((stated("office-b@example.com").await, stated("office-c@example.com").await), (1, 0));
    }

    async fn art_24_a_report_is_added_to_until_a_decision_is_proposed(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        let early = s.note_incident(&p.handles, &case, true, (REPORT, "")).await;
        assert_eq!(refused(early), Refusal::IncidentStands { step: Step::Investigated });
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        let due = s.hearing(&p.writer, &case).await.unwrap().hearing.due;
        s.note_incident(&p.handles, &case, false, (CHARGE, "")).await.unwrap();
        s.note_incident(&p.handles, &case, true, (WHY, "")).await.unwrap();
        let read = async || -> Vec<String> {
            s.incident(&p.one, &case).await.unwrap().notes.into_iter().map(|n| n.text).collect()
        };
        assert_eq!(read().await, [REPORT, WHY]);
        assert_eq!(got(&w, "caq-a@example.com", |l| matches!(l, Letter::Reported { .. })).await, 2);
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        let late = s.note_incident(&p.handles, &case, true, (WHY, "")).await;
        assert_eq!(refused(late), Refusal::IncidentStands { step: Step::Proposed });
        assert_eq!(read().await, [REPORT, WHY]);
    }
}
