//! Port of what guards accounts: second steps of signing in, disabled accounts, the lists the
//! administrators work with, the journal as the audit asks for it.

use async_trait::async_trait;
use domain::ids::{AccountId, SeasonId};
use domain::policy::Role;

use super::identity::Account;
use super::{Entry, Port};

/// Somebody's second step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactorRow {
    /// The secret, sealed, and when it was confirmed, microseconds; `None` while none is set up.
    pub secret: Option<(String, i64)>,
    /// Step of the code that was used last.
    pub last_step: i64,
    /// A secret that waits for its first code, sealed, and since when.
    pub pending: Option<(String, i64)>,
}

/// Somebody who has given the password and not yet the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfRow {
    /// SHA-256 of the token, hexadecimal.
    pub token_hash: String,
    /// Whose it is.
    pub account: AccountId,
    /// When the password was given.
    pub created_at: i64,
    /// From when on it is worth nothing.
    pub expires_at: i64,
    /// Browser and system in two words.
    pub device: String,
}

/// A request that somebody becomes an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// Identifier.
    pub id: String,
    /// For whom.
    pub account: AccountId,
    /// One of [`Role::ADMINISTRATIONS`].
    pub role: Role,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub asked_by: AccountId,
    /// When, microseconds.
    pub asked_at: i64,
}

/// Which accounts are asked for, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountsWish {
    /// A part of name or address, as a pattern; empty for all.
    pub like: String,
    /// Code of a role held in the season; empty for any.
    pub role: String,
    /// Those alone that are disabled.
    pub disabled: bool,
    /// Older than this account: when it was created, and its identifier.
    pub before: Option<(i64, String)>,
}

/// An account of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// When it was disabled; `None` while it may be used.
    pub disabled_at: Option<i64>,
    /// Whether a second step is set up.
    pub factor: bool,
}

/// Which rows of the journal are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalWish {
    /// First moment, microseconds.
    pub from: i64,
    /// First moment after it.
    pub to: i64,
    /// Account, `system` or `operator`; empty for any.
    pub actor: String,
    /// Kind of event; empty for any.
    pub kind: String,
    /// Room; empty for any.
    pub room: String,
    /// Dossier's identifier; empty for any.
    pub dossier: String,
    /// Rows with a smaller number than this alone.
    pub before: i64,
}

/// A row of the journal with what its identifiers are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// The row.
    pub entry: Entry,
    /// Name of the account that acted; empty for others, and for one that was closed.
    pub name: String,
    /// Reference number of the dossier; empty without one.
    pub reference: String,
}

/// What a walk along the journal has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// When it was walked, microseconds.
    pub at: i64,
    /// Rows that fit.
    pub walked: i64,
    /// Hash of the last of them.
    pub hash: String,
    /// Number of the first row that does not fit, and how; `None` when all do.
    pub broken: Option<(i64, String)>,
}

/// Tables `second_factor`, `recovery_code`, `half_session`, `account_disabled`, `role_request`,
/// `journal_check`, and of others what the administrators ask for.
#[async_trait]
pub trait GuardPort {
    /// Somebody's second step; `None` when nothing was ever begun.
    async fn factor(&mut self, account: &AccountId) -> Port<Option<FactorRow>>;
    /// Any sealed secret, with its account: to try the key with.
    async fn any_factor(&mut self) -> Port<Option<(AccountId, String)>>;
    /// Keeps a secret that waits for its first code, in place of one that waited.
    async fn save_pending(&mut self, account: &AccountId, sealed: &str, at: i64) -> Port<()>;
    /// Makes the secret that waits the one that counts, used up to a step; `false` when none waits.
    async fn confirm_factor(&mut self, account: &AccountId, step: i64, at: i64) -> Port<bool>;
    /// Uses the code of a step; `false` when it, or a later one, was used before.
    async fn use_step(&mut self, account: &AccountId, step: i64) -> Port<bool>;
    /// Removes the second step and its recovery codes; `false` when there was none.
    async fn delete_factor(&mut self, account: &AccountId) -> Port<bool>;
    /// Keeps recovery codes by their digests, in place of all before.
    async fn save_recovery(&mut self, account: &AccountId, digests: &[String]) -> Port<()>;
    /// Uses a recovery code; `false` when it was used or is not there.
    async fn use_recovery(&mut self, account: &AccountId, digest: &str, at: i64) -> Port<bool>;
    /// Recovery codes that were not used.
    async fn recovery_left(&mut self, account: &AccountId) -> Port<i64>;

    /// Keeps somebody who has given the password, and forgets those who are late.
    async fn insert_half(&mut self, row: &HalfRow) -> Port<()>;
    /// Whoever a token's hash belongs to, late or not.
    async fn half(&mut self, token_hash: &str) -> Port<Option<HalfRow>>;
    /// Forgets all of an account.
    async fn delete_halves(&mut self, account: &AccountId) -> Port<()>;

    /// The names of all accounts, closed ones with none. One query, for rows that name many.
    async fn account_names(&mut self) -> Port<Vec<(AccountId, String)>>;
    /// Disables an account; doing so again is harmless.
    async fn disable(&mut self, account: &AccountId, at: i64) -> Port<()>;
    /// Enables it again; `false` when it was not disabled.
    async fn enable(&mut self, account: &AccountId) -> Port<bool>;
    /// Whether it is disabled.
    async fn disabled(&mut self, account: &AccountId) -> Port<Option<i64>>;

    /// Accounts that live, the newest first, at most `limit`, with their roles in a season.
    async fn accounts(
        &mut self,
        season: &SeasonId,
        wish: &AccountsWish,
        limit: i64,
    ) -> Port<(Vec<AccountLine>, Vec<(AccountId, Role)>)>;
    /// Keeps a request; `false` when one is open for the account.
    async fn insert_request(&mut self, season: &SeasonId, row: &RequestRow) -> Port<bool>;
    /// Requests of a season that wait for an answer, the oldest first.
    async fn requests(&mut self, season: &SeasonId) -> Port<Vec<RequestRow>>;
    /// Ends a request; `false` when it has ended.
    async fn end_request(&mut self, id: &str, by: &AccountId, granted: bool, at: i64)
    -> Port<bool>;

    /// Rows of the journal, the latest first, at most `limit`.
    async fn journal_page(&mut self, wish: &JournalWish, limit: i64) -> Port<Vec<JournalLine>>;
    /// What the last walk along the journal has found.
    async fn journal_check(&mut self) -> Port<Option<CheckRow>>;
    /// Notes it.
    async fn save_journal_check(&mut self, row: &CheckRow) -> Port<()>;
}
