//! Reading changes nothing (ASVS 3.5.3): whoever asks for whatever there is to be asked for leaves every table as
//! it was, but for those that note that somebody was here or has read what is sealed.

use std::collections::{BTreeMap, BTreeSet};

use domain::policy::Role;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, query_scalar};

use super::support::house::UPLOAD;
use super::support::world::World;
use super::{Gate, cells, house, of_people};

/// What may have changed when somebody has read: the journal, with its head, of what is sealed or kept from
/// others; sessions, when they were last used.
const NOTED: [&str; 3] = ["journal", "journal_head", "session"];

/// Everything there is, table by table.
async fn tables(w: &World) -> BTreeMap<String, String> {
    let mut conn = SqliteConnection::connect(&w.fresh.url).await.unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let names: Vec<String> = query_scalar(names).fetch_all(&mut conn).await.unwrap();
    let mut all = BTreeMap::new();
    for name in names {
        let columns = format!("SELECT name FROM pragma_table_info('{name}')");
        let columns: Vec<String> =
            query_scalar(AssertSqlSafe(columns)).fetch_all(&mut conn).await.unwrap();
        let row = columns.iter().map(|c| format!("quote(\"{c}\")")).collect::<Vec<_>>();
        let rows = format!("SELECT {} FROM \"{name}\"", row.join(" || '|' || "));
        let rows: Vec<String> =
            query_scalar(AssertSqlSafe(rows)).fetch_all(&mut conn).await.unwrap();
        all.insert(name, rows.join("\n"));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_changes_nothing() {
    let house = house().await;
    let all = cells(house.own.as_str(), house.file.as_str(), "p1", UPLOAD, of_people(&house));
    let reads = all.into_iter().filter(|c| c.ask.method == "GET" && !c.ask.url.contains("/live"));
    // Whoever may come there, and whoever has not signed in; those who may not are turned away before.
    let reads: Vec<_> = reads
        .map(|c| {
            let may = match c.gate {
                Gate::Of(roles) => roles.first().copied(),
                Gate::Open | Gate::Missing => Some(Role::Applicant),
            };
            (c.ask, may.map_or("office", Role::code))
        })
        .collect();
    assert!(reads.len() > 100, "{}", reads.len());
    let mut cookies = BTreeMap::from([("anonymous", String::new())]);
    for who in reads.iter().map(|r| r.1).collect::<BTreeSet<_>>() {
        cookies.insert(who, house.cookie(who).await);
    }
    let before = tables(&house.w).await;
    for method in ["GET", "HEAD"] {
        for (ask, who) in &reads {
            for who in [*who, "anonymous"] {
                let mut ask = ask.clone().as_(&cookies[who]);
                ask.method = method;
                let answer = ask.of(&house.router).await;
                assert!(answer.status < 500, "{method} {answer:?}");
            }
        }
    }
    let after = tables(&house.w).await;
    let changed: Vec<&String> =
        after.iter().filter(|(name, rows)| before.get(*name) != Some(rows)).map(|t| t.0).collect();
    let wrong: Vec<_> = changed.iter().filter(|t| !NOTED.contains(&t.as_str())).collect();
    assert!(wrong.is_empty(), "somebody has read, and these have changed: {wrong:?}");
}
