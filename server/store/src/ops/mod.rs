//! The ports on one engine. This folder is compiled twice, once below `sqlite` and once
//! below `postgres`; `super` tells it the driver's types and the few words that differ.

mod application;
mod check;
mod committee;
mod consultation;
mod defence;
mod deliberation;
mod exchange;
mod files;
mod flow;
mod formality;
mod guard;
mod identity;
mod incident;
mod initial_list;
mod journal;
mod mail;
mod migrate;
mod notice;
mod objection;
mod pairing;
mod people;
mod pool;
mod recommendation;
mod review;
mod rows;
mod sealed;
mod season;
mod seating;
mod sent;
mod title;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use service::Fault;
use service::ports::{self, Bell, Head, Port};
use sqlx::{Pool, Transaction, query, query_scalar};
use tokio::sync::{Mutex, OwnedMutexGuard, broadcast};

use self::journal::head;
use self::rows::with;
use super::{BEGIN, BEGIN_READ, Conn, Db, Ear, MIGRATIONS, SIZE};
use crate::fault::{OrFault, words};
use crate::meter::Meter;
use crate::sql::journal as sql;

pub(crate) use migrate::{check_version, holds_all, last_applied, migrate};

/// How long a writer waits for its turn before it gives up.
const WRITER_WAIT: Duration = Duration::from_secs(30);

/// An opened database of this engine.
pub(crate) struct Base {
    /// Connections for reading.
    pub(crate) read: Pool<Db>,
    /// The one connection of this process for writing.
    pub(crate) write: Pool<Db>,
    /// Whose turn it is to write. Held until the bells have been rung, so that bells of
    /// one process come in the order of its commits.
    pub(crate) turn: Arc<Mutex<()>>,
    /// Where bells are heard.
    pub(crate) bells: broadcast::Sender<Bell>,
    /// What it is asked for.
    pub(crate) meter: Meter,
    /// Listens to other processes, as long as the database is open.
    pub(crate) _ear: Ear,
}

/// An open session: a snapshot for reading, or the transaction of the one writer.
pub(crate) struct Session {
    tx: Transaction<'static, Db>,
    writer: Option<Writer>,
}

/// What a writing session holds beside its transaction.
struct Writer {
    /// The journal's last row when its turn came: nobody else writes before the turn ends.
    head: Head,
    bells: broadcast::Sender<Bell>,
    meter: Meter,
    _turn: OwnedMutexGuard<()>,
}

impl Base {
    /// A session for reading: one snapshot from its first query to its end.
    pub(crate) async fn read(&self) -> Port<Session> {
        let since = Instant::now();
        let tx = self.read.begin_with(BEGIN_READ).await.fault();
        self.meter.read(since, tx.is_ok());
        Ok(Session { tx: tx?, writer: None })
    }

    /// Whether it answers and holds all this program's migrations; the last one it holds beside them.
    pub(crate) async fn current(&self) -> Result<Option<String>, String> {
        let mut conn = self.read.acquire().await.map_err(|e| words(&e))?;
        holds_all(&mut conn, MIGRATIONS).await
    }

    /// Bytes of it: what a copy takes at most.
    pub(crate) async fn size(&self) -> Result<u64, String> {
        let mut conn = self.read.acquire().await.map_err(|e| words(&e))?;
        let bytes: i64 = query_scalar(SIZE).fetch_one(&mut *conn).await.map_err(|e| words(&e))?;
        Ok(u64::try_from(bytes).unwrap_or(0))
    }

    /// Number and name of the last migration that was applied, and the number of the last one this program knows.
    pub(crate) async fn schema(&self) -> Port<(i64, String, i64)> {
        let mut conn = self.read.acquire().await.fault()?;
        let (number, name) = last_applied(&mut conn).await.fault()?;
        let known = MIGRATIONS.last().map_or(0, |m| m.version);
        Ok((number, name, known))
    }

    /// A session for writing; waits for its turn in this process, then for the writers
    /// of other processes.
    pub(crate) async fn write(&self) -> Port<Session> {
        let since = Instant::now();
        let session = self.turned().await;
        self.meter.write(since, session.is_ok());
        session
    }

    async fn turned(&self) -> Port<Session> {
        let turn =
            tokio::time::timeout(WRITER_WAIT, self.turn.clone().lock_owned()).await.map_err(
                |_| Fault::new("the database is busy: other writers did not end within 30 s"),
            )?;
        let mut tx = self.write.begin_with(BEGIN).await.fault()?;
        let head = query(sql::LOCK).try_map(with(head)).fetch_one(&mut *tx).await.fault()?;
        let (bells, meter) = (self.bells.clone(), self.meter.clone());
        Ok(Session { tx, writer: Some(Writer { head, bells, meter, _turn: turn }) })
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Session {
    /// The connection, inside its transaction, for one query.
    fn conn(&mut self) -> &mut Conn {
        crate::QUERIES.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        &mut self.tx
    }
}

#[async_trait]
impl ports::Session for Session {
    async fn commit(mut self: Box<Self>, head: &Head, bells: Vec<Bell>) -> Port<()> {
        let Self { mut tx, writer } = *self;
        let Some(writer) = writer else {
            return Err(Fault::new("a reading session has nothing to commit"));
        };
        let bells = once_each(bells);
        let kept = async {
            query(sql::SAVE_HEAD)
                .bind(head.seq)
                .bind(head.at)
                .bind(head.hash.as_str())
                .execute(&mut *tx)
                .await?;
            super::ring_within(&mut tx, &bells).await?;
            tx.commit().await
        };
        let kept = kept.await.fault();
        writer.meter.commit(kept.is_ok());
        kept?;
        super::ring_after(&writer.bells, bells);
        Ok(())
    }
}

/// Bells without repetitions, in their order: PostgreSQL folds equal notifications of one
/// transaction, so both engines do.
fn once_each(bells: Vec<Bell>) -> Vec<Bell> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::with_capacity(bells.len());
    for b in bells {
        if seen.insert((b.at, b.room.clone(), b.dossier.clone(), b.panel.clone())) {
            kept.push(b);
        }
    }
    kept
}
