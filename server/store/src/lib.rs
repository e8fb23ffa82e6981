//! SQLite and PostgreSQL behind the service's ports; one query text for both.
//!
//! [`migrate`] brings a database's schema up to date, [`open`] opens it. Every query text
//! exists once (`sql`), every operation is written once (`ops`) and compiled for either
//! driver; what truly differs (opening, bells, backup) stands in `sqlite` and `postgres`.

mod fault;
mod meter;
mod migration;
mod postgres;
mod sql;
mod sqlite;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use domain::views::system::Schema;
pub use meter::{Meter, Readers};
use service::ports::{Bell, Port, Session, Store};
use tokio::sync::broadcast;

/// Queries of this process since its start.
static QUERIES: AtomicU64 = AtomicU64::new(0);

/// How many queries this process has sent since its start: what a page costs, whatever its rows.
pub fn queries() -> u64 {
    QUERIES.load(Ordering::Relaxed)
}

/// Bells kept for a listener that is behind; one further behind is told that it lagged.
const BELLS: usize = 4096;

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file, for one server.
    Sqlite,
    /// A database server, for one server or several.
    Postgres,
}

/// The engine a database URL asks for, by its scheme.
pub fn kind(url: &str) -> Result<Engine, String> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Engine::Sqlite),
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        _ => Err("the database URL must begin with sqlite:// or postgres://".into()),
    }
}

/// The file a SQLite URL names; `None` for a database server.
pub fn file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

/// A database as the operator knows it: its file in full, or its name on a server; never a password.
pub fn named(url: &str) -> String {
    match (file(url), kind(url)) {
        (Some(file), _) => std::path::absolute(&file).unwrap_or(file).display().to_string(),
        (None, Ok(_)) => postgres::named(url).unwrap_or_else(|line| line),
        (None, Err(line)) => line,
    }
}

/// How to open a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// A commit returns when it is on disk. Switched off only while loading
    /// demonstration data, which can be loaded again.
    pub durable: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: true }
    }
}

/// An opened database.
pub struct Database {
    base: Base,
}

enum Base {
    Sqlite(sqlite::ops::Base),
    Postgres(postgres::ops::Base),
}

/// The same call on whichever engine it is.
macro_rules! on {
    ($self:ident, $base:ident => $call:expr) => {
        match &$self.base {
            Base::Sqlite($base) => $call,
            Base::Postgres($base) => $call,
        }
    };
}

/// Opens a database that [`migrate`] has prepared. The error is one line for the operator.
pub async fn open(url: &str, opt: Options) -> Result<Database, String> {
    let base = match kind(url)? {
        Engine::Sqlite => Base::Sqlite(sqlite::open(url, opt, sqlite::MIGRATIONS).await?),
        Engine::Postgres => Base::Postgres(postgres::open(url, opt, postgres::MIGRATIONS).await?),
    };
    Ok(Database { base })
}

/// Applies the migrations a database lacks and names them; on SQLite it creates the file
/// and its directory first. A database newer than this program is refused.
pub async fn migrate(url: &str) -> Result<Vec<&'static str>, String> {
    match kind(url)? {
        Engine::Sqlite => sqlite::migrate(url, sqlite::MIGRATIONS).await,
        Engine::Postgres => postgres::migrate(url, postgres::MIGRATIONS).await,
    }
}

impl Database {
    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.base {
            Base::Sqlite(_) => Engine::Sqlite,
            Base::Postgres(_) => Engine::Postgres,
        }
    }

    /// One plain English sentence per row that breaks an invariant; empty when all is
    /// well.
    pub async fn check(&self) -> Port<Vec<String>> {
        self.read().await?.broken().await
    }

    /// Writes a consistent copy of a running SQLite database to a new file. PostgreSQL
    /// has its own tool for this, and the error says so.
    pub async fn backup(&self, to: &Path) -> Result<(), String> {
        match &self.base {
            Base::Sqlite(b) => sqlite::backup(b, to).await,
            Base::Postgres(_) => {
                Err("a PostgreSQL database is backed up with pg_dump, not by this program".into())
            }
        }
    }

    /// Bytes of the database: what a copy of it takes at most. The error is one line for the operator.
    pub async fn size(&self) -> Result<u64, String> {
        on!(self, b => b.size().await)
    }

    /// What it has been asked for since it was opened.
    pub fn meter(&self) -> &Meter {
        on!(self, b => &b.meter)
    }

    /// How its connections for reading stand.
    pub fn readers(&self) -> Readers {
        on!(self, b => Readers { open: b.read.size(), idle: b.read.num_idle() })
    }

    /// Whether it answers and holds all this program's migrations. `Some` with the name of a later one where a
    /// newer program has migrated it since it was opened: this program goes on working (ADR 0043), and is to be
    /// replaced. Else one line for the operator.
    pub async fn current(&self) -> Result<Option<String>, String> {
        on!(self, b => b.current().await)
    }

    /// Closes every connection; waits for those in use.
    pub async fn close(&self) {
        on!(self, b => b.close().await)
    }
}

#[async_trait]
impl Store for Database {
    async fn read(&self) -> Port<Box<dyn Session>> {
        on!(self, b => Ok(Box::new(b.read().await?)))
    }

    async fn write(&self) -> Port<Box<dyn Session>> {
        on!(self, b => Ok(Box::new(b.write().await?)))
    }

    async fn schema(&self) -> Port<Schema> {
        let engine = match self.engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        let (number, name, known) = on!(self, b => b.schema().await)?;
        Ok(Schema { engine: engine.to_owned(), number, name, known })
    }

    fn bells(&self) -> broadcast::Receiver<Bell> {
        on!(self, b => b.bells.subscribe())
    }
}
