//! Server functions of room *announcement*.

use domain::views::announcement as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The announcement of a year, once it is released. Public.
#[server(endpoint = "announcement/view", input = GetUrl)]
pub async fn announcement(
    /// The year.
    year: i32,
) -> Result<view::AnnouncementView, ApiError> {
    crate::enter::answer(crate::enter::open()?.announcement(year).await)
}

/// The announcement for those who prepare, approve and release it.
#[server(endpoint = "announcement/preparing", input = GetUrl)]
pub async fn preparing() -> Result<view::Preparing, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.announcement_preparing(&actor).await)
}

/// Draws it up out of what remained on the notice.
#[server(endpoint = "announcement/prepare")]
pub async fn prepare() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.prepare_announcement(&actor).await)?;
    leptos_axum::redirect("/announcement");
    Ok(())
}

/// Approves what was read.
#[server(endpoint = "announcement/approve")]
pub async fn approve(
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.approve_announcement(&actor, &seen).await)?;
    leptos_axum::redirect("/announcement");
    Ok(())
}

/// Gives back what was read.
#[server(endpoint = "announcement/return")]
pub async fn give_back(
    /// Why.
    #[server(default)]
    reason: String,
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.give_back_announcement(&actor, (&seen, &reason)).await)?;
    leptos_axum::redirect("/announcement");
    Ok(())
}

/// Releases it.
#[server(endpoint = "announcement/release")]
pub async fn release() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.release_announcement(&actor).await)?;
    leptos_axum::redirect("/announcement");
    Ok(())
}
