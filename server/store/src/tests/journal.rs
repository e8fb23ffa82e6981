//! The journal.

use service::journal::{Damage, GENESIS, Verdict, seal, verify};
use service::ports::{Entry, Head, Session};

use super::on_both;

/// Appends `n` rows in one transaction.
pub(super) async fn append(mut w: Box<dyn Session>, n: i64, dossier: &str) {
    let mut head = w.head().await.unwrap();
    for _ in 0..n {
        let e = seal(Entry {
            seq: head.seq + 1,
            at: head.at + 1,
            actor: "a1".into(),
            on_behalf: "o1".into(),
            dossier: dossier.into(),
            room: "review".into(),
            kind: "演示".into(),
            data: "{\"b\": 1, \"a\":2}".into(),
            reason: String::new(),
            prev_hash: head.hash,
            hash: String::new(),
        });
        w.append(&e).await.unwrap();
        head = Head { seq: e.seq, at: e.at, hash: e.hash };
    }
    w.commit(&head, vec![]).await.unwrap();
}

on_both! {
    async fn an_empty_journal_has_a_head(bed) {
        let head = bed.read().await.head().await.unwrap();
        assert_eq!(head, Head { seq: 0, at: 0, hash: GENESIS.into() });
        let sound = Verdict::Sound { rows: 0, hash: GENESIS.into() };
        assert_eq!(verify(&mut *bed.read().await).await.unwrap(), sound);
    }

    async fn rows_are_read_in_pages_and_by_dossier(bed) {
        append(bed.write().await, 3, "d1").await;
        append(bed.write().await, 2, "d2").await;
        append(bed.write().await, 1, "d1").await;
        let mut r = bed.read().await;
        let seqs = |rows: Vec<Entry>| rows.iter().map(|e| e.seq).collect::<Vec<_>>();
        assert_eq!(seqs(r.entries(0, 2).await.unwrap()), [1, 2]);
        assert_eq!(seqs(r.entries(2, 100).await.unwrap()), [3, 4, 5, 6]);
        assert_eq!(seqs(r.entries_of(&"d1".into()).await.unwrap()), [1, 2, 3, 6]);
        let first = r.entries(0, 1).await.unwrap().remove(0);
        assert_eq!(seal(Entry { hash: String::new(), ..first.clone() }), first);
        assert!(matches!(verify(&mut *r).await.unwrap(), Verdict::Sound { rows: 6, .. }));
    }

    async fn the_journal_is_append_only(bed) {
        append(bed.write().await, 2, "d1").await;
        for text in ["UPDATE journal SET actor = 'x' WHERE seq = 1", "DELETE FROM journal WHERE seq = 2"] {
            let refused = bed.tamper(text).await.unwrap_err();
            assert!(refused.contains("the journal is append-only"), "{refused}");
        }
        if bed.fresh.engine == "postgres" {
            assert!(bed.tamper("TRUNCATE journal").await.unwrap_err().contains("append-only"));
        }
        assert!(matches!(verify(&mut *bed.read().await).await.unwrap(), Verdict::Sound { rows: 2, .. }));
    }

    /// Whoever drops the trigger first is found out by the hashes.
    async fn a_changed_row_is_found_past_the_trigger(bed) {
        append(bed.write().await, 3, "d1").await;
        let table = if bed.fresh.engine == "postgres" { " ON journal" } else { "" };
        bed.tamper(&format!("DROP TRIGGER journal_no_update{table}")).await.unwrap();
        bed.tamper("UPDATE journal SET data = '{}' WHERE seq = 2").await.unwrap();
        let verdict = verify(&mut *bed.read().await).await.unwrap();
        assert_eq!(verdict, Verdict::Broken { seq: 2, what: Damage::Content });
    }

    async fn a_number_is_given_once(bed) {
        append(bed.write().await, 1, "d1").await;
        let mut w = bed.write().await;
        let first = w.entries(0, 1).await.unwrap().remove(0);
        assert!(w.append(&first).await.is_err());
    }

    /// A reader sees one moment: rows appended after its first query stay unseen, so
    /// that walking the journal beside a writer does not report a torn end.
    async fn a_reading_session_is_a_snapshot(bed) {
        append(bed.write().await, 2, "d1").await;
        let mut r = bed.read().await;
        assert_eq!(r.entries(0, 1).await.unwrap().len(), 1);
        append(bed.write().await, 2, "d1").await;
        assert_eq!(r.head().await.unwrap().seq, 2);
        assert!(matches!(verify(&mut *r).await.unwrap(), Verdict::Sound { rows: 2, .. }));
        assert_eq!(bed.read().await.head().await.unwrap().seq, 4);
    }
}
