//! Server functions of room *exchange*. What is done there is posted to the pages' own addresses.

use domain::ids::{ActivityId, DossierId};
use domain::views::exchange as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The activities. Public.
#[server(endpoint = "exchange/list", input = GetUrl)]
pub async fn activities() -> Result<view::Activities, ApiError> {
    let actor = crate::enter::signed();
    crate::enter::answer(crate::enter::open()?.activities(actor.as_ref()).await)
}

/// An activity. Public.
#[server(endpoint = "exchange/activity", input = GetUrl)]
pub async fn activity(
    /// Which.
    id: ActivityId,
) -> Result<view::ActivityView, ApiError> {
    let actor = crate::enter::signed();
    crate::enter::answer(crate::enter::open()?.activity(actor.as_ref(), &id).await)
}

/// The follow-up of all titles.
#[server(endpoint = "exchange/reports", input = GetUrl)]
pub async fn reports() -> Result<view::FollowUps, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.follow_ups(&actor).await)
}

/// The follow-up of one title.
#[server(endpoint = "exchange/report", input = GetUrl)]
pub async fn report(
    /// The application that won.
    id: DossierId,
) -> Result<view::FollowUpView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.follow_up(&actor, &id).await)
}
