//! Room *consultation*.

use async_trait::async_trait;
use domain::consultation::Consultation;
use domain::ids::SeasonId;
use service::ports::Port;
use service::ports::consultation::ConsultationPort;
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::consultation as sql;

fn consultation(r: &DbRow) -> sqlx::Result<Consultation> {
    json(r, "data")
}

#[async_trait]
impl ConsultationPort for Session {
    async fn consultation(&mut self, season: &SeasonId, list: i64) -> Port<Option<Consultation>> {
        let q = query(sql::CONSULTATION).bind(season.as_str()).bind(list);
        q.try_map(with(consultation)).fetch_optional(self.conn()).await.fault()
    }

    async fn consultations(&mut self, season: &SeasonId) -> Port<Vec<Consultation>> {
        let q = query(sql::CONSULTATIONS).bind(season.as_str());
        q.try_map(with(consultation)).fetch_all(self.conn()).await.fault()
    }

    async fn save_consultation(&mut self, season: &SeasonId, c: &Consultation) -> Port<()> {
        query(sql::SAVE_CONSULTATION)
            .bind(season.as_str())
            .bind(c.list)
            .bind(c.opened.at.0)
            .bind(c.due.0)
            .bind(c.closed.as_ref().map(|d| d.at.0))
            .bind(to_json(c)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
