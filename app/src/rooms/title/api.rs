//! Server functions of room *title*.
#![allow(clippy::too_many_arguments, reason = "a field of the form each")]

use domain::views::title as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// A page of the register. Public.
#[server(endpoint = "title/register", input = GetUrl)]
pub async fn register(
    /// What to search for.
    #[server(default)]
    q: String,
    /// Year; blank for all.
    #[server(default)]
    year: String,
    /// Code of a category.
    #[server(default)]
    category: String,
    /// Code of a region's unit.
    #[server(default)]
    region: String,
    /// Chinese name of a direction.
    #[server(default)]
    direction: String,
    /// Code of a standing.
    #[server(default)]
    state: String,
    /// Code of an order.
    #[server(default)]
    order: String,
    /// Page, from 1.
    #[server(default)]
    page: String,
) -> Result<view::Register, ApiError> {
    let (year, page) = (year.parse().unwrap_or_default(), page.parse().unwrap_or(1));
    let wish = view::Wish { q, year, category, region, direction, state, order, page };
    crate::enter::answer(crate::enter::open()?.title_register(&wish).await)
}

/// What a number on a plaque stands for. Public.
#[server(endpoint = "title/verify", input = GetUrl)]
pub async fn verify(
    /// As it was typed.
    #[server(default)]
    number: String,
) -> Result<view::Verification, ApiError> {
    let service = crate::enter::open()?;
    crate::enter::answer(service.verify_title(&number, &crate::enter::from()).await)
}

/// The titles of the actor's organisation.
#[server(endpoint = "title/own", input = GetUrl)]
pub async fn own() -> Result<view::OwnTitles, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.own_titles(&actor).await)
}

/// Whether the actor may take over titles of earlier seasons.
#[server(endpoint = "title/import", input = GetUrl)]
pub async fn may_import() -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.preview_titles(&actor, "").await.map(drop))
}

/// A title of an earlier season as the Office corrects it. The form is posted to the page itself.
#[server(endpoint = "title/correcting", input = GetUrl)]
pub async fn correcting(
    /// Number of its plaque.
    number: String,
) -> Result<view::Correcting, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.correcting(&actor, &number).await)
}
