//! Room *formality*: claims, refusals, what stands twice, what is counted.

use async_trait::async_trait;
use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::Kind;
use domain::formality::rejection::Rejection;
use domain::ids::{DossierId, SeasonId};
use domain::stamp::Stamp;
use service::ports::Port;
use service::ports::application::VersionRow;
use service::ports::formality::{Comparison, FormalityPort, LookRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::application::version;
use super::rows::{code, get, id, json, with};
use crate::fault::{OrFault, to_json};
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

fn latest(r: &DbRow) -> sqlx::Result<(DossierId, VersionRow)> {
    Ok((id(r, "dossier")?, version(r)?))
}

fn comparison(r: &DbRow) -> sqlx::Result<Comparison> {
    Ok(Comparison {
        at: get!(r, "at"),
        dossiers: get!(r, "dossiers"),
        state: get!(r, "state"),
        findings: json(r, "findings")?,
    })
}

fn look(r: &DbRow) -> sqlx::Result<LookRow> {
    Ok(LookRow {
        dossier: id(r, "dossier")?,
        against: get!(r, "against"),
        kind: code(r, "kind", Kind::from_code)?,
        facts: get!(r, "facts"),
        note: get!(r, "note"),
        by: get!(r, "author"),
        name: get!(r, "name"),
        at: get!(r, "at"),
    })
}

fn item(r: &DbRow) -> sqlx::Result<Item> {
    code(r, "item", Item::from_code)
}

fn round(r: &DbRow) -> sqlx::Result<Round> {
    json(r, "round")
}

fn step(r: &DbRow) -> sqlx::Result<(i64, String)> {
    Ok((get!(r, "at"), get!(r, "data")))
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

    async fn latest_versions(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, VersionRow)>> {
        let q = query(sql::LATEST_VERSIONS).bind(season.as_str()).try_map(with(latest));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn comparison(&mut self, season: &SeasonId) -> Port<Option<Comparison>> {
        let q = query(sql::COMPARISON).bind(season.as_str()).try_map(with(comparison));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_comparison(&mut self, season: &SeasonId, c: &Comparison) -> Port<()> {
        query(sql::SAVE_COMPARISON)
            .bind(season.as_str())
            .bind(c.at)
            .bind(c.dossiers)
            .bind(c.state.as_str())
            .bind(to_json(&c.findings)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn looks(&mut self, season: &SeasonId) -> Port<Vec<LookRow>> {
        let q = query(sql::LOOKS).bind(season.as_str()).try_map(with(look));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_look(&mut self, season: &SeasonId, l: &LookRow) -> Port<()> {
        query(sql::SAVE_LOOK)
            .bind(season.as_str())
            .bind(l.dossier.as_str())
            .bind(l.against.as_str())
            .bind(l.kind.code())
            .bind(l.facts.as_str())
            .bind(l.note.as_str())
            .bind(l.by.as_str())
            .bind(l.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn rejected_items(&mut self, season: &SeasonId) -> Port<Vec<Item>> {
        let q = query(sql::REJECTED_ITEMS).bind(season.as_str()).try_map(with(item));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn rounds(&mut self, season: &SeasonId) -> Port<Vec<Round>> {
        let q = query(sql::ROUNDS).bind(season.as_str()).try_map(with(round));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn steps_in(&mut self, season: &SeasonId, room: &str) -> Port<Vec<(i64, String)>> {
        let q = query(sql::STEPS_IN).bind(season.as_str()).bind(room).try_map(with(step));
        q.fetch_all(self.conn()).await.fault()
    }
}
