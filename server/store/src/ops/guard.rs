//! What guards accounts.

use async_trait::async_trait;
use domain::ids::{AccountId, SeasonId};
use domain::policy::Role;
use service::ports::Port;
use service::ports::guard::{
    AccountLine, AccountsWish, CheckRow, FactorRow, GuardPort, HalfRow, JournalLine, JournalWish,
    RequestRow,
};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::identity::account;
use super::journal::entry;
use super::rows::{code, get, id, with};
use crate::fault::OrFault;
use crate::sql::guard as sql;

/// Rows of the journal have smaller numbers.
const END: i64 = i64::MAX;

fn factor(r: &DbRow) -> sqlx::Result<FactorRow> {
    let pair = |text: Option<String>, at: Option<i64>| text.zip(at);
    Ok(FactorRow {
        secret: pair(get!(r, "secret"), get!(r, "confirmed_at")),
        last_step: get!(r, "last_step"),
        pending: pair(get!(r, "pending"), get!(r, "pending_at")),
    })
}

fn half(r: &DbRow) -> sqlx::Result<HalfRow> {
    Ok(HalfRow {
        token_hash: get!(r, "token_hash"),
        account: id(r, "account")?,
        created_at: get!(r, "created_at"),
        expires_at: get!(r, "expires_at"),
        device: get!(r, "device"),
    })
}

fn line(r: &DbRow) -> sqlx::Result<AccountLine> {
    let factors: i64 = get!(r, "factors");
    Ok(AccountLine {
        account: account(r)?,
        disabled_at: get!(r, "disabled_at"),
        factor: factors > 0,
    })
}

fn request(r: &DbRow) -> sqlx::Result<RequestRow> {
    Ok(RequestRow {
        id: get!(r, "id"),
        account: id(r, "account")?,
        role: code(r, "role", Role::from_code)?,
        reason: get!(r, "reason"),
        asked_by: id(r, "asked_by")?,
        asked_at: get!(r, "asked_at"),
    })
}

fn journal_line(r: &DbRow) -> sqlx::Result<JournalLine> {
    Ok(JournalLine { entry: entry(r)?, name: get!(r, "name"), reference: get!(r, "reference") })
}

fn check(r: &DbRow) -> sqlx::Result<CheckRow> {
    let (at, damage): (Option<i64>, String) = (get!(r, "broken_at"), get!(r, "damage"));
    Ok(CheckRow {
        at: get!(r, "at"),
        walked: get!(r, "walked"),
        hash: get!(r, "hash"),
        broken: at.map(|at| (at, damage)),
    })
}

fn n(r: &DbRow) -> sqlx::Result<i64> {
    Ok(get!(r, "n"))
}

