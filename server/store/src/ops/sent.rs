//! What was made of forms that add something.

use async_trait::async_trait;
use service::ports::Port;
use service::ports::sent::SentPort;
use sqlx::{query, query_scalar};

use super::Session;
use crate::fault::OrFault;
use crate::sql::sent as sql;

#[async_trait]
impl SentPort for Session {
    async fn sent(&mut self, digest: &str) -> Port<Option<String>> {
        query_scalar(sql::SENT).bind(digest).fetch_optional(self.conn()).await.fault()
    }

    async fn insert_sent(&mut self, digest: &str, made: &str, at: i64) -> Port<()> {
        let q = query(sql::INSERT_SENT).bind(digest).bind(made).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn has_sent_before(&mut self, before: i64) -> Port<bool> {
        let q = query_scalar(sql::SENT_BEFORE).bind(before);
        let found: i64 = q.fetch_one(self.conn()).await.fault()?;
        Ok(found > 0)
    }

    async fn delete_sent_before(&mut self, before: i64) -> Port<()> {
        query(sql::DELETE_SENT_BEFORE).bind(before).execute(self.conn()).await.fault()?;
        Ok(())
    }
}
