//! Room *committee*: how the Office adjusts an assignment.

use async_trait::async_trait;
use domain::committee::pairing::Wish;
use domain::ids::{DossierId, ExpertId, SeasonId};
use service::ports::Port;
use service::ports::pairing::{Pairing, PairingPort};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, with};
use crate::fault::{OrFault, exactly_one};
use crate::sql::pairing as sql;

fn pairing(r: &DbRow) -> sqlx::Result<Pairing> {
    Ok(Pairing {
        dossier: id(r, "dossier")?,
        expert: id(r, "expert")?,
        wish: code(r, "wish", Wish::from_code)?,
        reason: get!(r, "reason"),
        author: get!(r, "author"),
        at: get!(r, "at"),
    })
}

fn limit(r: &DbRow) -> sqlx::Result<(ExpertId, i64)> {
    Ok((id(r, "expert")?, get!(r, "load_max")))
}

fn pair(r: &DbRow) -> sqlx::Result<(DossierId, ExpertId)> {
    Ok((id(r, "dossier")?, id(r, "expert")?))
}

#[async_trait]
impl PairingPort for Session {
    async fn pairings(&mut self, season: &SeasonId) -> Port<Vec<Pairing>> {
        let q = query(sql::PAIRINGS).bind(season.as_str()).try_map(with(pairing));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_pairing(&mut self, p: &Pairing) -> Port<()> {
        query(sql::SAVE_PAIRING)
            .bind(p.dossier.as_str())
            .bind(p.expert.as_str())
            .bind(p.wish.code())
            .bind(p.reason.as_str())
            .bind(p.author.as_str())
            .bind(p.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn delete_pairing(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<()> {
        let q = query(sql::DELETE_PAIRING).bind(dossier.as_str()).bind(expert.as_str());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn load_limits(&mut self, season: &SeasonId) -> Port<Vec<(ExpertId, i64)>> {
        let q = query(sql::LOAD_LIMITS).bind(season.as_str()).try_map(with(limit));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_load_limit(
        &mut self,
        season: &SeasonId,
        expert: &ExpertId,
        limit: Option<i64>,
    ) -> Port<()> {
        let q = query(sql::SAVE_LOAD_LIMIT).bind(season.as_str()).bind(expert.as_str()).bind(limit);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "panel_member", expert.as_str())
    }

    async fn sealed_pairs(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, ExpertId)>> {
        let q = query(sql::SEALED_PAIRS).bind(season.as_str()).try_map(with(pair));
        q.fetch_all(self.conn()).await.fault()
    }
}
