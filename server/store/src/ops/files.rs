//! The corridor's files: uploads under way, and files by their state.

use async_trait::async_trait;
use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::ids::{DossierId, FileId};
use service::ports::Port;
use service::ports::application::FileRow;
use service::ports::files::{FilesPort, UploadRow};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::application::file;
use super::rows::{code, get, id, with};
use crate::fault::OrFault;
use crate::sql::files as sql;

fn upload(r: &DbRow) -> sqlx::Result<UploadRow> {
    Ok(UploadRow {
        id: id(r, "id")?,
        dossier: id(r, "dossier")?,
        slot: code(r, "slot", Slot::from_code)?,
        account: id(r, "account")?,
        name: get!(r, "name"),
        size: get!(r, "size"),
        mark: get!(r, "mark"),
        created_at: get!(r, "created_at"),
        expires_at: get!(r, "expires_at"),
    })
}

#[async_trait]
impl FilesPort for Session {
    async fn insert_upload(&mut self, u: &UploadRow) -> Port<()> {
        query(sql::INSERT_UPLOAD)
            .bind(u.id.as_str())
            .bind(u.dossier.as_str())
            .bind(u.slot.code())
            .bind(u.account.as_str())
            .bind(u.name.as_str())
            .bind(u.size)
            .bind(u.mark.as_str())
            .bind(u.created_at)
            .bind(u.expires_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn upload(&mut self, id: &FileId) -> Port<Option<UploadRow>> {
        let q = query(sql::UPLOAD).bind(id.as_str()).try_map(with(upload));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn uploads_of(&mut self, dossier: &DossierId) -> Port<Vec<UploadRow>> {
        let q = query(sql::UPLOADS_OF).bind(dossier.as_str()).try_map(with(upload));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn expired_uploads(&mut self, before: i64) -> Port<Vec<UploadRow>> {
        let q = query(sql::EXPIRED).bind(before).try_map(with(upload));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn delete_upload(&mut self, id: &FileId) -> Port<()> {
        query(sql::DELETE_UPLOAD).bind(id.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn files_in_state(&mut self, state: FileState, limit: i64) -> Port<Vec<FileRow>> {
        let q = query(sql::IN_STATE).bind(state.code()).bind(limit).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn contents(&mut self) -> Port<Vec<(String, String)>> {
        let read = |r: &DbRow| Ok((get!(r, "sha256"), get!(r, "named")));
        query(sql::CONTENTS).try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn content_named(&mut self, sha256: &str) -> Port<bool> {
        let q = query_scalar(sql::CONTENT_NAMED).bind(sha256);
        let n: i64 = q.fetch_one(self.conn()).await.fault()?;
        Ok(n > 0)
    }

    async fn note_content(&mut self, sha256: &str, due: i64) -> Port<()> {
        query(sql::NOTE_CONTENT).bind(sha256).bind(due).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn content_due(&mut self, sha256: &str) -> Port<Option<i64>> {
        query_scalar(sql::CONTENT_DUE).bind(sha256).fetch_optional(self.conn()).await.fault()
    }

    async fn contents_due(&mut self, by: i64, limit: i64) -> Port<Vec<String>> {
        let q = query_scalar(sql::CONTENTS_DUE).bind(by).bind(limit);
        q.fetch_all(self.conn()).await.fault()
    }

    async fn forget_content(&mut self, sha256: &str) -> Port<()> {
        query(sql::FORGET_CONTENT).bind(sha256).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn contents_left(&mut self) -> Port<i64> {
        query_scalar(sql::CONTENTS_LEFT).fetch_one(self.conn()).await.fault()
    }

    async fn evidence_since(&mut self, since: i64) -> Port<i64> {
        query_scalar(sql::EVIDENCE_SINCE).bind(since).fetch_one(self.conn()).await.fault()
    }

    async fn save_file_state(&mut self, id: &FileId, state: FileState) -> Port<()> {
        query(sql::SAVE_STATE)
            .bind(id.as_str())
            .bind(state.code())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
