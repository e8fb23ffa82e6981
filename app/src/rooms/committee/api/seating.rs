//! Server functions of the committee being formed (Art. 12–14).

use domain::ids::{ExpertId, PanelId};
use domain::views::seating as view;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::ApiError;

/// Panels and draws of the season.
#[server(endpoint = "committee/drawing", input = GetUrl)]
pub async fn drawing() -> Result<view::Drawing, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.drawing(&actor).await)
}

/// Draws experts for a panel.
#[server(endpoint = "committee/draw_experts")]
pub async fn draw_experts(
    /// The panel.
    panel: PanelId,
    /// How many, as typed.
    #[server(default)]
    size: String,
    /// Draws for this panel on the page.
    #[server(default)]
    seen: usize,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let size = domain::facts::text::half_width(&size).parse().unwrap_or(0);
    let draw = crate::enter::answer(service.draw_experts(&actor, &panel, size, seen).await)?;
    leptos_axum::redirect(&format!("/committee/draw?draw={draw}#draws"));
    Ok(())
}

/// Seats those who were drawn.
#[server(endpoint = "committee/seat_drawn")]
pub async fn seat_drawn(
    /// The draw.
    draw: String,
    /// Who of them leads, where the panel has no lead.
    #[server(default)]
    lead: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let lead = Some(ExpertId::from(lead)).filter(|l| !l.as_str().is_empty());
    crate::enter::answer(service.seat_drawn(&actor, &draw, lead.as_ref()).await)?;
    leptos_axum::redirect("/committee/draw");
    Ok(())
}

/// Dissolves a panel without members.
#[server(endpoint = "committee/dissolve")]
pub async fn dissolve(
    /// The panel.
    panel: PanelId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.dissolve_panel(&actor, &panel).await)?;
    leptos_axum::redirect("/committee/draw");
    Ok(())
}

/// Seats one expert on a panel.
#[server(endpoint = "committee/seat")]
pub async fn seat_expert(
    /// Who.
    id: ExpertId,
    /// The panel.
    panel: PanelId,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.seat_expert(&actor, &panel, &id).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}"));
    Ok(())
}

/// Releases an expert from their panel.
#[server(endpoint = "committee/release")]
pub async fn release_expert(
    /// Who.
    id: ExpertId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.release_expert(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}"));
    Ok(())
}

/// Stands an expert down in the middle of a review.
#[server(endpoint = "committee/stand_down")]
pub async fn stand_down(
    /// Who.
    id: ExpertId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.stand_down(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}#standing-down"));
    Ok(())
}

/// Has an expert who was stood down review again.
#[server(endpoint = "committee/stand_up")]
pub async fn stand_up(
    /// Who.
    id: ExpertId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.stand_up(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}#standing-down"));
    Ok(())
}

/// Makes an expert the lead of their panel.
#[server(endpoint = "committee/lead")]
pub async fn move_lead(
    /// Who.
    id: ExpertId,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.move_lead(&actor, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}"));
    Ok(())
}

/// Appoints the chair or the vice chair.
#[server(endpoint = "committee/head")]
pub async fn appoint_head(
    /// Who.
    id: ExpertId,
    /// `chair` or `vice_chair`.
    role: String,
    /// Why, where somebody else is relieved.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    // What is no role is refused by the verb, like a role that is no head's.
    let role = domain::policy::Role::from_code(&role).unwrap_or(domain::policy::Role::Office);
    crate::enter::answer(service.appoint_head(&actor, role, &id, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}"));
    Ok(())
}
