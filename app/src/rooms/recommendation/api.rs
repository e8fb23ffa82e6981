//! Server functions of room *recommendation*.

use domain::ids::DossierId;
use domain::views::recommendation as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// The unit's work list and seats.
#[server(endpoint = "recommendation/list", input = GetUrl)]
pub async fn unit_list() -> Result<view::UnitList, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.unit_list(&actor).await)
}

/// A submitted dossier before its unit.
#[server(endpoint = "recommendation/reading", input = GetUrl)]
pub async fn unit_reading(
    /// Dossier.
    id: DossierId,
) -> Result<view::UnitReading, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.unit_reading(&actor, &id).await)
}

/// Two dossiers of the unit beside one another, or its list to choose from.
#[server(endpoint = "recommendation/compare", input = GetUrl)]
pub async fn unit_compare(
    /// One dossier; empty while none is chosen.
    #[server(default)]
    a: DossierId,
    /// The other.
    #[server(default)]
    b: DossierId,
) -> Result<view::UnitComparison, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.unit_compare(&actor, &a, &b).await)
}

/// Saves the unit's opinion; with `recommend`, recommends at once.
#[server(endpoint = "recommendation/opinion")]
pub async fn write_opinion(
    /// Dossier.
    id: DossierId,
    /// Text of the opinion.
    #[server(default)]
    text: String,
    /// What the form began from, as the page had it: what a colleague has written since is not undone.
    #[server(default)]
    base: String,
    /// `yes` to recommend after saving.
    #[server(default)]
    recommend: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.write_opinion_over(&actor, &id, &text, &base).await)?;
    if recommend == "yes" {
        crate::enter::stored();
        crate::enter::answer(service.recommend(&actor, &id).await)?;
    }
    leptos_axum::redirect(&format!("/recommendation/{id}"));
    Ok(())
}

/// Gives a candidate a place in the unit's order.
#[server(endpoint = "recommendation/rank")]
pub async fn rank(
    /// Dossier.
    id: DossierId,
    /// Place from 1; 0 takes it out.
    to: usize,
    /// `yes` to go on reading it.
    #[server(default)]
    stay: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.rank(&actor, &id, to).await)?;
    let reading = format!("/recommendation/{id}");
    leptos_axum::redirect(if stay == "yes" { &reading } else { "/recommendation#ranking" });
    Ok(())
}

/// Recommends in one act all that have a seat, in the unit's order.
#[server(endpoint = "recommendation/batch")]
pub async fn recommend_batch(
    /// Mark of the order and the seats on the page.
    #[server(default)]
    seen: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.recommend_batch(&actor, &seen).await)?;
    leptos_axum::redirect("/recommendation#ranking");
    Ok(())
}

/// Takes a recommendation back, with a reason.
#[server(endpoint = "recommendation/withdraw")]
pub async fn withdraw(
    /// Dossier.
    id: DossierId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.withdraw_recommendation(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/recommendation/{id}"));
    Ok(())
}

/// Returns a submitted dossier to its applicant, with reasons.
#[server(endpoint = "recommendation/return")]
pub async fn return_dossier(
    /// Dossier.
    id: DossierId,
    /// Why.
    #[server(default)]
    reason: String,
    /// Until when it is to be handed in again, Beijing time, as it was typed; blank while applications are open.
    #[server(default)]
    until: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.return_dossier(&actor, &id, &reason, &until).await)?;
    leptos_axum::redirect("/recommendation");
    Ok(())
}
