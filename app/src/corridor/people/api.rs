//! Server functions of an organisation's people. Accepting an invitation is a plain route,
//! because it may begin a session.

use domain::ids::AccountId;
use domain::views::people as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// Goes back to the page, which then says what was done.
#[cfg(feature = "ssr")]
fn back(done: &str) {
    leptos_axum::redirect(&format!("/organisation?done={done}"));
}

/// The people of the actor's organisation.
#[server(endpoint = "people/list", input = GetUrl)]
pub async fn list() -> Result<view::People, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.people(&actor).await)
}

/// Invites somebody.
#[server(endpoint = "people/invite")]
pub async fn invite(
    /// Address.
    #[server(default)]
    email: String,
    /// Role code.
    #[server(default)]
    role: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.invite(&actor, &email, &role).await)?;
    back("invited");
    Ok(())
}

/// Gives the organisation another name.
#[server(endpoint = "people/rename")]
pub async fn rename(
    /// The name.
    #[server(default)]
    organisation: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.rename_organisation(&actor, &organisation).await)?;
    back("renamed");
    Ok(())
}

/// Takes an invitation back.
#[server(endpoint = "people/withdraw")]
pub async fn withdraw(
    /// Which.
    #[server(default)]
    id: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.withdraw_invitation(&actor, &id).await)?;
    back("withdrawn");
    Ok(())
}

/// Gives a member another role.
#[server(endpoint = "people/role")]
pub async fn role(
    /// Whom.
    account: AccountId,
    /// Role code.
    #[server(default)]
    role: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.set_member_role(&actor, &account, &role).await)?;
    back("role");
    Ok(())
}

/// Takes a member out.
#[server(endpoint = "people/remove")]
pub async fn remove(
    /// Whom.
    account: AccountId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.remove_member(&actor, &account).await)?;
    back("removed");
    Ok(())
}

/// Leaves the organisation.
#[server(endpoint = "people/leave")]
pub async fn leave(
    /// `yes` when it is meant.
    #[server(default)]
    sure: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.leave(&actor, sure == "yes").await)?;
    leptos_axum::redirect("/account?done=left");
    Ok(())
}

/// What an invitation offers. Public: whoever holds its link may read it.
#[server(endpoint = "people/offer", input = GetUrl)]
pub async fn offer(
    /// The link's secret.
    token: String,
) -> Result<view::Offer, ApiError> {
    let service = crate::enter::open()?;
    let actor = crate::enter::signed();
    crate::enter::answer(service.offer(&token, actor.as_ref()).await)
}
