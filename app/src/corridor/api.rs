//! Server functions of the corridor.

use domain::policy::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The public call: the season with its settings, which pages of several rooms need. Public.
#[server(endpoint = "season/call", input = GetUrl)]
pub async fn call() -> Result<domain::views::Call, ApiError> {
    crate::enter::answer(crate::enter::open()?.call().await)
}

/// One account of each role, as role, name and e-mail address, to try the demonstration with.
/// Public; empty in a real season, whose accounts are nobody's business.
#[server(endpoint = "corridor/demo_accounts", input = GetUrl)]
pub async fn demo_accounts() -> Result<Vec<(Role, String, String)>, ApiError> {
    let service = crate::enter::open()?;
    let call = crate::enter::answer(service.call().await)?;
    if !call.season.demo {
        return Ok(Vec::new());
    }
    let mut holders = Vec::new();
    for role in Role::ALL {
        holders.push((role, crate::enter::answer(service.holders(role).await)?));
    }
    // The account prepared for the role; else, as a lead is an expert too, whoever has the role
    // alone shows it best.
    let roles = |id| holders.iter().filter(|(_, held)| held.iter().any(|h| h.0 == id)).count();
    let accounts = holders
        .iter()
        .filter_map(|(role, held)| {
            let prepared = domain::identity::demo_email(*role);
            let (_, name, email, _) = held
                .iter()
                .find(|h| h.2 == prepared)
                .or_else(|| held.iter().min_by_key(|h| roles(h.0.clone())))?;
            Some((*role, name.clone(), email.clone()))
        })
        .collect();
    Ok(accounts)
}

/// The heads of the journal that were published. Public.
#[server(endpoint = "corridor/heads", input = GetUrl)]
pub async fn heads() -> Result<domain::heads::Heads, ApiError> {
    crate::enter::answer(crate::enter::open()?.heads().await)
}

/// The reader's messages.
#[server(endpoint = "corridor/inbox", input = GetUrl)]
pub async fn inbox() -> Result<domain::views::mail::Inbox, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.inbox(&actor).await)
}

/// Marks a message read and goes where it leads.
#[server(endpoint = "corridor/open_message")]
pub async fn open_message(
    /// Message.
    id: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let place = crate::enter::answer(service.open_message(&actor, &id).await)?;
    leptos_axum::redirect(&place);
    Ok(())
}

/// Marks a message read.
#[server(endpoint = "corridor/read_message")]
pub async fn read_message(
    /// Message.
    id: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.open_message(&actor, &id).await)?;
    leptos_axum::redirect("/inbox");
    Ok(())
}

/// Marks everything read that the reader was shown.
#[server(endpoint = "corridor/read_messages")]
pub async fn read_messages(
    /// Moment of the list, microseconds.
    until: domain::stamp::Stamp,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.read_messages(&actor, until).await)?;
    leptos_axum::redirect("/inbox");
    Ok(())
}
