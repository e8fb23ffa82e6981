//! What is handed in after a report was sent: who adds it, and who reads it.

use super::*;

const FROM: &str = "反映人 9 月 28 日寄来，信封与原件存档。";

on_both! {
    async fn art_24_what_is_handed_in_later_is_added_with_where_it_comes_from(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        let add = async |who: &Actor| {
            let file = s.stage_evidence("通报原件.pdf", &mut Whole::new(pdf("later"))).await.unwrap();
            s.add_incident_files(who, &case, (FROM, ONCE), &[file]).await
        };
        for other in [&p.names, &p.one, &p.writer, &unit()] {
            assert_eq!(refused(add(other).await), Refusal::NotYours);
            assert_eq!(refused(s.may_add_incident_files(other, &case).await), Refusal::NotYours);
        }
        assert_eq!(refused(s.add_incident_files(&p.handles, &case, (FROM, ""), &[]).await), Refusal::FileEmpty);
        // Sent twice it is added once.
        for _ in 0..2 {
            add(&p.handles).await.unwrap();
        }
        let rows = s.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let kinds: Vec<&str> = rows[rows.len() - 2..].iter().map(|e| e.kind.as_str()).collect();
        assert_eq!(kinds, ["incident_noted", "incident_file_added"]);
        let seen = s.incident(&p.handles, &case).await.unwrap();
        assert!(seen.sealed.unwrap().1.files.is_empty());
        let note = &seen.notes[0];
        assert_eq!((note.text.as_str(), note.files.len()), (FROM, 1));
        assert_eq!(s.incident_status(&token).await.unwrap().files, 1);
        // Neither the organisation nor who decides reads it: it may show who reported.
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        let file = &note.files[0].id;
        assert_eq!(s.incident_file(&p.handles, file).await.unwrap().0.name, "通报原件.pdf");
        for other in [&p.names, &p.one, &p.writer] {
            assert_eq!(refused(s.incident_file(other, file).await), Refusal::NotYours);
        }
        let head = serde_json::to_string(&s.incident(&p.one, &case).await.unwrap()).unwrap();
        let heard = serde_json::to_string(&s.hearing(&p.writer, &case).await.unwrap()).unwrap();
        assert!(!head.contains("通报原件") && !heard.contains("通报原件"));
        let wrong = w.checked().await;
        assert!(!wrong.iter().any(|line| line.contains("incident")), "{wrong:?}");
    }
}
