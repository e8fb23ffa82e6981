//! Fresh databases of both engines, for tests: migrated, empty, gone when dropped.
//!
//! Each is a copy of one that was migrated once: some seven hundred tests want one, and the migrations took
//! longer than most of them. The copied ones are named after the migrations' texts and stay: a file beside the
//! programs of the tests, and a database on the server.
//!
//! PostgreSQL needs a server to make databases on: its administration URL stands in the
//! environment variable `BIAOGAN_TEST_PG`. Without it the PostgreSQL half of a test fails;
//! a test that silently ran on one engine would promise nothing about the other.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use domain::application::version::digest;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, query, query_scalar, raw_sql};
use tempfile::TempDir;

use crate::migration::Migration;
use crate::{Database, Options, postgres, sqlite};

/// The environment variable that names the PostgreSQL server for tests.
pub const PG_VARIABLE: &str = "BIAOGAN_TEST_PG";

/// A fresh, migrated, empty database; it disappears when this is dropped.
pub struct Fresh {
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// URL to open it with.
    pub url: String,
    /// The SQLite file lies here; for PostgreSQL its random name makes the database's.
    dir: TempDir,
    /// Administration URL and name, to drop a PostgreSQL database.
    server: Option<(String, String)>,
}

impl Fresh {
    /// Opens it as the program does.
    ///
    /// # Panics
    /// When it cannot be opened: this is for tests.
    pub async fn open(&self) -> Database {
        opened(crate::open(&self.url, Options::default()).await)
    }

    /// A directory of its own, beside the database.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

/// One fresh database of each engine.
///
/// # Panics
/// When either cannot be made, as without [`PG_VARIABLE`].
pub async fn databases() -> Vec<Fresh> {
    vec![sqlite().await, postgres().await]
}

/// A fresh SQLite database.
///
/// # Panics
/// When it cannot be made.
pub async fn sqlite() -> Fresh {
    let fresh = empty_sqlite();
    let migrated = migrated_file().await;
    opened(std::fs::copy(migrated, fresh.dir().join(FILE)));
    fresh
}

/// Name of a SQLite database in its directory.
const FILE: &str = "test.db";

/// A name for what these migrations lead to.
fn named(all: &[Migration]) -> String {
    let texts: String = all.iter().map(|m| m.text).collect();
    format!("biaogan_migrated_{}", &digest(&texts)[..16])
}

/// The file that is copied. Whoever needs it first makes it; two who do so at once make the same.
async fn migrated_file() -> PathBuf {
    let programs = opened(std::env::current_exe());
    let programs = programs.parent().unwrap_or(Path::new("."));
    let file = programs.join(named(sqlite::MIGRATIONS)).with_extension("db");
    if !file.exists() {
        let making = opened(tempfile::tempdir_in(programs));
        let own = making.path().join(FILE);
        // Closed, it is one file without a log beside it.
        opened(crate::migrate(&format!("sqlite://{}", own.display())).await);
        opened(std::fs::rename(own, &file));
    }
    file
}

/// A place for a SQLite database that is not there yet.
pub(crate) fn empty_sqlite() -> Fresh {
    let dir = opened(tempfile::tempdir());
    let url = format!("sqlite://{}", dir.path().join(FILE).display());
    Fresh { engine: "sqlite", url, dir, server: None }
}

/// A fresh PostgreSQL database on the server [`PG_VARIABLE`] names.
///
/// # Panics
/// When the variable is not set or the database cannot be made.
pub async fn postgres() -> Fresh {
    let admin = administration();
    let migrated = opened(migrated_database(&admin).await);
    postgres_from(admin, &migrated).await
}

/// Locks of whoever makes the database that is copied; the number is this module's own.
const MAKING: i64 = 7_310_427;

/// The database that is copied. Whoever needs it first makes it, and all others wait.
async fn migrated_database(admin: &str) -> sqlx::Result<String> {
    let name = named(postgres::MIGRATIONS);
    let mut conn = PgConnection::connect(admin).await?;
    query("SELECT pg_advisory_lock($1)").bind(MAKING).execute(&mut conn).await?;
    let there: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&mut conn)
        .await?;
    if !there {
        let making = format!("{name}_making");
        // Somebody who was ended while they made it has left it behind.
        for text in [
            format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"),
            format!("CREATE DATABASE {making}"),
        ] {
            raw_sql(AssertSqlSafe(text)).execute(&mut conn).await?;
        }
        opened(crate::migrate(&url_of(admin, &making)).await);
        let text = format!("ALTER DATABASE {making} RENAME TO {name}");
        raw_sql(AssertSqlSafe(text)).execute(&mut conn).await?;
    }
    // The lock goes with its connection.
    conn.close().await?;
    Ok(name)
}

/// The same server's URL with another database.
fn url_of(admin: &str, name: &str) -> String {
    let base = PgConnectOptions::from_str(admin).map(|o| o.database(name));
    opened(base).to_url_lossy().to_string()
}

/// The server [`PG_VARIABLE`] names.
#[allow(clippy::disallowed_methods, reason = "tests have no configuration")]
pub(crate) fn administration() -> String {
    let Ok(admin) = std::env::var(PG_VARIABLE) else {
        panic!("set BIAOGAN_TEST_PG or run `cargo xtask test`");
    };
    admin
}

/// A fresh PostgreSQL database on the server of an administration URL.
///
/// # Panics
/// When the database cannot be made.
pub async fn postgres_on(admin: String) -> Fresh {
    let fresh = empty_postgres(admin).await;
    opened(crate::migrate(&fresh.url).await);
    fresh
}

/// A PostgreSQL database without tables.
pub(crate) async fn empty_postgres(admin: String) -> Fresh {
    postgres_from(admin, "template1").await
}

/// A copy of a database of the server.
async fn postgres_from(admin: String, of: &str) -> Fresh {
    let dir = opened(tempfile::tempdir());
    let random: String = dir
        .path()
        .file_name()
        .unwrap_or_default()
        .as_encoded_bytes()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let name = format!("biaogan_test_{random}");
    opened(administer(&admin, format!("CREATE DATABASE {name} TEMPLATE {of}")).await);
    let url = url_of(&admin, &name);
    Fresh { engine: "postgres", url, dir, server: Some((admin, name)) }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Some((admin, name)) = self.server.take() else { return };
        // A drop cannot wait inside the test's runtime; a thread of its own can.
        let gone = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime
                .block_on(administer(
                    &admin,
                    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                ))
                .map_err(std::io::Error::other)
        });
        if let Ok(Err(e)) = gone.join() {
            tracing::warn!("a test database was left behind: {e}");
        }
    }
}

async fn administer(url: &str, text: String) -> sqlx::Result<()> {
    let mut conn = PgConnection::connect(url).await?;
    raw_sql(AssertSqlSafe(text)).execute(&mut conn).await?;
    conn.close().await
}

fn opened<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(e) => panic!("no test database: {e}"),
    }
}
