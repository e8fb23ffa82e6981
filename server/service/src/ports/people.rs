//! Port of the corridor's people: addresses and their proof, members of organisations,
//! invitations, consents, and what a person may take along or have removed.

use async_trait::async_trait;
use domain::ids::{AccountId, OrganisationId};
use domain::people::Purpose;
use domain::policy::Role;

use super::Port;
use super::identity::{Account, Organisation, SessionRow};

/// What an account is called, and one of the names it had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// Account.
    pub account: AccountId,
    /// The name it has.
    pub name: String,
    /// A name it had, and until when, microseconds; none where it had no other.
    pub former: Option<(String, i64)>,
}

/// A one-time link as stored: the secret itself is nowhere, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTime {
    /// SHA-256 of the secret, hexadecimal.
    pub digest: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose it is; `None` for a link that nobody was sent.
    pub account: Option<AccountId>,
    /// The address it was sent to, and which it proves.
    pub email: String,
    /// When made, microseconds.
    pub created_at: i64,
    /// From when on it is worth nothing.
    pub expires_at: i64,
}

/// A person's place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// The account; it has one organisation at a time.
    pub account: AccountId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// One of [`Role::OFFERED`].
    pub role: Role,
    /// Since when, microseconds.
    pub since: i64,
}

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRow {
    /// Identifier.
    pub id: String,
    /// SHA-256 of its secret, hexadecimal.
    pub digest: String,
    /// To which organisation.
    pub organisation: OrganisationId,
    /// Address invited, lower case; empty once it has ended, when it is nobody's business.
    pub email: String,
    /// Role offered.
    pub role: Role,
    /// Who invites.
    pub invited_by: AccountId,
    /// When, microseconds.
    pub created_at: i64,
    /// From when on it is worth nothing.
    pub expires_at: i64,
    /// When it was accepted or taken back; `None` while it is open.
    pub ended_at: Option<i64>,
}

/// A consent to the privacy notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// Version of the notice.
    pub version: String,
    /// When, microseconds.
    pub at: i64,
}

/// Tables `member`, `one_time`, `invitation`, `consent`, and of `account`, `session` and
/// `organisation` what concerns their people.
#[async_trait]
pub trait PeoplePort {
    /// Notes the address an account says it has. It is the account's only once it is proved.
    async fn claim_address(&mut self, account: &AccountId, email: &str) -> Port<()>;
    /// Makes an address the account's; `false` when it is another account's already.
    async fn prove_address(&mut self, account: &AccountId, email: &str) -> Port<bool>;
    /// The newest account that says an address is its own and has proved none.
    async fn account_by_claim(&mut self, email: &str) -> Port<Option<Account>>;
    /// Changes a person's name; the one before is kept, and until when it was theirs.
    async fn save_name(&mut self, account: &AccountId, name: &str, at: i64) -> Port<()>;
    /// The name an account had at a moment; `None` for one that is gone.
    async fn name_at(&mut self, account: &AccountId, at: i64) -> Port<Option<String>>;
    /// Names an account had before, each with the moment until when, the earliest first.
    async fn former_names(&mut self, account: &AccountId) -> Port<Vec<(String, i64)>>;
    /// The name each of some accounts has, once for every name it had before with the moment until which it had that,
    /// the earliest first; once where it had no other. One query for hundreds.
    async fn names_ever(&mut self, accounts: &[AccountId]) -> Port<Vec<NameRow>>;
    /// Empties an account: no name, no address, no password. Its identifier stays.
    async fn close_account(&mut self, account: &AccountId, at: i64) -> Port<()>;
    /// Removes whatever is stored about a person beside the account and the journal: sessions,
    /// links, consents, place in an organisation, letters, messages.
    async fn forget_person(&mut self, account: &AccountId) -> Port<()>;
    /// Removes an emptied account altogether.
    async fn delete_account(&mut self, account: &AccountId) -> Port<()>;
    /// Whether the journal has an act of the account on a dossier.
    async fn has_acted(&mut self, account: &AccountId) -> Port<bool>;

