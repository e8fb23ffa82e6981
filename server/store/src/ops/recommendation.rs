//! Rooms *recommendation* and *formality*.

use async_trait::async_trait;
use domain::formality::{Item, Tick};
use domain::ids::{DossierId, SeasonId};
use service::ports::Port;
use service::ports::recommendation::{Found, Listed, Opinion, RecommendationPort, TickRow};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::application::dossier;
use super::rows::{code, get, with};
use crate::fault::OrFault;
use crate::sql::recommendation as sql;

fn listed(r: &DbRow) -> sqlx::Result<Listed> {
    Ok(Listed {
        dossier: dossier(r)?,
        opinion: get!(r, "n"),
        about: get!(r, "about"),
        writer: get!(r, "writer"),
        place: get!(r, "place"),
    })
}

fn found(r: &DbRow) -> sqlx::Result<Found> {
    Ok(Found { dossier: dossier(r)?, ticks: get!(r, "n") })
}

fn opinion(r: &DbRow) -> sqlx::Result<Opinion> {
    Ok(Opinion {
        text: get!(r, "body"),
        by: get!(r, "author"),
        at: get!(r, "at"),
        version: get!(r, "version"),
        unit: get!(r, "unit"),
    })
}

fn tick(r: &DbRow) -> sqlx::Result<TickRow> {
    Ok(TickRow {
        item: code(r, "item", Item::from_code)?,
        tick: Tick { yes: get!(r, "yes"), note: get!(r, "note") },
        by: get!(r, "author"),
        at: get!(r, "at"),
    })
}

#[async_trait]
impl RecommendationPort for Session {
    async fn unit_list(&mut self, season: &SeasonId, unit: &str) -> Port<Vec<Listed>> {
        let q = query(sql::UNIT_LIST).bind(season.as_str()).bind(unit).try_map(with(listed));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_order(&mut self, order: &[DossierId], out: Option<&DossierId>) -> Port<()> {
        if let Some(id) = out {
            query(sql::DELETE_PLACE).bind(id.as_str()).execute(self.conn()).await.fault()?;
        }
        for (place, id) in (1i64..).zip(order) {
            let q = query(sql::SAVE_PLACE).bind(id.as_str()).bind(place);
            q.execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn opinion(&mut self, id: &DossierId) -> Port<Option<Opinion>> {
        let q = query(sql::OPINION).bind(id.as_str()).try_map(with(opinion));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_opinion(&mut self, id: &DossierId, o: &Opinion) -> Port<()> {
        query(sql::SAVE_OPINION)
            .bind(id.as_str())
            .bind(o.text.as_str())
            .bind(o.by.as_str())
            .bind(o.at)
            .bind(o.version)
            .bind(o.unit.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn overdrawn(&mut self, id: &DossierId) -> Port<Option<bool>> {
        let q = query_scalar(sql::OVERDRAWN).bind(id.as_str());
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_overdrawn(&mut self, id: &DossierId, sme: Option<bool>) -> Port<()> {
        let q = match sme {
            Some(sme) => query(sql::SAVE_OVERDRAWN).bind(id.as_str()).bind(sme),
            None => query(sql::DELETE_OVERDRAWN).bind(id.as_str()),
        };
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn formality_list(&mut self, season: &SeasonId) -> Port<Vec<Found>> {
        let q = query(sql::FORMALITY_LIST).bind(season.as_str()).try_map(with(found));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn ticks(&mut self, id: &DossierId) -> Port<Vec<TickRow>> {
        let q = query(sql::TICKS).bind(id.as_str()).try_map(with(tick));
        let mut found = q.fetch_all(self.conn()).await.fault()?;
        found.sort_by_key(|t| t.item);
        Ok(found)
    }

    async fn save_tick(&mut self, id: &DossierId, t: &TickRow) -> Port<()> {
        query(sql::SAVE_TICK)
            .bind(id.as_str())
            .bind(t.item.code())
            .bind(t.tick.yes)
            .bind(t.tick.note.as_str())
            .bind(t.by.as_str())
            .bind(t.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
