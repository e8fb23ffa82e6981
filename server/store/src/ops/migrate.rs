//! Applying migrations, and refusing a database this program does not fit.

use sqlx::{Connection, Row, query, raw_sql};

use super::super::{BEGIN, Conn, DbRow, MIGRATE_LOCK};
use super::rows::with;
use crate::fault::words;
use crate::migration::{Applied, Migration, judge};
use crate::sql::schema as sql;

fn applied(r: &DbRow) -> sqlx::Result<Applied> {
    Ok(Applied {
        version: r.try_get("version")?,
        name: r.try_get("name")?,
        checksum: r.try_get("checksum")?,
    })
}

/// Applies what is missing, all in one transaction. Returns the names applied.
pub(crate) async fn migrate(
    conn: &mut Conn,
    all: &'static [Migration],
) -> Result<Vec<&'static str>, String> {
    let mut tx = conn.begin_with(BEGIN).await.map_err(|e| words(&e))?;
    query(MIGRATE_LOCK).execute(&mut *tx).await.map_err(|e| words(&e))?;
    raw_sql(sql::CREATE).execute(&mut *tx).await.map_err(|e| words(&e))?;
    let done = query(sql::APPLIED)
        .try_map(with(applied))
        .fetch_all(&mut *tx)
        .await
        .map_err(|e| words(&e))?;
    let missing = judge(all, &done)?;
    let mut names = Vec::new();
    for m in missing {
        raw_sql(m.text)
            .execute(&mut *tx)
            .await
            .map_err(|e| format!("migration {} failed: {}", m.name, words(&e)))?;
        query(sql::RECORD)
            .bind(m.version)
            .bind(m.name)
            .bind(m.checksum())
            .execute(&mut *tx)
            .await
            .map_err(|e| words(&e))?;
        names.push(m.name);
    }
    tx.commit().await.map_err(|e| words(&e))?;
    Ok(names)
}

/// Refuses unless the database is at exactly this program's version.
pub(crate) async fn check_version(
    conn: &mut Conn,
    all: &'static [Migration],
) -> Result<(), String> {
    // A database without the table was never migrated; any other fault will show itself
    // in the next query.
    let done = query(sql::APPLIED).try_map(with(applied)).fetch_all(conn).await.unwrap_or_default();
    if judge(all, &done)?.is_empty() {
        Ok(())
    } else {
        Err("the database is older than this program: run `biaogan migrate` first".into())
    }
}

/// Whether a database in use holds all of these migrations, unchanged. Later ones beside them were applied by a
/// newer program, and leave this one working (ADR 0043): the last of them.
pub(crate) async fn holds_all(
    conn: &mut Conn,
    all: &'static [Migration],
) -> Result<Option<String>, String> {
    let done = query(sql::APPLIED).try_map(with(applied)).fetch_all(conn).await;
    let (own, later): (Vec<_>, Vec<_>) = done
        .map_err(|e| words(&e))?
        .into_iter()
        .partition(|d| all.iter().any(|m| m.version == d.version));
    if judge(all, &own)?.is_empty() {
        Ok(later.into_iter().next_back().map(|d| d.name))
    } else {
        Err("the database is older than this program: run `biaogan migrate` first".into())
    }
}

/// Number and name of the last migration; 0 and nothing where there is none.
pub(crate) async fn last_applied(conn: &mut Conn) -> sqlx::Result<(i64, String)> {
    let done = query(sql::APPLIED).try_map(with(applied)).fetch_all(conn).await?;
    Ok(done.into_iter().next_back().map_or((0, String::new()), |a| (a.version, a.name)))
}
