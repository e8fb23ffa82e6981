//! Server functions of room *formality*.

use std::collections::BTreeMap;

use domain::ids::DossierId;
use domain::views::formality as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// Recommended dossiers, waiting and passed.
#[server(endpoint = "formality/list", input = GetUrl)]
pub async fn formality_list() -> Result<view::FormalityList, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.formality_list(&actor).await)
}

/// A dossier with its checklist.
#[server(endpoint = "formality/checklist", input = GetUrl)]
pub async fn checklist(
    /// Dossier.
    id: DossierId,
) -> Result<view::Checklist, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.checklist(&actor, &id).await)
}

/// Ticks an item and returns to its line.
#[server(endpoint = "formality/tick")]
pub async fn tick(
    /// Dossier.
    id: DossierId,
    /// Item code.
    item: String,
    /// `yes` or `no`.
    #[server(default)]
    yes: String,
    /// Why, where it overrules the computation or says no.
    #[server(default)]
    note: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let known = domain::formality::Item::from_code(&item).filter(|_| yes == "yes" || yes == "no");
    let unknown = domain::refusal::Refusal::BadValue { field: item };
    let item = crate::enter::answer(known.ok_or(unknown.into()))?;
    let tick = domain::formality::Tick { yes: yes == "yes", note };
    crate::enter::answer(service.tick(&actor, &id, item, &tick).await)?;
    leptos_axum::redirect(&format!("/formality/{id}#{}", item.code()));
    Ok(())
}

/// Passes the formality check.
#[server(endpoint = "formality/pass")]
pub async fn pass(
    /// Dossier.
    id: DossierId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.pass(&actor, &id).await)?;
    leptos_axum::redirect("/formality");
    Ok(())
}

/// Takes a dossier to check it, or lets it go.
#[server(endpoint = "formality/claim")]
pub async fn claim(
    /// Dossier.
    id: DossierId,
    /// `no` to let it go.
    #[server(default)]
    take: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.claim(&actor, &id, take != "no").await)?;
    leptos_axum::redirect(&format!("/formality/{id}"));
    Ok(())
}

/// Refuses an application, with the item it fails and the reason.
#[server(endpoint = "formality/reject")]
pub async fn reject(
    /// Dossier.
    id: DossierId,
    /// Item code.
    #[server(default)]
    item: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let known = domain::formality::Item::from_code(&item);
    let unknown = domain::refusal::Refusal::BadValue { field: item };
    let item = crate::enter::answer(known.ok_or(unknown.into()))?;
    crate::enter::answer(service.reject(&actor, &id, item, &reason).await)?;
    leptos_axum::redirect("/formality");
    Ok(())
}

/// Asks for the one correction: items with what is to be mended.
#[server(endpoint = "formality/correction")]
pub async fn ask_correction(
    /// Dossier.
    id: DossierId,
    /// Item code → what is to be mended; blank ones are not asked.
    #[server(default)]
    items: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let mut asked = BTreeMap::new();
    for (code, reason) in items.into_iter().filter(|(_, r)| !r.trim().is_empty()) {
        let unknown = domain::refusal::Refusal::BadValue { field: code.clone() };
        let known = domain::formality::Item::from_code(&code).ok_or(unknown.into());
        asked.insert(crate::enter::answer(known)?, reason);
    }
    crate::enter::answer(service.ask_correction(&actor, &id, &asked).await)?;
    leptos_axum::redirect(&format!("/formality/{id}"));
    Ok(())
}
