//! Giving and taking roles, to addresses that were proved. Nobody alone makes an administrator, or brings somebody
//! into the Office, the association or the ministry: one asks, another confirms.

use domain::event::Event;
use domain::guard::roles::{GIVEN, needs_two, one_unit, scope};
use domain::ids::AccountId;
use domain::mail::Message;
use domain::policy::{
    Actor, Grant, Role, may_be_given, may_grant_roles, may_keep_accounts, may_see_accounts,
};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::guard::RequestView;

use super::accounts::{another, record};
use super::reason;
use crate::ports::guard::RequestRow;
use crate::ports::identity::Account;
use crate::ports::{Bell, Session};
use crate::rooms::shared::possible;
use crate::rooms::shared::sealed::leaves_the_office;
use crate::{About, Recipient, Result, Service, Work};

impl Service {
    /// Gives somebody a role; for one that needs two persons it only asks, and a system administrator
    /// confirms. `true` when it was given at once.
    pub async fn give_role(
        &self,
        actor: &Actor,
        id: &AccountId,
        role: &str,
        typed: &str,
        why: &str,
    ) -> Result<bool> {
        may_grant_roles(actor)?;
        let role = given(role)?;
        let grant = Grant { role, scope: scope(role, typed)? };
        let why = reason(why)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let account = another(&mut work, actor, id).await?;
        known(&account)?;
        fits(&mut *work.db, &season, id, role).await?;
        let held = work.db.grants(&season.id, id).await?;
        if held.contains(&grant) {
            return Ok(true);
        }
        one_unit(&held, &grant)?;
        if !needs_two(role) {
            self.granted(&mut work, actor, &season, (id, &grant), &why).await?;
            work.commit().await?;
            return Ok(true);
        }
        let row = RequestRow {
            id: self.chance.id(),
            account: id.clone(),
            role,
            reason: why.clone(),
            asked_by: actor.account.clone(),
            asked_at: work.now.0,
        };
        if !work.db.insert_request(&season.id, &row).await? {
            return Err(Refusal::SecondPerson.into());
        }
        let event = Event::RoleAsked { account: id.to_string(), role: role.code().into() };
        record(&mut work, actor, &event, &why).await?;
        let told = Message::RoleAsked { role: role.code().into(), name: account.name };
        work.post_to_holders(&season.id, (Role::SystemAdmin, ""), None, &told).await?;
        work.commit().await?;
        Ok(false)
    }

    /// Confirms that somebody is given a role, or refuses it; who has asked may only take
    /// it back.
    pub async fn answer_request(&self, actor: &Actor, request: &str, yes: bool) -> Result<()> {
        may_see_accounts(actor)?;
        possible(request)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        let open = work.db.requests(&season.id).await?;
        let row = open.into_iter().find(|r| r.id == request).ok_or(Refusal::NotYours)?;
        let own = row.asked_by == actor.account;
        if yes {
            may_keep_accounts(actor)?;
            if own {
                return Err(Refusal::SecondPerson.into());
            }
            known(&another(&mut work, actor, &row.account).await?)?;
            fits(&mut *work.db, &season, &row.account, row.role).await?;
        } else if !own {
            may_keep_accounts(actor)?;
        }
        let at = work.now.0;
        if !work.db.end_request(&row.id, &actor.account, yes, at).await? {
            return Err(Refusal::NotYours.into());
        }
        let (account, role) = (row.account.to_string(), row.role.code().to_owned());
        let event = Event::RoleAnswered { account, role, yes };
        record(&mut work, actor, &event, &row.reason).await?;
        if yes {
            let grant = Grant { role: row.role, scope: String::new() };
            let to = (&row.account, &grant);
            self.granted(&mut work, actor, &season, to, &row.reason).await?;
        }
        work.commit().await
    }

