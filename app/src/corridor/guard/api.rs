//! Server functions of what guards accounts. Everything that changes something is a plain route: what
//! is shown once stands in the answer to the form itself.

use domain::ids::AccountId;
use domain::views::guard::{AccountPage, AccountsView, FactorView, JournalView};
use domain::views::system::SystemView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::ui::qr::Qr;

/// One's own second step, with the picture of the secret that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// How it stands.
    pub view: FactorView,
    /// The QR code; none unless a secret waits.
    pub qr: Option<Qr>,
}

/// The actor's second step.
#[server(endpoint = "guard/factor", input = GetUrl)]
pub async fn factor() -> Result<Own, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let view = crate::enter::answer(service.factor(&actor).await)?;
    let qr = match &view.state {
        domain::guard::factor::State::Pending { uri, .. } => Qr::of(uri),
        _ => None,
    };
    Ok(Own { view, qr })
}

/// The accounts, a page of them.
#[server(endpoint = "guard/accounts", input = GetUrl)]
pub async fn accounts(
    /// A part of name or address.
    #[server(default)]
    q: String,
    /// Code of a role.
    #[server(default)]
    role: String,
    /// `disabled`, or nothing.
    #[server(default)]
    show: String,
    /// Where the page before ended.
    #[server(default)]
    before: String,
) -> Result<AccountsView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked = domain::views::guard::AccountsAsked { q, role, show, before };
    crate::enter::answer(service.accounts(&actor, asked).await)
}

/// One account.
#[server(endpoint = "guard/account", input = GetUrl)]
pub async fn account(
    /// Account.
    id: AccountId,
) -> Result<AccountPage, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.account_page(&actor, &id).await)
}

/// What runs.
#[server(endpoint = "guard/system", input = GetUrl)]
pub async fn system() -> Result<SystemView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.system(&actor).await)
}

/// A page of the journal.
#[server(endpoint = "guard/journal", input = GetUrl)]
pub async fn journal(
    /// First moment.
    #[server(default)]
    from: String,
    /// Last moment.
    #[server(default)]
    to: String,
    /// Who acted.
    #[server(default)]
    by: String,
    /// Kind of event.
    #[server(default)]
    kind: String,
    /// Room.
    #[server(default)]
    room: String,
    /// Reference number of a dossier.
    #[server(default)]
    reference: String,
    /// Number of the row before which the page begins.
    #[server(default)]
    before: String,
) -> Result<JournalView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let asked =
        domain::views::guard::JournalAsked { from, to, actor: by, kind, room, reference, before };
    crate::enter::answer(service.audit(&actor, asked).await)
}
