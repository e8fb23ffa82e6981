//! Server functions of room *defence*. What changes something is a plain form, posted to its own page.

use domain::ids::{DossierId, SessionId};
use domain::views::defence as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The plan as its viewer sees it.
#[server(endpoint = "defence/overview", input = GetUrl)]
pub async fn overview() -> Result<view::Overview, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.defence(&actor).await)
}

/// One session.
#[server(endpoint = "defence/session", input = GetUrl)]
pub async fn session(
    /// Session.
    id: SessionId,
) -> Result<view::SessionView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.defence_session(&actor, &id).await)
}

/// The screen of a session's room.
#[server(endpoint = "defence/room", input = GetUrl)]
pub async fn room(
    /// Session.
    id: SessionId,
) -> Result<view::RoomView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.defence_room(&actor, &id).await)
}

/// An applicant's own slot.
#[server(endpoint = "defence/slot", input = GetUrl)]
pub async fn slot(
    /// Application.
    id: DossierId,
) -> Result<view::OwnDefence, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.defence_slot(&actor, &id).await)
}

/// The visit of an application.
#[server(endpoint = "defence/visit", input = GetUrl)]
pub async fn visit(
    /// Application.
    id: DossierId,
) -> Result<view::VisitView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.site_visit(&actor, &id).await)
}
