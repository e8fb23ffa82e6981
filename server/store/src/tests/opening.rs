//! Opening, migrating, refusing, backing up.

use super::on_both;
use super::world::*;
use crate::{Engine, Options, kind, migrate, open};

async fn refused(url: &str) -> String {
    let e = open(url, Options::default()).await.err().unwrap();
    assert!(!e.contains('\n'), "{e}");
    e
}

on_both! {
    async fn migrating_again_does_nothing(bed) {
        bed.furnish().await;
        assert_eq!(migrate(&bed.fresh.url).await.unwrap(), Vec::<&str>::new());
        assert!(bed.read().await.current_season().await.unwrap().is_some());
    }

    async fn a_newer_database_is_refused(bed) {
        let add = "INSERT INTO schema_version (version, name, checksum) VALUES (99, '0099_later', '')";
        bed.tamper(add).await.unwrap();
        let e = refused(&bed.fresh.url).await;
        assert!(e.contains("newer than this program") && e.contains("0099_later"), "{e}");
        assert!(migrate(&bed.fresh.url).await.unwrap_err().contains("newer"));
    }

    async fn a_migration_edited_afterwards_is_refused(bed) {
        bed.tamper("UPDATE schema_version SET checksum = 'x' WHERE version = 1").await.unwrap();
        assert!(refused(&bed.fresh.url).await.contains("0001_rooms"));
        assert!(migrate(&bed.fresh.url).await.unwrap_err().contains("0001_rooms"));
    }

    async fn an_unmigrated_database_is_refused(bed) {
        bed.tamper("DELETE FROM schema_version").await.unwrap();
        assert!(refused(&bed.fresh.url).await.contains("biaogan migrate"));
        // And a migration that cannot be applied leaves nothing behind.
        assert!(migrate(&bed.fresh.url).await.unwrap_err().contains("0001_rooms"));
        assert!(refused(&bed.fresh.url).await.contains("biaogan migrate"));
    }

    async fn a_database_opened_for_loading_works(bed) {
        use service::ports::Store;
        let db = open(&bed.fresh.url, Options { durable: false }).await.unwrap();
        let mut w = db.write().await.unwrap();
        w.insert_account(&account("a7")).await.unwrap();
        commit(w).await;
        assert!(bed.read().await.account(&"a7".into()).await.unwrap().is_some());
        db.close().await;
    }
}

#[tokio::test]
async fn what_cannot_be_opened_says_so_in_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite://{}", dir.path().join(name).display());
    for (url, say) in [
        ("mysql://x".to_owned(), "must begin with sqlite:// or postgres://"),
        (String::new(), "must begin with"),
        ("sqlite::memory:".to_owned(), "must name a file"),
        (at("absent.db"), "biaogan migrate"),
        ("postgres://nobody:secret@127.0.0.1:1/none".to_owned(), "cannot be reached"),
    ] {
        let e = refused(&url).await;
        assert!(e.contains(say) && !e.contains("secret"), "{url}: {e}");
    }
    std::fs::write(dir.path().join("junk.db"), "x".repeat(4096)).unwrap();
    assert!(migrate(&at("junk.db")).await.unwrap_err().contains("not a database"));
    // A file where the directory should be.
    assert!(migrate(&at("junk.db/x.db")).await.unwrap_err().contains("directory"));
    assert_eq!(kind("postgresql://h/d"), Ok(Engine::Postgres));
    assert_eq!(kind("sqlite:x.db"), Ok(Engine::Sqlite));
}

#[tokio::test]
async fn a_locked_file_is_named_as_such() {
    let bed = crate::tests::world::Bed::sqlite().await;
    let other = bed.fresh.open().await;
    let held = bed.write().await;
    let e = service::ports::Store::write(&other).await.err().unwrap().to_string();
    assert!(e.contains("locked by another process"), "{e}");
    drop(held);
}

/// On a full disk SQLite rolls back by itself, and what the driver then rolls back is not there.
#[tokio::test]
async fn a_transaction_that_sqlite_has_undone_stops_no_later_one() {
    let bed = crate::tests::world::Bed::sqlite().await;
    let crate::Base::Sqlite(b) = &bed.db.base else { panic!("not SQLite") };
    let mut tx = b.write.begin_with("BEGIN IMMEDIATE").await.unwrap();
    sqlx::raw_sql("ROLLBACK").execute(&mut *tx).await.unwrap();
    drop(tx);
    bed.furnish().await;
    assert!(bed.read().await.current_season().await.unwrap().is_some());
}

#[tokio::test]
async fn sqlite_runs_with_the_promised_settings() {
    let bed = crate::tests::world::Bed::sqlite().await;
    let crate::Base::Sqlite(b) = &bed.db.base else { panic!("not SQLite") };
    for pool in [&b.read, &b.write] {
        for (pragma, want) in [("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)] {
            let text = sqlx::AssertSqlSafe(format!("PRAGMA {pragma}"));
            let is: i64 = sqlx::query_scalar(text).fetch_one(pool).await.unwrap();
            assert_eq!(is, want, "{pragma}");
        }
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await.unwrap();
        assert_eq!(mode, "wal");
    }
}

#[tokio::test]
async fn a_backup_is_a_database_of_its_own() {
    let bed = crate::tests::world::Bed::sqlite().await;
    bed.furnish().await;
    let to = bed.fresh.dir().join("copy.db");
    bed.db.backup(&to).await.unwrap();
    assert!(bed.db.backup(&to).await.unwrap_err().contains("never overwrites"));
    let nowhere = bed.fresh.dir().join("no/such/place.db");
    assert!(bed.db.backup(&nowhere).await.unwrap_err().contains("cannot be opened"));
    let copy = open(&format!("sqlite://{}", to.display()), Options::default()).await.unwrap();
    let mut r = service::ports::Store::read(&copy).await.unwrap();
    assert_eq!(r.current_season().await.unwrap(), Some(season()));
}

#[tokio::test]
async fn postgres_points_to_its_own_tool() {
    let bed = crate::tests::world::Bed::postgres().await;
    let to = bed.fresh.dir().join("copy.db");
    assert!(bed.db.backup(&to).await.unwrap_err().contains("pg_dump"));
}
