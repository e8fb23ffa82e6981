//! Art. 15, 24: incidents are reported, investigated and decided; a title that is revoked is so for good, and whoever
//! was chosen, or lost a title, waits.

use domain::application::Answers;
use domain::application::page::Page;
use domain::facts::workdays::import::Sheet;
use domain::ids::{DossierId, IncidentId};
use domain::incident::Cause;
use domain::incident::case::{Outcome, Step};
use domain::incident::letter::Letter;
use domain::incident::report::Form;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::{Bar, Season};
use domain::stamp::{DAY, MINUTE, SECOND, Stamp};
use service::ports::files::Whole;

use crate::on_both;
use crate::world::answers::{answers, code};
use crate::world::*;

pub const WHY: &str = "经核查，主管部门认定该单位对事故负主要责任。";
/// A number no title has.
const UNKNOWN: &str = "2026-0017-53";
const REPORT: &str = "调阅了主管部门的认定书，与反映的情况一致。";
const GROUNDLESS: &str = "经核查，通报所指的事故与该单位无关。";
const CHARGE: &str = "拟认定：贵单位对公开通报的安全事故负主要责任，依据为主管部门认定书。";

pub fn report(number: &str) -> Form {
    Form {
        name: "演示甲".into(),
        phone: "13800000000".into(),
        email: "reporter@example.com".into(),
        number: number.into(),
        cause: "safety".into(),
        facts: "该单位于公开通报的安全事故中负有责任，见所附通报第二页。".repeat(2),
        ..Form::default()
    }
}

/// The number of the title of an application.
pub async fn number_of(w: &World, id: &DossierId) -> String {
    let mut db = w.service.read().await.unwrap();
    db.title_of(id).await.unwrap().unwrap().number.to_string()
}

/// Those who have a part in it, all with accounts.
pub struct People {
    pub names: Actor,
    pub handles: Actor,
    pub one: Actor,
    pub other: Actor,
    pub writer: Actor,
}

impl People {
    pub async fn of(w: &World, id: &DossierId) -> Self {
        let own = {
            let mut db = w.service.read().await.unwrap();
            db.dossier(id).await.unwrap().unwrap().organisation.to_string()
        };
        Self {
            names: w.account("office-a@example.com", Role::Office, "").await,
            handles: w.account("office-b@example.com", Role::Office, "").await,
            one: w.account("caq-a@example.com", Role::Caq, "").await,
            other: w.account("caq-b@example.com", Role::Caq, "").await,
            writer: w.account("writer@example.com", Role::Applicant, &own).await,
        }
    }
}

/// A case about the title of an application, and the secret of its author's link.
async fn reported(w: &World, id: &DossierId) -> (String, IncidentId) {
    let number = number_of(w, id).await;
    let token = w.service.report_incident(None, &report(&number), &[]).await.unwrap();
    let mut db = w.service.read().await.unwrap();
    (token, db.incidents(1).await.unwrap()[0].id.clone())
}

/// A case whose report is in; answers the first moment at which it can be decided.
pub async fn heard(w: &World, p: &People, case: &IncidentId) -> Stamp {
    let s = &w.service;
    s.name_investigator(&p.names, case, &p.handles.account).await.unwrap();
    s.screen_incident(&p.handles, case, true, "").await.unwrap();
    s.close_investigation(&p.handles, case, Cause::Safety, REPORT, CHARGE).await.unwrap();
    s.hearing(&p.writer, case).await.unwrap().hearing.due
}

