//! The corridor's identity: accounts, sessions, roles; registering, an organisation's people and
//! one's own account stand below.

pub mod guard;
mod own;
pub mod people;
pub mod registration;
mod tries;

use domain::application::version::digest;
use domain::event::Event;
use domain::guard::roles::one_unit;
use domain::identity::{FREE_TRIES, WINDOW};
use domain::ids::{AccountId, OrganisationId, SeasonId};
use domain::lang::Lang;
use domain::mail::Message;
use domain::policy::{Actor, Grant, Role, may_be_given};
use domain::refusal::Refusal;
use domain::stamp::{DAY, HOUR, MINUTE, SECOND};
use domain::views::identity::Me;

use self::guard::roles::known;
use super::shared::accounts::Newcomer;
use super::shared::kept_line;
use crate::kept_away::{find_of, find_of_account, without_facts};
use crate::ports::identity::{Account, Organisation};
use crate::ports::people::MemberRow;
use crate::ports::{Bell, Session};
use crate::{About, Recipient, Result, Service, Work};

/// A session ends by itself after so long without use.
pub const IDLE: i64 = 12 * HOUR;
/// And after so long in any case.
pub const LIFETIME: i64 = 7 * DAY;

/// Whoever a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Who it is.
    pub actor: Actor,
    /// They owe a second step of signing in and have none: until it is set up, nothing else opens.
    pub owes: bool,
}

/// How signing in has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A session, by its token.
    Whole(String),
    /// The password was right and the second step is to follow; a token to come back with.
    Half(String),
}

impl Service {
    /// Who a session's token belongs to, with the roles of the running season. Sessions
    /// that were ended or have run out belong to nobody, and so do those of whoever owes a second
    /// step of signing in.
    pub async fn enter(&self, token: &str) -> Result<Option<Actor>> {
        Ok(self.entered(token).await?.filter(|e| !e.owes).map(|e| e.actor))
    }

    /// The same, and those who owe a second step with them: for the pages where they set it up.
    pub async fn entered(&self, token: &str) -> Result<Option<Entered>> {
        let (hash, now) = (digest(token), self.now().0);
        let found = self.whose(&mut *self.store.read().await?, &hash, now).await?;
        let Some((entered, seen_at)) = found else { return Ok(None) };
        if now - seen_at > MINUTE
            && let Err(e) = self.touch(&hash, now).await
        {
            // Whoever only reads goes on reading while nothing can be written.
            tracing::warn!("the use of a session was not noted: {e}");
        }
        Ok(Some(entered))
    }

    /// The same for what a page does by itself while nobody touches it: that is no use of a session, which so
    /// ends when its time without use has passed, though a page of it stays open.
    pub async fn known(&self, token: &str) -> Result<Option<Entered>> {
        let (hash, now) = (digest(token), self.now().0);
        let found = self.whose(&mut *self.store.read().await?, &hash, now).await?;
        Ok(found.map(|(entered, _)| entered))
    }

    /// Who a session's token belongs to, by its hash, and when the session was used last.
    pub(crate) async fn whose(
        &self,
        db: &mut dyn Session,
        hash: &str,
        now: i64,
    ) -> Result<Option<(Entered, i64)>> {
        let Some((session, account)) = db.session(hash).await? else { return Ok(None) };
        let over = session.revoked_at.is_some()
            || now >= session.expires_at
            || now >= session.seen_at + IDLE;
        if over {
            return Ok(None);
        }
        let (season, demo) = db.current_season().await?.map(|s| (s.id, s.demo)).unwrap_or_default();
        let grants = db.grants(&season, &account.id).await?;
        let owes = self.required(demo).owed_by(&grants)
            && db.factor(&account.id).await?.is_none_or(|f| f.secret.is_none());
        let actor = Actor { account: account.id, name: account.name, grants };
        Ok(Some((Entered { actor, owes }, session.seen_at)))
    }

    /// Notes when a session was used last.
    async fn touch(&self, hash: &str, now: i64) -> Result<()> {
        let mut work = self.store.write().await?;
        work.touch_session(hash, now).await?;
        let head = work.head().await?;
        Ok(work.commit(&head, Vec::new()).await?)
    }

    /// What the page's header shows of the actor.
    pub fn me(&self, actor: &Actor) -> Me {
        Me { name: actor.name.clone(), grants: actor.grants.clone() }
    }

