//! Port of the corridor's identity.

use async_trait::async_trait;
use domain::ids::{AccountId, OrganisationId, SeasonId};
use domain::lang::Lang;
use domain::policy::Grant;

use super::Port;

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// E-mail address, lower case, once it is proved to be this person's; before, and after the
    /// account was closed, its own identifier, which is nobody's address.
    pub email: String,
    /// Display name.
    pub name: String,
    /// Password hash in PHC form.
    pub password_hash: String,
    /// Language of what is sent to this person.
    pub lang: Lang,
    /// Address it says it has, not proved yet; empty when none waits.
    pub claimed: String,
    /// When created, microseconds.
    pub created_at: i64,
    /// When closed; `None` while it lives.
    pub closed_at: Option<i64>,
}

impl Account {
    /// Whether an address is proved to be this person's.
    pub fn proved(&self) -> bool {
        self.email != self.id.as_str()
    }

    /// Whether this is the person's address, or the one they say they have while none is proved.
    pub fn says(&self, email: &str) -> bool {
        if self.proved() { self.email == email } else { self.claimed == email }
    }
}

/// A session as stored: the token itself is nowhere, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the token, hexadecimal.
    pub token_hash: String,
    /// Whose it is.
    pub account: AccountId,
    /// When opened.
    pub created_at: i64,
    /// When last used (to the minute or so).
    pub seen_at: i64,
    /// When it ends by itself.
    pub expires_at: i64,
    /// When it was ended; `None` while it lives.
    pub revoked_at: Option<i64>,
    /// Browser and system in two words; empty when unknown.
    pub device: String,
    /// Network address it was opened from; empty when unknown.
    pub address: String,
}

/// An applicant organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Identifier.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// Credit code it is confirmed under; empty for none.
    pub uscc: String,
    /// Credit code it was registered with and not confirmed under yet; empty when none waits.
    pub claim: String,
    /// When created.
    pub created_at: i64,
}

/// Tables `account`, `session`, `role_grant`, `organisation`, `sign_in_try`.
#[async_trait]
pub trait IdentityPort {
    /// Stores a new account; `false` when the address is taken.
    async fn insert_account(&mut self, account: &Account) -> Port<bool>;
    /// The account of an address.
    async fn account_by_email(&mut self, email: &str) -> Port<Option<Account>>;
    /// An account.
    async fn account(&mut self, id: &AccountId) -> Port<Option<Account>>;
    /// Replaces the password hash.
    async fn save_password(&mut self, id: &AccountId, hash: &str) -> Port<()>;
    /// Notes the language a person reads.
    async fn save_lang(&mut self, id: &AccountId, lang: Lang) -> Port<()>;
    /// Grants a role; granting it again is harmless.
    async fn insert_grant(
        &mut self,
        season: &SeasonId,
        account: &AccountId,
        grant: &Grant,
    ) -> Port<()>;
    /// Takes a role away.
    async fn delete_grant(
        &mut self,
        season: &SeasonId,
        account: &AccountId,
        grant: &Grant,
    ) -> Port<()>;
    /// Roles of an account in a season, ordered by role and scope, its place in an organisation
    /// among them: as [`domain::policy::Role::Registrant`] while address or organisation wait.
    async fn grants(&mut self, season: &SeasonId, account: &AccountId) -> Port<Vec<Grant>>;
    /// The same of everybody who holds a role in a season, whatever else they hold. One query for all.
    async fn grants_of_holders(
        &mut self,
        season: &SeasonId,
        role: &str,
    ) -> Port<Vec<(AccountId, Grant)>>;
    /// Accounts that hold a role in a season, or in an organisation whatever the season:
    /// (account id, name, e-mail, scope). Those without a proved address are left out.
    async fn holders(
        &mut self,
        season: &SeasonId,
        role: &str,
    ) -> Port<Vec<(AccountId, String, String, String)>>;
    /// For each scope of a role in a season, how many hold it and are not kept from signing in; none where nobody does.
    async fn able(&mut self, season: &SeasonId, role: &str) -> Port<Vec<(String, i64)>>;
    /// Accounts that hold a role in a season, over whatever scope, and are not kept from signing in.
    async fn able_holders(&mut self, season: &SeasonId, role: &str) -> Port<Vec<AccountId>>;
    /// Accounts that hold a role over one scope in a season.
    async fn holders_of(
        &mut self,
        season: &SeasonId,
        role: &str,
        scope: &str,
    ) -> Port<Vec<AccountId>>;
    /// Stores a new session.
    async fn insert_session(&mut self, session: &SessionRow) -> Port<()>;
    /// The session of a token's hash, with its account.
    async fn session(&mut self, token_hash: &str) -> Port<Option<(SessionRow, Account)>>;
    /// Notes when a session was last used.
    async fn touch_session(&mut self, token_hash: &str, at: i64) -> Port<()>;
    /// Gives a session that lives another token: the one before opens nothing any more.
    async fn renew_session(&mut self, token_hash: &str, renewed: &str) -> Port<()>;
    /// Ends one session.
    async fn revoke_session(&mut self, token_hash: &str, at: i64) -> Port<()>;
    /// Ends all sessions of an account.
    async fn revoke_sessions(&mut self, account: &AccountId, at: i64) -> Port<()>;
    /// Stores a new organisation.
    async fn insert_organisation(&mut self, organisation: &Organisation) -> Port<()>;
    /// An organisation.
    async fn organisation(&mut self, id: &OrganisationId) -> Port<Option<Organisation>>;
    /// Notes a failed try under a key (account or address).
    async fn insert_try(&mut self, key: &str, at: i64) -> Port<()>;
    /// Failed tries under a key since a moment, and the moment of the latest (0 if none).
    async fn tries(&mut self, key: &str, since: i64) -> Port<(i64, i64)>;
    /// Forgets the tries under a key, and all tries older than `before`.
    async fn clear_tries(&mut self, key: &str, before: i64) -> Port<()>;
    /// Forgets the tries under every key that begins so.
    async fn clear_tries_under(&mut self, prefix: &str) -> Port<()>;
}
