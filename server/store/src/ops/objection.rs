//! Objections.

use async_trait::async_trait;
use domain::ids::{ObjectionId, SeasonId};
use domain::notice::handling::Handling;
use service::ports::Port;
use service::ports::objection::{ObjectionPort, ObjectionRow};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, json, number, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::objection as sql;

fn objection(r: &DbRow) -> sqlx::Result<ObjectionRow> {
    Ok(ObjectionRow {
        id: id(r, "id")?,
        season: id(r, "season")?,
        number: get!(r, "number"),
        dossier: id(r, "dossier")?,
        place: number(r, "place")?,
        at: get!(r, "at"),
        token: get!(r, "token"),
        kept: json(r, "data")?,
        handling: json(r, "handling")?,
    })
}

#[async_trait]
impl ObjectionPort for Session {
    async fn next_objection(&mut self, season: &SeasonId) -> Port<i64> {
        query_scalar(sql::NEXT).bind(season.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn insert_objection(&mut self, o: &ObjectionRow) -> Port<()> {
        query(sql::INSERT)
            .bind(o.handling.step().code())
            .bind(o.id.as_str())
            .bind(o.season.as_str())
            .bind(o.number)
            .bind(o.dossier.as_str())
            .bind(i64::from(o.place))
            .bind(o.at)
            .bind(o.token.as_str())
            .bind(to_json(&o.kept)?)
            .bind(to_json(&o.handling)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn objection(&mut self, id: &ObjectionId) -> Port<Option<ObjectionRow>> {
        let q = query(sql::OBJECTION).bind(id.as_str()).try_map(with(objection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn objection_by_token(&mut self, token: &str) -> Port<Option<ObjectionRow>> {
        let q = query(sql::BY_TOKEN).bind(token).try_map(with(objection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn objections(&mut self, season: &SeasonId) -> Port<Vec<ObjectionRow>> {
        let q = query(sql::OBJECTIONS).bind(season.as_str()).try_map(with(objection));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_handling(&mut self, id: &ObjectionId, handling: &Handling) -> Port<()> {
        let done = query(sql::SAVE_HANDLING)
            .bind(id.as_str())
            .bind(handling.step().code())
            .bind(to_json(handling)?)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "objection", id.as_str())
    }
}