    /// Signs in and returns the new session's token. Slowed down per account and network address, and
    /// far later per account and per address; an unknown account answers in the same time and words as a wrong password.
    pub async fn sign_in(&self, email: &str, password: &str, from: &str) -> Result<String> {
        self.sign_in_from(email, password, from, "").await
    }

    /// The same, noting in words with which device. Whoever has a second step is let in no further.
    pub async fn sign_in_from(
        &self,
        email: &str,
        password: &str,
        from: &str,
        device: &str,
    ) -> Result<String> {
        match self.begin_session(email, password, from, device).await? {
            Begun::Whole(token) => Ok(token),
            Begun::Half(_) => Err(Refusal::SignIn.into()),
        }
    }

    /// Takes the first step of signing in, which for most is the only one. An address leads to the
    /// account that has proved it, or to the newest that says it is its own: both passwords are
    /// looked at, whether or not there are such accounts. A disabled account is answered as a
    /// wrong password is.
    pub async fn begin_session(
        &self,
        email: &str,
        password: &str,
        from: &str,
        device: &str,
    ) -> Result<Begun> {
        let email = domain::identity::email(email).unwrap_or_default();
        let now = self.now().0;
        let mut db = self.read().await?;
        let both = [db.account_by_email(&email).await?, db.account_by_claim(&email).await?];
        // Tries from elsewhere keep nobody out who has signed in from here.
        let known = signs_in_from(&mut *db, both[0].as_ref(), from).await?;
        let keys = [
            (tries::from(&email, from), FREE_TRIES),
            (tries::of(&email), if known { i64::MAX } else { tries::ANYWHERE }),
            (format!("address:{from}"), tries::ADDRESS),
        ];
        slowed(&mut *db, &keys, now).await?;
        drop(db);
        let mut account = None;
        for found in both {
            let hash = found.as_ref().map(|a| a.password_hash.as_str());
            let fits = self.passwords.verify(password, hash).await?;
            account = account.or(found.filter(|_| fits));
        }
        let mut work = self.begin().await?;
        // Again, under the lock: of guesses that came together, only the free ones are answered, and whoever was
        // looked at while the password was set anew has given a wrong one.
        slowed(&mut *work.db, &keys, now).await?;
        if let Some(found) = &account
            && (work.db.disabled(&found.id).await?.is_some() || !work.has_password(found).await?)
        {
            account = None;
        }
        let Some(account) = account else {
            for (key, _) in &keys {
                work.db.insert_try(key, now).await?;
            }
            work.commit().await?;
            return Err(Refusal::BadCredentials.into());
        };
        // Success forgets the failures from here, but not that of an account which only says that the address
        // is its own: else its maker could guess the owner's password without end.
        if account.proved() {
            work.db.clear_tries(&keys[0].0, now - WINDOW).await?;
        }
        let factor = work.db.factor(&account.id).await?.unwrap_or_default();
        let begun = if factor.secret.is_some() {
            Begun::Half(self.half_session(&mut work, &account.id, device).await?)
        } else {
            Begun::Whole(self.session(&mut work, &account.id, device, from).await?)
        };
        work.commit().await?;
        Ok(begun)
    }

