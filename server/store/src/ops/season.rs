//! Room *season*.

use async_trait::async_trait;
use domain::ids::SeasonId;
use domain::recommendation::Quota;
use domain::season::Season;
use service::ports::{Port, season::SeasonPort};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::season as sql;

fn quota(r: &DbRow) -> sqlx::Result<(String, Quota)> {
    Ok((
        get!(r, "unit"),
        Quota {
            base: get!(r, "base"),
            sme_extra: get!(r, "sme_extra"),
            granted: get!(r, "granted"),
            used_large: get!(r, "used_large"),
            used_sme: get!(r, "used_sme"),
        },
    ))
}

#[async_trait]
impl SeasonPort for Session {
    async fn current_season(&mut self) -> Port<Option<Season>> {
        let read = |r: &DbRow| json(r, "data");
        query(sql::CURRENT).try_map(with(read)).fetch_optional(self.conn()).await.fault()
    }

    async fn save_season(&mut self, season: &Season) -> Port<()> {
        query(sql::SAVE)
            .bind(season.id.as_str())
            .bind(i64::from(season.year))
            .bind(to_json(season)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn quotas(&mut self, season: &SeasonId) -> Port<Vec<(String, Quota)>> {
        query(sql::QUOTAS)
            .bind(season.as_str())
            .try_map(with(quota))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn quota(&mut self, season: &SeasonId, unit: &str) -> Port<Quota> {
        let found = query(sql::QUOTA)
            .bind(season.as_str())
            .bind(unit)
            .try_map(with(quota))
            .fetch_optional(self.conn())
            .await
            .fault()?;
        Ok(found.map(|(_, q)| q).unwrap_or_default())
    }

    async fn save_quota(&mut self, season: &SeasonId, unit: &str, q: &Quota) -> Port<()> {
        query(sql::SAVE_QUOTA)
            .bind(season.as_str())
            .bind(unit)
            .bind(q.base)
            .bind(q.sme_extra)
            .bind(q.granted)
            .bind(q.used_large)
            .bind(q.used_sme)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
