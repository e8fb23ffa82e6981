//! The corridor's people.

use async_trait::async_trait;
use domain::ids::{AccountId, OrganisationId};
use domain::people::Purpose;
use domain::policy::Role;
use service::ports::Port;
use service::ports::identity::{Account, Organisation, SessionRow};
use service::ports::people::{ConsentRow, InvitationRow, MemberRow, NameRow, OneTime, PeoplePort};
use sqlx::{QueryBuilder, query, query_scalar};

use super::super::{Db, DbRow};
use super::Session;
use super::identity::{account, organisation, session_row};
use super::rows::{code, get, id, id_opt, with};
use crate::fault::{OrFault, exactly_one};
use crate::sql::people as sql;

/// Microseconds a used or expired link is kept, so that a support call can be understood.
const KEPT: i64 = 30 * domain::stamp::DAY;

/// Organisations or accounts asked for by name in one query.
const BATCH: usize = 500;

fn one_time(r: &DbRow) -> sqlx::Result<OneTime> {
    Ok(OneTime {
        digest: get!(r, "digest"),
        purpose: code(r, "purpose", Purpose::from_code)?,
        account: id_opt(r, "account")?,
        email: get!(r, "email"),
        created_at: get!(r, "created_at"),
        expires_at: get!(r, "expires_at"),
    })
}

fn member(r: &DbRow) -> sqlx::Result<MemberRow> {
    Ok(MemberRow {
        account: id(r, "account")?,
        organisation: id(r, "organisation")?,
        role: code(r, "role", Role::from_code)?,
        since: get!(r, "since"),
    })
}

fn invitation(r: &DbRow) -> sqlx::Result<InvitationRow> {
    Ok(InvitationRow {
        id: get!(r, "id"),
        digest: get!(r, "digest"),
        organisation: id(r, "organisation")?,
        email: get!(r, "email"),
        role: code(r, "role", Role::from_code)?,
        invited_by: id(r, "invited_by")?,
        created_at: get!(r, "created_at"),
        expires_at: get!(r, "expires_at"),
        ended_at: get!(r, "ended_at"),
    })
}

fn names(r: &DbRow) -> sqlx::Result<NameRow> {
    let (former, until): (Option<String>, Option<i64>) = (get!(r, "former"), get!(r, "until"));
    Ok(NameRow { account: id(r, "id")?, name: get!(r, "name"), former: former.zip(until) })
}

fn former_name(r: &DbRow) -> sqlx::Result<(String, i64)> {
    Ok((get!(r, "name"), get!(r, "until")))
}

fn n(r: &DbRow) -> sqlx::Result<i64> {
    Ok(get!(r, "n"))
}

#[async_trait]
impl PeoplePort for Session {
    async fn claim_address(&mut self, account: &AccountId, email: &str) -> Port<()> {
        let q = query(sql::CLAIM_ADDRESS).bind(account.as_str()).bind(email);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", account.as_str())
    }

