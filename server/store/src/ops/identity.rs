//! The corridor's identity.

use async_trait::async_trait;
use domain::ids::{AccountId, OrganisationId, SeasonId};
use domain::lang::Lang;
use domain::policy::{Grant, Role};
use service::ports::Port;
use service::ports::identity::{Account, IdentityPort, Organisation, SessionRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, with};
use crate::fault::{OrFault, exactly_one};
use crate::sql::identity as sql;

pub(super) fn account(r: &DbRow) -> sqlx::Result<Account> {
    Ok(Account {
        id: id(r, "id")?,
        email: get!(r, "email"),
        name: get!(r, "name"),
        password_hash: get!(r, "password_hash"),
        lang: lang(r)?,
        claimed: get!(r, "claimed"),
        closed_at: get!(r, "closed_at"),
        created_at: get!(r, "created_at"),
    })
}

fn lang(r: &DbRow) -> sqlx::Result<Lang> {
    let code: String = get!(r, "lang");
    Ok(Lang::from_code(&code))
}

pub(super) fn session_row(r: &DbRow) -> sqlx::Result<SessionRow> {
    Ok(SessionRow {
        token_hash: get!(r, "token_hash"),
        account: id(r, "account")?,
        created_at: get!(r, "opened_at"),
        seen_at: get!(r, "seen_at"),
        expires_at: get!(r, "expires_at"),
        revoked_at: get!(r, "revoked_at"),
        device: get!(r, "device"),
        address: get!(r, "address"),
    })
}

fn session(r: &DbRow) -> sqlx::Result<(SessionRow, Account)> {
    Ok((session_row(r)?, account(r)?))
}

pub(super) fn organisation(r: &DbRow) -> sqlx::Result<Organisation> {
    Ok(Organisation {
        id: id(r, "id")?,
        name: get!(r, "name"),
        uscc: get!(r, "uscc"),
        claim: get!(r, "claim"),
        created_at: get!(r, "created_at"),
    })
}

