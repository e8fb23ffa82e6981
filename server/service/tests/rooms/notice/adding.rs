//! What is handed in after an objection was sent: who adds it, what is refused, and who reads it.

use super::*;

const FROM: &str = "异议人 9 月 8 日到办公室当面交来，已与原件核对。";

on_both! {
    async fn art_21_what_is_handed_in_later_is_added_with_where_it_comes_from(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let (s, before) = (&w.service, w.checked().await);
        let (token, o) = objected(&w, 1).await;
        let file = async |content: &str| {
            s.stage_evidence("补充说明.pdf", &mut Whole::new(pdf(content))).await.unwrap()
        };
        let add = async |who: &Actor, content: &str| {
            s.add_evidence(who, &o, (FROM, ONCE), &[file(content).await]).await
        };
        // Before somebody is named nobody adds, nor does anybody but those who are.
        assert_eq!(refused(add(&handles, "first").await), Refusal::NotYours);
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        for other in [&names, &w.office, &chair(), &vice(), &unit()] {
            assert_eq!(refused(add(other, "first").await), Refusal::NotYours);
            assert_eq!(refused(s.may_add_evidence(other, &o).await), Refusal::NotYours);
        }
        // It says where it comes from, and is a file like those of the form.
        s.may_add_evidence(&handles, &o).await.unwrap();
        let bare = s.add_evidence(&handles, &o, ("短", ""), &[file("first").await]).await;
        assert!(matches!(refused(bare), Refusal::TooShort { .. }));
        assert_eq!(refused(s.add_evidence(&handles, &o, (FROM, ""), &[]).await), Refusal::FileEmpty);
        let mut content = Whole::new(b"MZ not a document".to_vec());
        let wrong = s.stage_evidence("x.exe", &mut content).await.unwrap();
        assert_eq!(refused(s.add_evidence(&handles, &o, (FROM, ""), &[wrong]).await), Refusal::FileKind);
        let mut six = Vec::new();
        for n in 0..6 {
            six.push(file(&n.to_string()).await);
        }
        assert_eq!(refused(s.add_evidence(&handles, &o, (FROM, ""), &six).await), Refusal::EvidenceTooMany { max: 5 });
        assert!(s.objection(&handles, &o).await.unwrap().notes.is_empty());
        // Sent twice it is added once.
        for _ in 0..2 {
            add(&handles, "first").await.unwrap();
        }
        let rows = s.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let kinds: Vec<&str> = rows[rows.len() - 2..].iter().map(|e| e.kind.as_str()).collect();
        assert_eq!(kinds, ["objection_noted", "evidence_added"]);
        let last = rows.last().unwrap();
        assert!(last.actor == handles.account.as_str() && !last.data.contains("补充说明"));
        let seen = s.objection(&handles, &o).await.unwrap();
        assert_eq!((seen.notes.len(), seen.sealed.unwrap().files.len()), (1, 0));
        let note = &seen.notes[0];
        assert_eq!((note.kind, note.text.as_str(), note.author.as_str()), (Kind::Note, FROM, "演示"));
        assert_eq!(note.files.len(), 1);
        let (kept, _) = s.evidence(&handles, &note.files[0].id).await.unwrap();
        assert_eq!((kept.name.as_str(), kept.note), ("补充说明.pdf", 1));
        assert_eq!(refused(s.evidence(&names, &note.files[0].id).await), Refusal::NotYours);
        // Whoever objected sees that it has arrived; those who decide read the report and not this.
        assert_eq!(s.objection_status(&token).await.unwrap().files, 1);
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        let head = s.objection(&chair(), &o).await.unwrap();
        assert_eq!((head.notes.len(), head.notes[0].files.len()), (1, 0));
        assert_eq!(refused(s.evidence(&chair(), &note.files[0].id).await), Refusal::NotYours);
        assert_eq!(w.checked().await, before);
        // What is settled is settled.
        s.withdraw_objection(&token, "", "1.2.3.4").await.unwrap();
        let late = s.add_evidence(&handles, &o, (FROM, ""), &[file("second").await]).await;
        assert_eq!(refused(late), Refusal::ObjectionStands { step: Step::Withdrawn });
    }

    async fn art_15_who_stepped_out_or_is_tied_adds_nothing_to_an_objection(w) {
        let (ids, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        let tied = w.account("office-c@example.com", Role::Office, "").await;
        for who in [&handles, &tied] {
            let by = if who.account == handles.account { &names } else { &handles };
            s.name_handler(by, &o, &who.account).await.unwrap();
        }
        let of = w.owner(&ids[0]).await;
        s.grant("op", &id(), &tied.account, Role::ApplicantReader, of.as_str()).await.unwrap();
        s.leave_objection(&handles, &o).await.unwrap();
        for who in [&handles, &tied] {
            let file = s.stage_evidence("补充说明.pdf", &mut Whole::new(pdf("x"))).await.unwrap();
            assert_eq!(refused(s.add_evidence(who, &o, (FROM, ""), &[file]).await), Refusal::NotYours);
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM evidence").await, 0);
    }
}
