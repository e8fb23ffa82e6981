//! Port of the corridor's mail: outbox, inbox, reminders.

use async_trait::async_trait;
use domain::ids::{AccountId, DossierId, SeasonId};
use domain::lang::Lang;
use domain::mail::Message;
use serde::{Deserialize, Serialize};

use super::Port;

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// To be sent, for the first time or again.
    Waiting,
    /// A mail server took it.
    Sent,
    /// Given up; the row's error says why.
    Failed,
    /// Kept, never sent: what was told while the demonstration was loaded.
    Shelved,
}

impl MailState {
    /// All states.
    pub const ALL: [MailState; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Shelved];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Shelved => "shelved",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A row of the outbox. Moments are microseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Identifier.
    pub id: String,
    /// When posted.
    pub at: i64,
    /// To whom; `None` for an address that belongs to no account.
    pub account: Option<AccountId>,
    /// E-mail address.
    pub address: String,
    /// Dossier concerned.
    pub dossier: Option<DossierId>,
    /// What is told. Once dealt with, without its secret.
    pub message: Message,
    /// Goes out at once and alone.
    pub urgent: bool,
    /// Where it stands.
    pub state: MailState,
    /// The mail it goes out in; empty until the first try.
    pub bundle: String,
    /// Who is sending it now; empty when nobody is.
    pub claim: String,
    /// Tries begun.
    pub tries: i64,
    /// Not to be tried before; of what was given up, when it was.
    pub next_at: i64,
    /// When a mail server took it.
    pub sent_at: Option<i64>,
    /// What went wrong last; empty when nothing did.
    pub error: String,
    /// The account's language now; `None` without an account. Not stored in the row.
    pub lang: Option<Lang>,
}

/// A message in somebody's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Identifier.
    pub id: String,
    /// Whose inbox.
    pub account: AccountId,
    /// Dossier concerned.
    pub dossier: Option<DossierId>,
    /// What is told.
    pub message: Message,
    /// When.
    pub at: i64,
    /// When it was read.
    pub read_at: Option<i64>,
}

/// Tables `outbox`, `inbox`, `reminder`. Rows whose message this program cannot read are left out of every list: a
/// later version that works beside it has posted them, and deals with them.
#[async_trait]
pub trait MailPort {
    /// Stores a new row of the outbox.
    async fn insert_mail(&mut self, mail: &MailRow) -> Port<()>;
    /// Waiting rows to be tried by `now`, oldest first, at most `limit`. A row that is not
    /// urgent is due when it was posted before `posted`.
    async fn due_mails(&mut self, now: i64, posted: i64, limit: i64) -> Port<Vec<MailRow>>;
    /// Waiting rows of an account that are not urgent and belong to no bundle yet.
    async fn loose_mails(&mut self, account: &AccountId) -> Port<Vec<MailRow>>;
    /// Takes a waiting row for sending: notes bundle and claim, counts the try, and hides the
    /// row until `until`, when somebody else may try.
    async fn claim_mail(&mut self, id: &str, bundle: &str, claim: &str, until: i64) -> Port<()>;
    /// The waiting rows of a bundle, oldest first.
    async fn bundled_mails(&mut self, bundle: &str) -> Port<Vec<MailRow>>;
    /// Closes or postpones a row, if it is still this claim's. `message` is what remains of it.
    async fn settle_mail(&mut self, row: &MailRow, claim: &str) -> Port<bool>;
    /// All waiting rows, oldest first.
    async fn waiting_mails(&mut self) -> Port<Vec<MailRow>>;
    /// The latest rows of the outbox in a state, newest first, at most `limit`.
    async fn mails(&mut self, state: MailState, limit: i64) -> Port<Vec<MailRow>>;
    /// Lets a row that was given up wait again, its tries forgotten.
    async fn reopen_mail(&mut self, id: &str, next_at: i64) -> Port<()>;
    /// Puts all rows that were given up aside; how many.
    async fn dismiss_mails(&mut self) -> Port<u64>;
    /// How many rows were given up after a moment, and still are.
    async fn given_up_since(&mut self, since: i64) -> Port<i64>;
    /// How many rows of the outbox are in each state.
    async fn count_mails(&mut self) -> Port<Vec<(MailState, i64)>>;

    /// Puts a message into an inbox.
    async fn insert_inbox(&mut self, row: &InboxRow) -> Port<()>;
    /// An account's messages, newest first, at most `limit`.
    async fn inbox(&mut self, account: &AccountId, limit: i64) -> Port<Vec<InboxRow>>;
    /// How many an account has not read.
    async fn count_unread(&mut self, account: &AccountId) -> Port<i64>;
    /// One message, if it is this account's.
    async fn inbox_row(&mut self, account: &AccountId, id: &str) -> Port<Option<InboxRow>>;
    /// Marks one message read, if it is this account's. The first reading counts.
    async fn read_inbox(&mut self, account: &AccountId, id: &str, at: i64) -> Port<()>;
    /// Marks all messages of an account posted up to `until` read.
    async fn read_whole_inbox(&mut self, account: &AccountId, until: i64, at: i64) -> Port<()>;

    /// What was reminded of in a season: dossier and what. One query.
    async fn reminders(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, String)>>;
    /// Notes that something was reminded of; `false` when it was already.
    async fn insert_reminder(&mut self, dossier: &DossierId, what: &str, at: i64) -> Port<bool>;
}
