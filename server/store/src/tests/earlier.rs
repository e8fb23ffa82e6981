//! The program of the last release goes on working over today's schema (ADR 0043): for some minutes of an upgrade
//! two versions are at work on one database. Its query texts are kept in `earlier/NNNN.sql`, named after the last
//! migration it knew, and each must still be understood. That a new column wants a value preparing does not tell,
//! so the two schemas are compared, too: what is new in a table of then may be left out.
//!
//! With every release the record is made anew: `cargo test -p store recorded` leaves it in `target/earlier`, it
//! takes the place of the one here, and [`KNOWN`] and [`TEXTS`] point to it.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::{Executor, query_as};

use super::on_both;
use super::texts::{ROOMS, fault};
use crate::testing::{self, Fresh};
use crate::{Base, Database, Options, postgres, sqlite};

/// The last migration the earlier program knew.
const KNOWN: i64 = 40;

/// What it asks: before each text a line with its room and name.
const TEXTS: &str = include_str!("earlier/0040.sql");

/// The texts with their names.
fn recorded(record: &str) -> Vec<(&str, &str)> {
    let mut lines = record.lines();
    let mut found = Vec::new();
    while let Some(name) = lines.next() {
        let name = name.strip_prefix("-- ").expect("a line with a name");
        found.push((name, lines.next().and_then(|t| t.strip_suffix(';')).expect("a text")));
    }
    found
}

/// Every text the database no longer understands.
async fn not_understood(db: &Database) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, text) in recorded(TEXTS) {
        if let Some(e) = fault(db, text).await {
            wrong.push(format!("{name}: {e}"));
        }
    }
    wrong
}

on_both! {
    async fn every_text_of_the_earlier_program_is_understood(bed) {
        assert!(recorded(TEXTS).len() > 400);
        let wrong = not_understood(&bed.db).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// On a database of its own: what was prepared once on a connection is not read again.
    async fn a_text_that_is_understood_no_more_is_named(bed) {
        let gone = "ALTER TABLE backup_note RENAME COLUMN at TO made_at";
        match &bed.db.base {
            Base::Sqlite(b) => (&b.write).execute(gone).await.map(drop).unwrap(),
            Base::Postgres(b) => (&b.write).execute(gone).await.map(drop).unwrap(),
        }
        let wrong = not_understood(&bed.db).await;
        assert!(!wrong.is_empty());
        assert!(wrong.iter().all(|w| w.to_lowercase().contains("backup")), "{wrong:?}");
    }
}

/// Whether a row may leave a column out, by table and column.
type Columns = BTreeMap<(String, String), bool>;

/// Columns with whether they may be left out.
const OF_SQLITE: &str = "SELECT t.name, c.name, c.\"notnull\" = 0 OR c.dflt_value IS NOT NULL \
    FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'";

/// The same of PostgreSQL.
const OF_POSTGRES: &str = "SELECT table_name::text, column_name::text, is_nullable = 'YES' \
    OR column_default IS NOT NULL OR is_identity = 'YES' OR is_generated <> 'NEVER' \
    FROM information_schema.columns WHERE table_schema = current_schema()";

/// The columns there are after all migrations up to one.
async fn columns(fresh: &Fresh, last: i64) -> Columns {
    let rows: Vec<(String, String, bool)> = if fresh.engine == "sqlite" {
        let all = sqlite::MIGRATIONS;
        let all = &all[..all.iter().filter(|m| m.version <= last).count()];
        sqlite::migrate(&fresh.url, all).await.unwrap();
        let base = sqlite::open(&fresh.url, Options::default(), all).await.unwrap();
        query_as(OF_SQLITE).fetch_all(&base.write).await.unwrap()
    } else {
        let all = postgres::MIGRATIONS;
        let all = &all[..all.iter().filter(|m| m.version <= last).count()];
        postgres::migrate(&fresh.url, all).await.unwrap();
        let base = postgres::open(&fresh.url, Options::default(), all).await.unwrap();
        query_as(OF_POSTGRES).fetch_all(&base.write).await.unwrap()
    };
    rows.into_iter().map(|(table, column, may)| ((table, column), may)).collect()
}

/// What a program misses that knows the columns of then: columns that are gone, and those it would have to fill.
fn missed(then: &Columns, now: &Columns) -> Vec<String> {
    let name = |(table, column): &(String, String)| format!("{table}.{column}");
    let mut wrong = Vec::new();
    for (of, optional) in then {
        match now.get(of) {
            None => wrong.push(format!("{} is gone", name(of))),
            Some(false) if *optional => wrong.push(format!("{} must be filled", name(of))),
            Some(_) => {}
        }
    }
    let known = |table: &str| then.keys().any(|(t, _)| t == table);
    let new =
        now.iter().filter(|(of, optional)| !then.contains_key(*of) && known(&of.0) && !**optional);
    wrong.extend(new.map(|(of, _)| format!("{} is new and must be filled", name(of))));
    wrong
}

/// The schema the earlier program knew, beside today's.
async fn compared(then: Fresh, now: Fresh) {
    let (then, now) = (columns(&then, KNOWN).await, columns(&now, i64::MAX).await);
    // The catalogue was read: a column that must be filled and one that need not.
    let of = |table: &str, column: &str| then.get(&(table.to_owned(), column.to_owned())).copied();
    assert_eq!(of("backup_note", "at"), Some(false));
    assert_eq!(of("dossier", "panel"), Some(true));
    assert_eq!(missed(&then, &now), Vec::<String>::new());
}

#[tokio::test]
async fn nothing_the_earlier_program_leaves_out_is_wanted_on_sqlite() {
    compared(testing::empty_sqlite(), testing::empty_sqlite()).await;
}

#[tokio::test]
async fn nothing_the_earlier_program_leaves_out_is_wanted_on_postgres() {
    let fresh = async || testing::empty_postgres(testing::administration()).await;
    compared(fresh().await, fresh().await).await;
}

#[test]
fn what_an_earlier_program_would_miss_is_named() {
    let of = |rows: &[(&str, &str, bool)]| -> Columns {
        rows.iter().map(|(t, c, may)| (((*t).to_owned(), (*c).to_owned()), *may)).collect()
    };
    let then = of(&[("a", "gone", true), ("a", "kept", true), ("a", "filled", false)]);
    let now = of(&[
        ("a", "kept", false),
        ("a", "filled", true),
        ("a", "new", false),
        ("a", "optional", true),
        ("another", "wanted", false),
    ]);
    let found = ["a.gone is gone", "a.kept must be filled", "a.new is new and must be filled"];
    assert_eq!(missed(&then, &now), found);
}

/// The record of this program, for the release after it: read back it is what was asked. It is left in
/// `target/earlier`.
#[test]
fn this_program_is_recorded_for_the_release_after_it() {
    let mut all: Vec<(String, &str)> = Vec::new();
    for (room, texts) in ROOMS {
        all.extend(texts.iter().map(|(name, text)| (format!("{room} {name}"), *text)));
    }
    let record: String = all.iter().map(|(name, text)| format!("-- {name}\n{text};\n")).collect();
    let read: Vec<(String, &str)> =
        recorded(&record).into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    assert_eq!(read, all);
    let last = sqlite::MIGRATIONS.last().unwrap().version;
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/earlier");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{last:04}.sql")), record).unwrap();
}
