//! Incidents and revocations.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, FileId, IncidentId};
use domain::incident::Revocation;
use domain::incident::case::Case;
use service::ports::Port;
use service::ports::incident::{IncidentFileRow, IncidentPort, IncidentRow, StatementRow};
use service::ports::objection::{HandlerRow, NoteRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, id_opt, json, with};
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

fn file(r: &DbRow) -> sqlx::Result<IncidentFileRow> {
    Ok(IncidentFileRow {
        id: id(r, "id")?,
        incident: id(r, "incident")?,
        statement: get!(r, "statement"),
        name: get!(r, "name"),
        media_type: get!(r, "media_type"),
        size: get!(r, "size"),
        sha256: get!(r, "sha256"),
        state: code(r, "state", FileState::from_code)?,
        at: get!(r, "at"),
    })
}

fn person(r: &DbRow) -> sqlx::Result<HandlerRow> {
    Ok(HandlerRow {
        account: id(r, "account")?,
        named_by: id(r, "named_by")?,
        at: get!(r, "at"),
        left_at: get!(r, "left_at"),
    })
}

fn person_of(r: &DbRow) -> sqlx::Result<(IncidentId, HandlerRow)> {
    Ok((id(r, "incident")?, person(r)?))
}

fn note(r: &DbRow) -> sqlx::Result<NoteRow> {
    let report: i64 = get!(r, "report");
    Ok(NoteRow {
        number: get!(r, "number"),
        report: report != 0,
        author: id(r, "author")?,
        at: get!(r, "at"),
        text: get!(r, "text"),
    })
}

fn statement(r: &DbRow) -> sqlx::Result<StatementRow> {
    Ok(StatementRow {
        number: get!(r, "number"),
        author: id(r, "author")?,
        at: get!(r, "at"),
        text: get!(r, "text"),
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
            .bind(i.case.step().code())
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

    async fn save_case(&mut self, id: &IncidentId, case: &Case) -> Port<()> {
        let done = query(sql::SAVE_CASE)
            .bind(id.as_str())
            .bind(case.step().code())
            .bind(to_json(case)?)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "incident", id.as_str())
    }

    async fn incident_files(&mut self, id: &IncidentId) -> Port<Vec<IncidentFileRow>> {
        let q = query(sql::FILES).bind(id.as_str()).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn incident_file(&mut self, id: &FileId) -> Port<Option<IncidentFileRow>> {
        let q = query(sql::FILE).bind(id.as_str()).try_map(with(file));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_incident_file(&mut self, f: &IncidentFileRow) -> Port<()> {
        query(sql::INSERT_FILE)
            .bind(f.id.as_str())
            .bind(f.incident.as_str())
            .bind(f.statement)
            .bind(f.name.as_str())
            .bind(f.media_type.as_str())
            .bind(f.size)
            .bind(f.sha256.as_str())
            .bind(f.state.code())
            .bind(f.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn held_incident_files(&mut self, limit: i64) -> Port<Vec<IncidentFileRow>> {
        let q = query(sql::HELD_FILES).bind(limit).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_incident_file_state(&mut self, id: &FileId, state: FileState) -> Port<()> {
        let q = query(sql::SAVE_FILE_STATE).bind(id.as_str()).bind(state.code());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn incident_people(&mut self, id: &IncidentId) -> Port<Vec<HandlerRow>> {
        let q = query(sql::PEOPLE).bind(id.as_str()).try_map(with(person));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn people_of_incidents(&mut self) -> Port<Vec<(IncidentId, HandlerRow)>> {
        let q = query(sql::ALL_PEOPLE).try_map(with(person_of));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_incident_person(&mut self, id: &IncidentId, p: &HandlerRow) -> Port<()> {
        query(sql::INSERT_PERSON)
            .bind(id.as_str())
            .bind(p.account.as_str())
            .bind(p.named_by.as_str())
            .bind(p.at)
            .bind(p.left_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn leave_incident(&mut self, id: &IncidentId, account: &AccountId, at: i64) -> Port<()> {
        let q = query(sql::LEAVE).bind(id.as_str()).bind(account.as_str()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn incident_notes(&mut self, id: &IncidentId) -> Port<Vec<NoteRow>> {
        let q = query(sql::NOTES).bind(id.as_str()).try_map(with(note));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_incident_note(&mut self, id: &IncidentId, n: &NoteRow) -> Port<()> {
        query(sql::INSERT_NOTE)
            .bind(id.as_str())
            .bind(n.number)
            .bind(i64::from(n.report))
            .bind(n.author.as_str())
            .bind(n.at)
            .bind(n.text.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
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