#[async_trait]
impl IdentityPort for Session {
    async fn insert_account(&mut self, a: &Account) -> Port<bool> {
        let done = query(sql::INSERT_ACCOUNT)
            .bind(a.id.as_str())
            .bind(a.email.as_str())
            .bind(a.name.as_str())
            .bind(a.password_hash.as_str())
            .bind(a.lang.short())
            .bind(a.claimed.as_str())
            .bind(a.created_at)
            .bind(a.closed_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(done.rows_affected() == 1)
    }

    async fn account_by_email(&mut self, email: &str) -> Port<Option<Account>> {
        let q = query(sql::ACCOUNT_BY_EMAIL).bind(email).try_map(with(account));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn account(&mut self, id: &AccountId) -> Port<Option<Account>> {
        let q = query(sql::ACCOUNT).bind(id.as_str()).try_map(with(account));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_password(&mut self, id: &AccountId, hash: &str) -> Port<()> {
        let q = query(sql::SAVE_PASSWORD).bind(id.as_str()).bind(hash);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", id.as_str())
    }

    async fn save_lang(&mut self, id: &AccountId, lang: Lang) -> Port<()> {
        let q = query(sql::SAVE_LANG).bind(id.as_str()).bind(lang.short());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", id.as_str())
    }

    async fn insert_grant(&mut self, season: &SeasonId, who: &AccountId, g: &Grant) -> Port<()> {
        query(sql::INSERT_GRANT)
            .bind(season.as_str())
            .bind(who.as_str())
            .bind(g.role.code())
            .bind(g.scope.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn delete_grant(&mut self, season: &SeasonId, who: &AccountId, g: &Grant) -> Port<()> {
        query(sql::DELETE_GRANT)
            .bind(season.as_str())
            .bind(who.as_str())
            .bind(g.role.code())
            .bind(g.scope.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn grants(&mut self, season: &SeasonId, account: &AccountId) -> Port<Vec<Grant>> {
        let read = |r: &DbRow| {
            Ok(Grant { role: code(r, "role", Role::from_code)?, scope: get!(r, "scope") })
        };
        let q = query(sql::GRANTS).bind(season.as_str()).bind(account.as_str()).try_map(with(read));
        let mut found = q.fetch_all(self.conn()).await.fault()?;
        // By scope from the query; the order of roles is the code's, not the alphabet's.
        found.sort_by_key(|g| g.role);
        Ok(found)
    }

    async fn grants_of_holders(
        &mut self,
        season: &SeasonId,
        role: &str,
    ) -> Port<Vec<(AccountId, Grant)>> {
        let read = |r: &DbRow| {
            let grant = Grant { role: code(r, "role", Role::from_code)?, scope: get!(r, "scope") };
            Ok((id(r, "account")?, grant))
        };
        let q = query(sql::GRANTS_OF_HOLDERS).bind(season.as_str()).bind(role).try_map(with(read));
        let mut found: Vec<(AccountId, Grant)> = q.fetch_all(self.conn()).await.fault()?;
        found.sort_by(|a, b| (&a.0, a.1.role).cmp(&(&b.0, b.1.role)));
        Ok(found)
    }

    async fn holders(
        &mut self,
        season: &SeasonId,
        role: &str,
    ) -> Port<Vec<(AccountId, String, String, String)>> {
        let read =
            |r: &DbRow| Ok((id(r, "id")?, get!(r, "name"), get!(r, "email"), get!(r, "scope")));
        let q = query(sql::HOLDERS).bind(season.as_str()).bind(role).try_map(with(read));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn able(&mut self, season: &SeasonId, role: &str) -> Port<Vec<(String, i64)>> {
        let read = |r: &DbRow| Ok((get!(r, "scope"), get!(r, "n")));
        let q = query(sql::ABLE).bind(season.as_str()).bind(role);
        q.try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn able_holders(&mut self, season: &SeasonId, role: &str) -> Port<Vec<AccountId>> {
        let read = |r: &DbRow| id(r, "id");
        let q = query(sql::ABLE_HOLDERS).bind(season.as_str()).bind(role);
        q.try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn holders_of(
        &mut self,
        season: &SeasonId,
        role: &str,
        scope: &str,
    ) -> Port<Vec<AccountId>> {
        let read = |r: &DbRow| id(r, "id");
        let q = query(sql::HOLDERS_OF).bind(season.as_str()).bind(role).bind(scope);
        q.try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn insert_session(&mut self, s: &SessionRow) -> Port<()> {
        let old = query(sql::FORGET_ADDRESSES).bind(s.account.as_str()).bind(s.created_at);
        old.execute(self.conn()).await.fault()?;
        query(sql::INSERT_SESSION)
            .bind(s.token_hash.as_str())
            .bind(s.account.as_str())
            .bind(s.created_at)
            .bind(s.seen_at)
            .bind(s.expires_at)
            .bind(s.revoked_at)
            .bind(s.device.as_str())
            .bind(s.address.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn session(&mut self, token_hash: &str) -> Port<Option<(SessionRow, Account)>> {
        let q = query(sql::SESSION).bind(token_hash).try_map(with(session));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn touch_session(&mut self, token_hash: &str, at: i64) -> Port<()> {
        query(sql::TOUCH_SESSION).bind(token_hash).bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn renew_session(&mut self, token_hash: &str, renewed: &str) -> Port<()> {
        query(sql::RENEW_SESSION)
            .bind(token_hash)
            .bind(renewed)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn revoke_session(&mut self, token_hash: &str, at: i64) -> Port<()> {
        query(sql::REVOKE_SESSION).bind(token_hash).bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn revoke_sessions(&mut self, account: &AccountId, at: i64) -> Port<()> {
        let q = query(sql::REVOKE_SESSIONS).bind(account.as_str()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn insert_organisation(&mut self, o: &Organisation) -> Port<()> {
        query(sql::INSERT_ORGANISATION)
            .bind(o.id.as_str())
            .bind(o.name.as_str())
            .bind(o.uscc.as_str())
            .bind(o.claim.as_str())
            .bind(o.created_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn organisation(&mut self, id: &OrganisationId) -> Port<Option<Organisation>> {
        let q = query(sql::ORGANISATION).bind(id.as_str()).try_map(with(organisation));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_try(&mut self, key: &str, at: i64) -> Port<()> {
        query(sql::INSERT_TRY).bind(key).bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn tries(&mut self, key: &str, since: i64) -> Port<(i64, i64)> {
        let read = |r: &DbRow| Ok((get!(r, "n"), get!(r, "latest")));
        query(sql::TRIES)
            .bind(key)
            .bind(since)
            .try_map(with(read))
            .fetch_one(self.conn())
            .await
            .fault()
    }

    async fn clear_tries(&mut self, key: &str, before: i64) -> Port<()> {
        query(sql::CLEAR_TRIES).bind(key).bind(before).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn clear_tries_under(&mut self, prefix: &str) -> Port<()> {
        query(sql::CLEAR_TRIES_UNDER).bind(prefix).execute(self.conn()).await.fault()?;
        Ok(())
    }
}
