//! Server functions of the expert pool (Art. 11).

use domain::ids::ExpertId;
use domain::views::pool as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// A page of the pool.
#[server(endpoint = "committee/pool", input = GetUrl)]
pub async fn pool(
    /// What to look for.
    #[server(default)]
    q: String,
    /// A division.
    #[server(default)]
    field: String,
    /// A recommending unit.
    #[server(default)]
    unit: String,
    /// A status.
    #[server(default)]
    show: String,
    /// Page as it stands in the address.
    #[server(default)]
    page: String,
) -> Result<view::PoolView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let page = page.trim().parse().unwrap_or(1);
    let wish = view::Wish { q, field, unit, show, page };
    crate::enter::answer(service.pool(&actor, &wish).await)
}

/// One expert; an empty one under `new`.
#[server(endpoint = "committee/expert", input = GetUrl)]
pub async fn expert(
    /// Who.
    id: ExpertId,
) -> Result<view::ExpertView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(match id.as_str() {
        "new" => service.blank_expert(&actor).await,
        _ => service.expert(&actor, &id).await,
    })
}

/// Lets an expert rest, or calls them back.
#[server(endpoint = "committee/rest")]
pub async fn rest_expert(
    /// Who.
    id: ExpertId,
    /// `yes` to rest; else active again.
    #[server(default)]
    resting: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let outcome = service.rest_expert(&actor, &id, resting == "yes", &reason).await;
    crate::enter::answer(outcome)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}"));
    Ok(())
}