    /// Ends a session. Ending one that is not there is harmless.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = digest(token);
        let mut work = self.begin().await?;
        let Some((_, account)) = work.db.session(&hash).await? else { return Ok(()) };
        let at = work.now.0;
        work.db.revoke_session(&hash, at).await?;
        work.record(account.id.as_str(), &Event::SignedOut, About::default()).await?;
        work.ring(Bell::of_account(at, &account.id));
        work.commit().await
    }

    /// Creates an account whose address whoever creates it vouches for. Refuses one that is taken.
    pub async fn create_account(
        &self,
        by: &str,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<AccountId> {
        let email = domain::identity::email(email)?;
        domain::identity::password(password, &email)?;
        let name = kept_line(name, 61);
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Refusal::BadValue { field: "name".into() }.into());
        }
        let password_hash = self.passwords.hash(password).await?;
        let mut work = self.begin().await?;
        let newcomer = Newcomer { name, email: Some(&email), password_hash, lang: Lang::default() };
        let account = work.open_account(by, newcomer).await?;
        let to = Recipient::Account(account.clone());
        work.post(&to, None, &Message::AccountCreated).await?;
        work.commit().await?;
        Ok(account)
    }

    /// Notes the language the actor reads, for what is sent to them.
    pub async fn set_lang(&self, actor: &Actor, lang: Lang) -> Result<()> {
        let mut work = self.begin().await?;
        work.db.save_lang(&actor.account, lang).await?;
        work.commit().await
    }

    /// Grants a role in a season, unless what the account holds there excludes it.
    pub async fn grant(
        &self,
        by: &str,
        season: &SeasonId,
        account: &AccountId,
        role: Role,
        scope: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        if role == Role::Registrant {
            return Err(Refusal::BadValue { field: "role".into() }.into());
        }
        let held = work.db.grants(season, account).await?;
        may_be_given(&held, role)?;
        if !role.of_organisation() {
            let whose = work.db.account(account).await?;
            whose.map_or(Ok(()), |account| known(&account))?;
        }
        let grant = Grant { role, scope: scope.to_owned() };
        one_unit(&held, &grant)?;
        if role == Role::Chair || role == Role::ViceChair {
            let others = work.db.holders(season, role.code()).await?;
            if others.iter().any(|h| h.0 != *account || h.3 != scope) {
                return Err(Refusal::ExactlyOne { role: role.code().into() }.into());
            }
        }
        if role.of_organisation() {
            self.place(&mut work, account, &grant).await?;
        } else {
            work.db.insert_grant(season, account, &grant).await?;
            if Role::COMMITTEE.contains(&role) {
                let found = find_of(&mut work, &by.into(), season, &[scope.into()]).await;
                without_facts(found)?;
            }
        }
        let event = Event::RoleGranted {
            account: account.to_string(),
            role: role.code().to_owned(),
            scope: scope.to_owned(),
        };
        work.record(by, &event, About::default()).await?;
        let at = work.now.0;
        work.ring(Bell::of_account(at, account));
        work.commit().await
    }

    /// Gives a person a place in an organisation, whatever the season; one organisation each.
    async fn place(&self, work: &mut Work, account: &AccountId, grant: &Grant) -> Result<()> {
        let organisation = OrganisationId::from(grant.scope.as_str());
        if work.db.organisation(&organisation).await?.is_none() {
            return Err(Refusal::BadValue { field: "scope".into() }.into());
        }
        let before = work.db.member(account).await?;
        if before.as_ref().is_some_and(|m| m.organisation != organisation) {
            return Err(Refusal::OtherOrganisation.into());
        }
        let since = before.map_or(work.now.0, |m| m.since);
        let row = MemberRow { account: account.clone(), organisation, role: grant.role, since };
        work.db.save_member(&row).await?;
        find_of_account(work, account).await
    }

    /// Stores a new organisation.
    pub async fn add_organisation(&self, name: &str) -> Result<OrganisationId> {
        let mut work = self.begin().await?;
        let organisation = Organisation {
            id: self.chance.id().into(),
            name: name.to_owned(),
            uscc: String::new(),
            claim: String::new(),
            created_at: work.now.0,
        };
        work.db.insert_organisation(&organisation).await?;
        work.commit().await?;
        Ok(organisation.id)
    }

    /// Every account with a role in the running season, for the demonstration's list.
    pub async fn holders(&self, role: Role) -> Result<Vec<(AccountId, String, String, String)>> {
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?.id;
        Ok(db.holders(&season, role.code()).await?)
    }
}

/// Whether an account is signed in from a network address, or was and has not signed out.
async fn signs_in_from(
    db: &mut dyn Session,
    account: Option<&Account>,
    from: &str,
) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    let sessions = db.sessions_of(&account.id).await?;
    Ok(sessions.iter().any(|s| s.revoked_at.is_none() && s.address == from && !from.is_empty()))
}

/// Refuses while one of several keys has to wait: each try beyond its free ones doubles the
/// wait, from 2 seconds to 15 minutes.
async fn slowed(db: &mut dyn Session, keys: &[(String, i64)], now: i64) -> Result<()> {
    for (key, free) in keys {
        let (n, last) = db.tries(key, now - WINDOW).await?;
        let wait = if n < *free { 0 } else { (2i64 << (n - free).min(9)) * SECOND };
        // Within the free tries nobody waits, not even whose clock is behind that of the latest slip.
        if wait > 0 && now < last + wait {
            return Err(Refusal::TooManyAttempts { wait: (last + wait - now) / SECOND + 1 }.into());
        }
    }
    Ok(())
}
