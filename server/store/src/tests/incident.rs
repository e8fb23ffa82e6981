//! Incidents and revocations (Art. 24).

use domain::application::files::FileState;
use domain::ids::{AccountId, IncidentId};
use domain::incident::case::{Case, Hearing, Outcome};
use domain::incident::{Cause, Holder, Revocation};
use domain::policy::{Grant, Role};
use domain::sealed::Kind;
use domain::sender::Sender;
use domain::stamp::Stamp;
use domain::title::{Number, Title};
use service::ports::committee::Conflict;
use service::ports::incident::{IncidentRow, Kept, StatementRow};
use service::ports::people::MemberRow;
use service::ports::sealed::{Case as Sealed, Docket, EvidenceRow, HandlerRow, NoteRow};

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

/// Numbers of two titles.
const NUMBER: &str = "2026-0001-04";
const OTHER: &str = "2026-0002-98";

fn title(number: &str) -> Title {
    Title {
        number: Number::parse(number).unwrap(),
        dossier: None,
        organisation: "演示企业".into(),
        uscc: String::new(),
        benchmark: "演示经验".into(),
        category: None,
        direction: None,
        region: String::new(),
        granted_at: None,
    }
}

fn holder(number: &str) -> Holder {
    Holder {
        number: number.into(),
        year: 2026,
        organisation: "演示企业".into(),
        uscc: String::new(),
        benchmark: "演示经验".into(),
    }
}

fn row(id: &str, at: i64) -> IncidentRow {
    IncidentRow {
        id: id.into(),
        holder: holder(NUMBER),
        organisation: Some("o1".into()),
        dossier: Some("d1".into()),
        at,
        token: format!("token-{id}"),
        reporter: Some("a9".into()),
        kept: Kept {
            sender: Sender { name: "演示甲".into(), ..Sender::default() },
            cause: Cause::Safety,
            facts: "演示".into(),
        },
        case: Case::default(),
    }
}

fn file(id: &str, statement: i64, state: FileState) -> EvidenceRow {
    EvidenceRow {
        id: id.into(),
        of: "i1".into(),
        statement,
        note: 0,
        name: "演示.pdf".into(),
        media_type: "application/pdf".into(),
        size: 9,
        sha256: "00".into(),
        state,
        at: 5,
    }
}

fn person(account: &str, left_at: Option<i64>) -> HandlerRow {
    HandlerRow { account: account.into(), named_by: "a1".into(), at: 6, left_at }
}

fn decided() -> Case {
    let hearing = Hearing::new(Cause::Safety, "演示".into(), Stamp(7), Stamp(8));
    let reason = "事故属实，负主要责任，决定撤销。";
    let heard = Case::Heard { hearing };
    let proposed = heard.propose(Outcome::Revoked, reason, &"a3".into(), Stamp(9)).unwrap();
    proposed.confirm(&proposed.mark(), &"a4".into(), Stamp(10)).unwrap()
}

async fn stored(bed: &Bed) {
    bed.furnish().await;
    bed.dossiers(1, &recommended()).await;
    let mut w = bed.write().await;
    for number in [NUMBER, OTHER] {
        w.insert_title(&title(number), 4).await.unwrap();
    }
    w.insert_incident(&row("i1", 5)).await.unwrap();
    let bare = IncidentRow { organisation: None, dossier: None, reporter: None, ..row("i2", 6) };
    w.insert_incident(&bare).await.unwrap();
    commit(w).await;
}

on_both! {
    async fn art_24_open_cases_stand_before_settled_ones_whatever_was_reported_since(bed) {
        stored(&bed).await;
        let mut w = bed.write().await;
        let settled = Case::Declined { reason: "演示".into(), by: "a2".into(), at: Stamp(7), confirmed_by: None };
        w.save_case(&"i2".into(), &settled).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        let listed = db.incidents(1).await.unwrap();
        assert_eq!(listed.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["i1"]);
        assert_eq!(db.incidents(9).await.unwrap().len(), 2);
    }
}

