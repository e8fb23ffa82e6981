//! Server functions of one's own account. Its copy and its end are plain routes: the one is a
//! download, the other ends the session.

use domain::views::people as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// Goes back to the page, which then says what was done.
#[cfg(feature = "ssr")]
fn back(done: &str) {
    leptos_axum::redirect(&format!("/account?done={done}"));
}

/// The actor's account.
#[server(endpoint = "account/own", input = GetUrl)]
pub async fn own() -> Result<view::AccountView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.own_account(&actor, &crate::enter::session()).await)
}

/// Changes the name.
#[server(endpoint = "account/rename")]
pub async fn rename(
    /// New name.
    #[server(default)]
    name: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.rename(&actor, &name).await)?;
    back("name");
    Ok(())
}

/// Changes the password.
#[server(endpoint = "account/password")]
pub async fn password(
    /// Present password.
    #[server(default)]
    old: String,
    /// New password.
    #[server(default)]
    new: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let session = crate::enter::session();
    let token = service.change_password(&actor, &old, &new, &session).await;
    crate::enter::renew(&crate::enter::answer(token)?);
    back("password");
    Ok(())
}

/// Moves to another address.
#[server(endpoint = "account/address")]
pub async fn address(
    /// New address.
    #[server(default)]
    email: String,
    /// Password, to confirm.
    #[server(default)]
    password: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.move_address(&actor, &email, &password).await)?;
    back("sent");
    Ok(())
}

/// Sends the letter that proves the address once more.
#[server(endpoint = "account/resend")]
pub async fn resend() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.resend(&actor).await)?;
    back("sent");
    Ok(())
}

/// Ends one of the actor's sessions.
#[server(endpoint = "account/end_session")]
pub async fn end_session(
    /// Which, by its name on the page.
    #[server(default)]
    id: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.end_session(&actor, &id).await)?;
    back("session");
    Ok(())
}

/// Ends all of the actor's sessions but this one.
#[server(endpoint = "account/end_others")]
pub async fn end_others() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let session = crate::enter::session();
    crate::enter::answer(service.end_others(&actor, &session).await)?;
    back("sessions");
    Ok(())
}
