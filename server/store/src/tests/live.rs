//! Bells.

use std::time::Duration;

use service::ports::{Bell, Store};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::time::timeout;

use super::on_both;
use super::world::*;
use crate::tests::world::Bed;

/// The next bell; a bell that never comes fails the test instead of hanging it.
async fn next(bells: &mut Receiver<Bell>) -> Bell {
    timeout(Duration::from_secs(20), bells.recv()).await.unwrap().unwrap()
}

on_both! {
    async fn bells_ring_after_the_commit_and_not_after_a_rollback(bed) {
        bed.furnish().await;
        let mut bells = bed.db.bells();
        // Undone before its commit: it never rings, neither now nor with the next commit.
        let mut w = bed.write().await;
        w.insert_account(&account("lost")).await.unwrap();
        drop(w);
        let mut w = bed.write().await;
        w.insert_account(&account("kept")).await.unwrap();
        assert_eq!(bells.try_recv(), Err(TryRecvError::Empty));
        commit_ringing(w, vec![bell(2), bell(3), bell(2)]).await;
        assert_eq!(next(&mut bells).await, bell(2));
        // Whoever hears the bell finds what it rang for.
        assert!(bed.read().await.account(&"kept".into()).await.unwrap().is_some());
        assert_eq!(next(&mut bells).await, bell(3));
        commit_ringing(bed.write().await, vec![bell(4)]).await;
        assert_eq!(next(&mut bells).await, bell(4));
        assert_eq!(bells.try_recv(), Err(TryRecvError::Empty));
    }

    async fn bells_of_many_writers_keep_the_order_of_their_commits(bed) {
        let mut bells = bed.db.bells();
        let bed = std::sync::Arc::new(bed);
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let bed = bed.clone();
            writers.spawn(async move {
                let mut w = bed.write().await;
                let mut head = w.head().await.unwrap();
                head.seq += 1;
                head.at += 1;
                w.commit(&head, vec![bell(head.at)]).await.unwrap();
            });
        }
        writers.join_all().await;
        for at in 1..=40 {
            assert_eq!(next(&mut bells).await.at, at);
        }
    }
}

/// Two servers on one PostgreSQL: what one rings both hear, each bell once.
#[tokio::test]
async fn two_servers_hear_each_bell_once() {
    let bed = Bed::postgres().await;
    let other = bed.fresh.open().await;
    let (mut here, mut there) = (bed.db.bells(), other.bells());
    let full = Bell { panel: Some("p1".into()), ..bell(1) };
    commit_ringing(bed.write().await, vec![full.clone()]).await;
    commit_ringing(other.write().await.unwrap(), vec![bell(2)]).await;
    commit_ringing(bed.write().await, vec![bell(3)]).await;
    for bells in [&mut here, &mut there] {
        assert_eq!(next(bells).await, full);
        assert_eq!(next(bells).await, bell(2));
        assert_eq!(next(bells).await, bell(3));
        assert_eq!(bells.try_recv(), Err(TryRecvError::Empty));
    }
}

/// After a lost connection nobody can know what rang meanwhile: everything is fetched.
#[tokio::test]
async fn a_lost_connection_ends_in_one_resync() {
    let bed = Bed::postgres().await;
    let mut bells = bed.db.bells();
    bed.tamper(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND query LIKE 'LISTEN%'",
    )
    .await
    .unwrap();
    let heard = next(&mut bells).await;
    assert_eq!(heard, Bell { at: 0, room: "resync".into(), dossier: None, panel: None });
    commit_ringing(bed.write().await, vec![bell(5)]).await;
    assert_eq!(next(&mut bells).await, bell(5));
}

/// The task that listens ends with the database, and so does its connection.
#[tokio::test]
async fn a_closed_database_listens_no_more() {
    let bed = Bed::postgres().await;
    let mut bells = bed.db.bells();
    bed.db.close().await;
    drop(bed.db);
    let ended = timeout(Duration::from_secs(20), bells.recv()).await.unwrap();
    assert_eq!(ended, Err(tokio::sync::broadcast::error::RecvError::Closed));
}
