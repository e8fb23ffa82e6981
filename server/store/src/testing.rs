//! Fresh databases of both engines, for tests: migrated, empty, gone when dropped.
//!
//! PostgreSQL needs a server to make databases on: its administration URL stands in the
//! environment variable `BIAOGAN_TEST_PG`. Without it the PostgreSQL half of a test fails;
//! a test that silently ran on one engine would promise nothing about the other.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, raw_sql};
use tempfile::TempDir;

use crate::{Database, Options};

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
    pub fn dir(&self) -> &std::path::Path {
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
    opened(crate::migrate(&fresh.url).await);
    fresh
}

/// A place for a SQLite database that is not there yet.
pub(crate) fn empty_sqlite() -> Fresh {
    let dir = opened(tempfile::tempdir());
    let url = format!("sqlite://{}", dir.path().join("test.db").display());
    Fresh { engine: "sqlite", url, dir, server: None }
}

/// A fresh PostgreSQL database on the server [`PG_VARIABLE`] names.
///
/// # Panics
/// When the variable is not set or the database cannot be made.
pub async fn postgres() -> Fresh {
    postgres_on(administration()).await
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
    opened(administer(&admin, format!("CREATE DATABASE {name}")).await);
    let base = PgConnectOptions::from_str(&admin).map(|o| o.database(&name));
    let url = opened(base).to_url_lossy().to_string();
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
