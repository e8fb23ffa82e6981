//! The corridor's identity: accounts, sessions, roles.

use domain::application::version::digest;
use domain::event::Event;
use domain::identity::{FREE_TRIES, WINDOW};
use domain::ids::{AccountId, OrganisationId, SeasonId};
use domain::lang::Lang;
use domain::mail::Message;
use domain::policy::{Actor, Grant, Role, may_hold_together};
use domain::refusal::Refusal;
use domain::stamp::{DAY, MINUTE, SECOND};
use domain::views::identity::Me;

use super::shared::kept_line;
use crate::ports::identity::{Account, Organisation, SessionRow};
use crate::ports::{Bell, Session};
use crate::{About, Recipient, Result, Service};

/// A session ends by itself after so long without use.
pub const IDLE: i64 = 12 * 60 * MINUTE;
/// And after so long in any case.
pub const LIFETIME: i64 = 7 * DAY;

/// An applicant's registration.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// Organisation's name.
    pub organisation: String,
    /// Person's name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

impl Service {
    /// Who a session's token belongs to, with the roles of the running season. Sessions
    /// that were ended or have run out belong to nobody.
    pub async fn enter(&self, token: &str) -> Result<Option<Actor>> {
        let hash = digest(token);
        let now = self.now().0;
        let mut db = self.read().await?;
        let Some((session, account)) = db.session(&hash).await? else { return Ok(None) };
        let over = session.revoked_at.is_some()
            || now >= session.expires_at
            || now >= session.seen_at + IDLE;
        if over {
            return Ok(None);
        }
        let season = db.current_season().await?.map(|s| s.id).unwrap_or_default();
        let grants = db.grants(&season, &account.id).await?;
        drop(db);
        if now - session.seen_at > MINUTE {
            let mut work = self.store.write().await?;
            work.touch_session(&hash, now).await?;
            let head = work.head().await?;
            work.commit(&head, Vec::new()).await?;
        }
        Ok(Some(Actor { account: account.id, name: account.name, grants }))
    }

    /// What the page's header shows of the actor.
    pub fn me(&self, actor: &Actor) -> Me {
        Me { name: actor.name.clone(), grants: actor.grants.clone() }
    }

    /// Signs in and returns the new session's token. Slowed down per account and per
    /// address; an unknown account answers in the same time and words as a wrong password.
    pub async fn sign_in(&self, email: &str, password: &str, from: &str) -> Result<String> {
        let email = domain::identity::email(email).unwrap_or_default();
        let keys = [format!("account:{email}"), format!("address:{from}")];
        let now = self.now().0;
        let mut db = self.read().await?;
        slowed(&mut *db, &keys, now).await?;
        let account = db.account_by_email(&email).await?;
        drop(db);
        let hash = account.as_ref().map(|a| a.password_hash.as_str());
        let fits = self.passwords.verify(password, hash).await?;
        let mut work = self.begin().await?;
        // Again, under the lock: of guesses that came together, only the free ones are answered.
        slowed(&mut *work.db, &keys, now).await?;
        let Some(account) = account.filter(|_| fits) else {
            for key in &keys {
                work.db.insert_try(key, now).await?;
            }
            work.commit().await?;
            return Err(Refusal::BadCredentials.into());
        };
        work.db.clear_tries(&keys[0], now - WINDOW).await?;
        let token = self.chance.token();
        let at = work.now.0;
        let session = SessionRow {
            token_hash: digest(&token),
            account: account.id.clone(),
            created_at: at,
            seen_at: at,
            expires_at: at + LIFETIME,
            revoked_at: None,
        };
        work.db.insert_session(&session).await?;
        work.record(account.id.as_str(), &Event::SignedIn, About::default()).await?;
        work.commit().await?;
        Ok(token)
    }

    /// Ends a session. Ending one that is not there is harmless.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = digest(token);
        let mut work = self.begin().await?;
        let Some((_, account)) = work.db.session(&hash).await? else { return Ok(()) };
        let at = work.now.0;
        work.db.revoke_session(&hash, at).await?;
        work.record(account.id.as_str(), &Event::SignedOut, About::default()).await?;
        work.ring(Bell { at, room: "identity".into(), dossier: None, panel: None });
        work.commit().await
    }

    /// Creates an account. Refuses an address that is taken.
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
        let account = Account {
            id: self.chance.id().into(),
            email,
            name,
            password_hash,
            lang: Lang::default(),
            created_at: work.now.0,
        };
        if !work.db.insert_account(&account).await? {
            return Err(Refusal::Taken.into());
        }
        let event = Event::AccountCreated { account: account.id.to_string() };
        work.record(by, &event, About::default()).await?;
        let to = Recipient::Account(account.id.clone());
        work.post(&to, None, &Message::AccountCreated).await?;
        work.commit().await?;
        Ok(account.id)
    }

    /// Notes the language the actor reads, for what is sent to them.
    pub async fn set_lang(&self, actor: &Actor, lang: Lang) -> Result<()> {
        let mut work = self.begin().await?;
        work.db.save_lang(&actor.account, lang).await?;
        work.commit().await
    }

    /// Grants a role in a season. The three administrations exclude each other.
    pub async fn grant(
        &self,
        by: &str,
        season: &SeasonId,
        account: &AccountId,
        role: Role,
        scope: &str,
    ) -> Result<()> {
        let mut work = self.begin().await?;
        let held = work.db.grants(season, account).await?;
        if held.iter().any(|g| !may_hold_together(g.role, role)) {
            return Err(Refusal::BadValue { field: "role".into() }.into());
        }
        let grant = Grant { role, scope: scope.to_owned() };
        if role == Role::Chair || role == Role::ViceChair {
            let others = work.db.holders(season, role.code()).await?;
            if others.iter().any(|h| h.0 != *account || h.3 != scope) {
                return Err(Refusal::ExactlyOne { role: role.code().into() }.into());
            }
        }
        work.db.insert_grant(season, account, &grant).await?;
        let event = Event::RoleGranted {
            account: account.to_string(),
            role: role.code().to_owned(),
            scope: scope.to_owned(),
        };
        work.record(by, &event, About::default()).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "identity".into(), dossier: None, panel: None });
        work.commit().await
    }

    /// Registers an organisation with its first account, which may write its dossier.
    pub async fn register(&self, form: &Registration) -> Result<()> {
        let name = kept_line(&form.organisation, 61);
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Refusal::BadValue { field: "organisation".into() }.into());
        }
        let season = self.season().await?.id;
        let account =
            self.create_account("system", &form.name, &form.email, &form.password).await?;
        let organisation = self.add_organisation(&name).await?;
        self.grant("system", &season, &account, Role::Applicant, organisation.as_str()).await
    }

    /// Stores a new organisation.
    pub async fn add_organisation(&self, name: &str) -> Result<OrganisationId> {
        let mut work = self.begin().await?;
        let organisation = Organisation {
            id: self.chance.id().into(),
            name: name.to_owned(),
            uscc: String::new(),
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

/// Refuses while an account or an address has to wait: each try beyond the free ones doubles the
/// wait, from 2 seconds to 15 minutes.
async fn slowed(db: &mut dyn Session, keys: &[String; 2], now: i64) -> Result<()> {
    for (key, free) in keys.iter().zip([FREE_TRIES, 10 * FREE_TRIES]) {
        let (n, last) = db.tries(key, now - WINDOW).await?;
        let wait = if n < free { 0 } else { (2i64 << (n - free).min(9)) * SECOND };
        if now < last + wait {
            return Err(Refusal::TooManyAttempts { wait: (last + wait - now) / SECOND + 1 }.into());
        }
    }
    Ok(())
}
