//! Art. 15, 24: incidents are reported, investigated and decided; a title that is revoked is so for good, and whoever
//! was chosen, or lost a title, waits.

mod adding;
mod apart;
mod asking;
mod association;
mod barred;
mod office;
mod organisation;
mod reminding;

use domain::application::Answers;
use domain::application::page::Page;
use domain::event::Event;
use domain::facts::workdays::import::Sheet;
use domain::ids::{DossierId, IncidentId};
use domain::incident::Cause;
use domain::incident::case::{Outcome, Step};
use domain::incident::letter::Letter;
use domain::incident::report::Form;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::sealed::Kind;
use domain::season::{Bar, Season};
use domain::stamp::{DAY, MINUTE, SECOND, Stamp};
use domain::views::guard::JournalAsked;
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
    w.title_of(id).await.unwrap().number.to_string()
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
        let own = w.owner(id).await;
        Self {
            names: w.account("office-a@example.com", Role::Office, "").await,
            handles: w.account("office-b@example.com", Role::Office, "").await,
            one: w.account("caq-a@example.com", Role::Caq, "").await,
            other: w.account("caq-b@example.com", Role::Caq, "").await,
            writer: w.account("writer@example.com", Role::Applicant, own.as_str()).await,
        }
    }
}

/// A case about the title of an application, and the secret of its author's link.
async fn reported(w: &World, id: &DossierId) -> (String, IncidentId) {
    let number = number_of(w, id).await;
    let token = w.service.report_incident(None, &report(&number), &[], "").await.unwrap();
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
    s.report_incident(None, &report(number), &[], "").await.unwrap();
    let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
    s.name_investigator(&names, &case, &handles.account).await.unwrap();
    s.screen_incident(&handles, &case, true, "").await.unwrap();
    s.close_investigation(&handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
    w.clock.pass(30 * DAY);
    w.revocation_proposed(&case, WHY).await;
    w.decision_confirmed(&case).await;
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
        assert_eq!(refused(s.report_incident(None, &anonymous, &[], "").await), Refusal::Anonymous);
        let unknown = s.report_incident(None, &report(UNKNOWN), &[], "").await;
        assert_eq!(refused(unknown), Refusal::TitleUnknown);
        assert_eq!(s.reportable(&number).await.unwrap().unwrap().number, number);
        assert_eq!(s.reportable(UNKNOWN).await.unwrap(), None);
        let mut content = Whole::new(pdf("evidence"));
        let file = s.stage_evidence("通报.pdf", &mut content).await.unwrap();
        let token = s.report_incident(None, &report(&number), &[file], "").await.unwrap();
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
}
