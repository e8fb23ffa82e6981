//! Uploads under way, and files by their state.

use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::journey::Standing;
use domain::stamp::Stamp;
use service::ports::application::FileRow;
use service::ports::files::UploadRow;

use super::on_both;
use super::world::*;

fn upload(id: &str, dossier: &str, created_at: i64) -> UploadRow {
    UploadRow {
        id: id.into(),
        dossier: dossier.into(),
        slot: Slot::Scan,
        account: "a1".into(),
        name: "扫描件.pdf".into(),
        size: 20 * 1024 * 1024 * 1024,
        mark: "1790000000000".into(),
        created_at,
        expires_at: created_at + 10,
    }
}

fn file(id: &str, attached_at: i64, state: FileState) -> FileRow {
    FileRow {
        id: id.into(),
        dossier: "d1".into(),
        slot: Slot::Licence,
        name: "营业执照.pdf".into(),
        media_type: "application/pdf".into(),
        size: 1,
        sha256: "00".into(),
        state,
        attached_at,
        attached_by: "a1".into(),
    }
}

on_both! {
    async fn uploads_are_found_by_dossier_and_by_their_end(bed) {
        bed.furnish().await;
        bed.dossiers(2, &Standing::Draft { since: Stamp(1), until: None }).await;
        let all = [upload("u2", "d1", 5), upload("u1", "d1", 7), upload("u3", "d2", 6)];
        let mut w = bed.write().await;
        for u in &all {
            w.insert_upload(u).await.unwrap();
        }
        assert_eq!(w.uploads_of(&"d1".into()).await.unwrap(), all[..2]);
        assert_eq!(w.upload(&"u3".into()).await.unwrap().as_ref(), Some(&all[2]));
        let ended = w.expired_uploads(16).await.unwrap();
        assert_eq!(ended, [all[0].clone(), all[2].clone()]);
        w.delete_upload(&"u2".into()).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.uploads_of(&"d1".into()).await.unwrap(), all[1..2]);
        assert_eq!(r.upload(&"u2".into()).await.unwrap(), None);
        // An upload has one beginning.
        assert!(bed.write().await.insert_upload(&all[1]).await.is_err());
    }

    async fn every_content_that_a_row_names_is_listed_once(bed) {
        bed.furnish().await;
        bed.dossiers(2, &Standing::Draft { since: Stamp(1), until: None }).await;
        let mut w = bed.write().await;
        assert!(w.contents().await.unwrap().is_empty());
        let other = FileRow { sha256: "11".into(), dossier: "d2".into(), ..file("f2", 2, FileState::Clean) };
        for f in [file("f1", 1, FileState::Clean), other, file("f3", 3, FileState::Clean)] {
            w.insert_file(&f).await.unwrap();
        }
        // What was taken off a draft is kept, and named.
        let slide = service::ports::defence::SlideRow {
            id: "s1".into(), dossier: "d1".into(), name: "x.pdf".into(), media_type: "application/pdf".into(), size: 1,
            sha256: "22".into(), author: "a1".into(), at: 4,
        };
        w.insert_slide(&slide).await.unwrap();
        w.remove_slide(&"s1".into(), 5).await.unwrap();
        let named = |sha256: &str, by: &str| (sha256.to_owned(), by.to_owned());
        let all = [named("00", "file f1 of dossier d1"), named("11", "file f2 of dossier d2"), named("22", "slides s1 of dossier d1")];
        assert_eq!(w.contents().await.unwrap(), all);
        assert_eq!(w.evidence_since(0).await.unwrap(), 0);
        assert_eq!(w.last_backup().await.unwrap(), None);
        let noted = |at, contents_at| Some(service::ports::Backed { at, contents_at });
        w.note_backup(5, false).await.unwrap();
        assert_eq!(w.last_backup().await.unwrap(), noted(5, None));
        w.note_backup(7, true).await.unwrap();
        w.note_backup(9, false).await.unwrap();
        assert_eq!(w.last_backup().await.unwrap(), noted(9, Some(7)), "one of the database alone tells of no contents");
        commit(w).await;
    }

    async fn what_was_taken_off_a_draft_holds_its_content_for_versions_alone(bed) {
        bed.furnish().await;
        bed.dossiers(1, &Standing::Draft { since: Stamp(1), until: None }).await;
        let mut w = bed.write().await;
        let of = |id: &str, at, sha256: &str| FileRow { sha256: sha256.into(), ..file(id, at, FileState::Clean) };
        for f in [of("f1", 2, "11"), of("f2", 3, "22"), of("f3", 4, "33"), of("f4", 7, "44")] {
            w.insert_file(&f).await.unwrap();
        }
        // One before the version, one after it; one that came after it and went; one is there still.
        let version = service::ports::application::VersionRow {
            number: 1, at: 6, canonical: "{}".into(), sha256: "00".into(), closes: None,
        };
        w.remove_file(&"f1".into(), 5).await.unwrap();
        w.insert_version(&"d1".into(), &version).await.unwrap();
        w.remove_file(&"f2".into(), 8).await.unwrap();
        w.remove_file(&"f4".into(), 9).await.unwrap();
        let named: Vec<String> = w.contents().await.unwrap().into_iter().map(|c| c.0).collect();
        assert_eq!(named, ["22", "33"]);
        for (sha256, held) in [("11", false), ("22", true), ("33", true), ("44", false)] {
            assert_eq!(w.content_named(sha256).await.unwrap(), held, "{sha256}");
        }
        // Of two moments the later holds.
        for (sha256, due) in [("11", 9), ("22", 8), ("11", 20), ("11", 10)] {
            w.note_content(sha256, due).await.unwrap();
        }
        assert_eq!(w.contents_due(20, 9).await.unwrap(), ["22", "11"]);
        assert_eq!(w.contents_due(20, 1).await.unwrap(), ["22"]);
        assert_eq!(w.contents_due(19, 9).await.unwrap(), ["22"]);
        assert_eq!(w.content_due("11").await.unwrap(), Some(20));
        assert_eq!(w.contents_left().await.unwrap(), 1);
        w.forget_content("22").await.unwrap();
        assert_eq!(w.content_due("22").await.unwrap(), None);
        // Attached once more it is named again.
        w.insert_file(&of("f5", 21, "11")).await.unwrap();
        assert!(w.content_named("11").await.unwrap());
        assert_eq!(w.contents_left().await.unwrap(), 0);
        commit(w).await;
    }

    async fn held_files_wait_in_their_order(bed) {
        bed.furnish().await;
        bed.dossiers(1, &Standing::Draft { since: Stamp(1), until: None }).await;
        let mut w = bed.write().await;
        for (id, at, state) in [("f1", 9, FileState::Held), ("f2", 3, FileState::Held), ("f3", 1, FileState::Clean)] {
            w.insert_file(&file(id, at, state)).await.unwrap();
        }
        let ids = |rows: Vec<FileRow>| rows.into_iter().map(|f| f.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(w.files_in_state(FileState::Held, 9).await.unwrap()), ["f2", "f1"]);
        assert_eq!(ids(w.files_in_state(FileState::Held, 1).await.unwrap()), ["f2"]);
        w.save_file_state(&"f2".into(), FileState::Infected).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        assert_eq!(r.file(&"f2".into()).await.unwrap(), Some(file("f2", 3, FileState::Infected)));
        assert_eq!(ids(r.files_in_state(FileState::Held, 9).await.unwrap()), ["f1"]);
    }
}