    /// An account's sessions, the latest used first; also those that ended.
    async fn sessions_of(&mut self, account: &AccountId) -> Port<Vec<SessionRow>>;
    /// Ends all sessions of an account but one.
    async fn revoke_others(&mut self, account: &AccountId, kept: &str, at: i64) -> Port<()>;

    /// Stores a link, and forgets those long dead.
    async fn insert_one_time(&mut self, row: &OneTime) -> Port<()>;
    /// Uses a link up; `None` when it was used, is too old or is not there.
    async fn take_one_time(
        &mut self,
        digest: &str,
        purpose: Purpose,
        now: i64,
    ) -> Port<Option<OneTime>>;
    /// Uses all links of an account and purpose up.
    async fn end_one_times(&mut self, account: &AccountId, purpose: Purpose, at: i64) -> Port<()>;

    /// A person's place in an organisation.
    async fn member(&mut self, account: &AccountId) -> Port<Option<MemberRow>>;
    /// People of an organisation with their accounts, in the order they joined.
    async fn people_of(&mut self, organisation: &OrganisationId)
    -> Port<Vec<(MemberRow, Account)>>;
    /// The same of several organisations, those of each together. One query for hundreds.
    async fn people_of_all(
        &mut self,
        organisations: &[OrganisationId],
    ) -> Port<Vec<(MemberRow, Account)>>;
    /// Gives a person a place in an organisation, in place of the one they had.
    async fn save_member(&mut self, row: &MemberRow) -> Port<()>;
    /// Takes a person out of their organisation.
    async fn delete_member(&mut self, account: &AccountId) -> Port<()>;

    /// Stores an invitation.
    async fn insert_invitation(&mut self, row: &InvitationRow) -> Port<()>;
    /// The invitation of a secret's hash, whatever became of it.
    async fn invitation(&mut self, digest: &str) -> Port<Option<InvitationRow>>;
    /// Open invitations of an organisation, the latest first.
    async fn invitations(
        &mut self,
        organisation: &OrganisationId,
        now: i64,
    ) -> Port<Vec<InvitationRow>>;
    /// Ends an open invitation of an organisation and forgets its address; `false` when there
    /// is none.
    async fn end_invitation(
        &mut self,
        id: &str,
        organisation: &OrganisationId,
        at: i64,
    ) -> Port<bool>;
    /// Invitations somebody has made, the latest first.
    async fn invitations_by(&mut self, account: &AccountId) -> Port<Vec<InvitationRow>>;

    /// Keeps a consent; giving it again is harmless.
    async fn insert_consent(&mut self, account: &AccountId, row: &ConsentRow) -> Port<()>;
    /// A person's consents, the latest first.
    async fn consents(&mut self, account: &AccountId) -> Port<Vec<ConsentRow>>;

    /// The organisation confirmed under a credit code.
    async fn organisation_by_uscc(&mut self, uscc: &str) -> Port<Option<Organisation>>;
    /// Confirms an organisation under the code it was registered with; `false` when another
    /// holds the code, or it was not waiting for this.
    async fn confirm_organisation(&mut self, organisation: &OrganisationId) -> Port<bool>;
    /// Writes name and code of an organisation that is not confirmed yet; others stay as they are.
    async fn reclaim(&mut self, organisation: &OrganisationId, name: &str, uscc: &str) -> Port<()>;
    /// Gives an organisation another name; versions that are frozen keep the one they have.
    async fn rename_organisation(&mut self, organisation: &OrganisationId, name: &str) -> Port<()>;
    /// Gives the code of an organisation free that has nobody left.
    async fn release_organisation(&mut self, organisation: &OrganisationId) -> Port<()>;
    /// How many dossiers of an organisation were ever submitted.
    async fn count_submitted(&mut self, organisation: &OrganisationId) -> Port<i64>;
}
