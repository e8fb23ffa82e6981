//! Room *season*.

use async_trait::async_trait;
use domain::ids::SeasonId;
use domain::policy::Role;
use domain::recommendation::Quota;
use domain::season::Season;
use service::ports::{
    Port,
    season::{CalendarYear, Rehearsal, SeasonPort},
};
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

    async fn opened_seasons(&mut self) -> Port<Vec<Season>> {
        let read = |r: &DbRow| json(r, "data");
        query(sql::OPENED).try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn planned_season(&mut self) -> Port<Option<Season>> {
        let read = |r: &DbRow| json(r, "data");
        query(sql::PLANNED).try_map(with(read)).fetch_optional(self.conn()).await.fault()
    }

    async fn season_by_id(&mut self, id: &SeasonId) -> Port<Option<Season>> {
        let read = |r: &DbRow| json(r, "data");
        let q = query(sql::BY_ID).bind(id.as_str());
        q.try_map(with(read)).fetch_optional(self.conn()).await.fault()
    }

    async fn insert_planned(&mut self, season: &Season) -> Port<()> {
        query(sql::INSERT_PLANNED)
            .bind(season.id.as_str())
            .bind(i64::from(season.year))
            .bind(to_json(season)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn open_season(&mut self, season: &SeasonId) -> Port<()> {
        query(sql::OPEN).bind(season.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn copy_quotas(&mut self, from: &SeasonId, to: &SeasonId) -> Port<()> {
        query(sql::COPY_QUOTAS)
            .bind(from.as_str())
            .bind(to.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn carry_grants(&mut self, from: &SeasonId, to: &SeasonId, roles: &[Role]) -> Port<i64> {
        let mut carried = 0;
        for role in roles {
            let done = query(sql::CARRY_GRANT)
                .bind(from.as_str())
                .bind(to.as_str())
                .bind(role.code())
                .execute(self.conn())
                .await
                .fault()?;
            carried += i64::try_from(done.rows_affected()).unwrap_or_default();
        }
        Ok(carried)
    }

    async fn rehearsal(&mut self) -> Port<Option<Rehearsal>> {
        let read =
            |r: &DbRow| Ok(Rehearsal { made_at: get!(r, "made_at"), ahead: get!(r, "ahead") });
        query(sql::REHEARSAL).try_map(with(read)).fetch_optional(self.conn()).await.fault()
    }

    async fn save_rehearsal(&mut self, mark: &Rehearsal) -> Port<()> {
        let before = self.rehearsal().await?.map_or(0, |r| r.ahead);
        query(sql::SAVE_REHEARSAL)
            .bind(mark.made_at)
            .bind(mark.ahead)
            .execute(self.conn())
            .await
            .fault()?;
        query(sql::SHIFT_SESSIONS).bind(mark.ahead - before).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn calendar_years(&mut self) -> Port<Vec<CalendarYear>> {
        let read = |r: &DbRow| {
            Ok(CalendarYear {
                data: json(r, "data")?,
                reason: get!(r, "reason"),
                author: get!(r, "author"),
                at: get!(r, "at"),
            })
        };
        query(sql::YEARS).try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn save_calendar_year(&mut self, year: &CalendarYear) -> Port<()> {
        query(sql::SAVE_YEAR)
            .bind(i64::from(year.data.year))
            .bind(to_json(&year.data)?)
            .bind(&year.reason)
            .bind(&year.author)
            .bind(year.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
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
