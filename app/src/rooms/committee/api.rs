//! Server functions of room *committee*.

pub mod pool;
pub mod seating;

use domain::ids::{DossierId, ExpertId, PanelId};
use domain::views::committee as view;
use domain::views::matrix as grid;
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
    /// Reviews of each application; the season's number when there is none.
    reviews: Option<u32>,
) -> Result<view::Proposal, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.propose(&actor, seed, reviews).await)
}

/// Publishes the assignment of a seed.
#[server(endpoint = "committee/publish")]
pub async fn publish(
    /// Seed of the proposal that was looked at.
    seed: i64,
    /// Reviews of each application in it; the season's number when there is none.
    reviews: Option<u32>,
    /// Why there are fewer than the season's number.
    #[server(default)]
    reason: String,
    /// Mark of what was looked at.
    #[server(default)]
    seen: String,
) -> Result<view::Proposal, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let published = service.publish_proposal(&actor, seed, reviews, (&reason, &seen)).await;
    let published = crate::enter::answer(published)?;
    leptos_axum::redirect("/committee");
    Ok(published)
}

/// The assignment of one panel, with what a proposal would add.
#[server(endpoint = "committee/matrix", input = GetUrl)]
pub async fn matrix(
    /// Panel; the first when there is none.
    panel: Option<PanelId>,
    /// Seed of a proposal to draw in.
    seed: Option<i64>,
    /// Reviews of each application in it.
    reviews: Option<u32>,
    /// Application of the pair that is looked at.
    dossier: Option<DossierId>,
    /// Expert of that pair; the first of the panel when there is none.
    expert: Option<ExpertId>,
) -> Result<grid::Matrix, ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let pair = dossier.map(|d| (d, expert));
    let matrix = service.assignment_matrix(&actor, panel.as_ref(), seed, reviews, pair).await;
    crate::enter::answer(matrix)
}

/// Asks for a pair, or rules it out.
#[server(endpoint = "committee/wish")]
pub async fn wish(
    /// Panel whose matrix is shown.
    panel: PanelId,
    /// Application.
    dossier: DossierId,
    /// Expert.
    expert: ExpertId,
    /// Code of the wish; blank forgets what was wished.
    #[server(default)]
    wish: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let wish = domain::committee::pairing::Wish::from_code(&wish);
    crate::enter::answer(service.wish_pair(&actor, &dossier, &expert, wish, &reason).await)?;
    leptos_axum::redirect(&shown(&panel));
    Ok(())
}

/// Records a conflict that came to light otherwise than by declaring or by comparison.
#[server(endpoint = "committee/conflict")]
pub async fn conflict(
    /// Expert.
    id: ExpertId,
    /// Number of the application.
    #[server(default)]
    reference: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    crate::enter::answer(service.record_conflict(&actor, &id, &reference, &reason).await)?;
    leptos_axum::redirect(&format!("/committee/experts/{id}?done=conflict#conflict"));
    Ok(())
}

/// Sets how many applications an expert can take.
#[server(endpoint = "committee/limit")]
pub async fn limit(
    /// Panel whose matrix is shown.
    panel: PanelId,
    /// Expert.
    expert: ExpertId,
    /// The number as typed; blank is the season's.
    #[server(default)]
    limit: String,
) -> Result<(), ApiError> {
    let (service, actor) = crate::enter::enter()?;
    let typed = domain::facts::text::half_width(&limit);
    // What is no number is refused by the verb like one that is too large, once it is known who asks.
    let limit = (!typed.is_empty()).then(|| typed.parse().unwrap_or(i64::MAX));
    crate::enter::answer(service.set_load_limit(&actor, &expert, limit).await)?;
    leptos_axum::redirect(&shown(&panel));
    Ok(())
}

/// The matrix of a panel, whatever was sent as its name.
#[cfg(feature = "ssr")]
fn shown(panel: &PanelId) -> String {
    let plain: String =
        panel.as_str().chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    format!("{}?panel={plain}", super::assignment::PATH)
}
