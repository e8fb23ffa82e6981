//! The committee being formed.

use async_trait::async_trait;
use domain::ids::{ExpertId, PanelId, SeasonId};
use service::ports::Port;
use service::ports::committee::{Panel, StoodDown};
use service::ports::seating::{DrawRow, SeatRow, SeatingPort};
use sqlx::{QueryBuilder, query, query_scalar};

use super::super::{Db, DbRow};
use super::Session;
use super::committee::panel;
use super::rows::{get, id, json, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::seating as sql;

fn seat(r: &DbRow) -> sqlx::Result<SeatRow> {
    Ok(SeatRow {
        panel: id(r, "panel")?,
        expert: id(r, "expert")?,
        name: get!(r, "name"),
        employer: get!(r, "employer"),
        lead: get!(r, "lead"),
        account: get!(r, "account"),
        assigned: get!(r, "assigned"),
    })
}

fn draw(r: &DbRow) -> sqlx::Result<DrawRow> {
    Ok(DrawRow {
        id: get!(r, "id"),
        at: get!(r, "at"),
        author: get!(r, "author"),
        panel: id(r, "panel")?,
        fields: json(r, "fields")?,
        seed: get!(r, "seed"),
        size: get!(r, "size"),
        candidates: json(r, "candidates")?,
        drawn: json(r, "drawn")?,
        sha256: get!(r, "sha256"),
        seated_at: get!(r, "seated_at"),
    })
}

fn name(r: &DbRow) -> sqlx::Result<(ExpertId, String, String)> {
    Ok((id(r, "id")?, get!(r, "name"), get!(r, "employer")))
}

#[async_trait]
impl SeatingPort for Session {
    async fn seats(&mut self, season: &SeasonId) -> Port<Vec<SeatRow>> {
        let q = query(sql::SEATS).bind(season.as_str()).try_map(with(seat));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn delete_seat(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<()> {
        let q = query(sql::DELETE_MEMBER).bind(season.as_str()).bind(expert.as_str());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "member", expert.as_str())
    }

    async fn save_lead(&mut self, panel: &PanelId, expert: &ExpertId) -> Port<()> {
        query(sql::LEAD_NOBODY).bind(panel.as_str()).execute(self.conn()).await.fault()?;
        let q = query(sql::LEAD_ONE).bind(panel.as_str()).bind(expert.as_str());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "member", expert.as_str())
    }

    async fn save_stood_down(
        &mut self,
        season: &SeasonId,
        expert: &ExpertId,
        down: Option<&StoodDown>,
    ) -> Port<()> {
        let q = query(sql::SAVE_STOOD_DOWN)
            .bind(season.as_str())
            .bind(expert.as_str())
            .bind(down.map(|d| d.at))
            .bind(down.map_or("", |d| d.reason.as_str()));
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "member", expert.as_str())
    }

    async fn delete_panel(&mut self, panel: &PanelId) -> Port<()> {
        let done =
            query(sql::DELETE_PANEL).bind(panel.as_str()).execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "panel", panel.as_str())
    }

    async fn close_panel(&mut self, panel: &PanelId, at: i64) -> Port<()> {
        let q = query(sql::CLOSE_PANEL).bind(panel.as_str()).bind(at);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "panel", panel.as_str())
    }

    async fn closed_panels(&mut self, season: &SeasonId) -> Port<Vec<Panel>> {
        let q = query(sql::CLOSED_PANELS).bind(season.as_str()).try_map(with(panel));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn at_home(&mut self, panel: &PanelId) -> Port<i64> {
        let q = query_scalar(sql::AT_HOME).bind(panel.as_str());
        q.fetch_one(self.conn()).await.fault()
    }

    async fn insert_draw(&mut self, season: &SeasonId, d: &DrawRow) -> Port<()> {
        query(sql::INSERT_DRAW)
            .bind(season.as_str())
            .bind(d.id.as_str())
            .bind(d.at)
            .bind(d.author.as_str())
            .bind(d.panel.as_str())
            .bind(to_json(&d.fields)?)
            .bind(d.seed)
            .bind(d.size)
            .bind(to_json(&d.candidates)?)
            .bind(to_json(&d.drawn)?)
            .bind(d.sha256.as_str())
            .bind(d.seated_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn draws(&mut self, season: &SeasonId) -> Port<Vec<DrawRow>> {
        let q = query(sql::DRAWS).bind(season.as_str()).try_map(with(draw));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_draw_seated(&mut self, id: &str, at: i64) -> Port<()> {
        let q = query(sql::SAVE_DRAW_SEATED).bind(id).bind(at);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "draw", id)
    }

    async fn names_of(&mut self, experts: &[ExpertId]) -> Port<Vec<(ExpertId, String, String)>> {
        if experts.is_empty() {
            return Ok(Vec::new());
        }
        let mut q = QueryBuilder::<Db>::new(sql::NAMES_OF);
        let mut list = q.separated(", ");
        for id in experts {
            list.push_bind(id.as_str());
        }
        list.push_unseparated(")");
        // Not kept as a prepared statement: each list has its own length.
        q.build().persistent(false).try_map(with(name)).fetch_all(self.conn()).await.fault()
    }
}
