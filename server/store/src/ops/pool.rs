//! The expert pool.

use async_trait::async_trait;
use domain::ids::{ExpertId, SeasonId};
use service::ports::Port;
use service::ports::committee::Expert;
use service::ports::pool::{PoolPort, PoolRow, PoolWish, Served, Totals};
use sqlx::{QueryBuilder, query, query_scalar};

use super::super::{Db, DbRow};
use super::Session;
use super::committee::expert;
use super::rows::{get, with};
use crate::fault::{OrFault, to_json};
use crate::sql::pool as sql;

/// Rows of one batch; sixteen binds each stay below either engine's limit.
const BATCH: usize = 500;

fn pool_row(r: &DbRow) -> sqlx::Result<PoolRow> {
    Ok(PoolRow { expert: expert(r)?, panel: get!(r, "panel_number"), served: get!(r, "served") })
}

fn served(r: &DbRow) -> sqlx::Result<Served> {
    Ok(Served {
        year: get!(r, "year"),
        number: get!(r, "number"),
        zh: get!(r, "zh"),
        en: get!(r, "en"),
        lead: get!(r, "lead"),
        assigned: get!(r, "assigned"),
        sealed: get!(r, "sealed"),
    })
}

/// A part of a text to look for, with the signs that mean something to LIKE marked.
fn like(part: &str) -> String {
    if part.is_empty() {
        return String::new();
    }
    let mut pattern = String::from("%");
    for c in part.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A division as it stands in the JSON text of a list.
fn within(division: &str) -> String {
    if division.is_empty() { String::new() } else { format!("%\"{division}\"%") }
}

#[async_trait]
impl PoolPort for Session {
    async fn save_experts(&mut self, experts: &[Expert]) -> Port<()> {
        for some in experts.chunks(BATCH) {
            let mut lists = Vec::with_capacity(some.len());
            for e in some {
                lists.push((e, to_json(&e.fields)?, to_json(&e.ties)?, to_json(&e.methods)?));
            }
            let mut q = QueryBuilder::<Db>::new(sql::SAVE_EXPERTS);
            q.push_values(lists, |mut row, (e, fields, ties, methods)| {
                row.push_bind(e.id.as_str())
                    .push_bind(e.name.as_str())
                    .push_bind(e.employer.as_str())
                    .push_bind(e.uscc.as_str())
                    .push_bind(e.unit.as_str())
                    .push_bind(fields)
                    .push_bind(ties)
                    .push_bind(e.email.as_str())
                    .push_bind(e.phone.as_str())
                    .push_bind(e.region.as_str())
                    .push_bind(e.title.as_str())
                    .push_bind(methods)
                    .push_bind(e.status.code())
                    .push_bind(e.status_reason.as_str())
                    .push_bind(e.created_at)
                    .push_bind(e.changed_at);
            });
            q.push(sql::SAVE_EXPERTS_END);
            // Not kept as a prepared statement: the last batch's length is its own.
            q.build().persistent(false).execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn pool(&mut self) -> Port<Vec<Expert>> {
        query(sql::POOL).try_map(with(expert)).fetch_all(self.conn()).await.fault()
    }

    async fn pool_page(
        &mut self,
        season: &SeasonId,
        wish: &PoolWish,
        limit: i64,
        offset: i64,
    ) -> Port<Vec<PoolRow>> {
        query(sql::POOL_PAGE)
            .bind(season.as_str())
            .bind(like(&wish.search))
            .bind(within(&wish.field))
            .bind(wish.unit.as_str())
            .bind(wish.status.as_str())
            .bind(limit)
            .bind(offset)
            .try_map(with(pool_row))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn pool_count(&mut self, season: &SeasonId, wish: &PoolWish) -> Port<i64> {
        query_scalar(sql::POOL_COUNT)
            .bind(season.as_str())
            .bind(like(&wish.search))
            .bind(within(&wish.field))
            .bind(wish.unit.as_str())
            .bind(wish.status.as_str())
            .fetch_one(self.conn())
            .await
            .fault()
    }

    async fn pool_totals(&mut self, season: &SeasonId) -> Port<Totals> {
        let totals = |r: &DbRow| -> sqlx::Result<Totals> {
            Ok(Totals { all: get!(r, "n"), resting: get!(r, "resting"), seated: get!(r, "seated") })
        };
        let q = query(sql::POOL_TOTALS).bind(season.as_str()).try_map(with(totals));
        q.fetch_one(self.conn()).await.fault()
    }

    async fn served(&mut self, expert: &ExpertId) -> Port<Vec<Served>> {
        let q = query(sql::SERVED).bind(expert.as_str()).try_map(with(served));
        q.fetch_all(self.conn()).await.fault()
    }
}
