//! The corridor's mail.

use async_trait::async_trait;
use domain::ids::{AccountId, DossierId, SeasonId};
use domain::lang::Lang;
use domain::mail::Message;
use service::ports::Port;
use service::ports::mail::{InboxRow, MailPort, MailRow, MailState};
use sqlx::{query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, id_opt, with};
use crate::fault::{OrFault, to_json};
use crate::sql::mail as sql;

/// What is told, where this program can read it. While two servers are brought up to date one after the other, the
/// newer one may post kinds that the older one has never heard of: those it leaves to the other.
fn told(r: &DbRow) -> sqlx::Result<Option<Message>> {
    let text: String = get!(r, "message");
    Ok(serde_json::from_str(&text).ok())
}

fn mail(r: &DbRow) -> sqlx::Result<Option<MailRow>> {
    let Some(message) = told(r)? else { return Ok(None) };
    let lang: Option<String> = get!(r, "lang");
    Ok(Some(MailRow {
        id: get!(r, "id"),
        at: get!(r, "at"),
        account: id_opt(r, "account")?,
        address: get!(r, "address"),
        dossier: id_opt(r, "dossier")?,
        message,
        urgent: get!(r, "urgent"),
        state: code(r, "state", MailState::from_code)?,
        bundle: get!(r, "bundle"),
        claim: get!(r, "claim"),
        tries: get!(r, "tries"),
        next_at: get!(r, "next_at"),
        sent_at: get!(r, "sent_at"),
        error: get!(r, "error"),
        lang: lang.map(|l| Lang::from_code(&l)),
    }))
}

fn inbox(r: &DbRow) -> sqlx::Result<Option<InboxRow>> {
    let Some(message) = told(r)? else { return Ok(None) };
    Ok(Some(InboxRow {
        id: get!(r, "id"),
        account: id(r, "account")?,
        dossier: id_opt(r, "dossier")?,
        message,
        at: get!(r, "at"),
        read_at: get!(r, "read_at"),
    }))
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// The rows this program can read.
fn known<T>(rows: Vec<Option<T>>) -> Vec<T> {
    rows.into_iter().flatten().collect()
}

#[async_trait]
impl MailPort for Session {
    async fn insert_mail(&mut self, m: &MailRow) -> Port<()> {
        query(sql::INSERT)
            .bind(m.id.as_str())
            .bind(m.at)
            .bind(m.account.as_ref().map(AccountId::as_str))
            .bind(m.address.as_str())
            .bind(m.dossier.as_ref().map(DossierId::as_str))
            .bind(to_json(&m.message)?)
            .bind(m.urgent)
            .bind(m.state.code())
            .bind(m.bundle.as_str())
            .bind(m.claim.as_str())
            .bind(m.tries)
            .bind(m.next_at)
            .bind(m.sent_at)
            .bind(m.error.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn due_mails(&mut self, now: i64, posted: i64, limit: i64) -> Port<Vec<MailRow>> {
        let mut among = limit;
        loop {
            let q = query(sql::DUE).bind(now).bind(posted).bind(among).try_map(with(mail));
            let rows = q.fetch_all(self.conn()).await.fault()?;
            let all = rows.len();
            let mut rows = known(rows);
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            // What is left to others must not stand before what is this program's.
            if count(rows.len()) >= limit || count(all) < among {
                return Ok(rows);
            }
            among = among.saturating_mul(8);
        }
    }

    async fn loose_mails(&mut self, account: &AccountId) -> Port<Vec<MailRow>> {
        let q = query(sql::LOOSE).bind(account.as_str()).try_map(with(mail));
        q.fetch_all(self.conn()).await.fault().map(known)
    }

    async fn claim_mail(&mut self, id: &str, bundle: &str, claim: &str, until: i64) -> Port<()> {
        let q = query(sql::CLAIM).bind(id).bind(bundle).bind(claim).bind(until);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn bundled_mails(&mut self, bundle: &str) -> Port<Vec<MailRow>> {
        let q = query(sql::BUNDLED).bind(bundle).try_map(with(mail));
        q.fetch_all(self.conn()).await.fault().map(known)
    }

    async fn settle_mail(&mut self, m: &MailRow, claim: &str) -> Port<bool> {
        let done = query(sql::SETTLE)
            .bind(m.id.as_str())
            .bind(claim)
            .bind(to_json(&m.message)?)
            .bind(m.state.code())
            .bind(m.next_at)
            .bind(m.sent_at)
            .bind(m.error.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(done.rows_affected() == 1)
    }

    async fn waiting_mails(&mut self) -> Port<Vec<MailRow>> {
        query(sql::WAITING).try_map(with(mail)).fetch_all(self.conn()).await.fault().map(known)
    }

    async fn mails(&mut self, state: MailState, limit: i64) -> Port<Vec<MailRow>> {
        let q = query(sql::MAILS).bind(state.code()).bind(limit).try_map(with(mail));
        q.fetch_all(self.conn()).await.fault().map(known)
    }

    async fn reopen_mail(&mut self, id: &str, next_at: i64) -> Port<()> {
        query(sql::REOPEN).bind(id).bind(next_at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn dismiss_mails(&mut self) -> Port<u64> {
        Ok(query(sql::DISMISS).execute(self.conn()).await.fault()?.rows_affected())
    }

    async fn given_up_since(&mut self, since: i64) -> Port<i64> {
        query_scalar(sql::GIVEN_UP_SINCE).bind(since).fetch_one(self.conn()).await.fault()
    }

    async fn count_mails(&mut self) -> Port<Vec<(MailState, i64)>> {
        let read = |r: &DbRow| Ok((code(r, "state", MailState::from_code)?, get!(r, "n")));
        query(sql::COUNT).try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn insert_inbox(&mut self, row: &InboxRow) -> Port<()> {
        query(sql::INSERT_INBOX)
            .bind(row.id.as_str())
            .bind(row.account.as_str())
            .bind(row.dossier.as_ref().map(DossierId::as_str))
            .bind(to_json(&row.message)?)
            .bind(row.at)
            .bind(row.read_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn inbox(&mut self, account: &AccountId, limit: i64) -> Port<Vec<InboxRow>> {
        let q = query(sql::INBOX).bind(account.as_str()).bind(limit).try_map(with(inbox));
        q.fetch_all(self.conn()).await.fault().map(known)
    }

    async fn count_unread(&mut self, account: &AccountId) -> Port<i64> {
        query_scalar(sql::UNREAD).bind(account.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn inbox_row(&mut self, account: &AccountId, id: &str) -> Port<Option<InboxRow>> {
        let q = query(sql::INBOX_ROW).bind(account.as_str()).bind(id).try_map(with(inbox));
        q.fetch_optional(self.conn()).await.fault().map(Option::flatten)
    }

    async fn read_inbox(&mut self, account: &AccountId, id: &str, at: i64) -> Port<()> {
        let q = query(sql::READ).bind(account.as_str()).bind(id).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn read_whole_inbox(&mut self, account: &AccountId, until: i64, at: i64) -> Port<()> {
        let q = query(sql::READ_WHOLE).bind(account.as_str()).bind(until).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn reminders(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, String)>> {
        let row = |r: &DbRow| Ok((id(r, "dossier")?, get!(r, "what")));
        let q = query(sql::REMINDERS).bind(season.as_str()).try_map(with(row));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_reminder(&mut self, dossier: &DossierId, what: &str, at: i64) -> Port<bool> {
        let q = query(sql::INSERT_REMINDER).bind(dossier.as_str()).bind(what).bind(at);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }
}
