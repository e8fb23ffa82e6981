//! The schema of an earlier version, with data and in use, is brought up to date while programs that know no more
//! than it go on reading and writing (ADR 0043): with today's texts over the tables that were there then. What an
//! earlier program asks is in `earlier.rs`; what a migration may not do is told by the last test.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use domain::journey::Standing;
use domain::stamp::Stamp;
use service::journal::{Verdict, verify};
use service::ports::Store;
use tokio::time::timeout;

use super::journal::append;
use super::world::*;
use crate::migration::Migration;
use crate::testing::{self, Fresh};
use crate::{Base, Database, Options, migrate, postgres, sqlite};

/// The last migration whose text was written before there was the rule.
const BEFORE_THE_RULE: i64 = 19;

/// The program as it was so many migrations ago, on a database of its own.
async fn earlier(fresh: &Fresh, back: usize) -> Database {
    let base = if fresh.engine == "sqlite" {
        let all = &sqlite::MIGRATIONS[..sqlite::MIGRATIONS.len() - back];
        sqlite::migrate(&fresh.url, all).await.unwrap();
        Base::Sqlite(sqlite::open(&fresh.url, Options::default(), all).await.unwrap())
    } else {
        let all = &postgres::MIGRATIONS[..postgres::MIGRATIONS.len() - back];
        postgres::migrate(&fresh.url, all).await.unwrap();
        Base::Postgres(postgres::open(&fresh.url, Options::default(), all).await.unwrap())
    };
    Database { base }
}

/// What the earlier program has done.
#[derive(Default)]
struct Done {
    reads: AtomicUsize,
    writes: AtomicUsize,
    stop: AtomicBool,
}

impl Done {
    /// Waits until so much more was done than now.
    async fn more(&self, n: usize) {
        let at = |c: &AtomicUsize| c.load(Ordering::Relaxed);
        let (reads, writes) = (at(&self.reads) + n, at(&self.writes) + n);
        let going = async {
            while at(&self.reads) < reads || at(&self.writes) < writes {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(30), going).await.expect("the earlier program goes on");
    }
}

async fn in_use(fresh: Fresh, back: usize) {
    let bed = Bed { db: earlier(&fresh, back).await, fresh };
    bed.furnish().await;
    bed.dossiers(3, &Standing::Draft { since: Stamp(1), until: None }).await;
    let url = bed.fresh.url.clone();
    let (bed, done) = (Arc::new(bed), Arc::new(Done::default()));
    let writer = tokio::spawn({
        let (bed, done) = (bed.clone(), done.clone());
        async move {
            while !done.stop.load(Ordering::Relaxed) {
                append(bed.write().await, 1, "d1").await;
                let n = done.writes.fetch_add(1, Ordering::Relaxed);
                let mut w = bed.write().await;
                w.insert_account(&account(&format!("later{n}"))).await.unwrap();
                commit(w).await;
            }
        }
    });
    let reader = tokio::spawn({
        let (bed, done) = (bed.clone(), done.clone());
        async move {
            while !done.stop.load(Ordering::Relaxed) {
                let mut r = bed.read().await;
                assert!(r.current_season().await.unwrap().is_some());
                assert!(r.dossier(&"d1".into()).await.unwrap().is_some());
                assert!(r.account(&"a1".into()).await.unwrap().is_some());
                let _ = r.entries(0, 50).await.unwrap();
                done.reads.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    done.more(5).await;
    assert_eq!(migrate(&url).await.unwrap().len(), back);
    done.more(5).await;
    done.stop.store(true, Ordering::Relaxed);
    reader.await.unwrap();
    writer.await.unwrap();
    let writes = done.writes.load(Ordering::Relaxed);
    // The new program finds everything the earlier one wrote, before and after.
    let new = bed.fresh.open().await;
    let mut r = new.read().await.unwrap();
    let rows = i64::try_from(writes).unwrap();
    assert!(matches!(verify(&mut *r).await.unwrap(), Verdict::Sound { rows: n, .. } if n == rows));
    assert!(r.account(&format!("later{}", writes - 1).as_str().into()).await.unwrap().is_some());
    assert!(r.dossier(&"d3".into()).await.unwrap().is_some());
    drop(r);
    assert_eq!(new.check().await.unwrap(), Vec::<String>::new());
    // And the earlier program, started again, says what is the matter.
    let refused = match bed.fresh.engine {
        "sqlite" => {
            let all = &sqlite::MIGRATIONS[..sqlite::MIGRATIONS.len() - back];
            sqlite::open(&url, Options::default(), all).await.err()
        }
        _ => {
            let all = &postgres::MIGRATIONS[..postgres::MIGRATIONS.len() - back];
            postgres::open(&url, Options::default(), all).await.err()
        }
    };
    let line = refused.unwrap();
    assert!(line.contains("newer than this program") && !line.contains('\n'), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_queries_go_on_while_an_earlier_sqlite_schema_is_migrated() {
    for back in [1, 2, 4] {
        in_use(testing::empty_sqlite(), back).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_queries_go_on_while_an_earlier_postgres_schema_is_migrated() {
    for back in [1, 2, 4] {
        in_use(testing::empty_postgres(testing::administration()).await, back).await;
    }
}

/// Words with which a migration takes something away from the program before it.
fn contracts(text: &str) -> Vec<String> {
    let bare: String = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase();
    let mut found: Vec<String> = Vec::new();
    for statement in bare.split(';').map(|s| s.split_whitespace().collect::<Vec<_>>().join(" ")) {
        let alters = statement.starts_with("ALTER TABLE");
        let takes = statement.starts_with("DROP TABLE")
            || alters
                && [" DROP ", " RENAME ", " TYPE ", " SET NOT NULL"]
                    .iter()
                    .any(|w| statement.contains(w))
            || alters
                && statement.contains(" ADD ")
                && statement.contains(" NOT NULL")
                && !statement.contains(" DEFAULT ");
        if takes {
            found.push(statement);
        }
    }
    found
}

#[test]
fn migrations_take_nothing_from_the_version_before() {
    for m in sqlite::MIGRATIONS.iter().chain(postgres::MIGRATIONS) {
        let Migration { version, name, text } = m;
        let found = contracts(text);
        assert!(
            *version <= BEFORE_THE_RULE || found.is_empty() || text.contains("-- contract of "),
            "{name} takes something away: {found:?}. Leave it to a later version (ADR 0043), which says \
             `-- contract of NNNN` for the migration whose successor it removes."
        );
    }
    let taken =
        "ALTER TABLE a ADD COLUMN b TEXT NOT NULL; -- x\nDROP TABLE c; ALTER TABLE a RENAME TO d;";
    assert_eq!(contracts(taken).len(), 3);
    let given = "ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT ''; CREATE TABLE e (f TEXT NOT NULL); -- DROP TABLE g";
    assert!(contracts(given).is_empty());
}
