//! What the tables of notice, objections and announcement allow, and what they refuse whoever asks (Art. 21, 22).

use domain::application::files::FileState;
use domain::application::version::digest;
use domain::ids::AccountId;
use domain::policy::{Grant, Role};
use domain::sealed::Kind;
use domain::stamp::Stamp;
use service::ports::committee::Conflict;
use service::ports::notice::KeptLetter;
use service::ports::people::MemberRow;
use service::ports::sealed::{Case, Docket, EvidenceRow, HandlerRow, NoteRow};

use super::on_both;
use super::world::{Bed, account, commit, organisation, recommended, s};

const NOTICE: &str = "INSERT INTO notice (season, year, opened_at, ends_at, data) VALUES ('s2026', 2026, 1, 9, '{}')";
const OBJECTION: &str = "INSERT INTO objection (id, season, number, dossier, place, at, token, data, step, handling) \
     VALUES ('o1', 's2026', 1, 'd1', 1, 2, 't1', '{}', 'received', '{}')";
const NOTE: &str = "INSERT INTO objection_note (objection, number, report, author, at, text) VALUES ('o1', 1, 0, 'a1', 3, 'x')";
const LETTER: &str = "INSERT INTO winner_letter (dossier, season, organisation, text, sha256, at) \
     VALUES ('d1', 's2026', 'x', 'x', 'y', 1)";
const ANNOUNCEMENT: &str =
    "INSERT INTO announcement (season, year, released_at, data) VALUES ('s2026', 2026, NULL, '{}')";

/// A notice with an objection that was noted on, and an announcement that is drawn up.
async fn noticed(bed: &Bed) {
    bed.furnish().await;
    bed.dossiers(1, &recommended()).await;
    for text in [NOTICE, OBJECTION, NOTE, ANNOUNCEMENT] {
        bed.tamper(text).await.unwrap();
    }
}

async fn allowed(bed: &Bed, texts: &[&str]) {
    for text in texts {
        bed.tamper(text).await.unwrap_or_else(|e| panic!("{text}: {e}"));
    }
}

async fn refused(bed: &Bed, texts: &[&str]) {
    for text in texts {
        assert!(bed.tamper(text).await.is_err(), "{text}");
    }
}

