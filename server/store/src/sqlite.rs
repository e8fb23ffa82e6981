//! SQLite: one file, one writer, many readers.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use service::ports::Bell;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, query};
use tokio::sync::{Mutex, broadcast};

use crate::fault::words;
use crate::migration::{Migration, migrations};
use crate::{BELLS, Options};

#[path = "ops/mod.rs"]
pub(crate) mod ops;

pub(crate) type Db = sqlx::Sqlite;
pub(crate) type DbRow = SqliteRow;
pub(crate) type Conn = SqliteConnection;

/// Begins a writing transaction, with the write lock at once: a transaction that began by
/// reading could be refused the lock later, whatever it waits.
const BEGIN: &str = "BEGIN IMMEDIATE";
/// Bytes of the database.
const SIZE: &str = "SELECT c.page_count * s.page_size AS bytes FROM pragma_page_count() AS c, pragma_page_size() AS s";
/// Begins a snapshot for reading.
const BEGIN_READ: &str = "BEGIN";
/// `BEGIN IMMEDIATE` has locked already.
const MIGRATE_LOCK: &str = "SELECT 1";
/// Rows that wait to be taken from a connection's thread before it pauses.
const ROWS: usize = 2048;

/// Connections for reading.
const READERS: u32 = 8;

/// The steps of the schema, in their order.
pub(crate) const MIGRATIONS: &[Migration] = migrations!("sqlite": 1 "0001_rooms", 2 "0002_mail", 3 "0003_people", 4 "0004_files", 5 "0005_flow", 6 "0006_formality", 7 "0007_ranking", 8 "0008_pool", 9 "0009_plan", 10 "0010_office", 11 "0011_pairing", 12 "0012_rehearsal", 13 "0013_amendment", 14 "0014_findings", 15 "0015_deliberation", 16 "0016_defence", 17 "0017_defence_review", 18 "0018_initial_list", 19 "0019_notice", 20 "0020_consultation", 21 "0021_title", 22 "0022_revoke", 23 "0023_guard", 24 "0024_ops", 26 "0026_exchange", 27 "0027_title_correction", 29 "0029_score", 30 "0030_sheet", 32 "0032_planned_notice", 36 "0036_undertaking", 37 "0037_dossier", 39 "0039_table", 40 "0040_backup_note", 41 "0041_winner_letter", 45 "0045_sealed", 46 "0046_operations", 47 "0047_role_request", 48 "0048_standing_down", 50 "0050_sent_once", 51 "0051_contents", 52 "0052_later_evidence");

/// Nothing to listen to: bells stay within the process.
pub(crate) struct Ear;

/// Bells are rung after the commit.
async fn ring_within(_: &mut Conn, _: &[Bell]) -> sqlx::Result<()> {
    Ok(())
}

/// Rings; that nobody listens is no error.
fn ring_after(to: &broadcast::Sender<Bell>, bells: Vec<Bell>) {
    for bell in bells {
        let _ = to.send(bell);
    }
}

fn options(url: &str, durable: bool) -> Result<SqliteConnectOptions, String> {
    let o = SqliteConnectOptions::from_str(url)
        .map_err(|e| format!("the database URL is wrong: {}", words(&e)))?;
    let file = o.get_filename();
    if url.contains(":memory:") || url.contains("mode=memory") || file.as_os_str().is_empty() {
        return Err("the database URL must name a file, such as sqlite://data/biaogan.db".into());
    }
    let sync = if durable { SqliteSynchronous::Full } else { SqliteSynchronous::Off };
    Ok(o.journal_mode(SqliteJournalMode::Wal)
        .synchronous(sync)
        .foreign_keys(true)
        // Rows are handed over from the thread of the connection: in bunches, not one by one.
        .row_buffer_size(ROWS)
        .busy_timeout(Duration::from_millis(5000)))
}

/// Whether a connection is within no transaction. One that SQLite has undone by itself, as when the disk is
/// full, leaves a driver behind that believes to be within it for ever: such a connection is replaced.
fn is_free(conn: &Conn) -> bool {
    !conn.is_in_transaction()
}

/// An error with the file it is about.
fn about(file: &Path, what: String) -> String {
    format!("database {}: {what}", file.display())
}

/// Opens an existing, migrated database.
pub(crate) async fn open(
    url: &str,
    opt: Options,
    all: &'static [Migration],
) -> Result<ops::Base, String> {
    let o = options(url, opt.durable)?.create_if_missing(false);
    let file = o.get_filename().to_owned();
    if !file.exists() {
        return Err(about(&file, "there is no such file: run `biaogan migrate` first".into()));
    }
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .before_acquire(|conn, _| Box::pin(async move { Ok(is_free(conn)) }))
        .max_lifetime(None)
        .connect_with(o.clone())
        .await
        .map_err(|e| about(&file, words(&e)))?;
    let mut conn = write.acquire().await.map_err(|e| about(&file, words(&e)))?;
    ops::check_version(&mut conn, all).await.map_err(|e| about(&file, e))?;
    drop(conn);
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(None)
        .before_acquire(|conn, _| Box::pin(async move { Ok(is_free(conn)) }))
        .max_lifetime(None)
        .connect_with(o.read_only(true))
        .await
        .map_err(|e| about(&file, words(&e)))?;
    let (bells, _) = broadcast::channel(BELLS);
    Ok(ops::Base {
        read,
        write,
        turn: Arc::new(Mutex::new(())),
        bells,
        meter: Default::default(),
        _ear: Ear,
    })
}

/// Creates the file where it is missing and brings its schema up to date.
pub(crate) async fn migrate(
    url: &str,
    all: &'static [Migration],
) -> Result<Vec<&'static str>, String> {
    let o = options(url, true)?.create_if_missing(true);
    let file = o.get_filename().to_owned();
    if let Some(dir) = file.parent().filter(|d| !d.as_os_str().is_empty()) {
        std::fs::create_dir_all(dir)
            .map_err(|e| about(&file, format!("its directory cannot be made: {e}")))?;
    }
    // SQLite gives its other files the mode of this one: nobody else reads what is in them.
    if !file.exists() {
        fresh(&file)?;
    }
    let mut conn = o.connect().await.map_err(|e| about(&file, words(&e)))?;
    let names = ops::migrate(&mut conn, all).await.map_err(|e| about(&file, e))?;
    conn.close().await.map_err(|e| about(&file, words(&e)))?;
    Ok(names)
}

/// Makes an empty file that its owner alone may read, which SQLite takes for a database without anything in it.
fn fresh(file: &Path) -> Result<(), String> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        // Another process was quicker.
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(about(file, format!("the file cannot be opened: {e}")))
        }
        _ => Ok(()),
    }
}

/// Writes a consistent copy of the running database to a file that does not exist yet, or is empty. Whatever it
/// holds, its owner alone may read it.
pub(crate) async fn backup(base: &ops::Base, to: &Path) -> Result<(), String> {
    let path = to.to_str().ok_or_else(|| about(to, "the name is not readable as text".into()))?;
    match std::fs::metadata(to) {
        Ok(there) if there.len() > 0 => {
            return Err(about(to, "the file exists already; a backup never overwrites".into()));
        }
        Ok(_) => {}
        Err(_) => fresh(to)?,
    }
    let mut conn = base.read.acquire().await.map_err(|e| words(&e))?;
    query("VACUUM INTO $1")
        .bind(path)
        .execute(&mut *conn)
        .await
        .map_err(|e| about(to, words(&e)))?;
    Ok(())
}
