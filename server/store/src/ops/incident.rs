//! Incidents and revocations.

use async_trait::async_trait;
use domain::ids::{IncidentId, OrganisationId};
use domain::incident::Revocation;
use domain::incident::case::Case;
use service::ports::Port;
use service::ports::incident::{IncidentPort, IncidentRow, StatementRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, id_opt, json, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::incident as sql;

fn incident(r: &DbRow) -> sqlx::Result<IncidentRow> {
    Ok(IncidentRow {
        id: id(r, "id")?,
        holder: json(r, "holder")?,
        organisation: id_opt(r, "organisation")?,
        dossier: id_opt(r, "dossier")?,
        at: get!(r, "at"),
        token: get!(r, "token"),
        reporter: id_opt(r, "reporter")?,
        kept: json(r, "data")?,
        case: json(r, "handling")?,
    })
}

fn statement(r: &DbRow) -> sqlx::Result<StatementRow> {
    let paper: i64 = get!(r, "paper");
    Ok(StatementRow {
        number: get!(r, "number"),
        author: id(r, "author")?,
        at: get!(r, "at"),
        text: get!(r, "text"),
        paper: paper != 0,
    })
}

fn revocation(r: &DbRow) -> sqlx::Result<Revocation> {
    json(r, "data")
}

#[async_trait]
impl IncidentPort for Session {
    async fn insert_incident(&mut self, i: &IncidentRow) -> Port<()> {
        query(sql::INSERT)
            .bind(i.holder.number.as_str())
            .bind(i.case.step().column())
            .bind(i.id.as_str())
            .bind(to_json(&i.holder)?)
            .bind(i.organisation.as_ref().map(|o| o.as_str()))
            .bind(i.dossier.as_ref().map(|d| d.as_str()))
            .bind(i.at)
            .bind(i.token.as_str())
            .bind(i.reporter.as_ref().map(|a| a.as_str()))
            .bind(to_json(&i.kept)?)
            .bind(to_json(&i.case)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn incident(&mut self, id: &IncidentId) -> Port<Option<IncidentRow>> {
        let q = query(sql::INCIDENT).bind(id.as_str()).try_map(with(incident));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn incident_by_token(&mut self, token: &str) -> Port<Option<IncidentRow>> {
        let q = query(sql::BY_TOKEN).bind(token).try_map(with(incident));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn incidents(&mut self, limit: i64) -> Port<Vec<IncidentRow>> {
        let q = query(sql::INCIDENTS).bind(limit).try_map(with(incident));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn incidents_of(&mut self, organisation: &OrganisationId) -> Port<Vec<IncidentRow>> {
        let q = query(sql::INCIDENTS_OF).bind(organisation.as_str()).try_map(with(incident));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn incidents_heard(&mut self) -> Port<Vec<IncidentRow>> {
        let q = query(sql::INCIDENTS_HEARD).try_map(with(incident));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_case(&mut self, id: &IncidentId, case: &Case) -> Port<()> {
        let done = query(sql::SAVE_CASE)
            .bind(id.as_str())
            .bind(case.step().column())
            .bind(to_json(case)?)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "incident", id.as_str())
    }

    async fn statements(&mut self, id: &IncidentId) -> Port<Vec<StatementRow>> {
        let q = query(sql::STATEMENTS).bind(id.as_str()).try_map(with(statement));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_statement(&mut self, id: &IncidentId, s: &StatementRow) -> Port<()> {
        query(sql::INSERT_STATEMENT)
            .bind(id.as_str())
            .bind(s.number)
            .bind(s.author.as_str())
            .bind(s.at)
            .bind(s.text.as_str())
            .bind(i64::from(s.paper))
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn insert_revocation(&mut self, id: &IncidentId, r: &Revocation) -> Port<()> {
        query(sql::INSERT_REVOCATION)
            .bind(r.title.number.as_str())
            .bind(id.as_str())
            .bind(r.at.0)
            .bind(to_json(r)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn revocation(&mut self, number: &str) -> Port<Option<Revocation>> {
        let q = query(sql::REVOCATION).bind(number).try_map(with(revocation));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn revocations(&mut self) -> Port<Vec<Revocation>> {
        query(sql::REVOCATIONS).try_map(with(revocation)).fetch_all(self.conn()).await.fault()
    }
}
