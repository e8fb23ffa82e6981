//! Views of the people of an organisation, and of one's own account.

use serde::{Deserialize, Serialize};

use crate::ids::AccountId;
use crate::lang::Lang;
use crate::policy::Role;
use crate::stamp::Stamp;

/// A member of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// E-mail address; empty while none is verified.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Since when.
    pub since: Stamp,
}

/// An invitation that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Identifier; the link itself is known to the address alone.
    pub id: String,
    /// Address invited.
    pub email: String,
    /// Role offered.
    pub role: Role,
    /// When it was sent.
    pub at: Stamp,
    /// Until when it can be accepted.
    pub expires: Stamp,
}

/// An organisation's people, for one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Organisation's name.
    pub organisation: String,
    /// Its credit code; empty when none is known.
    pub uscc: String,
    /// Whether it is confirmed under that code.
    pub confirmed: bool,
    /// Whether another organisation stands here under the same code: ask there for an
    /// invitation. Told to those alone whose address is verified.
    pub taken: bool,
    /// The reader's account.
    pub me: AccountId,
    /// The reader's role.
    pub role: Role,
    /// Members, by role, then by name.
    pub members: Vec<Member>,
    /// Open invitations; empty for those who do not run the organisation.
    pub invitations: Vec<Invitation>,
    /// The server's clock.
    pub now: Stamp,
}

/// What an invitation offers, for whoever holds its link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Organisation's name.
    pub organisation: String,
    /// Name of who invites.
    pub by: String,
    /// Role offered.
    pub role: Role,
    /// Address invited.
    pub email: String,
    /// Until when it can be accepted.
    pub expires: Stamp,
    /// Whether the address has an account already: then one signs in with it.
    pub known: bool,
    /// Whether the reader is signed in with this address.
    pub signed_in: bool,
}

/// One of an account's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its name for ending it; nothing can be entered with it.
    pub id: String,
    /// Browser and system, as far as they said.
    pub device: String,
    /// When it began.
    pub since: Stamp,
    /// When it was last used, to the minute or so.
    pub seen: Stamp,
    /// Network address it was opened from; empty when unknown.
    pub address: String,
    /// Whether it is the one this was asked in.
    pub current: bool,
}

/// One's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Name.
    pub name: String,
    /// Verified address; empty while there is none.
    pub email: String,
    /// Address that waits to be verified; empty when none does.
    pub claimed: String,
    /// Language of mails.
    pub lang: Lang,
    /// When it was created.
    pub since: Stamp,
    /// Organisation's name; empty without one.
    pub organisation: String,
    /// Roles held now.
    pub roles: Vec<Role>,
    /// Version of the privacy notice agreed to, and when.
    pub consents: Vec<(String, Stamp)>,
    /// Sessions that live, the current one first.
    pub sessions: Vec<SessionView>,
    /// A second step of signing in is set up.
    pub factor: bool,
    /// Why the account cannot be closed now, if it cannot.
    pub kept: Option<crate::refusal::Refusal>,
    /// Whether it has acted in a dossier: then its identifier stays in the journal.
    pub acted: bool,
}
