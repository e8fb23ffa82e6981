//! Views of what guards accounts: one's own second step, the accounts as administrators see them,
//! the journal as the audit reads it.

use serde::{Deserialize, Serialize};

use super::people::SessionView;
use crate::guard::factor::State;
use crate::ids::AccountId;
use crate::policy::{Grant, Role};
use crate::stamp::Stamp;

/// One's own second step of signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    /// How it stands.
    pub state: State,
    /// One is set up; what waits would take its place.
    pub replaces: bool,
    /// The actor's role owes it: it cannot be taken off.
    pub owed: bool,
}

/// What may be done with accounts by whoever looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Powers {
    /// Make, disable, enable, unlock; confirm an administrator.
    pub keeps: bool,
    /// Give and take roles, reset second steps, end sessions.
    pub grants: bool,
}

/// Which accounts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountsAsked {
    /// A part of name or address.
    pub q: String,
    /// Code of a role; empty for any.
    pub role: String,
    /// `disabled`, or empty for all.
    pub show: String,
    /// Where the page before ended; empty for the first.
    pub before: String,
}

/// The accounts, a page of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountsView {
    /// What was asked for, as it was understood.
    pub asked: AccountsAsked,
    /// The newest first.
    pub rows: Vec<AccountRow>,
    /// Where the next page goes on; empty on the last.
    pub next: String,
    /// Requests that wait for an answer.
    pub requests: Vec<RequestView>,
    /// What the reader may do.
    pub powers: Powers,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Address, proved or claimed.
    pub email: String,
    /// Whether it is proved to be this person's.
    pub proved: bool,
    /// Roles held in the running season.
    pub roles: Vec<Role>,
    /// When it was made.
    pub since: Stamp,
    /// When it was disabled.
    pub disabled: Option<Stamp>,
    /// A second step is set up.
    pub factor: bool,
}

/// A request that somebody is given a role which two persons give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestView {
    /// Identifier.
    pub id: String,
    /// For whom.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether it is proved to be theirs.
    pub proved: bool,
    /// When the account was made.
    pub since: Stamp,
    /// The role.
    pub role: Role,
    /// Why.
    pub reason: String,
    /// Name of who asks.
    pub by: String,
    /// When.
    pub at: Stamp,
    /// The reader may confirm it.
    pub confirms: bool,
    /// The reader has asked for it and may take it back.
    pub own: bool,
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    /// The account.
    pub row: AccountRow,
    /// Roles with what they reach over.
    pub grants: Vec<Grant>,
    /// Recovery codes that were not used.
    pub recovery_left: u32,
    /// Failed tries at signing in lately; further ones wait.
    pub tries: i64,
    /// Sessions that live; for the security administrator alone.
    pub sessions: Vec<SessionView>,
    /// The request that waits.
    pub request: Option<RequestView>,
    /// Name of the organisation that is registered already under the code this account claims; for the security
    /// administrator alone.
    pub taken: Option<String>,
    /// It is the reader's own: nobody administers themselves.
    pub own: bool,
    /// What the reader may do.
    pub powers: Powers,
}

/// Which rows of the journal are asked for, as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JournalAsked {
    /// First day, `2026-06-24`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// An account's identifier or address, `system` or `operator`.
    pub actor: String,
    /// Kind of event.
    pub kind: String,
    /// Room.
    pub room: String,
    /// Reference number of a dossier.
    pub reference: String,
    /// Number of the row before which the page begins; empty for the latest.
    pub before: String,
}

/// A page of the journal, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalView {
    /// What was asked for, as it was understood.
    pub asked: JournalAsked,
    /// The fields of what was asked for that could not be understood.
    pub wrong: Vec<String>,
    /// The rows.
    pub rows: Vec<JournalRow>,
    /// Where the next page goes on; none on the last.
    pub next: Option<i64>,
    /// Rows of the journal in all.
    pub length: i64,
    /// What the last walk along the chain has found.
    pub checked: Option<Checked>,
}

/// A row of the journal, cut to what the audit may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRow {
    /// Number.
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// Account that acted, `system` or `operator`.
    pub actor: String,
    /// Its name; empty for others.
    pub name: String,
    /// Organisation or unit acted for.
    pub on_behalf: String,
    /// Room.
    pub room: String,
    /// Kind of event.
    pub kind: String,
    /// Reference number of the dossier; empty without one.
    pub reference: String,
    /// Facts that may be known, by name.
    pub facts: Vec<(String, String)>,
    /// Name of the account among the facts; empty without one, and once it is closed.
    #[serde(default)]
    pub named: String,
    /// The reason, where it may be known; empty otherwise.
    pub reason: String,
    /// Something of the row is not shown.
    pub cut: bool,
    /// SHA-256 of the row.
    pub hash: String,
}

/// What a walk along the chain of the journal has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// When.
    pub at: Stamp,
    /// Rows that fit.
    pub rows: i64,
    /// Hash of the last of them.
    pub hash: String,
    /// Number of the first row that does not fit; `None` when all do.
    pub broken: Option<i64>,
}
