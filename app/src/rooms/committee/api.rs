//! Server functions of room *committee*.

pub mod pool;
pub mod seating;

use domain::views::committee as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The committee as the Office sees it.
#[server(endpoint = "committee/view", input = GetUrl)]
pub async fn committee() -> Result<view::CommitteeView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.committee(&actor).await)
}

/// Computes an assignment without storing it.
#[server(endpoint = "committee/propose", input = GetUrl)]
pub async fn propose(
    /// Seed to repeat; a fresh one when there is none.
    seed: Option<i64>,
) -> Result<view::Proposal, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.propose(&actor, seed).await)
}

/// Publishes the assignment of a seed.
#[server(endpoint = "committee/publish")]
pub async fn publish(
    /// Seed of the proposal that was looked at.
    seed: i64,
) -> Result<view::Proposal, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let published = crate::enter::answer(service.publish_assignment(&actor, seed).await)?;
    leptos_axum::redirect("/committee");
    Ok(published)
}
