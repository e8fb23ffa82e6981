//! Art. 16: the room of those who hand in is not filled by contents that belong to nothing, and nothing else is swept.

use domain::application::field::Slot;
use domain::application::files::sha256;
use domain::ids::{DossierId, FileId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::stamp::{DAY, SECOND};
use domain::views::application::FileView;
use service::ports::files::Whole;

use crate::on_both;
use crate::world::answers::answers;
use crate::world::*;

/// A place that may stay empty.
fn free() -> Slot {
    Slot::ALL.into_iter().find(|s| !s.required()).unwrap()
}

/// A draft early in the phase of applications, so that weeks can pass.
async fn early(w: &World) -> (Actor, DossierId) {
    w.clock.set(day(12));
    w.written(w.applicant(1).await, &answers(1)).await
}

async fn attached(w: &World, to: &(Actor, DossierId), text: &str) -> FileView {
    w.service.attach(&to.0, &to.1, upload(free(), &pdf(text))).await.unwrap()
}

/// Whether a content lies in the store.
async fn lies(w: &World, sha256: &str) -> bool {
    w.service.files.open(sha256, 0).await.unwrap().is_some()
}

/// A content that was kept by a server that was killed before it named it.
async fn orphan(w: &World, text: &str) -> String {
    let (content, upload) = (pdf(text), FileId::from("orphan"));
    let hash = sha256(&content);
    w.service.files.append(&upload, 0, i64::MAX, &mut Whole::new(content)).await.unwrap();
    w.service.files.keep(&upload, &hash).await.unwrap();
    let due = w.service.now().plus(7 * DAY).0;
    w.tamper(&format!("INSERT INTO content_note (sha256, due) VALUES ('{hash}', {due})")).await;
    hash
}

on_both! {
    async fn art_16_what_belongs_to_nothing_is_swept_and_nothing_else(w) {
        let own = early(&w).await;
        let s = &w.service;
        let gone = attached(&w, &own, "taken off a draft").await;
        let held = attached(&w, &own, "taken off after it was handed in").await;
        s.detach(&own.0, &own.1, &gone.id).await.unwrap();
        w.sign(&own.0, &own.1).await;
        s.submit(&own.0, &own.1).await.unwrap();
        s.withdraw(&own.0, &own.1, "补充数据").await.unwrap();
        s.detach(&own.0, &own.1, &held.id).await.unwrap();
        let orphan = orphan(&w, "kept and never named").await;
        let noted = w.number("SELECT COUNT(*) FROM content_note").await;
        assert!(noted > 3, "what is attached is noted before it is kept, too: {noted}");
        assert_eq!(s.read().await.unwrap().contents_left().await.unwrap(), 2);
        w.clock.pass(7 * DAY - 60 * SECOND);
        assert_eq!(s.sweep_contents().await.unwrap(), 0);
        assert!(lies(&w, &gone.sha256).await && lies(&w, &orphan).await);
        w.clock.pass(120 * SECOND);
        assert_eq!(s.sweep_contents().await.unwrap(), 1);
        assert!(lies(&w, &gone.sha256).await && !lies(&w, &orphan).await);
        // Taken off a draft it stays as long as backups of the database that name it.
        w.clock.pass(53 * DAY);
        assert_eq!(s.sweep_contents().await.unwrap(), 1);
        assert!(!lies(&w, &gone.sha256).await);
        // The version that was handed in holds what was attached then; all that rows name is there.
        assert!(lies(&w, &held.sha256).await);
        for (named, by) in s.read().await.unwrap().contents().await.unwrap() {
            assert!(lies(&w, &named).await, "{by}");
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM content_note").await, 0);
        assert_eq!(s.sweep_contents().await.unwrap(), 0);
        // Who follows an old link is told that it is not there, and can attach the same again.
        assert_eq!(refused(s.content(&gone, 0).await.map(drop)), Refusal::NotYours);
        w.clock.set(day(20));
        let again = attached(&w, &own, "taken off a draft").await;
        assert_eq!(again.sha256, gone.sha256);
        w.clock.pass(100 * DAY);
        assert_eq!(s.sweep_contents().await.unwrap(), 0);
        assert!(s.content(&again, 0).await.is_ok());
    }

    async fn art_16_what_is_attached_again_while_it_is_swept_is_there(w) {
        let own = early(&w).await;
        let (s, other) = (&w.service, w.second().await);
        let mut files = Vec::new();
        for n in 0..6 {
            let file = attached(&w, &own, &format!("演示 {n}")).await;
            s.detach(&own.0, &own.1, &file.id).await.unwrap();
            files.push(file);
        }
        w.tamper("UPDATE content_note SET due = 1").await;
        let attaching = async {
            for n in 0..6 {
                attached(&w, &own, &format!("演示 {n}")).await;
            }
        };
        let (swept, ()) = tokio::join!(other.sweep_contents(), attaching);
        swept.unwrap();
        for file in files {
            assert!(lies(&w, &file.sha256).await, "{}", file.name);
        }
        assert_eq!(s.sweep_contents().await.unwrap(), 0);
    }

    async fn a_content_that_was_swept_before_it_was_named_is_not_named(w) {
        let own = early(&w).await;
        let file = attached(&w, &own, "x").await;
        // As if a week had passed between keeping and naming it.
        let forget = "CREATE TRIGGER forget AFTER INSERT ON content_note";
        let forget = match w.fresh.engine {
            "postgres" => format!(
                "CREATE FUNCTION forget() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN \
                 DELETE FROM content_note; RETURN NULL; END $$; {forget} FOR EACH STATEMENT EXECUTE FUNCTION forget()"
            ),
            _ => format!("{forget} BEGIN DELETE FROM content_note; END"),
        };
        w.tamper(&forget).await;
        let late = w.service.attach(&own.0, &own.1, upload(free(), &pdf("late"))).await;
        assert!(matches!(late, Err(service::Error::Fault(_))), "{late:?}");
        let files = w.service.dossier(&own.0, &own.1).await.unwrap().files;
        assert!(files.iter().any(|f| f.id == file.id));
        assert!(files.iter().all(|f| f.sha256 != sha256(&pdf("late"))));
    }

    async fn a_rehearsal_sweeps_nothing_of_the_site_it_was_copied_from(w) {
        let own = early(&w).await;
        let file = attached(&w, &own, "x").await;
        w.service.detach(&own.0, &own.1, &file.id).await.unwrap();
        w.service.begin_rehearsal().await.unwrap();
        w.clock.pass(100 * DAY);
        assert_eq!(w.service.sweep_contents().await.unwrap(), 0);
        assert!(lies(&w, &file.sha256).await);
    }
}
