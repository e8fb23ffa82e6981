//! Room *exchange*.

use async_trait::async_trait;
use domain::exchange::activity::Activity;
use domain::exchange::guest::Guest;
use domain::ids::{AccountId, ActivityId, DossierId};
use service::ports::Port;
use service::ports::exchange::{ExchangePort, ReportRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::exchange as sql;

fn activity(r: &DbRow) -> sqlx::Result<Activity> {
    json(r, "data")
}

fn counted(r: &DbRow) -> sqlx::Result<(Activity, u32)> {
    let expected: i64 = get!(r, "expected");
    Ok((json(r, "data")?, u32::try_from(expected).unwrap_or(u32::MAX)))
}

fn guest(r: &DbRow) -> sqlx::Result<Guest> {
    json(r, "data")
}

fn attendance(r: &DbRow) -> sqlx::Result<(DossierId, ActivityId)> {
    Ok((id(r, "dossier")?, id(r, "activity")?))
}

fn year(r: &DbRow) -> sqlx::Result<i32> {
    let year: i64 = get!(r, "year");
    Ok(i32::try_from(year).unwrap_or_default())
}

fn report(r: &DbRow) -> sqlx::Result<ReportRow> {
    Ok(ReportRow {
        dossier: id(r, "dossier")?,
        year: year(r)?,
        number: get!(r, "number"),
        report: json(r, "data")?,
    })
}

fn first(r: &DbRow) -> sqlx::Result<(DossierId, i32, i64)> {
    Ok((id(r, "dossier")?, year(r)?, get!(r, "at")))
}

#[async_trait]
impl ExchangePort for Session {
    async fn activity(&mut self, id: &ActivityId) -> Port<Option<Activity>> {
        let q = query(sql::ACTIVITY).bind(id.as_str()).try_map(with(activity));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn activities(&mut self) -> Port<Vec<(Activity, u32)>> {
        query(sql::ACTIVITIES).try_map(with(counted)).fetch_all(self.conn()).await.fault()
    }

    async fn save_activity(&mut self, a: &Activity) -> Port<()> {
        query(sql::SAVE_ACTIVITY)
            .bind(a.id.as_str())
            .bind(a.starts.0)
            .bind(a.cancelled.as_ref().map(|c| c.at.0))
            .bind(to_json(a)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn guests(&mut self, activity: &ActivityId) -> Port<Vec<Guest>> {
        let q = query(sql::GUESTS).bind(activity.as_str()).try_map(with(guest));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn guests_of(&mut self, account: &AccountId) -> Port<Vec<(ActivityId, Guest)>> {
        let row = |r: &DbRow| Ok((id(r, "activity")?, json(r, "data")?));
        let q = query(sql::GUESTS_OF).bind(account.as_str()).try_map(with(row));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_guest(&mut self, activity: &ActivityId, g: &Guest) -> Port<()> {
        query(sql::SAVE_GUEST)
            .bind(activity.as_str())
            .bind(g.number)
            .bind(g.account.as_ref().map(|a| a.as_str().to_owned()))
            .bind(g.dossier.as_ref().map(|d| d.as_str().to_owned()))
            .bind(g.withdrawn.map(|at| at.0))
            .bind(g.attended.map(i64::from))
            .bind(to_json(g)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn attendances(&mut self) -> Port<Vec<(DossierId, ActivityId)>> {
        query(sql::ATTENDANCES).try_map(with(attendance)).fetch_all(self.conn()).await.fault()
    }

    async fn reports_of(&mut self, dossier: &DossierId) -> Port<Vec<ReportRow>> {
        let q = query(sql::REPORTS_OF).bind(dossier.as_str()).try_map(with(report));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn first_reports(&mut self) -> Port<Vec<(DossierId, i32, i64)>> {
        query(sql::FIRST_REPORTS).try_map(with(first)).fetch_all(self.conn()).await.fault()
    }

    async fn insert_report(&mut self, row: &ReportRow) -> Port<()> {
        query(sql::INSERT_REPORT)
            .bind(row.dossier.as_str())
            .bind(i64::from(row.year))
            .bind(row.number)
            .bind(row.report.at.0)
            .bind(to_json(&row.report)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