#[async_trait]
impl GuardPort for Session {
    async fn factor(&mut self, account: &AccountId) -> Port<Option<FactorRow>> {
        let q = query(sql::FACTOR).bind(account.as_str()).try_map(with(factor));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn any_factor(&mut self) -> Port<Option<(AccountId, String)>> {
        let read = |r: &DbRow| Ok((id(r, "account")?, get!(r, "sealed")));
        query(sql::ANY_FACTOR).try_map(with(read)).fetch_optional(self.conn()).await.fault()
    }

    async fn save_pending(&mut self, account: &AccountId, sealed: &str, at: i64) -> Port<()> {
        let q = query(sql::SAVE_PENDING).bind(account.as_str()).bind(sealed).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn confirm_factor(&mut self, account: &AccountId, step: i64, at: i64) -> Port<bool> {
        let q = query(sql::CONFIRM_FACTOR).bind(account.as_str()).bind(step).bind(at);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn use_step(&mut self, account: &AccountId, step: i64) -> Port<bool> {
        let q = query(sql::USE_STEP).bind(account.as_str()).bind(step);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn delete_factor(&mut self, account: &AccountId) -> Port<bool> {
        for text in [sql::DELETE_RECOVERY, sql::DELETE_HALVES] {
            query(text).bind(account.as_str()).execute(self.conn()).await.fault()?;
        }
        let q = query(sql::DELETE_FACTOR).bind(account.as_str());
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn save_recovery(&mut self, account: &AccountId, digests: &[String]) -> Port<()> {
        let q = query(sql::DELETE_RECOVERY).bind(account.as_str());
        q.execute(self.conn()).await.fault()?;
        for digest in digests {
            let q = query(sql::INSERT_RECOVERY).bind(account.as_str()).bind(digest.as_str());
            q.execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn use_recovery(&mut self, account: &AccountId, digest: &str, at: i64) -> Port<bool> {
        let q = query(sql::USE_RECOVERY).bind(account.as_str()).bind(digest).bind(at);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn recovery_left(&mut self, account: &AccountId) -> Port<i64> {
        let q = query(sql::RECOVERY_LEFT).bind(account.as_str()).try_map(with(n));
        q.fetch_one(self.conn()).await.fault()
    }

    async fn insert_half(&mut self, h: &HalfRow) -> Port<()> {
        query(sql::PRUNE_HALVES).bind(h.created_at).execute(self.conn()).await.fault()?;
        query(sql::INSERT_HALF)
            .bind(h.token_hash.as_str())
            .bind(h.account.as_str())
            .bind(h.created_at)
            .bind(h.expires_at)
            .bind(h.device.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn half(&mut self, token_hash: &str) -> Port<Option<HalfRow>> {
        let q = query(sql::HALF).bind(token_hash).try_map(with(half));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn delete_halves(&mut self, account: &AccountId) -> Port<()> {
        query(sql::DELETE_HALVES).bind(account.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn disable(&mut self, account: &AccountId, at: i64) -> Port<()> {
        let q = query(sql::DISABLE).bind(account.as_str()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn enable(&mut self, account: &AccountId) -> Port<bool> {
        let q = query(sql::ENABLE).bind(account.as_str());
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn disabled(&mut self, account: &AccountId) -> Port<Option<i64>> {
        let read = |r: &DbRow| Ok(get!(r, "at"));
        let q = query(sql::DISABLED).bind(account.as_str()).try_map(with(read));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn account_names(&mut self) -> Port<Vec<(AccountId, String)>> {
        let row = |r: &DbRow| Ok((id(r, "id")?, get!(r, "name")));
        query(sql::NAMES).try_map(with(row)).fetch_all(self.conn()).await.fault()
    }

    async fn accounts(
        &mut self,
        season: &SeasonId,
        wish: &AccountsWish,
        limit: i64,
    ) -> Port<(Vec<AccountLine>, Vec<(AccountId, Role)>)> {
        let (at, last) = match &wish.before {
            Some((at, id)) => (*at, id.as_str()),
            None => (END, ""),
        };
        let disabled = i64::from(wish.disabled);
        let lines = query(sql::ACCOUNTS)
            .bind(wish.like.as_str())
            .bind(wish.role.as_str())
            .bind(season.as_str())
            .bind(disabled)
            .bind(at)
            .bind(last)
            .bind(limit)
            .try_map(with(line))
            .fetch_all(self.conn())
            .await
            .fault()?;
        let read = |r: &DbRow| Ok((id(r, "account")?, code(r, "role", Role::from_code)?));
        let held = query(sql::ACCOUNTS_ROLES)
            .bind(wish.like.as_str())
            .bind(wish.role.as_str())
            .bind(season.as_str())
            .bind(disabled)
            .bind(at)
            .bind(last)
            .bind(limit)
            .try_map(with(read))
            .fetch_all(self.conn())
            .await
            .fault()?;
        Ok((lines, held))
    }

    async fn insert_request(&mut self, season: &SeasonId, r: &RequestRow) -> Port<bool> {
        let done = query(sql::INSERT_REQUEST)
            .bind(r.id.as_str())
            .bind(season.as_str())
            .bind(r.account.as_str())
            .bind(r.role.code())
            .bind(r.reason.as_str())
            .bind(r.asked_by.as_str())
            .bind(r.asked_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(done.rows_affected() == 1)
    }

    async fn requests(&mut self, season: &SeasonId) -> Port<Vec<RequestRow>> {
        let q = query(sql::REQUESTS).bind(season.as_str()).try_map(with(request));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn end_request(
        &mut self,
        id: &str,
        by: &AccountId,
        granted: bool,
        at: i64,
    ) -> Port<bool> {
        let q = query(sql::END_REQUEST).bind(id).bind(by.as_str()).bind(granted).bind(at);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn journal_page(&mut self, wish: &JournalWish, limit: i64) -> Port<Vec<JournalLine>> {
        let read = |r: &DbRow| Ok(get!(r, "seq"));
        let mut bounds = [0, END];
        for (bound, moment) in bounds.iter_mut().zip([wish.from, wish.to]) {
            let q = query(sql::SEQ_FROM).bind(moment).bind(END).try_map(with(read));
            *bound = q.fetch_one(self.conn()).await.fault()?;
        }
        let text = match wish {
            w if !w.dossier.is_empty() => sql::JOURNAL_DOSSIER,
            w if !w.actor.is_empty() => sql::JOURNAL_ACTOR,
            w if !w.kind.is_empty() => sql::JOURNAL_KIND,
            w if !w.room.is_empty() => sql::JOURNAL_ROOM,
            _ => sql::JOURNAL_ALL,
        };
        let q = query(text)
            .bind(bounds[0])
            .bind(bounds[1].min(wish.before))
            .bind(wish.actor.as_str())
            .bind(wish.kind.as_str())
            .bind(wish.room.as_str())
            .bind(wish.dossier.as_str())
            .bind(limit)
            .try_map(with(journal_line));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn journal_check(&mut self) -> Port<Option<CheckRow>> {
        let q = query(sql::JOURNAL_CHECK).try_map(with(check));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_journal_check(&mut self, row: &CheckRow) -> Port<()> {
        let broken = row.broken.as_ref();
        query(sql::SAVE_JOURNAL_CHECK)
            .bind(row.at)
            .bind(row.walked)
            .bind(row.hash.as_str())
            .bind(broken.map(|b| b.0))
            .bind(broken.map_or("", |b| b.1.as_str()))
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