    async fn prove_address(&mut self, account: &AccountId, email: &str) -> Port<bool> {
        let q = query(sql::PROVE_ADDRESS).bind(account.as_str()).bind(email);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn account_by_claim(&mut self, email: &str) -> Port<Option<Account>> {
        let q = query(sql::ACCOUNT_BY_CLAIM).bind(email).try_map(with(account));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_name(&mut self, account: &AccountId, name: &str, at: i64) -> Port<()> {
        let kept = query(sql::KEEP_NAME).bind(account.as_str()).bind(at);
        kept.execute(self.conn()).await.fault()?;
        let q = query(sql::SAVE_NAME).bind(account.as_str()).bind(name);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", account.as_str())
    }

    async fn name_at(&mut self, account: &AccountId, at: i64) -> Port<Option<String>> {
        let q = query_scalar(sql::NAME_AT).bind(account.as_str()).bind(at);
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn former_names(&mut self, account: &AccountId) -> Port<Vec<(String, i64)>> {
        let q = query(sql::FORMER_NAMES).bind(account.as_str()).try_map(with(former_name));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn names_ever(&mut self, accounts: &[AccountId]) -> Port<Vec<NameRow>> {
        let mut found = Vec::new();
        for some in accounts.chunks(BATCH) {
            let mut q = QueryBuilder::<Db>::new(sql::NAMES_EVER);
            let mut list = q.separated(", ");
            for id in some {
                list.push_bind(id.as_str());
            }
            list.push_unseparated(sql::BY_ACCOUNT);
            // Not kept as a prepared statement: each list has its own length.
            let q = q.build().persistent(false).try_map(with(names));
            found.extend(q.fetch_all(self.conn()).await.fault()?);
        }
        Ok(found)
    }

    async fn close_account(&mut self, account: &AccountId, at: i64) -> Port<()> {
        let q = query(sql::CLOSE_ACCOUNT).bind(account.as_str()).bind(at);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", account.as_str())
    }

    async fn forget_person(&mut self, account: &AccountId) -> Port<()> {
        for text in [
            sql::FORGET_SESSIONS,
            sql::FORGET_ONE_TIMES,
            sql::FORGET_CONSENTS,
            sql::FORGET_NAMES,
            sql::FORGET_MEMBER,
            sql::FORGET_GRANTS,
            sql::FORGET_INBOX,
            sql::FORGET_OUTBOX,
            sql::FORGET_INVITATIONS,
            sql::FORGET_FACTOR,
            sql::FORGET_RECOVERY,
            sql::FORGET_HALVES,
            sql::FORGET_DISABLED,
            sql::FORGET_REQUESTS,
        ] {
            query(text).bind(account.as_str()).execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn delete_account(&mut self, account: &AccountId) -> Port<()> {
        let q = query(sql::DELETE_ACCOUNT).bind(account.as_str());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "account", account.as_str())
    }

    async fn has_acted(&mut self, account: &AccountId) -> Port<bool> {
        let q = query(sql::HAS_ACTED).bind(account.as_str()).try_map(with(n));
        Ok(q.fetch_one(self.conn()).await.fault()? > 0)
    }

    async fn sessions_of(&mut self, account: &AccountId) -> Port<Vec<SessionRow>> {
        let q = query(sql::SESSIONS_OF).bind(account.as_str()).try_map(with(session_row));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn revoke_others(&mut self, account: &AccountId, kept: &str, at: i64) -> Port<()> {
        let q = query(sql::REVOKE_OTHERS).bind(account.as_str()).bind(kept).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn insert_one_time(&mut self, o: &OneTime) -> Port<()> {
        let q = query(sql::PRUNE_ONE_TIMES).bind(o.created_at - KEPT);
        q.execute(self.conn()).await.fault()?;
        query(sql::INSERT_ONE_TIME)
            .bind(o.digest.as_str())
            .bind(o.purpose.code())
            .bind(o.account.as_ref().map(AccountId::as_str))
            .bind(o.email.as_str())
            .bind(o.created_at)
            .bind(o.expires_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn take_one_time(
        &mut self,
        digest: &str,
        purpose: Purpose,
        now: i64,
    ) -> Port<Option<OneTime>> {
        let q = query(sql::TAKE_ONE_TIME).bind(digest).bind(purpose.code()).bind(now);
        q.try_map(with(one_time)).fetch_optional(self.conn()).await.fault()
    }

    async fn end_one_times(&mut self, account: &AccountId, purpose: Purpose, at: i64) -> Port<()> {
        let q = query(sql::END_ONE_TIMES).bind(account.as_str()).bind(purpose.code()).bind(at);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn member(&mut self, account: &AccountId) -> Port<Option<MemberRow>> {
        let q = query(sql::MEMBER).bind(account.as_str()).try_map(with(member));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn people_of(
        &mut self,
        organisation: &OrganisationId,
    ) -> Port<Vec<(MemberRow, Account)>> {
        let read = |r: &DbRow| Ok((member(r)?, account(r)?));
        let q = query(sql::MEMBERS).bind(organisation.as_str()).try_map(with(read));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn people_of_all(
        &mut self,
        organisations: &[OrganisationId],
    ) -> Port<Vec<(MemberRow, Account)>> {
        let read = |r: &DbRow| Ok((member(r)?, account(r)?));
        let mut found = Vec::new();
        for some in organisations.chunks(BATCH) {
            let mut q = QueryBuilder::<Db>::new(sql::MEMBERS_OF_ALL);
            let mut list = q.separated(", ");
            for id in some {
                list.push_bind(id.as_str());
            }
            list.push_unseparated(sql::BY_ORGANISATION);
            // Not kept as a prepared statement: each list has its own length.
            let q = q.build().persistent(false).try_map(with(read));
            found.extend(q.fetch_all(self.conn()).await.fault()?);
        }
        Ok(found)
    }

    async fn save_member(&mut self, m: &MemberRow) -> Port<()> {
        query(sql::SAVE_MEMBER)
            .bind(m.account.as_str())
            .bind(m.organisation.as_str())
            .bind(m.role.code())
            .bind(m.since)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn delete_member(&mut self, account: &AccountId) -> Port<()> {
        let q = query(sql::FORGET_MEMBER).bind(account.as_str());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "member", account.as_str())
    }

    async fn insert_invitation(&mut self, i: &InvitationRow) -> Port<()> {
        query(sql::INSERT_INVITATION)
            .bind(i.id.as_str())
            .bind(i.digest.as_str())
            .bind(i.organisation.as_str())
            .bind(i.email.as_str())
            .bind(i.role.code())
            .bind(i.invited_by.as_str())
            .bind(i.created_at)
            .bind(i.expires_at)
            .bind(i.ended_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn invitation(&mut self, digest: &str) -> Port<Option<InvitationRow>> {
        let q = query(sql::INVITATION).bind(digest).try_map(with(invitation));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn invitations(
        &mut self,
        organisation: &OrganisationId,
        now: i64,
    ) -> Port<Vec<InvitationRow>> {
        let q = query(sql::INVITATIONS).bind(organisation.as_str()).bind(now);
        q.try_map(with(invitation)).fetch_all(self.conn()).await.fault()
    }

    async fn end_invitation(
        &mut self,
        id: &str,
        organisation: &OrganisationId,
        at: i64,
    ) -> Port<bool> {
        let q = query(sql::END_INVITATION).bind(id).bind(organisation.as_str()).bind(at);
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn invitations_by(&mut self, account: &AccountId) -> Port<Vec<InvitationRow>> {
        let q = query(sql::INVITATIONS_BY).bind(account.as_str()).try_map(with(invitation));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_consent(&mut self, account: &AccountId, row: &ConsentRow) -> Port<()> {
        let q = query(sql::INSERT_CONSENT).bind(account.as_str());
        q.bind(row.version.as_str()).bind(row.at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn consents(&mut self, account: &AccountId) -> Port<Vec<ConsentRow>> {
        let read = |r: &DbRow| Ok(ConsentRow { version: get!(r, "version"), at: get!(r, "at") });
        let q = query(sql::CONSENTS).bind(account.as_str()).try_map(with(read));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn organisation_by_uscc(&mut self, uscc: &str) -> Port<Option<Organisation>> {
        let q = query(sql::ORGANISATION_BY_USCC).bind(uscc).try_map(with(organisation));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn confirm_organisation(&mut self, organisation: &OrganisationId) -> Port<bool> {
        let q = query(sql::CONFIRM_ORGANISATION).bind(organisation.as_str());
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() == 1)
    }

    async fn reclaim(&mut self, organisation: &OrganisationId, name: &str, uscc: &str) -> Port<()> {
        let q = query(sql::RECLAIM).bind(organisation.as_str()).bind(name).bind(uscc);
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn rename_organisation(&mut self, organisation: &OrganisationId, name: &str) -> Port<()> {
        let q = query(sql::RENAME_ORGANISATION).bind(organisation.as_str()).bind(name);
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "organisation", organisation.as_str())
    }

    async fn release_organisation(&mut self, organisation: &OrganisationId) -> Port<()> {
        let q = query(sql::RELEASE_ORGANISATION).bind(organisation.as_str());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn count_submitted(&mut self, organisation: &OrganisationId) -> Port<i64> {
        let q = query(sql::COUNT_SUBMITTED).bind(organisation.as_str()).try_map(with(n));
        q.fetch_one(self.conn()).await.fault()
    }
}