on_both! {
    async fn art_24_a_case_is_kept_with_all_that_belongs_to_it(bed) {
        stored(&bed).await;
        let i1: IncidentId = "i1".into();
        let sealed = Sealed::from(&i1);
        let mut w = bed.write().await;
        let added = EvidenceRow { note: 1, ..file("f3", 0, FileState::Clean) };
        for f in [file("f1", 0, FileState::Held), file("f2", 1, FileState::Clean), added.clone()] {
            w.insert_evidence(Docket::Incidents, &f).await.unwrap();
        }
        for p in [person("a2", None), person("a3", Some(7))] {
            w.insert_handler(sealed, &p).await.unwrap();
        }
        let note = NoteRow { number: 1, kind: Kind::Report, author: "a2".into(), at: 7, text: "演示".into() };
        w.insert_note(sealed, &note).await.unwrap();
        let said = StatementRow { number: 1, author: "a5".into(), at: 8, text: "演示".into(), paper: true };
        w.insert_statement(&i1, &said).await.unwrap();
        let taken_up = Case::Investigated { at: Stamp(6), groundless: None };
        w.save_case(&i1, &taken_up).await.unwrap();
        w.leave_case(sealed, &"a2".into(), 9).await.unwrap();
        w.save_evidence_state(Docket::Incidents, &"f1".into(), FileState::Infected).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        let expected = IncidentRow { case: taken_up, ..row("i1", 5) };
        assert_eq!(db.incident(&i1).await.unwrap(), Some(expected.clone()));
        assert_eq!(db.incident_by_token("token-i1").await.unwrap(), Some(expected));
        assert_eq!(db.incident_by_token("x").await.unwrap(), None);
        let all = db.incidents(9).await.unwrap();
        assert_eq!(all.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["i2", "i1"]);
        assert_eq!((all[0].organisation.clone(), all[0].reporter.clone()), (None, None));
        let own = db.incidents_of(&"o1".into()).await.unwrap();
        assert_eq!(own.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["i1"]);
        assert!(db.incidents_of(&"o2".into()).await.unwrap().is_empty());
        let files = db.evidence(sealed).await.unwrap();
        let kept = [file("f1", 0, FileState::Infected), file("f2", 1, FileState::Clean), added];
        assert_eq!(files, kept);
        assert_eq!(db.evidence_since(0).await.unwrap(), 9, "what anybody may send");
        assert_eq!(db.evidence_file(Docket::Incidents, &"f2".into()).await.unwrap(), Some(files[1].clone()));
        assert!(db.held_evidence(Docket::Incidents, 9).await.unwrap().is_empty());
        let people = [person("a2", Some(9)), person("a3", Some(7))];
        assert_eq!(db.handlers(sealed).await.unwrap(), people);
        let of_all = people.map(|p| ("i1".to_owned(), p));
        assert_eq!(db.all_handlers(Docket::Incidents).await.unwrap(), of_all);
        assert_eq!(db.notes(sealed).await.unwrap(), [note]);
        assert_eq!(db.statements(&i1).await.unwrap(), [said]);
    }

    async fn art_15_who_investigates_and_is_tied_to_the_organisation_is_known(bed) {
        stored(&bed).await;
        let (i1, i2): (IncidentId, IncidentId) = ("i1".into(), "i2".into());
        let mut w = bed.write().await;
        for id in ["a2", "a3"] {
            w.insert_account(&account(id)).await.unwrap();
            // The second case is about a title of which neither organisation nor application is here.
            w.insert_handler((&i1).into(), &person(id, None)).await.unwrap();
            w.insert_handler((&i2).into(), &person(id, None)).await.unwrap();
        }
        let (who, organisation) = ("a2".into(), "o1".into());
        let own = MemberRow { account: who, organisation, role: Role::ApplicantReader, since: 1 };
        w.save_member(&own).await.unwrap();
        let (expert, dossier, kind) = ("e1".into(), "d1".into(), "recorded".into());
        let conflict = Conflict { expert, dossier, kind, declared: false, at: 3 };
        w.insert_conflict(&s(), &conflict).await.unwrap();
        let seat = Grant { role: Role::Chair, scope: "e1".into() };
        w.insert_grant(&s(), &"a3".into(), &seat).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.tied_handlers((&i1).into()).await.unwrap(), ["a2".into(), "a3".into()]);
        assert!(db.tied_handlers((&i2).into()).await.unwrap().is_empty());
        let all = db.all_tied_handlers(Docket::Incidents).await.unwrap();
        assert_eq!(all, ["a2", "a3"].map(|who| ("i1".to_owned(), AccountId::from(who))));
    }

    async fn art_24_a_title_is_revoked_once_and_for_good(bed) {
        stored(&bed).await;
        let revocation = |number: &str| Revocation {
            title: holder(number),
            cause: Cause::Safety,
            reason: "演示".into(),
            at: Stamp(10),
        };
        let mut w = bed.write().await;
        let note = NoteRow { number: 1, kind: Kind::Report, author: "a2".into(), at: 7, text: "演示".into() };
        w.insert_note(Sealed { docket: Docket::Incidents, id: "i1" }, &note).await.unwrap();
        w.save_case(&"i1".into(), &decided()).await.unwrap();
        w.insert_revocation(&"i1".into(), &revocation(NUMBER)).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.revocation(NUMBER).await.unwrap(), Some(revocation(NUMBER)));
        assert_eq!(db.revocation(OTHER).await.unwrap(), None);
        assert_eq!(db.revocations().await.unwrap(), [revocation(NUMBER)]);
        drop(db);
        let mut w = bed.write().await;
        assert!(w.insert_revocation(&"i2".into(), &revocation(NUMBER)).await.is_err());
        drop(w);
        for harm in [
            "DELETE FROM revocation",
            "UPDATE revocation SET data = '{}'",
            "UPDATE incident SET step = 'heard' WHERE id = 'i1'",
            "UPDATE incident SET data = '{}' WHERE id = 'i2'",
            "DELETE FROM incident",
            "DELETE FROM incident_note",
        ] {
            assert!(bed.tamper(harm).await.is_err(), "{harm}");
        }
    }

    async fn art_24_broken_invariants_of_incidents_are_named(bed) {
        stored(&bed).await;
        for (harm, say) in [
            (
                "INSERT INTO incident_person VALUES ('i1', 'a2', 'a2', 1, NULL)",
                "Account a2 named itself to investigate incident i1.",
            ),
            (
                "INSERT INTO incident_person VALUES ('i1', 'a9', 'a2', 1, NULL)",
                "Account a9 reported incident i1 and investigates it.",
            ),
            (
                "INSERT INTO revocation VALUES ('2026-0001-04', 'i1', 1, '{}')",
                "Title 2026-0001-04 is revoked by case i1, which is received.",
            ),
            (
                "UPDATE incident SET step = 'heard' WHERE id = 'i2'",
                "Incident i2 is heard without a report.",
            ),
        ] {
            bed.tamper(harm).await.unwrap();
            let told = bed.db.check().await.unwrap();
            assert!(told.iter().any(|t| t == say), "{harm}: {told:?}");
        }
    }
}