on_both! {
    async fn art_21_a_notice_is_extended_and_never_taken_back(bed) {
        noticed(&bed).await;
        allowed(&bed, &["UPDATE notice SET ends_at = 12"]).await;
        refused(&bed, &["DELETE FROM notice", NOTICE, "UPDATE notice SET ends_at = 1"]).await;
    }

    async fn art_21_an_objection_is_dealt_with_and_never_rewritten(bed) {
        noticed(&bed).await;
        allowed(&bed, &["UPDATE objection SET step = 'investigated', handling = '[]'"]).await;
        refused(&bed, &[
            "DELETE FROM objection",
            "UPDATE objection SET data = '[]'",
            "UPDATE objection SET place = 2",
            "UPDATE objection SET at = 3",
            "UPDATE objection SET number = 2",
            // Its number is its own.
            &OBJECTION.replace("'o1'", "'o2'").replace("'t1'", "'t2'"),
            "UPDATE objection_note SET text = 'y'",
            "DELETE FROM objection_note",
        ]).await;
    }

    async fn art_15_what_belongs_to_an_objection_is_kept_with_it(bed) {
        noticed(&bed).await;
        let of = Case { docket: Docket::Objections, id: "o1" };
        let file = |state| EvidenceRow {
            id: "f1".into(),
            of: "o1".into(),
            statement: 0,
            note: 0,
            name: "演示.pdf".into(),
            media_type: "application/pdf".into(),
            size: 9,
            sha256: "00".into(),
            state,
            at: 5,
        };
        let named = |left_at| HandlerRow { account: "a2".into(), named_by: "a1".into(), at: 6, left_at };
        let mut w = bed.write().await;
        w.insert_evidence(Docket::Objections, &file(FileState::Held)).await.unwrap();
        w.insert_handler(of, &named(None)).await.unwrap();
        assert_eq!(w.held_evidence(Docket::Objections, 9).await.unwrap(), [file(FileState::Held)]);
        assert!(w.held_evidence(Docket::Incidents, 9).await.unwrap().is_empty());
        w.save_evidence_state(Docket::Objections, &"f1".into(), FileState::Clean).await.unwrap();
        w.leave_case(of, &"a2".into(), 7).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        let found = db.evidence_file(Docket::Objections, &"f1".into()).await.unwrap();
        assert_eq!(found, Some(file(FileState::Clean)));
        assert_eq!(db.evidence(of).await.unwrap(), [file(FileState::Clean)]);
        assert_eq!(db.handlers(of).await.unwrap(), [named(Some(7))]);
        let all = db.all_handlers(Docket::Objections).await.unwrap();
        assert_eq!(all, [("o1".to_owned(), named(Some(7)))]);
        let note = NoteRow { number: 1, kind: Kind::Note, author: "a1".into(), at: 3, text: "x".into() };
        assert_eq!(db.notes(of).await.unwrap(), [note]);
    }

    async fn art_21_what_is_added_later_comes_with_a_note_and_takes_nobodys_room(bed) {
        noticed(&bed).await;
        let of = Case { docket: Docket::Objections, id: "o1" };
        let file = |id: &str, note, size| EvidenceRow {
            id: id.into(),
            of: "o1".into(),
            statement: 0,
            note,
            name: "演示.pdf".into(),
            media_type: "application/pdf".into(),
            size,
            sha256: "00".into(),
            state: FileState::Clean,
            at: 5,
        };
        let (first, later) = (file("f1", 0, 9), file("f2", 1, 20));
        let mut w = bed.write().await;
        for f in [&first, &later] {
            w.insert_evidence(Docket::Objections, f).await.unwrap();
        }
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.evidence(of).await.unwrap(), [first, later.clone()]);
        assert_eq!(db.evidence_file(Docket::Objections, &"f2".into()).await.unwrap(), Some(later));
        assert_eq!(db.evidence_since(0).await.unwrap(), 9);
        drop(db);
        // Of a note that is not there nobody would know who added it.
        let say = "File f2 of objection o1 was added without a note.".to_owned();
        assert!(!bed.db.check().await.unwrap().contains(&say));
        bed.tamper("UPDATE evidence SET note = 2 WHERE id = 'f2'").await.unwrap();
        assert!(bed.db.check().await.unwrap().contains(&say));
        refused(&bed, &["UPDATE evidence SET note = -1 WHERE id = 'f2'"]).await;
    }

    async fn art_15_who_is_named_and_tied_to_the_application_is_known(bed) {
        noticed(&bed).await;
        let of = Case { docket: Docket::Objections, id: "o1" };
        let grant = |role, scope: &str| Grant { role, scope: scope.into() };
        let member = |who: &str, organisation: &str| MemberRow {
            account: who.into(),
            organisation: organisation.into(),
            role: Role::ApplicantReader,
            since: 1,
        };
        let mut w = bed.write().await;
        for n in 2..=8 {
            w.insert_account(&account(&format!("a{n}"))).await.unwrap();
        }
        w.insert_organisation(&organisation("o2")).await.unwrap();
        // The first belongs to the organisation, the second to another.
        w.save_member(&member("a2", "o1")).await.unwrap();
        w.save_member(&member("a3", "o2")).await.unwrap();
        for (expert, kind) in [("e1", "declared"), ("e1", "recorded"), ("e2", "recorded")] {
            let (expert, dossier, kind) = (expert.into(), "d1".into(), kind.into());
            let conflict = Conflict { expert, dossier, kind, declared: false, at: 3 };
            w.insert_conflict(&s(), &conflict).await.unwrap();
        }
        // By a seat, by the address of the card; a seat without a conflict, and a role of another kind, are nothing.
        w.insert_grant(&s(), &"a4".into(), &grant(Role::Expert, "e1")).await.unwrap();
        let mut card = w.expert(&"e2".into()).await.unwrap().unwrap();
        card.email = account("a5").email;
        w.save_expert(&card).await.unwrap();
        w.insert_grant(&s(), &"a6".into(), &grant(Role::Expert, "e3")).await.unwrap();
        w.insert_grant(&s(), &"a6".into(), &grant(Role::RecommendingUnit, "e1")).await.unwrap();
        // Who stepped out is out already; who is not named has nothing to fall out of.
        w.insert_grant(&s(), &"a7".into(), &grant(Role::ViceChair, "e1")).await.unwrap();
        w.save_member(&member("a8", "o1")).await.unwrap();
        for (n, left_at) in [(2, None), (3, None), (4, None), (5, None), (6, None), (7, Some(7))] {
            let named = HandlerRow { account: format!("a{n}").into(), named_by: "a1".into(), at: 6, left_at };
            w.insert_handler(of, &named).await.unwrap();
        }
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.tied_handlers(of).await.unwrap(), ["a2".into(), "a4".into(), "a5".into()]);
        let all = db.all_tied_handlers(Docket::Objections).await.unwrap();
        assert_eq!(all, ["a2", "a4", "a5"].map(|who| ("o1".to_owned(), AccountId::from(who))));
        let other = Case { docket: Docket::Objections, id: "o2" };
        assert!(db.tied_handlers(other).await.unwrap().is_empty());
        assert!(db.all_tied_handlers(Docket::Incidents).await.unwrap().is_empty());
    }

    async fn art_22_what_was_announced_stays_as_it_was(bed) {
        noticed(&bed).await;
        allowed(&bed, &["UPDATE announcement SET data = '[]'", "UPDATE announcement SET released_at = 10"]).await;
        refused(&bed, &[
            "UPDATE announcement SET data = '{}'",
            "UPDATE announcement SET released_at = NULL",
            "DELETE FROM announcement",
            ANNOUNCEMENT,
        ]).await;
    }

    async fn art_22_what_was_given_back_and_is_released_is_one_sentence(bed) {
        bed.furnish().await;
        let returned = r#"UPDATE announcement SET data = '{"returned":{"reason":"x"}}'"#;
        allowed(&bed, &[NOTICE, ANNOUNCEMENT, returned]).await;
        let say = "The announcement of season s2026 is released although it was given back.";
        let found = async || bed.db.check().await.unwrap().iter().any(|f| f == say);
        assert!(!found().await);
        allowed(&bed, &["UPDATE announcement SET released_at = 10"]).await;
        assert!(found().await);
    }

    async fn art_22_letters_are_kept_as_they_were_sent(bed) {
        noticed(&bed).await;
        let kept = KeptLetter {
            dossier: "d1".into(),
            organisation: "演示企业".into(),
            text: "演示企业：\n\n你单位入选。".into(),
            sha256: digest("演示企业：\n\n你单位入选。"),
            at: Stamp(10),
        };
        let mut w = bed.write().await;
        w.insert_winner_letter(&s(), &kept).await.unwrap();
        commit(w).await;
        let mut db = bed.read().await;
        assert_eq!(db.winner_letter(&"d1".into()).await.unwrap(), Some(kept.clone()));
        assert_eq!(db.winner_letter(&"d2".into()).await.unwrap(), None);
        assert_eq!(db.winner_letters(&s()).await.unwrap(), [kept]);
        assert!(db.winner_letters(&"s2027".into()).await.unwrap().is_empty());
        drop(db);
        refused(&bed, &["UPDATE winner_letter SET text = 'y'", "DELETE FROM winner_letter", LETTER]).await;
    }

    async fn art_22_a_letter_that_cannot_be_is_one_sentence_that_names_it(bed) {
        bed.furnish().await;
        bed.dossiers(2, &recommended()).await;
        allowed(&bed, &[NOTICE, ANNOUNCEMENT, LETTER, "UPDATE dossier SET stage = 'announced' WHERE id = 'd2'"]).await;
        let found = bed.db.check().await.unwrap();
        for say in [
            "Dossier QB-2026-00001-A stands at recommended and has the letter of a benchmark.",
            "Dossier QB-2026-00002-A was announced without the letter others of its season have.",
            "The letter to dossier QB-2026-00001-A is not the text that was sent.",
        ] {
            assert!(found.iter().any(|f| f == say), "{say}\nnot in\n{}", found.join("\n"));
        }
    }
}
