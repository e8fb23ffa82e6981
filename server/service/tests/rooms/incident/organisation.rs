//! The organisation: where it is heard, until when, and what it writes.

use super::*;

on_both! {
    async fn art_24_a_statement_is_taken_to_the_last_second_and_nothing_is_decided_before(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        // A Monday before the Mid-Autumn holiday.
        w.clock.set(Stamp::read("2026-09-21 10:00").unwrap());
        let due = heard(&w, &p, &case).await;
        assert_eq!(due.plus(-1).show_minute(), "2026-09-29 23:59");
        assert_eq!(got(&w, "writer@example.com", |l| matches!(l, Letter::Hearing { .. })).await, 1);
        let seen = s.hearing(&p.writer, &case).await.unwrap();
        assert!(seen.states && seen.hearing.charge == CHARGE && seen.statements.is_empty());
        // Nothing of who reported it, nor of the report, reaches the organisation.
        let text = serde_json::to_string(&seen).unwrap();
        assert!(!text.contains("演示甲") && !text.contains("通报第二页") && !text.contains(REPORT));
        let reader = Actor {
            grants: vec![domain::policy::Grant { role: Role::ApplicantReader, ..p.writer.grants[0].clone() }],
            ..p.writer.clone()
        };
        assert!(!s.hearing(&reader, &case).await.unwrap().states);
        assert_eq!(refused(s.make_statement(&reader, &case, (WHY, ""), &[]).await), Refusal::ReadersOnly);
        for other in [&p.names, &p.one, &unit(), &actor("x", Role::Applicant, "elsewhere")] {
            assert_eq!(refused(s.make_statement(other, &case, (WHY, ""), &[]).await), Refusal::NotYours);
        }
        assert!(matches!(refused(s.make_statement(&p.writer, &case, ("短", ""), &[]).await), Refusal::TooShort { .. }));
        w.clock.set(due.plus(-SECOND));
        let mut content = Whole::new(pdf("statement"));
        let file = s.stage_evidence("说明.pdf", &mut content).await.unwrap();
        s.make_statement(&p.writer, &case, ("我单位不负主要责任，见所附法院判决。", ""), &[file]).await.unwrap();
        let early = s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await;
        assert_eq!(refused(early), Refusal::HearingRuns { due });
        // To whoever reported it nothing of this is told.
        assert_eq!(s.incident_status(&token).await.unwrap().step, Step::Investigated);
        w.clock.set(due);
        let late = Refusal::StatementOver { due };
        assert_eq!(refused(s.make_statement(&p.writer, &case, (WHY, ""), &[]).await), late);
        assert_eq!(refused(s.may_make_statement(&p.writer, &case).await), late);
        // Those who decide read report and statement, and not who reported it.
        let head = s.incident(&p.one, &case).await.unwrap();
        assert!(head.proposes && head.sealed.is_none() && head.notes.len() == 1);
        assert_eq!(head.statements.len(), 1);
        let text = serde_json::to_string(&head).unwrap();
        assert!(!text.contains("演示甲") && !text.contains("13800000000"));
        let file = head.statements[0].files[0].id.clone();
        for reader in [&p.one, &p.handles, &p.writer] {
            assert_eq!(s.incident_file(reader, &file).await.unwrap().0.name, "说明.pdf");
        }
        assert_eq!(refused(s.incident_file(&p.names, &file).await), Refusal::NotYours);
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Stated { .. })).await, 1);
    }

    /// The scanner may take minutes, and whoever writes before.
    async fn art_24_a_statement_that_had_arrived_in_time_is_in_time_however_long_it_is_looked_through(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        let slow = w.scanned_until(due.plus(4 * MINUTE));
        let file = async |content: &str| {
            s.stage_evidence("说明.pdf", &mut Whole::new(pdf(content))).await.unwrap()
        };
        let came = due.plus(-30 * SECOND);
        w.clock.set(came);
        slow.make_statement(&p.writer, &case, (WHY, ""), &[file("first").await]).await.unwrap();
        assert_eq!(s.now(), due.plus(4 * MINUTE));
        let made = s.hearing(&p.writer, &case).await.unwrap().statements;
        assert_eq!((made.len(), made[0].at, made[0].files.len()), (1, came, 1));
        let late = Refusal::StatementOver { due };
        w.clock.set(due);
        let over = slow.make_statement(&p.writer, &case, (REPORT, ""), &[file("second").await]).await;
        assert_eq!(refused(over), late);
        // Nor is one added to what a proposal rests on, though it came in time.
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        w.clock.set(came);
        let gone_on = slow.make_statement(&p.writer, &case, (REPORT, ""), &[file("third").await]).await;
        assert_eq!(refused(gone_on), late);
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().statements.len(), 1);
    }

    async fn art_24_the_organisation_finds_where_it_is_heard_from_its_titles_and_its_application(w) {
        let ids = w.entitled(2).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let shown = async |actor: &Actor| {
            let titles = s.own_titles(actor).await.unwrap().hearings;
            let dossier = s.dossier(actor, &ids[0]).await.unwrap().flow.hearings;
            assert_eq!(titles, dossier);
            titles
        };
        // Before it is asked for its statement it hears that there is no case.
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        assert!(shown(&p.writer).await.is_empty());
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        let line = shown(&p.writer).await.remove(0);
        let number = number_of(&w, &ids[0]).await;
        assert_eq!((line.id.clone(), line.number, line.open, line.decided), (case.clone(), number, true, None));
        // Nobody else who reads the application is told, nor another organisation.
        for other in [&w.office, &unit()] {
            assert!(s.dossier(other, &ids[0]).await.unwrap().flow.hearings.is_empty());
        }
        let own = w.owner(&ids[1]).await;
        let neighbour = actor("neighbour", Role::Applicant, own.as_str());
        assert!(s.own_titles(&neighbour).await.unwrap().hearings.is_empty());
        assert!(s.dossier(&neighbour, &ids[1]).await.unwrap().flow.hearings.is_empty());
        // What is only proposed is not told.
        w.clock.set(line.due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        let waits = shown(&p.writer).await.remove(0);
        assert_eq!((waits.open, waits.decided), (false, None));
        s.confirm_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(shown(&p.writer).await[0].decided, Some(Outcome::Kept));
    }

    async fn art_24_the_five_days_of_a_statement_pass_over_the_spring_festival(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let (_, case) = reported(&w, &ids[0]).await;
        let s = &w.service;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        w.clock.set(Stamp::read("2027-02-03 10:00").unwrap());
        let close = async || s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await;
        // A year nobody has imported is no year of weekends.
        assert_eq!(refused(close().await), Refusal::CalendarUnknown { year: 2027 });
        let mut text = "日期\t类型\t名称\n2027-01-01\t放假\t元旦".to_owned();
        for day in 5..=11 {
            text += &format!("\n2027-02-{day:02}\t放假\t春节");
        }
        for (day, name) in [("04-05", "清明节"), ("05-01", "劳动节"), ("06-09", "端午节"), ("09-15", "中秋节"), ("10-01", "国庆节")] {
            text += &format!("\n2027-{day}\t放假\t{name}");
        }
        let sheet = Sheet { year: "2027".into(), title: "演示通知".into(), no: String::new(), date: "2026-11-01".into(), text };
        s.import_year(&w.office, &sheet, "").await.unwrap();
        close().await.unwrap();
        let due = s.hearing(&p.writer, &case).await.unwrap().hearing.due;
        assert_eq!(due.plus(-1).show_minute(), "2027-02-17 23:59");
    }

    async fn art_24_what_an_organisation_without_an_account_writes_reaches_who_decides(w) {
        const PAPER: &str = "我单位书面说明：事故由承运方负责，见所附认定书。";
        let ids = w.entitled(1).await;
        let s = &w.service;
        let names = w.account("office-a@example.com", Role::Office, "").await;
        let handles = w.account("office-b@example.com", Role::Office, "").await;
        let one = w.account("caq-a@example.com", Role::Caq, "").await;
        let (_, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&names, &case, &handles.account).await.unwrap();
        s.screen_incident(&handles, &case, true, "").await.unwrap();
        assert!(!s.incident(&handles, &case).await.unwrap().informed);
        assert_eq!(refused(s.hearing(&handles, &case).await), Refusal::NotYours);
        let early = s.make_statement(&handles, &case, (PAPER, ""), &[]).await;
        assert_eq!(refused(early), Refusal::NotYours);
        s.close_investigation(&handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        let seen = s.hearing(&handles, &case).await.unwrap();
        assert!(seen.records && seen.states);
        for other in [&names, &one, &chair()] {
            assert_eq!(refused(s.hearing(other, &case).await), Refusal::NotYours);
            assert_eq!(refused(s.make_statement(other, &case, (PAPER, ""), &[]).await), Refusal::NotYours);
        }
        let mut content = Whole::new(pdf("paper"));
        let file = s.stage_evidence("原件.pdf", &mut content).await.unwrap();
        s.make_statement(&handles, &case, (PAPER, ""), &[file]).await.unwrap();
        let last = s.read().await.unwrap().entries(0, 10_000).await.unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("statement_recorded", handles.account.as_str()));
        // Those who decide read it as any other, with what came with it.
        let due = seen.hearing.due;
        w.clock.set(due);
        let read = s.incident(&one, &case).await.unwrap();
        assert!(read.proposes && !read.informed);
        let said = &read.statements[0];
        assert!(said.paper && said.text == PAPER && said.author == "演示");
        assert_eq!(s.incident_file(&one, &said.files[0].id).await.unwrap().0.name, "原件.pdf");
        // The letter came in time and is typed a day later; an account that is opened by then finds it, not who typed it.
        s.make_statement(&handles, &case, (REPORT, ""), &[]).await.unwrap();
        let own = w.owner(&ids[0]).await;
        let writer = w.account("writer@example.com", Role::Applicant, own.as_str()).await;
        assert!(s.incident(&handles, &case).await.unwrap().informed);
        let shown = s.hearing(&writer, &case).await.unwrap();
        assert!(!shown.records && shown.statements.iter().all(|s| s.paper && s.author.is_empty()));
        assert_eq!(shown.statements.len(), 2);
        // A decision rests on what lay before it.
        s.propose_decision(&one, &case, Outcome::Kept, WHY).await.unwrap();
        let late = s.make_statement(&handles, &case, (PAPER, ""), &[]).await;
        assert_eq!(refused(late), Refusal::IncidentStands { step: Step::Proposed });
    }
}
