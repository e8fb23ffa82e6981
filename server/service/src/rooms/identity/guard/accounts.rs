//! Accounts as their administrators see them: the list, one of them, making, disabling, enabling,
//! unlocking; sessions and second steps of others.

use domain::event::Event;
use domain::identity::{FREE_TRIES, WINDOW};
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::mail::Message;
use domain::people::{Purpose, RESET_LIFE};
use domain::policy::{Actor, Role, may_grant_roles, may_keep_accounts, may_see_accounts};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::guard::{AccountPage, AccountRow, AccountsAsked, AccountsView, Powers};

use super::super::own::{lives, session_view};
use super::super::{kept_line, tries};
use super::hand_over::claimed;
use super::reason;
use super::step::key;
use crate::ports::guard::{AccountLine, AccountsWish};
use crate::ports::identity::Account;
use crate::ports::{Bell, Session};
use crate::rooms::shared::accounts::Newcomer;
use crate::rooms::shared::possible;
use crate::rooms::shared::sealed::leaves_the_office;
use crate::{About, Recipient, Result, Service, Work};

/// Accounts of a page.
const PAGE: i64 = 50;
/// Accounts one administrator makes within a quarter of an hour, at most.
const MADE: i64 = 60;

impl Service {
    /// The accounts, a page of them.
    pub async fn accounts(&self, actor: &Actor, asked: AccountsAsked) -> Result<AccountsView> {
        may_see_accounts(actor)?;
        let q = kept_line(&asked.q, 60);
        let role = Role::from_code(&asked.role).map(|r| r.code().to_owned()).unwrap_or_default();
        let disabled = asked.show == "disabled";
        let before = asked.before.split_once('.').and_then(|(at, id)| {
            possible(id).ok()?;
            Some((at.parse::<i64>().ok()?, id.to_owned()))
        });
        let like = match q.to_lowercase() {
            q if q.is_empty() => q,
            q => format!("%{}%", q.replace('!', "!!").replace('%', "!%").replace('_', "!_")),
        };
        let wish = AccountsWish { like, role: role.clone(), disabled, before: before.clone() };
        let mut db = self.read().await?;
        let season = db.current_season().await?.map(|s| s.id).unwrap_or_default();
        let (mut lines, held) = db.accounts(&season, &wish, PAGE + 1).await?;
        let more = lines.len() > usize::try_from(PAGE).unwrap_or_default();
        lines.truncate(usize::try_from(PAGE).unwrap_or_default());
        let next = lines
            .last()
            .filter(|_| more)
            .map(|l| format!("{}.{}", l.account.created_at, l.account.id));
        let rows = lines.into_iter().map(|l| {
            let mut roles: Vec<Role> =
                held.iter().filter(|h| h.0 == l.account.id).map(|h| h.1).collect();
            roles.sort_unstable();
            roles.dedup();
            row(l, roles)
        });
        let rows = rows.collect();
        let show = if disabled { "disabled".to_owned() } else { String::new() };
        let before = before.map(|(at, id)| format!("{at}.{id}")).unwrap_or_default();
        Ok(AccountsView {
            asked: AccountsAsked { q, role, show, before },
            rows,
            next: next.unwrap_or_default(),
            requests: self.open_requests(&mut *db, actor, None).await?,
            powers: powers(actor),
        })
    }

    /// One account.
    pub async fn account_page(&self, actor: &Actor, id: &AccountId) -> Result<AccountPage> {
        may_see_accounts(actor)?;
        let mut db = self.read().await?;
        let account = there(&mut *db, id).await?;
        let now = self.now().0;
        let season = db.current_season().await?.map(|s| s.id).unwrap_or_default();
        let grants = db.grants(&season, id).await?;
        let factor = db.factor(id).await?.unwrap_or_default().secret.is_some();
        let tries = locks(&account);
        let mut failed = 0;
        for key in &tries {
            failed = failed.max(db.tries(key, now - WINDOW).await?.0);
        }
        let powers = powers(actor);
        let sessions = if powers.grants {
            let rows = db.sessions_of(id).await?;
            rows.iter().filter(|s| lives(s, now)).map(|s| session_view(s, "")).collect()
        } else {
            Vec::new()
        };
        let mut roles: Vec<Role> = grants.iter().map(|g| g.role).collect();
        roles.dedup();
        let recovery_left = db.recovery_left(id).await?;
        let disabled_at = db.disabled(id).await?;
        Ok(AccountPage {
            row: row(AccountLine { account, disabled_at, factor }, roles),
            grants,
            recovery_left: recovery_left.try_into().unwrap_or(0),
            tries: if failed >= FREE_TRIES { failed } else { 0 },
            sessions,
            request: self.open_requests(&mut *db, actor, Some(id)).await?.pop(),
            taken: claimed(&mut *db, id).await?.filter(|_| powers.grants).map(|o| o.name),
            own: *id == actor.account,
            powers,
        })
    }

    /// Makes an account without any role, for somebody whose address the administrator vouches
    /// for; a link to set a password is mailed to it.
    pub async fn make_account(&self, actor: &Actor, name: &str, email: &str) -> Result<AccountId> {
        may_keep_accounts(actor)?;
        if let Some((_, refusal)) = domain::people::name("name", name) {
            return Err(refusal.into());
        }
        let email = domain::identity::email(email)?;
        self.spend(&[(format!("make:{}", actor.account), MADE)]).await?;
        // Nobody knows it: the link sets another.
        let password_hash = self.passwords.hash(&self.chance.token()).await?;
        let mut work = self.begin().await?;
        let newcomer = Newcomer {
            name: kept_line(name, 60),
            email: Some(&email),
            password_hash,
            lang: Lang::default(),
        };
        let account = work.open_account(actor.account.as_str(), newcomer).await?;
        let owner = Some(account.clone());
        let token = work.one_time(Purpose::Reset, owner, &email, RESET_LIFE).await?;
        work.post(&Recipient::Address(email), None, &Message::AccountMade { token }).await?;
        work.commit().await?;
        Ok(account)
    }

