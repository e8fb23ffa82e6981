//! PostgreSQL: several processes on one database.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use service::ports::Bell;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions, PgRow};
use sqlx::{ConnectOptions, Connection, query};
use tokio::sync::{Mutex, broadcast};
use tokio::task::JoinHandle;

use crate::fault::words;
use crate::migration::{Migration, migrations};
use crate::{BELLS, Options};

#[path = "ops/mod.rs"]
pub(crate) mod ops;

pub(crate) type Db = sqlx::Postgres;
pub(crate) type DbRow = PgRow;
pub(crate) type Conn = PgConnection;

/// Begins a writing transaction; the journal's head row is locked next.
const BEGIN: &str = "BEGIN";
/// Bytes of the database.
const SIZE: &str = "SELECT pg_database_size(current_database())";
/// Begins a snapshot for reading, in which nothing can be written.
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// One process migrates at a time; the number is this program's own.
const MIGRATE_LOCK: &str = "SELECT pg_advisory_xact_lock(7310425)";
/// How long a connection is waited for: whoever asks for a page while the database server is away is told
/// so, and not left waiting.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections for reading, of each process.
const READERS: u32 = 8;
/// The channel bells are carried on.
const CHANNEL: &str = "biaogan";
/// Between tries to listen again after the connection was lost.
const RETRY: Duration = Duration::from_secs(1);

/// The steps of the schema, in their order.
pub(crate) const MIGRATIONS: &[Migration] = migrations!("postgres": 1 "0001_rooms", 2 "0002_mail", 3 "0003_people", 4 "0004_files", 5 "0005_flow", 6 "0006_formality", 7 "0007_ranking", 8 "0008_pool", 9 "0009_plan", 10 "0010_office", 11 "0011_pairing", 12 "0012_rehearsal", 13 "0013_amendment", 14 "0014_findings", 15 "0015_deliberation", 16 "0016_defence", 17 "0017_defence_review", 18 "0018_initial_list", 19 "0019_notice", 20 "0020_consultation", 21 "0021_title", 22 "0022_revoke", 23 "0023_guard", 24 "0024_ops", 26 "0026_exchange", 27 "0027_title_correction", 29 "0029_score", 30 "0030_sheet", 32 "0032_planned_notice", 36 "0036_undertaking", 37 "0037_dossier", 39 "0039_table", 40 "0040_backup_note", 41 "0041_winner_letter", 45 "0045_sealed", 46 "0046_operations", 47 "0047_role_request", 48 "0048_standing_down", 50 "0050_sent_once", 51 "0051_contents", 52 "0052_later_evidence");

/// The task that hears the bells of every process, this one included. It ends with the
/// database.
pub(crate) struct Ear(JoinHandle<()>);

impl Drop for Ear {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Rings within the transaction: PostgreSQL delivers on commit, in the order of commits,
/// and never after a rollback.
async fn ring_within(conn: &mut Conn, bells: &[Bell]) -> sqlx::Result<()> {
    if bells.is_empty() {
        return Ok(());
    }
    let texts = bells
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|e| sqlx::Error::Encode(e.into()))?;
    query("SELECT pg_notify($1, t) FROM unnest($2::text[]) AS t")
        .bind(CHANNEL)
        .bind(texts)
        .execute(conn)
        .await?;
    Ok(())
}

/// Own bells come back through the listener, so that each is heard exactly once.
fn ring_after(_: &broadcast::Sender<Bell>, _: Vec<Bell>) {}

/// Starts to listen; returns when every later bell will be heard.
async fn listen(o: &PgConnectOptions, to: broadcast::Sender<Bell>) -> sqlx::Result<Ear> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(o.clone()).await?;
    let mut ear = listener(&pool).await?;
    Ok(Ear(tokio::spawn(async move {
        loop {
            match ear.try_recv().await {
                Ok(Some(n)) => match serde_json::from_str(n.payload()) {
                    Ok(bell) => drop(to.send(bell)),
                    Err(e) => tracing::warn!("a bell that cannot be read: {e}"),
                },
                // The connection was lost and is there again: what rang meanwhile is gone.
                Ok(None) => drop(to.send(resync())),
                Err(e) => {
                    tracing::warn!("not hearing other servers: {}", words(&e));
                    drop(ear);
                    ear = loop {
                        tokio::time::sleep(RETRY).await;
                        if let Ok(again) = listener(&pool).await {
                            break again;
                        }
                    };
                    tracing::info!("hearing other servers again");
                    drop(to.send(resync()));
                }
            }
        }
    })))
}

async fn listener(pool: &PgPool) -> sqlx::Result<PgListener> {
    let mut l = PgListener::connect_with(pool).await?;
    l.listen(CHANNEL).await?;
    Ok(l)
}

/// "You may have missed something: fetch everything."
fn resync() -> Bell {
    Bell { at: 0, room: "resync".into(), dossier: None, panel: None }
}

fn options(url: &str) -> Result<PgConnectOptions, String> {
    PgConnectOptions::from_str(url)
        .map(|o| o.application_name("biaogan"))
        .map_err(|e| format!("the database URL is wrong: {}", words(&e)))
}

/// An error with the server it is about, without user and password.
fn about(o: &PgConnectOptions, what: String) -> String {
    let name = o.get_database().unwrap_or("(default)");
    format!("database {name} on {}:{}: {what}", o.get_host(), o.get_port())
}

/// Name and server of a database, for the operator.
pub(crate) fn named(url: &str) -> Result<String, String> {
    let o = options(url)?;
    let name = o.get_database().unwrap_or("(default)");
    Ok(format!("{name} on {}:{}", o.get_host(), o.get_port()))
}

/// Opens an existing, migrated database.
pub(crate) async fn open(
    url: &str,
    opt: Options,
    all: &'static [Migration],
) -> Result<ops::Base, String> {
    let o = options(url)?;
    // A writer that hangs must not keep all others, on every server, waiting for ever.
    let mut limits = vec![("lock_timeout", "30s"), ("idle_in_transaction_session_timeout", "120s")];
    if !opt.durable {
        limits.push(("synchronous_commit", "off"));
    }
    // A pool would go on trying where nobody listens; a single connection says so at once.
    let mut conn = o.connect().await.map_err(|e| about(&o, words(&e)))?;
    ops::check_version(&mut conn, all).await.map_err(|e| about(&o, e))?;
    conn.close().await.map_err(|e| about(&o, words(&e)))?;
    let write = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(o.clone().options(limits))
        .await
        .map_err(|e| about(&o, words(&e)))?;
    let read = PgPoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .connect_with(o.clone())
        .await
        .map_err(|e| about(&o, words(&e)))?;
    let (bells, _) = broadcast::channel(BELLS);
    let ear = listen(&o, bells.clone()).await.map_err(|e| about(&o, words(&e)))?;
    Ok(ops::Base {
        read,
        write,
        turn: Arc::new(Mutex::new(())),
        bells,
        meter: Default::default(),
        _ear: ear,
    })
}

/// Brings the schema of an existing database up to date.
pub(crate) async fn migrate(
    url: &str,
    all: &'static [Migration],
) -> Result<Vec<&'static str>, String> {
    let o = options(url)?;
    let mut conn = o.connect().await.map_err(|e| about(&o, words(&e)))?;
    let names = ops::migrate(&mut conn, all).await.map_err(|e| about(&o, e))?;
    conn.close().await.map_err(|e| about(&o, words(&e)))?;
    Ok(names)
}
