//! Room *deliberation*.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::deliberation::Review;
use domain::ids::{DossierId, PanelId, SeasonId};
use service::ports::Port;
use service::ports::deliberation::{Deliberation, DeliberationPort, SignedConclusion};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::deliberation as sql;

fn deliberation(r: &DbRow) -> sqlx::Result<Deliberation> {
    Ok(Deliberation {
        panel: id(r, "panel")?,
        round: json(r, "round")?,
        results: json(r, "results")?,
        exceptions: json(r, "exceptions")?,
        revision: get!(r, "revision"),
    })
}

fn conclusion(r: &DbRow) -> sqlx::Result<SignedConclusion> {
    Ok(SignedConclusion {
        number: get!(r, "number"),
        canonical: get!(r, "canonical"),
        sha256: get!(r, "sha256"),
        by: id(r, "author")?,
        at: get!(r, "at"),
    })
}

fn declined(r: &DbRow) -> sqlx::Result<(DossierId, u32)> {
    let n: i64 = get!(r, "n");
    Ok((id(r, "dossier")?, u32::try_from(n).unwrap_or(u32::MAX)))
}

#[async_trait]
impl DeliberationPort for Session {
    async fn deliberations(
        &mut self,
        season: &SeasonId,
        review: Review,
    ) -> Port<Vec<Deliberation>> {
        let q = query(sql::DELIBERATIONS).bind(season.as_str()).bind(review.code());
        q.try_map(with(deliberation)).fetch_all(self.conn()).await.fault()
    }

    async fn deliberation(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<Option<Deliberation>> {
        query(sql::DELIBERATION)
            .bind(season.as_str())
            .bind(review.code())
            .bind(panel.as_str())
            .try_map(with(deliberation))
            .fetch_optional(self.conn())
            .await
            .fault()
    }

    async fn save_deliberation(
        &mut self,
        season: &SeasonId,
        review: Review,
        d: &Deliberation,
        at: i64,
    ) -> Port<()> {
        query(sql::SAVE_DELIBERATION)
            .bind(season.as_str())
            .bind(review.code())
            .bind(at)
            .bind(d.panel.as_str())
            .bind(to_json(&d.round)?)
            .bind(to_json(&d.results)?)
            .bind(to_json(&d.exceptions)?)
            .bind(d.revision)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn conclusions(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<Vec<SignedConclusion>> {
        let q = query(sql::CONCLUSIONS).bind(season.as_str()).bind(review.code());
        let q = q.bind(panel.as_str()).try_map(with(conclusion));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_conclusion(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
        c: &SignedConclusion,
    ) -> Port<()> {
        query(sql::INSERT_CONCLUSION)
            .bind(season.as_str())
            .bind(review.code())
            .bind(panel.as_str())
            .bind(c.number)
            .bind(c.canonical.as_str())
            .bind(c.sha256.as_str())
            .bind(c.by.as_str())
            .bind(c.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn declined(
        &mut self,
        season: &SeasonId,
        review: Review,
        panel: &PanelId,
    ) -> Port<BTreeMap<DossierId, u32>> {
        let kind = match review {
            Review::Written => "review_declined",
            Review::Defence => "defence_declined",
        };
        let q = query(sql::DECLINED).bind(season.as_str()).bind(panel.as_str()).bind(kind);
        let rows = q.try_map(with(declined)).fetch_all(self.conn()).await.fault()?;
        Ok(rows.into_iter().collect())
    }
}
