//! What happens at once: seats, numbers, the journal's chain.

use std::sync::Arc;

use domain::recommendation::Quota;
use service::journal::{Verdict, verify};
use service::ports::Store;
use tokio::task::JoinSet;

use super::journal::append;
use super::on_both;
use super::world::*;

on_both! {
    /// Art. 17: eight seats, two hundred takers, on PostgreSQL from two servers, each reading the quota first.
    async fn art_17_no_race_takes_a_ninth_seat(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.save_quota(&s(), "R330000", &Quota { base: 8, ..Quota::default() }).await.unwrap();
        commit(w).await;
        // A file has one server; a database server may have several.
        let mut stores = vec![];
        if bed.fresh.engine == "postgres" {
            stores.push(Arc::new(bed.fresh.open().await));
        }
        stores.push(Arc::new(bed.db));
        let mut takers = JoinSet::new();
        for i in 0..200 {
            let store = stores[i % stores.len()].clone();
            takers.spawn(async move {
                let mut w = store.write().await.unwrap();
                let quota = w.quota(&s(), "R330000").await.unwrap();
                let Ok(taken) = quota.take(false) else { return 0 };
                w.save_quota(&s(), "R330000", &taken).await.unwrap();
                commit(w).await;
                1
            });
        }
        let taken: i64 = takers.join_all().await.into_iter().sum();
        assert_eq!(taken, 8);
        let stored = stores[0].read().await.unwrap().quota(&s(), "R330000").await.unwrap();
        assert_eq!((stored.used_large, stored.used_sme), (8, 0));
    }

    /// Two servers on one database (or two programs on one file): writers of both.
    async fn fifty_writers_of_two_processes_keep_the_chain_whole(bed) {
        let other = bed.fresh.open().await;
        let stores = [Arc::new(bed.db), Arc::new(other)];
        let mut writers = JoinSet::new();
        for i in 0..50 {
            let store = stores[i % 2].clone();
            writers.spawn(async move {
                append(store.write().await.unwrap(), 1 + (i as i64 % 3), "d1").await;
            });
        }
        writers.join_all().await;
        let mut r = stores[0].read().await.unwrap();
        let rows: i64 = (0..50).map(|i| 1 + i % 3).sum();
        assert!(matches!(verify(&mut *r).await.unwrap(), Verdict::Sound { rows: n, .. } if n == rows));
        assert_eq!(r.head().await.unwrap().seq, rows);
    }

    async fn what_is_dropped_is_undone(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        let before = w.head().await.unwrap();
        w.insert_account(&account("a2")).await.unwrap();
        w.save_quota(&s(), "R330000", &Quota { base: 1, ..Quota::default() }).await.unwrap();
        drop(w);
        let mut r = bed.read().await;
        assert_eq!(r.account(&"a2".into()).await.unwrap(), None);
        assert!(r.quotas(&s()).await.unwrap().is_empty());
        assert_eq!(r.head().await.unwrap(), before);
        // The next writer is not kept waiting by the one that was dropped.
        commit(bed.write().await).await;
    }

    async fn a_reader_cannot_write(bed) {
        bed.furnish().await;
        let mut r = bed.read().await;
        assert!(r.insert_account(&account("a2")).await.is_err());
        let mut r = bed.read().await;
        let head = r.head().await.unwrap();
        assert!(r.commit(&head, vec![]).await.is_err());
        assert_eq!(bed.read().await.account(&"a2".into()).await.unwrap(), None);
    }

    async fn readers_do_not_wait_for_a_writer(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        let mut r = bed.read().await;
        assert_eq!(r.account(&"a2".into()).await.unwrap(), None);
        assert!(r.account(&"a1".into()).await.unwrap().is_some());
    }
}
