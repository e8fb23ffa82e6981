//! The initial list.

use async_trait::async_trait;
use domain::ids::{DossierId, SeasonId};
use domain::season::category::Category;
use service::ports::Port;
use service::ports::initial_list::{InitialListPort, InitialListRow, SignedList};
use sqlx::{query, query_scalar};

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

fn open(r: &DbRow) -> sqlx::Result<InitialListRow> {
    Ok(InitialListRow {
        draft: json(r, "draft")?,
        round: json(r, "round")?,
        revision: get!(r, "revision"),
    })
}

fn category(r: &DbRow) -> sqlx::Result<(DossierId, Category)> {
    let industry: String = get!(r, "industry");
    Ok((id(r, "id")?, Category::of(get!(r, "sme"), &industry)))
}

#[async_trait]
impl InitialListPort for Session {
    async fn initial_list(&mut self, season: &SeasonId) -> Port<Option<InitialListRow>> {
        let q = query(sql::INITIAL_LIST).bind(season.as_str()).try_map(with(open));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_initial_list(
        &mut self,
        season: &SeasonId,
        l: &InitialListRow,
        at: i64,
    ) -> Port<()> {
        query(sql::SAVE_INITIAL_LIST)
            .bind(season.as_str())
            .bind(to_json(&l.draft)?)
            .bind(to_json(&l.round)?)
            .bind(l.round.stage().code())
            .bind(l.revision)
            .bind(at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn categories(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, Category)>> {
        let q = query(sql::MARKS).bind(season.as_str()).try_map(with(category));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn signed_lists(&mut self, season: &SeasonId) -> Port<i64> {
        query_scalar(sql::SIGNED_LISTS).bind(season.as_str()).fetch_one(self.conn()).await.fault()
    }

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
