//! The journal's table.

use async_trait::async_trait;
use domain::heads::Head as PublishedHead;
use domain::ids::DossierId;
use service::ports::{Backed, Entry, Head, HeadRow, JournalPort, Port};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::rows::{get, with};
use crate::fault::OrFault;
use crate::sql::journal as sql;

pub(super) fn head(r: &DbRow) -> sqlx::Result<Head> {
    Ok(Head { seq: get!(r, "seq"), at: get!(r, "at"), hash: get!(r, "hash") })
}

pub(super) fn entry(r: &DbRow) -> sqlx::Result<Entry> {
    Ok(Entry {
        seq: get!(r, "seq"),
        at: get!(r, "at"),
        actor: get!(r, "actor"),
        on_behalf: get!(r, "on_behalf"),
        dossier: get!(r, "dossier"),
        room: get!(r, "room"),
        kind: get!(r, "kind"),
        data: get!(r, "data"),
        reason: get!(r, "reason"),
        prev_hash: get!(r, "prev_hash"),
        hash: get!(r, "hash"),
    })
}

fn published(r: &DbRow) -> sqlx::Result<HeadRow> {
    Ok(HeadRow {
        seq: get!(r, "seq"),
        at: get!(r, "at"),
        public_key: get!(r, "public_key"),
        head: PublishedHead {
            date: get!(r, "day"),
            hash: get!(r, "hash"),
            signature: get!(r, "signature"),
            key: get!(r, "key_sha256"),
        },
    })
}

#[async_trait]
impl JournalPort for Session {
    async fn head(&mut self) -> Port<Head> {
        if let Some(writer) = &self.writer {
            return Ok(writer.head.clone());
        }
        query(sql::HEAD).try_map(with(head)).fetch_one(self.conn()).await.fault()
    }

    async fn append(&mut self, e: &Entry) -> Port<()> {
        query(sql::APPEND)
            .bind(e.seq)
            .bind(e.at)
            .bind(e.actor.as_str())
            .bind(e.on_behalf.as_str())
            .bind(e.dossier.as_str())
            .bind(e.room.as_str())
            .bind(e.kind.as_str())
            .bind(e.data.as_str())
            .bind(e.reason.as_str())
            .bind(e.prev_hash.as_str())
            .bind(e.hash.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn entries(&mut self, after: i64, limit: i64) -> Port<Vec<Entry>> {
        let q = query(sql::ENTRIES).bind(after).bind(limit).try_map(with(entry));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn quiet(&mut self, after: i64, to: i64, kinds: &[&str; 7]) -> Port<bool> {
        let mut q = query_scalar(sql::LOUD).bind(after).bind(to);
        for kind in kinds {
            q = q.bind(*kind);
        }
        let loud: i64 = q.fetch_one(self.conn()).await.fault()?;
        Ok(loud == 0)
    }

    async fn entries_by(&mut self, actor: &str, after: i64, limit: i64) -> Port<Vec<Entry>> {
        let q = query(sql::ENTRIES_BY).bind(actor).bind(after).bind(limit).try_map(with(entry));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn published_head(&mut self, date: &str) -> Port<Option<HeadRow>> {
        let q = query(sql::PUBLISHED).bind(date).try_map(with(published));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn published_heads(&mut self) -> Port<Vec<HeadRow>> {
        query(sql::ALL_PUBLISHED).try_map(with(published)).fetch_all(self.conn()).await.fault()
    }

    async fn insert_head(&mut self, row: &HeadRow) -> Port<()> {
        query(sql::PUBLISH)
            .bind(row.head.date.as_str())
            .bind(row.seq)
            .bind(row.at)
            .bind(row.head.hash.as_str())
            .bind(row.head.signature.as_str())
            .bind(row.head.key.as_str())
            .bind(row.public_key.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn last_backup(&mut self) -> Port<Option<Backed>> {
        let read =
            |r: &DbRow| Ok(Backed { at: get!(r, "at"), contents_at: get!(r, "contents_at") });
        let q = query(sql::BACKUP_NOTE).try_map(with(read));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn note_backup(&mut self, at: i64, contents: bool) -> Port<()> {
        let q = query(sql::NOTE_BACKUP).bind(at).bind(contents.then_some(at));
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn broken(&mut self) -> Port<Vec<String>> {
        super::check::broken(self.conn()).await
    }

    async fn entries_of(&mut self, dossier: &DossierId) -> Port<Vec<Entry>> {
        let q = query(sql::ENTRIES_OF).bind(dossier.as_str()).try_map(with(entry));
        q.fetch_all(self.conn()).await.fault()
    }
}
