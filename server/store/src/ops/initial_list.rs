//! The initial list.

use async_trait::async_trait;
use domain::ids::SeasonId;
use service::ports::Port;
use service::ports::initial_list::{InitialListPort, SignedList};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::initial_list as sql;

fn signed(r: &DbRow) -> sqlx::Result<SignedList> {
    Ok(SignedList {
        number: get!(r, "number"),
        canonical: get!(r, "canonical"),
        sha256: get!(r, "sha256"),
        dossiers: json(r, "dossiers")?,
        signed_by: id(r, "signed_by")?,
        signed_at: get!(r, "signed_at"),
        confirmed_by: id(r, "confirmed_by")?,
        confirmed_at: get!(r, "confirmed_at"),
    })
}

#[async_trait]
impl InitialListPort for Session {
    async fn signed_list(&mut self, season: &SeasonId) -> Port<Option<SignedList>> {
        let q = query(sql::SIGNED_LIST).bind(season.as_str()).try_map(with(signed));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_signed_list(&mut self, season: &SeasonId, l: &SignedList) -> Port<()> {
        query(sql::INSERT_SIGNED_LIST)
            .bind(season.as_str())
            .bind(l.number)
            .bind(l.canonical.as_str())
            .bind(l.sha256.as_str())
            .bind(to_json(&l.dossiers)?)
            .bind(l.signed_by.as_str())
            .bind(l.signed_at)
            .bind(l.confirmed_by.as_str())
            .bind(l.confirmed_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
