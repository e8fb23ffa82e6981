//! What a server holds in memory says no more than the database does, and nothing older.

use std::future::pending;
use std::sync::Arc;

use async_trait::async_trait;
use domain::views::system::Schema;
use service::Service;
use service::kept::Kept;
use service::ports::{Bell, Port, Session as Reading, Store};
use tokio::sync::{Notify, broadcast};

use crate::on_both;
use crate::world::*;

/// The same database, where whoever wants to write waits for ever.
struct Held {
    store: Arc<dyn Store>,
    waits: Arc<Notify>,
}

#[async_trait]
impl Store for Held {
    async fn read(&self) -> Port<Box<dyn Reading>> {
        self.store.read().await
    }

    async fn write(&self) -> Port<Box<dyn Reading>> {
        self.waits.notify_one();
        pending().await
    }

    async fn schema(&self) -> Port<Schema> {
        self.store.schema().await
    }

    fn bells(&self) -> broadcast::Receiver<Bell> {
        self.store.bells()
    }
}

on_both! {
    /// One asked before a commit and came to its turn after somebody who asked behind it.
    async fn what_an_older_session_read_is_not_kept_for_newer_ones(w) {
        let kept = Kept::<&str>::default();
        let mut older = w.service.read().await.unwrap();
        older.head().await.unwrap();
        w.set(|_| {}).await;
        let mut newer = w.service.read().await.unwrap();
        let at = newer.head().await.unwrap().at;
        kept.now(&mut *newer).await.unwrap().keep("b", "newer");
        let mut shelf = kept.now(&mut *older).await.unwrap();
        assert_eq!(shelf.get("a"), None);
        assert_eq!(*shelf.keep("a", "older"), "older", "who has read it has it");
        drop(shelf);
        assert_eq!(kept.since("a", at).await, None);
        let mut third = w.service.read().await.unwrap();
        let shelf = kept.now(&mut *third).await.unwrap();
        assert_eq!((shelf.get("a"), shelf.get("b")), (None, Some(Arc::new("newer"))));
    }

    /// Whoever hangs up while the event waits to be written has read nothing, and whoever comes back reads.
    async fn art_15_a_reading_that_was_broken_off_is_recorded_the_next_time(w) {
        w.reviewing(1, 1, 3).await;
        let waits = Arc::new(Notify::new());
        let store = Arc::new(Held { store: w.service.store.clone(), waits: waits.clone() });
        let held = Service { store, ..w.service.clone() };
        let (reader, panel) = (chair(), panel_id(1));
        tokio::select! {
            _ = held.board(&reader, Review::Written, Some(&panel)) => panic!("nothing can be written"),
            () = waits.notified() => {}
        }
        let reads = async || w.number("SELECT COUNT(*) FROM journal WHERE kind = 'sealed_read'").await;
        assert_eq!(reads().await, 0);
        for _ in 0..2 {
            w.service.board(&reader, Review::Written, Some(&panel)).await.unwrap();
            assert_eq!(reads().await, 1);
        }
    }
}