/// A title is revoked, whoever holds it; nobody makes a statement.
pub async fn revoked(w: &World, number: &str) {
    let s = &w.service;
    let names = w.account("names@example.com", Role::Office, "").await;
    let handles = w.account("handles@example.com", Role::Office, "").await;
    s.report_incident(None, &report(number), &[]).await.unwrap();
    let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
    s.name_investigator(&names, &case, &handles.account).await.unwrap();
    s.screen_incident(&handles, &case, true, "").await.unwrap();
    s.close_investigation(&handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
    w.clock.pass(30 * DAY);
    let caq = |n: u32| actor(&format!("caq-{n}"), Role::Caq, "");
    s.propose_decision(&caq(1), &case, Outcome::Revoked, WHY).await.unwrap();
    s.confirm_decision(&caq(2), &case).await.unwrap();
}

/// Letters that wait to be sent, with where they go.
async fn letters(w: &World) -> Vec<(String, Letter)> {
    let mails = w.service.read().await.unwrap().waiting_mails().await.unwrap();
    let of = |m: service::ports::mail::MailRow| match m.message {
        Message::Incident(letter) => Some((m.address, letter)),
        _ => None,
    };
    mails.into_iter().filter_map(of).collect()
}

async fn got(w: &World, to: &str, kind: fn(&Letter) -> bool) -> usize {
    letters(w).await.iter().filter(|(address, l)| address == to && kind(l)).count()
}

/// The season after, opened without the ceremony of planning.
async fn next_season(w: &World, change: impl FnOnce(&mut Season)) {
    let mut next = w.service.season().await.unwrap();
    next.id = "s2027".into();
    next.year = 2027;
    next.published = Default::default();
    let ahead = w.service.now().0 - START.0;
    for window in &mut next.windows {
        window.opens = window.opens.plus(ahead);
        window.closes = window.closes.plus(ahead);
    }
    change(&mut next);
    w.service.open_season(&w.office, &next).await.unwrap();
    w.service.set_quota(&w.office, answers::UNIT, 8, 2, "调整名额").await.unwrap();
    w.clock.pass(35 * DAY);
}

on_both! {
    async fn art_24_anybody_reports_under_their_real_name_about_a_title_that_stands(w) {
        let ids = w.entitled(1).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        let anonymous = Form { name: String::new(), ..report(&number) };
        assert_eq!(refused(s.report_incident(None, &anonymous, &[]).await), Refusal::Anonymous);
        let unknown = s.report_incident(None, &report(UNKNOWN), &[]).await;
        assert_eq!(refused(unknown), Refusal::TitleUnknown);
        assert_eq!(s.reportable(&number).await.unwrap().unwrap().number, number);
        assert_eq!(s.reportable(UNKNOWN).await.unwrap(), None);
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("通报.pdf", &mut content).await.unwrap();
        let token = s.report_incident(None, &report(&number), &[file]).await.unwrap();
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!((status.step, status.files, status.cause), (Step::Received, 1, Cause::Safety));
        assert_eq!(refused(s.incident_status("0123456789").await), Refusal::NotYours);
        // The secret itself is stored nowhere but in the letter that carries it.
        let mut db = s.read().await.unwrap();
        let row = db.incidents(1).await.unwrap().remove(0);
        assert_ne!(row.token, token);
        assert_eq!(row.reporter, None);
        // Nothing of who reports stands in the journal, nor about whom.
        let journal = serde_json::to_string(&db.entries(0, 10_000).await.unwrap()).unwrap();
        let after = &journal[journal.find("incident_received").unwrap()..];
        assert!(!journal.contains("演示甲") && !after.contains(&number));
        drop(db);
        for _ in 0..10 {
            s.may_report("1.2.3.4").await.unwrap();
        }
        assert!(matches!(refused(s.may_report("1.2.3.4").await), Refusal::TooManyAttempts { .. }));
    }

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
        assert_eq!(refused(s.note_incident(&p.names, &case, REPORT).await), Refusal::NotYours);
        // A conflict of interest: out for good, and the case is not even in the list.
        s.leave_incident(&p.handles, &case).await.unwrap();
        assert_eq!(refused(s.incident(&p.handles, &case).await), Refusal::NotYours);
        assert!(s.incidents(&p.handles).await.unwrap().lines.is_empty());
        let again = s.name_investigator(&p.names, &case, &p.handles.account).await;
        assert_eq!(refused(again), Refusal::Conflicted);
    }

    async fn art_15_who_reported_it_or_belongs_to_the_organisation_hears_nothing(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        // The Office reports on the same form; so does the association.
        s.report_incident(Some(&p.handles), &report(&number), &[]).await.unwrap();
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
        s.report_incident(Some(&p.one), &report(&number), &[]).await.unwrap();
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
            assert_eq!(refused(s.drop_incident(other, &case).await), Refusal::NotYours);
            assert_eq!(refused(s.go_on_investigating(other, &case).await), Refusal::NotYours);
            assert_eq!(refused(s.find_groundless(other, &case, REPORT, GROUNDLESS).await), Refusal::NotYours);
        }
        assert_eq!(refused(s.drop_incident(&p.handles, &case).await), Refusal::SecondPerson);
        // Nor is the organisation heard meanwhile.
        let heard = s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await;
        assert_eq!(refused(heard), Refusal::IncidentStands { step: Step::Groundless });
        let second = w.account("office-c@example.com", Role::Office, "").await;
        s.name_investigator(&p.handles, &case, &second.account).await.unwrap();
        // The second does not agree: it goes on, and is found groundless once more.
        s.go_on_investigating(&second, &case).await.unwrap();
        s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await.unwrap();
        let own = s.incident(&p.handles, &case).await.unwrap();
        assert!(own.step == Step::Groundless && !own.drops && own.groundless.is_some());
        let seen = s.incident(&second, &case).await.unwrap();
        assert_eq!((seen.drops, seen.groundless.unwrap().0.as_str()), (true, GROUNDLESS));
        assert_eq!(seen.notes.iter().filter(|n| n.report && n.text == REPORT).count(), 2);
        assert_eq!(got(&w, "office-c@example.com", |l| matches!(l, Letter::Doubted { .. })).await, 1);
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Doubted { .. })).await, 0);
        // Until it is confirmed, whoever reported it hears that it is investigated.
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!((status.step, status.settled), (Step::Investigated, None));
        s.drop_incident(&second, &case).await.unwrap();
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
        assert!(s.report_incident(None, &report(&number_of(&w, &ids[0]).await), &[]).await.is_ok());
        // It stays so, in the tables as well.
        let again = s.go_on_investigating(&second, &case).await;
        assert_eq!(refused(again), Refusal::IncidentStands { step: Step::Dropped });
        let noted = s.note_incident(&second, &case, REPORT).await;
        assert_eq!(refused(noted), Refusal::IncidentStands { step: Step::Dropped });
        assert!(w.tampered(&format!("UPDATE incident SET step = 'heard' WHERE id = '{case}'")).await.is_err());
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
        let (a, b) = tokio::join!(s.drop_incident(&second, &case), other.go_on_investigating(&p.handles, &case));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
    }

    async fn art_15_opening_a_case_and_its_files_is_an_event_once_an_hour(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let number = number_of(&w, &ids[0]).await;
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("通报.pdf", &mut content).await.unwrap();
        s.report_incident(None, &report(&number), &[file]).await.unwrap();
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
        assert!(s.incident(&p.names, &case).await.is_err());
        assert_eq!(reads().await, 2);
        // A file is another thing that is read, and each person another reader.
        let typed = s.incident(&p.handles, &case).await.unwrap().sealed.unwrap().1.files[0].id.clone();
        for _ in 0..2 {
            s.incident_file(&p.handles, &typed).await.unwrap();
        }
        assert!(s.incident_file(&p.names, &typed).await.is_err());
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
        s.make_statement(&p.writer, &case, "我单位不负主要责任，见所附法院判决。", &[file]).await.unwrap();
        let own = s.hearing(&p.writer, &case).await.unwrap().statements[0].files[0].id.clone();
        s.incident_file(&p.writer, &own).await.unwrap();
        assert_eq!(reads().await, 3);
        s.incident(&p.one, &case).await.unwrap();
        s.incident_file(&p.one, &own).await.unwrap();
        assert_eq!(reads().await, 5);
    }

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
        assert_eq!(refused(s.make_statement(&reader, &case, WHY, &[]).await), Refusal::ReadersOnly);
        for other in [&p.handles, &p.one, &unit(), &actor("x", Role::Applicant, "elsewhere")] {
            assert_eq!(refused(s.make_statement(other, &case, WHY, &[]).await), Refusal::NotYours);
        }
        assert!(matches!(refused(s.make_statement(&p.writer, &case, "短", &[]).await), Refusal::TooShort { .. }));
        w.clock.set(due.plus(-SECOND));
        let mut content = Whole::new(pdf("statement"));
        let file = s.stage_evidence("说明.pdf", &mut content).await.unwrap();
        s.make_statement(&p.writer, &case, "我单位不负主要责任，见所附法院判决。", &[file]).await.unwrap();
        let early = s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await;
        assert_eq!(refused(early), Refusal::HearingRuns { due });
        // To whoever reported it nothing of this is told.
        assert_eq!(s.incident_status(&token).await.unwrap().step, Step::Investigated);
        w.clock.set(due);
        let late = Refusal::StatementOver { due };
        assert_eq!(refused(s.make_statement(&p.writer, &case, WHY, &[]).await), late);
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
        assert!(s.incident_file(&p.names, &file).await.is_err());
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Stated { .. })).await, 1);
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
        let own = s.read().await.unwrap().dossier(&ids[1]).await.unwrap().unwrap().organisation;
        let neighbour = actor("neighbour", Role::Applicant, own.as_str());
        assert!(s.own_titles(&neighbour).await.unwrap().hearings.is_empty());
        assert!(s.dossier(&neighbour, &ids[1]).await.unwrap().flow.hearings.is_empty());
        // What is only proposed is not told.
        w.clock.set(line.due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        let waits = shown(&p.writer).await.remove(0);
        assert_eq!((waits.open, waits.decided), (false, None));
        s.confirm_decision(&p.other, &case).await.unwrap();
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

    async fn art_24_two_of_the_association_decide_and_a_revocation_stands_for_good(w) {
        let ids = w.entitled(2).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        w.clock.set(due);
        for other in [&p.handles, &p.names, &chair(), &p.writer] {
            let proposed = s.propose_decision(other, &case, Outcome::Revoked, WHY).await;
            assert_eq!(refused(proposed), Refusal::NotYours);
        }
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_decision(&p.one, &case).await), Refusal::SecondPerson);
        s.give_back_decision(&p.other, &case).await.unwrap();
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        // What is only proposed is public nowhere, and told to nobody outside.
        assert!(s.revocations().await.unwrap().lines.is_empty());
        assert_eq!(s.incident_status(&token).await.unwrap().step, Step::Investigated);
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().decided, None);
        s.confirm_decision(&p.other, &case).await.unwrap();
        let public = s.revocations().await.unwrap().lines;
        let number = number_of(&w, &ids[0]).await;
        assert_eq!((public.len(), public[0].title.number.as_str()), (1, number.as_str()));
        assert_eq!((public[0].cause, public[0].reason.as_str()), (Cause::Safety, WHY));
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!(status.settled, Some((Some(Outcome::Revoked), WHY.to_owned())));
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().decided, Some((Outcome::Revoked, WHY.to_owned())));
        let told = |l: &Letter| matches!(l, Letter::Revoked { until: 2029, .. });
        assert_eq!(got(&w, "writer@example.com", told).await, 1);
        let again = s.confirm_decision(&p.other, &case).await;
        assert_eq!(refused(again), Refusal::IncidentStands { step: Step::Decided });
        // A title that is revoked is reported no more; nothing of it can be changed or taken back.
        let more = s.report_incident(None, &report(&number), &[]).await;
        assert_eq!(refused(more), Refusal::TitleUnknown);
        for harm in [
            "DELETE FROM revocation".to_owned(),
            "UPDATE revocation SET at = 1".to_owned(),
            "DELETE FROM incident_note".to_owned(),
            format!("UPDATE incident SET step = 'heard' WHERE id = '{case}'"),
            format!("UPDATE incident SET data = '{{}}' WHERE id = '{case}'"),
        ] {
            assert!(w.tampered(&harm).await.is_err(), "{harm}");
        }
        let mut db = s.read().await.unwrap();
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    async fn art_24_of_two_decisions_at_once_one_counts(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let (_, second) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        let later = heard(&w, &p, &second).await;
        w.clock.set(due.max(later));
        let other = w.second().await;
        let (a, b) = tokio::join!(
            s.propose_decision(&p.one, &case, Outcome::Revoked, WHY),
            other.propose_decision(&p.other, &case, Outcome::Kept, WHY)
        );
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
        let (first, then) = if a.is_ok() { (&p.one, &p.other) } else { (&p.other, &p.one) };
        let lost = if a.is_ok() { b } else { a };
        assert_eq!(refused(lost), Refusal::IncidentStands { step: Step::Proposed });
        s.give_back_decision(then, &case).await.unwrap();
        for c in [&case, &second] {
            s.propose_decision(first, c, Outcome::Revoked, WHY).await.unwrap();
        }
        // Confirmed and given back at once: one of the two.
        let (a, b) = tokio::join!(s.confirm_decision(then, &case), other.give_back_decision(then, &case));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
        if a.is_err() {
            s.propose_decision(first, &case, Outcome::Revoked, WHY).await.unwrap();
            s.confirm_decision(then, &case).await.unwrap();
        }
        // Another case about the same title is settled, too; the title is revoked once.
        s.confirm_decision(then, &second).await.unwrap();
        assert_eq!(w.number("SELECT COUNT(*) FROM revocation").await, 1);
    }

    async fn art_24_winners_of_the_last_seasons_and_who_lost_a_title_do_not_apply(w) {
        let ids = w.entitled(3).await;
        let s = &w.service;
        let p = People::of(&w, &ids[0]).await;
        let (_, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        s.confirm_decision(&p.other, &case).await.unwrap();
        next_season(&w, |_| {}).await;
        let lost = Bar { year: 2026, revoked: Some(2026), until: 2029 };
        let won = Bar { year: 2026, revoked: None, until: 2029 };
        // Before anything is written: on the eligibility page, without an account.
        let known = s.chosen_before(&code(1)).await.unwrap();
        let limits = s.season().await.unwrap().limits;
        assert_eq!(known.iter().map(|k| limits.bar_of(k)).collect::<Vec<_>>(), [lost]);
        assert_eq!(s.chosen_before(&code(2)).await.unwrap().len(), 1);
        assert!(s.chosen_before(&code(9)).await.unwrap().is_empty());
        assert!(s.chosen_before("x").await.unwrap().is_empty());
        // A dossier is not begun, whoever types the code.
        let typed = Answers::from([("uscc".to_owned(), code(2))]);
        let stranger = w.applicant(8).await;
        assert_eq!(refused(s.start_dossier(&stranger, &typed).await), Refusal::Barred { bar: won });
        assert_eq!(refused(s.start_dossier(&w.applicant(1).await, &Answers::new()).await), Refusal::Barred { bar: lost });
        // Begun under another code and changed later, it is not handed in.
        let (actor, dossier) = w.draft_of(w.applicant(9).await, &answers(9)).await;
        let base = s.dossier(&actor, &dossier).await.unwrap().revisions[&Page::Organisation];
        let dodge = Answers::from_iter(answers(9).into_iter().chain([("uscc".to_owned(), code(2))]));
        s.save_page(&actor, &dossier, Page::Organisation, base, &dodge).await.unwrap();
        let refusal = refused(s.submit(&actor, &dossier).await);
        assert!(matches!(&refusal, Refusal::Incomplete { pages } if *pages == [(Page::Organisation, 1)]), "{refusal:?}");
        // Who was not chosen goes on, and the Office is shown that nothing was found.
        let (_, free) = w.recommended(10).await;
        let lines = s.checklist(&w.office, &free).await.unwrap().lines;
        let line = lines.iter().find(|l| l.item == domain::formality::Item::NotRepeated).unwrap();
        assert_eq!(line.computed, Some((true, domain::formality::Evidence::Winners { found: Vec::new() })));
    }

    async fn art_24_the_office_sees_both_facts_of_who_was_chosen_before(w) {
        let ids = w.entitled(1).await;
        let s = &w.service;
        next_season(&w, |n| n.limits.winner_bar = 0).await;
        // The rule is off while it is handed in, and on again when it is checked.
        let (_, dossier) = w.recommended(1).await;
        let mut season = s.season().await.unwrap();
        season.limits.winner_bar = 3;
        let data = serde_json::to_string(&season).unwrap().replace('\'', "''");
        w.tamper(&format!("UPDATE season SET data = '{data}' WHERE id = 's2027'")).await;
        let lines = s.checklist(&w.office, &dossier).await.unwrap().lines;
        let line = lines.iter().find(|l| l.item == domain::formality::Item::NotRepeated).unwrap();
        let Some((false, domain::formality::Evidence::Winners { found })) = &line.computed else {
            panic!("{:?}", line.computed)
        };
        assert_eq!((found.len(), found[0].year, found[0].uscc.as_str()), (1, 2026, code(1).as_str()));
        assert!(s.compare_what_changed().await.unwrap());
        let asked = domain::views::formality::Asked { kind: None, all: true, most: 100 };
        let rows = s.duplicates(&w.office, asked).await.unwrap().rows;
        assert!(rows.iter().any(|r| r.finding.kind == domain::formality::duplicates::Kind::WinnerUscc));
        assert_eq!(number_of(&w, &ids[0]).await.len(), 12);
        w.clock.pass(MINUTE);
    }
}
