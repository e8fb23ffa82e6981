//! Server functions of the initial list. Without script its forms are posted to the page's own address.

use domain::ids::DossierId;
use domain::views::initial_list::InitialListView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The initial list.
#[server(endpoint = "initial-list/list", input = GetUrl)]
pub async fn list() -> Result<InitialListView, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.initial_list(&actor).await)
}

/// Answers what became of an act: done, it leads back to a place on the page.
#[cfg(feature = "ssr")]
fn done(outcome: service::Result<()>, place: &str) -> Result<(), ApiError> {
    crate::enter::answer(outcome)?;
    leptos_axum::redirect(&format!("{}{place}", super::page::PATH));
    Ok(())
}

/// Decides whether a candidate is on the list.
#[server(endpoint = "initial-list/decide")]
pub async fn decide(
    /// Application.
    id: DossierId,
    /// `yes` or `no`.
    #[server(default)]
    listed: String,
    /// Why, where its panel proposed otherwise.
    #[server(default)]
    reason: String,
    /// Revision the form was drawn from.
    #[server(default)]
    revision: i64,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(domain::policy::may_make_list(&actor))?;
    let listed = crate::enter::judged(domain::defence::initial_list::read_listed(&listed))?;
    let typed = service::Listing { dossier: id.clone(), listed, reason, revision };
    done(service.decide_listing(&actor, &typed).await, &format!("#a-{id}"))
}

/// Says why more of a category are on the list than were planned.
#[server(endpoint = "initial-list/explain")]
pub async fn explain(
    /// Code of the category.
    #[server(default)]
    category: String,
    /// Why.
    #[server(default)]
    reason: String,
    /// Revision the form was drawn from.
    #[server(default)]
    revision: i64,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::judged(domain::policy::may_make_list(&actor))?;
    let category = crate::enter::judged(domain::season::category::Category::read(&category))?;
    let explained = service.explain_category(&actor, category, &reason, revision).await;
    done(explained, "#categories")
}

/// Signs the list that was read.
#[server(endpoint = "initial-list/sign")]
pub async fn sign(
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    done(service.sign_initial_list(&actor, &seen).await, "#sign")
}

/// Confirms what the other has signed.
#[server(endpoint = "initial-list/confirm")]
pub async fn confirm(
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    done(service.confirm_initial_list(&actor, &seen).await, "#sign")
}

/// Gives it back to be decided again.
#[server(endpoint = "initial-list/return")]
pub async fn give_back(
    /// Why.
    #[server(default)]
    reason: String,
    /// SHA-256 on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    done(service.give_back_initial_list(&actor, (&seen, &reason)).await, "")
}

/// Opens a confirmed list again.
#[server(endpoint = "initial-list/reopen")]
pub async fn reopen(
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    done(service.reopen_initial_list(&actor, &reason).await, "")
}
