//! Room *formality*: claims and refusals.

use async_trait::async_trait;
use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::rejection::Rejection;
use domain::ids::DossierId;
use domain::stamp::Stamp;
use service::ports::Port;
use service::ports::formality::FormalityPort;
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, with};
use crate::fault::OrFault;
use crate::sql::formality as sql;

fn claim(r: &DbRow) -> sqlx::Result<Claim> {
    Ok(Claim { account: get!(r, "account"), name: get!(r, "name"), at: Stamp(get!(r, "at")) })
}

fn rejection(r: &DbRow) -> sqlx::Result<Rejection> {
    Ok(Rejection {
        item: code(r, "item", Item::from_code)?,
        reason: get!(r, "reason"),
        at: Stamp(get!(r, "at")),
    })
}

#[async_trait]
impl FormalityPort for Session {
    async fn claim(&mut self, id: &DossierId) -> Port<Option<Claim>> {
        let q = query(sql::CLAIM).bind(id.as_str()).try_map(with(claim));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_claim(&mut self, id: &DossierId, c: &Claim) -> Port<()> {
        query(sql::SAVE_CLAIM)
            .bind(id.as_str())
            .bind(c.account.as_str())
            .bind(c.name.as_str())
            .bind(c.at.0)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn delete_claim(&mut self, id: &DossierId) -> Port<()> {
        query(sql::DELETE_CLAIM).bind(id.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn rejection(&mut self, id: &DossierId) -> Port<Option<Rejection>> {
        let q = query(sql::REJECTION).bind(id.as_str()).try_map(with(rejection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_rejection(&mut self, id: &DossierId, r: &Rejection, by: &str) -> Port<()> {
        query(sql::INSERT_REJECTION)
            .bind(id.as_str())
            .bind(r.item.code())
            .bind(r.reason.as_str())
            .bind(by)
            .bind(r.at.0)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