    /// Takes a role from somebody.
    pub async fn take_role(
        &self,
        actor: &Actor,
        id: &AccountId,
        role: &str,
        typed: &str,
        why: &str,
    ) -> Result<()> {
        may_grant_roles(actor)?;
        let role = given(role)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        another(&mut work, actor, id).await?;
        let grant = Grant { role, scope: typed.to_owned() };
        if !work.db.grants(&season.id, id).await?.contains(&grant) {
            return Ok(());
        }
        if role.administers() {
            self.keeps_one(&mut work, id).await?;
        }
        work.db.delete_grant(&season.id, id, &grant).await?;
        if role == Role::Office {
            leaves_the_office(&mut work, id).await?;
        }
        let event = Event::RoleRevoked {
            account: id.to_string(),
            role: role.code().to_owned(),
            scope: grant.scope,
        };
        record(&mut work, actor, &event, &why).await?;
        let told = Message::RoleChanged { role: role.code().into(), given: false, reason: why };
        work.post(&Recipient::Account(id.clone()), None, &told).await?;
        let at = work.now.0;
        work.ring(Bell::of_account(at, id));
        work.commit().await
    }

    /// Grants within a transaction, records and tells it.
    async fn granted(
        &self,
        work: &mut Work,
        actor: &Actor,
        season: &Season,
        (id, grant): (&AccountId, &Grant),
        why: &str,
    ) -> Result<()> {
        work.db.insert_grant(&season.id, id, grant).await?;
        let event = Event::RoleGranted {
            account: id.to_string(),
            role: grant.role.code().to_owned(),
            scope: grant.scope.clone(),
        };
        let about = About { reason: why, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let told = Message::RoleChanged {
            role: grant.role.code().into(),
            given: true,
            reason: why.to_owned(),
        };
        work.post(&Recipient::Account(id.clone()), None, &told).await?;
        let at = work.now.0;
        work.ring(Bell::of_account(at, id));
        Ok(())
    }

    /// Refuses when an account alone holds an administrator's role, of those who can be used:
    /// nobody could make another.
    pub(super) async fn keeps_one(&self, work: &mut Work, id: &AccountId) -> Result<()> {
        let Some(season) = work.db.current_season().await? else { return Ok(()) };
        for role in Role::ADMINISTRATIONS {
            let holders = work.db.holders(&season.id, role.code()).await?;
            if !holders.iter().any(|h| h.0 == *id) {
                continue;
            }
            let mut others = 0;
            for holder in holders.iter().filter(|h| h.0 != *id) {
                others += i32::from(work.db.disabled(&holder.0).await?.is_none());
            }
            if others == 0 {
                return Err(Refusal::LastOfRole.into());
            }
        }
        Ok(())
    }

    /// Requests that wait, all of them or those for an account, as a reader sees them.
    pub(super) async fn open_requests(
        &self,
        db: &mut dyn Session,
        actor: &Actor,
        of: Option<&AccountId>,
    ) -> Result<Vec<RequestView>> {
        let Some(season) = db.current_season().await? else { return Ok(Vec::new()) };
        let mut views = Vec::new();
        for row in db.requests(&season.id).await? {
            if of.is_some_and(|id| *id != row.account) {
                continue;
            }
            let Some(whose) = db.account(&row.account).await? else { continue };
            let proved = whose.proved();
            let by = db.account(&row.asked_by).await?.map(|a| a.name).unwrap_or_default();
            let own = row.asked_by == actor.account;
            views.push(RequestView {
                confirms: may_keep_accounts(actor).is_ok() && !own && row.account != actor.account,
                own,
                id: row.id,
                account: row.account,
                email: if proved { whose.email } else { whose.claimed },
                proved,
                since: Stamp(whose.created_at),
                name: whose.name,
                role: row.role,
                reason: row.reason,
                by,
                at: Stamp(row.asked_at),
            });
        }
        Ok(views)
    }
}

/// A role that is given and taken here.
fn given(code: &str) -> std::result::Result<Role, Refusal> {
    let role = Role::from_code(code).filter(|r| GIVEN.contains(r));
    role.ok_or_else(|| Refusal::BadValue { field: "role".into() })
}

/// Refuses an account whose address somebody only says is theirs: the role would go to whoever was quicker to say so.
pub(in crate::rooms::identity) fn known(account: &Account) -> std::result::Result<(), Refusal> {
    if account.proved() { Ok(()) } else { Err(Refusal::AddressClaimed) }
}

/// Refuses a role that what somebody holds excludes.
async fn fits(db: &mut dyn Session, season: &Season, id: &AccountId, role: Role) -> Result<()> {
    may_be_given(&db.grants(&season.id, id).await?, role)?;
    Ok(())
}