    /// Disables an account: its sessions end, and nobody signs in with it.
    pub async fn disable_account(&self, actor: &Actor, id: &AccountId, why: &str) -> Result<()> {
        may_keep_accounts(actor)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        another(&mut work, actor, id).await?;
        if work.db.disabled(id).await?.is_some() {
            return Ok(());
        }
        // Somebody who can enable it again must be left.
        self.keeps_one(&mut work, id).await?;
        let at = work.now.0;
        work.db.disable(id, at).await?;
        work.db.revoke_sessions(id, at).await?;
        work.db.delete_halves(id).await?;
        work.shelve(Some(id)).await?;
        leaves_the_office(&mut work, id).await?;
        let event = Event::AccountDisabled { account: id.to_string() };
        record(&mut work, actor, &event, &why).await?;
        let told = Message::AccountDisabled { reason: why };
        work.post(&Recipient::Account(id.clone()), None, &told).await?;
        work.ring(Bell::of_account(at, id));
        work.commit().await
    }

    /// Enables it again.
    pub async fn enable_account(&self, actor: &Actor, id: &AccountId, why: &str) -> Result<()> {
        may_keep_accounts(actor)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        another(&mut work, actor, id).await?;
        if !work.db.enable(id).await? {
            return Ok(());
        }
        let event = Event::AccountEnabled { account: id.to_string() };
        record(&mut work, actor, &event, &why).await?;
        work.post(&Recipient::Account(id.clone()), None, &Message::AccountEnabled).await?;
        work.commit().await
    }

    /// Forgets the failed tries of an account, so that its owner need not wait.
    pub async fn unlock_account(&self, actor: &Actor, id: &AccountId, why: &str) -> Result<()> {
        may_keep_accounts(actor)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        let account = another(&mut work, actor, id).await?;
        let old = work.now.0 - WINDOW;
        for key in locks(&account) {
            work.db.clear_tries(&key, old).await?;
        }
        work.forget_tries(address(&account)).await?;
        let event = Event::AccountUnlocked { account: id.to_string() };
        record(&mut work, actor, &event, &why).await?;
        work.commit().await
    }

    /// Ends one session of somebody, or with no name all of them.
    pub async fn end_sessions_of(
        &self,
        actor: &Actor,
        id: &AccountId,
        name: Option<&str>,
        why: &str,
    ) -> Result<()> {
        may_grant_roles(actor)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        another(&mut work, actor, id).await?;
        let at = work.now.0;
        match name {
            None => work.db.revoke_sessions(id, at).await?,
            Some(name) => {
                let rows = work.db.sessions_of(id).await?;
                let named = rows.iter().find(|s| lives(s, at) && session_view(s, "").id == name);
                let Some(hash) = named.map(|s| s.token_hash.clone()) else { return Ok(()) };
                work.db.revoke_session(&hash, at).await?;
            }
        }
        work.db.delete_halves(id).await?;
        let event = Event::SessionEnded { account: id.to_string() };
        record(&mut work, actor, &event, &why).await?;
        work.ring(Bell::of_account(at, id));
        work.commit().await
    }

    /// Resets the second step of somebody who has lost their device.
    pub async fn reset_factor(&self, actor: &Actor, id: &AccountId, why: &str) -> Result<()> {
        may_grant_roles(actor)?;
        let why = reason(why)?;
        possible(id.as_str())?;
        if *id == actor.account {
            return Err(Refusal::OwnAccount.into());
        }
        there(&mut *self.read().await?, id).await?;
        self.forget_factor(actor.account.as_str(), id, &why).await?;
        Ok(())
    }
}

/// What whoever looks at accounts may do with them.
pub(super) fn powers(actor: &Actor) -> Powers {
    Powers { keeps: may_keep_accounts(actor).is_ok(), grants: may_grant_roles(actor).is_ok() }
}

/// An account that lives.
pub(super) async fn there(db: &mut dyn Session, id: &AccountId) -> Result<Account> {
    possible(id.as_str())?;
    let account = db.account(id).await?.filter(|a| a.closed_at.is_none());
    account.ok_or_else(|| Refusal::NotYours.into())
}

/// An account that lives and is not the actor's own.
pub(super) async fn another(work: &mut Work, actor: &Actor, id: &AccountId) -> Result<Account> {
    let account = there(&mut *work.db, id).await?;
    if *id == actor.account { Err(Refusal::OwnAccount.into()) } else { Ok(account) }
}

pub(super) async fn record(work: &mut Work, actor: &Actor, event: &Event, why: &str) -> Result<()> {
    let about = About { reason: why, ..About::default() };
    work.record(actor.account.as_str(), event, about).await
}

/// The address of an account, proved or claimed.
fn address(account: &Account) -> &str {
    if account.proved() { &account.email } else { &account.claimed }
}

/// Keys under which failed tries of an account are counted.
fn locks(account: &Account) -> [String; 3] {
    [tries::of(address(account)), key(&account.id), format!("confirm:{}", account.id)]
}

fn row(line: AccountLine, roles: Vec<Role>) -> AccountRow {
    let AccountLine { account, disabled_at, factor } = line;
    AccountRow {
        proved: account.proved(),
        email: if account.proved() { account.email } else { account.claimed },
        id: account.id,
        name: account.name,
        roles,
        since: Stamp(account.created_at),
        disabled: disabled_at.map(Stamp),
        factor,
    }
}
