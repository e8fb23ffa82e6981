//! A dossier's way.

use async_trait::async_trait;
use domain::application::page::Page;
use domain::application::sign_off::Outcome;
use domain::formality::Item;
use domain::ids::DossierId;
use service::ports::Port;
use service::ports::application::{FileRow, VersionRow};
use service::ports::flow::{
    CorrectionRow, FlowPort, PresenceRow, ReturnRow, RevisionRow, SignOffRow,
};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::application::{file, version};
use super::rows::{code, get, id, json, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::flow as sql;

fn sign_off(r: &DbRow) -> sqlx::Result<SignOffRow> {
    Ok(SignOffRow {
        id: get!(r, "id"),
        dossier: id(r, "dossier")?,
        token_hash: get!(r, "token_hash"),
        email: get!(r, "email"),
        asked_by: get!(r, "asked_by"),
        asked_at: get!(r, "asked_at"),
        expires_at: get!(r, "expires_at"),
        version: get!(r, "version"),
        sha256: get!(r, "sha256"),
        outcome: code(r, "outcome", Outcome::from_code)?,
        answered_at: get!(r, "answered_at"),
        name: get!(r, "name"),
        reason: get!(r, "reason"),
    })
}

fn correction(r: &DbRow) -> sqlx::Result<CorrectionRow> {
    Ok(CorrectionRow {
        round: json(r, "round")?,
        by: get!(r, "author"),
        before: get!(r, "before_version"),
        after: get!(r, "after_version"),
    })
}

fn returned(r: &DbRow) -> sqlx::Result<ReturnRow> {
    Ok(ReturnRow { at: get!(r, "at"), by: get!(r, "author"), reason: get!(r, "reason") })
}

fn revision(r: &DbRow) -> sqlx::Result<RevisionRow> {
    Ok(RevisionRow {
        page: code(r, "page", Page::from_code)?,
        revision: get!(r, "revision"),
        saved_at: get!(r, "saved_at"),
        saved_by: get!(r, "saved_by"),
        name: get!(r, "name"),
    })
}

fn presence(r: &DbRow) -> sqlx::Result<PresenceRow> {
    Ok(PresenceRow {
        account: get!(r, "account"),
        tab: get!(r, "tab"),
        name: get!(r, "name"),
        page: get!(r, "page"),
        seen_at: get!(r, "seen_at"),
    })
}

#[async_trait]
impl FlowPort for Session {
    async fn insert_sign_off(&mut self, s: &SignOffRow) -> Port<()> {
        query(sql::INSERT_SIGN_OFF)
            .bind(s.id.as_str())
            .bind(s.dossier.as_str())
            .bind(s.token_hash.as_str())
            .bind(s.email.as_str())
            .bind(s.asked_by.as_str())
            .bind(s.asked_at)
            .bind(s.expires_at)
            .bind(s.version)
            .bind(s.sha256.as_str())
            .bind(s.outcome.code())
            .bind(s.answered_at)
            .bind(s.name.as_str())
            .bind(s.reason.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn sign_off_of(&mut self, token_hash: &str) -> Port<Option<SignOffRow>> {
        let q = query(sql::SIGN_OFF_OF).bind(token_hash).try_map(with(sign_off));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn sign_off(&mut self, id: &DossierId) -> Port<Option<SignOffRow>> {
        let q = query(sql::SIGN_OFF).bind(id.as_str()).try_map(with(sign_off));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn answer_sign_off(&mut self, s: &SignOffRow) -> Port<()> {
        let done = query(sql::ANSWER_SIGN_OFF)
            .bind(s.id.as_str())
            .bind(s.outcome.code())
            .bind(s.answered_at)
            .bind(s.name.as_str())
            .bind(s.reason.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "open request to sign", &s.id)
    }

    async fn replace_sign_offs(&mut self, id: &DossierId, version: i64, at: i64) -> Port<()> {
        query(sql::REPLACE_SIGN_OFFS)
            .bind(id.as_str())
            .bind(version)
            .bind(at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn correction(&mut self, id: &DossierId) -> Port<Option<CorrectionRow>> {
        let q = query(sql::CORRECTION).bind(id.as_str()).try_map(with(correction));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_correction(&mut self, id: &DossierId, c: &CorrectionRow) -> Port<()> {
        query(sql::INSERT_CORRECTION)
            .bind(id.as_str())
            .bind(to_json(&c.round)?)
            .bind(c.by.as_str())
            .bind(c.before)
            .bind(c.after)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn answer_correction(&mut self, id: &DossierId, c: &CorrectionRow) -> Port<()> {
        let done = query(sql::ANSWER_CORRECTION)
            .bind(id.as_str())
            .bind(to_json(&c.round)?)
            .bind(c.after)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "open correction of dossier", id.as_str())
    }

    async fn forget_ticks(&mut self, id: &DossierId, items: &[Item]) -> Port<()> {
        for item in items {
            query(sql::FORGET_TICK)
                .bind(id.as_str())
                .bind(item.code())
                .execute(self.conn())
                .await
                .fault()?;
        }
        Ok(())
    }

    async fn insert_return(&mut self, id: &DossierId, r: &ReturnRow) -> Port<()> {
        query(sql::INSERT_RETURN)
            .bind(id.as_str())
            .bind(r.at)
            .bind(r.by.as_str())
            .bind(r.reason.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn last_return(&mut self, id: &DossierId) -> Port<Option<ReturnRow>> {
        let q = query(sql::LAST_RETURN).bind(id.as_str()).try_map(with(returned));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn last_version(&mut self, id: &DossierId) -> Port<i64> {
        query_scalar(sql::LAST_VERSION).bind(id.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn versions(&mut self, id: &DossierId) -> Port<Vec<VersionRow>> {
        let q = query(sql::VERSIONS).bind(id.as_str()).try_map(with(version));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn revisions(&mut self, id: &DossierId, limit: i64) -> Port<Vec<RevisionRow>> {
        let q = query(sql::REVISIONS).bind(id.as_str()).bind(limit).try_map(with(revision));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn count_revisions(&mut self, id: &DossierId) -> Port<i64> {
        query_scalar(sql::COUNT_REVISIONS).bind(id.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn files_ever(&mut self, id: &DossierId) -> Port<Vec<FileRow>> {
        let q = query(sql::FILES_EVER).bind(id.as_str()).try_map(with(file));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_presence(&mut self, id: &DossierId, p: &PresenceRow, before: i64) -> Port<()> {
        query(sql::FORGET_PRESENCE).bind(before).execute(self.conn()).await.fault()?;
        query(sql::SAVE_PRESENCE)
            .bind(id.as_str())
            .bind(p.account.as_str())
            .bind(p.tab.as_str())
            .bind(p.name.as_str())
            .bind(p.page.as_str())
            .bind(p.seen_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn present(&mut self, id: &DossierId, since: i64) -> Port<Vec<PresenceRow>> {
        let q = query(sql::PRESENT).bind(id.as_str()).bind(since).try_map(with(presence));
        q.fetch_all(self.conn()).await.fault()
    }
}
