//! Objections.

use async_trait::async_trait;
use domain::application::files::FileState;
use domain::ids::{AccountId, FileId, ObjectionId, SeasonId};
use domain::notice::handling::Handling;
use service::ports::Port;
use service::ports::objection::{EvidenceRow, HandlerRow, NoteRow, ObjectionPort, ObjectionRow};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, json, number, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::objection as sql;

fn objection(r: &DbRow) -> sqlx::Result<ObjectionRow> {
    Ok(ObjectionRow {
        id: id(r, "id")?,
        season: id(r, "season")?,
        number: get!(r, "number"),
        dossier: id(r, "dossier")?,
        place: number(r, "place")?,
        at: get!(r, "at"),
        token: get!(r, "token"),
        kept: json(r, "data")?,
        handling: json(r, "handling")?,
    })
}

fn evidence(r: &DbRow) -> sqlx::Result<EvidenceRow> {
    Ok(EvidenceRow {
        id: id(r, "id")?,
        objection: id(r, "objection")?,
        name: get!(r, "name"),
        media_type: get!(r, "media_type"),
        size: get!(r, "size"),
        sha256: get!(r, "sha256"),
        state: code(r, "state", FileState::from_code)?,
        at: get!(r, "at"),
    })
}

fn handler(r: &DbRow) -> sqlx::Result<HandlerRow> {
    Ok(HandlerRow {
        account: id(r, "account")?,
        named_by: id(r, "named_by")?,
        at: get!(r, "at"),
        left_at: get!(r, "left_at"),
    })
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

#[async_trait]
impl ObjectionPort for Session {
    async fn next_objection(&mut self, season: &SeasonId) -> Port<i64> {
        query_scalar(sql::NEXT).bind(season.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn insert_objection(&mut self, o: &ObjectionRow) -> Port<()> {
        query(sql::INSERT)
            .bind(o.handling.step().code())
            .bind(o.id.as_str())
            .bind(o.season.as_str())
            .bind(o.number)
            .bind(o.dossier.as_str())
            .bind(i64::from(o.place))
            .bind(o.at)
            .bind(o.token.as_str())
            .bind(to_json(&o.kept)?)
            .bind(to_json(&o.handling)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn objection(&mut self, id: &ObjectionId) -> Port<Option<ObjectionRow>> {
        let q = query(sql::OBJECTION).bind(id.as_str()).try_map(with(objection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn objection_by_token(&mut self, token: &str) -> Port<Option<ObjectionRow>> {
        let q = query(sql::BY_TOKEN).bind(token).try_map(with(objection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn objections(&mut self, season: &SeasonId) -> Port<Vec<ObjectionRow>> {
        let q = query(sql::OBJECTIONS).bind(season.as_str()).try_map(with(objection));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_handling(&mut self, id: &ObjectionId, handling: &Handling) -> Port<()> {
        let done = query(sql::SAVE_HANDLING)
            .bind(id.as_str())
            .bind(handling.step().code())
            .bind(to_json(handling)?)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "objection", id.as_str())
    }

    async fn evidence(&mut self, objection: &ObjectionId) -> Port<Vec<EvidenceRow>> {
        let q = query(sql::EVIDENCE).bind(objection.as_str()).try_map(with(evidence));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn evidence_file(&mut self, id: &FileId) -> Port<Option<EvidenceRow>> {
        let q = query(sql::EVIDENCE_FILE).bind(id.as_str()).try_map(with(evidence));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_evidence(&mut self, f: &EvidenceRow) -> Port<()> {
        query(sql::INSERT_EVIDENCE)
            .bind(f.id.as_str())
            .bind(f.objection.as_str())
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

    async fn held_evidence(&mut self, limit: i64) -> Port<Vec<EvidenceRow>> {
        let q = query(sql::HELD_EVIDENCE).bind(limit).try_map(with(evidence));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_evidence_state(&mut self, id: &FileId, state: FileState) -> Port<()> {
        let q = query(sql::SAVE_EVIDENCE_STATE).bind(id.as_str()).bind(state.code());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn handlers(&mut self, objection: &ObjectionId) -> Port<Vec<HandlerRow>> {
        let q = query(sql::HANDLERS).bind(objection.as_str()).try_map(with(handler));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_handler(&mut self, objection: &ObjectionId, h: &HandlerRow) -> Port<()> {
        query(sql::INSERT_HANDLER)
            .bind(objection.as_str())
            .bind(h.account.as_str())
            .bind(h.named_by.as_str())
            .bind(h.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn leave_objection(
        &mut self,
        objection: &ObjectionId,
        account: &AccountId,
        at: i64,
    ) -> Port<()> {
        let q = query(sql::LEAVE).bind(objection.as_str()).bind(account.as_str()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn objection_notes(&mut self, objection: &ObjectionId) -> Port<Vec<NoteRow>> {
        let q = query(sql::NOTES).bind(objection.as_str()).try_map(with(note));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_objection_note(&mut self, objection: &ObjectionId, n: &NoteRow) -> Port<()> {
        query(sql::INSERT_NOTE)
            .bind(objection.as_str())
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
}
